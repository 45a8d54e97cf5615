use rstest::rstest;
use serde_json::{Value, json};
use strum::VariantArray;
use uuid::Uuid;

use super::*;
use crate::closed::ClosedEnum;

const LENDER: &str = "ptn_0198c0de00007000800000000000000a";
const BORROWER: &str = "ptn_0198c0de00007000800000000000000b";

fn details(changes: &Value) -> AgreementDetails {
    let mut details = json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a", "to_partner_id": BORROWER,
        "from": "2026-12-08", "until": "2027-03-31",
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    serde_json::from_value(details).unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-12-01T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn offered() -> Agreement {
    Agreement::offer(&details(&json!({})), Id::new(Uuid::from_u128(4)), now())
}

/// Every state against every state, for both sides, as a table that a person has read: `y` yes, `o` only the other side.
#[test]
fn every_step_there_is() {
    let cell = |by: AgreementSide, from: AgreementState, to: AgreementState| match from.step(by, to) {
        Ok(()) => " y",
        Err(Conflict::AgreementOtherSide) => " o",
        Err(_) => " .",
    };
    let row = |by: AgreementSide, from: AgreementState| {
        let cells: String = AgreementState::VARIANTS.iter().map(|to| cell(by, from, *to)).collect();
        format!("{:<8} {:<8}{cells}\n", by.code(), from.code())
    };
    let rows = |by: &AgreementSide| AgreementState::VARIANTS.iter().map(|from| row(*by, *from)).collect::<String>();
    let table: String = AgreementSide::VARIANTS.iter().map(rows).collect();
    assert_eq!(
        table,
        "\
lender   offered  . o y
lender   accepted . . y
lender   ended    . . .
borrower offered  . y y
borrower accepted . . y
borrower ended    . . .
"
    );
}

#[test]
fn only_what_both_sides_agreed_to_lends_somebody_and_only_on_its_days() {
    assert_eq!(offered().days(), None);
    let agreed = offered().moved(AgreementSide::Borrower, AgreementState::Accepted, now(), day("2026-12-01")).unwrap();
    let days = agreed.days().unwrap();
    let lent = ["2026-12-07", "2026-12-08", "2027-03-31", "2027-04-01"].map(|date| days.contains(day(date)));
    assert_eq!(lent, [false, true, true, false]);
    let ended = agreed.moved(AgreementSide::Lender, AgreementState::Ended, now(), day("2026-12-09")).unwrap();
    assert_eq!(ended.days(), None);
}

#[test]
fn after_its_last_day_it_has_ended_and_nobody_moves_it() {
    assert_eq!(offered().state_on(day("2027-03-31")), AgreementState::Offered);
    assert_eq!(offered().state_on(day("2027-04-01")), AgreementState::Ended);
    let late = offered().moved(AgreementSide::Borrower, AgreementState::Accepted, now(), day("2027-04-01"));
    assert_eq!(late, Err(Conflict::WrongState));
}

#[rstest]
#[case::well(json!({}), None)]
#[case::a_single_day(json!({ "until": "2026-12-08" }), None)]
#[case::begun_before(json!({ "from": "2026-11-01" }), None)]
#[case::to_oneself(json!({ "to_partner_id": LENDER }), Some(("/to_partner_id", FieldCode::Inconsistent)))]
#[case::backwards(json!({ "until": "2026-12-07" }), Some(("/until", FieldCode::Inconsistent)))]
#[case::over(json!({ "from": "2026-11-01", "until": "2026-11-30" }), Some(("/until", FieldCode::InPast)))]
#[case::too_long(json!({ "until": "2027-12-10" }), Some(("/until", FieldCode::TooLarge)))]
fn what_can_be_offered(#[case] changes: Value, #[case] refusal: Option<(&str, FieldCode)>) {
    let refused = details(&changes).check(LENDER.parse().unwrap(), day("2026-12-01")).err();
    let refused: Vec<_> = refused.into_iter().flat_map(Refusals::into_vec).map(|it| (it.pointer, it.code)).collect();
    let expected: Vec<_> = refusal.into_iter().map(|(pointer, code)| (pointer.to_owned(), code)).collect();
    assert_eq!(refused, expected);
}
