//! Reading a rule. What cannot be taken says what would be right.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc, Weekday};

use super::{COUNT_MAX, Frequency, INTERVAL_MAX, RecurrenceRule, RuleDay, RuleEnd};

/// A text that is no rule for a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "the messages explain themselves")]
pub enum NotARule {
    #[error("bad_format: parts such as FREQ=WEEKLY;BYDAY=TU, each with a value")]
    NoParts,
    #[error("unknown_value: the parts FREQ, INTERVAL, BYDAY, BYMONTHDAY, and COUNT or UNTIL")]
    UnknownPart,
    #[error("duplicate: each part once")]
    PartTwice,
    #[error("unknown_value: FREQ=DAILY, WEEKLY, MONTHLY or YEARLY: a series has at most one session a day")]
    Frequency,
    #[error("bad_format: an INTERVAL from 1 to 366")]
    Interval,
    #[error("bad_format: a COUNT from 1 to 1000")]
    Count,
    #[error("bad_time: an UNTIL such as 20270723, or 20270723T090000Z")]
    Until,
    #[error("inconsistent: COUNT or UNTIL, not both")]
    TwoEnds,
    #[error("bad_format: a BYDAY of different days such as TU,TH; by month or year also 1MO or -1FR")]
    Days,
    #[error("inconsistent: days without a number in FREQ=DAILY and FREQ=WEEKLY")]
    OrdinalTooOften,
    #[error("inconsistent: 1 to 5, or -1 to -4, before a day in FREQ=MONTHLY")]
    OrdinalInMonth,
    #[error("inconsistent: 1 to 53, or -1 to -52, before a day in FREQ=YEARLY")]
    OrdinalInYear,
    #[error("inconsistent: a number before each day of BYDAY, or before none")]
    SomeOrdinals,
    #[error("bad_format: a BYMONTHDAY of different days from 1 to 31, or from -1 to -31")]
    MonthDays,
    #[error("inconsistent: BYDAY, not BYMONTHDAY, in FREQ=WEEKLY")]
    MonthDaysWeekly,
    #[error("inconsistent: BYMONTHDAY with days without a number in FREQ=YEARLY")]
    OrdinalAndMonthDays,
}

const LIST_MAX: usize = 31;

impl FromStr for RecurrenceRule {
    type Err = NotARule;

    fn from_str(text: &str) -> Result<Self, NotARule> {
        let (mut frequency, mut interval, mut days, mut month_days, mut count, mut until) =
            (None, None, None, None, None, None);
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or(NotARule::NoParts)?;
            match name {
                "FREQ" => once(&mut frequency, read_frequency(value)?)?,
                "INTERVAL" => once(&mut interval, number(value, INTERVAL_MAX).ok_or(NotARule::Interval)?)?,
                "BYDAY" => once(&mut days, list(value, read_day).ok_or(NotARule::Days)?)?,
                "BYMONTHDAY" => once(&mut month_days, list(value, month_day).ok_or(NotARule::MonthDays)?)?,
                "COUNT" => once(&mut count, number(value, COUNT_MAX).ok_or(NotARule::Count)?)?,
                "UNTIL" => once(&mut until, read_until(value).ok_or(NotARule::Until)?)?,
                _ => return Err(NotARule::UnknownPart),
            }
        }
        let end = match (count, until) {
            (Some(_), Some(_)) => return Err(NotARule::TwoEnds),
            (Some(count), None) => Some(RuleEnd::Count(count)),
            (None, until) => until,
        };
        let rule = Self {
            frequency: frequency.ok_or(NotARule::Frequency)?,
            interval: interval.unwrap_or(1),
            days: days.unwrap_or_default(),
            month_days: month_days.unwrap_or_default(),
            end,
        };
        rule.together()
    }
}

impl RecurrenceRule {
    /// What parts can stand beside each other.
    fn together(self) -> Result<Self, NotARule> {
        let numbered = self.days.iter().any(|day| day.ordinal.is_some());
        let in_month = |day: &RuleDay| day.ordinal.is_none_or(|ordinal| (-4..=5).contains(&ordinal));
        let in_year = |day: &RuleDay| day.ordinal.is_none_or(|ordinal| (-52..=53).contains(&ordinal));
        if numbered && self.days.iter().any(|day| day.ordinal.is_none()) {
            return Err(NotARule::SomeOrdinals);
        }
        match self.frequency {
            Frequency::Daily | Frequency::Weekly if numbered => Err(NotARule::OrdinalTooOften),
            Frequency::Weekly if !self.month_days.is_empty() => Err(NotARule::MonthDaysWeekly),
            Frequency::Monthly if !self.days.iter().all(in_month) => Err(NotARule::OrdinalInMonth),
            Frequency::Yearly if !self.days.iter().all(in_year) => Err(NotARule::OrdinalInYear),
            Frequency::Yearly if numbered && !self.month_days.is_empty() => Err(NotARule::OrdinalAndMonthDays),
            Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly => Ok(self),
        }
    }
}

fn once<T>(place: &mut Option<T>, value: T) -> Result<(), NotARule> {
    if place.replace(value).is_some() { Err(NotARule::PartTwice) } else { Ok(()) }
}

fn read_frequency(text: &str) -> Result<Frequency, NotARule> {
    match text {
        "DAILY" => Ok(Frequency::Daily),
        "WEEKLY" => Ok(Frequency::Weekly),
        "MONTHLY" => Ok(Frequency::Monthly),
        "YEARLY" => Ok(Frequency::Yearly),
        _ => Err(NotARule::Frequency),
    }
}

/// A number from 1 to `max`, in digits alone.
fn number<T: FromStr + PartialOrd + From<u8> + Copy>(text: &str, max: T) -> Option<T> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| digits && T::from(1) <= *number && *number <= max)
}

/// Different entries with commas between.
fn list<T: PartialEq>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    let entries: Vec<T> = text.split(',').map(read).collect::<Option<_>>()?;
    let distinct =
        entries.iter().enumerate().all(|(index, entry)| !entries.iter().take(index).any(|known| known == entry));
    (distinct && entries.len() <= LIST_MAX).then_some(entries)
}

fn read_day(text: &str) -> Option<RuleDay> {
    let (number, code) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let weekday = match code {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    };
    let ordinal = if number.is_empty() { None } else { Some(signed(number, 53)?) };
    Some(RuleDay { ordinal, weekday })
}

fn month_day(text: &str) -> Option<i8> {
    signed(text, 31)?.try_into().ok()
}

/// A number from 1 to `max`, or from -1 to -`max`.
fn signed(text: &str, max: i16) -> Option<i16> {
    let negative = text.strip_prefix('-');
    let size = number(negative.or_else(|| text.strip_prefix('+')).unwrap_or(text), max)?;
    Some(if negative.is_some() { -size } else { size })
}

fn read_until(text: &str) -> Option<RuleEnd> {
    let date = || NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(RuleEnd::OnDate);
    let instant = || {
        let at: DateTime<Utc> = NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%SZ").ok()?.and_utc();
        Some(RuleEnd::AtInstant(at))
    };
    match text.len() {
        8 => date(),
        16 => instant(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("FREQ=WEEKLY;BYDAY=TU")]
    #[case("FREQ=DAILY")]
    #[case("FREQ=DAILY;INTERVAL=10;COUNT=3")]
    #[case("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270723")]
    #[case("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270723T090000Z")]
    #[case("FREQ=MONTHLY;BYMONTHDAY=1,15,-1")]
    #[case("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13")]
    #[case("FREQ=YEARLY;BYDAY=20MO")]
    fn a_rule_is_written_as_it_was_read(#[case] text: &str) {
        assert_eq!(text.parse::<RecurrenceRule>().map(|rule| rule.to_string()).as_deref(), Ok(text));
    }

    #[rstest]
    #[case("", NotARule::NoParts)]
    #[case("every Tuesday", NotARule::NoParts)]
    #[case("RRULE:FREQ=DAILY", NotARule::UnknownPart)]
    #[case("BYDAY=TU", NotARule::Frequency)]
    #[case("FREQ=HOURLY", NotARule::Frequency)]
    #[case("FREQ=MINUTELY", NotARule::Frequency)]
    #[case("FREQ=DAILY;BYHOUR=9,14", NotARule::UnknownPart)]
    #[case("FREQ=DAILY;BYSETPOS=1", NotARule::UnknownPart)]
    #[case("FREQ=DAILY;FREQ=WEEKLY", NotARule::PartTwice)]
    #[case("FREQ=DAILY;INTERVAL=0", NotARule::Interval)]
    #[case("FREQ=DAILY;INTERVAL=367", NotARule::Interval)]
    #[case("FREQ=DAILY;INTERVAL=+1", NotARule::Interval)]
    #[case("FREQ=DAILY;COUNT=1001", NotARule::Count)]
    #[case("FREQ=DAILY;COUNT=5;UNTIL=20270723", NotARule::TwoEnds)]
    #[case("FREQ=DAILY;UNTIL=20270230", NotARule::Until)]
    #[case("FREQ=DAILY;UNTIL=20270723T090000", NotARule::Until)]
    #[case("FREQ=WEEKLY;BYDAY=TUE", NotARule::Days)]
    #[case("FREQ=WEEKLY;BYDAY=TU,TU", NotARule::Days)]
    #[case("FREQ=WEEKLY;BYDAY=", NotARule::Days)]
    #[case("FREQ=WEEKLY;BYDAY=1TU", NotARule::OrdinalTooOften)]
    #[case("FREQ=MONTHLY;BYDAY=6TU", NotARule::OrdinalInMonth)]
    #[case("FREQ=MONTHLY;BYDAY=-5TU", NotARule::OrdinalInMonth)]
    #[case("FREQ=MONTHLY;BYDAY=1TU,WE", NotARule::SomeOrdinals)]
    #[case("FREQ=MONTHLY;BYDAY=0TU", NotARule::Days)]
    #[case("FREQ=YEARLY;BYDAY=54TU", NotARule::Days)]
    #[case("FREQ=YEARLY;BYDAY=-53TU", NotARule::OrdinalInYear)]
    #[case("FREQ=MONTHLY;BYMONTHDAY=32", NotARule::MonthDays)]
    #[case("FREQ=WEEKLY;BYMONTHDAY=1", NotARule::MonthDaysWeekly)]
    #[case("FREQ=YEARLY;BYDAY=1MO;BYMONTHDAY=1", NotARule::OrdinalAndMonthDays)]
    fn what_is_refused_and_why(#[case] text: &str, #[case] why: NotARule) {
        assert_eq!(text.parse::<RecurrenceRule>(), Err(why));
    }
}
