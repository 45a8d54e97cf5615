//! Days that are looked at, and their hours as instants.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

use crate::clock_time::{TimeOfDay, Weekday, Zone};

/// When the question is asked, and by which wall clock the network lives.
#[derive(Debug, Clone, Copy)]
pub struct Calendar {
    /// Now.
    pub now: DateTime<Utc>,
    /// The network's zone.
    pub zone: Zone,
}

/// Days from `first` to `last`, both included; none when `last` is before `first`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Days {
    /// Every day.
    pub const ALL: Self = Self { first: NaiveDate::MIN, last: NaiveDate::MAX };

    /// The days that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.min(other.last) }
    }

    /// Whether there is no day at all.
    pub fn is_empty(self) -> bool {
        self.last < self.first
    }

    /// Whether a date is one of them.
    pub fn contains(self, date: NaiveDate) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

/// One day of the wall clock.
#[derive(Debug, Clone)]
pub(super) struct Day {
    pub(super) date: NaiveDate,
    pub(super) weekday: Weekday,
    /// The instants at which the week of this day begins and ends, Monday to Monday.
    pub(super) week: (DateTime<Utc>, DateTime<Utc>),
    midnight: DateTime<Utc>,
    /// Whether the clock goes through the day without a change.
    pub(super) plain: bool,
}

impl Calendar {
    /// Today, by the network's wall clock.
    pub fn today(self) -> NaiveDate {
        self.date(self.now)
    }

    /// The date of an instant, by the network's wall clock.
    pub(super) fn date(self, instant: DateTime<Utc>) -> NaiveDate {
        self.zone.local(instant).date_naive()
    }

    pub(super) fn day(self, date: NaiveDate) -> Day {
        let midnight = self.midnight(date);
        let plain = self.midnight(next(date)) - midnight == TimeDelta::days(1);
        let monday = date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()));
        let week = (self.midnight(monday), self.midnight(monday + TimeDelta::days(7)));
        Day { date, weekday: Weekday::of(&date), week, midnight, plain }
    }

    fn midnight(self, date: NaiveDate) -> DateTime<Utc> {
        self.first_instant(date, 0)
    }

    /// The instant at which the clock shows a time, the first if it shows it twice; where the clock jumps over it, the
    /// first instant after the jump.
    fn first_instant(self, date: NaiveDate, minutes: u16) -> DateTime<Utc> {
        let wall = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
        // No zone has ever jumped further than a day, when an island changed sides of the date line.
        let mut candidates = (0..=24 * 60).map(|later| wall + TimeDelta::minutes(later));
        let found = candidates.find_map(|wall| self.zone.tz().from_local_datetime(&wall).earliest());
        found.map_or_else(|| wall.and_utc(), |local| local.to_utc())
    }
}

impl Day {
    /// The instant at which the wall clock of this day shows a time; `24:00` is the next midnight.
    pub(super) fn instant(&self, calendar: Calendar, time: TimeOfDay) -> DateTime<Utc> {
        if self.plain {
            self.midnight + TimeDelta::minutes(time.minutes().into())
        } else {
            calendar.first_instant(self.date, time.minutes())
        }
    }
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::winter("2026-12-01", "10:00", "2026-12-01T10:00:00Z")]
    #[case::summer("2026-07-01", "10:00", "2026-07-01T09:00:00Z")]
    #[case::before_the_clocks_go_forward("2027-03-27", "10:00", "2027-03-27T10:00:00Z")]
    #[case::the_day_they_go_forward("2027-03-28", "10:00", "2027-03-28T09:00:00Z")]
    #[case::an_hour_that_is_not("2027-03-28", "01:30", "2027-03-28T01:00:00Z")]
    #[case::an_hour_that_is_twice("2026-10-25", "01:30", "2026-10-25T00:30:00Z")]
    #[case::after_the_hour_that_is_twice("2026-10-25", "02:00", "2026-10-25T02:00:00Z")]
    #[case::the_end_of_that_day("2026-10-25", "24:00", "2026-10-26T00:00:00Z")]
    fn wall_time_becomes_an_instant(#[case] date: &str, #[case] time: &str, #[case] instant: &str) {
        let calendar = Calendar { now: DateTime::UNIX_EPOCH, zone: Zone::LONDON };
        let day = calendar.day(date.parse().unwrap());
        assert_eq!(day.instant(calendar, time.parse().unwrap()), instant.parse::<DateTime<Utc>>().unwrap());
    }

    #[test]
    fn a_week_runs_from_monday_to_monday() {
        let calendar = Calendar { now: DateTime::UNIX_EPOCH, zone: Zone::LONDON };
        let (start, end) = calendar.day("2027-03-28".parse().unwrap()).week;
        assert_eq!(
            (start.to_string(), end.to_string()),
            ("2027-03-22 00:00:00 UTC".into(), "2027-03-28 23:00:00 UTC".into())
        );
    }
}
