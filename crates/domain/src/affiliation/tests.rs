//! What an affiliation takes and refuses.

use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::partner::MoveRefused;

fn today() -> NaiveDate {
    "2026-12-01".parse().unwrap()
}

fn now() -> DateTime<Utc> {
    "2026-12-01T10:00:00Z".parse().unwrap()
}

fn details(extra: &Value) -> AffiliationDetails {
    let mut body = json!({"given_name": "Demo Ada"});
    body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
    serde_json::from_value(body).unwrap()
}

fn begun(extra: &Value) -> Result<Affiliation, Refusals> {
    let mut details = details(extra);
    let beginning = details.take_beginning();
    Affiliation::new(ChampionId::new(Uuid::from_u128(1)), details, &beginning, None, now(), today())
}

#[rstest]
#[case(json!({"languages": ["en", "pa", "en"]}), "/languages/2", FieldCode::Duplicate)]
#[case(json!({"skills": [{"topic": "nhs-app", "level": "basic"}, {"topic": "nhs-app", "level": "expert"}]}),
    "/skills/1", FieldCode::Duplicate)]
#[case(json!({"availability": [{"weekday": "tuesday", "start": "09:00", "end": "12:00"},
    {"weekday": "tuesday", "start": "11:00", "end": "13:00"}]}), "/availability/1", FieldCode::Overlap)]
#[case(json!({"travel_limit_km": -1}), "/travel_limit_km", FieldCode::TooSmall)]
#[case(json!({"travel_limit_km": 101}), "/travel_limit_km", FieldCode::TooLarge)]
#[case(json!({"weekly_hours_cap": 0}), "/weekly_hours_cap", FieldCode::TooSmall)]
#[case(json!({"home_point": {"latitude": 91, "longitude": 0}}), "/home_point/latitude", FieldCode::BadFormat)]
#[case(json!({"induction": [{"item": "Tour", "done_on": "2026-12-02"}]}), "/induction/0/done_on", FieldCode::InFuture)]
#[case(json!({"decisions": [{"role_flag": "shops", "decided_on": "2026-12-02", "allowed": true}]}),
    "/decisions/0/decided_on", FieldCode::InFuture)]
#[case(json!({"stage": "ended"}), "/stage", FieldCode::Inconsistent)]
fn refused_at_its_place(#[case] extra: Value, #[case] pointer: &str, #[case] code: FieldCode) {
    let refusals = begun(&extra).unwrap_err().into_vec();
    let places: Vec<_> = refusals.iter().map(|refusal| (refusal.pointer.as_str(), refusal.code)).collect();
    assert_eq!(places, [(pointer, code)]);
}

#[test]
fn a_record_begins_at_an_enquiry_unless_it_says_otherwise() {
    assert_eq!(begun(&json!({})).unwrap().stage, AffiliationStage::Enquiry);
    assert_eq!(begun(&json!({"stage": "active"})).unwrap().stage, AffiliationStage::Active);
}

#[test]
fn what_is_said_once_is_not_part_of_the_details() {
    let affiliation = begun(&json!({"stage": "active", "join_code": "7K3M-QX9T-04VD"})).unwrap();
    let kept = serde_json::to_value(&affiliation.details).unwrap();
    assert!(kept.get("stage").is_none() && kept.get("join_code").is_none());
    let refusals = affiliation.with(details(&json!({"stage": "paused"})), None, today()).unwrap_err();
    assert_eq!(refusals.into_vec()[0].pointer, "/stage");
}

#[test]
fn nobody_becomes_active_with_an_open_checklist() {
    let step = |stage| MoveAffiliation { stage, reason: None };
    let affiliation = begun(&json!({"stage": "inducting", "induction": [{"item": "Tour"}]})).unwrap();
    let refused = affiliation.move_to(step(AffiliationStage::Active), now()).unwrap_err();
    assert_eq!(refused, MoveRefused::Conflict(crate::Conflict::InductionUnfinished));
    let done = json!({"stage": "inducting", "induction": [{"item": "Tour", "done_on": "2026-12-01"}]});
    assert!(begun(&done).unwrap().move_to(step(AffiliationStage::Active), now()).unwrap().is_active());
}

#[test]
fn an_end_says_why() {
    let step = MoveAffiliation { stage: AffiliationStage::Ended, reason: None };
    let Err(MoveRefused::Refusals(refusals)) = begun(&json!({"stage": "active"})).unwrap().move_to(step, now()) else {
        panic!("it was taken")
    };
    assert_eq!(refusals.into_vec()[0].pointer, "/reason");
}

#[test]
fn nobody_is_known_to_speak_a_language_that_is_not_recorded() {
    let (english, punjabi) = (Language::english(), "pa".parse().unwrap());
    let nobody = begun(&json!({})).unwrap();
    assert!(!nobody.speaks(&english) && !nobody.speaks(&punjabi));
    let speaker = begun(&json!({"languages": ["pa"]})).unwrap();
    assert!(!speaker.speaks(&english) && speaker.speaks(&punjabi));
}
