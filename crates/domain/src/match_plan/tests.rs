//! A waiting list as a specification.

mod certificate;
mod prices;
mod shortages;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use strum::VariantArray;
use uuid::Uuid;

use super::{Applicant, MatchPlanOutcome, Thoroughness, WaitingList, WhyWaiting, waiting_price};
use crate::{
    affiliation::AffiliationId,
    availability::Slot,
    id::Id,
    interval::Interval,
    matching::{Criterion, Funnel, Offer, Options, Part, Ranked, Stretch, WantedHour, WeekLimit},
    part_of_day::PartOfDay,
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
    let part = |criterion: &Criterion| match criterion {
        Criterion::SkillFit => Part { criterion: *criterion, value: score, weight: 1, points: score.into() },
        _ => Part { criterion: *criterion, value: 0, weight: 0, points: 0 },
    };
    let mut parts = Criterion::VARIANTS.iter().map(part);
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
    let passed = u32::try_from(options.len()).unwrap();
    let funnel = Funnel { considered: passed, passed, rejected: Vec::new() };
    let offer = |best: Ranked| {
        let stretch = Stretch { first: best.starts_at, last: best.starts_at, value: 0, to_be_asked: false };
        Offer { best, stretches: vec![stretch] }
    };
    let offers = options.into_iter().map(offer).collect();
    let wanted = match details.times.as_slice() {
        [] => [None].into(),
        times => times.iter().flat_map(wanted).collect(),
    };
    let options = Options { offers, left_out: None, wanted, funnel };
    Applicant { request: request(number), details, since: now(), options }
}

fn wanted(slot: &Slot) -> impl Iterator<Item = WantedHour> {
    let weekday = slot.weekday.unwrap();
    PartOfDay::between(slot.start, slot.end).map(move |part| Some((weekday, part)))
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
    assert_eq!(outcome.shortages.len(), 1, "{:?}", outcome.shortages);
    assert_eq!(outcome.shortages[0].would_help, 2);
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
fn a_champion_with_many_hours_is_asked_for_all_of_them_before_anybody_waits() {
    let list: Vec<_> = (1..=12)
        .map(|number| applicant(number, "{}", vec![hour(1, 20 + i64::try_from(number).unwrap(), 900)]))
        .collect();
    let outcome = plan(list, BTreeMap::new());
    assert_eq!(outcome.arrangements.len(), 12);
    assert!(outcome.optimal);
    let loads: i64 = [0, 8, 18, 30, 45, 62, 82, 105, 130, 158, 158, 158].iter().map(|load| load * 4).sum();
    assert_eq!(outcome.objective, 12 * 100 + loads);
}

#[test]
fn loads_are_of_hours() {
    let with = |minutes: i64| {
        let long = format!(r#"{{"duration_minutes": {minutes}}}"#);
        let long = |number, at| {
            let mut option = hour(1, at, 1_000);
            option.ends_at = option.starts_at + TimeDelta::minutes(minutes);
            applicant(number, &long, vec![option])
        };
        plan(vec![long(1, 20), long(2, 44), long(3, 68)], BTreeMap::new()).objective
    };
    assert_eq!(with(15), 0, "three quarters of the first hour");
    assert_eq!(with(20), 8 + 8, "each begun quarter counts");
    assert_eq!(with(60), 4 * (8 + 18));
    assert_eq!(with(480), 4 * (8 + 18 + 30 + 45 + 62 + 82 + 105 + 130 + 158) + 14 * 4 * 158);
}

#[test]
fn each_request_is_in_the_answer_once() {
    let list = WaitingList::new(
        vec![applicant(3, "{}", vec![hour(1, 24, 900)]), applicant(1, "{}", Vec::new())],
        BTreeMap::new(),
        TimeDelta::zero(),
        now(),
    );
    let outcome = list.with_gone(vec![request(4), request(2)]).plan(Thoroughness::Quick, &|| false).unwrap();
    let because: Vec<_> = outcome.waiting.iter().map(|waits| (waits.request_id, waits.because)).collect();
    let expected = [(1, WhyWaiting::NobodyCan), (2, WhyWaiting::Gone), (4, WhyWaiting::Gone)];
    assert_eq!(because, expected.map(|(number, because)| (request(number), because)));
    assert_eq!(outcome.objective, 100 + waiting_price(Urgency::Normal, now(), now()));
}

#[test]
fn waiting_is_dearer_the_more_urgent_and_the_longer() {
    let at = |urgency, days| waiting_price(urgency, now() - TimeDelta::days(days), now());
    assert_eq!(at(Urgency::Low, 0), 11_112);
    assert_eq!(at(Urgency::Normal, 10), 11_112 + 3_700 + 1_000);
    assert_eq!(at(Urgency::High, 365), 11_112 + 7_400 + 6_000);
}

#[test]
fn nobody_reports_on_a_plan_that_is_called_off() {
    let queued = super::MatchPlan::new(super::MatchPlanDetails::default(), Vec::new(), now());
    assert_eq!(queued.clone().advanced(40), None);
    let running = queued.begin(now(), now()).unwrap();
    assert_eq!(running.clone().advanced(40).map(|plan| plan.progress), Some(40));
    let cancelled = running.cancelled(now());
    assert_eq!((cancelled.clone().advanced(40), cancelled.alive()), (None, None));
}
