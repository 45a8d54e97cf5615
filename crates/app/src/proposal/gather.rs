//! What the rules ask about one request, gathered once: for proposing, and for asking what would be proposed.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    AffiliationId, Learner, PartnerId, Record, TopicTree,
    clock_time::Zone,
    geo::Point,
    help::{Setting, TopicSlug},
    interval::Interval,
    matching::{
        Ask, Calendar, Candidate, Chosen, Explanation, FreeSession, LOAD_DAYS, Options, Place, Ranked, Ranking, Reason,
        holds_in_session, still_holds,
    },
    network::Nation,
    policy::{HORIZON_MAX, PolicyDetails},
    proposal::{Persons, Proposal},
    request::{Request, RequestDetails},
};
use trellis_storage::{Reading, StoreError, proposal::of_request};

use super::{
    candidates::Roster,
    champions::{Candidates, Champions},
    free_sessions, places, pool,
};
use crate::network;

/// What is the same for all requests of a partner: its champions, the topics, the zone.
pub(crate) struct Surroundings {
    partner: PartnerId,
    champions: Champions,
    topics: Arc<TopicTree>,
    zone: Zone,
    nation: Nation,
}

/// A request as the rules see it, with the champions who could help.
pub(crate) struct Gathered {
    details: RequestDetails,
    topics: Vec<Vec<TopicSlug>>,
    point: Option<Point>,
    places: Vec<Place>,
    sessions: Vec<FreeSession>,
    earlier: Vec<Record<Proposal>>,
    candidates: Candidates,
    calendar: Calendar,
}

/// Everything that a ranking of this request needs, if it is asked at `now`: the partner's sessions, too.
pub(crate) async fn gather(
    reading: &impl Reading,
    request: &Record<Request>,
    now: DateTime<Utc>,
) -> Result<Gathered, StoreError> {
    Surroundings::now(reading, request.head.owner, now).await?.gather_with_sessions(reading, request, now).await
}

/// The same with all champions, each read from their own records.
pub(crate) async fn gather_listed(
    reading: &impl Reading,
    request: &Record<Request>,
    now: DateTime<Utc>,
) -> Result<Gathered, StoreError> {
    let surroundings = Surroundings::of(reading, request.head.owner, window(now, now)).await?;
    surroundings.gather_with_sessions(reading, request, now).await
}

impl Surroundings {
    /// The partner's champions with everything they are taken for in a window.
    pub(crate) async fn of(
        reading: &impl Reading,
        partner: PartnerId,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        let champions = Champions::Listed(Box::new(Roster::of(reading, partner, window).await?));
        Self::around(reading, partner, champions).await
    }

    /// The partner's champions for questions that are asked now.
    pub(crate) async fn now(
        reading: &impl Reading,
        partner: PartnerId,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let champions = Champions::Pooled(pool::crew(reading, partner, now).await?);
        Self::around(reading, partner, champions).await
    }

    /// Some of the partner's champions, read from their own records, for questions that are asked now.
    pub(crate) async fn of_some(
        reading: &impl Reading,
        partner: PartnerId,
        now: DateTime<Utc>,
        champions: impl IntoIterator<Item = AffiliationId>,
    ) -> Result<Self, StoreError> {
        let champions = Champions::only(reading, partner, now, champions).await?;
        Self::around(reading, partner, champions).await
    }

    /// The same with nobody but these: as they were, but for what they are taken for by now.
    pub(crate) async fn again(
        &self,
        reading: &impl Reading,
        now: DateTime<Utc>,
        champions: impl IntoIterator<Item = AffiliationId>,
    ) -> Result<Self, StoreError> {
        let champions = self.champions.again(reading, self.partner, now, champions.into_iter().collect()).await?;
        Ok(Self { champions, topics: Arc::clone(&self.topics), ..*self })
    }

    async fn around(reading: &impl Reading, partner: PartnerId, champions: Champions) -> Result<Self, StoreError> {
        let topics = Arc::new(trellis_storage::topic::of(reading).await?);
        let network = network::of(reading).await?.details;
        Ok(Self { partner, champions, topics, zone: network.time_zone, nation: network.nation })
    }

    /// The same as [`Surroundings::gather`] with the partner's sessions.
    pub(super) async fn gather_with_sessions(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        now: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let gathered = self.gather(reading, request, now).await?;
        let asked = free_sessions::Asked { partner: self.partner, places: &gathered.places, surroundings: self };
        let sessions = free_sessions::serving(reading, asked, now).await?;
        Ok(Gathered { sessions, ..gathered })
    }

    /// Everything that a ranking of this request in hours of its own needs, if it is asked at `now`.
    pub(crate) async fn gather(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        now: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let earlier = of_request(reading, request.id).await?;
        self.gather_after(reading, request, earlier, now).await
    }

    /// The same, where this was proposed before.
    async fn gather_after(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        earlier: Vec<Record<Proposal>>,
        now: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let learner: Option<Record<Learner>> = match request.details.learner_id {
            Some(id) => reading.load(id).await?,
            None => None,
        };
        let mut details = with_needs(&request.details, learner.as_ref());
        // A no is to a person, by whichever record.
        let unwanted = self.champions.same_persons(reading, &details.excluded_affiliations).await?;
        details.excluded_affiliations.extend(unwanted);
        let home = learner.as_ref().and_then(|learner| learner.point);
        let point = request.point.or(home);
        Ok(Gathered {
            topics: self.lines(&details.topics),
            point,
            places: places::serving(reading, &details, point, self.nation).await?,
            sessions: Vec::new(),
            earlier,
            candidates: self.champions.candidates(reading, self.partner, details.learner_id, now).await?,
            calendar: Calendar { now, zone: self.zone },
            details,
        })
    }

    /// The same, as far as facts are kept, as it would have been asked at a moment that is over: nobody is taken for what was agreed later, nor for
    /// what came of this request, nothing that was proposed for it since has been declined, and sessions have the places that they had.
    pub(crate) async fn replay(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        then: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let mut earlier = of_request(reading, request.id).await?;
        earlier.retain(|proposal| proposal.state_since < then);
        let mut gathered = self.gather_after(reading, request, earlier, then).await?;
        let asked = free_sessions::Asked { partner: self.partner, places: &gathered.places, surroundings: self };
        gathered.sessions = free_sessions::served(reading, asked, then, request.id).await?;
        if let (Champions::Listed(roster), Candidates::Listed { candidates, .. }) =
            (&self.champions, &mut gathered.candidates)
        {
            roster.put_back(candidates, then, request.id);
        }
        Ok(gathered)
    }

    /// The persons whom a proposal would take.
    pub(crate) fn persons(&self, ranked: &Ranked) -> Option<Persons> {
        let first = self.champions.person(ranked.affiliation)?;
        Some(Persons { first, second: ranked.second.and_then(|second| self.champions.person(second)) })
    }

    /// Each topic with those above it. A topic that the tree no longer has is still known by its own slug.
    pub(crate) fn lines(&self, topics: &[TopicSlug]) -> Vec<Vec<TopicSlug>> {
        topics.iter().map(|slug| self.topics.line(slug)).collect()
    }

    /// The champions as they are at `now`, whomever they are asked for.
    pub(crate) fn candidates(&self, now: DateTime<Utc>) -> Vec<Candidate> {
        self.champions.everybody(now)
    }

    /// The network's zone.
    pub(crate) const fn zone(&self) -> Zone {
        self.zone
    }
}

impl Gathered {
    /// The best champions under these rules.
    pub(crate) fn rank(&self, policy: &PolicyDetails, limit: usize) -> Ranking {
        self.candidates.rank((&self.ask(), &self.sessions), policy, self.calendar, limit)
    }

    /// What was proposed for the request before.
    pub(crate) fn earlier(&self) -> &[Record<Proposal>] {
        &self.earlier
    }

    /// The persons whom a proposal would take.
    pub(crate) fn persons(&self, ranked: &Ranked) -> Option<Persons> {
        let first = self.candidates.person(ranked.affiliation)?;
        Some(Persons { first, second: ranked.second.and_then(|second| self.candidates.person(second)) })
    }

    /// Every way to help that a plan may choose from, of at most so many champions.
    pub(crate) fn options(&self, policy: &PolicyDetails, most: usize) -> Options {
        self.candidates.options(&self.ask(), policy, self.calendar, most)
    }

    /// Why a champion is among the first `limit`, or is not.
    pub(crate) fn explain(&self, policy: &PolicyDetails, limit: usize, champion: AffiliationId) -> Option<Explanation> {
        self.candidates.explain((&self.ask(), &self.sessions), policy, self.calendar, limit, champion)
    }

    /// Whether the rules still allow what was proposed.
    pub(crate) fn still_holds(&self, policy: &PolicyDetails, chosen: Chosen) -> Result<(), Reason> {
        let champions = [Some(chosen.affiliation), chosen.second].into_iter().flatten();
        self.holds(&self.candidates.some(champions), policy, chosen)
    }

    fn holds(&self, candidates: &[Candidate], policy: &PolicyDetails, chosen: Chosen) -> Result<(), Reason> {
        let Some(session) = chosen.session else {
            return still_holds(&self.ask(), candidates, policy, self.calendar, chosen);
        };
        let session = self.sessions.iter().find(|free| free.id == session);
        holds_in_session(&self.ask(), session, candidates, policy, self.calendar, chosen)
    }

    /// Whether the rules allow all that a ranking proposes by the champions' own records, as they are now.
    pub(crate) async fn is_confirmed(
        &self,
        reading: &impl Reading,
        partner: PartnerId,
        policy: &PolicyDetails,
        ranking: &Ranking,
    ) -> Result<bool, StoreError> {
        let Self { candidates: Candidates::Pooled { .. }, calendar, .. } = self else { return Ok(true) };
        let chosen: Vec<_> = ranking.proposals.iter().map(Chosen::from).collect();
        let champions: BTreeSet<_> =
            chosen.iter().flat_map(|chosen| [Some(chosen.affiliation), chosen.second]).flatten().collect();
        let records = Champions::only(reading, partner, calendar.now, champions).await?.everybody(calendar.now);
        Ok(chosen.into_iter().all(|chosen| self.holds(&records, policy, chosen).is_ok()))
    }

    /// Whether anything says where help is wanted, if that matters; not any more once a request is anonymised.
    pub(crate) fn is_somewhere(&self) -> bool {
        self.details.setting == Setting::Remote || self.point.is_some() || !self.places.is_empty()
    }

    /// The request as the rules see it.
    pub(crate) fn ask(&self) -> Ask<'_> {
        let Self { details, topics, point, places, earlier, .. } = self;
        let declined = earlier.iter().filter_map(|proposal| proposal.declined()).collect();
        Ask { details, topics: topics.clone(), point: *point, places: places.clone(), declined }
    }
}

/// From the start of the 28 days before `first`, for loads, to the end of the week of the last day that is looked at when
/// it is `last`, for caps.
pub(crate) fn window(first: DateTime<Utc>, last: DateTime<Utc>) -> Option<Interval> {
    let ahead = TimeDelta::days(i64::from(HORIZON_MAX) + 8);
    Interval::new(first - LOAD_DAYS, last + ahead)
}

/// What was asked, with what the learner's own record adds.
fn with_needs(details: &RequestDetails, learner: Option<&Record<Learner>>) -> RequestDetails {
    let mut details = details.clone();
    for need in learner.into_iter().flat_map(|learner| &learner.details.access_needs) {
        if !details.access_needs.contains(need) {
            details.access_needs.push(*need);
        }
    }
    details
}
