//! Suggested partners: each reason alone, and the order.

use chrono::DateTime;
use rstest::rstest;
use serde_json::{Value, json};

use super::super::suggested_partner::{PartnerFacts, PublicHelp, SuggestedPartner, SuggestionReason, Wanted, suggest};
use crate::{
    geo::Point,
    help::{Setting, TopicSlug},
    id::Id,
    partner::{Partner, PartnerId, Stage},
    request::RequestDetails,
};

const BEXLEYHEATH: Point = Point { latitude: 51.4560, longitude: 0.1438 };
/// About 4.4 km away.
const SIDCUP: Point = Point { latitude: 51.4263, longitude: 0.1011 };
/// Some 40 km away.
const OXTED: Point = Point { latitude: 51.1, longitude: 0.14 };

fn slug(text: &str) -> TopicSlug {
    text.parse().unwrap()
}

fn ask(rest: Value) -> RequestDetails {
    let mut body = json!({ "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "route": "web" });
    let Value::Object(rest) = rest else { panic!("an object of changes") };
    body.as_object_mut().unwrap().extend(rest);
    serde_json::from_value(body).unwrap()
}

fn partner(stage: Stage, serves: Value) -> Partner {
    let mut details = json!({ "name": "Cedar", "kind": "charity", "size": "small" });
    details["serves"] = serves;
    let partner = Partner::new(serde_json::from_value(details).unwrap(), DateTime::UNIX_EPOCH).unwrap();
    Partner { stage, ..partner }
}

fn help(topics: &[&str], point: Point) -> PublicHelp {
    PublicHelp {
        setting: Setting::Venue,
        point: Some(point),
        topics: topics.iter().map(|topic| slug(topic)).collect(),
        audiences: Vec::new(),
        languages: vec!["en".parse().unwrap()],
    }
}

fn id(number: u128) -> PartnerId {
    Id::new(uuid::Uuid::from_u128(number))
}

fn ranked(details: &RequestDetails, partners: &[(u128, &Partner, Vec<PublicHelp>)]) -> Vec<SuggestedPartner> {
    let facts: Vec<_> = partners
        .iter()
        .map(|(number, partner, help)| PartnerFacts { id: id(*number), partner, help: help.clone() })
        .collect();
    let topics = vec![vec![slug("blue-badge"), slug("specialist")]];
    suggest(&Wanted { details, topics, point: Some(BEXLEYHEATH) }, &facts, 10)
}

fn value(details: Value, partner: &Partner, help: Vec<PublicHelp>, reason: SuggestionReason) -> Option<u16> {
    let suggested = ranked(&ask(details), &[(1, partner, help)]).remove(0);
    suggested.reasons.iter().find(|part| part.reason == reason).map(|part| part.value)
}

#[rstest]
#[case(Stage::Delivering, Some(1000))]
#[case(Stage::Preparing, Some(500))]
#[case(Stage::Thinking, Some(0))]
fn delivering(#[case] stage: Stage, #[case] expected: Option<u16>) {
    let found = value(json!({}), &partner(stage, json!([])), vec![], SuggestionReason::Delivering);
    assert_eq!(found, expected);
}

#[rstest]
#[case::named(json!({ "audience": "carers" }), json!(["carers"]), Some(1000))]
#[case::everybody(json!({ "audience": "carers" }), json!([]), Some(500))]
#[case::others(json!({ "audience": "carers" }), json!(["staff"]), Some(0))]
#[case::nobody_asks(json!({}), json!(["carers"]), None)]
fn audience(#[case] asked: Value, #[case] serves: Value, #[case] expected: Option<u16>) {
    let found = value(asked, &partner(Stage::Delivering, serves), vec![], SuggestionReason::ServesAudience);
    assert_eq!(found, expected);
}

#[rstest]
#[case::itself(&["blue-badge"], SIDCUP, Some(1000))]
#[case::above_it(&["specialist"], SIDCUP, Some(1000))]
#[case::anything(&[], SIDCUP, Some(500))]
#[case::another(&["nhs-app"], SIDCUP, Some(0))]
#[case::out_of_reach(&["blue-badge"], OXTED, Some(0))]
fn topics_within_reach(#[case] topics: &[&str], #[case] at: Point, #[case] expected: Option<u16>) {
    let (partner, help) = (partner(Stage::Delivering, json!([])), vec![help(topics, at)]);
    assert_eq!(value(json!({}), &partner, help, SuggestionReason::HelpsWithTopics), expected);
}

#[rstest]
#[case::in_the_setting(json!({}), SuggestionReason::HelpsInSetting, Some(1000))]
#[case::in_another(json!({ "setting": "home" }), SuggestionReason::HelpsInSetting, Some(0))]
#[case::spoken(json!({ "required_languages": ["en"] }), SuggestionReason::SpeaksLanguage, Some(1000))]
#[case::not_spoken(json!({ "preferred_languages": ["pa"] }), SuggestionReason::SpeaksLanguage, Some(0))]
#[case::no_wish(json!({}), SuggestionReason::SpeaksLanguage, None)]
#[case::by_phone(json!({ "setting": "remote" }), SuggestionReason::Near, None)]
#[case::four_kilometres(json!({}), SuggestionReason::Near, Some(556))]
fn the_others(#[case] asked: Value, #[case] reason: SuggestionReason, #[case] expected: Option<u16>) {
    let partner = partner(Stage::Delivering, json!([]));
    assert_eq!(value(asked, &partner, vec![help(&[], SIDCUP)], reason), expected);
}

#[test]
fn the_best_comes_first_equals_by_their_ids_and_who_pauses_not_at_all() {
    let (delivering, paused) = (partner(Stage::Delivering, json!([])), partner(Stage::Paused, json!([])));
    let near = vec![help(&["blue-badge"], SIDCUP)];
    let all = [(4, &delivering, vec![]), (3, &delivering, near.clone()), (2, &delivering, vec![]), (1, &paused, near)];
    let order = |all: &[_]| ranked(&ask(json!({})), all).iter().map(|found| found.partner).collect::<Vec<_>>();
    assert_eq!(order(&all), [id(3), id(2), id(4)]);
    let mut shuffled = all.clone();
    shuffled.reverse();
    assert_eq!(order(&shuffled), order(&all));
}

#[test]
fn a_score_can_be_added_up_again() {
    let delivering = partner(Stage::Delivering, json!([]));
    let found = ranked(&ask(json!({ "audience": "carers" })), &[(1, &delivering, vec![help(&[], SIDCUP)])]).remove(0);
    let points: u32 = found.reasons.iter().map(|part| u32::from(part.value) * u32::from(part.weight)).sum();
    let weights: u32 = found.reasons.iter().map(|part| u32::from(part.weight)).sum();
    assert_eq!(u32::from(found.score), points / weights);
}
