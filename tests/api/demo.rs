//! The demonstration network: what it consists of, that it is loaded once, and that what it prints works.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use trellis::demo::names::ThingName;
use trellis_domain::SessionId;

use crate::harness::{Client, Demonstration};

const LIBRARY: &str = "Demonstration library service";
const PARTNERS: [&str; 9] = [
    "Demonstration voluntary service council",
    LIBRARY,
    "Demonstration housing association",
    "Demonstration older people's charity",
    "Demonstration churches together",
    "Demonstration learning disability group",
    "Demonstration community health team",
    "Demonstration council contact centre",
    "Demonstration supermarket",
];

#[actix_web::test]
async fn a_borough_with_everything_in_it() {
    let demo = Demonstration::start().await;
    let said: BTreeMap<_, _> = demo.said.iter().map(|(what, count)| (what.as_str(), *count)).collect();
    let expected = [
        ("LSOAs", 146),
        ("activities", 8),
        ("champions", 24),
        ("learners", 22),
        ("libraries", 12),
        ("other venues", 185),
        ("partners", 9),
        ("postcode districts of the country", 2_966),
        ("postcodes", 4_405),
        ("requests", 43),
        ("series", 23),
        ("sessions", 578),
        ("topics", 31),
        ("wards", 17),
    ];
    assert_eq!(said, BTreeMap::from(expected));

    let coordinator = demo.coordinator().await;
    let partners = everything(&coordinator, "/v1/partners").await;
    let names: BTreeSet<_> = partners.iter().map(|partner| partner["name"].as_str().unwrap()).collect();
    assert_eq!(names, BTreeSet::from(PARTNERS));
    let stages: BTreeSet<_> = partners.iter().map(|partner| partner["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, BTreeSet::from(["agreed", "delivering", "exploring", "paused", "preparing"]));
    assert!(everything(&coordinator, "/v1/inbox").await.len() >= 3, "requests that nobody has taken");

    let listed = everything(&demo.anybody(), "/v1/public/networks/bexley/sessions?to=2027-01-26T00:00:00Z").await;
    let settings: BTreeSet<_> = listed.iter().map(|session| session["setting"].as_str().unwrap()).collect();
    assert_eq!(settings, BTreeSet::from(["home", "remote", "venue"]));
    let bookings: BTreeSet<_> = listed.iter().map(|session| session["booking"].as_str().unwrap()).collect();
    assert_eq!(bookings, BTreeSet::from(["both", "drop_in", "pre_arranged"]));
    let special = listed.iter().filter(|session| session["ways"].as_array().unwrap().contains(&json!("specialist")));
    assert!((1..listed.len()).contains(&special.count()), "with and without specialism");
}

#[actix_web::test]
async fn loading_again_changes_nothing_and_a_later_day_brings_its_sessions() {
    let demo = Demonstration::start().await;
    let before = demo.revision().await;
    let said = demo.load_again(TimeDelta::minutes(1)).await;
    assert_eq!((said, demo.revision().await), (BTreeMap::new(), before));
    let said = demo.load_again(TimeDelta::days(7)).await;
    assert_eq!(said.keys().collect::<Vec<_>>(), ["sessions"]);
}

#[rstest]
#[case("partners")]
#[case("champions")]
#[case("sessions")]
#[actix_web::test]
async fn an_interrupted_load_goes_on_where_it_was(#[case] at: &'static str) {
    let (whole, interrupted) = (Demonstration::start().await, Demonstration::start_interrupted(at).await);
    assert_eq!(interrupted.revision().await, whole.revision().await);
}

#[actix_web::test]
async fn the_feed_from_the_beginning_names_everything() {
    let demo = Demonstration::start().await;
    let own = [
        "affiliations",
        "bookings",
        "checks",
        "completions",
        "consents",
        "delegations",
        "external-ids",
        "learners",
        "policies",
        "referrals",
        "requests",
        "shifts",
    ];
    let shared = ["activities", "areas", "courses", "partners", "series", "sessions", "venues"];
    let (mut seen, mut champions) = (BTreeMap::new(), BTreeSet::new());
    for name in PARTNERS {
        let partner = demo.partner(name).await;
        let named = named_in_the_feed(&partner).await;
        for noun in own.into_iter().chain(shared) {
            let things = everything(&partner, &format!("/v1/{noun}")).await;
            let missing: Vec<_> =
                things.iter().filter(|thing| !named.contains(thing["id"].as_str().unwrap())).collect();
            assert!(missing.is_empty(), "no event names {missing:?}");
            *seen.entry(noun).or_insert(0) += things.len();
        }
        for person in everything(&partner, "/v1/affiliations").await {
            let champion = person["champion_id"].as_str().unwrap().to_owned();
            assert!(named.contains(&champion), "no event names {champion}");
            champions.insert(champion);
        }
    }
    assert_eq!(champions.len(), 24);
    let empty: Vec<_> = seen.iter().filter(|(_, count)| **count == 0).collect();
    assert!(empty.is_empty(), "there is nothing of {empty:?}");
}

#[actix_web::test]
async fn at_least_five_requests_cannot_be_met_for_at_least_four_reasons() {
    let demo = Demonstration::start().await;
    let mut unmet = BTreeMap::new();
    let mut met = 0_usize;
    for name in PARTNERS {
        let partner = demo.partner(name).await;
        for request in everything(&partner, "/v1/requests?state=taken").await {
            let address = format!("/v1/requests/{}/proposals", request["id"].as_str().unwrap());
            let ranking = partner.post(&address, json!({ "limit": 3 })).await.expect(201).body;
            if ranking["passed"] != 0 {
                met += 1;
                continue;
            }
            // The rule that the champion who came furthest fails.
            let reason = ranking["rejected"].as_array().unwrap().last().unwrap()["reason"].as_str().unwrap();
            unmet.entry(reason.to_owned()).or_insert_with(Vec::new).push(request["goal"].as_str().unwrap().to_owned());
        }
    }
    let reasons: Vec<_> = unmet.keys().map(String::as_str).collect();
    let expected =
        ["audience", "decision_missing", "language", "not_available", "setting", "skill", "too_far", "venue_access"];
    assert_eq!(reasons, expected, "{unmet:#?}");
    let alone = unmet.values().map(Vec::len).sum::<usize>();
    assert!(met > alone, "most requests can be met: {met}, and {unmet:#?}");
}

#[rstest]
#[case::full("full", "scheduled", json!(0))]
#[case::one_place("one-place-left", "scheduled", json!(1))]
#[case::cancelled("cancelled", "cancelled", json!(6))]
#[actix_web::test]
async fn sessions_at_stable_addresses(#[case] name: &str, #[case] state: &str, #[case] free: Value) {
    let demo = Demonstration::start().await;
    let id: SessionId = ThingName::new("session", name).id();
    let session = demo.anybody().get(&format!("/v1/public/networks/bexley/sessions/{id}")).await.expect(200).body;
    assert_eq!((&session["state"], &session["places"]["free"]), (&json!(state), &free), "{session:#}");
}

/// All items of a list.
async fn everything(client: &Client, address: &str) -> Vec<Value> {
    let joint = if address.contains('?') { '&' } else { '?' };
    let mut items = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = client.get(&format!("{address}{joint}limit=100{cursor}")).await.expect(200).body;
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

/// The ids of all things that some event is about.
async fn named_in_the_feed(client: &Client) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    let mut after = json!(0);
    loop {
        let page = client.get(&format!("/v1/events?limit=100&after={after}")).await.expect(200).body;
        let items = page["items"].as_array().unwrap();
        if items.is_empty() {
            return named;
        }
        named.extend(items.iter().map(|event| event["id"].as_str().unwrap().to_owned()));
        after = page["next_after"].clone();
    }
}
