//! Steps in partners' stage history as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition};
use trellis_domain::{Id, PartnerId, partner::StageChange};

use crate::{
    entity::stage_change::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    row::{self, Row},
};

/// What a list of steps can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct StageChangeFilter {
    /// Only those of this partner.
    pub partner: Option<PartnerId>,
}

impl Kept for StageChange {
    type Entity = Entity;
    type Filter = StageChangeFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { partner, from, to, at, reason, pause_reason, review_on } = self;
        Ok(ActiveModel {
            partner_id: Set(partner.uuid()),
            from_stage: Set(row::code(*from)),
            to_stage: Set(row::code(*to)),
            at: Set(*at),
            reason: Set(row::text(reason.as_ref())),
            pause_reason: Set(row::maybe_code(*pause_reason)),
            review_on: Set(*review_on),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "stage_changes", id: model.id };
        Ok(Self {
            partner: Id::new(model.partner_id),
            from: row.parsed("from_stage", &model.from_stage)?,
            to: row.parsed("to_stage", &model.to_stage)?,
            at: model.at,
            reason: row.maybe("reason", model.reason.as_deref())?,
            pause_reason: row.maybe("pause_reason", model.pause_reason.as_deref())?,
            review_on: model.review_on,
        })
    }

    fn filter(filter: &StageChangeFilter) -> Condition {
        Condition::all().add_option(filter.partner.map(|partner| Column::PartnerId.eq(partner.uuid())))
    }
}
