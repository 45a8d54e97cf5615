//! What the rules ask about one request, gathered once: for proposing, and for asking what would be proposed.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    AffiliationId, ChampionId, Learner, LearnerId, PartnerId, Record, TopicTree,
    clock_time::Zone,
    geo::Point,
    help::{Setting, TopicSlug},
    interval::Interval,
    matching::{
        Ask, Calendar, Candidate, Chosen, Declined, Explanation, FreeSession, Options, Place, Ranked, Ranking, Reason,
        explain_together, holds_in_session, options, rank_together, still_holds,
    },
    policy::{HORIZON_MAX, PolicyDetails},
    proposal::Persons,
    request::{Request, RequestDetails},
};
use trellis_storage::{Reading, StoreError, proposal::of_request};

use super::{candidates::Roster, free_sessions, places};
use crate::network;

/// What is the same for all requests of a partner: its champions, the topics, the zone.
pub(crate) struct Surroundings {
    roster: Roster,
    topics: TopicTree,
    zone: Zone,
}

/// A request as the rules see it, with the champions who could help.
pub(crate) struct Gathered {
    details: RequestDetails,
    topics: Vec<Vec<TopicSlug>>,
    point: Option<Point>,
    places: Vec<Place>,
    sessions: Vec<FreeSession>,
    declined: Vec<Declined>,
    candidates: Vec<Candidate>,
    persons: HashMap<AffiliationId, ChampionId>,
    calendar: Calendar,
}

/// Everything that a ranking of this request needs, if it is asked at `now`: the partner's sessions, too.
pub(crate) async fn gather(
    reading: &impl Reading,
    request: &Record<Request>,
    now: DateTime<Utc>,
) -> Result<Gathered, StoreError> {
    let surroundings = Surroundings::of(reading, request.head.owner, window(now, now)).await?;
    let gathered = surroundings.gather(reading, request, now).await?;
    let sessions = free_sessions::serving(reading, request.head.owner, &gathered.places, &surroundings, now).await?;
    Ok(Gathered { sessions, ..gathered })
}

impl Surroundings {
    /// The partner's champions with everything they are taken for in a window.
    pub(crate) async fn of(
        reading: &impl Reading,
        partner: PartnerId,
        window: Option<Interval>,
    ) -> Result<Self, StoreError> {
        let roster = Roster::of(reading, partner, window).await?;
        let topics = trellis_storage::topic::of(reading).await?;
        let zone = network::of(reading).await?.details.time_zone;
        Ok(Self { roster, topics, zone })
    }

    /// Everything that a ranking of this request in hours of its own needs, if it is asked at `now`.
    pub(crate) async fn gather(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        now: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let learner: Option<Record<Learner>> = match request.details.learner_id {
            Some(id) => reading.load(id).await?,
            None => None,
        };
        let details = with_needs(&request.details, learner.as_ref());
        let home = learner.as_ref().and_then(|learner| learner.point);
        let point = request.point.or(home);
        Ok(Gathered {
            topics: self.lines(&details.topics),
            point,
            places: places::serving(reading, &details, point).await?,
            sessions: Vec::new(),
            declined: of_request(reading, request.id).await?.iter().filter_map(|before| before.declined()).collect(),
            candidates: self.candidates(reading, details.learner_id, now).await?,
            persons: self.roster.persons(),
            calendar: Calendar { now, zone: self.zone },
            details,
        })
    }

    /// The same, as far as facts are kept, as it would have been asked at a moment that is over: nobody is taken for what was agreed later, nor for
    /// what came of this request, and nothing that was proposed for it since has been declined.
    pub(crate) async fn replay(
        &self,
        reading: &impl Reading,
        request: &Record<Request>,
        then: DateTime<Utc>,
    ) -> Result<Gathered, StoreError> {
        let mut gathered = self.gather(reading, request, then).await?;
        let before = of_request(reading, request.id).await?;
        let before = before.iter().filter(|before| before.state_since < then);
        gathered.declined = before.filter_map(|before| before.declined()).collect();
        self.roster.put_back(&mut gathered.candidates, then, request.id);
        Ok(gathered)
    }

    /// Each topic with those above it. A topic that the tree no longer has is still known by its own slug.
    pub(crate) fn lines(&self, topics: &[TopicSlug]) -> Vec<Vec<TopicSlug>> {
        topics.iter().map(|slug| self.topics.line(slug)).collect()
    }

    /// The champions as candidates for a learner, with loads as they are at `now`.
    pub(crate) async fn candidates(
        &self,
        reading: &impl Reading,
        learner: Option<LearnerId>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Candidate>, StoreError> {
        self.roster.candidates(reading, learner, now).await
    }

    /// The network's zone.
    pub(crate) const fn zone(&self) -> Zone {
        self.zone
    }
}

impl Gathered {
    /// The best champions under these rules.
    pub(crate) fn rank(&self, policy: &PolicyDetails, limit: usize) -> Ranking {
        rank_together(&self.ask(), &self.sessions, &self.candidates, policy, self.calendar, limit)
    }

    /// The persons whom a proposal would take.
    pub(crate) fn persons(&self, ranked: &Ranked) -> Option<Persons> {
        let person = |affiliation| self.persons.get(&affiliation).copied();
        Some(Persons { first: person(ranked.affiliation)?, second: ranked.second.and_then(person) })
    }

    /// Every way to help that a plan may choose from, at most so many times of each champion.
    pub(crate) fn options(&self, policy: &PolicyDetails, times: usize) -> Options {
        options(&self.ask(), &self.candidates, policy, self.calendar, times)
    }

    /// Why a champion is among the first `limit`, or is not.
    pub(crate) fn explain(&self, policy: &PolicyDetails, limit: usize, champion: AffiliationId) -> Option<Explanation> {
        explain_together(&self.ask(), &self.sessions, &self.candidates, policy, self.calendar, (limit, champion))
    }

    /// Whether the rules still allow what was proposed.
    pub(crate) fn still_holds(&self, policy: &PolicyDetails, chosen: Chosen) -> Result<(), Reason> {
        let Some(session) = chosen.session else {
            return still_holds(&self.ask(), &self.candidates, policy, self.calendar, chosen);
        };
        let session = self.sessions.iter().find(|free| free.id == session);
        holds_in_session(&self.ask(), session, &self.candidates, policy, self.calendar, chosen)
    }

    /// Whether anything says where help is wanted, if that matters; not any more once a request is anonymised.
    pub(crate) fn is_somewhere(&self) -> bool {
        self.details.setting == Setting::Remote || self.point.is_some() || !self.places.is_empty()
    }

    /// The request as the rules see it.
    pub(crate) fn ask(&self) -> Ask<'_> {
        let Self { details, topics, point, places, declined, .. } = self;
        Ask { details, topics: topics.clone(), point: *point, places: places.clone(), declined: declined.clone() }
    }
}

/// From the start of the 28 days before `first`, for loads, to the end of the week of the last day that is looked at when
/// it is `last`, for caps.
pub(crate) fn window(first: DateTime<Utc>, last: DateTime<Utc>) -> Option<Interval> {
    let ahead = TimeDelta::days(i64::from(HORIZON_MAX) + 8);
    Interval::new(first - super::candidates::LOAD, last + ahead)
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
