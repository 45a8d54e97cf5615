//! When champions are taken, by whomever: confirmed shifts, and accepted proposals of an hour of its own. Who is proposed in a session is taken
//! by a shift on it, once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, JoinType, QueryFilter, QuerySelect, QueryTrait,
    RelationTrait, Select, TryGetableMany,
    sea_query::{Expr, ExprTrait, SelectStatement},
};
use strum::VariantArray;
use trellis_domain::{
    ChampionId, ClosedEnum, Id, PartnerId, Proposal, Record, RequestId, SessionId,
    interval::Interval,
    proposal::ProposalState,
    session::SessionState,
    shift::{ShiftState, Taken, Whereabouts},
};
use uuid::Uuid;

use crate::{
    entity::{proposal, session, shift},
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
    /// On which session, if it is one; never shown either.
    pub session: Option<SessionId>,
    /// For which request, if it is one; never shown either.
    pub request: Option<RequestId>,
    /// Since when, as far as that is kept: of who came, or did not, only when they were asked.
    pub since: DateTime<Utc>,
    /// The shift or the proposal.
    pub source: Uuid,
    /// When and where, for whomever.
    pub taken: Taken,
}

/// Everything that a champion is taken for in and around a window, with whichever partner: for decisions only.
pub async fn commitments(
    reading: &impl Reading,
    champion: ChampionId,
    window: Interval,
) -> Result<Vec<Engagement>, StoreError> {
    commitments_of(reading, &[champion], window).await
}

/// The same for some champions.
pub async fn commitments_of(
    reading: &impl Reading,
    champions: &[ChampionId],
    window: Interval,
) -> Result<Vec<Engagement>, StoreError> {
    if champions.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = on_sessions(reading, champions, window).await?;
    all.extend(by_proposals(reading, champions, window).await?);
    Ok(all)
}

/// Whom these shifts or sessions, and these proposals, may take now: nobody is left out, whenever that is.
pub async fn taken_through(
    reading: &impl Reading,
    on_sessions: &[Uuid],
    proposals: &[Uuid],
) -> Result<BTreeSet<ChampionId>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let mut champions = BTreeSet::new();
    if !on_sessions.is_empty() {
        use shift::{Column, Entity};
        let ids = on_sessions.iter().copied();
        let through = Condition::any().add(Column::Id.is_in(ids.clone())).add(Column::SessionId.is_in(ids));
        let query = scope::scoped::<Entity>(&anybody)?.filter(through).select_only().column(Column::ChampionId);
        let found: Vec<Uuid> = query.into_tuple().all(&reading.executor()).await?;
        champions.extend(found.into_iter().map(Id::new));
    }
    if !proposals.is_empty() {
        use proposal::{Column, Entity};
        let committing = ProposalState::VARIANTS.iter().filter(|state| state.commits()).map(|state| state.code());
        let query = scope::scoped::<Entity>(&anybody)?
            .filter(Column::Id.is_in(proposals.iter().copied()))
            .filter(Column::State.is_in(committing))
            .select_only()
            .columns([Column::ChampionId, Column::SecondChampionId]);
        let found: Vec<(Option<Uuid>, Option<Uuid>)> = query.into_tuple().all(&reading.executor()).await?;
        champions.extend(found.into_iter().flat_map(|(first, second)| [first, second]).flatten().map(Id::new));
    }
    Ok(champions)
}

/// Champion, partner, session, shift; state, since when, and when asked; start, end, setting and venue of the session.
type OnSession =
    (Uuid, Uuid, Uuid, Uuid, String, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, DateTime<Utc>, String, Option<Uuid>);

const OF_SHIFT: [shift::Column; 7] = [
    shift::Column::ChampionId,
    shift::Column::OwnerId,
    shift::Column::SessionId,
    shift::Column::Id,
    shift::Column::State,
    shift::Column::StateSince,
    shift::Column::CreatedAt,
];
const OF_SESSION: [session::Column; 4] =
    [session::Column::StartsAt, session::Column::EndsAt, session::Column::Setting, session::Column::VenueId];

/// The session of a shift, as a table of one row.
const THE_SESSION: &str = "the_session";

async fn on_sessions(
    reading: &impl Reading,
    champions: &[ChampionId],
    window: Interval,
) -> Result<Vec<Engagement>, StoreError> {
    use shift::{Column, Entity};
    let anybody = Standpoint::network(reading.standpoint().network);
    let committing = ShiftState::VARIANTS.iter().filter(|state| state.commits()).map(|state| state.code());
    let shifts = scope::scoped::<Entity>(&anybody)?
        .filter(Column::ChampionId.is_in(uuids(champions)))
        .filter(Column::State.is_in(committing))
        .select_only()
        .columns(OF_SHIFT);
    let in_window = Condition::all()
        .add(session::Column::State.ne(SessionState::Cancelled.code()))
        .add(session::Column::StartsAt.lt(window.end()))
        .add(session::Column::EndsAt.gt(window.start()));
    let db = reading.executor();
    let statement = if db.get_database_backend() == DbBackend::Postgres {
        each_with_session(shifts, scope::scoped(&anybody)?.filter(in_window))
    } else {
        with_sessions(shifts, in_window)
    };
    let engagement = |row: OnSession| {
        let (champion, partner, session, source, state, state_since, asked, start, end, setting, venue) = row;
        let setting = Row { table: "sessions", id: session }.parsed("setting", &setting)?;
        let at = Whereabouts::of(setting, venue.map(Id::new));
        let (champion, partner) = (Id::new(champion), Id::new(partner));
        let session = Some(Id::new(session));
        let since = if state == ShiftState::Confirmed.code() { state_since } else { asked };
        let request = None;
        let taken = |interval| {
            let taken = Taken { interval, at };
            Engagement { champion, partner, session, request, since, source, taken }
        };
        Ok(Interval::new(start, end).map(taken))
    };
    let rows = db.query_all(&statement).await?;
    let rows = rows.iter().map(|row| engagement(OnSession::try_get_many_by_index(row).map_err(DbErr::from)?));
    rows.filter_map(Result::transpose).collect()
}

fn with_sessions(shifts: Select<shift::Entity>, in_window: Condition) -> SelectStatement {
    let joined = shifts.join(JoinType::InnerJoin, shift::Relation::Session.def()).filter(in_window);
    joined.columns(OF_SESSION).into_query()
}

/// The shifts first, then the session of each: PostgreSQL, which plans without knowing the window, takes hardly any session to be in it, and would
/// begin with all that are.
fn each_with_session(shifts: Select<shift::Entity>, sessions: Select<session::Entity>) -> SelectStatement {
    let of_shift = Expr::col((shift::Entity, shift::Column::SessionId));
    let session = sessions.filter(Expr::col((session::Entity, session::Column::Id)).eq(of_shift)).limit(1);
    let session = session.select_only().columns(OF_SESSION);
    let mut statement = shifts.into_query();
    statement.join_lateral(JoinType::InnerJoin, session.into_query(), THE_SESSION, Expr::cust("TRUE"));
    statement.columns(OF_SESSION.map(|column| (THE_SESSION, column)));
    statement
}

async fn by_proposals(
    reading: &impl Reading,
    champions: &[ChampionId],
    window: Interval,
) -> Result<Vec<Engagement>, StoreError> {
    use proposal::{Column, Entity};
    let anybody = Standpoint::network(reading.standpoint().network);
    let committing = ProposalState::VARIANTS.iter().filter(|state| state.commits()).map(|state| state.code());
    let second = Column::SecondChampionId.is_in(uuids(champions));
    let theirs = Condition::any().add(Column::ChampionId.is_in(uuids(champions))).add(second);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(theirs)
        .filter(Column::State.is_in(committing))
        .filter(Column::SessionId.is_null())
        .filter(Column::StartsAt.lt(window.end()))
        .filter(Column::EndsAt.gt(window.start()));
    let wanted: BTreeSet<_> = champions.iter().collect();
    let mut all = Vec::new();
    for model in query.all(&reading.executor()).await? {
        let accepted: Record<Proposal> = scope::record(model)?;
        let persons = [Some(accepted.champions.first), accepted.champions.second].into_iter().flatten();
        let (partner, source) = (accepted.head.owner, accepted.id.uuid());
        for champion in persons.filter(|person| wanted.contains(person)) {
            let (request, since) = (Some(accepted.request), accepted.state_since);
            let engagement = |taken| Engagement { champion, partner, session: None, request, since, source, taken };
            all.extend(accepted.takes().map(engagement));
        }
    }
    Ok(all)
}

fn uuids(champions: &[ChampionId]) -> impl Iterator<Item = Uuid> {
    champions.iter().map(|champion| champion.uuid())
}
