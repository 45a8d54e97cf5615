//! Whether a champion and a learner have time together, by half-hours and whole days.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{
    bits::Bits,
    columns::{Columns, days_between},
    fact::Fact,
    week,
};
use crate::{
    clock_time::Weekday,
    interval::Interval,
    matching::{
        Candidate,
        limits::{is_under_cap, weekly_cap},
        times::{Timetable, Wish, WishedDay},
    },
};

/// The learner's wishes by day of the week.
pub(super) struct Hours<'a> {
    columns: &'a Columns,
    ask_me: Option<&'a Bits>,
    whole_week: Option<&'a Bits>,
    minutes: u16,
    timetable: &'a Timetable<'a>,
    patterns: Vec<Pattern<'a>>,
}

/// One wish on one day of the week, with every date on which it holds.
struct Pattern<'a> {
    wish: Wish,
    weekday: Weekday,
    /// Whether the clocks do not change on its dates; where they do, hours last longer or shorter than they look.
    plain: bool,
    half_hours: &'a [u64],
    /// The half-hours that the wish touches, and how many in a row are needed.
    outer: (u64, u16),
    /// Those that lie within it, and how many in a row are enough.
    inner: (u64, u16),
    /// Whether it may be long enough by itself, for those who may be asked at any time.
    may_last: bool,
    /// The most that the criterion "preferred time" can give, and the same for those who must be asked.
    value: u16,
    value_asked: u16,
    /// The dates on which all of the wish is open and nothing was declined.
    open: Vec<Open>,
}

/// The days that must be free so that a date is.
struct Open {
    days: u128,
    week: u128,
    /// The wish with the time to get there and away.
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    calendar_week: (DateTime<Utc>, DateTime<Utc>),
}

/// What can be said without the exact rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// No time together that is long enough.
    None,
    /// There would be, but no place is open then.
    Closed,
    /// The exact rules decide.
    Perhaps,
    /// There is time, worth at most so much.
    Some { worth_at_most: u16 },
}

impl<'a> Hours<'a> {
    pub(super) fn new(columns: &'a Columns, timetable: &'a Timetable<'a>) -> Self {
        let minutes = u16::try_from(timetable.duration().num_minutes()).unwrap_or(u16::MAX);
        let mut patterns: Vec<Pattern<'a>> = Vec::new();
        for on in &timetable.days {
            for wish in &on.wishes {
                let end = on.day.instant(timetable.calendar, wish.end);
                if timetable.earliest + timetable.duration() > end {
                    continue;
                }
                let same = |known: &&mut Pattern<'_>| {
                    let Wish { order, start, end } = known.wish;
                    (order, start, end, known.weekday, known.plain)
                        == (wish.order, wish.start, wish.end, on.day.weekday, on.day.plain)
                };
                if let Some(known) = patterns.iter_mut().find(same) {
                    known.also(timetable, on);
                } else {
                    let mut pattern = Pattern::new(columns, on, *wish, minutes);
                    pattern.also(timetable, on);
                    patterns.push(pattern);
                }
            }
        }
        patterns.sort_by_key(|pattern| Reverse(pattern.value));
        let (ask_me, whole_week) = (columns.whom(&Fact::AskMe), columns.whom(&Fact::WholeWeek));
        Self { columns, ask_me, whole_week, minutes, timetable, patterns }
    }

    /// The time of a champion for whom every other rule holds on all days.
    ///
    /// Only where whole days do not tell, the champion's record is read.
    pub(super) fn time_of<'c>(&self, place: usize, candidate: impl Fn() -> Option<&'c Candidate>) -> Time {
        let ask_me = self.ask_me.is_some_and(|bits| bits.contains(place));
        let mut together = self.patterns.iter().filter_map(|pattern| {
            let half_hours = pattern.half_hours.get(place).copied().unwrap_or_default();
            let offered = week::has_run(half_hours & pattern.outer.0, pattern.outer.1);
            let asked = ask_me && pattern.may_last;
            (offered || asked).then_some((
                pattern,
                half_hours,
                if offered { pattern.value } else { pattern.value_asked },
            ))
        });
        let Some(first) = together.next() else { return Time::None };
        let Some(taken) = self.columns.taken.get(place) else { return Time::Perhaps };
        let cap = weekly_cap(self.timetable.policy, taken.weekly_minutes_cap);
        if cap.is_some_and(|cap| cap < self.minutes.into()) {
            return Time::Perhaps;
        }
        let may_be_over = cap.is_some_and(|cap| cap < taken.busiest_week.saturating_add(self.minutes.into()));
        let whole = self.whole_week.is_some_and(|bits| bits.contains(place));
        let (mut worth_at_most, mut sure) = (0, false);
        for (pattern, half_hours, value) in std::iter::once(first).chain(together) {
            worth_at_most = worth_at_most.max(value);
            let (within, enough) = pattern.inner;
            let offered = || {
                if whole { week::has_run(half_hours & within, enough) } else { pattern.is_seen_offered(candidate()) }
            };
            let asked = || ask_me && week::has_run(within, enough);
            let is_free = |open: &Open| taken.days & if may_be_over { open.week } else { open.days } == 0;
            let is_seen_free = |open: &Open| candidate().is_some_and(|candidate| self.is_free(candidate, open));
            sure = sure
                || (offered() || asked())
                    && (pattern.open.iter().any(is_free) || pattern.open.iter().any(is_seen_free));
            if sure && !ask_me {
                // The patterns come in the order of their worth.
                break;
            }
        }
        if sure { Time::Some { worth_at_most } } else { Time::Perhaps }
    }
}

impl Hours<'_> {
    /// Whether it can be seen that a champion has time together with the learner, whatever else the champion is taken for.
    pub(super) fn is_surely_shared<'c>(&self, place: usize, candidate: impl Fn() -> Option<&'c Candidate>) -> bool {
        let ask_me = self.ask_me.is_some_and(|bits| bits.contains(place));
        self.patterns.iter().filter(|pattern| !pattern.open.is_empty()).any(|pattern| {
            let (within, enough) = pattern.inner;
            (ask_me && week::has_run(within, enough)) || pattern.is_seen_offered(candidate())
        })
    }

    /// Whether nothing of what a champion is taken for touches the wish on a date, nor leaves too little of a cap.
    fn is_free(&self, candidate: &Candidate, open: &Open) -> bool {
        let Open { from, until, calendar_week, .. } = *open;
        let beside = |taken: Interval| taken.end() <= from || until <= taken.start();
        candidate.commitments.iter().all(|taken| beside(taken.interval))
            && is_under_cap(candidate, self.timetable.policy, calendar_week, self.timetable.duration())
    }
}

impl<'a> Pattern<'a> {
    fn new(columns: &'a Columns, WishedDay { day, .. }: &WishedDay, wish: Wish, minutes: u16) -> Self {
        let Wish { start, end, .. } = wish;
        let run = week::run_for(minutes);
        Self {
            wish,
            weekday: day.weekday,
            plain: day.plain,
            half_hours: columns.week.get(week::index(day.weekday)).map_or(&[], Vec::as_slice),
            outer: (week::outer(start, end), if day.plain { run } else { 1 }),
            inner: (week::inner(start, end), run),
            may_last: !day.plain || end.minutes().saturating_sub(start.minutes()) >= minutes,
            value: 0,
            value_asked: 0,
            open: Vec::new(),
        }
    }

    /// Whether one of the champion's weekly slots alone is long enough.
    fn is_seen_offered(&self, candidate: Option<&Candidate>) -> bool {
        let (within, enough) = self.inner;
        let weekly = candidate.into_iter().flat_map(|candidate| &candidate.slots);
        let mut offered = weekly.filter(|slot| slot.weekday == Some(self.weekday));
        offered.any(|slot| week::has_run(within & week::inner(slot.start, slot.end), enough))
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
            let (days, (monday, next)) = (days_between(from, until), day.week);
            let week = days | days_between(monday, next);
            self.open.push(Open { days, week, from, until, calendar_week: day.week });
        }
    }
}
