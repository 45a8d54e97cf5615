//! Whether what is said about a series makes sense together, and comes to anything.

use chrono::{DateTime, Days, Months, NaiveDate, TimeDelta};

use super::{details::SeriesDetails, expand::Occurrence, rule::RuleEnd};
use crate::{
    clock_time::Zone,
    interval::Interval,
    network::Nation,
    refusal::{FieldCode, Refusals},
};

/// How far from today a series may begin, and how long it may take to its next date, in years. The longest time between two dates of a
/// rule that people use is 8 years: from 29 February 2096 to the next.
const YEARS_MAX: u32 = 10;

/// The longest that a session of a series may last, in minutes.
pub const DURATION_MINUTES_MAX: u32 = 24 * 60;

const DATES_MAX: usize = 200;
const CLOSURES_MAX: usize = 50;

impl SeriesDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("", self.check_sessions());
        refusals.require(self.start_time.minutes() < 24 * 60, "/start_time", FieldCode::BadTime, "a time before 24:00");
        let duration = self.duration_minutes;
        refusals.require(duration >= 1, "/duration_minutes", FieldCode::TooSmall, "at least 1 minute");
        let short = duration <= DURATION_MINUTES_MAX;
        refusals.require(short, "/duration_minutes", FieldCode::TooLarge, "at most 1440 minutes");
        refusals.distinct("/except_dates", DATES_MAX, &self.except_dates);
        refusals.distinct("/extra_dates", DATES_MAX, &self.extra_dates);
        let few = self.closures.len() <= CLOSURES_MAX;
        refusals.require(few, "/closures", FieldCode::TooLong, format!("at most {CLOSURES_MAX} entries"));
        for (index, closure) in self.closures.iter().enumerate() {
            let pointer = format!("/closures/{index}/last");
            refusals.require(
                closure.first <= closure.last,
                pointer,
                FieldCode::EndsBeforeStart,
                "the first day or a later one",
            );
        }
        let last = match self.rule.end() {
            Some(RuleEnd::OnDate(date)) => Some(date),
            Some(RuleEnd::AtInstant(at)) => Some(self.time_zone.unwrap_or(Zone::LONDON).local(at).date_naive()),
            Some(RuleEnd::Count(_)) | None => None,
        };
        let forward = last.is_none_or(|last| self.starts_on <= last);
        refusals.require(forward, "/rule", FieldCode::EndsBeforeStart, "an UNTIL on the first day or later");
        refusals.finish()
    }

    /// What its sessions would be refused for, at a time that is right.
    fn check_sessions(&self) -> Result<(), Refusals> {
        let start = DateTime::UNIX_EPOCH;
        let interval = Interval::new(start, start + TimeDelta::hours(1));
        interval.map_or(Ok(()), |interval| self.session(Occurrence { date: start.date_naive(), interval }).check())
    }

    /// Whether there is a date to come, within ten years.
    pub(super) fn check_to_come(&self, nation: Nation, today: NaiveDate) -> Result<(), Refusals> {
        let years = Months::new(12 * YEARS_MAX);
        let (earliest, latest) = (today - years, today + years);
        let near = earliest <= self.starts_on && self.starts_on <= latest;
        if !near {
            let code = if self.starts_on < earliest { FieldCode::InPast } else { FieldCode::InFuture };
            return Err(Refusals::one("/starts_on", code, "a first day at most 10 years from today"));
        }
        let from = today.max(self.starts_on);
        let found = self.occurrences(nation, from, from + years);
        let some = found.is_ok_and(|found| !found.is_empty())
            || self.extra_dates.iter().any(|date| self.takes_extra(*date, today));
        let detail = "a rule that names a date to come, which is no exception and not closed";
        if some { Ok(()) } else { Err(Refusals::one("/rule", FieldCode::Inconsistent, detail)) }
    }

    /// Whether it takes place on an extra date from today on.
    fn takes_extra(&self, date: NaiveDate, today: NaiveDate) -> bool {
        today <= date && !self.except_dates.contains(&date)
    }
}

/// The day some days after another.
pub(super) fn days_after(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}
