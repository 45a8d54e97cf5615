use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::refusal::{FieldCode, Refusals};

const GIVER: &str = "ptn_0198c0de00007000800000000000000a";
const OTHER: &str = "ptn_0198c0de00007000800000000000000b";

fn attestation(attested: Attested) -> Attestation {
    let on = "2026-10-08".parse().unwrap();
    let (affiliation, champion) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
    let (to, consent) = (Id::new(Uuid::from_u128(3)), Id::new(Uuid::from_u128(4)));
    Attestation { affiliation, champion, to, consent, attested, on }
}

fn seen() -> Attested {
    Attested::CheckSeen(SeenCheck {
        check: Id::new(Uuid::from_u128(5)),
        scheme: CheckScheme::Dbs,
        level: CheckLevel::Enhanced,
        workforce: Workforce::Adult,
        issued_on: "2026-10-01".parse().unwrap(),
    })
}

#[rstest]
#[case::nothing_accepted(json!([]), seen(), false)]
#[case::from_anybody(json!([{ "scheme": "dbs", "level": "enhanced" }]), seen(), true)]
#[case::from_this_one(json!([{ "scheme": "dbs", "level": "enhanced", "from": [OTHER, GIVER] }]), seen(), true)]
#[case::from_another(json!([{ "scheme": "dbs", "level": "enhanced", "from": [OTHER] }]), seen(), false)]
#[case::up_to_a_higher_level(json!([{ "scheme": "dbs", "level": "enhanced_with_barred_list" }]), seen(), true)]
#[case::up_to_a_lower_level(json!([{ "scheme": "dbs", "level": "standard" }]), seen(), false)]
#[case::of_another_scheme(json!([{ "scheme": "pvg", "level": "enhanced" }]), seen(), false)]
#[case::by_one_of_two(json!([{ "scheme": "pvg", "level": "basic" }, { "scheme": "dbs", "level": "enhanced" }]), seen(), true)]
#[case::no_check(json!([{ "scheme": "dbs", "level": "enhanced" }]), Attested::InductionDone, false)]
#[case::no_check_either(json!([{ "scheme": "dbs", "level": "enhanced" }]), Attested::ReferencesHeld, false)]
fn what_counts(#[case] accepted: Value, #[case] attested: Attested, #[case] counts: bool) {
    let accepted: Vec<AcceptedAttestation> = serde_json::from_value(accepted).unwrap();
    let held = attestation(attested).counts(GIVER.parse().unwrap(), &accepted);
    assert_eq!(held.is_some_and(|held| held.current && held.level == CheckLevel::Enhanced), counts);
    assert_eq!(held.is_some(), counts);
}

#[rstest]
#[case::well(json!({}), None)]
#[case::without_its_check(json!({ "check_id": null }), Some(("/check_id", FieldCode::Required)))]
#[case::with_a_check_too_many(json!({ "kind": "induction_done" }), Some(("/check_id", FieldCode::Inconsistent)))]
#[case::to_oneself(json!({ "to_partner_id": GIVER }), Some(("/to_partner_id", FieldCode::Inconsistent)))]
#[case::to_come(json!({ "on": "2026-12-02" }), Some(("/on", FieldCode::InFuture)))]
fn what_can_be_said(#[case] changes: Value, #[case] refusal: Option<(&str, FieldCode)>) {
    let mut details = json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a", "to_partner_id": OTHER, "kind": "check_seen",
        "check_id": "chk_0198c0de00007000800000000000000a", "on": "2026-10-08",
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let details: AttestationDetails = serde_json::from_value(details).unwrap();
    let refused = details.check(GIVER.parse().unwrap(), "2026-12-01".parse().unwrap()).err().map(Refusals::into_vec);
    let refused: Vec<_> = refused.into_iter().flatten().map(|it| (it.pointer, it.code)).collect();
    let expected: Vec<_> = refusal.into_iter().map(|(pointer, code)| (pointer.to_owned(), code)).collect();
    assert_eq!(refused, expected);
}
