//! Who may be proposed again by itself.

use rstest::rstest;
use strum::VariantArray;
use uuid::Uuid;

use super::*;

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
