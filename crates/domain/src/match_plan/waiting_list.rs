//! A waiting list as a problem of planning, and its plan as an answer.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Alternative, Arrangement, LOADS, MatchPlanOutcome, Thoroughness, Waits, WhyWaiting, shortage::shortages,
    waiting_price,
};
use crate::{
    affiliation::AffiliationId,
    help::Setting,
    matching::{Options, Ranked, WeekLimit},
    planning::{self, Cap, Choice, Crew, Plan, Problem, Task, Worker, Wrong},
    request::{RequestDetails, RequestId},
    venue::VenueId,
};

/// How many other champions are told for a request.
const ALTERNATIVES_MAX: usize = 5;

/// A request that waits, with the ways to help.
#[derive(Debug, Clone)]
pub struct Applicant {
    /// Which request.
    pub request: RequestId,
    /// What was asked.
    pub details: RequestDetails,
    /// Since when it waits.
    pub since: DateTime<Utc>,
    /// The ways that the rules allow.
    pub options: Options,
}

/// The requests that wait together.
#[derive(Debug, Clone)]
pub struct WaitingList {
    applicants: Vec<Applicant>,
    /// The champions that are in some option, in the order of their ids; their places are the planner's numbers for them.
    champions: Vec<AffiliationId>,
    limits: BTreeMap<AffiliationId, Vec<WeekLimit>>,
    buffer: TimeDelta,
    now: DateTime<Utc>,
}

impl WaitingList {
    /// The list of these; `limits` are the weeks in which champions have only so many minutes left, `buffer` is the least time between two places.
    pub fn new(
        applicants: Vec<Applicant>,
        limits: BTreeMap<AffiliationId, Vec<WeekLimit>>,
        buffer: TimeDelta,
        now: DateTime<Utc>,
    ) -> Self {
        let options = applicants.iter().flat_map(|applicant| &applicant.options.options);
        let mut champions: Vec<AffiliationId> =
            options.flat_map(|option| [Some(option.affiliation), option.second]).flatten().collect();
        champions.sort_unstable();
        champions.dedup();
        Self { applicants, champions, limits, buffer, now }
    }

    /// The best plan that so much work finds. The same list gives the same plan, in whatever order it comes in.
    pub fn plan(
        &self,
        thoroughness: Thoroughness,
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<MatchPlanOutcome, Wrong> {
        let problem = self.problem()?;
        let plan = planning::solve_unless(&problem, thoroughness.effort(), is_called_off);
        let mut arrangements = Vec::new();
        let mut waiting = Vec::new();
        for (at, applicant) in self.applicants.iter().enumerate() {
            let alternatives = alternatives(&plan, at, applicant);
            match plan.chosen.get(at).copied().flatten().and_then(|choice| applicant.options.options.get(choice)) {
                Some(option) => arrangements.push(self.arrangement(applicant, option, alternatives)),
                None => waiting.push(self.waits(applicant, alternatives)),
            }
        }
        let price = |waits: &Waits| self.applicants.iter().position(|applicant| applicant.request == waits.request_id);
        let short = waiting
            .iter()
            .filter_map(price)
            .filter_map(|at| Some((&self.applicants.get(at)?.details, plan.prices.get(at).copied()?)));
        Ok(MatchPlanOutcome {
            objective: plan.objective,
            lower_bound: plan.lower_bound,
            optimal: plan.is_optimal(),
            gap_per_ten_thousand: plan.gap(),
            one_by_one: planning::one_by_one(&problem),
            shortages: shortages(short),
            arrangements,
            waiting,
        })
    }

    fn problem(&self) -> Result<Problem, Wrong> {
        let mut venues: Vec<VenueId> = self
            .applicants
            .iter()
            .flat_map(|applicant| &applicant.options.options)
            .filter_map(|option| option.venue)
            .collect();
        venues.sort_unstable();
        venues.dedup();
        let tasks = self.applicants.iter().enumerate().map(|(at, applicant)| {
            let place = |option: &Ranked| match (applicant.details.setting, option.venue) {
                (Setting::Remote, _) => None,
                (_, Some(venue)) => venues.binary_search(&venue).ok().and_then(|at| u32::try_from(at).ok()),
                // Each home is a place of its own.
                (_, None) => u32::try_from(venues.len() + at).ok(),
            };
            let choices = applicant.options.options.iter().filter_map(|option| self.choice(option, place(option)));
            Task {
                key: applicant.request.uuid().as_u128(),
                waiting: self.price(applicant),
                choices: choices.collect(),
                otherwise: None,
            }
        });
        let workers = self.champions.iter().map(|champion| Worker {
            key: champion.uuid().as_u128(),
            loads: LOADS.to_vec(),
            more: None,
            caps: self.limits.get(champion).into_iter().flatten().map(|limit| cap(*limit)).collect(),
        });
        Problem::new(tasks.collect(), workers.collect(), self.buffer.num_minutes())
    }

    /// Every option becomes a choice, so that their places in the two lists are the same.
    fn choice(&self, option: &Ranked, place: Option<u32>) -> Option<Choice> {
        let worker = |champion: AffiliationId| self.champions.binary_search(&champion).ok();
        let first = worker(option.affiliation)?;
        let crew = match option.second {
            Some(second) => Crew::Two(first, worker(second)?),
            None => Crew::One(first),
        };
        let cost = 1_000 - i64::from(option.score.min(1_000));
        Some(Choice { cost, start: minute(option.starts_at), end: minute(option.ends_at), place, crew, units: 1 })
    }

    fn price(&self, applicant: &Applicant) -> i64 {
        waiting_price(applicant.details.urgency, applicant.since, self.now)
    }

    fn arrangement(&self, applicant: &Applicant, option: &Ranked, alternatives: Vec<Alternative>) -> Arrangement {
        let waiting_price = self.price(applicant);
        Arrangement {
            request_id: applicant.request,
            affiliation_id: option.affiliation,
            second_affiliation_id: option.second,
            starts_at: option.starts_at,
            ends_at: option.ends_at,
            venue_id: option.venue,
            to_be_asked: option.to_be_asked,
            score: option.score,
            parts: option.parts.to_vec(),
            waiting_price,
            gain: waiting_price - (1_000 - i64::from(option.score.min(1_000))),
            alternatives: alternatives.into_iter().filter(|other| other.affiliation_id != option.affiliation).collect(),
        }
    }

    fn waits(&self, applicant: &Applicant, alternatives: Vec<Alternative>) -> Waits {
        let nobody = applicant.options.options.is_empty();
        Waits {
            request_id: applicant.request,
            waiting_price: self.price(applicant),
            because: if nobody { WhyWaiting::NobodyCan } else { WhyWaiting::NeededElsewhere },
            funnel: applicant.options.funnel.clone(),
            alternatives,
        }
    }
}

/// The champions for a request, each with the option that makes the plan dearer by least.
fn alternatives(plan: &Plan, task: usize, applicant: &Applicant) -> Vec<Alternative> {
    let mut dearer: BTreeMap<AffiliationId, i64> = BTreeMap::new();
    for (choice, option) in applicant.options.options.iter().enumerate() {
        if let Some(by) = plan.dearer(task, choice) {
            let least = dearer.entry(option.affiliation).or_insert(by);
            *least = by.min(*least);
        }
    }
    let told = |(affiliation_id, dearer_by)| Alternative { affiliation_id, dearer_by };
    let mut alternatives: Vec<Alternative> = dearer.into_iter().map(told).collect();
    alternatives.sort_by_key(|alternative| alternative.dearer_by);
    alternatives.truncate(ALTERNATIVES_MAX + 1);
    alternatives
}

fn minute(instant: DateTime<Utc>) -> i64 {
    instant.timestamp().div_euclid(60)
}

fn cap(limit: WeekLimit) -> Cap {
    Cap { start: minute(limit.week.start()), end: minute(limit.week.end()), minutes: limit.minutes }
}
