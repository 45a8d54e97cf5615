//! When champions are taken, and whom they have helped: what a ranking asks about all of them at once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, JoinType, QueryFilter, QuerySelect, QueryTrait, RelationTrait};
use trellis_domain::{
    ChampionId, ClosedEnum, Id, LearnerId, PartnerId, SessionId,
    booking::BookingState,
    interval::Interval,
    session::SessionState,
    shift::{ShiftState, Taken, Whereabouts},
};
use uuid::Uuid;

use crate::{
    entity::{
        booking, session,
        shift::{Column, Entity, Relation},
    },
    error::StoreError,
    reading::Reading,
    row::Row,
    scope::{self, Standpoint},
};

/// A champion taken by a partner for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Engagement {
    /// Who.
    pub champion: ChampionId,
    /// By whom; for the partner's own caps and loads, and never shown.
    pub partner: PartnerId,
    /// On which session; never shown either.
    pub session: SessionId,
    /// When.
    pub interval: Interval,
    /// Where.
    pub at: Whereabouts,
}

impl Engagement {
    /// When and where, for whomever.
    pub const fn taken(self) -> Taken {
        Taken { interval: self.interval, at: self.at }
    }
}

/// Everything that champions of the network are taken for in and around a window: for decisions only.
pub async fn engagements(reading: &impl Reading, window: Interval) -> Result<Vec<Engagement>, StoreError> {
    among(reading, Condition::all(), window).await
}

/// The same for one champion, with whichever partner.
pub async fn commitments(
    reading: &impl Reading,
    champion: ChampionId,
    window: Interval,
) -> Result<Vec<Engagement>, StoreError> {
    among(reading, Condition::all().add(Column::ChampionId.eq(champion.uuid())), window).await
}

async fn among(reading: &impl Reading, whose: Condition, window: Interval) -> Result<Vec<Engagement>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .join(JoinType::InnerJoin, Relation::Session.def())
        .filter(whose)
        .filter(Column::State.is_in(super::committing()))
        .filter(session::Column::State.ne(SessionState::Cancelled.code()))
        .filter(session::Column::StartsAt.lt(window.end()))
        .filter(session::Column::EndsAt.gt(window.start()))
        .select_only()
        .columns([Column::ChampionId, Column::OwnerId, Column::SessionId])
        .column(session::Column::StartsAt)
        .column(session::Column::EndsAt)
        .column(session::Column::Setting)
        .column(session::Column::VenueId);
    let rows: Vec<Columns> = query.into_tuple().all(&reading.executor()).await?;
    let taken = rows.into_iter().map(|(champion, partner, session, start, end, setting, venue)| {
        let setting = Row { table: "sessions", id: session }.parsed("setting", &setting)?;
        let at = Whereabouts::of(setting, venue.map(Id::new));
        let taken = |interval| Engagement {
            champion: Id::new(champion),
            partner: Id::new(partner),
            session: Id::new(session),
            interval,
            at,
        };
        Ok(Interval::new(start, end).map(taken))
    });
    taken.filter_map(Result::transpose).collect()
}

/// Champion, partner, session; start, end, setting and venue of the session.
type Columns = (Uuid, Uuid, Uuid, DateTime<Utc>, DateTime<Utc>, String, Option<Uuid>);

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
