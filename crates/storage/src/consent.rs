//! Consents as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    ChampionId, Consent, Id, Record,
    consent::{ConsentDetails, Withdrawal},
    learner::LearnerId,
};

use crate::{
    entity::consent::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

/// What a list of consents can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ConsentFilter {
    /// Only those of this champion.
    pub champion: Option<ChampionId>,
    /// Only those of this learner.
    pub learner: Option<LearnerId>,
}

impl Kept for Consent {
    type Entity = Entity;
    type Filter = ConsentFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, withdrawal } = self;
        let ConsentDetails {
            champion_id,
            learner_id,
            purpose,
            recipient,
            recipient_id,
            wording_version,
            given_at,
            given_by,
            given_by_proxy,
        } = details;
        let withdrawal = withdrawal.as_ref();
        Ok(ActiveModel {
            champion_id: Set(champion_id.map(Id::uuid)),
            learner_id: Set(learner_id.map(Id::uuid)),
            purpose: Set(row::code(*purpose)),
            recipient: Set(recipient.to_string()),
            recipient_id: Set(recipient_id.map(Id::uuid)),
            wording_version: Set(wording_version.to_string()),
            given_at: Set(*given_at),
            given_by: Set(row::code(*given_by)),
            given_by_proxy: Set(row::text(given_by_proxy.as_ref())),
            withdrawn_at: Set(withdrawal.map(|withdrawal| withdrawal.at)),
            withdrawn_by: Set(row::maybe_code(withdrawal.map(|withdrawal| withdrawal.by))),
            withdrawn_by_proxy: Set(row::text(withdrawal.and_then(|withdrawal| withdrawal.proxy.as_ref()))),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "consents", id: model.id };
        let details = ConsentDetails {
            champion_id: model.champion_id.map(Id::new),
            learner_id: model.learner_id.map(Id::new),
            purpose: row.parsed("purpose", &model.purpose)?,
            recipient: row.parsed("recipient", &model.recipient)?,
            recipient_id: model.recipient_id.map(Id::new),
            wording_version: row.parsed("wording_version", &model.wording_version)?,
            given_at: model.given_at,
            given_by: row.parsed("given_by", &model.given_by)?,
            given_by_proxy: row.maybe("given_by_proxy", model.given_by_proxy.as_deref())?,
        };
        let withdrawal = match model.withdrawn_at.zip(model.withdrawn_by) {
            None => None,
            Some((at, by)) => Some(Withdrawal {
                at,
                by: row.parsed("withdrawn_by", &by)?,
                proxy: row.maybe("withdrawn_by_proxy", model.withdrawn_by_proxy.as_deref())?,
            }),
        };
        Ok(Self { details, withdrawal })
    }

    fn filter(filter: &ConsentFilter) -> Condition {
        Condition::all()
            .add_option(filter.champion.map(|id| Column::ChampionId.eq(id.uuid())))
            .add_option(filter.learner.map(|id| Column::LearnerId.eq(id.uuid())))
    }
}

/// Every consent of a champion, whoever recorded it: for decisions.
pub async fn of_champion(reading: &impl Reading, champion: ChampionId) -> Result<Vec<Record<Consent>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::ChampionId.eq(champion.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// Every consent of a learner, whoever recorded it: for when the learner changes hands or is erased.
pub async fn of_learner(reading: &impl Reading, learner: LearnerId) -> Result<Vec<Record<Consent>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::LearnerId.eq(learner.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}
