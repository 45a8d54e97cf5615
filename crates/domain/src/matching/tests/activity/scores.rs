//! The soft criteria of an activity, each by its documented formula, and the order that they make.

use serde_json::json;

use super::{NOW, World, open};
use crate::{
    help::SkillLevel,
    matching::{
        Candidate, Criterion, Funnel, Reason, Rejected, champions_for,
        tests::world::{BEXLEYHEATH, WELLING, affiliation, calendar, champion, topic},
    },
};

#[test]
fn every_criterion_by_its_formula() {
    let mut world = World::new();
    let metres = WELLING.distance_m(BEXLEYHEATH);
    for (criterion, value) in [
        (Criterion::SkillFit, 667),
        (Criterion::Distance, u16::try_from(1_000 * (3_000 - metres) / 3_000).unwrap()),
        (Criterion::Continuity, 1_000),
        (Criterion::PreferredTime, 1_000),
        (Criterion::PreferredPlace, 1_000),
        (Criterion::Fairness, 1_000),
        (Criterion::LanguagePreference, 1_000),
        (Criterion::Scarcity, 0),
    ] {
        assert_eq!(world.value(criterion), value, "{criterion:?}");
    }
    world.details["topics"] = json!([]);
    assert_eq!(world.value(Criterion::SkillFit), 1_000, "nothing to wish for");
    world.details["languages"] = json!(["pa", "en"]);
    assert_eq!(world.value(Criterion::Scarcity), 1_000, "no language is spent");
    world.champion().load_minutes = 240;
    assert_eq!(world.value(Criterion::Fairness), 750);
    world.policy = json!({"require_language": false});
    world.details["languages"] = json!(["pa"]);
    assert_eq!(world.value(Criterion::LanguagePreference), 0);
    world.champion().travel_limit_m = None;
    world.point = None;
    assert_eq!(world.value(Criterion::Distance), 0, "not known");
}

#[test]
fn the_best_come_first_ties_go_to_the_lower_id_and_the_others_are_counted() {
    let mut world = World::new();
    let expert = Candidate { skills: vec![(topic("blue-badge"), SkillLevel::Expert)], ..champion(4) };
    let gone = Candidate { active: None, ..champion(5) };
    world.champions = vec![champion(3), gone, champion(1), expert];
    let found = world.champions_for();
    let order: Vec<_> = found.items.iter().map(|item| item.id).collect();
    assert_eq!(order, [affiliation(4), affiliation(1), affiliation(3)]);
    let rejected = vec![Rejected { reason: Reason::NotActive, count: 1 }];
    assert_eq!(found.funnel, Funnel { considered: 4, passed: 3, rejected });
    let details = world.details();
    let best = champions_for(&open(1, &details, world.point), &world.champions, &world.policy(), calendar(NOW), 1);
    assert_eq!(best.items, found.items.into_iter().take(1).collect::<Vec<_>>());
    assert_eq!(best.funnel, found.funnel, "the limit is for what is shown");
}
