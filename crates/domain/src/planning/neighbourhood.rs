//! Large neighbourhood search: a few related tasks are freed and planned anew, as well as can be, around all others.
//!
//! (Shaw, *Using constraint programming and local search methods to solve vehicle routing problems*, CP 1998.) Here the prices say where to look:
//! where a task costs more than its price, the plan may be wrong. The best plan of the freed tasks is found by branch and bound, whose
//! first node mostly proves at once that there is none better.

use super::{
    budget::Budget,
    lagrangian::{Lagrangian, Prices},
    model::Model,
    roster::Roster,
    search::Search,
};
use crate::flat::At;

/// How many tasks are freed together, in turn.
const SIZES: [usize; 6] = [6, 12, 24, 48, 72, 96];

/// How many nodes of its size a neighbourhood may have.
const NODES: usize = 40;

/// One neighbourhood may use one part in so many of what is left.
const SHARE: usize = 20;

/// Makes the plan better, looking at no more neighbourhoods than this; ways that are closed are in no better plan.
pub(super) fn improve(
    roster: &mut Roster<'_>,
    relaxation: &mut Lagrangian<'_>,
    is_open: impl Fn(usize) -> bool,
    most: usize,
    budget: &Budget<'_>,
) {
    let mut left = most;
    for size in SIZES {
        let mut improved = true;
        while improved {
            improved = false;
            for seed in by_excess(roster, relaxation) {
                if left == 0 || budget.is_spent() {
                    return;
                }
                left -= 1;
                let freed = related(roster, seed, size, &is_open);
                improved |= replan(roster, &relaxation.prices, &freed, &is_open, budget);
            }
        }
    }
}

/// The tasks that cost more than their price, the most first.
fn by_excess(roster: &Roster<'_>, relaxation: &mut Lagrangian<'_>) -> Vec<usize> {
    let bound = relaxation.bound();
    let model = relaxation.model;
    let excess = |task: usize| match roster.chosen.at(task) {
        Some(at) => {
            let holders = relaxation.holders(task);
            relaxation.bound_with(at, &holders).map_or(0, |with| with - bound)
        }
        None => model.waiting.at(task) - relaxation.prices.u.at(task),
    };
    let mut tasks: Vec<(i64, usize)> =
        (0..model.tasks()).map(excess).zip(0..).filter(|(excess, _)| *excess > 0).collect();
    tasks.sort_unstable_by_key(|(excess, task)| (std::cmp::Reverse(*excess), *task));
    tasks.into_iter().map(|(_, task)| task).collect()
}

/// The seed, who is in the way of its ways, who waits for the same workers, who is in the way of these, and so on.
fn related(roster: &Roster<'_>, seed: usize, size: usize, is_open: impl Fn(usize) -> bool) -> Vec<usize> {
    let model = roster.model;
    let (mut found, mut next) = (vec![seed], 0);
    let mut is_in = vec![false; model.tasks()];
    is_in.put(seed, true);
    while let Some(task) = found.get(next).copied() {
        next += 1;
        for at in model.ways.range(task).filter(|at| is_open(*at)) {
            let way = model.way(at);
            for worker in way.crew() {
                let is_full = !model.has_room(worker, model.units(roster.of(worker)), way.units);
                let in_the_way = roster
                    .of(worker)
                    .iter()
                    .filter(|other| is_full || !model.way(**other).goes_with(way, model.buffer));
                let tasks = in_the_way.map(|other| model.way(*other).task);
                let waits = model.of_worker.row(worker).iter().map(|other| model.way(*other).task);
                for other in tasks.chain(waits.filter(|other| roster.chosen.at(*other).is_none())) {
                    if !is_in.at(other) {
                        is_in.put(other, true);
                        found.push(other);
                        if found.len() >= size {
                            found.sort_unstable();
                            return found;
                        }
                    }
                }
            }
        }
    }
    found.sort_unstable();
    found
}

/// Plans these tasks anew; says whether the plan is cheaper now.
fn replan(
    roster: &mut Roster<'_>,
    prices: &Prices,
    freed: &[usize],
    is_open: impl Fn(usize) -> bool,
    budget: &Budget<'_>,
) -> bool {
    let model: &Model = roster.model;
    let before = roster.cost;
    let old: Vec<Option<usize>> = freed.iter().map(|task| roster.remove(*task)).collect();
    let others = roster.cost - freed.iter().map(|task| model.waiting.at(*task)).sum::<i64>();
    let rest = model.rest(freed.to_vec(), &roster.taken, is_open);
    let share = budget.share(1, SHARE);
    let mut search = Search::new(NODES * freed.len(), &share);
    let better = search.parts(&rest.model, &prices.of(&rest.tasks, &rest.ways), before - others);
    budget.take_back(&share);
    let ways = match &better {
        Some(found) => found.ways.iter().filter_map(|way| model.numbered(*way)).collect(),
        None => old.into_iter().flatten().collect::<Vec<_>>(),
    };
    for at in ways {
        roster.add(at);
    }
    better.is_some()
}
