//! The parts of a plan together.

use super::{
    Multipliers, Plan, Problem,
    ascent::is_reached,
    model::Rest,
    part::{Outcome, whole},
    problem::PARTS,
};
use crate::flat::At;

/// One plan of all parts, by the caller's numbers; the timetables are left to be filled in.
///
/// A bound of one part says nothing of a plan that is cheaper in another; so what is known of a way is less by what is not known of the other parts.
pub(super) fn joined(
    problem: &Problem,
    order: &[usize],
    origins: &[(usize, usize)],
    parts: &[(Rest, Outcome)],
) -> Plan {
    let lists = || problem.tasks().iter().map(|task| task.choices.len());
    let mut plan = Plan {
        chosen: vec![None; order.len()],
        objective: 0,
        lower_bound: 0,
        prices: vec![0; order.len()],
        multipliers: Multipliers {
            tasks: vec![0; order.len()],
            splits: lists().map(|choices| vec![0; choices]).collect(),
        },
        timetables: vec![0; problem.workers().len()],
        dearer: lists().map(|choices| vec![None; choices]).collect(),
        is_settled: vec![true; order.len()],
    };
    let cost: i64 = parts.iter().map(|(_, outcome)| outcome.found.cost).sum();
    let outer: i64 = parts.iter().map(|(_, outcome)| outcome.outer).sum();
    let inner: i64 = parts.iter().map(|(_, outcome)| whole(outcome.bound)).sum();
    let leaves_out = problem.tasks().iter().any(|task| task.otherwise.is_some());
    for (rest, outcome) in parts {
        for (task, u) in rest.tasks.iter().zip(&outcome.prices.u) {
            let at = order.at(*task);
            plan.multipliers.tasks.put(at, *u);
            plan.prices.put(at, u.div_euclid(PARTS));
            let otherwise = problem.tasks().get(at).and_then(|task| task.otherwise);
            plan.is_settled.put(at, otherwise.is_none_or(|least| is_reached(outer + least * PARTS - u, cost)));
        }
        // What all other parts cost at least.
        let others = if leaves_out { outer - outcome.outer } else { PARTS * (inner - whole(outcome.bound)) };
        for (at, way) in rest.model.all().iter().enumerate() {
            let (task, choice) = origins.at(way.origin);
            let dearer = outcome.with.at(at).map(|with| whole(with + others - cost).max(0));
            plan.dearer.get_mut(task).into_iter().for_each(|list| list.put(choice, dearer));
            let split = outcome.prices.split.at(at);
            plan.multipliers.splits.get_mut(task).into_iter().for_each(|list| list.put(choice, split));
        }
        for origin in &outcome.found.ways {
            let (task, choice) = origins.at(*origin);
            plan.chosen.put(task, Some(choice));
        }
    }
    plan.objective = cost / PARTS;
    let proved = if plan.is_settled.contains(&false) { whole(outer) } else { inner.max(whole(outer)) };
    plan.lower_bound = proved.min(plan.objective);
    plan
}
