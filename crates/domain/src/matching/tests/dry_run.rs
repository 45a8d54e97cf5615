//! What a draft would change, over rankings of the small world.

use uuid::Uuid;

use super::world::{World, affiliation, champion, instant};
use crate::{
    help::SkillLevel,
    matching::{Ranking, Reason},
    policy::{DryRun, Outcome, PolicyDetails, Replay},
    request::RequestId,
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
    let dry = DryRun::of(&[
        replay(1, nobody.clone(), some.clone()),
        replay(2, some.clone(), nobody.clone()),
        replay(3, some.clone(), other),
        replay(4, some.clone(), some.clone()),
        replay(5, nobody.clone(), nobody),
    ]);
    let outcomes: Vec<_> = dry.requests.iter().map(|request| request.outcome).collect();
    assert_eq!(outcomes, [Outcome::Gained, Outcome::Lost, Outcome::Changed, Outcome::Same, Outcome::Same]);
    assert_eq!(dry.requests[2].before.map(|top| top.affiliation_id), Some(affiliation(1)));
    assert_eq!(dry.requests[2].after.map(|top| top.affiliation_id), Some(affiliation(2)));

    assert_eq!((dry.before.proposed, dry.after.proposed), (3, 3));
    assert_eq!((dry.before.considered, dry.before.passed), (10, 6));
    let rejected: Vec<_> = dry.before.rejected.iter().map(|one| (one.reason, one.count)).collect();
    assert_eq!(rejected, [(Reason::Skill, 4)]);
    assert_eq!(dry.before.average_top_score, Some(some.proposals[0].score));
}

#[test]
fn no_request_has_no_mean() {
    let dry = DryRun::of(&[]);
    assert_eq!((dry.before.proposed, dry.before.average_top_score, dry.requests.len()), (0, None, 0));
}
