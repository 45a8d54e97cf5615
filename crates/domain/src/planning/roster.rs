//! A plan under way: it always keeps to the rules, and knows what it costs.

use std::{cmp::Reverse, collections::BTreeSet};

use super::{
    lagrangian::Lagrangian,
    model::{Model, Way},
};
use crate::flat::At;

/// Which way each task is done, and what each worker has taken.
#[derive(Debug, Clone)]
pub(super) struct Roster<'a> {
    pub(super) model: &'a Model,
    pub(super) chosen: Vec<Option<usize>>,
    pub(super) taken: Vec<Vec<usize>>,
    /// In parts, with the prices of the tasks that wait.
    pub(super) cost: i64,
}

impl<'a> Roster<'a> {
    /// Everything waits.
    pub(super) fn empty(model: &'a Model) -> Self {
        Self {
            model,
            chosen: vec![None; model.tasks()],
            taken: vec![Vec::new(); model.workers()],
            cost: model.waiting.iter().sum(),
        }
    }

    /// What the relaxation wants, as far as the rules allow, and the rest one by one; then better step by step.
    pub(super) fn rounded(relaxation: &Lagrangian<'a>) -> Self {
        Self::rounded_in(relaxation.model, relaxation)
    }

    /// The same, of a relaxation of this model.
    pub(super) fn rounded_in(model: &'a Model, relaxation: &Lagrangian<'_>) -> Self {
        let mut made = Self::empty(model);
        let wanted = relaxation.timetables.iter().flat_map(|timetable| timetable.ways.iter().copied());
        let mut wanted: Vec<usize> = wanted.filter(|at| relaxation.is_taken(*at, model.way(*at))).collect();
        wanted.sort_unstable_by_key(|at| (model.way(*at).cost - relaxation.prices.u.at(model.way(*at).task), *at));
        for at in wanted {
            if made.chosen.at(model.way(at).task).is_none() && made.fits(at) {
                made.add(at);
            }
        }
        made.fill();
        made
    }

    /// One task after the other, the dearest to leave waiting first.
    pub(super) fn one_by_one(model: &'a Model) -> Self {
        let mut made = Self::empty(model);
        let mut tasks: Vec<usize> = (0..model.tasks()).collect();
        tasks.sort_by_key(|task| Reverse(model.waiting.at(*task)));
        for task in tasks {
            if let Some((at, _)) = made.cheapest(task) {
                made.add(at);
            }
        }
        made
    }

    pub(super) fn fits(&self, at: usize) -> bool {
        let way = self.model.way(at);
        way.crew().all(|worker| self.model.fits(worker, self.of(worker), way))
    }

    pub(super) fn of(&self, worker: usize) -> &[usize] {
        self.taken.get(worker).map(Vec::as_slice).unwrap_or_default()
    }

    /// What the way costs with the loads that it brings.
    fn price(&self, way: Way) -> i64 {
        let load = |worker| self.model.load(worker, self.model.units(self.of(worker)), way.units);
        way.cost + way.crew().map(load).sum::<i64>()
    }

    /// What the task costs now: its price of waiting, or its way with the last loads of its workers.
    pub(super) fn share(&self, task: usize) -> i64 {
        self.chosen.at(task).map_or_else(
            || self.model.waiting.at(task),
            |at| {
                let way = self.model.way(at);
                let others = |worker: usize| self.model.units(self.of(worker)).saturating_sub(way.units);
                let load = |worker| self.model.load(worker, others(worker), way.units);
                way.cost + way.crew().map(load).sum::<i64>()
            },
        )
    }

    pub(super) fn add(&mut self, at: usize) {
        let way = self.model.way(at);
        self.cost += self.price(way) - self.model.waiting.at(way.task);
        self.chosen.put(way.task, Some(at));
        for worker in way.crew() {
            self.taken.get_mut(worker).into_iter().for_each(|taken| taken.push(at));
        }
    }

    /// Lets the task wait; answers how it was done.
    pub(super) fn remove(&mut self, task: usize) -> Option<usize> {
        let at = self.chosen.at(task)?;
        let way = self.model.way(at);
        for worker in way.crew() {
            self.taken.get_mut(worker).into_iter().for_each(|taken| taken.retain(|other| *other != at));
        }
        self.cost += self.model.waiting.at(task) - self.price(way);
        self.chosen.put(task, None);
        Some(at)
    }

    /// The cheapest way that fits and is cheaper than waiting, and what it saves beside the second best, or beside waiting.
    fn cheapest(&self, task: usize) -> Option<(usize, i64)> {
        let (mut first, mut second, mut best) = (self.model.waiting.at(task), self.model.waiting.at(task), None);
        for at in self.model.ways.range(task) {
            let way = self.model.way(at);
            if way.cost >= second {
                break;
            }
            let price = self.price(way);
            if price < second && self.fits(at) {
                if price < first {
                    (first, second, best) = (price, first, Some(at));
                } else {
                    second = price;
                }
            }
        }
        best.map(|at| (at, second - first))
    }

    /// Gives waiting tasks their cheapest way, one by one: the one first that would lose most by coming later.
    pub(super) fn fill(&mut self) {
        let of_tasks = |roster: &Self, task: usize| {
            if roster.chosen.at(task).is_none() { roster.cheapest(task) } else { None }
        };
        let mut best: Vec<_> = (0..self.model.tasks()).map(|task| of_tasks(self, task)).collect();
        loop {
            let most = best.iter().enumerate().filter_map(|(task, best)| Some((best.as_ref()?.1, task)));
            let Some((_, task)) = most.max_by_key(|(regret, task)| (*regret, std::cmp::Reverse(*task))) else { return };
            let Some((at, _)) = best.at(task) else { return };
            self.add(at);
            for worker in self.model.way(at).crew() {
                let mut last = usize::MAX;
                for at in self.model.of_worker.row(worker) {
                    let task = self.model.way(*at).task;
                    if task != last && best.at(task).is_some() {
                        best.put(task, of_tasks(self, task));
                    }
                    last = task;
                }
            }
        }
    }

    /// Moves tasks to better ways, putting off up to two others that then go elsewhere, until no such move makes the plan cheaper.
    pub(super) fn improve(&mut self) {
        let (mut task, mut since) = (0, 0);
        while since < self.model.tasks() {
            if self.improve_task(task) {
                since = 0;
            } else {
                since += 1;
            }
            task = (task + 1) % self.model.tasks();
        }
    }

    fn improve_task(&mut self, task: usize) -> bool {
        let share = self.share(task);
        for at in self.model.ways.range(task) {
            let way = self.model.way(at);
            if way.cost >= share {
                break;
            }
            if self.chosen.at(task) != Some(at) && self.try_move(task, at) {
                return true;
            }
        }
        false
    }

    /// Whether doing the task so, with others put off and done elsewhere, is cheaper; then it is done.
    fn try_move(&mut self, task: usize, at: usize) -> bool {
        let before = self.cost;
        let way = self.model.way(at);
        let mut moved: Vec<(usize, Option<usize>)> = vec![(task, self.remove(task))];
        let clashing: BTreeSet<usize> = way
            .crew()
            .flat_map(|worker| self.of(worker).iter().copied())
            .filter(|other| !self.model.way(*other).goes_with(way, self.model.buffer))
            .map(|other| self.model.way(other).task)
            .collect();
        if clashing.len() <= 2 {
            for other in clashing {
                moved.push((other, self.remove(other)));
            }
            // The load or a cap may be in the way: then the dearest choice that helps.
            while moved.len() <= 3 && !self.fits(at) {
                let full = way.crew().filter(|worker| !self.model.fits(*worker, self.of(*worker), way));
                let others = full.flat_map(|worker| self.of(worker).iter().copied());
                let Some(other) = others.max_by_key(|other| (self.model.way(*other).cost, *other)) else { break };
                let other = self.model.way(other).task;
                moved.push((other, self.remove(other)));
            }
            if self.fits(at) {
                self.add(at);
                for (other, _) in moved.iter().skip(1) {
                    if let Some((best, _)) = self.cheapest(*other) {
                        self.add(best);
                    }
                }
                if self.cost < before {
                    return true;
                }
            }
        }
        for (task, _) in &moved {
            self.remove(*task);
        }
        for way in moved.into_iter().filter_map(|(_, way)| way) {
            self.add(way);
        }
        false
    }
}
