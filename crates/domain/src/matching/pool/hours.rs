//! Who has time together with the learner, by half-hours and whole days, within one timetable.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{bits::Bits, columns::Columns, fact::Fact, week};
use crate::{
    clock_time::Weekday,
    interval::Interval,
    matching::{
        Candidate,
        limits::is_under_cap,
        times::{Timetable, Wish, WishedDay},
    },
};

/// The learner's wishes by day of the week, each with those who have time for it.
pub(super) struct Hours<'a> {
    timetable: &'a Timetable<'a>,
    minutes: u16,
    /// The worthiest first.
    patterns: Vec<Pattern>,
    /// Those who may be asked at any time, if that may do, and the most that it may be worth.
    asked: Option<(&'a Bits, u16)>,
    /// Those who may have time, whatever else they are taken for.
    pub(super) perhaps: Bits,
    /// Those who surely have time.
    pub(super) surely: Bits,
}

/// One wish on one day of the week, with every date on which it holds.
struct Pattern {
    wish: Wish,
    weekday: Weekday,
    /// Whether the clocks do not change on its dates; where they do, hours last longer or shorter than they look.
    plain: bool,
    /// The most that the criterion "preferred time" can give, and the same for those who must be asked.
    value: u16,
    value_asked: u16,
    /// The dates on which all of the wish is open and nothing was declined.
    open: Vec<Open>,
    /// Those whose hours touch enough of the wish, and those for whom enough of it surely lies within their hours.
    touched: Bits,
    shared: Bits,
}

/// A date of a wish.
struct Open {
    /// The wish with the time to get there and away.
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    week: (DateTime<Utc>, DateTime<Utc>),
}

impl<'a> Hours<'a> {
    /// `over`: those who are [over a cap](over_a_cap).
    pub(super) fn new(columns: &'a Columns, timetable: &'a Timetable<'a>, over: &Bits) -> Self {
        let minutes = minutes(timetable);
        let ask_me = columns.whom(&Fact::AskMe);
        let mut patterns = patterns(timetable);
        let may_last = patterns.iter().filter(|pattern| pattern.may_last(minutes));
        let asked = ask_me.zip(may_last.map(|pattern| pattern.value_asked).max());
        let mut perhaps = asked.map(|(ask_me, _)| ask_me.clone()).unwrap_or_default();
        let mut surely = Bits::default();
        for pattern in &mut patterns {
            pattern.meet(columns, ask_me, minutes);
            perhaps.or(&pattern.touched);
            surely.or(&pattern.free(columns));
        }
        surely.and_not(over);
        Self { timetable, minutes, patterns, asked, perhaps, surely }
    }

    /// The most that a champion's time may be worth.
    pub(super) fn worth_at_most(&self, place: usize) -> u16 {
        let offered =
            self.patterns.iter().find(|pattern| pattern.touched.contains(place)).map_or(0, |pattern| pattern.value);
        let asked = self.asked.filter(|(bits, _)| bits.contains(place)).map_or(0, |(_, value)| value);
        offered.max(asked)
    }

    /// Whether a champion surely has time together with the learner, whatever else the champion is taken for.
    pub(super) fn is_surely_shared(&self, place: usize) -> bool {
        self.patterns.iter().any(|pattern| !pattern.open.is_empty() && pattern.shared.contains(place))
    }

    /// Whether by a champion's record nothing that they are taken for touches a wish on a date that is shared, nor leaves too little of a
    /// cap.
    pub(super) fn is_seen_free(&self, place: usize, candidate: Option<&Candidate>) -> bool {
        let Some(candidate) = candidate.filter(|_| self.perhaps.contains(place)) else { return false };
        let shared = self.patterns.iter().filter(|pattern| {
            pattern.shared.contains(place)
                || pattern.touched.contains(place) && pattern.is_seen_offered(candidate, self.minutes)
        });
        shared.flat_map(|pattern| &pattern.open).any(|Open { from, until, week, .. }| {
            let beside = |taken: Interval| taken.end() <= *from || *until <= taken.start();
            candidate.commitments.iter().all(|taken| beside(taken.interval))
                && is_under_cap(candidate, self.timetable.policy, *week, self.timetable.duration())
        })
    }
}

/// How long the help takes.
fn minutes(timetable: &Timetable<'_>) -> u16 {
    u16::try_from(timetable.duration().num_minutes()).unwrap_or(u16::MAX)
}

/// Those for whom the help may be more than is left of a cap in some week.
pub(super) fn over_a_cap(columns: &Columns, timetable: &Timetable<'_>) -> Bits {
    let (policy, minutes) = (timetable.policy, u32::from(minutes(timetable)));
    let policy_cap = policy.weekly_minutes_cap.map(u32::from);
    let is_too_much = |fact: &Fact| match fact {
        Fact::HelpsInAWeek(already) => policy_cap.is_some_and(|cap| cap < already.saturating_add(minutes)),
        Fact::MayHelpMore(left) => *left < minutes,
        _ => false,
    };
    if policy_cap.is_some_and(|cap| cap < minutes) {
        return columns.present.clone();
    }
    Bits::any_of(columns.facts().filter(|(fact, _)| is_too_much(fact)).map(|(_, bits)| bits))
}

/// The wishes of all days on which there is enough notice, the worthiest first.
fn patterns(timetable: &Timetable<'_>) -> Vec<Pattern> {
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
        let of = |Wish { order, start, end }: Wish| (order, start, end);
        (of(self.wish), self.weekday, self.plain) == (of(wish), day.weekday, day.plain)
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
    fn may_last(&self, minutes: u16) -> bool {
        !self.plain || self.wish.end.minutes().saturating_sub(self.wish.start.minutes()) >= minutes
    }

    /// Finds those who have so many minutes for it.
    fn meet(&mut self, columns: &Columns, ask_me: Option<&Bits>, minutes: u16) {
        let Wish { start, end, .. } = self.wish;
        let (enough, within) = (week::run_for(minutes), week::inner(start, end));
        let touching = if self.plain { enough } else { 1 };
        self.touched = columns.touched.in_a_row(self.weekday, week::outer(start, end), touching);
        self.shared = columns.surely.in_a_row(self.weekday, within, enough);
        if week::has_run(within, enough) {
            self.shared.or(ask_me.unwrap_or(&Bits::default()));
        }
    }

    /// Whether one of a champion's weekly slots alone is long enough.
    fn is_seen_offered(&self, candidate: &Candidate, minutes: u16) -> bool {
        let Wish { start, end, .. } = self.wish;
        let mut weekly = candidate.slots.iter().filter(|slot| slot.weekday == Some(self.weekday));
        weekly.any(|slot| end.min(slot.end).minutes().saturating_sub(start.max(slot.start).minutes()) >= minutes)
    }

    /// Those who share it and are not taken at all in the parts of one of its days.
    fn free(&self, columns: &Columns) -> Bits {
        let taken = self.open.iter().map(|open| columns.taken.between(open.from, open.until));
        let taken_on_each = taken.reduce(|on_each, taken| on_each.both(&taken));
        taken_on_each.map_or_else(Bits::default, |taken| self.shared.without(&taken))
    }
}
