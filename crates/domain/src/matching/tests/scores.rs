//! The soft criteria, each by its documented formula.

use rstest::rstest;

use super::world::{BEXLEYHEATH, World, affiliation, champion, place, slot, topic};
use crate::{
    help::{Setting, SkillLevel},
    matching::{Criterion, Part},
    policy::Weights,
};

fn value(world: &World, criterion: Criterion) -> u16 {
    let proposals = world.ranking().proposals;
    let ranked = proposals.iter().find(|ranked| ranked.affiliation == affiliation(1)).unwrap();
    ranked.parts.iter().find(|part| part.criterion == criterion).unwrap().value
}

#[rstest]
#[case(SkillLevel::Basic, 333)]
#[case(SkillLevel::Confident, 667)]
#[case(SkillLevel::Expert, 1_000)]
fn skill_fit_is_the_level(#[case] level: SkillLevel, #[case] expected: u16) {
    let mut world = World::new();
    world.champion().skills = vec![(topic("blue-badge"), level)];
    assert_eq!(value(&world, Criterion::SkillFit), expected);
    world.champion().skills.push((topic("nhs-app"), SkillLevel::Expert));
    world.request.topics.push(topic("nhs-app"));
    assert_eq!(value(&world, Criterion::SkillFit), expected.midpoint(1_000), "the mean over the topics");
}

#[test]
fn distance_is_a_share_of_the_limit() {
    let mut world = World::new();
    world.champion().point = Some(BEXLEYHEATH);
    assert_eq!(value(&world, Criterion::Distance), 1_000);
    world.champion().point = Some(super::world::WELLING);
    let metres = super::world::WELLING.distance_m(BEXLEYHEATH);
    let expected = u16::try_from(1_000 * (3_000 - metres) / 3_000).unwrap();
    assert_eq!(value(&world, Criterion::Distance), expected);
    world.champion().travel_limit_m = None;
    world.champion().point = None;
    assert_eq!(value(&world, Criterion::Distance), 0, "not known");
    world.champion().point = Some(super::world::WELLING);
    let expected = u16::try_from(1_000 * (10_000 - metres) / 10_000).unwrap();
    assert_eq!(value(&world, Criterion::Distance), expected, "no limit");
    world.request.setting = Setting::Remote;
    world.champion().settings = vec![Setting::Remote];
    assert_eq!(value(&world, Criterion::Distance), 1_000, "nobody travels");
}

#[test]
fn somebody_the_learner_knows_comes_first() {
    let mut world = World::new();
    assert_eq!(value(&world, Criterion::Continuity), 0);
    world.champion().helped_before = true;
    assert_eq!(value(&world, Criterion::Continuity), 1_000);
}

#[test]
fn preferred_time_is_the_order_of_wishes_and_how_soon() {
    let mut world = World::new();
    // Eight days from now of 14: soon is 1000 × 6 ÷ 14 = 428; the only wish is the first.
    assert_eq!(value(&world, Criterion::PreferredTime), (2 * 1_000 + 428) / 3);
    world.request.times.insert(0, slot("friday 10:00-12:00"));
    assert_eq!(value(&world, Criterion::PreferredTime), (2 * 500 + 428) / 3);
    world.request.urgency = crate::request::Urgency::High;
    assert_eq!(value(&world, Criterion::PreferredTime), (500 + 2 * 428) / 3);
}

#[test]
fn a_place_where_the_learner_already_goes_is_chosen() {
    let mut world = World::new();
    assert_eq!(value(&world, Criterion::PreferredPlace), 1_000, "nothing to wish for");
    let usual = place(2, BEXLEYHEATH);
    world.request.preferred_venues = vec![usual.venue];
    assert_eq!(value(&world, Criterion::PreferredPlace), 0);
    world.places.push(usual.clone());
    assert_eq!(value(&world, Criterion::PreferredPlace), 1_000);
    assert_eq!(world.ranking().proposals[0].venue, Some(usual.venue));
}

#[test]
fn whoever_has_done_much_lately_steps_back() {
    let mut world = World::new();
    world.champion().load_minutes = 240;
    assert_eq!(value(&world, Criterion::Fairness), 750, "a quarter of 4 × 240 minutes");
    world.champion().weekly_minutes_cap = Some(120);
    assert_eq!(value(&world, Criterion::Fairness), 500);
    world.champion().load_minutes = 10_000;
    assert_eq!(value(&world, Criterion::Fairness), 0);
}

#[test]
fn a_preferred_language_counts() {
    let mut world = World::new();
    assert_eq!(value(&world, Criterion::LanguagePreference), 1_000, "nothing to wish for");
    world.request.preferred_languages = vec!["pa".parse().unwrap()];
    assert_eq!(value(&world, Criterion::LanguagePreference), 0);
    world.champion().languages.push("pa".parse().unwrap());
    assert_eq!(value(&world, Criterion::LanguagePreference), 1_000);
}

#[test]
fn the_only_punjabi_speaker_is_not_spent_on_an_english_request() {
    let mut world = World::new();
    world.champion().languages.push("pa".parse().unwrap());
    world.candidates.push(champion(2));
    assert_eq!(value(&world, Criterion::Scarcity), 0);
    assert_eq!(world.ranking().proposals[0].affiliation, affiliation(2));
    world.request.preferred_languages = vec!["pa".parse().unwrap()];
    assert_eq!(value(&world, Criterion::Scarcity), 500, "two speak English, which this request has no use for");
}

#[test]
fn a_score_adds_up() {
    let mut world = World::new();
    world.policy.weights = Weights { distance: 7, continuity: 0, ..Weights::default() };
    let ranked = world.ranking().proposals.remove(0);
    let points: u32 = ranked.parts.iter().map(|part| part.points).sum();
    assert_eq!(u32::from(ranked.score), points / world.policy.weights.total());
    let honest = |part: &Part| part.points == u32::from(part.value) * u32::from(part.weight) && part.value <= 1_000;
    assert!(ranked.parts.iter().all(honest), "{ranked:?}");
}

#[test]
fn ties_go_to_the_lower_id() {
    let mut world = World::new();
    world.candidates = vec![champion(3), champion(1), champion(2)];
    let order: Vec<_> = world.ranking().proposals.iter().map(|ranked| ranked.affiliation).collect();
    assert_eq!(order, [affiliation(1), affiliation(2), affiliation(3)]);
}
