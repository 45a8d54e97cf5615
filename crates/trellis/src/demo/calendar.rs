//! Days and times relative to the day of loading, on the network's wall clock.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use trellis_domain::{
    clock_time::{TimeOfDay, Weekday, Zone},
    interval::Interval,
};

/// For how many weeks ahead there are sessions.
const WEEKS: u64 = 8;

/// The day of loading in the network's zone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    pub(super) now: DateTime<Utc>,
    pub(super) today: NaiveDate,
    zone: Zone,
}

impl Calendar {
    pub(super) fn new(now: DateTime<Utc>, zone: Zone) -> Self {
        Self { now, today: zone.local(now).date_naive(), zone }
    }

    /// The same instant some days ago.
    pub(super) fn days_ago(self, days: u16) -> DateTime<Utc> {
        self.now - Duration::days(days.into())
    }

    /// The dates in the coming weeks, from tomorrow, on a weekday of every so many weeks.
    pub(super) fn dates(self, weekday: Weekday, every_weeks: i32) -> impl Iterator<Item = NaiveDate> {
        use chrono::Datelike;
        let ahead = (1..=7 * WEEKS).filter_map(move |days| self.today.checked_add_days(Days::new(days)));
        // Weeks are counted from a fixed day, so that tomorrow the same dates come out.
        let week = |date: &NaiveDate| date.num_days_from_ce() / 7;
        ahead.filter(move |date| Weekday::of(date) == weekday && week(date) % every_weeks.max(1) == 0)
    }

    /// The first date on a weekday that is at least so many days ahead.
    pub(super) fn first(self, weekday: Weekday, after_days: u16) -> Option<NaiveDate> {
        let start = self.today.checked_add_days(Days::new(after_days.into()))?;
        start.iter_days().take(7).find(|date| Weekday::of(date) == weekday)
    }

    /// From when to when a stretch of local time on a date is; none where the clocks skip it.
    pub(super) fn interval(self, date: NaiveDate, start: TimeOfDay, end: TimeOfDay) -> Option<Interval> {
        let instant = |time: TimeOfDay| {
            let seconds = u32::from(time.minutes()) * 60;
            let local = date.and_time(NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?);
            Some(local.and_local_timezone(self.zone.tz()).earliest()?.to_utc())
        };
        Interval::new(instant(start)?, instant(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(now: &str) -> Calendar {
        Calendar::new(now.parse().unwrap(), Zone::LONDON)
    }

    #[test]
    fn eight_weeks_have_eight_tuesdays_and_today_is_not_among_them() {
        let dates: Vec<_> = calendar("2026-12-01T09:00:00Z").dates(Weekday::Tuesday, 1).collect();
        assert_eq!((dates.len(), dates.first().unwrap().to_string().as_str()), (8, "2026-12-08"));
    }

    #[test]
    fn every_other_week_stays_the_same_weeks_tomorrow() {
        let today: Vec<_> = calendar("2026-12-01T09:00:00Z").dates(Weekday::Friday, 2).collect();
        let tomorrow: Vec<_> = calendar("2026-12-02T09:00:00Z").dates(Weekday::Friday, 2).collect();
        assert_eq!(today.len(), 4);
        assert_eq!(today, tomorrow);
    }

    #[test]
    fn ten_oclock_is_ten_oclock_in_summer_and_in_winter() {
        let at = |date: &str| {
            let (ten, eleven) = ("10:00".parse().unwrap(), "11:00".parse().unwrap());
            calendar("2026-12-01T09:00:00Z").interval(date.parse().unwrap(), ten, eleven).unwrap().start().to_rfc3339()
        };
        assert_eq!(at("2026-12-08"), "2026-12-08T10:00:00+00:00");
        assert_eq!(at("2026-07-08"), "2026-07-08T09:00:00+00:00");
    }
}
