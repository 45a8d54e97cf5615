//! Proposals as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition};
use trellis_domain::{
    Id, RequestId,
    proposal::{Proposal, ProposalState},
};

use crate::{
    entity::proposal::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    row::{self, Row},
};

const TABLE: &str = "proposals";

/// What a list of proposals can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProposalFilter {
    /// Only those for this request.
    pub request: Option<RequestId>,
    /// Only those in this state.
    pub state: Option<ProposalState>,
}

impl Kept for Proposal {
    type Entity = Entity;
    type Filter = ProposalFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self {
            request,
            affiliation,
            second,
            starts_at,
            ends_at,
            venue,
            to_be_asked,
            score,
            parts,
            policy_version,
            state,
        } = self;
        Ok(ActiveModel {
            request_id: Set(request.uuid()),
            affiliation_id: Set(affiliation.uuid()),
            second_affiliation_id: Set(second.map(Id::uuid)),
            starts_at: Set(*starts_at),
            ends_at: Set(*ends_at),
            venue_id: Set(venue.map(Id::uuid)),
            to_be_asked: Set(*to_be_asked),
            score: Set((*score).into()),
            parts: Set(row::json(TABLE, parts)?),
            policy_version: Set((*policy_version).into()),
            state: Set(row::code(*state)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        Ok(Self {
            request: Id::new(model.request_id),
            affiliation: Id::new(model.affiliation_id),
            second: model.second_affiliation_id.map(Id::new),
            starts_at: model.starts_at,
            ends_at: model.ends_at,
            venue: model.venue_id.map(Id::new),
            to_be_asked: model.to_be_asked,
            score: row.number("score", model.score)?,
            parts: row.json("parts", model.parts)?,
            policy_version: row.number("policy_version", model.policy_version)?,
            state: row.parsed("state", &model.state)?,
        })
    }

    fn filter(filter: &ProposalFilter) -> Condition {
        Condition::all()
            .add_option(filter.request.map(|request| Column::RequestId.eq(request.uuid())))
            .add_option(filter.state.map(|state| Column::State.eq(row::code(state))))
    }
}
