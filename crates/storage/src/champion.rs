//! Champions as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter};
use trellis_domain::{Champion, Record, champion::JoinOffer};

use crate::{
    entity::champion::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

/// A list of champions cannot be narrowed: there is no list of champions.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChampionFilter;

impl Kept for Champion {
    type Entity = Entity;
    type Filter = ChampionFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { join } = self;
        Ok(ActiveModel {
            join_hash: Set(row::text(join.as_ref().map(|offer| &offer.hash))),
            join_expires_at: Set(join.as_ref().map(|offer| offer.expires_at)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "champions", id: model.id };
        let hash = row.maybe("join_hash", model.join_hash.as_deref())?;
        Ok(Self { join: hash.zip(model.join_expires_at).map(|(hash, expires_at)| JoinOffer { hash, expires_at }) })
    }

    fn filter(_filter: &ChampionFilter) -> Condition {
        Condition::all()
    }
}

/// The champion for whom a code with this hash is out, whoever recorded the person.
pub async fn by_join_hash(reading: &impl Reading, hash: &str) -> Result<Option<Record<Champion>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::JoinHash.eq(hash));
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}
