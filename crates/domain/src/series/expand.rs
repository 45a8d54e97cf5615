//! The dates of a rule, and the occurrences of a series.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rrule::{NWeekday, RRule, Tz};

use super::{
    check::days_after,
    details::SeriesDetails,
    rule::{Frequency, RecurrenceRule, RuleEnd},
};
use crate::{bank_holiday::is_bank_holiday, clock_time::Zone, interval::Interval, network::Nation};

/// How many dates are looked at: two decades of days.
const DATES_MAX: u16 = 7_500;

/// One time that a series takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// The date that the rule names, on the wall calendar: what the occurrence is known by, wherever it is moved.
    pub date: NaiveDate,
    /// When it is.
    pub interval: Interval,
}

/// A rule that names no date, however long one waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NeverMatches;

impl RecurrenceRule {
    /// The dates that the rule names from a first day until a last one, both included, in order and each once.
    ///
    /// `instant` says when the series is on a date; an UNTIL with a time is compared with it. The work is bounded whatever the rule is.
    pub(super) fn dates(
        &self,
        first: NaiveDate,
        last: NaiveDate,
        instant: impl Fn(NaiveDate) -> DateTime<Utc>,
    ) -> Result<Vec<NaiveDate>, NeverMatches> {
        let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC);
        let frequency = match self.frequency {
            Frequency::Daily => rrule::Frequency::Daily,
            Frequency::Weekly => rrule::Frequency::Weekly,
            Frequency::Monthly => rrule::Frequency::Monthly,
            Frequency::Yearly => rrule::Frequency::Yearly,
        };
        let days = self.days.iter().map(|day| NWeekday::new(day.ordinal, day.weekday)).collect();
        let rule = RRule::new(frequency)
            .interval(self.interval)
            .by_weekday(days)
            .by_month_day(self.month_days.clone())
            .week_start(chrono::Weekday::Mon);
        let rule = match self.end {
            Some(RuleEnd::Count(count)) => rule.count(count),
            Some(RuleEnd::OnDate(_) | RuleEnd::AtInstant(_)) | None => rule,
        };
        // Dates alone, as if in UTC: what the wall clock makes of them is said in one place, `Zone::instant`.
        let set = rule.build(midnight(first)).map_err(|_impossible| NeverMatches)?;
        let found = set.before(midnight(days_after(last, 1))).limit().all(DATES_MAX);
        if found.limited {
            return Err(NeverMatches);
        }
        let within = |date: &NaiveDate| {
            *date <= last
                && match self.end {
                    Some(RuleEnd::OnDate(end)) => *date <= end,
                    Some(RuleEnd::AtInstant(end)) => instant(*date) <= end,
                    Some(RuleEnd::Count(_)) | None => true,
                }
        };
        Ok(found.dates.into_iter().map(|at| at.date_naive()).filter(within).collect())
    }
}

impl SeriesDetails {
    /// The occurrences on the dates from `from` to `to`, both included, in order.
    ///
    /// A date that the rule names is left out where it is an exception, in a closure, or a bank holiday on which the series stops. Extra
    /// dates are added, whatever is closed then. A wall time that happens twice is the first of the two; one that does not exist is as much
    /// later as the clocks skip. An occurrence lasts as long as the series says, in minutes that pass.
    pub fn occurrences(&self, nation: Nation, from: NaiveDate, to: NaiveDate) -> Result<Vec<Occurrence>, NeverMatches> {
        let zone = self.time_zone.unwrap_or(Zone::LONDON);
        let start = |date: NaiveDate| zone.instant(date, self.start_time);
        let named = self.rule.dates(self.starts_on, to, start)?;
        let open = |date: &NaiveDate| {
            let closed = self.closures.iter().any(|closure| closure.covers(*date));
            let holiday = self.stops_on_bank_holidays && is_bank_holiday(nation, *date);
            !closed && !holiday
        };
        let extra = self.extra_dates.iter().copied();
        let dates: BTreeSet<NaiveDate> = named.into_iter().filter(open).chain(extra).collect();
        let wanted = dates.into_iter().filter(|date| from <= *date && *date <= to && !self.except_dates.contains(date));
        let occurrence = |date: NaiveDate| {
            let starts_at = start(date);
            let interval = Interval::new(starts_at, starts_at + TimeDelta::minutes(self.duration_minutes.into()))?;
            Some(Occurrence { date, interval })
        };
        Ok(wanted.filter_map(occurrence).collect())
    }
}
