//! Shifts as rows, and what champions are committed to.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
    sea_query::{Expr, Query},
};
use strum::VariantArray;
use trellis_domain::{
    AffiliationId, ClosedEnum, Id, Record, SessionId,
    shift::{Shift, ShiftDetails, ShiftState},
};
use uuid::Uuid;

use crate::{
    entity::{
        session,
        shift::{ActiveModel, Column, Entity, Model, Relation},
    },
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

mod helping;
mod known;

pub use helping::helpers;
pub use known::known_to;

/// What a list of shifts can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ShiftFilter {
    /// Only those on this session.
    pub session: Option<SessionId>,
    /// Only those of this champion, as the partner knows the person.
    pub affiliation: Option<AffiliationId>,
    /// Only those that have come so far.
    pub state: Option<ShiftState>,
}

impl Kept for Shift {
    type Entity = Entity;
    type Filter = ShiftFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details: ShiftDetails { session_id, affiliation_id }, champion, state, state_since } = self;
        Ok(ActiveModel {
            session_id: Set(session_id.uuid()),
            affiliation_id: Set(affiliation_id.uuid()),
            champion_id: Set(champion.uuid()),
            state: Set(row::code(*state)),
            state_since: Set(*state_since),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: "shifts", id: model.id };
        let details =
            ShiftDetails { session_id: Id::new(model.session_id), affiliation_id: Id::new(model.affiliation_id) };
        Ok(Self {
            details,
            champion: Id::new(model.champion_id),
            state: row.parsed("state", &model.state)?,
            state_since: model.state_since,
        })
    }

    fn filter(filter: &ShiftFilter) -> Condition {
        Condition::all()
            .add_option(filter.session.map(|session| Column::SessionId.eq(session.uuid())))
            .add_option(filter.affiliation.map(|affiliation| Column::AffiliationId.eq(affiliation.uuid())))
            .add_option(filter.state.map(|state| Column::State.eq(row::code(state))))
    }
}

/// The shifts of a session, in the order of their ids; for decisions about the session.
pub async fn on_session(reading: &impl Reading, session: SessionId) -> Result<Vec<Record<Shift>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::SessionId.eq(session.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// Every shift of a champion with one partner, in the order of their ids; for decisions about the person.
pub async fn of_affiliation(
    reading: &impl Reading,
    affiliation: AffiliationId,
) -> Result<Vec<Record<Shift>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::AffiliationId.eq(affiliation.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// The live shifts of a champion with one partner on sessions that are not over, in the order of their ids.
pub async fn live(
    reading: &impl Reading,
    affiliation: AffiliationId,
    now: DateTime<Utc>,
) -> Result<Vec<Record<Shift>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let live = ShiftState::VARIANTS.iter().filter(|state| state.is_live()).map(|state| state.code());
    let query = scope::scoped::<Entity>(&anybody)?
        .join(JoinType::InnerJoin, Relation::Session.def())
        .filter(Column::AffiliationId.eq(affiliation.uuid()))
        .filter(Column::State.is_in(live))
        .filter(session::Column::EndsAt.gt(now));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// Who has said yes to each of these sessions, as their partner knows them; those without anybody are left out.
pub async fn committed(
    reading: &impl Reading,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, Vec<AffiliationId>>, StoreError> {
    on_each(reading, sessions, Condition::all()).await
}

/// The same as it was at a moment that is over: of who came, or did not, only when they were asked is kept.
pub async fn committed_then(
    reading: &impl Reading,
    sessions: &[SessionId],
    then: DateTime<Utc>,
) -> Result<BTreeMap<SessionId, Vec<AffiliationId>>, StoreError> {
    let confirmed = row::code(ShiftState::Confirmed);
    let by_then = Condition::any()
        .add(Column::State.eq(confirmed.clone()).and(Column::StateSince.lte(then)))
        .add(Column::State.ne(confirmed).and(Column::CreatedAt.lte(then)));
    on_each(reading, sessions, by_then).await
}

async fn on_each(
    reading: &impl Reading,
    sessions: &[SessionId],
    which: Condition,
) -> Result<BTreeMap<SessionId, Vec<AffiliationId>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(Column::State.is_in(committing()))
        .filter(which)
        .order_by_asc(Column::Id)
        .select_only()
        .columns([Column::SessionId, Column::AffiliationId]);
    let rows: Vec<(Uuid, Uuid)> = query.into_tuple().all(&reading.executor()).await?;
    let mut committed: BTreeMap<SessionId, Vec<AffiliationId>> = BTreeMap::new();
    for (session, affiliation) in rows {
        committed.entry(Id::new(session)).or_default().push(Id::new(affiliation));
    }
    Ok(committed)
}

/// How many champions are confirmed on each of these sessions; those without any are left out.
pub(crate) async fn confirmed(
    reading: &impl Reading,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, u32>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(Column::State.is_in(committing()))
        .select_only()
        .column(Column::SessionId)
        .column_as(Column::Id.count(), "confirmed")
        .group_by(Column::SessionId);
    let rows: Vec<(Uuid, i64)> = query.into_tuple().all(&reading.executor()).await?;
    rows.into_iter().map(|(id, count)| Ok((Id::new(id), row::counted("shifts", id, count)?))).collect()
}

/// How many champions are confirmed on the session of the outer query, within its network.
pub(crate) fn confirmed_on_session() -> Expr {
    let same = |inner: Column, outer: session::Column| Expr::col((Entity, inner)).equals((session::Entity, outer));
    let count = Query::select()
        .expr(Expr::col((Entity, Column::Id)).count())
        .from(Entity)
        .and_where(same(Column::NetworkId, session::Column::NetworkId))
        .and_where(same(Column::SessionId, session::Column::Id))
        .and_where(Column::State.is_in(committing()))
        .to_owned();
    Expr::SubQuery(None, Box::new(count.into()))
}

fn committing() -> impl Iterator<Item = &'static str> {
    ShiftState::VARIANTS.iter().filter(|state| state.commits()).map(|state| state.code())
}
