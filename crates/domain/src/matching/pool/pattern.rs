//! A wish of the learner on a day of the week, with those who have time for it.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{bits::Bits, columns::Columns, runs::Runs, week};
use crate::{
    clock_time::Weekday,
    matching::{
        Candidate,
        times::{Timetable, Wish, WishedDay},
    },
};

/// One wish on one day of the week, with every date on which it holds.
pub(super) struct Pattern {
    wish: Wish,
    weekday: Weekday,
    /// Whether the clocks do not change on its dates; where they do, hours last longer or shorter than they look.
    plain: bool,
    /// The most that the criterion "preferred time" can give, and the same for those who must be asked.
    pub(super) value: u16,
    pub(super) value_asked: u16,
    /// The dates on which all of the wish is open and nothing was declined.
    pub(super) open: Vec<Open>,
    /// Those whose hours touch enough of the wish, and those for whom enough of it surely lies within their hours.
    pub(super) touched: Bits,
    pub(super) shared: Bits,
}

/// A date of a wish.
pub(super) struct Open {
    /// The wish with the time to get there and away.
    pub(super) from: DateTime<Utc>,
    pub(super) until: DateTime<Utc>,
    pub(super) week: (DateTime<Utc>, DateTime<Utc>),
}

/// The wishes of all days on which there is enough notice, the worthiest first.
pub(super) fn patterns(timetable: &Timetable<'_>) -> Vec<Pattern> {
    let mut patterns: Vec<Pattern> = Vec::new();
    for on in &timetable.days {
        for wish in &on.wishes {
            let end = on.day.instant(timetable.calendar, wish.end);
            if timetable.earliest + timetable.duration() > end {
                continue;
            }
            let mut known = patterns.iter_mut();
            if let Some(known) = known.find(|known| known.is_alike(on, *wish)) {
                known.also(timetable, on);
            } else {
                let mut pattern = Pattern::new(on, *wish);
                pattern.also(timetable, on);
                patterns.push(pattern);
            }
        }
    }
    patterns.sort_by_key(|pattern| Reverse(pattern.value));
    patterns
}

impl Pattern {
    fn new(WishedDay { day, .. }: &WishedDay, wish: Wish) -> Self {
        let (touched, shared) = (Bits::default(), Bits::default());
        let (weekday, plain) = (day.weekday, day.plain);
        Self { wish, weekday, plain, value: 0, value_asked: 0, open: Vec::new(), touched, shared }
    }

    fn is_alike(&self, WishedDay { day, .. }: &WishedDay, wish: Wish) -> bool {
        (self.wish, self.weekday, self.plain) == (wish, day.weekday, day.plain)
    }

    /// Adds a date.
    fn also(&mut self, timetable: &Timetable<'_>, WishedDay { day, offset, .. }: &WishedDay) {
        let Wish { order, start, end } = self.wish;
        self.value = self.value.max(timetable.value(order, *offset, false));
        self.value_asked = self.value_asked.max(timetable.value(order, *offset, true));
        let (start, end) = (day.instant(timetable.calendar, start), day.instant(timetable.calendar, end));
        let declined = timetable.declined.iter().any(|taken| taken.start() < end && start < taken.end());
        if self.plain && timetable.earliest <= start && !declined {
            let (from, until) = (start - timetable.buffer, end + timetable.buffer);
            self.open.push(Open { from, until, week: day.week });
        }
    }

    /// Whether it may be long enough by itself, for those who may be asked at any time.
    pub(super) fn may_last(&self, minutes: u16) -> bool {
        !self.plain || self.wish.end.minutes().saturating_sub(self.wish.start.minutes()) >= minutes
    }

    /// Finds those who have so many minutes for it.
    pub(super) fn meet(&mut self, runs: &Runs<'_>, ask_me: Option<&Bits>, minutes: u16) {
        let Wish { start, end, .. } = self.wish;
        self.touched = runs.touching(self.weekday, week::outer(start, end), self.plain);
        self.shared = runs.surely(self.weekday, week::inner(start, end));
        if self.plain && self.may_last(minutes) {
            self.shared.or(ask_me.unwrap_or(&Bits::default()));
        }
    }

    /// Whether one of a champion's weekly slots alone is long enough.
    pub(super) fn is_seen_offered(&self, candidate: &Candidate, minutes: u16) -> bool {
        let Wish { start, end, .. } = self.wish;
        let mut weekly = candidate.slots.iter().filter(|slot| slot.weekday == Some(self.weekday));
        weekly.any(|slot| end.min(slot.end).minutes().saturating_sub(start.max(slot.start).minutes()) >= minutes)
    }

    /// Those who share it and are not taken at all in the parts of one of its days.
    pub(super) fn free(&self, columns: &Columns) -> Bits {
        let taken = self.open.iter().map(|open| columns.taken.between(open.from, open.until));
        let taken_on_each = taken.reduce(|on_each, taken| on_each.both(&taken));
        taken_on_each.map_or_else(Bits::default, |taken| self.shared.without(&taken))
    }
}
