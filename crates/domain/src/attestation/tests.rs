use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::{
    matching::Days,
    refusal::{FieldCode, Refusals},
};

const GIVER: &str = "ptn_0198c0de00007000800000000000000a";
const OTHER: &str = "ptn_0198c0de00007000800000000000000b";

fn attestation(attested: Attested) -> Attestation {
    let on = "2026-10-08".parse().unwrap();
    let (affiliation, champion) = (Id::new(Uuid::from_u128(1)), Id::new(Uuid::from_u128(2)));
    let (to, consent) = (Id::new(Uuid::from_u128(3)), Id::new(Uuid::from_u128(4)));
    Attestation { affiliation, champion, to, consent, attested, on, until: None }
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

fn heard(attested: Attested, until: Option<&str>) -> HeardAttestation {
    let attestation = Attestation { until: until.map(|day| day.parse().unwrap()), ..attestation(attested) };
    HeardAttestation { id: Id::new(Uuid::from_u128(6)), from: GIVER.parse().unwrap(), attestation, doubted: false }
}

const FOREVER: &str = "forever";

/// On 8 October 2026 a certificate of enhanced level was seen.
#[rstest]
#[case::nothing_accepted(json!([]), Err(AttestationVerdict::NotAccepted))]
#[case::from_anybody(json!([{ "scheme": "dbs", "level": "enhanced" }]), Ok(FOREVER))]
#[case::from_this_one(json!([{ "scheme": "dbs", "level": "enhanced", "from": [OTHER, GIVER] }]), Ok(FOREVER))]
#[case::from_another(json!([{ "scheme": "dbs", "level": "enhanced", "from": [OTHER] }]), Err(AttestationVerdict::NotFromThisPartner))]
#[case::up_to_a_higher_level(json!([{ "scheme": "dbs", "level": "enhanced_with_barred_list" }]), Ok(FOREVER))]
#[case::up_to_a_lower_level(json!([{ "scheme": "dbs", "level": "standard" }]), Err(AttestationVerdict::NotAccepted))]
#[case::of_another_scheme(json!([{ "scheme": "pvg", "level": "enhanced" }]), Err(AttestationVerdict::NotAccepted))]
#[case::by_one_of_two(json!([{ "scheme": "pvg", "level": "basic" }, { "scheme": "dbs", "level": "enhanced" }]), Ok(FOREVER))]
#[case::for_a_year(json!([{ "scheme": "dbs", "level": "enhanced", "max_age_months": 12 }]), Ok("2027-10-08"))]
#[case::the_longest_of_two(
    json!([{ "scheme": "dbs", "level": "enhanced", "max_age_months": 12 },
        { "scheme": "dbs", "level": "enhanced", "max_age_months": 24, "from": [GIVER] },
        { "scheme": "dbs", "level": "enhanced", "max_age_months": 36, "from": [OTHER] }]),
    Ok("2028-10-08")
)]
fn what_counts(#[case] accepted: Value, #[case] expected: Result<&str, AttestationVerdict>) {
    let accepted: Vec<AcceptedAttestation> = serde_json::from_value(accepted).unwrap();
    let counted = heard(seen(), None).counts(&accepted);
    let last = counted.map(|(held, days)| {
        assert!(held.current && held.level == CheckLevel::Enhanced);
        days.last
    });
    let expected = expected.map(|day| if day == FOREVER { Days::ALL.last } else { day.parse().unwrap() });
    assert_eq!(last, expected);
}

#[rstest]
#[case::no_check(heard(Attested::InductionDone, None), AttestationVerdict::OfSomethingElse)]
#[case::no_check_either(heard(Attested::ReferencesHeld, None), AttestationVerdict::OfSomethingElse)]
#[case::doubted(HeardAttestation { doubted: true, ..heard(seen(), None) }, AttestationVerdict::Doubted)]
fn what_does_not_count_whatever_is_accepted(#[case] heard: HeardAttestation, #[case] verdict: AttestationVerdict) {
    let anything = serde_json::from_value(json!([{ "scheme": "dbs", "level": "enhanced_with_barred_list" }]));
    let anything: Vec<AcceptedAttestation> = anything.unwrap();
    assert_eq!(heard.counts(&anything).err(), Some(verdict));
}

#[rstest]
#[case::the_day_itself("2026-12-01", true)]
#[case::the_day_after("2026-12-02", false)]
fn it_lapses_after_its_last_day(#[case] today: &str, #[case] read: bool) {
    let (giver, today) = (GIVER.parse().unwrap(), today.parse().unwrap());
    let heard = heard(seen(), Some("2026-12-01"));
    assert_eq!(heard.attestation.is_read_by(heard.attestation.to, giver, today), read);
    assert!(heard.attestation.is_read_by(giver, giver, today));
    let accepted = serde_json::from_value(json!({ "scheme": "dbs", "level": "enhanced" })).unwrap();
    let (_, days) = heard.counts(&[accepted]).unwrap();
    assert_eq!(days.contains(today), read);
}

#[rstest]
#[case::well(json!({}), None)]
#[case::from_nobody(json!({ "from": [] }), Some(("/from", FieldCode::TooShort)))]
#[case::twice(json!({ "from": [GIVER, GIVER] }), Some(("/from/1", FieldCode::Duplicate)))]
#[case::never(json!({ "max_age_months": 0 }), Some(("/max_age_months", FieldCode::TooSmall)))]
#[case::ever(json!({ "max_age_months": 121 }), Some(("/max_age_months", FieldCode::TooLarge)))]
fn what_can_be_accepted(#[case] changes: Value, #[case] refusal: Option<(&str, FieldCode)>) {
    let mut accepted = json!({ "scheme": "dbs", "level": "basic" });
    accepted.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let accepted: AcceptedAttestation = serde_json::from_value(accepted).unwrap();
    let refused = accepted.check().err().into_iter().flat_map(Refusals::into_vec).map(|it| (it.pointer, it.code));
    let expected: Vec<_> = refusal.into_iter().map(|(pointer, code)| (pointer.to_owned(), code)).collect();
    assert_eq!(refused.collect::<Vec<_>>(), expected);
}

#[rstest]
#[case::well(json!({}), None)]
#[case::without_its_check(json!({ "check_id": null }), Some(("/check_id", FieldCode::Required)))]
#[case::with_a_check_too_many(json!({ "kind": "induction_done" }), Some(("/check_id", FieldCode::Inconsistent)))]
#[case::to_oneself(json!({ "to_partner_id": GIVER }), Some(("/to_partner_id", FieldCode::Inconsistent)))]
#[case::to_come(json!({ "on": "2026-12-02" }), Some(("/on", FieldCode::InFuture)))]
#[case::until_today(json!({ "until": "2026-12-01" }), None)]
#[case::over(json!({ "until": "2026-11-30" }), Some(("/until", FieldCode::InPast)))]
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
