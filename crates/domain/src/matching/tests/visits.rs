//! Where the learner already goes each week: a place and a time at once.

use proptest::prelude::*;
use rstest::rstest;
use uuid::Uuid;

use super::{
    properties::pool,
    world::{ERITH, NOW, WELLING, World, calendar, place, slot, venue},
};
use crate::{
    help::AccessFeature,
    matching::{Chosen, Criterion, Offer, Ranked, Reason, options, still_holds},
    request::WeeklyVisit,
    venue::VenueId,
};

fn visit(number: u128, hours: &str) -> WeeklyVisit {
    let slot = slot(hours);
    WeeklyVisit { venue_id: venue(number), weekday: slot.weekday.unwrap(), start: slot.start, end: slot.end }
}

/// Tuesdays at the library, and a learner who is at a coffee morning in Welling every Thursday.
fn world() -> World {
    let mut world = World::new();
    world.places.push(place(2, WELLING));
    world.request.venue_ids = vec![venue(1)];
    world.request.weekly_visits = vec![visit(2, "thursday 10:00-12:00")];
    world.champion().slots = vec![slot("tuesday 09:00-13:00"), slot("thursday 09:00-11:30")];
    world
}

fn best(world: &World) -> Ranked {
    world.ranking().proposals.first().cloned().unwrap()
}

fn value(ranked: &Ranked, criterion: Criterion) -> u16 {
    ranked.parts.iter().find(|part| part.criterion == criterion).unwrap().value
}

#[test]
fn help_is_given_in_the_hour_when_the_learner_is_there_anyway() {
    let ranked = best(&world());
    assert_eq!((ranked.venue, ranked.starts_at.to_rfc3339().as_str()), (Some(venue(2)), "2026-11-26T10:00:00+00:00"));
    assert_eq!(value(&ranked, Criterion::PreferredPlace), 1_000);
    let mut elsewhere = world();
    elsewhere.champion().slots.pop();
    let ranked = best(&elsewhere);
    assert_eq!((ranked.venue, ranked.starts_at.to_rfc3339().as_str()), (Some(venue(1)), "2026-12-01T10:00:00+00:00"));
    assert_eq!(value(&ranked, Criterion::PreferredPlace), 0);
}

#[test]
fn the_hour_of_a_visit_is_as_good_as_the_first_time_that_is_named() {
    let mut world = world();
    world.request.times = vec![slot("monday 10:00-12:00"), slot("tuesday 10:00-12:00"), slot("thursday 08:00-09:30")];
    let at_the_visit = value(&best(&world), Criterion::PreferredTime);
    world.request.times = vec![slot("thursday 10:00-12:00")];
    world.request.weekly_visits = Vec::new();
    assert_eq!(value(&best(&world), Criterion::PreferredTime), at_the_visit);
}

#[rstest]
#[case::no_other_time(|_: &mut World| (), None)]
#[case::not_then(|world: &mut World| world.champion().slots = vec![slot("tuesday 09:00-13:00")], Some(Reason::NotAvailable))]
#[case::not_there(|world: &mut World| world.places.iter_mut().for_each(|place| place.point = ERITH), Some(Reason::TooFar))]
#[case::not_for_the_learner(|world: &mut World| {
    world.request.access_needs = vec![AccessFeature::StepFree];
    world.places.iter_mut().for_each(|place| place.features.clear());
}, Some(Reason::VenueAccess))]
#[case::a_place_that_is_not_known(|world: &mut World| world.places.clear(), Some(Reason::VenueAccess))]
fn who_names_only_visits_is_helped_only_there_and_then(#[case] change: fn(&mut World), #[case] reason: Option<Reason>) {
    let mut world = world();
    world.request.times = Vec::new();
    change(&mut world);
    assert_eq!(world.reason(), reason);
}

#[test]
fn a_place_of_a_visit_serves_at_no_other_hour_where_venues_are_named() {
    let mut world = world();
    world.request.times = vec![slot("tuesday 10:00-12:00")];
    world.champion().slots = vec![slot("tuesday 09:00-13:00")];
    assert_eq!(best(&world).venue, Some(venue(1)));
    world.request.venue_ids = Vec::new();
    assert_eq!(
        best(&world).venue,
        Some(venue(2)),
        "and serves, as a place that the learner knows, where none is named"
    );
}

proptest! {
    #[test]
    fn every_way_keeps_place_and_hour_and_is_accepted_as_it_is(pool in pool(), named in any::<bool>()) {
        let mut world = world();
        world.candidates = pool;
        world.request.weekly_visits.push(visit(1, "saturday 08:00-14:00"));
        if !named {
            world.request.times.clear();
        }
        let ask = world.ask();
        let calendar = calendar(NOW);
        let ways = options(&ask, &world.candidates, &world.policy, calendar, 20);
        let ranking = world.ranking();
        prop_assert_eq!(&ways.funnel, &ranking.funnel);
        for ranked in &ranking.proposals {
            prop_assert!(ways.offers.iter().any(|offer| offer.best == *ranked), "the best way is one of them");
        }
        let starts = |offer: &Offer| {
            let ends = offer.stretches.iter().flat_map(|stretch| [stretch.first, stretch.last].map(|start| offer.at(*stretch, start)));
            ends.collect::<Vec<_>>()
        };
        for ranked in ways.offers.iter().flat_map(starts).chain(ranking.proposals) {
            let local = calendar.zone.local(ranked.starts_at).naive_local();
            let day = local.date().format("%A").to_string();
            let expected = if day == "Thursday" { Some(venue(2)) } else { Some(venue(1)) };
            prop_assert!(named || day != "Tuesday");
            prop_assert_eq!(ranked.venue, expected);
            let Ranked { affiliation, second, starts_at, venue, .. } = ranked.clone();
            let chosen = Chosen { affiliation, second, starts_at, venue, session: None };
            prop_assert_eq!(still_holds(&ask, &world.candidates, &world.policy, calendar, chosen), Ok(()));
            let elsewhere = Chosen { venue: Some(VenueId::new(Uuid::from_u128(3))), ..chosen };
            prop_assert!(still_holds(&ask, &world.candidates, &world.policy, calendar, elsewhere).is_err());
        }
    }

    #[test]
    fn the_order_of_champions_changes_nothing_here_either(pool in pool()) {
        let mut world = world();
        world.candidates = pool;
        let first = world.ranking();
        world.candidates.reverse();
        prop_assert_eq!(world.ranking(), first);
    }
}
