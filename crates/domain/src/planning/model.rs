//! The problem in its canonical order, and what is left of it when part of it is decided.
//!
//! Tasks and workers go by key, the choices of a task by what they say. So the order in which a caller lists them cannot matter.
//! What is left after a decision is again such a model, only smaller: branching, neighbourhoods and components are all the same step.

use std::collections::BTreeMap;

use super::problem::{Cap, Crew, PARTS, Problem};
use crate::flat::{At, Flat};

/// One way to do a task, by numbers of this model. Costs are in parts.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Way {
    pub(super) task: usize,
    pub(super) cost: i64,
    pub(super) start: i64,
    pub(super) end: i64,
    pub(super) place: Option<u32>,
    pub(super) first: usize,
    pub(super) second: Option<usize>,
    /// Units of load.
    pub(super) units: usize,
    /// Its number in the whole model.
    pub(super) origin: usize,
}

impl Way {
    pub(super) fn crew(self) -> impl Iterator<Item = usize> {
        std::iter::once(self.first).chain(self.second)
    }

    /// Whether a worker can do both: they do not overlap, and there is time for the way between their places.
    pub(super) fn goes_with(self, other: Self, buffer: i64) -> bool {
        let way = match (self.place, other.place) {
            (Some(one), Some(other)) if one != other => buffer,
            _ => 0,
        };
        self.end + way <= other.start || other.end + way <= self.start
    }

    /// The minutes of it that lie in a span.
    pub(super) fn minutes_in(self, cap: Cap) -> i64 {
        (self.end.min(cap.end) - self.start.max(cap.start)).max(0)
    }
}

/// Tasks, workers and ways.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    pub(super) buffer: i64,
    pub(super) waiting: Vec<i64>,
    /// The most that the price of each task may be in a bound that allows for ways that are not here.
    pub(super) ceiling: Vec<i64>,
    /// The ways of each task, one task after another.
    pub(super) ways: Flat<Way>,
    /// The ways of each worker, by start.
    pub(super) of_worker: Flat<usize>,
    pub(super) loads: Flat<i64>,
    /// What each unit after these costs each worker; none where there are no more.
    pub(super) more: Vec<Option<i64>>,
    pub(super) caps: Flat<Cap>,
}

/// What is left of a model, and which of its tasks and ways these were.
#[derive(Debug, Clone, Default)]
pub(super) struct Rest {
    pub(super) model: Model,
    pub(super) tasks: Vec<usize>,
    pub(super) ways: Vec<usize>,
}

impl Model {
    /// The whole problem, and for each way the caller's task and choice.
    pub(super) fn of(problem: &Problem) -> (Self, Vec<usize>, Vec<(usize, usize)>) {
        let tasks = by_key(problem.tasks.iter().map(|task| task.key));
        let workers = by_key(problem.workers.iter().map(|worker| worker.key));
        let mut rank = vec![0; workers.len()];
        workers.iter().enumerate().for_each(|(new, old)| rank.put(*old, new));
        let mut made = Self { buffer: problem.buffer, ..Self::default() };
        let mut origins = Vec::new();
        for (task, old) in tasks.iter().enumerate() {
            let Some(given) = problem.tasks.get(*old) else { continue };
            let mut ways = Vec::new();
            for (at, choice) in given.choices.iter().enumerate() {
                let (first, second) = match choice.crew {
                    Crew::One(one) => (rank.at(one), None),
                    Crew::Two(one, other) => {
                        let (one, other) = (rank.at(one), rank.at(other));
                        (one.min(other), Some(one.max(other)))
                    }
                };
                let (start, end, place, cost) = (choice.start, choice.end, choice.place, choice.cost * PARTS);
                let units = usize::try_from(choice.units).unwrap_or(usize::MAX);
                ways.push((Way { task, cost, start, end, place, first, second, units, origin: 0 }, at));
            }
            ways.sort_by_key(|(way, at)| (way.cost, way.start, way.end, way.place, way.first, way.second, *at));
            made.waiting.push(given.waiting * PARTS);
            made.ceiling.push(given.waiting.min(given.otherwise.unwrap_or(given.waiting)) * PARTS);
            let first = origins.len();
            origins.extend(ways.iter().map(|(_, at)| (*old, *at)));
            made.ways.push(ways.into_iter().enumerate().map(|(at, (way, _))| Way { origin: first + at, ..way }));
        }
        for old in workers {
            let Some(given) = problem.workers.get(old) else { continue };
            made.loads.push(given.loads.iter().map(|load| load * PARTS));
            made.more.push(given.more.map(|load| load * PARTS));
            made.caps.push(given.caps.iter().copied());
        }
        made.index(problem.workers.len());
        (made, tasks, origins)
    }

    /// Lists the ways of each worker.
    fn index(&mut self, workers: usize) {
        let mut lists = vec![Vec::new(); workers];
        for (at, way) in self.all().iter().enumerate() {
            for worker in way.crew() {
                lists.get_mut(worker).into_iter().for_each(|list| list.push((way.start, way.end, at)));
            }
        }
        self.of_worker = lists
            .into_iter()
            .map(|mut list| {
                list.sort_unstable();
                list.into_iter().map(|(_, _, at)| at)
            })
            .collect();
    }

    pub(super) fn tasks(&self) -> usize {
        self.waiting.len()
    }

    pub(super) fn workers(&self) -> usize {
        self.loads.rows()
    }

    /// All ways, by task.
    pub(super) fn all(&self) -> &[Way] {
        self.ways.all()
    }

    pub(super) fn way(&self, at: usize) -> Way {
        self.all().at(at)
    }

    /// The way with this number in the whole model.
    pub(super) fn numbered(&self, origin: usize) -> Option<usize> {
        self.all().binary_search_by_key(&origin, |way| way.origin).ok()
    }

    /// The units of load that these ways are.
    pub(super) fn units(&self, taken: &[usize]) -> usize {
        taken.iter().map(|at| self.way(*at).units).sum()
    }

    /// Whether a worker who has so many units of load may have so many more.
    pub(super) fn has_room(&self, worker: usize, had: usize, units: usize) -> bool {
        self.more.at(worker).is_some() || had + units <= self.loads.row(worker).len()
    }

    /// What so many units more cost a worker who has so many.
    pub(super) fn load(&self, worker: usize, had: usize, units: usize) -> i64 {
        let (loads, more) = (self.loads.row(worker), self.more.at(worker).unwrap_or_default());
        (had..had + units).map(|unit| loads.get(unit).copied().unwrap_or(more)).sum()
    }

    /// Whether a worker who has taken these ways can take this one too.
    pub(super) fn fits(&self, worker: usize, taken: &[usize], way: Way) -> bool {
        self.has_room(worker, self.units(taken), way.units)
            && taken.iter().all(|other| self.way(*other).goes_with(way, self.buffer))
            && self.caps.row(worker).iter().all(|cap| {
                let minutes = way.minutes_in(*cap);
                let used = || taken.iter().map(|other| self.way(*other).minutes_in(*cap)).sum::<i64>();
                minutes == 0 || minutes + used() <= cap.minutes
            })
    }

    /// What is left for these tasks where workers have taken these ways of other tasks, of the ways that are kept.
    pub(super) fn rest(&self, tasks: Vec<usize>, taken: &[Vec<usize>], keep: impl Fn(usize) -> bool) -> Rest {
        let mut rest = Rest { model: Self { buffer: self.buffer, ..Self::default() }, ..Rest::default() };
        let of = |worker: usize| taken.get(worker).map(Vec::as_slice).unwrap_or_default();
        let mut kept: Vec<Vec<usize>> = Vec::with_capacity(tasks.len());
        let mut number: BTreeMap<usize, usize> = BTreeMap::new();
        for task in &tasks {
            let fits = |at: &usize| {
                let way = self.way(*at);
                keep(*at) && way.crew().all(|worker| self.fits(worker, of(worker), way))
            };
            let ways: Vec<usize> = self.ways.range(*task).filter(fits).collect();
            ways.iter().flat_map(|at| self.way(*at).crew()).for_each(|worker| {
                number.entry(worker).or_default();
            });
            kept.push(ways);
        }
        for (new, (worker, place)) in number.iter_mut().enumerate() {
            *place = new;
            rest.model.loads.push(self.loads.row(*worker).iter().skip(self.units(of(*worker))).copied());
            rest.model.more.push(self.more.at(*worker));
            rest.model.caps.push(self.caps.row(*worker).iter().map(|cap| {
                let used: i64 = of(*worker).iter().map(|way| self.way(*way).minutes_in(*cap)).sum();
                Cap { minutes: cap.minutes - used, ..*cap }
            }));
        }
        let renumbered = |worker: usize| number.get(&worker).copied().unwrap_or_default();
        for (task, (old, ways)) in tasks.iter().zip(&kept).enumerate() {
            rest.model.waiting.push(self.waiting.at(*old));
            rest.model.ceiling.push(self.ceiling.at(*old));
            rest.model.ways.push(ways.iter().map(|at| {
                let way = self.way(*at);
                Way { task, first: renumbered(way.first), second: way.second.map(renumbered), ..way }
            }));
        }
        rest.model.index(number.len());
        rest.ways = kept.into_iter().flatten().collect();
        rest.tasks = tasks;
        rest
    }
}

/// The places of a list in the order of keys.
pub(super) fn by_key(keys: impl Iterator<Item = u128>) -> Vec<usize> {
    let mut order: Vec<(u128, usize)> = keys.zip(0..).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}
