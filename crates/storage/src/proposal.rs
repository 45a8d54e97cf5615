//! Proposals as rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};
use trellis_domain::{
    AffiliationId, Id, Record, RequestId, SessionId,
    proposal::{Persons, Proposal, ProposalState},
};
use uuid::Uuid;

use crate::{
    entity::proposal::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "proposals";

/// What a list of proposals can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ProposalFilter {
    /// Only those for this request.
    pub request: Option<RequestId>,
    /// Only those that stand so at this time.
    pub state: Option<(ProposalState, DateTime<Utc>)>,
}

impl Kept for Proposal {
    type Entity = Entity;
    type Filter = ProposalFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self {
            request,
            affiliation,
            second,
            champions,
            setting,
            starts_at,
            ends_at,
            venue,
            session,
            to_be_asked,
            score,
            parts,
            policy_version,
            expires_at,
            state,
            state_since,
            decline_reason,
            declined_affiliation,
        } = self;
        Ok(ActiveModel {
            request_id: Set(request.uuid()),
            affiliation_id: Set(affiliation.uuid()),
            second_affiliation_id: Set(second.map(Id::uuid)),
            champion_id: Set(Some(champions.first.uuid())),
            second_champion_id: Set(champions.second.map(Id::uuid)),
            setting: Set(row::code(*setting)),
            starts_at: Set(*starts_at),
            ends_at: Set(*ends_at),
            venue_id: Set(venue.map(Id::uuid)),
            session_id: Set(session.map(Id::uuid)),
            to_be_asked: Set(*to_be_asked),
            score: Set((*score).into()),
            parts: Set(row::json(TABLE, parts)?),
            policy_version: Set((*policy_version).into()),
            expires_at: Set(Some(*expires_at)),
            state: Set(row::code(*state)),
            state_since: Set(Some(*state_since)),
            decline_reason: Set(decline_reason.map(row::code)),
            declined_affiliation_id: Set(declined_affiliation.map(Id::uuid)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let first = model.champion_id.map(Id::new).ok_or_else(|| row.wrong("champion_id"))?;
        Ok(Self {
            request: Id::new(model.request_id),
            affiliation: Id::new(model.affiliation_id),
            second: model.second_affiliation_id.map(Id::new),
            champions: Persons { first, second: model.second_champion_id.map(Id::new) },
            setting: row.parsed("setting", &model.setting)?,
            starts_at: model.starts_at,
            ends_at: model.ends_at,
            venue: model.venue_id.map(Id::new),
            session: model.session_id.map(Id::new),
            to_be_asked: model.to_be_asked,
            score: row.number("score", model.score)?,
            parts: row.json("parts", model.parts)?,
            policy_version: row.number("policy_version", model.policy_version)?,
            expires_at: model.expires_at.unwrap_or(model.starts_at),
            state: row.parsed("state", &model.state)?,
            state_since: model.state_since.unwrap_or(model.updated_at),
            decline_reason: row.maybe("decline_reason", model.decline_reason.as_deref())?,
            declined_affiliation: model.declined_affiliation_id.map(Id::new),
        })
    }

    fn filter(filter: &ProposalFilter) -> Condition {
        Condition::all()
            .add_option(filter.request.map(|request| Column::RequestId.eq(request.uuid())))
            .add_option(filter.state.map(|(state, now)| standing(state, now)))
    }
}

/// Those that stand so at a time; what has expired is stored as open.
pub(crate) fn standing(state: ProposalState, now: DateTime<Utc>) -> Condition {
    let stored = |state| Condition::all().add(Column::State.eq(row::code(state)));
    match state {
        ProposalState::Open => stored(state).add(Column::ExpiresAt.gt(now)),
        ProposalState::Expired => stored(ProposalState::Open).add(Column::ExpiresAt.lte(now)),
        state => stored(state),
    }
}

/// All proposals for a request, in the order of their ids; for decisions about the request.
pub async fn of_request(reading: &impl Reading, request: RequestId) -> Result<Vec<Record<Proposal>>, StoreError> {
    those(reading, Column::RequestId.eq(request.uuid()).into()).await
}

/// Every proposal of a champion of a partner, in the order of their ids; for decisions about the person.
pub async fn of_affiliation(
    reading: &impl Reading,
    champion: AffiliationId,
) -> Result<Vec<Record<Proposal>>, StoreError> {
    those(reading, of(champion)).await
}

/// The accepted proposals by which a champion is taken for this partner after a moment, in the order of their ids.
pub async fn accepted_after(
    reading: &impl Reading,
    champion: AffiliationId,
    now: DateTime<Utc>,
) -> Result<Vec<Record<Proposal>>, StoreError> {
    those(reading, standing(ProposalState::Accepted, now).add(of(champion)).add(Column::EndsAt.gt(now))).await
}

/// The accepted proposals that rest on a session, in the order of their ids.
pub async fn accepted_in(reading: &impl Reading, session: SessionId) -> Result<Vec<Record<Proposal>>, StoreError> {
    let accepted = Condition::all().add(Column::State.eq(row::code(ProposalState::Accepted)));
    those(reading, accepted.add(Column::SessionId.eq(session.uuid()))).await
}

/// How many accepted proposals rest on each of these sessions; those without any are left out.
pub async fn counted_in(
    reading: &impl Reading,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, u32>, StoreError> {
    counted(reading, sessions, Condition::all()).await
}

/// The same as it was at a moment that is over, without those for one request.
pub async fn counted_in_then(
    reading: &impl Reading,
    sessions: &[SessionId],
    then: DateTime<Utc>,
    without: RequestId,
) -> Result<BTreeMap<SessionId, u32>, StoreError> {
    // Before it was written down since when, a proposal stood as it does since it was changed last.
    let unwritten = Condition::all().add(Column::StateSince.is_null()).add(Column::UpdatedAt.lte(then));
    let known = Condition::any().add(Column::StateSince.lte(then)).add(unwritten);
    let which = Condition::all().add(known).add(Column::RequestId.ne(without.uuid()));
    counted(reading, sessions, which).await
}

async fn counted(
    reading: &impl Reading,
    sessions: &[SessionId],
    which: Condition,
) -> Result<BTreeMap<SessionId, u32>, StoreError> {
    if sessions.is_empty() {
        return Ok(BTreeMap::new());
    }
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::State.eq(row::code(ProposalState::Accepted)))
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(which)
        .select_only()
        .column(Column::SessionId)
        .column_as(Column::Id.count(), "accepted")
        .group_by(Column::SessionId);
    let rows: Vec<(Uuid, i64)> = query.into_tuple().all(&reading.executor()).await?;
    rows.into_iter().map(|(id, count)| Ok((Id::new(id), row::counted(TABLE, id, count)?))).collect()
}

/// Those in which a champion of a partner is the first or comes along.
fn of(champion: AffiliationId) -> Condition {
    let champion = champion.uuid();
    Condition::any().add(Column::AffiliationId.eq(champion)).add(Column::SecondAffiliationId.eq(champion))
}

async fn those(reading: &impl Reading, which: Condition) -> Result<Vec<Record<Proposal>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(which).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
