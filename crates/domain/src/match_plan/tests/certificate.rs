//! Whoever doubts a plan.

use std::collections::BTreeMap;

use super::{applicant, champion, hour, plan};
use crate::{match_plan::LOADS, matching::Ranked, request::RequestId};

/// The best of all timetables of a champion, by trying all.
fn best(prices: &BTreeMap<RequestId, i64>, left: &[(RequestId, Ranked)], had: &mut Vec<Ranked>, parts: i64) -> i64 {
    let Some(((id, way), rest)) = left.split_first() else { return 0 };
    let without = best(prices, rest, had, parts);
    if had.iter().any(|other| way.starts_at < other.ends_at && other.starts_at < way.ends_at) {
        return without;
    }
    let load = 4 * LOADS[had.len()];
    let value = parts * (1_000 - i64::from(way.score) + load) - prices[id];
    had.push(way.clone());
    let with = value + best(prices, rest, had, parts);
    had.pop();
    with.min(without)
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
