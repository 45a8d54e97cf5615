//! Shifts as rows, and what champions are committed to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ExprTrait, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait,
    sea_query::{Expr, Query},
};
use strum::VariantArray;
use trellis_domain::{
    AffiliationId, ChampionId, ClosedEnum, Id, LearnerId, PartnerId, SessionId, ShiftId,
    booking::BookingState,
    interval::Interval,
    session::SessionState,
    shift::{Shift, ShiftDetails, ShiftState},
};
use uuid::Uuid;

use crate::{
    entity::{
        booking, session,
        shift::{ActiveModel, Column, Entity, Model, Relation},
    },
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

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

/// The times in and around a window that a champion is committed to, with whichever partner: for decisions only.
pub async fn commitments(
    reading: &impl Reading,
    champion: ChampionId,
    window: Interval,
) -> Result<Vec<(ShiftId, Interval)>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .join(JoinType::InnerJoin, Relation::Session.def())
        .filter(Column::ChampionId.eq(champion.uuid()))
        .filter(Column::State.is_in(committing()))
        .filter(session::Column::State.ne(SessionState::Cancelled.code()))
        .filter(session::Column::StartsAt.lt(window.end()))
        .filter(session::Column::EndsAt.gt(window.start()))
        .select_only()
        .column(Column::Id)
        .column(session::Column::StartsAt)
        .column(session::Column::EndsAt);
    let rows: Vec<(Uuid, DateTime<Utc>, DateTime<Utc>)> = query.into_tuple().all(&reading.executor()).await?;
    let busy = rows.into_iter().filter_map(|(id, start, end)| Some((Id::new(id), Interval::new(start, end)?)));
    Ok(busy.collect())
}

/// A champion taken by a partner for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Engagement {
    /// Who.
    pub champion: ChampionId,
    /// By whom; for the partner's own caps and loads, and never shown.
    pub partner: PartnerId,
    /// When.
    pub interval: Interval,
}

/// Everything that champions of the network are taken for in and around a window: for decisions only.
pub async fn engagements(reading: &impl Reading, window: Interval) -> Result<Vec<Engagement>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .join(JoinType::InnerJoin, Relation::Session.def())
        .filter(Column::State.is_in(committing()))
        .filter(session::Column::State.ne(SessionState::Cancelled.code()))
        .filter(session::Column::StartsAt.lt(window.end()))
        .filter(session::Column::EndsAt.gt(window.start()))
        .select_only()
        .columns([Column::ChampionId, Column::OwnerId])
        .column(session::Column::StartsAt)
        .column(session::Column::EndsAt);
    let rows: Vec<(Uuid, Uuid, DateTime<Utc>, DateTime<Utc>)> = query.into_tuple().all(&reading.executor()).await?;
    let taken = rows.into_iter().filter_map(|(champion, partner, start, end)| {
        let interval = Interval::new(start, end)?;
        Some(Engagement { champion: Id::new(champion), partner: Id::new(partner), interval })
    });
    Ok(taken.collect())
}

/// The champions who were there when this learner came to a session of the partner.
pub async fn known_to(
    reading: &impl Reading,
    partner: PartnerId,
    learner: LearnerId,
) -> Result<BTreeSet<ChampionId>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let visited = scope::scoped::<booking::Entity>(&own)?
        .filter(booking::Column::LearnerId.eq(learner.uuid()))
        .filter(booking::Column::State.eq(BookingState::Attended.code()))
        .select_only()
        .column(booking::Column::SessionId);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::State.eq(ShiftState::Attended.code()))
        .filter(Column::SessionId.in_subquery(visited.into_query()))
        .select_only()
        .column(Column::ChampionId);
    let champions: Vec<Uuid> = query.into_tuple().all(&reading.executor()).await?;
    Ok(champions.into_iter().map(Id::new).collect())
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
