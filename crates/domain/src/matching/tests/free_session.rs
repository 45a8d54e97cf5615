//! Which free session: where, when, about what, with whom.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;
use uuid::Uuid;

use super::{
    properties::pool,
    world::{BEXLEYHEATH, NOW, World, affiliation, calendar, champion, instant, place, slot, topic},
};
use crate::{
    affiliation::AffiliationId,
    help::AccessFeature,
    interval::Interval,
    matching::{
        Candidate, Chosen, Commitment, Declined, FreeSession, Outcome, Ranked, Ranking, Reason, explain_together,
        holds_in_session, rank_together,
    },
    partner::Audience,
    proposal::DeclineReason,
    session::SessionId,
    shift::Whereabouts,
    venue::VenueId,
};

fn venue(number: u128) -> VenueId {
    VenueId::new(Uuid::from_u128(number))
}

/// A drop-in at the library that lasts from the one to the other, with this champion on it or with none yet.
fn drop_in(number: u128, hours: (&str, &str), with: Option<AffiliationId>) -> FreeSession {
    let details = json!({
        "title": {"en": "Ask about your phone"}, "setting": "venue", "venue_id": venue(1), "booking": "drop_in",
        "starts_at": hours.0, "ends_at": hours.1, "visibility": "public",
    });
    FreeSession {
        id: SessionId::new(Uuid::from_u128(number)),
        details: serde_json::from_value(details).unwrap(),
        interval: Interval::new(instant(hours.0), instant(hours.1)).unwrap(),
        topics: Vec::new(),
        place: place(1, BEXLEYHEATH),
        champions: with.into_iter().collect(),
        lacks_champions: with.is_none(),
    }
}

const TUESDAY: (&str, &str) = ("2026-12-08T11:00:00Z", "2026-12-08T13:00:00Z");

/// What a champion is taken for who is on it.
fn taken(session: &FreeSession) -> Commitment {
    Commitment { interval: session.interval, at: Whereabouts::of(session.details.setting, Some(venue(1))), own: true }
}

fn a_month() -> World {
    let mut world = World::new();
    world.policy.horizon_days = 28;
    world
}

/// A champion who has said yes to the second Tuesday's drop-in, and has other time the week before.
fn there() -> (World, Vec<FreeSession>) {
    let mut world = a_month();
    let session = drop_in(7, TUESDAY, Some(affiliation(1)));
    world.champion().commitments = vec![taken(&session)];
    (world, vec![session])
}

/// The same champion before saying yes.
fn could_be_there() -> (World, Vec<FreeSession>) {
    (a_month(), vec![drop_in(7, TUESDAY, None)])
}

fn ranking(world: &World, sessions: &[FreeSession]) -> Ranking {
    rank_together(&world.ask(), sessions, &world.candidates, &world.policy, calendar(world.now), 20)
}

fn best(world: &World, sessions: &[FreeSession]) -> Ranked {
    ranking(world, sessions).proposals.first().cloned().unwrap()
}

#[rstest]
#[case::by_a_shift(there())]
#[case::by_an_open_one(could_be_there())]
fn a_session_that_takes_place_anyway_goes_before_an_hour_of_its_own(#[case] given: (World, Vec<FreeSession>)) {
    let (world, sessions) = given;
    let ranked = best(&world, &sessions);
    assert_eq!((ranked.session, ranked.venue), (Some(sessions[0].id), Some(venue(1))));
    assert_eq!(ranked.starts_at, instant("2026-12-08T11:00:00Z"), "from its beginning, as long as help takes");
    assert_eq!(ranked.ends_at, instant("2026-12-08T12:00:00Z"));
    let alone = best(&world, &[]);
    assert_eq!((alone.session, alone.starts_at), (None, instant("2026-12-01T10:00:00Z")));
}

#[rstest]
#[case::about_something_else(|_: &mut World, session: &mut FreeSession| session.details.topics = vec![topic("nhs-app")])]
#[case::about_one_of_two(|world: &mut World, session: &mut FreeSession| {
    world.request.topics.push(topic("nhs-app"));
    world.champion().skills.push((topic("nhs-app"), crate::help::SkillLevel::Expert));
    session.details.topics = vec![topic("blue-badge")];
})]
#[case::for_others(|_: &mut World, session: &mut FreeSession| session.details.audiences = vec![Audience::Dementia])]
#[case::elsewhere(|_: &mut World, session: &mut FreeSession| session.place = place(3, BEXLEYHEATH))]
#[case::at_a_place_that_does_not_serve(|world: &mut World, session: &mut FreeSession| {
    world.places.push(place(3, BEXLEYHEATH));
    world.request.access_needs = vec![AccessFeature::StepFree];
    world.places[1].features.clear();
    session.place = world.places[1].clone();
})]
#[case::when_the_learner_cannot(|world: &mut World, _: &mut FreeSession| world.request.times = vec![slot("tuesday 09:00-11:59")])]
#[case::after_the_learner_s_last_day(|world: &mut World, _: &mut FreeSession| world.request.until = "2026-12-07".parse().ok())]
#[case::at_a_time_that_was_declined(|world: &mut World, session: &mut FreeSession| {
    let reason = DeclineReason::TimeUnsuitable;
    world.declined = vec![Declined { affiliation: affiliation(9), venue: None, interval: session.interval, reason }];
})]
#[case::without_this_champion(|_: &mut World, session: &mut FreeSession| {
    session.champions = vec![affiliation(2)];
    session.lacks_champions = false;
})]
fn where_none_fits_it_is_an_hour_of_its_own(
    #[case] change: fn(&mut World, &mut FreeSession),
    #[values(there(), could_be_there())] given: (World, Vec<FreeSession>),
) {
    let (mut world, mut sessions) = given;
    change(&mut world, &mut sessions[0]);
    assert_eq!(best(&world, &sessions).session, None);
}

#[rstest]
#[case::not_for_all_of_it(|world: &mut World| world.champion().slots = vec![slot("tuesday 09:00-12:30")])]
#[case::busy_for_some_of_it(|world: &mut World| {
    let mut taken = taken(&drop_in(8, ("2026-12-08T12:45:00Z", "2026-12-08T14:00:00Z"), None));
    taken.at = Whereabouts::Home;
    world.champion().commitments = vec![taken];
})]
#[case::over_the_cap_by_all_of_it(|world: &mut World| world.champion().weekly_minutes_cap = Some(119))]
fn an_open_shift_is_taken_whole(#[case] change: fn(&mut World)) {
    let (mut world, sessions) = could_be_there();
    assert!(best(&world, &sessions).session.is_some());
    change(&mut world);
    assert_eq!(best(&world, &sessions).session, None);
}

#[test]
fn who_may_be_asked_is_asked_and_who_has_said_yes_is_not() {
    let (mut world, sessions) = could_be_there();
    world.champion().slots.clear();
    world.champion().ask_me = true;
    let asked = best(&world, &sessions);
    assert!(asked.to_be_asked && asked.session.is_some());
    let (mut world, sessions) = there();
    world.champion().slots.clear();
    world.champion().ask_me = true;
    let certain = best(&world, &sessions);
    assert!(!certain.to_be_asked && certain.session.is_some());
    assert!(certain.score > asked.score);
}

#[test]
fn a_champion_who_is_only_ever_there_is_proposed_there_and_explained() {
    let (mut world, sessions) = there();
    world.champion().slots.clear();
    assert_eq!(world.reason(), Some(Reason::NotAvailable), "not for an hour of its own");
    assert_eq!(best(&world, &sessions).session, Some(sessions[0].id));
    let (asked, candidates) = (world.ask(), &world.candidates);
    let explain = |sessions| {
        explain_together(&asked, sessions, candidates, &world.policy, calendar(NOW), (1, affiliation(1))).unwrap()
    };
    assert_eq!(explain(&sessions).outcome, Outcome::Proposed);
    assert_eq!(explain(&[]).outcome, Outcome::Rejected);
}

#[test]
fn of_two_sessions_the_better_and_then_the_earlier() {
    let (mut world, mut sessions) = there();
    sessions.push(drop_in(5, ("2026-12-08T10:00:00Z", "2026-12-08T11:00:00Z"), Some(affiliation(1))));
    sessions.push(drop_in(6, ("2026-12-01T10:00:00Z", "2026-12-01T11:00:00Z"), Some(affiliation(1))));
    world.champion().commitments = sessions.iter().map(taken).collect();
    assert_eq!(best(&world, &sessions).session, Some(sessions[2].id), "sooner");
    sessions.pop();
    assert_eq!(best(&world, &sessions).session, Some(sessions[1].id));
    sessions.reverse();
    assert_eq!(best(&world, &sessions).session, Some(sessions[0].id), "whatever order they come in");
    sessions.push(drop_in(7, ("2026-12-08T10:00:00Z", "2026-12-08T11:00:00Z"), Some(affiliation(1))));
    sessions.push(drop_in(8, ("2026-12-08T10:00:00Z", "2026-12-08T11:30:00Z"), Some(affiliation(1))));
    let (there, mut turned) = (best(&world, &sessions).session, sessions.clone());
    turned.reverse();
    assert_eq!(best(&world, &turned).session, there, "two at the same time");
}

proptest! {
    /// Who is on a session keeps every promise, and what is proposed there is accepted there.
    #[test]
    fn what_is_proposed_in_a_session_holds_in_it(pool in pool(), starts in prop::collection::vec((0..14 * 24_i64, 1..4_i64, any::<bool>()), 0..6)) {
        let mut world = World::new();
        world.candidates = pool;
        world.request.times.clear();
        let sessions: Vec<FreeSession> = starts.iter().zip(20..).map(|((hour, length, staffed), number)| {
            let start = instant(NOW) + chrono::TimeDelta::hours(*hour);
            let end = start + chrono::TimeDelta::hours(*length);
            drop_in(number, (&start.to_rfc3339(), &end.to_rfc3339()), staffed.then(|| affiliation(1)))
        }).collect();
        let ranking = ranking(&world, &sessions);
        let mut turned = sessions.clone();
        turned.reverse();
        world.candidates.reverse();
        prop_assert_eq!(&rank_together(&world.ask(), &turned, &world.candidates, &world.policy, calendar(NOW), 20), &ranking);
        for ranked in ranking.proposals {
            let Ranked { affiliation, second, starts_at, ends_at, venue, session, .. } = ranked;
            let Some(id) = session else { continue };
            let session = sessions.iter().find(|session| session.id == id);
            let chosen = Chosen { affiliation, second, starts_at, venue, session: Some(id) };
            let free = session.unwrap();
            prop_assert!(free.interval.start() <= starts_at && ends_at <= free.interval.end());
            let holds = |session| holds_in_session(&world.ask(), session, &world.candidates, &world.policy, calendar(NOW), chosen);
            prop_assert_eq!(holds(session), Ok(()));
            prop_assert_eq!(holds(None), Err(Reason::NotAvailable));
        }
    }
}

#[test]
fn nobody_is_there_who_is_not_active() {
    let (mut world, sessions) = there();
    world.candidates = vec![Candidate { active: None, ..champion(1) }];
    assert_eq!(ranking(&world, &sessions).proposals, []);
    world.candidates = vec![Candidate { travel_limit_m: Some(100), ..champion(1) }];
    assert_eq!(ranking(&world, &sessions).funnel.rejected[0].reason, Reason::TooFar);
}
