//! Who helps whom, when, where things overlap: a plan of tasks for workers, and a bound that says how good it is.
//!
//! **The problem.** Each task is done in one of its ways, or waits at a price. A way costs something, takes from one minute to another, is at a place,
//! and is done by one worker or by two together. A worker does one thing at a time, needs some minutes between two places, may do so many things,
//! has so many minutes left in each week, and each unit of load more may cost more than the one before. The sum of all is to be the least.
//! Nothing here knows what tasks and workers stand for. Where nothing overlaps this is an [`assignment`](crate::assignment); as it is, it is
//! NP-hard (one worker with caps is a knapsack).
//!
//! **The method.**
//! 1. Tasks that share no workers are planned apart (`components`).
//! 2. Overlaps, caps and second workers are forgotten: an assignment is left, and its potentials are the first prices (`relaxation`). Where its
//!    answer keeps to the rules after all, it is the best plan, with a proof, and nothing else is done.
//! 3. Otherwise "each task once" becomes a price for each task (`lagrangian`). What is left is the best timetable of each worker, by dynamic
//!    programming (`pricing`). Better prices are found by subgradient steps (`ascent`). The bound is that of a linear programme over whole timetables,
//!    which is much better than one over ways.
//! 4. Plans are made from the timetables on the way (`roster`), by regret, and by moves that put off up to two others. Then related tasks are freed
//!    and planned anew, where the prices say that the plan may be wrong (`neighbourhood`).
//! 5. Ways that cannot be in a cheaper plan are closed by their reduced costs, and a branch and bound tries to prove the rest (`search`).
//!
//! **How long it takes.** A step looks at the workers for whom something changed; a worker with `n` ways that could pay, and room for `k`, takes
//! `O(n² k)` without caps that bind. [`Effort`] says how many steps there are, and an end to all of them: it is never about time, so the same problem gives the same
//! plan on any machine, in whatever order tasks, choices and workers are listed.
//!
//! **The proof.** `Σ u + Σ (best timetable at cost − u)` bounds every plan from below, whatever the prices `u` are ([`bound`] computes it again from
//! [`Plan::multipliers`], in whole numbers). Where it equals the objective, nothing is cheaper. A plan may be proved by the search instead; then
//! [`Plan::lower_bound`] is more than prices can show. A plan with a given choice has a bound of the same kind: the worker's best timetable *with* it. What
//! this lies above the objective is how much dearer the choice makes the whole plan, at least ([`Plan::dearer`]).
//!
//! **What was left out.** A caller may show only some ways of a task, and say what all others cost at least ([`Task::otherwise`]). Prices that are no higher than
//! that give a bound that allows for them: no timetable would have them. Where the price and the gap together are no higher either, no cheaper plan has
//! any ([`Plan::is_settled`]): then the plan is proved the best of all ways, though not all were seen.
//!
//! What the code has to keep: a bound is never above the best plan (`pricing` may only be too cheap; splits add up; a way is closed only where its
//! bound reaches a known plan); plans always keep to the rules ([`Problem`] is checked, `roster` adds only what fits); sums cannot overflow
//! ([`Problem::limit`]); nothing depends on the caller's order (`model`). The tests try everything on small problems.
//!
//! Geoffrion, *Lagrangean relaxation for integer programming*, Mathematical Programming Study 2, 1974; Fisher 1981, Held and Karp 1971, Shaw 1998 as
//! named where they are used.

mod ascent;
mod budget;
mod components;
mod joined;
mod label;
mod lagrangian;
mod loads;
mod model;
mod neighbourhood;
mod part;
mod plan;
mod pricing;
mod problem;
mod relaxation;
mod roster;
mod search;
#[cfg(test)]
mod tests;

pub use plan::{Effort, Multipliers, Plan};
pub use problem::{Cap, Choice, Crew, MINUTES, Problem, Task, Worker, Wrong};

use budget::Budget;
use lagrangian::{Lagrangian, Prices};
use model::{Model, Rest, by_key};
use part::Outcome;
use problem::PARTS;
use roster::Roster;

use crate::flat::At;

/// Plans the tasks with this effort.
pub fn solve(problem: &Problem, effort: Effort) -> Plan {
    solve_unless(problem, effort, &|| false)
}

/// The same, unless it is called off: then it comes to an end soon, with a plan that keeps to the rules and may be much dearer.
pub fn solve_unless(problem: &Problem, effort: Effort, is_called_off: &dyn Fn() -> bool) -> Plan {
    let (whole, order, origins) = Model::of(problem);
    // Without ways that a worker cannot do even alone.
    let possible = whole.rest((0..whole.tasks()).collect(), &[], |_| true).model;
    let (budget, mut left) = (Budget::new(effort.looks, is_called_off), possible.tasks());
    let mut parts: Vec<(Rest, Outcome)> = Vec::new();
    for tasks in components::components(&possible) {
        let share = budget.share(tasks.len(), left);
        left -= tasks.len();
        let rest = possible.rest(tasks, &[], |_| true);
        let outcome = part::plan(&rest.model, effort, &share);
        budget.take_back(&share);
        parts.push((rest, outcome));
    }
    let mut plan = joined::joined(problem, &order, &origins, &parts);
    let proof = certified(problem, &plan.multipliers);
    let workers = by_key(problem.workers().iter().map(|worker| worker.key));
    for (worker, timetable) in workers.iter().zip(proof) {
        plan.timetables.put(*worker, timetable);
    }
    plan
}

/// What it costs to plan one task after the other, the one first that is the dearest to leave waiting, each in the cheapest way that is left: what
/// planning them together is compared with.
pub fn one_by_one(problem: &Problem) -> i64 {
    let (model, ..) = Model::of(problem);
    Roster::one_by_one(&model).cost / PARTS
}

/// What no plan is cheaper than, by these multipliers, whatever they are; prices of tasks are taken between 0 and the price of waiting, or what ways
/// cost that were left out.
pub fn bound(problem: &Problem, multipliers: &Multipliers) -> i64 {
    let (low, prices) = priced(problem, multipliers);
    part::whole(Lagrangian::new(&low, prices, &Budget::new(0, &|| false)).bound())
}

/// What the best timetable of each worker is worth, in the order of keys.
fn certified(problem: &Problem, multipliers: &Multipliers) -> Vec<i64> {
    let (low, prices) = priced(problem, multipliers);
    let budget = Budget::new(0, &|| false);
    Lagrangian::new(&low, prices, &budget).timetables.iter().map(|timetable| timetable.value).collect()
}

/// The problem with prices that allow for ways that were left out.
fn priced(problem: &Problem, multipliers: &Multipliers) -> (Model, Prices) {
    let (model, order, origins) = Model::of(problem);
    let split = |(task, choice): &(usize, usize)| multipliers.splits.get(*task).map_or(0, |splits| splits.at(*choice));
    let price = |(task, ceiling): (&usize, &i64)| multipliers.tasks.at(*task).clamp(0, *ceiling);
    let u = order.iter().zip(&model.ceiling).map(price).collect();
    let prices = Prices { u, split: origins.iter().map(split).collect() };
    (Model { waiting: model.ceiling.clone(), ..model }, prices)
}
