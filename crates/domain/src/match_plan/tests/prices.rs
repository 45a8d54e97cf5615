//! What it would cost to have somebody else.

use std::collections::BTreeMap;

use super::{applicant, champion, hour, pairs, plan, request};
use crate::match_plan::{MatchPlanOutcome, WhyWaiting};

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
