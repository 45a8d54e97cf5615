//! What a check takes, refuses and says.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn today() -> NaiveDate {
    "2026-12-01".parse().unwrap()
}

fn details(extra: &Value) -> CheckDetails {
    let mut body = json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a", "scheme": "dbs", "level": "enhanced",
        "workforce": "adult", "issued_on": "2026-10-01", "eligibility_basis": "Regular visits at home",
    });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    serde_json::from_value(body).unwrap()
}

#[rstest]
#[case(json!({"issued_on": "2026-12-02"}), "/issued_on", FieldCode::InFuture)]
#[case(json!({"certificate": {"seen_by": "manager", "seen_on": "2027-01-01"}}), "/certificate/seen_on", FieldCode::InFuture)]
#[case(json!({"certificate": {"seen_by": "manager", "seen_on": "2026-09-30"}}), "/certificate/seen_on", FieldCode::Inconsistent)]
#[case(json!({"decision": {"decided_on": "2026-12-02", "outcome": "suitable"}}), "/decision/decided_on", FieldCode::InFuture)]
#[case(json!({"update_service": {"consented_on": "2026-12-02"}}), "/update_service/consented_on", FieldCode::InFuture)]
#[case(json!({"update_service": {"consented_on": "2026-11-01", "last_checked_on": "2026-11-02"}}),
    "/update_service/last_status", FieldCode::Inconsistent)]
#[case(json!({"level": "basic", "update_service": {"consented_on": "2026-11-01"}}), "/update_service", FieldCode::Inconsistent)]
#[case(json!({"scheme": "pvg", "update_service": {"consented_on": "2026-11-01"}}), "/update_service", FieldCode::Inconsistent)]
#[case(json!({"eligibility_basis": null}), "/eligibility_basis", FieldCode::EligibilityBasisRequired)]
#[case(json!({"level": "enhanced_with_barred_list"}), "/barred_lists", FieldCode::Inconsistent)]
#[case(json!({"barred_lists": ["adult"]}), "/barred_lists", FieldCode::Inconsistent)]
fn refused_at_its_place(#[case] extra: Value, #[case] pointer: &str, #[case] code: FieldCode) {
    let refusals = Check::new(details(&extra), today()).unwrap_err().into_vec();
    let places: Vec<_> = refusals.iter().map(|refusal| (refusal.pointer.as_str(), refusal.code)).collect();
    assert_eq!(places, [(pointer, code)]);
}

#[test]
fn a_basic_check_needs_no_eligibility() {
    assert!(Check::new(details(&json!({"level": "basic", "eligibility_basis": null})), today()).is_ok());
}

#[test]
fn a_check_stays_with_its_person() {
    let check = Check::new(details(&json!({})), today()).unwrap();
    let moved = details(&json!({"affiliation_id": "aff_0198c0de00007000800000000000000b"}));
    assert_eq!(check.with(moved, today()).unwrap_err().into_vec()[0].pointer, "/affiliation_id");
}

#[rstest]
#[case(json!({}), CheckStatus::Incomplete)]
#[case(json!({"decision": {"decided_on": "2026-10-02", "outcome": "suitable"}}), CheckStatus::Incomplete)]
#[case(json!({"certificate": {"seen_by": "manager", "seen_on": "2026-10-02"}}), CheckStatus::Incomplete)]
#[case(decided("suitable", None), CheckStatus::Current)]
#[case(decided("with_conditions", Some("no_change")), CheckStatus::Current)]
#[case(decided("suitable", Some("unknown")), CheckStatus::NotCurrent)]
#[case(decided("suitable", Some("changed")), CheckStatus::NotCurrent)]
#[case(decided("unsuitable", None), CheckStatus::NotCurrent)]
fn what_it_says_without_a_disclosure(#[case] extra: Value, #[case] status: CheckStatus) {
    assert_eq!(Check::new(details(&extra), today()).unwrap().status(), status);
}

#[rstest]
#[case(CheckLevel::Basic, Workforce::Adult, true)]
#[case(CheckLevel::Enhanced, Workforce::Adult, true)]
#[case(CheckLevel::EnhancedWithBarredList, Workforce::Adult, false)]
#[case(CheckLevel::Enhanced, Workforce::Child, false)]
fn a_check_satisfies_its_own_level_and_below_for_its_workforce(
    #[case] level: CheckLevel,
    #[case] workforce: Workforce,
    #[case] expected: bool,
) {
    let check = Check::new(details(&decided("suitable", None)), today()).unwrap();
    assert_eq!(check.satisfies(level, workforce), expected);
}

fn decided(outcome: &str, said: Option<&str>) -> Value {
    let service =
        said.map(|said| json!({"consented_on": "2026-10-02", "last_checked_on": "2026-11-01", "last_status": said}));
    json!({
        "certificate": {"seen_by": "volunteering manager", "seen_on": "2026-10-02"},
        "decision": {"decided_on": "2026-10-03", "outcome": outcome},
        "update_service": service,
    })
}
