//! Open shifts: the sessions that lack champions and that a partner's policy lets one of its champions do.

use std::{
    collections::{BTreeMap, BTreeSet},
    slice::from_ref,
};

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    Affiliation, ClosedEnum, Conflict, FieldCode, Record, Refusals, Session, SessionId, TopicTree, Venue, VenueId,
    geo::Point,
    interval::Interval,
    matching::{Calendar, Candidate, OpenShift, Reason, may_take},
    policy::PolicyDetails,
    session::SessionStatus,
    shift::{ClaimShift, Shift, ShiftDetails},
};
use trellis_storage::{
    Page, PageRequest, Reading, StoreError, Work,
    attestation::given_to_about,
    engagement::commitments,
    session::{SessionFilter, attendance},
    shift::{live, on_session},
};

use super::check_active;
use crate::{
    error::CommandError,
    network, policy,
    proposal::{
        candidates::{commitment, heard},
        training,
    },
};

/// How far ahead open shifts are shown.
const AHEAD: TimeDelta = TimeDelta::days(92);

/// Who looks at open shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looks {
    /// The champion, who knows when they are busy.
    Champion,
    /// The partner, which does not learn from a list when the champion is busy for others.
    Partner,
}

/// A page of the partner's sessions that still lack champions, without those that its policy does not let this champion do:
/// so it may be shorter than its limit. `reading` must reach what the partner owns.
pub async fn open_to(
    reading: &impl Reading,
    affiliation: &Record<Affiliation>,
    looks: Looks,
    page: PageRequest,
    now: DateTime<Utc>,
) -> Result<Page<Record<Session>>, StoreError> {
    let filter = SessionFilter {
        window: Interval::new(now, now + AHEAD),
        partner: Some(affiliation.head.owner),
        status: Some((SessionStatus::Scheduled, now)),
        lacks_champions: Some(true),
        ..SessionFilter::default()
    };
    let found = reading.list::<Session>(&filter, page).await?;
    let mine = live(reading, affiliation.id, now).await?;
    let mine: BTreeSet<SessionId> = mine.iter().map(|shift| shift.details.session_id).collect();
    let rules = Rules::of(reading, affiliation, looks, Interval::new(now, now + AHEAD), now).await?;
    let places = places(reading, &found.items).await?;
    let open = |session: &Record<Session>| !mine.contains(&session.id) && rules.judge(session, &places).is_ok();
    Ok(Page { items: found.items.into_iter().filter(open).collect(), next: found.next })
}

/// A champion takes an open shift of the partner, and has said yes with that.
pub async fn claim(
    work: &mut Work,
    affiliation: &Record<Affiliation>,
    claim: ClaimShift,
) -> Result<Record<Shift>, CommandError> {
    let owner = affiliation.head.owner;
    let session: Option<Record<Session>> = work.load(claim.session_id).await?;
    let session = session.filter(|session| session.head.owner == owner);
    let session = session.ok_or_else(|| CommandError::unknown_reference("/session_id", "a session"))?;
    check_active(affiliation)?;
    let there = on_session(work, session.id).await?;
    if there.iter().any(|other| other.champion == affiliation.champion && other.state.is_live()) {
        return Err(Conflict::AlreadyExists.into());
    }
    let staffing = attendance(work, &[session.id], work.now()).await?.staffing(session.id, &session);
    let details = ShiftDetails { session_id: session.id, affiliation_id: affiliation.id };
    let shift = Shift::claim(details, affiliation.champion, &session, &staffing, work.now())?;
    let rules = Rules::of(work, affiliation, Looks::Champion, session.interval(), work.now()).await?;
    let places = places(work, from_ref(&session)).await?;
    rules.judge(&session, &places).map_err(refusal)?;
    let id = work.new_id();
    Ok(work.insert(id, owner, shift).await?)
}

/// What the rules ask about a champion, looked up once.
struct Rules {
    policy: PolicyDetails,
    candidate: Candidate,
    topics: TopicTree,
    calendar: Calendar,
}

impl Rules {
    async fn of(
        reading: &impl Reading,
        affiliation: &Record<Affiliation>,
        looks: Looks,
        window: Option<Interval>,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let owner = affiliation.head.owner;
        let policy = policy::of(reading, owner).await?;
        let checks = trellis_storage::check::of_affiliation(reading, owner, affiliation.id).await?;
        let mut known = Vec::new();
        // The caps count whole weeks.
        if let Some(window) = window.map(|window| window.widened(TimeDelta::days(8))) {
            let taken = commitments(reading, affiliation.champion, window).await?;
            let shown = taken.iter().filter(|taken| looks == Looks::Champion || taken.partner == owner);
            known.extend(shown.map(|taken| commitment(taken, owner)));
        }
        let said = given_to_about(reading, owner, &[affiliation.champion]).await?.into_iter().map(heard);
        let own = || checks.iter().map(|check| &check.noun);
        let training = training::of_affiliations(reading, owner, [affiliation.id]).await?;
        let candidate = Candidate::new(affiliation.id, affiliation, own(), known)
            .with_attested(own(), said)
            .with_completed(training.values().flatten().map(|training| training.completed));
        let calendar = Calendar { now, zone: network::of(reading).await?.details.time_zone };
        Ok(Self { policy, candidate, topics: trellis_storage::topic::of(reading).await?, calendar })
    }

    fn judge(&self, session: &Session, places: &BTreeMap<VenueId, Point>) -> Result<(), Reason> {
        let interval = session.interval().ok_or(Reason::NotAvailable)?;
        let details = &session.details;
        let shift = OpenShift {
            session: details,
            interval,
            topics: details.topics.iter().map(|slug| self.topics.line(slug)).collect(),
            point: details.venue_id.and_then(|id| places.get(&id)).copied(),
        };
        may_take(&shift, &self.candidate, &self.policy, self.calendar)
    }
}

/// Where the venues of sessions are.
async fn places(reading: &impl Reading, sessions: &[Record<Session>]) -> Result<BTreeMap<VenueId, Point>, StoreError> {
    let ids: Vec<VenueId> = sessions.iter().filter_map(|session| session.details.venue_id).collect();
    let venues: Vec<Record<Venue>> = reading.load_all(&ids).await?;
    Ok(venues.into_iter().map(|venue| (venue.id, venue.details.point)).collect())
}

/// Why a champion may not take a shift; where the champion is busy, not where or for whom.
fn refusal(reason: Reason) -> CommandError {
    if reason == Reason::Busy {
        return Conflict::ChampionBusy.into();
    }
    let words =
        format!("a session that the partner's policy lets this champion do; it fails the rule {}", reason.code());
    Refusals::one("/session_id", FieldCode::OutsidePolicy, words).into()
}
