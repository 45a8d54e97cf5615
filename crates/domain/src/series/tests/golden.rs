//! Dates and times that are known.

use rstest::rstest;

use super::*;

#[rstest]
#[case::to_summer("2027-03-16", "2027-03-30", &["2027-03-16T10:00:00Z", "2027-03-23T10:00:00Z", "2027-03-30T09:00:00Z"])]
#[case::to_winter("2027-10-26", "2027-11-02", &["2027-10-26T09:00:00Z", "2027-11-02T10:00:00Z"])]
fn ten_oclock_stays_ten_oclock(#[case] from: &str, #[case] to: &str, #[case] expected: &[&str]) {
    assert_eq!(starts(&json!({}), from, to), expected);
}

/// When it starts on each date.
fn starts(changes: &Value, from: &str, to: &str) -> Vec<String> {
    let found = details(changes).occurrences(Nation::England, date(from), date(to)).unwrap();
    found
        .iter()
        .map(|occurrence| occurrence.interval.start().to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
        .collect()
}

#[rstest]
#[case::twice("Europe/London", "2027-10-31", "2027-10-31T00:30:00Z")]
#[case::never("Europe/London", "2027-03-28", "2027-03-28T01:30:00Z")]
#[case::no_clock_changes("Asia/Kolkata", "2027-03-28", "2027-03-27T20:00:00Z")]
#[case::no_clock_changes_in_autumn("Asia/Kolkata", "2027-10-31", "2027-10-30T20:00:00Z")]
fn half_past_one_when_the_clocks_change(#[case] zone: &str, #[case] on: &str, #[case] expected: &str) {
    let nightly = json!({ "rule": "FREQ=DAILY", "start_time": "01:30", "duration_minutes": 90, "time_zone": zone });
    assert_eq!(starts(&nightly, on, on), [expected], "once");
    let found = details(&nightly).occurrences(Nation::England, date(on), date(on)).unwrap();
    assert_eq!(found[0].interval.length().num_minutes(), 90, "as long as ever");
}

#[rstest]
#[case::last_friday("FREQ=MONTHLY;BYDAY=-1FR", "2027-04-30", &["2026-12-25", "2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30"])]
#[case::friday_the_13th("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2028-12-31", &["2027-08-13", "2028-10-13"])]
#[case::leap_day("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=29", "2028-03-01", &["2026-12-29", "2027-04-29", "2027-06-29", "2027-08-29", "2027-10-29", "2027-12-29", "2028-02-29"])]
#[case::last_day("FREQ=MONTHLY;BYMONTHDAY=-1", "2027-03-31", &["2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31"])]
#[case::months_without_the_31st("FREQ=MONTHLY;BYMONTHDAY=31", "2027-05-31", &["2026-12-31", "2027-01-31", "2027-03-31", "2027-05-31"])]
#[case::fortnightly("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", "2027-01-01", &["2026-12-08", "2026-12-10", "2026-12-22", "2026-12-24"])]
#[case::as_the_first_day_is("FREQ=WEEKLY", "2026-12-20", &["2026-12-08", "2026-12-15"])]
#[case::three_times("FREQ=DAILY;INTERVAL=10;COUNT=3", "2027-12-31", &["2026-12-08", "2026-12-18", "2026-12-28"])]
#[case::until_a_date("FREQ=DAILY;UNTIL=20261210", "2027-12-31", &["2026-12-08", "2026-12-09", "2026-12-10"])]
#[case::until_just_then("FREQ=DAILY;UNTIL=20261210T100000Z", "2027-12-31", &["2026-12-08", "2026-12-09", "2026-12-10"])]
#[case::until_just_before("FREQ=DAILY;UNTIL=20261210T095959Z", "2027-12-31", &["2026-12-08", "2026-12-09"])]
fn days_that_people_name(#[case] rule: &str, #[case] to: &str, #[case] expected: &[&str]) {
    assert_eq!(dates(&json!({ "rule": rule }), "2026-12-01", to), expected);
}

#[test]
fn a_birthday_on_a_leap_day_is_every_four_years() {
    let yearly = json!({ "starts_on": "2024-02-29", "rule": "FREQ=YEARLY" });
    assert_eq!(dates(&yearly, "2024-01-01", "2033-01-01"), ["2024-02-29", "2028-02-29", "2032-02-29"]);
}

#[test]
fn exceptions_closures_and_bank_holidays_are_left_out_and_extra_dates_are_added() {
    let term = json!({
        "except_dates": ["2026-12-15"], "extra_dates": ["2026-12-16", "2026-12-23", "2027-01-12"],
        "closures": [{ "first": "2026-12-21", "last": "2027-01-03" }],
    });
    let expected = ["2026-12-08", "2026-12-16", "2026-12-23", "2027-01-05", "2027-01-12"];
    assert_eq!(dates(&term, "2026-12-01", "2027-01-15"), expected);
    let fridays = json!({ "rule": "FREQ=WEEKLY;BYDAY=FR", "stops_on_bank_holidays": true });
    assert_eq!(dates(&fridays, "2026-12-20", "2027-01-08"), ["2027-01-08"], "neither Christmas nor New Year");
    let exception = json!({ "extra_dates": ["2026-12-09"], "except_dates": ["2026-12-09"] });
    assert_eq!(dates(&exception, "2026-12-08", "2026-12-14"), ["2026-12-08"], "an exception is the stronger");
}

#[rstest]
#[case(Nation::England, &["2026-11-30", "2026-12-07"])]
#[case(Nation::Scotland, &["2026-12-07"])]
fn bank_holidays_are_those_of_the_nation(#[case] nation: Nation, #[case] expected: &[&str]) {
    let mondays = details(&json!({ "starts_on": "2026-11-30", "rule": "FREQ=WEEKLY", "stops_on_bank_holidays": true }));
    let found = mondays.occurrences(nation, date("2026-11-30"), date("2026-12-07")).unwrap();
    assert_eq!(found.iter().map(|occurrence| occurrence.date.to_string()).collect::<Vec<_>>(), expected);
}

#[test]
fn what_has_started_is_not_to_come_and_the_horizon_is_half_a_year_ahead() {
    let series = Series { details: details(&json!({})), cancellation: None };
    let (found, last) = series.to_come(Nation::England, None, "2026-12-08T10:00:01Z".parse().unwrap());
    assert_eq!(found[0].date, date("2026-12-15"));
    assert_eq!((found.len(), last), (27, date("2027-06-15")));
    let (rest, _) = series.to_come(Nation::England, Some(date("2027-06-09")), "2026-12-08T10:00:00Z".parse().unwrap());
    assert_eq!(rest.iter().map(|occurrence| occurrence.date).collect::<Vec<_>>(), [date("2027-06-15")]);
}
