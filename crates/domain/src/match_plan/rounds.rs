//! Planning in rounds, where there are too many ways to look at all of them together.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Thoroughness, WaitingList,
    waiting_list::Applicant,
    ways::{Depth, Shown, Way, Ways, crew},
};
use crate::{
    affiliation::AffiliationId,
    matching::Offer,
    planning::{self, Plan, Problem, Wrong},
};

/// The first round looks at one in so many of the ways that there may be.
const FIRST: usize = 3;
/// The fewest offers of a request that are looked at, and the fewest starts of an offer.
const FEWEST: Depth = Depth { offers: 8, starts: 2 };
/// How many rounds there are before the last.
const ROUNDS: usize = 4;
/// A round before the last is tried this many times less hard.
const LIGHTER: u32 = 8;

/// A plan with the ways that it chose from.
pub(super) struct Planned {
    pub(super) shown: Vec<Shown>,
    pub(super) problem: Problem,
    pub(super) plan: Plan,
}

impl WaitingList {
    /// Plans all ways that could matter, if they are not too many. Else the best first: where what was left out could be in a better plan, more is
    /// looked at in the next round, and whatever is free in the plan so far.
    pub(super) fn planned(
        &self,
        thoroughness: Thoroughness,
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<Planned, Wrong> {
        let ways = Ways::of(self);
        let effort = thoroughness.effort();
        let shown = self.all(&ways).map_or_else(|| self.in_rounds(&ways, effort, is_called_off), Ok)?;
        let problem = self.problem(&shown)?;
        let plan = planning::solve_unless(&problem, effort, is_called_off);
        Ok(Planned { shown, problem, plan })
    }

    fn all(&self, ways: &Ways<'_>) -> Option<Vec<Shown>> {
        let (mut all, mut count) = (Vec::with_capacity(self.applicants.len()), 0);
        for applicant in &self.applicants {
            let shown = ways.show(applicant, Depth::ALL);
            count += shown.ways.len();
            if count > self.ways_max {
                return None;
            }
            all.push(shown);
        }
        Some(all)
    }

    fn in_rounds(
        &self,
        ways: &Ways<'_>,
        effort: planning::Effort,
        is_called_off: &dyn Fn() -> bool,
    ) -> Result<Vec<Shown>, Wrong> {
        let light = planning::Effort {
            steps: effort.steps / LIGHTER,
            neighbourhoods: effort.neighbourhoods / 100,
            branching: 0,
            looks: effort.looks / u64::from(LIGHTER),
        };
        let few = self.ways_max / FIRST;
        let offers = (few / 4 / self.applicants.len().max(1)).max(FEWEST.offers);
        let all: usize = self.applicants.iter().map(|applicant| applicant.options.offers.len().min(offers)).sum();
        let first = Depth { offers, starts: (few / all.max(1)).max(FEWEST.starts) };
        let mut depths = vec![first; self.applicants.len()];
        let mut free: Vec<BTreeSet<Way>> = vec![BTreeSet::new(); self.applicants.len()];
        let mut shown = self.shown(ways, &depths, &free);
        for _ in 0..ROUNDS {
            let plan = planning::solve_unless(&self.problem(&shown)?, light, is_called_off);
            if !plan.is_settled.contains(&false) || is_called_off() {
                break;
            }
            let taken = self.taken(&shown, &plan);
            for (at, applicant) in self.applicants.iter().enumerate() {
                if plan.is_settled.get(at).copied().unwrap_or(true) {
                    continue;
                }
                let is_free = |offer: &Offer, start| self.is_free(&taken, (at, applicant), offer, start);
                free.get_mut(at).into_iter().for_each(|free| free.extend(ways.free(applicant, is_free)));
                if let Some(depth) = depths.get_mut(at) {
                    *depth = Depth { offers: depth.offers * 2, starts: depth.starts * 3 };
                }
            }
            let further = self.shown(ways, &depths, &free);
            if further.iter().map(|shown| shown.ways.len()).sum::<usize>() <= self.ways_max {
                shown = further;
                continue;
            }
            // What is free is worth more than what is next.
            for (shown, free) in shown.iter_mut().zip(&free) {
                add(&mut shown.ways, free);
            }
            break;
        }
        Ok(shown)
    }

    fn shown(&self, ways: &Ways<'_>, depths: &[Depth], free: &[BTreeSet<Way>]) -> Vec<Shown> {
        let show = |((applicant, depth), free): ((&Applicant, &Depth), &BTreeSet<Way>)| {
            let mut shown = ways.show(applicant, *depth);
            add(&mut shown.ways, free);
            shown
        };
        self.applicants.iter().zip(depths).zip(free).map(show).collect()
    }

    /// What each champion does in a plan: from when until when, where, for whom.
    fn taken(&self, shown: &[Shown], plan: &Plan) -> Taken {
        let mut taken = Taken::new();
        for (at, ((applicant, shown), chosen)) in self.applicants.iter().zip(shown).zip(&plan.chosen).enumerate() {
            let way = chosen.and_then(|chosen| shown.ways.get(chosen));
            let Some((way, offer)) = way.and_then(|way| Some((way, applicant.options.offers.get(way.offer)?))) else {
                continue;
            };
            let place = self.place(at, applicant, offer);
            for champion in crew(offer) {
                taken.entry(champion).or_default().push((way.start, way.start + applicant.minutes(), place, at));
            }
        }
        taken
    }

    fn is_free(&self, taken: &Taken, (at, applicant): (usize, &Applicant), offer: &Offer, start: i64) -> bool {
        let (end, place) = (start + applicant.minutes(), self.place(at, applicant, offer));
        crew(offer).filter_map(|champion| taken.get(&champion)).flatten().all(|(from, until, elsewhere, whom)| {
            let travels = place.is_some() && elsewhere.is_some() && place != *elsewhere;
            let way = if travels { self.buffer.num_minutes() } else { 0 };
            *whom == at || until + way <= start || end + way <= *from
        })
    }
}

type Taken = BTreeMap<AffiliationId, Vec<(i64, i64, Option<u32>, usize)>>;

fn add(ways: &mut Vec<Way>, further: &BTreeSet<Way>) {
    let known: BTreeSet<(usize, i64)> = ways.iter().map(|way| (way.offer, way.start)).collect();
    ways.extend(further.iter().filter(|way| !known.contains(&(way.offer, way.start))));
}
