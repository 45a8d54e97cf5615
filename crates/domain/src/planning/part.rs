//! Planning one part: tasks that share workers, and no others.

use super::{
    Effort,
    ascent::{ascend, is_reached},
    budget::Budget,
    lagrangian::{Lagrangian, Prices},
    model::Model,
    neighbourhood,
    problem::PARTS,
    relaxation::relaxed,
    roster::Roster,
    search::{Found, Search, bounds_with, without},
};
use crate::flat::At;

/// How often an ascent is looked at for a plan, in steps.
const LOOKS: u32 = 8;

/// What is known of a part in the end. Costs are in parts.
pub(super) struct Outcome {
    pub(super) found: Found,
    /// What no plan of these ways is cheaper than.
    pub(super) bound: i64,
    /// The prices of the whole part: none is above what ways may cost that were left out.
    pub(super) prices: Prices,
    /// The bound that these give: no plan is cheaper, of whatever ways.
    pub(super) outer: i64,
    /// What no plan with the way is cheaper than, of whatever other ways; none where there is none.
    pub(super) with: Vec<Option<i64>>,
}

/// Half of the budget is for prices, half of what is left then for better plans, and the rest for the proof.
pub(super) fn plan(model: &Model, effort: Effort, budget: &Budget<'_>) -> Outcome {
    let (prices, mut best) = relaxed(model);
    best.fill();
    let is_simple = is_reached(Lagrangian::new(model, prices.clone(), budget).bound(), best.cost);
    if !is_simple {
        best.improve();
        let mut other = Roster::empty(model);
        other.fill();
        other.improve();
        keep(&mut best, other);
    }
    let (mut look, upper) = (0, best.cost);
    let for_prices = budget.share(1, 2);
    let ascent = ascend(model, prices, upper, effort.steps, &for_prices, |relaxation| {
        look += 1;
        if look % LOOKS != 1 {
            return None;
        }
        let mut rounded = Roster::rounded_in(model, relaxation);
        if rounded.cost < best.cost + best.cost / 50 {
            rounded.improve();
        }
        keep(&mut best, rounded);
        Some(best.cost)
    });
    budget.take_back(&for_prices);
    let mut relaxation = ascent.relaxation;
    relaxation.budget = budget;
    if ascent.is_plan {
        keep(&mut best, Roster::rounded(&relaxation));
    }
    let bounds = bounds_with(&mut relaxation);
    let root = relaxation.bound();
    let (prices, outer, with) = outward(model, &relaxation, &bounds, budget);
    let mut outcome = Outcome { found: Found::of(&best), bound: root, prices, outer, with };
    if !is_reached(root, best.cost) {
        let upper = best.cost;
        let is_open = |at: usize| bounds.at(at).is_some_and(|bound| !is_reached(bound, upper));
        let for_plans = budget.share(1, 2);
        neighbourhood::improve(&mut best, &mut relaxation, is_open, effort.neighbourhoods, &for_plans);
        budget.take_back(&for_plans);
        outcome.found = Found::of(&best);
        outcome.bound = close(model, &relaxation.prices, &bounds, &mut outcome.found, effort, budget).max(root);
    }
    let cost = outcome.found.cost;
    outcome.bound = if is_reached(outcome.bound, cost) { cost } else { outcome.bound };
    outcome
}

/// Prices, the bound that they give, and the bounds with each way, where ways were left out. A way that costs no less than the price of its task is in no
/// best timetable, whoever's; so a price that is no higher than what the ways cost that were left out makes a bound that allows for them.
fn outward(
    model: &Model,
    relaxation: &Lagrangian<'_>,
    bounds: &[Option<i64>],
    budget: &Budget<'_>,
) -> (Prices, i64, Vec<Option<i64>>) {
    let known = &relaxation.prices;
    let low = Model { waiting: model.ceiling.clone(), ..model.clone() };
    let u = known.u.iter().zip(&low.waiting).map(|(price, ceiling)| *price.min(ceiling)).collect();
    let mut outer = Lagrangian::new(&low, Prices { u, split: known.split.clone() }, budget);
    let mut with = if outer.prices == *known { bounds.to_vec() } else { bounds_with(&mut outer) };
    let (prices, bound) = (outer.prices.clone(), outer.bound());
    if budget.is_spent() {
        return (prices, bound, with);
    }
    // Of what the highest prices say and these, the more is true.
    outer.raise();
    let high = bounds_with(&mut outer);
    with.iter_mut().zip(high).for_each(|(known, high)| *known = known.zip(high).map(|(known, high)| known.max(high)));
    let mut lowest = Lagrangian::new(&low, prices, budget);
    let prices = lowest.prices.clone();
    lowest.lower();
    if lowest.bound() < bound { (prices, bound, with) } else { (lowest.prices.clone(), lowest.bound(), with) }
}

/// Tries to prove the plan the best, or to find a better one; answers a bound.
fn close(
    model: &Model,
    prices: &Prices,
    bounds: &[Option<i64>],
    found: &mut Found,
    effort: Effort,
    budget: &Budget<'_>,
) -> i64 {
    let upper = found.cost;
    let is_open = |at: usize| bounds.at(at).is_some_and(|bound| !is_reached(bound, upper));
    let (rest, waiting) = without(model, None, is_open);
    // What was closed is in no cheaper plan, so a bound of the rest is one of all, up to the cost of what is known.
    let prices = prices.of(&rest.tasks, &rest.ways);
    let ascent = ascend(&rest.model, prices, upper - waiting, effort.steps, budget, |_| None);
    let bound = ascent.relaxation.bound() + waiting;
    if is_reached(bound, upper) {
        return upper;
    }
    let mut search = Search::new(effort.branching, budget);
    let better = search.parts(&rest.model, &ascent.relaxation.prices, upper - waiting);
    if let Some(better) = better {
        *found = Found { cost: better.cost + waiting, ways: better.ways };
    }
    if search.is_complete { found.cost } else { bound.min(found.cost) }
}

fn keep<'a>(best: &mut Roster<'a>, other: Roster<'a>) {
    if other.cost < best.cost {
        *best = other;
    }
}

/// A bound in parts as a whole number: what costs whole numbers costs at least the next.
pub(super) const fn whole(bound: i64) -> i64 {
    (bound + PARTS - 1).div_euclid(PARTS)
}
