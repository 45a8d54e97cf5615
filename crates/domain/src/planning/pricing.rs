//! The best timetable of one worker at given prices: weighted interval scheduling, with loads, caps and places.
//!
//! A dynamic programme over partial timetables (*labels*), in the order in which ways begin. A label is dropped where another with the same last way
//! is no dearer, no fuller and no more bound; when there has been time enough to go anywhere, the last way does not matter either, and few labels
//! are left. So it is where not even the best of times to come could make it better than what is known. A way that costs more than it brings even under the first load is never in a best timetable (leave
//! it out: loads only fall, and time only becomes free), so at good prices few ways are left. A timetable has a task once; that is more
//! than the relaxation needs, and makes its bound better. Where labels become too many this is given up, then the caps are: both
//! only make the answer cheaper, so it stays a bound.

use std::ops::Range;

use super::{
    label::{Label, Open, dominates, extended, is_no_worse},
    loads::Loads,
    model::{Model, Way},
    problem::Cap,
};
use crate::flat::At;

/// How many labels are too many.
const LABELS: usize = 2_000;

/// What is asked of every label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Care {
    /// No task twice, and all caps.
    Full,
    /// All caps.
    Caps,
    /// Only times, places and loads.
    Times,
}

/// The best timetable: its value, 0 or less, and its ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Timetable {
    pub(super) value: i64,
    pub(super) ways: Vec<usize>,
}

/// Space that is used again.
#[derive(Debug, Default)]
pub(super) struct Pricing {
    open: Vec<Open>,
    labels: Vec<Label>,
    /// The best labels, and their numbers, of those whose end and place are no matter any more.
    free: Vec<(usize, Label)>,
    /// The numbers of all other labels.
    bound: Vec<usize>,
    loads: Loads,
    /// For each open way and number of units had before: what is to come from there on brings at most, negative.
    to_go: Vec<i64>,
    looks: usize,
}

impl Pricing {
    /// At how much it has looked since this was last asked.
    pub(super) const fn looks(&mut self) -> usize {
        std::mem::replace(&mut self.looks, 0)
    }

    /// The best timetable of this worker where each way is worth this much to it.
    pub(super) fn best(&mut self, model: &Model, worker: usize, worth: impl Fn(usize, Way) -> i64) -> Timetable {
        self.search(model, worker, None, worth)
    }

    /// The best timetable that has this way; none where the worker cannot have it at all.
    pub(super) fn best_with(
        &mut self,
        model: &Model,
        worker: usize,
        forced: usize,
        worth: impl Fn(usize, Way) -> i64,
    ) -> Option<i64> {
        let way = model.way(forced);
        let load = model.fits(worker, &[], way).then(|| model.load(worker, 0, way.units))?;
        Some(load + worth(forced, way) + self.search(model, worker, Some(way), worth).value)
    }

    fn search(
        &mut self,
        model: &Model,
        worker: usize,
        forced: Option<Way>,
        worth: impl Fn(usize, Way) -> i64,
    ) -> Timetable {
        self.loads.fill(model, worker, forced.map_or(0, |way| way.units));
        self.open.clear();
        self.looks += model.of_worker.row(worker).len();
        for at in model.of_worker.row(worker) {
            let way = model.way(*at);
            let value = worth(*at, way);
            let possible = |forced: Way| forced.task != way.task && forced.goes_with(way, model.buffer);
            let pays = self.loads.of(0, way.units).is_some_and(|load| value + load < 0);
            if pays && forced.is_none_or(possible) {
                self.open.push(Open { at: *at, way, value, task: 0, next: 0 });
            }
        }
        match self.open.as_slice() {
            [] => return Timetable::default(),
            [only] if forced.is_none() && model.fits(worker, &[], only.way) => {
                let load = self.loads.of(0, only.way.units).unwrap_or_default();
                return Timetable { value: only.value + load, ways: vec![only.at] };
            }
            _ => {}
        }
        self.mark_tasks();
        let left = self.caps_that_bind(model, worker, forced);
        self.fill_to_go();
        let (dived, is_best) = self.dive(&left, model.buffer);
        if is_best {
            return dived;
        }
        [Care::Full, Care::Caps, Care::Times]
            .into_iter()
            .find_map(|care| self.extend_all(model, &left, care, &dived))
            .unwrap_or_default()
    }

    /// What the ways from each on could still bring, if only times mattered: a bound for every label, and mostly the answer.
    fn fill_to_go(&mut self) {
        let (count, width) = (self.open.len(), self.loads.last() + 1);
        self.looks += count * width;
        self.to_go.clear();
        self.to_go.resize((count + 1) * width, 0);
        for at in (0..count).rev() {
            let open = self.open.at(at);
            let next = self.open.partition_point(|other| other.way.start < open.way.end);
            self.open.get_mut(at).into_iter().for_each(|open| open.next = next);
            for had in 0..width {
                let skipped = self.to_go.at((at + 1) * width + had);
                let taken = self.loads.of(had, open.way.units).map_or(0, |load| {
                    open.value + load + self.to_go.at(next * width + self.loads.after(had, open.way.units))
                });
                self.to_go.put(at * width + had, skipped.min(taken));
            }
        }
    }

    /// The timetable that this bound points at, without ways that break a rule; and whether none did, so that it is the best.
    fn dive(&self, caps: &[Cap], buffer: i64) -> (Timetable, bool) {
        let width = self.loads.last() + 1;
        let (mut label, mut ways, mut is_best) = (Label::root(), Vec::new(), true);
        let mut at = 0;
        while let Some(open) = self.open.get(at) {
            let is_skipped = self.to_go.at(at * width + label.units) == self.to_go.at((at + 1) * width + label.units);
            let load = self.load(&label, *open).filter(|_| !is_skipped);
            if let Some(made) = load.and_then(|load| extended((0, label), *open, load, caps, buffer)) {
                label = made;
                ways.push(open.at);
                at = open.next;
            } else {
                is_best &= is_skipped;
                at += 1;
            }
        }
        (Timetable { value: label.value, ways }, is_best)
    }

    /// What the way costs a timetable on top, and the units that it has then; none where there is no room.
    fn load(&self, label: &Label, open: Open) -> Option<(i64, usize)> {
        let load = self.loads.of(label.units, open.way.units)?;
        Some((load, self.loads.after(label.units, open.way.units)))
    }

    /// Gives a bit to each task that has several ways here.
    fn mark_tasks(&mut self) {
        let mut tasks: Vec<usize> = self.open.iter().map(|open| open.way.task).collect();
        tasks.sort_unstable();
        let mut several: Vec<usize> = tasks
            .windows(2)
            .filter_map(|pair| pair.first().filter(|task| pair.last() == Some(task)).copied())
            .collect();
        several.dedup();
        several.truncate(64);
        for open in &mut self.open {
            open.task = several.binary_search(&open.way.task).map_or(0, |bit| 1 << bit);
        }
    }

    /// The spans of which the open ways could take more than is left, with what is left beside the forced way.
    fn caps_that_bind(&self, model: &Model, worker: usize, forced: Option<Way>) -> Vec<Cap> {
        let caps = model.caps.row(worker).iter().map(|cap| {
            let used = forced.map_or(0, |way| way.minutes_in(*cap));
            Cap { minutes: cap.minutes - used, ..*cap }
        });
        caps.filter(|cap| self.open.iter().map(|open| open.way.minutes_in(*cap)).sum::<i64>() > cap.minutes).collect()
    }

    /// All labels worth keeping; none where they become too many.
    fn extend_all(&mut self, model: &Model, caps: &[Cap], care: Care, known: &Timetable) -> Option<Timetable> {
        let width = self.loads.last() + 1;
        let mut best = (known.value, None);
        let caps = if care == Care::Times { &[] } else { caps };
        self.labels.clear();
        self.free.clear();
        self.bound.clear();
        self.labels.push(Label::root());
        self.free.push((0, self.labels.at(0)));
        let mut to_come = self.open.iter().fold(0, |tasks, open| tasks | open.task);
        for at in 0..self.open.len() {
            let open = self.open.at(at);
            let open = Open { task: if care == Care::Full { open.task } else { 0 }, ..open };
            self.release(open.way.start, to_come, caps, model.buffer);
            if self.open.get(at + 1..).is_none_or(|others| others.iter().all(|other| other.task != open.task)) {
                to_come &= !open.task;
            }
            let first = self.labels.len();
            self.looks += self.free.len() + self.bound.len();
            for place in 0..self.free.len() + self.bound.len() {
                let (before, label) = self.free.get(place).copied().unwrap_or_else(|| {
                    let before = self.bound.at(place - self.free.len());
                    (before, self.labels.at(before))
                });
                let Some(load) = self.load(&label, open) else { continue };
                if let Some(made) = extended((before, label), open, load, caps, model.buffer)
                    && made.value + self.to_go.at(open.next * width + made.units) < best.0
                {
                    self.keep(made, first..self.labels.len(), model.buffer);
                }
            }
            for at in first..self.labels.len() {
                let value = self.labels.at(at).value;
                if value < best.0 {
                    best = (value, Some(at));
                }
            }
            self.bound.extend(first..self.labels.len());
            if care != Care::Times && self.labels.len() > LABELS {
                return None;
            }
        }
        let Some(at) = best.1 else { return Some(known.clone()) };
        let (mut label, mut ways) = (self.labels.at(at), Vec::new());
        while label.way != usize::MAX {
            ways.push(label.way);
            label = self.labels.at(label.before);
        }
        ways.reverse();
        Some(Timetable { value: best.0, ways })
    }

    /// Labels whose end and place are no matter any more from this minute on: of these, only what is best is looked at again.
    fn release(&mut self, now: i64, to_come: u64, caps: &[Cap], buffer: i64) {
        let (labels, free) = (&self.labels, &mut self.free);
        self.bound.retain(|at| {
            let label = labels.at(*at);
            let ready = label.placed.map_or(label.end, |(_, end)| label.end.max(end + buffer));
            if ready > now {
                return true;
            }
            let is_past = caps.get(label.cap).is_none_or(|cap| cap.end <= now);
            let (cap, used) = if is_past { (usize::MAX, 0) } else { (label.cap, label.used) };
            let label = Label { placed: None, cap, used, tasks: label.tasks & to_come, ..label };
            if !free.iter().any(|(_, other)| is_no_worse(other, &label)) {
                free.retain(|(_, other)| !is_no_worse(&label, other));
                free.push((*at, label));
            }
            false
        });
    }

    /// Adds a label unless another with the same last way is as good in everything; takes the place of one that is worse in everything.
    fn keep(&mut self, made: Label, rivals: Range<usize>, buffer: i64) {
        self.looks += rivals.len();
        for label in self.labels.get_mut(rivals).unwrap_or_default() {
            if dominates(label, &made, buffer) {
                return;
            }
            if dominates(&made, label, buffer) {
                *label = made;
                return;
            }
        }
        self.labels.push(made);
    }
}
