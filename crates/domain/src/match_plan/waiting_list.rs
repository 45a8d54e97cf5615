//! A waiting list as a problem of planning.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    grid::common_divisor,
    prices::{loads_by, quarters, waiting_price},
    ways::{Shown, Way, cost},
};
use crate::{
    affiliation::AffiliationId,
    help::Setting,
    matching::{Offer, Options, WeekLimit},
    planning::{Cap, Choice, Crew, Problem, Task, Worker, Wrong},
    request::{RequestDetails, RequestId},
    venue::VenueId,
};

/// How many ways are looked at together.
const WAYS_MAX: usize = 30_000;

/// A request that waits, with the ways to help.
#[derive(Debug, Clone)]
pub struct Applicant {
    /// Which request.
    pub request: RequestId,
    /// What was asked.
    pub details: RequestDetails,
    /// Since when it waits, wherever: since it was first made.
    pub since: DateTime<Utc>,
    /// The ways that the rules allow.
    pub options: Options,
}

/// The requests that wait together.
#[derive(Debug, Clone)]
pub struct WaitingList {
    /// In the order of their ids, each with its best offers first.
    pub(super) applicants: Vec<Applicant>,
    /// Requests that were to be planned, and are not there to be planned any more.
    pub(super) gone: Vec<RequestId>,
    /// The champions that are in some option, in the order of their ids; their places are the planner's numbers for them.
    pub(super) champions: Vec<AffiliationId>,
    pub(super) limits: BTreeMap<AffiliationId, Vec<WeekLimit>>,
    pub(super) buffer: TimeDelta,
    pub(super) now: DateTime<Utc>,
    /// The venues at which help could be given, in the order of their ids.
    venues: Vec<VenueId>,
    /// How many ways are looked at together.
    pub(super) ways_max: usize,
    /// The quarters of an hour by which loads are counted: every length of help is a multiple.
    unit: i64,
}

impl WaitingList {
    /// The list of these; `limits` are the weeks in which champions have only so many minutes left, `buffer` is the least time between two places.
    pub fn new(
        mut applicants: Vec<Applicant>,
        limits: BTreeMap<AffiliationId, Vec<WeekLimit>>,
        buffer: TimeDelta,
        now: DateTime<Utc>,
    ) -> Self {
        applicants.sort_by_key(|applicant| applicant.request);
        for applicant in &mut applicants {
            applicant.options.offers.sort_by_key(|offer| std::cmp::Reverse(offer.best.score));
        }
        let offers = || applicants.iter().flat_map(|applicant| &applicant.options.offers);
        let mut champions: Vec<AffiliationId> =
            offers().flat_map(|offer| [Some(offer.best.affiliation), offer.best.second]).flatten().collect();
        champions.sort_unstable();
        champions.dedup();
        let mut venues: Vec<VenueId> = offers().filter_map(|offer| offer.best.venue).collect();
        venues.sort_unstable();
        venues.dedup();
        let unit = applicants.iter().map(|applicant| quarters(applicant.minutes())).fold(0, common_divisor).max(1);
        Self { applicants, gone: Vec::new(), champions, limits, buffer, now, venues, ways_max: WAYS_MAX, unit }
    }

    /// The same, with no more ways looked at together than this.
    #[cfg(test)]
    pub(crate) fn looking_at(self, ways_max: usize) -> Self {
        Self { ways_max, ..self }
    }

    /// The same with requests that are told to be gone.
    #[must_use]
    pub fn with_gone(mut self, gone: Vec<RequestId>) -> Self {
        self.gone = gone;
        self.gone.sort_unstable();
        self
    }

    /// What is to be planned, of these ways.
    pub(super) fn problem(&self, shown: &[Shown]) -> Result<Problem, Wrong> {
        let tasks = self.applicants.iter().enumerate().zip(shown).map(|((at, applicant), shown)| {
            let choices = shown.ways.iter().map(|way| self.choice(at, applicant, way));
            Some(Task {
                key: applicant.request.uuid().as_u128(),
                waiting: self.price(applicant),
                choices: choices.collect::<Option<_>>()?,
                otherwise: shown.otherwise,
            })
        });
        let (loads, more) = loads_by(self.unit);
        let workers = self.champions.iter().map(|champion| Worker {
            key: champion.uuid().as_u128(),
            loads: loads.clone(),
            more: Some(more),
            caps: self.limits.get(champion).into_iter().flatten().map(|limit| cap(*limit)).collect(),
        });
        let tasks: Option<Vec<Task>> = tasks.collect();
        // Every offer is of champions of the list, because the list was made of the offers.
        Problem::new(tasks.ok_or(Wrong::Crew { task: 0 })?, workers.collect(), self.buffer.num_minutes())
    }

    fn choice(&self, at: usize, applicant: &Applicant, way: &Way) -> Option<Choice> {
        let offer = applicant.options.offers.get(way.offer)?;
        let first = self.number(offer.best.affiliation)?;
        let crew = match offer.best.second {
            Some(second) => Crew::Two(first, self.number(second)?),
            None => Crew::One(first),
        };
        Some(Choice {
            cost: cost(offer.score(way.stretch)),
            start: way.start,
            end: way.start + applicant.minutes(),
            place: self.place(at, applicant, offer),
            crew,
            units: u32::try_from(quarters(applicant.minutes()) / self.unit).ok()?,
        })
    }

    /// The planner's number for a champion.
    pub(super) fn number(&self, champion: AffiliationId) -> Option<usize> {
        self.champions.binary_search(&champion).ok()
    }

    /// The planner's number for where it would be.
    pub(super) fn place(&self, at: usize, applicant: &Applicant, offer: &Offer) -> Option<u32> {
        match (applicant.details.setting, offer.best.venue) {
            (Setting::Remote, _) => None,
            (_, Some(venue)) => self.venues.binary_search(&venue).ok().and_then(|at| u32::try_from(at).ok()),
            // Each home is a place of its own.
            (_, None) => u32::try_from(self.venues.len() + at).ok(),
        }
    }

    pub(super) fn price(&self, applicant: &Applicant) -> i64 {
        waiting_price(applicant.details.urgency, applicant.since, self.now)
    }
}

fn cap(limit: WeekLimit) -> Cap {
    let minute = super::grid::minute;
    Cap { start: minute(limit.week.start()), end: minute(limit.week.end()), minutes: limit.minutes }
}
