//! Who said no, and who may be proposed again by itself.

use rstest::rstest;
use strum::VariantArray;
use uuid::Uuid;

use super::*;
use crate::matching::Criterion;

const NOW: &str = "2026-12-01T12:00:00Z";

fn proposal(state: ProposalState, decline_reason: Option<DeclineReason>) -> Proposal {
    let now: DateTime<Utc> = NOW.parse().unwrap();
    let (state, expires_at) = match state {
        ProposalState::Expired => (ProposalState::Open, now),
        state => (state, now + OPEN_FOR),
    };
    Proposal {
        request: Id::new(Uuid::nil()),
        affiliation: Id::new(Uuid::nil()),
        second: None,
        champions: Persons { first: Id::new(Uuid::nil()), second: None },
        setting: Setting::Remote,
        starts_at: now + OPEN_FOR,
        ends_at: now + OPEN_FOR + TimeDelta::hours(1),
        venue: None,
        session: None,
        to_be_asked: false,
        score: 500,
        parts: Vec::new(),
        policy_version: 1,
        expires_at,
        state,
        state_since: now,
        decline_reason,
        declined_affiliation: None,
    }
}

#[rstest]
#[case(ProposalState::Open, None, true, true)]
#[case(ProposalState::Accepted, None, true, true)]
#[case(ProposalState::Superseded, None, true, true)]
#[case(ProposalState::Cancelled, None, false, false)]
#[case::only_looked_at(ProposalState::Expired, None, true, false)]
#[case(ProposalState::Declined, Some(DeclineReason::ChampionSaidNo), false, false)]
#[case(ProposalState::Declined, Some(DeclineReason::LearnerSaidNo), false, false)]
#[case(ProposalState::Declined, Some(DeclineReason::Other), false, false)]
#[case::at_another_time(ProposalState::Declined, Some(DeclineReason::TimeUnsuitable), true, true)]
#[case::at_another_place(ProposalState::Declined, Some(DeclineReason::PlaceUnsuitable), true, true)]
fn who_was_decided_against_does_not_come_again_by_itself(
    #[case] state: ProposalState,
    #[case] reason: Option<DeclineReason>,
    #[case] suggested: bool,
    #[case] asked: bool,
) {
    for mode in PolicyMode::VARIANTS {
        let expected = if *mode == PolicyMode::Suggest { suggested } else { asked };
        let comes = proposal(state, reason).lets_come_again(*mode, NOW.parse().unwrap());
        assert_eq!(comes, expected, "{state:?} {reason:?} {mode:?}");
    }
}

fn affiliation(number: u128) -> AffiliationId {
    AffiliationId::new(Uuid::from_u128(number))
}

/// Of two champions, for a home.
fn pair() -> Proposal {
    let now: DateTime<Utc> = "2026-11-23T12:00:00Z".parse().unwrap();
    let part = Part { criterion: Criterion::SkillFit, value: 0, weight: 0, points: 0 };
    let ranked = Ranked {
        affiliation: affiliation(1),
        second: Some(affiliation(2)),
        starts_at: now + TimeDelta::days(2),
        ends_at: now + TimeDelta::days(2) + TimeDelta::hours(1),
        venue: None,
        session: None,
        to_be_asked: false,
        score: 500,
        parts: [part; 8],
    };
    let person = |number| ChampionId::new(Uuid::from_u128(number));
    let persons = Persons { first: person(1), second: Some(person(2)) };
    Proposal::new(RequestId::new(Uuid::from_u128(3)), Setting::Home, &ranked, persons, 1, now)
}

#[test]
fn a_no_is_about_whoever_is_named_of_the_two() {
    for (named, whom) in [(None, 1), (Some(1), 1), (Some(2), 2)] {
        let whom = affiliation(whom);
        assert_eq!(pair().whom(named.map(affiliation)).unwrap(), whom);
        let now = pair().state_since;
        let declined = pair().decide(Decision::Decline(DeclineReason::ChampionSaidNo, whom), now).unwrap();
        assert_eq!(declined.declined().unwrap().affiliation, whom, "as the next ranking minds it");
    }
    let refused = pair().whom(Some(affiliation(3))).unwrap_err().into_vec();
    assert_eq!(refused[0].pointer, "/affiliation_id");
}
