//! `VTIMEZONE`: when the clocks of a zone change, worked out from the rules of the zone itself.

use std::{collections::BTreeMap, fmt::Write};

use chrono::{DateTime, Datelike, Days, NaiveDateTime, Offset, TimeDelta, Timelike, Utc, Weekday};
use trellis_domain::clock_time::Zone;

/// How far beyond the last occasion the clocks are written down, in days.
const AHEAD: u64 = 4 * 366;

/// How far before the first.
const BEHIND: u64 = 366;

/// One change of the clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    /// The wall clock just before, when it changes.
    at: NaiveDateTime,
    before: i32,
    after: i32,
}

/// What makes changes the same from year to year: month, time of day, and the offsets before and after.
type Alike = (u32, u32, i32, i32);

/// The component for occasions between two moments.
pub(super) fn component(zone: Zone, first: DateTime<Utc>, last: DateTime<Utc>) -> String {
    let start = first.checked_sub_days(Days::new(BEHIND)).unwrap_or(first);
    let end = last.checked_add_days(Days::new(AHEAD)).unwrap_or(last);
    let changes = changes(zone, start, end);
    let mut text = format!("BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n");
    if changes.is_empty() {
        let offset = seconds(zone, start);
        observance(
            &mut text,
            zone,
            "STANDARD",
            Change { at: DateTime::UNIX_EPOCH.naive_utc(), before: offset, after: offset },
            "",
        );
    }
    let mut alike: BTreeMap<Alike, Vec<Change>> = BTreeMap::new();
    for change in changes {
        let key = (change.at.month(), change.at.num_seconds_from_midnight(), change.before, change.after);
        alike.entry(key).or_default().push(change);
    }
    for group in alike.values() {
        // The rule of thumb that holds wherever clocks change: summer time is ahead of standard time.
        let kind = group
            .first()
            .map_or("STANDARD", |change| if change.after > change.before { "DAYLIGHT" } else { "STANDARD" });
        match (yearly(group), group.first()) {
            (Some(day), Some(change)) => {
                let rule = format!("RRULE:FREQ=YEARLY;BYMONTH={};BYDAY={day}\r\n", change.at.month());
                observance(&mut text, zone, kind, *change, &rule);
            }
            _ => group.iter().for_each(|change| observance(&mut text, zone, kind, *change, "")),
        }
    }
    text + "END:VTIMEZONE\r\n"
}

fn observance(text: &mut String, zone: Zone, kind: &str, change: Change, rule: &str) {
    let (from, to) = (written(change.before), written(change.after));
    let name = zone.local((change.at - TimeDelta::seconds(change.before.into())).and_utc()).format("%Z").to_string();
    let start = change.at.format("%Y%m%dT%H%M%S");
    // Writing to a string does not fail.
    let _ = write!(
        text,
        "BEGIN:{kind}\r\nDTSTART:{start}\r\n{rule}TZOFFSETFROM:{from}\r\nTZOFFSETTO:{to}\r\nTZNAME:{name}\r\nEND:{kind}\r\n"
    );
}

/// The weekday of the month that they all fall on, once in every year: `-1SU`, `2SU`.
fn yearly(group: &[Change]) -> Option<String> {
    let first = group.first()?;
    let weekday = first.at.weekday();
    let every_year = group.iter().zip(first.at.year()..).all(|(change, year)| change.at.year() == year);
    if group.len() < 3 || !every_year || group.iter().any(|change| change.at.weekday() != weekday) {
        return None;
    }
    let last_in_month = |change: &Change| (change.at + TimeDelta::days(7)).month() != change.at.month();
    let week = |change: &Change| change.at.day0() / 7 + 1;
    let code = code(weekday);
    if group.iter().all(last_in_month) {
        return Some(format!("-1{code}"));
    }
    group.iter().all(|change| week(change) == week(first)).then(|| format!("{}{code}", week(first)))
}

const fn code(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Every change of the clocks in a stretch of time, found day by day and then by halves.
fn changes(zone: Zone, start: DateTime<Utc>, end: DateTime<Utc>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut from = start;
    while from < end {
        let to = from + TimeDelta::days(1);
        let (before, after) = (seconds(zone, from), seconds(zone, to));
        if before != after {
            let at = first_with(zone, after, from, to);
            changes.push(Change { at: at.naive_utc() + TimeDelta::seconds(before.into()), before, after });
        }
        from = to;
    }
    changes
}

/// The first moment with an offset that is not yet there at `from` and there at `to`.
fn first_with(zone: Zone, offset: i32, mut from: DateTime<Utc>, mut to: DateTime<Utc>) -> DateTime<Utc> {
    (from, to) = (at_second(from), at_second(to));
    while to - from > TimeDelta::seconds(1) {
        let middle = at_second(from + (to - from) / 2);
        if seconds(zone, middle) == offset { to = middle } else { from = middle }
    }
    to
}

fn at_second(at: DateTime<Utc>) -> DateTime<Utc> {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

fn seconds(zone: Zone, at: DateTime<Utc>) -> i32 {
    zone.local(at).offset().fix().local_minus_utc()
}

/// An offset as `+0100`.
fn written(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_2026(zone: &str) -> String {
        let at = "2026-07-07T09:00:00Z".parse().unwrap();
        component(zone.parse().unwrap(), at, at)
    }

    #[test]
    fn london_changes_on_the_last_sundays_of_march_and_october() {
        assert_eq!(
            in_2026("Europe/London").lines().collect::<Vec<_>>(),
            [
                "BEGIN:VTIMEZONE",
                "TZID:Europe/London",
                "BEGIN:DAYLIGHT",
                "DTSTART:20260329T010000",
                "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
                "TZOFFSETFROM:+0000",
                "TZOFFSETTO:+0100",
                "TZNAME:BST",
                "END:DAYLIGHT",
                "BEGIN:STANDARD",
                "DTSTART:20251026T020000",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
                "TZOFFSETFROM:+0100",
                "TZOFFSETTO:+0000",
                "TZNAME:GMT",
                "END:STANDARD",
                "END:VTIMEZONE",
            ]
        );
    }

    #[test]
    fn elsewhere_it_is_the_second_sunday_or_no_day_at_all() {
        assert!(in_2026("America/New_York").contains("BYMONTH=3;BYDAY=2SU"));
        let tokyo = in_2026("Asia/Tokyo");
        assert!(tokyo.contains("TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900") && !tokyo.contains("RRULE"), "{tokyo}");
        assert!(in_2026("Asia/Kolkata").contains("TZOFFSETTO:+0530"));
    }

    #[test]
    fn changes_that_follow_the_moon_are_written_one_by_one() {
        let casablanca = in_2026("Africa/Casablanca");
        assert!(!casablanca.contains("RRULE") && casablanca.matches("BEGIN:").count() > 8, "{casablanca}");
    }
}
