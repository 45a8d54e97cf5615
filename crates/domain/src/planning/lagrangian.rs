//! Prices instead of "each task once", and the bound that they give.
//!
//! With a price `u` for each task, between 0 and its price of waiting, `L(u) = Σ u + Σ (best timetable of each worker at cost − u)` is a bound from
//! below on every plan: a plan's timetables are among those of the workers, and each task is in one of them or waits, at `u` or more. Each of the
//! two workers of a pair pays a part of the way's worth, half of it and half a *split* more or less; whatever the split is, the parts add up.
//! All is in whole numbers, so the bound is exact, wherever the prices come from.

mod duals;

use super::{
    budget::Budget,
    model::{Model, Way},
    pricing::{Pricing, Timetable},
};
use crate::flat::At;

/// A price for each task, and a split for each way (0 where one worker does it), in parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Prices {
    pub(super) u: Vec<i64>,
    pub(super) split: Vec<i64>,
}

impl Prices {
    /// What the way is worth to the worker: negative where it brings something.
    pub(super) fn worth(&self, at: usize, way: Way, worker: usize) -> i64 {
        let whole = way.cost - self.u.at(way.task);
        if way.second.is_none() {
            return whole;
        }
        let half = whole.div_euclid(2) + self.split.at(at);
        if worker == way.first { half } else { whole - half }
    }

    /// The prices of what is left of a model.
    pub(super) fn of(&self, tasks: &[usize], ways: &[usize]) -> Self {
        Self {
            u: tasks.iter().map(|task| self.u.at(*task)).collect(),
            split: ways.iter().map(|way| self.split.at(*way)).collect(),
        }
    }
}

/// The relaxation at its present prices: kept up to date by looking only at workers for whom something changed.
pub(super) struct Lagrangian<'a> {
    pub(super) model: &'a Model,
    pub(super) prices: Prices,
    /// The best timetable of each worker.
    pub(super) timetables: Vec<Timetable>,
    /// How often each task is in timetables, in halves: a pair's is half in each.
    halves: Vec<i64>,
    /// Which of the two workers have the way in their timetable: 1 the first, 2 the second, 3 both.
    taken_by: Vec<u8>,
    /// Workers whose timetable may not be the best any more.
    stale: Vec<bool>,
    prices_of_tasks: i64,
    values: i64,
    pricing: Pricing,
    pub(super) budget: &'a Budget<'a>,
}

impl<'a> Lagrangian<'a> {
    pub(super) fn new(model: &'a Model, mut prices: Prices, budget: &'a Budget<'a>) -> Self {
        for task in (0..model.tasks()).filter(|task| model.ways.range(*task).is_empty()) {
            prices.u.put(task, model.waiting.at(task));
        }
        let mut made = Self {
            prices_of_tasks: prices.u.iter().sum(),
            prices,
            timetables: vec![Timetable::default(); model.workers()],
            halves: vec![0; model.tasks()],
            taken_by: vec![0; model.all().len()],
            stale: vec![true; model.workers()],
            values: 0,
            pricing: Pricing::default(),
            budget,
            model,
        };
        made.refresh();
        made
    }

    /// A bound from below on every plan, in parts.
    pub(super) const fn bound(&self) -> i64 {
        self.prices_of_tasks + self.values
    }

    /// Whether the way is in the timetables of all who would do it.
    pub(super) fn is_taken(&self, at: usize, way: Way) -> bool {
        self.taken_by.at(at) == if way.second.is_some() { 3 } else { 1 }
    }

    /// How far a task is from being in timetables once, in halves; nothing where it waits and its price says so.
    pub(super) fn lacking(&self, task: usize) -> i64 {
        let halves = self.halves.at(task);
        if halves == 0 && self.prices.u.at(task) == self.model.waiting.at(task) { 0 } else { 2 - halves }
    }

    /// How far a pair disagrees: 1 where only the first wants it, −1 where only the second does.
    pub(super) fn disagreement(&self, at: usize) -> i64 {
        match self.taken_by.at(at) {
            1 => 1,
            2 => -1,
            _ => 0,
        }
    }

    /// A new price for a task; call [`Self::refresh`] when all are set.
    pub(super) fn set_price(&mut self, task: usize, price: i64) {
        let price = price.clamp(0, self.model.waiting.at(task));
        let risen = price > self.prices.u.at(task);
        self.prices_of_tasks += price - self.prices.u.at(task);
        self.prices.u.put(task, price);
        for at in self.model.ways.range(task) {
            self.touch(at, risen);
        }
    }

    /// A new split for a way of two.
    pub(super) fn set_split(&mut self, at: usize, split: i64) {
        let way = self.model.way(at);
        let limit = way.cost + self.model.waiting.at(way.task);
        self.prices.split.put(at, split.clamp(-limit, limit));
        self.touch(at, true);
    }

    /// Who has the way in the timetable, or could want it now, is to be looked at again.
    fn touch(&mut self, at: usize, dearer_to_none: bool) {
        let way = self.model.way(at);
        let by = self.taken_by.at(at);
        for worker in way.crew() {
            let has = by & (if worker == way.first { 1 } else { 2 }) != 0;
            let wants = || {
                let load = self.model.load(worker, 0, way.units);
                dearer_to_none && self.prices.worth(at, way, worker) + load < 0
            };
            if has || wants() {
                self.stale.put(worker, true);
            }
        }
    }

    /// Brings every stale timetable up to date.
    pub(super) fn refresh(&mut self) {
        for worker in 0..self.model.workers() {
            if !self.stale.at(worker) {
                continue;
            }
            self.stale.put(worker, false);
            let prices = &self.prices;
            let new = self.pricing.best(self.model, worker, |at, way| prices.worth(at, way, worker));
            self.values += new.value;
            self.count(worker, &new.ways, 1);
            if let Some(known) = self.timetables.get_mut(worker) {
                let old = std::mem::replace(known, new);
                self.values -= old.value;
                self.count(worker, &old.ways, -1);
            }
            self.mark(worker);
        }
        self.budget.spend(self.pricing.looks());
    }

    fn count(&mut self, worker: usize, ways: &[usize], sign: i64) {
        for at in ways {
            let way = self.model.way(*at);
            let halves = if way.second.is_some() { 1 } else { 2 };
            let known = self.halves.at(way.task);
            self.halves.put(way.task, known + sign * halves);
            if sign < 0 {
                let bit = if worker == way.first { 1 } else { 2 };
                let by = self.taken_by.at(*at);
                self.taken_by.put(*at, by & !bit);
            }
        }
    }

    fn mark(&mut self, worker: usize) {
        for at in self.timetables.get(worker).map(|timetable| timetable.ways.as_slice()).unwrap_or_default() {
            let bit = if worker == self.model.way(*at).first { 1 } else { 2 };
            let by = self.taken_by.at(*at);
            self.taken_by.put(*at, by | bit);
        }
    }

    /// A bound from below on every plan that has this way, in parts; none where no plan has it. Once the budget is spent it is that of every plan.
    ///
    /// Whoever else has the task in the timetable ([`Self::holders`]) does without it, because it is done once.
    pub(super) fn bound_with(&mut self, at: usize, holders: &[(usize, i64)]) -> Option<i64> {
        let way = self.model.way(at);
        let mut bound = self.bound();
        if self.budget.is_spent() {
            return way.crew().all(|worker| self.model.fits(worker, &[], way)).then_some(bound);
        }
        for worker in way.crew() {
            let prices = &self.prices;
            let with = self.pricing.best_with(self.model, worker, at, |at, way| prices.worth(at, way, worker))?;
            bound += with - self.timetables.get(worker).map_or(0, |timetable| timetable.value);
        }
        self.budget.spend(self.pricing.looks());
        let others = holders.iter().filter(|(worker, _)| way.crew().all(|own| own != *worker));
        Some(bound + others.map(|(_, lost)| lost).sum::<i64>())
    }
}
