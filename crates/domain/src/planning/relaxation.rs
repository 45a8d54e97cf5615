//! The first prices: of the problem without overlaps, caps, and second workers, which is an assignment.
//!
//! Each worker is as many columns as it has loads (no more than it could do one after another), each with one place; a task that goes there pays the
//! load on top. The cheapest columns fill first, since loads never fall. All rows of an assignment share one price of waiting, so what a task's own
//! lies below the highest is added to its edges. Where the answer keeps to the rules, it is the best plan, and its potentials prove it: with
//! them as prices, a worker's best timetable is worth no less than its columns are.

use super::{lagrangian::Prices, model::Model, roster::Roster};
use crate::{
    assignment::{Edge, Instance, solve},
    flat::At,
};

/// The potentials of the tasks, and a plan that keeps to the assignment as far as the rules allow.
pub(super) fn relaxed(model: &Model) -> (Prices, Roster<'_>) {
    let mut columns: Vec<usize> = Vec::new();
    let mut first = Vec::with_capacity(model.workers());
    for worker in 0..model.workers() {
        first.push(columns.len());
        columns.extend(std::iter::repeat_n(worker, most(model, worker)));
    }
    first.push(columns.len());
    let highest = model.waiting.iter().copied().max().unwrap_or_default();
    let lower = |task: usize| highest - model.waiting.at(task);
    let edges = (0..model.tasks()).map(|task| {
        let ways = model.ways.row(task).iter().flat_map(|way| {
            let places = first.at(way.first)..first.at(way.first + 1);
            let loads = model.loads.row(way.first).iter();
            places.zip(loads).map(move |(column, load)| Edge { column, cost: way.cost + load })
        });
        ways.filter(|edge| edge.cost < model.waiting.at(task))
            .map(|edge| Edge { cost: edge.cost + lower(task), ..edge })
            .collect()
    });
    let Ok(instance) = Instance::new(vec![1; columns.len()], edges.collect(), highest) else {
        // Too large for the sums of an assignment: any prices will do.
        let prices = Prices { u: model.waiting.clone(), split: vec![0; model.all().len()] };
        return (prices, Roster::empty(model));
    };
    let solution = solve(&instance);
    let price = |(task, u): (usize, &i64)| (u - lower(task)).clamp(0, model.waiting.at(task));
    let u = solution.u.iter().enumerate().map(price).collect();
    let mut roster = Roster::empty(model);
    for (task, assigned) in solution.assigned.iter().enumerate() {
        let Some(worker) = assigned.map(|(column, _)| columns.at(column)) else { continue };
        let mut ways = model.ways.range(task).filter(|at| model.way(*at).first == worker);
        if let Some(at) = ways.find(|at| roster.fits(*at)) {
            roster.add(at);
        }
    }
    (Prices { u, split: vec![0; model.all().len()] }, roster)
}

/// How many ways the worker could do at most: as many as there are loads, and one after another.
fn most(model: &Model, worker: usize) -> usize {
    let mut ways: Vec<_> =
        model.of_worker.row(worker).iter().map(|at| model.way(*at)).map(|way| (way.end, way.start)).collect();
    ways.sort_unstable();
    let (mut count, mut free) = (0, i64::MIN);
    for (end, start) in ways {
        if start >= free {
            count += 1;
            free = end;
        }
    }
    model.loads.row(worker).len().min(count)
}
