//! What a completion may say, and how long it counts.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn details(changes: &Value) -> CompletionDetails {
    let mut completion = json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a", "course_id": "crs_0198c0de00007000800000000000000a",
        "completed_on": "2026-01-31",
    });
    completion.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(completion).unwrap()
}

fn course(renewal_months: Option<u16>) -> Course {
    let details = json!({ "title": "Keeping people safe", "audience": "champions", "renewal_months": renewal_months });
    Course::new(serde_json::from_value(details).unwrap(), true).unwrap()
}

fn today() -> NaiveDate {
    "2026-11-22".parse().unwrap()
}

#[rstest]
#[case(json!({}), &[])]
#[case(json!({ "completed_on": "2026-11-22", "expires_on": "2026-11-22" }), &[])]
#[case(json!({ "badge_url": "https://badges.example.org/1" }), &[])]
#[case(json!({ "completed_on": "2026-11-23" }), &[("/completed_on", FieldCode::InFuture)])]
#[case(json!({ "completed_on": "2026-12-24", "expires_on": "2026-12-23" }), &[("/completed_on", FieldCode::InFuture)])]
#[case(json!({ "expires_on": "2026-01-30" }), &[("/expires_on", FieldCode::Inconsistent)])]
#[case(json!({ "badge_url": "http://badges.example.org/1" }), &[("/badge_url", FieldCode::BadFormat)])]
#[case(json!({ "badge_url": "javascript:alert(1)" }), &[("/badge_url", FieldCode::BadFormat)])]
fn every_refusal_names_its_place(#[case] changes: Value, #[case] expected: &[(&str, FieldCode)]) {
    let refusals = Completion::new(details(&changes), today()).err();
    let found: Vec<_> = refusals.into_iter().flat_map(Refusals::into_vec).map(|one| (one.pointer, one.code)).collect();
    let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
    assert_eq!(found, expected);
}

#[rstest]
#[case::for_good(json!({}), None, None)]
#[case::as_long_as_the_course(json!({}), Some(12), Some("2027-01-31"))]
#[case::to_the_end_of_a_shorter_month(json!({}), Some(1), Some("2026-02-28"))]
#[case::as_the_record_says(json!({ "expires_on": "2028-05-01" }), None, Some("2028-05-01"))]
#[case::the_record_before_the_course(json!({ "expires_on": "2026-05-01" }), Some(12), Some("2026-05-01"))]
fn the_record_says_how_long_it_counts_else_the_course(
    #[case] changes: Value,
    #[case] renewal: Option<u16>,
    #[case] last: Option<&str>,
) {
    let completion = Completion::new(details(&changes), today()).unwrap();
    let last: Option<NaiveDate> = last.map(|last| last.parse().unwrap());
    let course = course(renewal);
    assert_eq!(completion.counts_until(&course), last);
    let counts = completion.counts(&course);
    assert_eq!((counts.first, counts.last), ("2026-01-31".parse().unwrap(), last.unwrap_or(NaiveDate::MAX)));
}

#[test]
fn it_stays_with_its_person_and_course() {
    let completion = Completion::new(details(&json!({})), today()).unwrap();
    let other = details(&json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000b", "course_id": "crs_0198c0de00007000800000000000000b",
    }));
    let refusals = completion.with(other, today()).unwrap_err();
    let found: Vec<_> = refusals.iter().map(|refused| refused.pointer.as_str()).collect();
    assert_eq!(found, ["/affiliation_id", "/course_id"]);
}
