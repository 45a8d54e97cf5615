//! A waiting list as a specification.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use strum::VariantArray;
use uuid::Uuid;

use super::{Applicant, MatchPlanOutcome, Thoroughness, WaitingList, WhyWaiting, waiting_price};
use crate::{
    affiliation::AffiliationId,
    id::Id,
    interval::Interval,
    matching::{Criterion, Funnel, Options, Part, Ranked, WeekLimit},
    request::{RequestDetails, RequestId, Urgency},
};

fn now() -> DateTime<Utc> {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn champion(number: u128) -> AffiliationId {
    Id::new(Uuid::from_u128(number))
}

fn request(number: u128) -> RequestId {
    Id::new(Uuid::from_u128(number))
}

/// An hour with a champion that begins so many hours from now.
fn hour(who: u128, at: i64, score: u16) -> Ranked {
    let starts_at = now() + TimeDelta::hours(at);
    let none = |criterion: &Criterion| Part { criterion: *criterion, value: 0, weight: 0, points: 0 };
    let mut parts = Criterion::VARIANTS.iter().map(none);
    Ranked {
        affiliation: champion(who),
        second: None,
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        venue: None,
        session: None,
        to_be_asked: false,
        score,
        parts: std::array::from_fn(|_| parts.next().unwrap()),
    }
}

fn applicant(number: u128, details: &str, options: Vec<Ranked>) -> Applicant {
    let mut asked = serde_json::json!({ "topics": ["email"], "setting": "remote", "route": "phone" });
    let more: serde_json::Value = serde_json::from_str(details).unwrap();
    asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let details: RequestDetails = serde_json::from_value(asked).unwrap();
    let funnel = Funnel { considered: 2, passed: 0, rejected: Vec::new() };
    Applicant { request: request(number), details, since: now(), options: Options { options, funnel } }
}

fn plan(applicants: Vec<Applicant>, limits: BTreeMap<AffiliationId, Vec<WeekLimit>>) -> MatchPlanOutcome {
    WaitingList::new(applicants, limits, TimeDelta::zero(), now()).plan(Thoroughness::Quick, &|| false).unwrap()
}

fn pairs(outcome: &MatchPlanOutcome) -> Vec<(RequestId, AffiliationId)> {
    outcome.arrangements.iter().map(|pair| (pair.request_id, pair.affiliation_id)).collect()
}

#[test]
fn together_more_are_helped_than_one_after_the_other() {
    // The first could be helped by both; the second by one of them alone, who suits the first best.
    let list = vec![
        applicant(1, r#"{"urgency": "high"}"#, vec![hour(1, 24, 900), hour(2, 24, 600)]),
        applicant(2, "{}", vec![hour(1, 24, 800)]),
    ];
    let outcome = plan(list, BTreeMap::new());
    assert_eq!(pairs(&outcome), [(request(1), champion(2)), (request(2), champion(1))]);
    assert!(outcome.optimal && outcome.objective == outcome.lower_bound);
    assert!(outcome.one_by_one > outcome.objective, "{} {}", outcome.one_by_one, outcome.objective);
    assert_eq!(outcome.objective, 400 + 200);
}

#[test]
fn nobody_does_two_things_at_once_and_who_waits_is_told_why() {
    let list = vec![
        applicant(1, r#"{"urgency": "high"}"#, vec![hour(1, 24, 500)]),
        applicant(
            2,
            r#"{"times": [{"weekday": "thursday", "start": "18:00", "end": "19:00"}], "required_languages": ["ur"]}"#,
            vec![hour(1, 24, 900)],
        ),
        applicant(
            3,
            r#"{"times": [{"weekday": "thursday", "start": "18:00", "end": "20:00"}], "required_languages": ["ur"]}"#,
            Vec::new(),
        ),
    ];
    let outcome = plan(list, BTreeMap::new());
    assert_eq!(pairs(&outcome), [(request(1), champion(1))]);
    let because: Vec<_> = outcome.waiting.iter().map(|waits| (waits.request_id, waits.because)).collect();
    assert_eq!(because, [(request(2), WhyWaiting::NeededElsewhere), (request(3), WhyWaiting::NobodyCan)]);
    let short = outcome.shortages.first().unwrap();
    assert_eq!((short.language.as_ref().map(ToString::to_string).as_deref(), short.would_help), (Some("ur"), 2));
}

#[test]
fn caps_hold_in_the_plan() {
    let week = Interval::new(now(), now() + TimeDelta::days(7)).unwrap();
    let list = || vec![applicant(1, "{}", vec![hour(1, 24, 900)]), applicant(2, "{}", vec![hour(1, 48, 800)])];
    assert_eq!(plan(list(), BTreeMap::new()).arrangements.len(), 2);
    let capped = BTreeMap::from([(champion(1), vec![WeekLimit { week, minutes: 60 }])]);
    assert_eq!(pairs(&plan(list(), capped)), [(request(1), champion(1))]);
}

#[test]
fn the_order_of_the_list_changes_nothing() {
    let mut list = vec![
        applicant(1, "{}", vec![hour(1, 24, 900), hour(2, 24, 850), hour(2, 26, 700)]),
        applicant(2, "{}", vec![hour(1, 24, 800), hour(2, 24, 790)]),
        applicant(3, r#"{"urgency": "high"}"#, vec![hour(2, 24, 500), hour(1, 25, 400)]),
    ];
    let forwards = plan(list.clone(), BTreeMap::new());
    list.reverse();
    let mut backwards = plan(list, BTreeMap::new());
    backwards.arrangements.sort_by_key(|pair| pair.request_id);
    assert_eq!(forwards, backwards);
}

#[test]
fn an_alternative_says_what_it_would_cost_all_together() {
    let list =
        vec![applicant(1, "{}", vec![hour(1, 24, 900), hour(2, 24, 600)]), applicant(2, "{}", vec![hour(1, 48, 900)])];
    let outcome = plan(list, BTreeMap::new());
    let first = outcome.arrangements.iter().find(|pair| pair.request_id == request(1)).unwrap();
    let other = first.alternatives.iter().find(|other| other.affiliation_id == champion(2)).unwrap();
    // 300 points of score are lost, and champion 1 has one request fewer, which makes 30 of load cheaper.
    assert!((0..=270).contains(&other.dearer_by), "{}", other.dearer_by);
}

#[test]
fn waiting_is_dearer_the_more_urgent_and_the_longer() {
    let at = |urgency, days| waiting_price(urgency, now() - TimeDelta::days(days), now());
    assert_eq!(at(Urgency::Low, 0), 2_260);
    assert_eq!(at(Urgency::Normal, 10), 2_260 + 750 + 200);
    assert_eq!(at(Urgency::High, 365), 2_260 + 1_500 + 1_200);
    assert!(
        at(Urgency::Low, 0) > 1_000 + 2 * super::LOADS.iter().max().unwrap() - 1,
        "no way to help is dearer than waiting"
    );
}
