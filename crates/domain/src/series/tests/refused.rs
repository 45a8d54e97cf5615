//! What cannot be said about a series, and that saying so costs little.

use rstest::rstest;

use super::*;
use crate::refusal::FieldCode;

fn refusals(changes: &Value) -> Vec<(String, FieldCode)> {
    let now = "2026-12-01T09:00:00Z".parse().unwrap();
    let refused = Series::new(details(changes), Zone::LONDON, Nation::England, now).err();
    let refused = refused.into_iter().flat_map(Refusals::into_vec);
    refused.map(|refusal| (refusal.pointer, refusal.code)).collect()
}

#[rstest]
#[case(json!({ "setting": "venue" }), "/venue_id", FieldCode::Required)]
#[case(json!({ "booking": "both" }), "/capacity", FieldCode::Required)]
#[case(json!({ "start_time": "24:00" }), "/start_time", FieldCode::BadTime)]
#[case(json!({ "duration_minutes": 0 }), "/duration_minutes", FieldCode::TooSmall)]
#[case(json!({ "duration_minutes": 1441 }), "/duration_minutes", FieldCode::TooLarge)]
#[case(json!({ "except_dates": ["2026-12-15", "2026-12-15"] }), "/except_dates/1", FieldCode::Duplicate)]
#[case(json!({ "closures": [{ "first": "2026-12-15", "last": "2026-12-14" }] }), "/closures/0/last", FieldCode::EndsBeforeStart)]
#[case(json!({ "rule": "FREQ=WEEKLY;UNTIL=20261207" }), "/rule", FieldCode::EndsBeforeStart)]
#[case(json!({ "rule": "FREQ=WEEKLY;UNTIL=20261207T235959Z" }), "/rule", FieldCode::EndsBeforeStart)]
#[case(json!({ "starts_on": "2016-11-30" }), "/starts_on", FieldCode::InPast)]
#[case(json!({ "starts_on": "2036-12-02" }), "/starts_on", FieldCode::InFuture)]
#[case(json!({ "starts_on": "9999-12-31" }), "/starts_on", FieldCode::InFuture)]
#[case::over(json!({ "starts_on": "2026-11-03", "rule": "FREQ=WEEKLY;COUNT=2" }), "/rule", FieldCode::Inconsistent)]
#[case::always_closed(json!({ "closures": [{ "first": "2026-12-01", "last": "2126-12-01" }] }), "/rule", FieldCode::Inconsistent)]
#[case::only_exceptions(json!({ "rule": "FREQ=WEEKLY;COUNT=1", "except_dates": ["2026-12-08"] }), "/rule", FieldCode::Inconsistent)]
#[case::always_a_bank_holiday(json!({ "starts_on": "2026-12-25", "rule": "FREQ=WEEKLY;COUNT=1", "stops_on_bank_holidays": true }), "/rule", FieldCode::Inconsistent)]
fn what_is_refused_and_where(#[case] changes: Value, #[case] pointer: &str, #[case] code: FieldCode) {
    assert_eq!(refusals(&changes), [(pointer.to_owned(), code)]);
}

/// Rules that never match, by every road that is known. Each ends, and ends soon: `examples/series.rs` says how soon.
#[rstest]
#[case::no_30_february("2026-02-28", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30")]
#[case::no_31_in_any_other_month("2027-02-28", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31")]
#[case::never_that_weekday("2026-12-08", "FREQ=DAILY;INTERVAL=7;BYDAY=MO")]
#[case::never_that_weekday_either("2026-12-08", "FREQ=DAILY;INTERVAL=364;BYDAY=MO,WE,TH,FR,SA,SU")]
fn a_rule_that_never_matches(#[case] starts_on: &str, #[case] rule: &str) {
    let found = refusals(&json!({ "starts_on": starts_on, "rule": rule }));
    assert_eq!(found, [("/rule".to_owned(), FieldCode::Inconsistent)]);
}

#[test]
fn a_leap_day_in_four_years_is_well() {
    assert_eq!(refusals(&json!({ "starts_on": "2024-02-29", "rule": "FREQ=YEARLY" })), []);
}

#[test]
fn a_series_that_is_over_can_still_be_described_otherwise() {
    let at = |text: &str| text.parse().unwrap();
    let twice = details(&json!({ "rule": "FREQ=WEEKLY;COUNT=2" }));
    let series = Series::new(twice.clone(), Zone::LONDON, Nation::England, at("2026-12-01T09:00:00Z")).unwrap();
    let late = at("2027-12-01T09:00:00Z");
    let renamed = SeriesDetails { champions_needed: 2, ..twice.clone() };
    assert!(series.clone().with(renamed, Zone::LONDON, Nation::England, late).is_ok());
    let moved = SeriesDetails { duration_minutes: 60, ..twice };
    assert!(series.with(moved, Zone::LONDON, Nation::England, late).is_err());
}
