//! Match plans as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use trellis_domain::{
    ClosedEnum, PartnerId, Record,
    match_plan::{MatchPlan, MatchPlanState},
};

use crate::{
    entity::match_plan::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "match_plans";

/// What a list of plans can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct MatchPlanFilter {
    /// Only those that have come so far.
    pub state: Option<MatchPlanState>,
}

impl Kept for MatchPlan {
    type Entity = Entity;
    type Filter = MatchPlanFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, requests, state, state_since, progress, failure, outcome } = self;
        Ok(ActiveModel {
            details: Set(row::json(TABLE, details)?),
            requests: Set(row::json(TABLE, requests)?),
            state: Set(row::code(*state)),
            state_since: Set(*state_since),
            progress: Set((*progress).into()),
            failure: Set(row::maybe_code(*failure)),
            outcome: Set(row::maybe_json(TABLE, outcome.as_ref())?),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        Ok(Self {
            details: row.json("details", model.details)?,
            requests: row.json("requests", model.requests)?,
            state: row.parsed("state", &model.state)?,
            state_since: model.state_since,
            progress: row.number("progress", model.progress)?,
            failure: row.maybe("failure", model.failure.as_deref())?,
            outcome: row.maybe_json("outcome", model.outcome)?,
        })
    }

    fn filter(filter: &MatchPlanFilter) -> Condition {
        Condition::all().add_option(filter.state.map(|state| Column::State.eq(row::code(state))))
    }
}

/// How many plans of a partner nobody has finished.
pub async fn count_unfinished(reading: &impl Reading, partner: PartnerId) -> Result<u64, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let open = [MatchPlanState::Queued, MatchPlanState::Running].map(ClosedEnum::code);
    let query = scope::scoped::<Entity>(&own)?.filter(Column::State.is_in(open));
    Ok(query.count(&reading.executor()).await?)
}

/// Plans of the network that nobody has finished, the oldest first, at most so many.
pub async fn unfinished(reading: &impl Reading, limit: u64) -> Result<Vec<Record<MatchPlan>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let open = [MatchPlanState::Queued, MatchPlanState::Running].map(ClosedEnum::code);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::State.is_in(open));
    let query = query.order_by_asc(Column::Id).limit(limit);
    scope::all(reading, query).await
}
