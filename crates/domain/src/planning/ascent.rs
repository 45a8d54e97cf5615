//! Prices that give a good bound: subgradient ascent.
//!
//! A task that nobody wants at its price becomes dearer, one that several want cheaper, by as much as would close the gap if all went well
//! (Held and Karp, *The traveling-salesman problem and minimum spanning trees: part II*, Mathematical Programming 1, 1971; Fisher, *The
//! Lagrangian relaxation method for solving integer programming problems*, Management Science 27, 1981). The pace falls where the bound has
//! not risen for a while. Most tasks are wanted once near the end, so a step concerns few workers.

use super::{
    budget::Budget,
    lagrangian::{Lagrangian, Prices},
    model::Model,
    problem::PARTS,
};
use crate::flat::At;

/// The pace is held in these parts.
const PACE: i128 = 256;

/// How many steps without a better bound make the pace fall.
const PATIENCE: u32 = 12;

/// What an ascent found.
pub(super) struct Ascent<'a> {
    /// The relaxation at the best prices found.
    pub(super) relaxation: Lagrangian<'a>,
    /// Whether its timetables are a plan, which then is the best of this model.
    pub(super) is_plan: bool,
}

/// Rises from these prices until the bound reaches `upper` (the cost of a known plan, in parts), or the steps or the budget are used up. Shows each relaxation on the way.
pub(super) fn ascend<'a>(
    model: &'a Model,
    prices: Prices,
    upper: i64,
    steps: u32,
    budget: &'a Budget<'a>,
    mut show: impl FnMut(&Lagrangian<'_>) -> Option<i64>,
) -> Ascent<'a> {
    let mut at = Lagrangian::new(model, prices, budget);
    let (mut best, mut best_bound) = (at.prices.clone(), at.bound());
    let (mut pace, mut waited, mut upper) = (PACE, 0, upper);
    for _ in 0..steps {
        let direction = Direction::of(&at);
        if direction.norm == 0 {
            return Ascent { relaxation: at, is_plan: true };
        }
        if let Some(better) = show(&at) {
            upper = upper.min(better);
        }
        if is_reached(best_bound, upper) || budget.is_spent() {
            break;
        }
        let gap = i128::from((upper - at.bound()).max(PARTS));
        direction.step(&mut at, gap * pace / PACE);
        at.refresh();
        if at.bound() > best_bound {
            best_bound = at.bound();
            best.clone_from(&at.prices);
            waited = 0;
        } else {
            waited += 1;
            if waited >= PATIENCE {
                waited = 0;
                pace = pace * 2 / 3;
                if pace == 0 {
                    break;
                }
                restore(&mut at, &best);
            }
        }
    }
    restore(&mut at, &best);
    let is_plan = Direction::of(&at).norm == 0;
    Ascent { relaxation: at, is_plan }
}

/// Whether no plan is cheaper than `upper`: costs are whole, so a bound within the last whole is enough.
pub(super) const fn is_reached(bound: i64, upper: i64) -> bool {
    bound > upper - PARTS
}

fn restore(relaxation: &mut Lagrangian<'_>, prices: &Prices) {
    for task in 0..prices.u.len() {
        if relaxation.prices.u.at(task) != prices.u.at(task) {
            relaxation.set_price(task, prices.u.at(task));
        }
    }
    for at in 0..prices.split.len() {
        if relaxation.prices.split.at(at) != prices.split.at(at) {
            relaxation.set_split(at, prices.split.at(at));
        }
    }
    relaxation.refresh();
}

/// Where the bound rises: tasks wanted never or too often, and pairs that disagree.
struct Direction {
    tasks: Vec<(usize, i64)>,
    pairs: Vec<(usize, i64)>,
    norm: i64,
}

impl Direction {
    fn of(relaxation: &Lagrangian<'_>) -> Self {
        let model = relaxation.model;
        let tasks: Vec<_> =
            (0..model.tasks()).map(|task| (task, relaxation.lacking(task))).filter(|(_, by)| *by != 0).collect();
        let pairs: Vec<_> = relaxation
            .timetables
            .iter()
            .flat_map(|timetable| timetable.ways.iter().copied())
            .filter(|at| model.way(*at).second.is_some())
            .map(|at| (at, 2 * relaxation.disagreement(at)))
            .filter(|(_, by)| *by != 0)
            .collect();
        let norm = tasks.iter().chain(&pairs).map(|(_, by)| by * by).sum();
        Self { tasks, pairs, norm }
    }

    /// As far as would raise the bound by `rise`, if all went well; at least by the smallest part. The norm is in halves.
    fn step(&self, relaxation: &mut Lagrangian<'_>, rise: i128) {
        let step = |by: i64| {
            let exact = 2 * rise * i128::from(by) / i128::from(self.norm);
            i64::try_from(exact).unwrap_or_default() + if exact == 0 { by.signum() } else { 0 }
        };
        for (task, by) in &self.tasks {
            relaxation.set_price(*task, relaxation.prices.u.at(*task) + step(*by));
        }
        for (at, by) in &self.pairs {
            relaxation.set_split(*at, relaxation.prices.split.at(*at) + step(*by));
        }
    }
}
