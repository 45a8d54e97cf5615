//! What a draft would change, over rankings of the small world.

use chrono::TimeDelta;
use rstest::rstest;
use uuid::Uuid;

use super::world::{World, affiliation, champion, instant};
use crate::{
    help::SkillLevel,
    matching::{Ranked, Ranking, Reason},
    policy::{
        AutomaticStep, Changes, Difference, DifferenceCount, DryRun, Outcome, PolicyDetails, PolicyMode, Replay,
        RuleChange, StepCount,
    },
    request::RequestId,
    session::SessionId,
    venue::VenueId,
};

fn ranking(level: SkillLevel, champions: &[u128]) -> Ranking {
    let mut world = World::new();
    world.policy = PolicyDetails { required_level: level, ..world.policy };
    world.candidates = champions.iter().map(|number| champion(*number)).collect();
    world.ranking()
}

fn replay(number: u128, before: Ranking, after: Ranking) -> Replay {
    Replay {
        request: RequestId::new(Uuid::from_u128(number)),
        taken_at: instant("2026-11-02T10:00:00Z"),
        before,
        after,
    }
}

#[test]
fn each_request_says_what_the_draft_does_to_it() {
    let (some, other) = (ranking(SkillLevel::Basic, &[1, 2]), ranking(SkillLevel::Basic, &[2]));
    let nobody = ranking(SkillLevel::Expert, &[1, 2]);
    let replays = [
        replay(1, nobody.clone(), some.clone()),
        replay(2, some.clone(), nobody.clone()),
        replay(3, some.clone(), other),
        replay(4, some.clone(), some.clone()),
        replay(5, nobody.clone(), nobody),
    ];
    let dry = DryRun::of(&replays, (PolicyMode::Manual, PolicyMode::Manual));
    let outcomes: Vec<_> = dry.requests.iter().map(|request| request.outcome).collect();
    assert_eq!(outcomes, [Outcome::Gained, Outcome::Lost, Outcome::Changed, Outcome::Same, Outcome::Same]);
    assert_eq!(dry.requests[2].before.map(|top| top.affiliation_id), Some(affiliation(1)));
    assert_eq!(dry.requests[2].after.map(|top| top.affiliation_id), Some(affiliation(2)));

    assert_eq!(dry.requests[2].differences, [Difference::Champion, Difference::Score]);
    let by_skill = |before, after| vec![RuleChange { reason: Reason::Skill, before, after }];
    let rules: Vec<_> = dry.requests.iter().map(|request| request.rules.clone()).collect();
    assert_eq!(rules, [by_skill(2, 0), by_skill(0, 2), vec![], vec![], vec![]]);
    let Changes { gained, lost, changed, same, .. } = dry.changes;
    assert_eq!((gained, lost, changed, same), (1, 1, 1, 2));

    assert_eq!((dry.before.proposed, dry.after.proposed), (3, 3));
    assert_eq!((dry.before.considered, dry.before.passed), (10, 6));
    let rejected: Vec<_> = dry.before.rejected.iter().map(|one| (one.reason, one.count)).collect();
    assert_eq!(rejected, [(Reason::Skill, 4)]);
    assert_eq!(dry.before.average_top_score, Some(some.proposals[0].score));
}

#[test]
fn a_difference_in_each_respect_is_named() {
    type Change = fn(&mut Ranked);
    let cases: [(Change, Difference); 6] = [
        (|best| best.second = Some(affiliation(9)), Difference::Champion),
        (|best| best.starts_at += TimeDelta::days(1), Difference::Time),
        (|best| best.venue = Some(VenueId::new(Uuid::from_u128(9))), Difference::Place),
        (|best| best.session = Some(SessionId::new(Uuid::from_u128(9))), Difference::Session),
        (|best| best.score -= 1, Difference::Score),
        (|best| best.to_be_asked = true, Difference::Step),
    ];
    for (change, difference) in cases {
        let before = ranking(SkillLevel::Basic, &[1]);
        let mut after = before.clone();
        change(&mut after.proposals[0]);
        let dry = DryRun::of(&[replay(1, before, after)], (PolicyMode::AutoConfirm, PolicyMode::AutoConfirm));
        assert_eq!((dry.requests[0].outcome, &dry.requests[0].differences[..]), (Outcome::Changed, &[difference][..]));
        assert_eq!(dry.changes.differences, [DifferenceCount { difference, count: 1 }]);
    }
}

#[rstest]
#[case(PolicyMode::Manual, AutomaticStep::LeaveToStaff)]
#[case(PolicyMode::Suggest, AutomaticStep::Suggest)]
#[case(PolicyMode::AutoPropose, AutomaticStep::Propose)]
#[case(PolicyMode::AutoConfirm, AutomaticStep::Confirm)]
fn a_mode_makes_a_step_of_each_request_with_a_champion(#[case] mode: PolicyMode, #[case] step: AutomaticStep) {
    let (some, nobody) = (ranking(SkillLevel::Basic, &[1]), ranking(SkillLevel::Expert, &[1]));
    let replays = [replay(1, some.clone(), some), replay(2, nobody.clone(), nobody)];
    let dry = DryRun::of(&replays, (PolicyMode::Manual, mode));
    assert_eq!(dry.after.steps, [StepCount { step, count: 1 }]);
}

#[test]
fn no_request_has_no_mean() {
    let dry = DryRun::of(&[], (PolicyMode::Manual, PolicyMode::Manual));
    assert_eq!((dry.before.proposed, dry.before.average_top_score, dry.requests.len()), (0, None, 0));
}
