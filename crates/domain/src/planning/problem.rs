//! What is to be planned, checked.

use std::collections::BTreeSet;

/// Who does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Crew {
    /// This worker, by place in the list of workers.
    One(usize),
    /// These two together; each pays the load, and each has the time taken.
    Two(usize, usize),
}

/// One way to do a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// What it costs: 0 or more.
    pub cost: i64,
    /// The first minute.
    pub start: i64,
    /// The minute after the last one.
    pub end: i64,
    /// Where; none where it does not matter, so that there is no way to go to it or from it.
    pub place: Option<u32>,
    /// Who.
    pub crew: Crew,
    /// How many units of load it is to each of them: 1 or more.
    pub units: u32,
}

/// What is to be done at most once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What tells it from the others, whatever their order is.
    pub key: u128,
    /// What it costs to leave it waiting: 0 or more.
    pub waiting: i64,
    /// The ways to do it.
    pub choices: Vec<Choice>,
    /// What every way costs at least that there is beside these; none where these are all. The plan has none of them, and its bound allows for them.
    pub otherwise: Option<i64>,
}

/// The minutes that are left in a span of time, such as a week. A choice takes of it the minutes that it has in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cap {
    /// The first minute of the span.
    pub start: i64,
    /// The minute after the last one.
    pub end: i64,
    /// How many minutes are left in it: 0 or more.
    pub minutes: i64,
}

/// Who does tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// What tells it from the others, whatever their order is.
    pub key: u128,
    /// What the first unit of load costs on top, what the second, and so on: 0 or more, and never falling.
    pub loads: Vec<i64>,
    /// What each further unit costs, no less than these; none where it may have no more.
    pub more: Option<i64>,
    /// Spans one after another that do not overlap.
    pub caps: Vec<Cap>,
}

/// Tasks and workers, checked: crews exist, intervals are intervals, loads never fall, and no sum can overflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub(super) tasks: Vec<Task>,
    pub(super) workers: Vec<Worker>,
    pub(super) buffer: i64,
}

/// What is wrong with a problem, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// The price of waiting of this task.
    #[error("the price of waiting of task {task} is between 0 and {limit}")]
    Waiting {
        /// From 0.
        task: usize,
        /// The largest number that is possible here.
        limit: i64,
    },
    /// The cost of a choice of this task.
    #[error("the costs of task {task} are between 0 and {limit}")]
    Cost {
        /// From 0.
        task: usize,
        /// The largest number that is possible here.
        limit: i64,
    },
    /// A choice of this task ends before it has begun, or lies beyond what a calendar holds.
    #[error("the choices of task {task} begin before they end, within {MINUTES} minutes of minute 0")]
    Interval {
        /// From 0.
        task: usize,
    },
    /// A choice of this task is done by nobody there is, or by the same worker twice.
    #[error("task {task} is done by workers that there are, two of them different")]
    Crew {
        /// From 0.
        task: usize,
    },
    /// A choice of this task is no load at all.
    #[error("the choices of task {task} are one unit of load or more")]
    Units {
        /// From 0.
        task: usize,
    },
    /// The loads of this worker.
    #[error("the loads of worker {worker} never fall, and those of one choice are between 0 and {limit}")]
    Loads {
        /// From 0.
        worker: usize,
        /// The largest number that is possible here.
        limit: i64,
    },
    /// The caps of this worker.
    #[error("the caps of worker {worker} are spans in order that do not overlap, with 0 minutes or more")]
    Caps {
        /// From 0.
        worker: usize,
    },
    /// The minutes between two places.
    #[error("there are between 0 and {MINUTES} minutes between two places")]
    Buffer,
    /// Two tasks or two workers with the same key.
    #[error("every task has another key, and every worker")]
    Keys,
}

/// The largest minute, and the largest number of minutes: some two thousand years.
pub const MINUTES: i64 = 1 << 30;

/// Costs are held in these parts, so that prices can be finer than costs.
pub(super) const PARTS: i64 = 64;

impl Problem {
    /// A problem of these tasks and workers, with this many minutes between two choices of one worker at different places.
    pub fn new(tasks: Vec<Task>, workers: Vec<Worker>, buffer: i64) -> Result<Self, Wrong> {
        let limit = Self::limit(tasks.len(), tasks.iter().map(|task| task.choices.len()).sum());
        if !(0..=MINUTES).contains(&buffer) {
            return Err(Wrong::Buffer);
        }
        for (at, task) in tasks.iter().enumerate() {
            check_task(at, task, workers.len(), limit)?;
        }
        let units = tasks.iter().flat_map(|task| &task.choices).map(|choice| choice.units).max();
        for (at, worker) in workers.iter().enumerate() {
            check_worker(at, worker, limit / i64::from(units.unwrap_or(1).max(1)))?;
        }
        let keys = [
            tasks.iter().map(|task| task.key).collect::<BTreeSet<_>>().len() == tasks.len(),
            workers.iter().map(|worker| worker.key).collect::<BTreeSet<_>>().len() == workers.len(),
        ];
        if keys.contains(&false) {
            return Err(Wrong::Keys);
        }
        Ok(Self { tasks, workers, buffer })
    }

    /// The largest number that a problem of this size can have: then a sum over all choices of all there is to pay fits, in the parts that it is held in.
    pub fn limit(tasks: usize, choices: usize) -> i64 {
        let terms = tasks.saturating_add(choices).saturating_add(1).saturating_mul(32);
        i64::try_from(terms).map_or(0, |terms| (i64::MAX / PARTS).checked_div(terms).unwrap_or_default())
    }

    /// The tasks.
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// The workers.
    pub fn workers(&self) -> &[Worker] {
        &self.workers
    }

    /// The minutes between two choices of one worker at different places.
    pub const fn buffer(&self) -> i64 {
        self.buffer
    }
}

fn check_task(at: usize, task: &Task, workers: usize, limit: i64) -> Result<(), Wrong> {
    let costs = 0..=limit;
    if !costs.contains(&task.waiting) {
        return Err(Wrong::Waiting { task: at, limit });
    }
    if task.otherwise.is_some_and(|cost| !costs.contains(&cost)) {
        return Err(Wrong::Cost { task: at, limit });
    }
    for choice in &task.choices {
        if !costs.contains(&choice.cost) {
            return Err(Wrong::Cost { task: at, limit });
        }
        if !(-MINUTES <= choice.start && choice.start < choice.end && choice.end <= MINUTES) {
            return Err(Wrong::Interval { task: at });
        }
        if choice.units == 0 {
            return Err(Wrong::Units { task: at });
        }
        let known = match choice.crew {
            Crew::One(worker) => worker < workers,
            Crew::Two(one, other) => one < workers && other < workers && one != other,
        };
        if !known {
            return Err(Wrong::Crew { task: at });
        }
    }
    Ok(())
}

fn check_worker(at: usize, worker: &Worker, limit: i64) -> Result<(), Wrong> {
    let mut loads = worker.loads.iter().chain(&worker.more);
    if !worker.loads.iter().chain(&worker.more).is_sorted() || loads.any(|load| !(0..=limit).contains(load)) {
        return Err(Wrong::Loads { worker: at, limit });
    }
    let spans = worker.caps.iter().flat_map(|cap| [cap.start, cap.end]);
    if !spans.is_sorted() || worker.caps.iter().any(|cap| cap.minutes < 0 || cap.start >= cap.end) {
        return Err(Wrong::Caps { worker: at });
    }
    Ok(())
}
