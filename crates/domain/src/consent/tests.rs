//! What a consent takes and refuses.

use rstest::rstest;
use serde_json::{Value, json};

use super::*;

fn now() -> DateTime<Utc> {
    "2026-12-01T10:00:00Z".parse().unwrap()
}

fn given(extra: &Value) -> Result<Consent, Refusals> {
    let mut body = json!({
        "champion_id": "chm_0198c0de00007000800000000000000a", "purpose": "free_busy", "recipient": "Example library",
        "wording_version": "2026-1", "given_at": "2026-12-01T10:00:00Z", "given_by": "person",
    });
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    Consent::new(serde_json::from_value(body).unwrap(), now())
}

#[rstest]
#[case(json!({"given_at": "2026-12-01T10:00:01Z"}), "/given_at", FieldCode::InFuture)]
#[case(json!({"champion_id": null}), "/champion_id", FieldCode::Inconsistent)]
#[case(json!({"learner_id": "lrn_0198c0de00007000800000000000000a"}), "/champion_id", FieldCode::Inconsistent)]
#[case(json!({"given_by": "proxy"}), "/given_by_proxy", FieldCode::Required)]
#[case(json!({"given_by_proxy": "Example Proxy"}), "/given_by_proxy", FieldCode::Inconsistent)]
fn refused_at_its_place(#[case] extra: Value, #[case] pointer: &str, #[case] code: FieldCode) {
    let refusals = given(&extra).unwrap_err().into_vec();
    let places: Vec<_> = refusals.iter().map(|refusal| (refusal.pointer.as_str(), refusal.code)).collect();
    assert_eq!(places, [(pointer, code)]);
}

#[test]
fn a_consent_is_withdrawn_once() {
    let step = WithdrawConsent { withdrawn_by: ConsentVoice::Person, withdrawn_by_proxy: None };
    let consent = given(&json!({})).unwrap();
    assert!(consent.holds());
    let withdrawn = consent.withdrawn(step.clone(), now()).unwrap();
    assert!(!withdrawn.holds());
    assert_eq!(withdrawn.withdrawn(step, now()), Err(MoveRefused::Conflict(Conflict::WrongState)));
}
