//! A waiting list as a specification.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use strum::VariantArray;
use uuid::Uuid;

use super::{Applicant, MatchPlanOutcome, Shortage, Thoroughness, WaitingList, WhyWaiting, waiting_price};
use crate::{
    affiliation::AffiliationId,
    availability::Slot,
    clock_time::Weekday,
    id::Id,
    interval::Interval,
    matching::{Criterion, Funnel, Offer, Options, Part, Ranked, Reason, Rejected, Stretch, WantedHour, WeekLimit},
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

/// What is told of a champion for a request.
fn dearer(outcome: &MatchPlanOutcome, number: u128, who: u128) -> i64 {
    let arranged = outcome.arrangements.iter().map(|pair| (pair.request_id, &pair.alternatives));
    let mut all = arranged.chain(outcome.waiting.iter().map(|waits| (waits.request_id, &waits.alternatives)));
    let (_, alternatives) = all.find(|(id, _)| *id == request(number)).unwrap();
    alternatives.iter().find(|other| other.affiliation_id == champion(who)).unwrap().dearer_by
}

#[test]
fn an_alternative_says_what_it_would_cost_all_together() {
    let list =
        vec![applicant(1, "{}", vec![hour(1, 24, 900), hour(2, 24, 600)]), applicant(2, "{}", vec![hour(1, 48, 900)])];
    let outcome = plan(list, BTreeMap::new());
    assert!(outcome.optimal);
    assert_eq!(outcome.objective, 100 + 100 + 4 * 8, "champion 1 does both, the second hour at 8 for each quarter");
    assert_eq!(dearer(&outcome, 1, 2), 300 - 4 * 8, "300 points of score are lost, and the second hour is a first one");
}

#[test]
fn forcing_somebody_who_is_needed_elsewhere_costs_what_the_other_loses() {
    let list = vec![
        applicant(1, "{}", vec![hour(1, 24, 900), hour(2, 24, 600)]),
        applicant(2, "{}", vec![hour(2, 24, 800), hour(3, 24, 300)]),
    ];
    let outcome = plan(list, BTreeMap::new());
    assert_eq!(pairs(&outcome), [(request(1), champion(1)), (request(2), champion(2))]);
    assert_eq!(dearer(&outcome, 1, 2), (400 + 700) - (100 + 200), "who then goes to champion 3");
}

#[test]
fn five_others_are_told_and_all_have_a_price() {
    let options = || (1..=8).map(|who| hour(who, 24, 900 - 100 * u16::try_from(who).unwrap())).collect();
    let busy: Vec<_> = (1..=8)
        .map(|who| applicant(10 + who, r#"{"urgency": "high"}"#, vec![hour(who, 24, 900)]))
        .chain([applicant(1, "{}", options())])
        .collect();
    let outcome = plan(busy, BTreeMap::new());
    assert_eq!((outcome.waiting.len(), outcome.waiting[0].alternatives.len()), (1, 5));
    assert_eq!(outcome.waiting[0].because, WhyWaiting::NeededElsewhere);
    let alone = plan(vec![applicant(1, "{}", options())], BTreeMap::new());
    assert_eq!(alone.arrangements[0].alternatives.len(), 5);
    let told: Vec<_> = alone.arrangements[0].alternatives.iter().map(|other| other.dearer_by).collect();
    assert_eq!(told, [100, 200, 300, 400, 500]);
    assert_eq!(alone.priced.len(), 8);
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

fn rejected(mut applicant: Applicant, reasons: &[Reason]) -> Applicant {
    let rejected: Vec<_> = reasons.iter().map(|reason| Rejected { reason: *reason, count: 1 }).collect();
    applicant.options.funnel = Funnel { considered: u32::try_from(reasons.len()).unwrap(), passed: 0, rejected };
    applicant
}

const EVENING: &str =
    r#"{"times": [{"weekday": "thursday", "start": "18:00", "end": "19:00"}], "required_languages": ["ur"]}"#;

fn hour_of(short: &Shortage) -> (Option<String>, Option<Weekday>, Option<PartOfDay>) {
    (short.language.as_ref().map(ToString::to_string), short.weekday, short.part_of_day)
}

#[test]
fn an_hour_is_short_only_where_an_hour_is_what_is_missing() {
    let list = vec![
        rejected(applicant(1, EVENING, Vec::new()), &[Reason::Language]),
        rejected(applicant(2, EVENING, Vec::new()), &[Reason::Skill, Reason::Busy]),
        rejected(applicant(3, EVENING, Vec::new()), &[Reason::DecisionMissing]),
        rejected(applicant(4, EVENING, Vec::new()), &[Reason::VenueAccess, Reason::VenueAccess]),
        rejected(applicant(5, EVENING, Vec::new()), &[Reason::NotActive, Reason::Excluded]),
        rejected(applicant(6, "{}", Vec::new()), &[Reason::Setting]),
    ];
    let mut list: Vec<Applicant> = list;
    // Its last day is today, so that no hour is left.
    list.push(applicant(7, EVENING, Vec::new()));
    list.last_mut().unwrap().options.wanted.clear();
    let outcome = plan(list, BTreeMap::new());
    let [short] = outcome.shortages.as_slice() else { panic!("{:?}", outcome.shortages) };
    assert_eq!(hour_of(short), (Some("ur".into()), Some(Weekday::Thursday), Some(PartOfDay::Evening)));
    assert_eq!(short.would_help, 3);
    assert_eq!(short.worth, waiting_price(Urgency::Normal, now(), now()), "help could cost nothing");
}

#[test]
fn an_hour_is_worth_what_it_takes_off_the_plan() {
    // Champion 1 could help both at the same hour, better the first; another hour at which the first could go is worth what the second waits for.
    let list =
        vec![applicant(1, "{}", vec![hour(1, 24, 900)]), applicant(2, r#"{"urgency": "low"}"#, vec![hour(1, 24, 700)])];
    let outcome = plan(list.clone(), BTreeMap::new());
    assert_eq!(pairs(&outcome), [(request(1), champion(1))]);
    let mut more = list;
    more[0] = applicant(1, "{}", vec![hour(1, 24, 900), hour(9, 24, 900)]);
    let saved = outcome.objective - plan(more, BTreeMap::new()).objective;
    let [short] = outcome.shortages.as_slice() else { panic!("{:?}", outcome.shortages) };
    assert_eq!((hour_of(short), short.would_help), ((None, None, None), 1));
    assert_eq!(saved, waiting_price(Urgency::Low, now(), now()) - 300);
    assert_eq!(short.worth, saved);
}

#[test]
fn anybody_can_add_up_the_bound() {
    let list = vec![
        applicant(1, "{}", vec![hour(1, 24, 900), hour(2, 24, 850), hour(2, 26, 700)]),
        applicant(2, "{}", vec![hour(1, 24, 800), hour(2, 24, 790)]),
        applicant(3, r#"{"urgency": "high"}"#, vec![hour(2, 24, 500), hour(1, 25, 400)]),
        applicant(4, "{}", vec![hour(2, 24, 990)]),
    ];
    let ways: BTreeMap<RequestId, Vec<Ranked>> = list
        .iter()
        .map(|applicant| (applicant.request, applicant.options.offers.iter().map(|offer| offer.best.clone()).collect()))
        .collect();
    let outcome = plan(list, BTreeMap::new());
    let proof = &outcome.certificate;
    let prices: BTreeMap<RequestId, i64> =
        proof.requests.iter().map(|priced| (priced.request_id, priced.price)).collect();
    // The best of all timetables of a champion, by trying all.
    fn best(prices: &BTreeMap<RequestId, i64>, left: &[(RequestId, Ranked)], had: &mut Vec<Ranked>, parts: i64) -> i64 {
        let Some(((id, way), rest)) = left.split_first() else { return 0 };
        let without = best(prices, rest, had, parts);
        if had.iter().any(|other| way.starts_at < other.ends_at && other.starts_at < way.ends_at) {
            return without;
        }
        let load = 4 * super::LOADS[had.len()];
        let value = parts * (1_000 - i64::from(way.score) + load) - prices[id];
        had.push(way.clone());
        let with = value + best(prices, rest, had, parts);
        had.pop();
        with.min(without)
    }
    let mut sum: i64 = prices.values().sum();
    for who in [1, 2].map(champion) {
        let own: Vec<_> = ways
            .iter()
            .flat_map(|(id, ways)| ways.iter().map(move |way| (*id, way.clone())))
            .filter(|(_, way)| way.affiliation == who)
            .collect();
        let value = best(&prices, &own, &mut Vec::new(), proof.parts);
        let told =
            proof.champions.iter().find(|champion| champion.affiliation_id == who).map_or(0, |told| told.timetable);
        assert_eq!(told, value);
        sum += value;
    }
    assert_eq!(proof.bound, (sum + proof.parts - 1).div_euclid(proof.parts));
    assert!(proof.bound <= outcome.lower_bound && outcome.lower_bound <= outcome.objective);
    assert_eq!(proof.requests.iter().map(|request| request.ways).sum::<u32>(), 8);
    assert!(proof.requests.iter().all(|request| request.otherwise.is_none()));
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
