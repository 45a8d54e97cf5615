//! A plan of numbers as an answer about people.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Alternative, Arrangement, Certificate, MatchPlanOutcome, Priced, Thoroughness, WaitingList, Waits, WhyWaiting,
    rounds::Planned,
    shortage::shortages,
    waiting_list::Applicant,
    ways::{Shown, cost, crew},
};
use crate::{
    affiliation::AffiliationId,
    matching::{Funnel, Ranked},
    planning::{self, Plan, Wrong},
    request::RequestId,
};

/// How many other champions are told for a request.
const ALTERNATIVES_MAX: usize = 5;

impl WaitingList {
    /// The best plan that so much work finds. The same list gives the same plan, in whatever order it comes in.
    pub fn plan(
        &self,
        thoroughness: Thoroughness,
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<MatchPlanOutcome, Wrong> {
        let Planned { shown, problem, plan } = self.planned(thoroughness, is_called_off)?;
        let (mut arrangements, mut waiting, mut priced) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (applicant, shown)) in self.applicants.iter().zip(&shown).enumerate() {
            let told = prices(&plan, at, applicant, shown);
            priced.extend(told.iter().map(|(affiliation_id, dearer_by)| Priced {
                request_id: applicant.request,
                affiliation_id: *affiliation_id,
                dearer_by: *dearer_by,
            }));
            match chosen(&plan, at, applicant, shown) {
                Some(ranked) => arrangements.push(self.arrangement(applicant, &ranked, &told)),
                None => waiting.push(self.waits(applicant, because(&plan, at, applicant), &told)),
            }
        }
        waiting.extend(self.gone.iter().map(|request| gone(*request)));
        waiting.sort_by_key(|waits| waits.request_id);
        Ok(MatchPlanOutcome {
            objective: plan.objective,
            lower_bound: plan.lower_bound,
            optimal: plan.is_optimal(),
            gap_per_ten_thousand: plan.gap(),
            one_by_one: planning::one_by_one(&problem),
            shortages: shortages(&self.applicants, &plan),
            certificate: Certificate::of(self, &shown, &plan),
            arrangements,
            waiting,
            priced,
        })
    }

    fn arrangement(&self, applicant: &Applicant, ranked: &Ranked, prices: &Prices) -> Arrangement {
        let waiting_price = self.price(applicant);
        let chosen = [Some(ranked.affiliation), ranked.second].into_iter().flatten().collect();
        Arrangement {
            request_id: applicant.request,
            affiliation_id: ranked.affiliation,
            second_affiliation_id: ranked.second,
            starts_at: ranked.starts_at,
            ends_at: ranked.ends_at,
            venue_id: ranked.venue,
            to_be_asked: ranked.to_be_asked,
            score: ranked.score,
            parts: ranked.parts.to_vec(),
            waiting_price,
            gain: waiting_price - cost(ranked.score),
            alternatives: alternatives(prices, &chosen),
        }
    }

    fn waits(&self, applicant: &Applicant, because: WhyWaiting, prices: &Prices) -> Waits {
        Waits {
            request_id: applicant.request,
            waiting_price: self.price(applicant),
            because,
            funnel: applicant.options.funnel.clone(),
            alternatives: alternatives(prices, &BTreeSet::new()),
        }
    }
}

/// By how much each champion for a request would make the plan dearer, at least.
type Prices = BTreeMap<AffiliationId, i64>;

/// Why it waits: that it is needed so is said only where it is proved.
fn because(plan: &Plan, at: usize, applicant: &Applicant) -> WhyWaiting {
    let is_settled = plan.is_settled.get(at).copied().unwrap_or_default();
    let mut dearer = plan.dearer.get(at).into_iter().flatten().flatten();
    match applicant.options.offers.is_empty() {
        true => WhyWaiting::NobodyCan,
        false if plan.is_optimal() || (is_settled && dearer.all(|by| *by > 0)) => WhyWaiting::NeededElsewhere,
        false => WhyWaiting::Undecided,
    }
}

fn gone(request: RequestId) -> Waits {
    Waits {
        request_id: request,
        waiting_price: 0,
        because: WhyWaiting::Gone,
        funnel: Funnel { considered: 0, passed: 0, rejected: Vec::new() },
        alternatives: Vec::new(),
    }
}

fn chosen(plan: &Plan, at: usize, applicant: &Applicant, shown: &Shown) -> Option<Ranked> {
    let way = shown.ways.get(plan.chosen.get(at).copied().flatten()?)?;
    let start = chrono::DateTime::from_timestamp(way.start * 60, 0)?;
    Some(applicant.options.offers.get(way.offer)?.at(way.stretch, start))
}

/// The best of each champion's ways; those that were not shown cost no less than was said of them.
fn prices(plan: &Plan, at: usize, applicant: &Applicant, shown: &Shown) -> Prices {
    let mut prices = Prices::new();
    let mut tell = |champion, by: i64| {
        let least = prices.entry(champion).or_insert(by);
        *least = by.min(*least);
    };
    for (choice, way) in shown.ways.iter().enumerate() {
        let Some(offer) = applicant.options.offers.get(way.offer) else { continue };
        if let Some(by) = plan.dearer(at, choice) {
            crew(offer).for_each(|champion| tell(champion, by));
        }
    }
    let seen: BTreeSet<usize> = shown.ways.iter().map(|way| way.offer).collect();
    for (number, offer) in applicant.options.offers.iter().enumerate() {
        let least = if seen.contains(&number) { shown.otherwise } else { Some(cost(offer.best.score)) };
        if let Some(least) = least {
            crew(offer).for_each(|champion| tell(champion, plan.dearer_for(at, least)));
        }
    }
    prices
}

/// The other champions, those first who make the plan dearer by least.
fn alternatives(prices: &Prices, chosen: &BTreeSet<AffiliationId>) -> Vec<Alternative> {
    let told = |(affiliation_id, dearer_by): (&AffiliationId, &i64)| Alternative {
        affiliation_id: *affiliation_id,
        dearer_by: *dearer_by,
    };
    let mut alternatives: Vec<Alternative> =
        prices.iter().filter(|(champion, _)| !chosen.contains(champion)).map(told).collect();
    alternatives.sort_by_key(|alternative| alternative.dearer_by);
    alternatives.truncate(ALTERNATIVES_MAX);
    alternatives
}
