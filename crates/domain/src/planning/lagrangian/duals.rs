//! Prices that prove as much as these, and say more of one question or another.

use super::Lagrangian;
use crate::{flat::At, planning::model::Way};

impl Lagrangian<'_> {
    /// Who has a task in the timetable, and what this is worth less without it.
    pub(in crate::planning) fn holders(&mut self, task: usize) -> Vec<(usize, i64)> {
        let ways = self.model.ways.range(task).filter(|at| self.taken_by.at(*at) != 0);
        let crews = ways.flat_map(|at| self.model.way(at).crew());
        let mut holders: Vec<usize> = crews.filter(|worker| self.has(*worker, task)).collect();
        holders.sort_unstable();
        holders.dedup();
        if self.budget.is_spent() {
            return Vec::new();
        }
        let lost = |worker: usize| {
            let (prices, known) = (&self.prices, self.timetables.get(worker).map_or(0, |timetable| timetable.value));
            let worth = |at, way: Way| if way.task == task { 0 } else { prices.worth(at, way, worker) };
            (worker, (self.pricing.best(self.model, worker, worth).value - known).max(0))
        };
        let held = holders.into_iter().map(lost).collect();
        self.budget.spend(self.pricing.looks());
        held
    }

    /// Makes each price as low as it can be where the bound stays: a task that is in one timetable alone is worth no more to it than it loses without.
    /// Of all prices that prove as much, these say best what it would save if the task were done by somebody else.
    pub(in crate::planning) fn lower(&mut self) {
        for task in 0..self.model.tasks() {
            let is_of_one = self.halves.at(task) == 2 && self.prices.u.at(task) > 0;
            if let ([(_, lost)], true) = (self.holders(task).as_slice(), is_of_one)
                && *lost > 0
            {
                self.set_price(task, self.prices.u.at(task) - lost);
                self.refresh();
            }
        }
    }

    /// Makes each price as high as it can be where the bound stays: until somebody else would want the task too, or it would rather wait. These say best
    /// what it would cost if whoever has the task had to do another.
    pub(in crate::planning) fn raise(&mut self) {
        for task in 0..self.model.tasks() {
            let rise = self.model.waiting.at(task) - self.prices.u.at(task);
            // One may want it; if nobody does yet, the first who would.
            let free = match self.halves.at(task) {
                2 => 0,
                0 => 1,
                _ => continue,
            };
            if rise == 0 || self.budget.is_spent() {
                continue;
            }
            let rise = rise.min(self.wanted_at(task, free));
            if rise > 0 {
                self.set_price(task, self.prices.u.at(task) + rise);
                self.refresh();
            }
        }
    }

    /// By how much a task must become dearer until more than so many of those who do not have it would want it; half of a pair is one too many.
    fn wanted_at(&mut self, task: usize, free: usize) -> i64 {
        let mut slacks: Vec<(usize, i64)> = Vec::new();
        let mut least = i64::MAX;
        for at in self.model.ways.range(task) {
            let way = self.model.way(at);
            for worker in way.crew() {
                if self.has(worker, task) {
                    continue;
                }
                let prices = &self.prices;
                let worth = |at, way| prices.worth(at, way, worker);
                let Some(with) = self.pricing.best_with(self.model, worker, at, worth) else { continue };
                let slack = with - self.timetables.get(worker).map_or(0, |timetable| timetable.value);
                if way.second.is_some() {
                    least = least.min(slack);
                }
                match slacks.iter_mut().find(|(known, _)| *known == worker) {
                    Some((_, known)) => *known = slack.min(*known),
                    None => slacks.push((worker, slack)),
                }
            }
        }
        self.budget.spend(self.pricing.looks());
        let mut slacks: Vec<i64> = slacks.into_iter().map(|(_, slack)| slack).collect();
        slacks.sort_unstable();
        slacks.get(free).copied().unwrap_or(i64::MAX).min(least)
    }

    fn has(&self, worker: usize, task: usize) -> bool {
        let ways = self.timetables.get(worker).map(|timetable| timetable.ways.as_slice()).unwrap_or_default();
        ways.iter().any(|at| self.model.way(*at).task == task)
    }
}
