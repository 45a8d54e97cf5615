//! Branch and bound with prices.
//!
//! A node is a model: the prices of the node above are made better in a few steps, and ways that could not be in a better plan are closed (*reduced-cost
//! fixing*). If something is left, the search takes a task that the relaxation cannot place, and does it in the most promising way, or
//! never so: in both cases what is left is a smaller model. Parts that share no workers any more are searched one by one.

use super::{
    ascent::{ascend, is_reached},
    budget::Budget,
    components::components,
    lagrangian::{Lagrangian, Prices},
    model::{Model, Rest},
    roster::Roster,
};
use crate::flat::At;

/// How many steps a node makes its prices better.
const STEPS: u32 = 80;

/// A plan of a model: what it costs, in parts, and its ways by their numbers in the whole model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) cost: i64,
    pub(super) ways: Vec<usize>,
}

impl Found {
    pub(super) fn of(roster: &Roster<'_>) -> Self {
        let ways = roster.chosen.iter().flatten().map(|at| roster.model.way(*at).origin).collect();
        Self { cost: roster.cost, ways }
    }

    fn with(mut self, cost: i64, ways: impl IntoIterator<Item = usize>) -> Self {
        self.cost += cost;
        self.ways.extend(ways);
        self
    }
}

/// A search, and how many tasks the nodes that it still looks at may have. Where that is used up, what it says is not proved.
pub(super) struct Search<'a> {
    left: usize,
    budget: &'a Budget<'a>,
    pub(super) is_complete: bool,
}

impl<'a> Search<'a> {
    pub(super) const fn new(branching: usize, budget: &'a Budget<'a>) -> Self {
        Self { left: branching, budget, is_complete: true }
    }

    /// The best plan of a model that is cheaper than `upper`; none where there is none, or none was found.
    pub(super) fn best(&mut self, model: &Model, prices: Prices, upper: i64) -> Option<Found> {
        let (mut found, mut upper) = (None, upper);
        let (mut model, mut prices, mut waiting) = (std::borrow::Cow::Borrowed(model), prices, 0);
        loop {
            if self.left == 0 || self.budget.is_spent() {
                self.is_complete = false;
                return found;
            }
            self.left = self.left.saturating_sub(model.tasks());
            let left = upper - waiting;
            let ascent = ascend(&model, prices, left, STEPS, self.budget, |_| None);
            let mut relaxation = ascent.relaxation;
            if is_reached(relaxation.bound(), left) {
                return found;
            }
            let mut roster = Roster::rounded(&relaxation);
            if !ascent.is_plan && roster.cost < left + left / 100 {
                roster.improve();
            }
            if roster.cost < left {
                upper = roster.cost + waiting;
                found = Some(Found::of(&roster).with(waiting, []));
            }
            if is_reached(relaxation.bound(), upper - waiting) {
                return found;
            }
            let bounds = bounds_with(&mut relaxation);
            let Some(way) = promising(&relaxation, &bounds) else {
                self.is_complete = false;
                return found;
            };
            let left = upper - waiting;
            let is_open = |at: usize| bounds.at(at).is_some_and(|bound| !is_reached(bound, left));
            if is_open(way) {
                let (rest, cost) = without(&model, Some(way), is_open);
                let price = relaxation.prices.of(&rest.tasks, &rest.ways);
                let decided = waiting + cost;
                if let Some(better) = self.parts(&rest.model, &price, upper - decided) {
                    let better = better.with(decided, [model.way(way).origin]);
                    upper = better.cost;
                    found = Some(better);
                }
            }
            let left = upper - waiting;
            let is_open = |at: usize| at != way && bounds.at(at).is_some_and(|bound| !is_reached(bound, left));
            let (rest, cost) = without(&model, None, is_open);
            prices = relaxation.prices.of(&rest.tasks, &rest.ways);
            waiting += cost;
            if rest.model.tasks() == 0 {
                if waiting < upper {
                    found = Some(Found { cost: waiting, ways: Vec::new() });
                }
                return found;
            }
            drop(relaxation);
            model = std::borrow::Cow::Owned(rest.model);
        }
    }

    /// The same for a model that may have parts that share no workers.
    pub(super) fn parts(&mut self, model: &Model, prices: &Prices, upper: i64) -> Option<Found> {
        let parts: Vec<Rest> = components(model).into_iter().map(|tasks| model.rest(tasks, &[], |_| true)).collect();
        let of = |rest: &Rest| prices.of(&rest.tasks, &rest.ways);
        if let ([_], false) = (parts.as_slice(), model.all().is_empty()) {
            return self.best(model, prices.clone(), upper);
        }
        let bounds: Vec<i64> =
            parts.iter().map(|part| Lagrangian::new(&part.model, of(part), self.budget).bound()).collect();
        let mut others: i64 = bounds.iter().sum();
        let mut whole = Found { cost: 0, ways: Vec::new() };
        for (part, bound) in parts.iter().zip(bounds) {
            others -= bound;
            if part.model.all().is_empty() {
                whole.cost += part.model.waiting.iter().sum::<i64>();
                continue;
            }
            let found = self.best(&part.model, of(part), upper - others - whole.cost)?;
            whole = whole.with(found.cost, found.ways);
        }
        (whole.cost < upper).then_some(whole)
    }
}

/// What every plan costs at least that has the way; none where there is no such plan.
pub(super) fn bounds_with(relaxation: &mut Lagrangian<'_>) -> Vec<Option<i64>> {
    let model = relaxation.model;
    let mut bounds = Vec::with_capacity(model.all().len());
    for task in 0..model.tasks() {
        let holders = relaxation.holders(task);
        bounds.extend(model.ways.range(task).map(|at| relaxation.bound_with(at, &holders)));
    }
    bounds
}

/// The way to decide on: the best of a task that the relaxation cannot place, for which the second best is the dearest.
fn promising(relaxation: &Lagrangian<'_>, bounds: &[Option<i64>]) -> Option<usize> {
    let model = relaxation.model;
    let mut most = None;
    for task in 0..model.tasks() {
        let disagrees =
            || model.ways.range(task).any(|at| model.way(at).second.is_some() && relaxation.disagreement(at) != 0);
        if relaxation.lacking(task) == 0 && !disagrees() {
            continue;
        }
        let waits = relaxation.bound() + model.waiting.at(task) - relaxation.prices.u.at(task);
        let (mut first, mut second) = (None, waits);
        for at in model.ways.range(task) {
            let Some(bound) = bounds.at(at) else { continue };
            match first {
                Some((best, _)) if best <= bound => second = second.min(bound),
                _ => {
                    second = first.map_or(second, |(best, _): (i64, usize)| second.min(best));
                    first = Some((bound, at));
                }
            }
        }
        if let Some((_, at)) = first
            && most.is_none_or(|(known, _)| second > known)
        {
            most = Some((second, at));
        }
    }
    most.map(|(_, at)| at)
}

/// What is left when a way is taken, if one is, and others are closed; and what the decisions cost. Tasks without ways wait.
pub(super) fn without(model: &Model, taken: Option<usize>, is_open: impl Fn(usize) -> bool) -> (Rest, i64) {
    let mut lists = Vec::new();
    let mut cost = 0;
    if let Some(at) = taken {
        let way = model.way(at);
        lists.resize(model.workers(), Vec::new());
        cost += way.cost;
        for worker in way.crew() {
            cost += model.load(worker, 0, way.units);
            lists.get_mut(worker).into_iter().for_each(|list: &mut Vec<usize>| list.push(at));
        }
    }
    let done = taken.map(|at| model.way(at).task);
    let fits = |at: usize| {
        let way = model.way(at);
        taken.is_none()
            || way
                .crew()
                .all(|worker| model.fits(worker, lists.get(worker).map(Vec::as_slice).unwrap_or_default(), way))
    };
    let (mut tasks, mut waits) = (Vec::new(), 0);
    for task in (0..model.tasks()).filter(|task| Some(*task) != done) {
        if model.ways.range(task).any(|at| is_open(at) && fits(at)) {
            tasks.push(task);
        } else {
            waits += model.waiting.at(task);
        }
    }
    (model.rest(tasks, &lists, is_open), cost + waits)
}
