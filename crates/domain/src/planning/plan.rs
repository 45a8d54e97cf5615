//! A plan, with what is known of how good it is.

/// How much work a plan is worth, for each part of the problem that shares workers. It counts steps, not time, so that the same problem
/// gives the same plan on any machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effort {
    /// Steps in which prices are made better.
    pub steps: u32,
    /// How often a few related tasks are planned anew.
    pub neighbourhoods: usize,
    /// How many tasks the nodes of the last search may have, all together. It tries to prove that nothing is better.
    pub branching: usize,
    /// How many timetables under way may be looked at, for the whole problem: an end to all of these where very many are as good as each
    /// other. A core looks at some hundred million in a second.
    pub looks: u64,
}

impl Effort {
    /// For an answer while somebody waits: seconds for a thousand tasks.
    pub const STANDARD: Self = Self { steps: 600, neighbourhoods: 2_500, branching: 400_000, looks: 1_000_000_000 };
}

impl Default for Effort {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// A plan that keeps to the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The choice of each task, by place in its list; none where it waits.
    pub chosen: Vec<Option<usize>>,
    /// What it costs: choices, loads, and the prices of tasks that wait.
    pub objective: i64,
    /// What no plan is cheaper than, nor any with ways that were left out.
    pub lower_bound: i64,
    /// The price of each task: about what it costs the whole plan that the task is there. Rounded down; [`Plan::multipliers`] are exact.
    pub prices: Vec<i64>,
    /// What proves the bound of the relaxation: see [`super::bound`].
    pub multipliers: Multipliers,
    /// What the best timetable of each worker is worth at these multipliers, in the same parts, by place in the list: 0 or less.
    pub timetables: Vec<i64>,
    /// For each choice of each task, how much dearer than this plan every plan is that has it, at least; none where no plan has it.
    /// 0 says that nothing is known: the choice may be as good.
    pub dearer: Vec<Vec<Option<i64>>>,
    /// Whether no way that was left out can be in a cheaper plan, for each task.
    pub is_settled: Vec<bool>,
}

/// Prices in parts of one, [`Multipliers::PARTS`] to the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Multipliers {
    /// Of each task.
    pub tasks: Vec<i64>,
    /// For each choice of each task, by how much more than half of its worth the worker with the lower key pays; 0 where one does it.
    pub splits: Vec<Vec<i64>>,
}

impl Multipliers {
    /// How many parts make a whole.
    pub const PARTS: i64 = super::problem::PARTS;
}

impl Plan {
    /// What no plan is cheaper than by prices alone: the sum of those of the tasks and of the timetables, in whole numbers.
    pub fn proved_by_prices(&self) -> i64 {
        let parts: i64 = self.multipliers.tasks.iter().chain(&self.timetables).sum();
        (parts + Multipliers::PARTS - 1).div_euclid(Multipliers::PARTS)
    }

    /// The same for a way that the plan did not see and that costs at least so much, without its load: as much as prices alone say.
    pub fn dearer_for(&self, task: usize, cost: i64) -> i64 {
        let price = self.multipliers.tasks.get(task).copied().unwrap_or_default();
        let parts: i64 = self.multipliers.tasks.iter().chain(&self.timetables).sum();
        let above = cost.saturating_mul(Multipliers::PARTS) - price;
        let least = if above < 0 { 0 } else { parts + above };
        ((least + Multipliers::PARTS - 1).div_euclid(Multipliers::PARTS) - self.objective).max(0)
    }

    /// Whether it is proved that no plan is cheaper.
    pub const fn is_optimal(&self) -> bool {
        self.objective == self.lower_bound
    }

    /// How far the plan may be above the best, per ten thousand of the bound, rounded up.
    pub fn gap(&self) -> i64 {
        let (above, bound) = (i128::from(self.objective - self.lower_bound), i128::from(self.lower_bound.max(1)));
        i64::try_from((above * 10_000 + bound - 1) / bound).unwrap_or(i64::MAX)
    }

    /// How much dearer than this plan every plan is that does the task so, at least; none where no plan can.
    pub fn dearer(&self, task: usize, choice: usize) -> Option<i64> {
        self.dearer.get(task)?.get(choice).copied().flatten()
    }
}
