//! The first prices: of the problem without overlaps, caps, and second workers, which is an assignment.
//!
//! Each worker has a column for each load that differs, with as many places as ways have that load (no more than it could do one after another, each as
//! small as its smallest); a task that goes there pays the load on top. The cheapest columns fill first, since loads never fall. All rows of an assignment share one price of waiting, so what a task's own
//! lies below the highest is added to its edges. Where the answer keeps to the rules, it is the best plan, and its potentials prove it: with
//! them as prices, a worker's best timetable is worth no less than its columns are.

use std::collections::BTreeSet;

use super::{lagrangian::Prices, model::Model, roster::Roster};
use crate::{
    assignment::{Edge, Instance, solve},
    flat::{At, Flat},
};

/// The potentials of the tasks, and a plan that keeps to the assignment as far as the rules allow.
pub(super) fn relaxed(model: &Model) -> (Prices, Roster<'_>) {
    let columns: Flat<Column> = (0..model.workers()).map(|worker| columns(model, worker)).collect();
    let highest = model.waiting.iter().copied().max().unwrap_or_default();
    let lower = |task: usize| highest - model.waiting.at(task);
    let edges = (0..model.tasks()).map(|task| {
        // The cheapest way of each worker: the first, because they are sorted.
        let mut seen = BTreeSet::new();
        let cheapest = model.ways.row(task).iter().filter(move |way| seen.insert(way.first));
        let columns = &columns;
        let edges = cheapest.flat_map(move |way| {
            let own = columns.range(way.first);
            own.map(move |column| Edge { column, cost: way.cost + columns.all().at(column).load })
        });
        edges
            .filter(|edge| edge.cost < model.waiting.at(task))
            .map(|edge| Edge { cost: edge.cost + lower(task), ..edge })
            .collect()
    });
    let places = columns.all().iter().map(|column| column.places).collect();
    let Ok(instance) = Instance::new(places, edges.collect(), highest) else {
        // Too large for the sums of an assignment: any prices will do.
        let prices = Prices { u: model.waiting.clone(), split: vec![0; model.all().len()] };
        return (prices, Roster::empty(model));
    };
    let solution = solve(&instance);
    let price = |(task, u): (usize, &i64)| (u - lower(task)).clamp(0, model.waiting.at(task));
    let u = solution.u.iter().enumerate().map(price).collect();
    let mut roster = Roster::empty(model);
    for (task, assigned) in solution.assigned.iter().enumerate() {
        let Some(worker) = assigned.map(|(column, _)| columns.all().at(column).worker) else { continue };
        let mut ways = model.ways.range(task).filter(|at| model.way(*at).first == worker);
        if let Some(at) = ways.find(|at| roster.fits(*at)) {
            roster.add(at);
        }
    }
    (Prices { u, split: vec![0; model.all().len()] }, roster)
}

/// Places of one worker that cost the same load.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    worker: usize,
    load: i64,
    places: usize,
}

/// The columns of a worker, the cheapest first: as many places as it could do ways one after another.
fn columns(model: &Model, worker: usize) -> Vec<Column> {
    let mut ways: Vec<_> = model
        .of_worker
        .row(worker)
        .iter()
        .map(|at| model.way(*at))
        .map(|way| (way.end, way.start, way.units))
        .collect();
    ways.sort_unstable();
    let least = ways.iter().map(|(_, _, units)| *units).min().unwrap_or(1);
    let (mut columns, mut had, mut free): (Vec<Column>, _, _) = (Vec::new(), 0, i64::MIN);
    for (end, start, _) in ways {
        if start < free || !model.has_room(worker, had, least) {
            continue;
        }
        free = end;
        let load = model.load(worker, had, least);
        had += least;
        match columns.last_mut().filter(|column| column.load == load) {
            Some(column) => column.places += 1,
            None => columns.push(Column { worker, load, places: 1 }),
        }
    }
    columns
}
