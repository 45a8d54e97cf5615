//! Calendar addresses as rows, and what the calendars show.

mod shown;

pub use shown::{Shown, public, shared, shifts};

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter};
use trellis_domain::{
    Calendar, Record,
    calendar::{CalendarDetails, CalendarKind},
    external_id::AnyId,
};

use crate::{
    entity::calendar::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

/// What a list of calendar addresses can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CalendarFilter {
    /// Only those that show this.
    pub kind: Option<CalendarKind>,
}

impl Kept for Calendar {
    type Entity = Entity;
    type Filter = CalendarFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details: CalendarDetails { kind, subject_id }, token_hash } = self;
        Ok(ActiveModel {
            kind: Set(row::code(*kind)),
            subject_id: Set(subject_id.uuid()),
            token_hash: Set(token_hash.to_string()),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "calendars", id: model.id };
        let kind: CalendarKind = row.parsed("kind", &model.kind)?;
        let details = CalendarDetails { kind, subject_id: AnyId::new(kind.about(), model.subject_id) };
        Ok(Self { details, token_hash: row.parsed("token_hash", &model.token_hash)? })
    }

    fn filter(filter: &CalendarFilter) -> Condition {
        Condition::all().add_option(filter.kind.map(|kind| Column::Kind.eq(row::code(kind))))
    }
}

/// The address whose token has this hash, whoever made it.
pub async fn by_token_hash(reading: &impl Reading, hash: &str) -> Result<Option<Record<Calendar>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::TokenHash.eq(hash));
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}
