//! How a series repeats: the part of RFC 5545 recurrence rules that a series can have.

mod parse;
mod text;

pub use parse::NotARule;

use chrono::{DateTime, NaiveDate, Utc, Weekday};

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Every day, or every so many days.
    Daily,
    /// On days of the week.
    Weekly,
    /// On days of the month.
    Monthly,
    /// On days of the year.
    Yearly,
}

/// A day of the week, or the first, second, last… such day of a month or year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleDay {
    /// Which one: from the beginning, or from the end where negative; each when none.
    pub ordinal: Option<i16>,
    /// The day of the week.
    pub weekday: Weekday,
}

/// When a series ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleEnd {
    /// After so many dates that the rule names, whether they take place or not.
    Count(u32),
    /// With this date.
    OnDate(NaiveDate),
    /// With what starts at this instant.
    AtInstant(DateTime<Utc>),
}

/// A recurrence rule, written as RFC 5545 writes it: `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`.
///
/// The parts are FREQ (DAILY, WEEKLY, MONTHLY, YEARLY), INTERVAL, BYDAY, BYMONTHDAY, and COUNT or UNTIL; weeks begin on Monday. So a
/// series never has more than one session a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurrenceRule {
    /// How often.
    pub(super) frequency: Frequency,
    /// Every so many days, weeks, months or years.
    pub(super) interval: u16,
    /// On these days of the week; on that of the first day when empty.
    pub(super) days: Vec<RuleDay>,
    /// On these days of the month, from the end where negative.
    pub(super) month_days: Vec<i8>,
    /// When it ends; never when none.
    pub(super) end: Option<RuleEnd>,
}

/// The largest interval.
pub const INTERVAL_MAX: u16 = 366;
/// The largest count.
pub const COUNT_MAX: u32 = 1_000;

impl RecurrenceRule {
    /// When it ends; never when none.
    pub const fn end(&self) -> Option<RuleEnd> {
        self.end
    }

    /// The same rule with another end.
    #[must_use]
    pub fn ending(self, end: Option<RuleEnd>) -> Self {
        Self { end, ..self }
    }
}
