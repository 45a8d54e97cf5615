//! Partial timetables of one worker, and which of two is as good for whatever follows.

use super::{model::Way, problem::Cap};

/// A partial timetable.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Label {
    pub(super) value: i64,
    /// Units of load, as far as it matters how many there are.
    pub(super) units: usize,
    pub(super) end: i64,
    /// The last place that matters, and when it is left.
    pub(super) placed: Option<(u32, i64)>,
    /// The cap that was used last, and the minutes used of it.
    pub(super) cap: usize,
    pub(super) used: i64,
    /// Which of the tasks with several ways here it has.
    pub(super) tasks: u64,
    pub(super) before: usize,
    pub(super) way: usize,
}

impl Label {
    /// Nothing yet.
    pub(super) fn root() -> Self {
        Self { end: i64::MIN, cap: usize::MAX, way: usize::MAX, ..Self::default() }
    }
}

/// A way that a worker could take, what it would bring, and which bit its task is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Open {
    pub(super) at: usize,
    pub(super) way: Way,
    pub(super) value: i64,
    pub(super) task: u64,
    /// The first of the open ways that begins when this one has ended.
    pub(super) next: usize,
}

/// The timetable with one way more, which brings it this load and these units; none where it does not fit.
pub(super) fn extended(
    (before, label): (usize, Label),
    open: Open,
    (load, units): (i64, usize),
    caps: &[Cap],
    buffer: i64,
) -> Option<Label> {
    let way = open.way;
    let travelled = match (label.placed, way.place) {
        (Some((from, end)), Some(to)) if from != to => end + buffer <= way.start,
        _ => true,
    };
    if label.end > way.start || !travelled || label.tasks & open.task != 0 {
        return None;
    }
    let (mut cap, mut used) = (label.cap, label.used);
    for (at, span) in caps.iter().enumerate() {
        let minutes = way.minutes_in(*span);
        if minutes > 0 {
            used = minutes + if cap == at { used } else { 0 };
            cap = at;
            if used > span.minutes {
                return None;
            }
        }
    }
    Some(Label {
        value: label.value + open.value + load,
        units,
        end: way.end,
        placed: way.place.map(|place| (place, way.end)).or(label.placed),
        cap,
        used,
        tasks: label.tasks | open.task,
        before,
        way: open.at,
    })
}

/// Whether whatever follows the other can follow this one, for no more. Both end with the same way.
pub(super) fn dominates(one: &Label, other: &Label, buffer: i64) -> bool {
    let placed = match (one.placed, other.placed) {
        (None, _) => true,
        (Some(here), Some(there)) if here.0 == there.0 => here.1 <= there.1,
        (Some((_, left)), _) => left + buffer <= one.end,
    };
    placed && is_no_worse(one, other)
}

/// Whether one is no dearer, no fuller and no more bound than the other, but for where and when they end.
pub(super) fn is_no_worse(one: &Label, other: &Label) -> bool {
    let used = one.used == 0 || (one.cap == other.cap && one.used <= other.used);
    one.value <= other.value && one.units <= other.units && used && one.tasks & !other.tasks == 0
}
