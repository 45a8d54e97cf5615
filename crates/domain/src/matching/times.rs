//! When a champion and a learner have time together.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

use super::{ANY_TIME, Ask, Calendar, Candidate, Days, Reason, days::Day, limits::is_under_cap};
use crate::{
    availability::Slot, clock_time::TimeOfDay, help::Setting, interval::Interval, policy::PolicyDetails,
    request::Urgency, shift::Whereabouts,
};

/// The learner's wishes laid out over the days that are looked at.
pub(super) struct Timetable<'a> {
    pub(super) policy: &'a PolicyDetails,
    pub(super) calendar: Calendar,
    pub(super) days: Vec<WishedDay>,
    pub(super) earliest: DateTime<Utc>,
    duration: TimeDelta,
    pub(super) buffer: TimeDelta,
    /// Times that were declined for this request.
    pub(super) declined: Vec<Interval>,
    wishes: u32,
    urgent: bool,
}

/// A day with the times on it that the learner can.
pub(super) struct WishedDay {
    pub(super) day: Day,
    /// How many days after the first that is looked at.
    pub(super) offset: u32,
    pub(super) wishes: Vec<Wish>,
}

/// A time that the learner can, and its place among the wishes, 0 being the best.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) order: u32,
    pub(super) start: TimeOfDay,
    pub(super) end: TimeOfDay,
}

/// A time that a champion and a learner have together.
struct Shared<'t> {
    wished: &'t WishedDay,
    order: u32,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    to_be_asked: bool,
}

/// A stretch of instants at any of which help could start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    /// The first start, and the one that is proposed.
    pub(super) start: DateTime<Utc>,
    /// The last start.
    pub(super) latest: DateTime<Utc>,
    /// Whether the champion must be asked first.
    pub(super) to_be_asked: bool,
    /// The value of the criterion "preferred time".
    pub(super) value: u16,
}

impl Opening {
    /// The same stretch as far as it lies in another one's.
    pub(super) fn shared_with(self, other: &Self) -> Option<Self> {
        let (start, latest) = (self.start.max(other.start), self.latest.min(other.latest));
        let value = self.value.min(other.value);
        (start <= latest).then_some(Self { start, latest, to_be_asked: self.to_be_asked || other.to_be_asked, value })
    }

    /// Whether this one is to be proposed rather than `other`: the learner's wishes first, then the earlier.
    pub(super) fn is_better_than(&self, other: &Self) -> bool {
        (other.value, self.start) < (self.value, other.start)
    }
}

impl<'a> Timetable<'a> {
    pub(super) fn new(ask: &Ask<'_>, policy: &'a PolicyDetails, calendar: Calendar, days: Days) -> Self {
        let details = ask.details;
        let today = calendar.today();
        let dates = days.first.iter_days().take_while(|date| *date <= days.last);
        let wished = dates.map(|date| WishedDay {
            day: calendar.day(date),
            offset: u32::try_from((date - today).num_days()).unwrap_or_default(),
            wishes: wishes_on(&details.times, date),
        });
        let travelling = details.setting != Setting::Remote;
        let notice = calendar.now + TimeDelta::hours(policy.notice_hours.into());
        Self {
            policy,
            calendar,
            days: wished.filter(|day| !day.wishes.is_empty()).collect(),
            earliest: rounded_up(notice, TimeDelta::minutes(15)),
            duration: TimeDelta::minutes(details.duration_minutes.into()),
            buffer: if travelling { policy.travel_buffer() } else { TimeDelta::zero() },
            declined: ask.declined_times().collect(),
            wishes: u32::try_from(details.times.len()).unwrap_or(u32::MAX).max(1),
            urgent: details.urgency == Urgency::High,
        }
    }

    pub(super) const fn duration(&self) -> TimeDelta {
        self.duration
    }

    pub(super) fn minutes(&self) -> u16 {
        u16::try_from(self.duration.num_minutes()).unwrap_or(u16::MAX)
    }

    /// The same at a place that is open on each day only from when until when `open` says.
    pub(super) fn narrowed<T: IntoIterator<Item = (TimeOfDay, TimeOfDay)>>(&self, open: impl Fn(&Day) -> T) -> Self {
        let days = self.days.iter().filter_map(|WishedDay { day, offset, wishes }| {
            let mut left = Vec::new();
            for (from, until) in open(day) {
                let cut = |wish: &Wish| Wish { start: wish.start.max(from), end: wish.end.min(until), ..*wish };
                left.extend(wishes.iter().map(cut).filter(|wish| wish.start < wish.end));
            }
            // By the order of the wishes, as on a day without such hours.
            left.sort_by_key(|wish| wish.order);
            (!left.is_empty()).then(|| WishedDay { day: day.clone(), offset: *offset, wishes: left })
        });
        Self { days: days.collect(), declined: self.declined.clone(), ..*self }
    }

    /// The best opening for help just there on one of `days`, or how far the champion came.
    pub(super) fn best(&self, candidate: &Candidate, days: Days, at: Whereabouts) -> Result<Opening, Reason> {
        let mut best: Option<Opening> = None;
        let short_of = self.visit(candidate, days, at, |opening| {
            if best.is_none_or(|best| opening.is_better_than(&best)) {
                best = Some(opening);
            }
        });
        best.ok_or(short_of)
    }

    /// Shows every opening for help just there on one of `days` to `see`; says which rule was the last to leave none, if there is none.
    pub(super) fn visit(
        &self,
        candidate: &Candidate,
        days: Days,
        at: Whereabouts,
        mut see: impl FnMut(Opening),
    ) -> Reason {
        let mut short_of = Reason::NotAvailable;
        self.visit_shared(candidate, days, |shared| {
            let Shared { wished, order, from, until, to_be_asked } = shared;
            if self.is_in_the_way(candidate, (from, until), at) {
                short_of = short_of.max(Reason::Busy);
            }
            let value = self.value(order, wished.offset, to_be_asked);
            self.cut(candidate, (from, until), at, |start, latest| {
                short_of = Reason::OverCap;
                if is_under_cap(candidate, self.policy, wished.day.week, self.duration) {
                    see(Opening { start, latest, to_be_asked, value });
                }
            });
        });
        short_of
    }

    /// Whether the champion and the learner have any time together that is long enough, whatever else the champion is taken for.
    pub(super) fn is_ever_shared(&self, candidate: &Candidate, days: Days) -> bool {
        let mut ever = false;
        self.visit_shared(candidate, days, |_| ever = true);
        ever
    }

    /// Shows every time that the champion and the learner have together and that is long enough.
    fn visit_shared(&self, candidate: &Candidate, days: Days, mut see: impl FnMut(Shared<'_>)) {
        for wished in self.days.iter().filter(|wished| days.contains(wished.day.date)) {
            let day = &wished.day;
            for wish in &wished.wishes {
                let offered =
                    candidate.slots.iter().filter(|slot| is_on(slot, day)).map(|slot| (slot.start, slot.end, false));
                let asked = candidate.ask_me.then_some((wish.start, wish.end, true));
                for (start, end, to_be_asked) in offered.chain(asked) {
                    let from = day.instant(self.calendar, start.max(wish.start)).max(self.earliest);
                    let until = day.instant(self.calendar, end.min(wish.end));
                    if from + self.duration <= until {
                        see(Shared { wished, order: wish.order, from, until, to_be_asked });
                    }
                }
            }
        }
    }

    /// Whether a champion is taken at any time between two instants, the way there and back included.
    pub(super) fn is_in_the_way(
        &self,
        candidate: &Candidate,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        at: Whereabouts,
    ) -> bool {
        let mut taken = candidate.commitments.iter().map(|taken| taken.with_the_way(self.buffer, at));
        taken.any(|taken| taken.start() < until && from < taken.end())
    }

    /// Shows the first and the last start in each gap that the champion's commitments and declined times leave between two instants.
    fn cut(
        &self,
        candidate: &Candidate,
        (from, until): (DateTime<Utc>, DateTime<Utc>),
        at: Whereabouts,
        mut see: impl FnMut(DateTime<Utc>, DateTime<Utc>),
    ) {
        let taken = || {
            let taken = candidate.commitments.iter().map(|taken| taken.with_the_way(self.buffer, at));
            taken.chain(self.declined.iter().copied())
        };
        let mut start = from;
        while start + self.duration <= until {
            let blocking = |taken: &Interval| taken.start() < start + self.duration && start < taken.end();
            if let Some(free_again) = taken().filter(blocking).map(Interval::end).max() {
                start = rounded_up(free_again, TimeDelta::minutes(5));
                continue;
            }
            let next = taken().map(Interval::start).filter(|next| *next >= start).min();
            let gap_end = next.map_or(until, |next| next.min(until));
            see(start, gap_end - self.duration);
            // The next start that could fit lies behind whatever ended this gap.
            start = gap_end.max(start + TimeDelta::minutes(5));
        }
    }

    /// The value of the criterion "preferred time", as its documentation says.
    pub(super) fn value(&self, order: u32, offset: u32, to_be_asked: bool) -> u16 {
        let wish = 1_000 * self.wishes.saturating_sub(order) / self.wishes;
        let horizon = u32::from(self.policy.horizon_days).max(1);
        let soon = 1_000 * horizon.saturating_sub(offset) / horizon;
        let value = if self.urgent { wish + 2 * soon } else { 2 * wish + soon } / 3;
        u16::try_from(if to_be_asked { value / 2 } else { value }).unwrap_or(1_000)
    }
}

fn wishes_on(times: &[Slot], date: chrono::NaiveDate) -> Vec<Wish> {
    if times.is_empty() {
        let (start, end) = ANY_TIME;
        let any = TimeOfDay::from_minutes(start).zip(TimeOfDay::from_minutes(end));
        return any.map(|(start, end)| Wish { order: 0, start, end }).into_iter().collect();
    }
    let ordered = (0..).zip(times).filter(|(_, slot)| slot.is_on(date));
    ordered.map(|(order, slot)| Wish { order, start: slot.start, end: slot.end }).collect()
}

/// As `Slot::is_on`, without working out the day of the week again.
fn is_on(slot: &Slot, day: &Day) -> bool {
    slot.date == Some(day.date) || slot.weekday == Some(day.weekday)
}

fn rounded_up(instant: DateTime<Utc>, to: TimeDelta) -> DateTime<Utc> {
    instant.duration_round_up(to).unwrap_or(instant)
}
