//! Concrete times: earliest, wall clock, commitments, notice.

use rstest::rstest;

use super::{
    alone::judged,
    world::{BEXLEYHEATH, WELLING, World, affiliation, calendar, commitment, instant, place, slot, venue},
};
use crate::{
    help::Setting,
    matching::{Chosen, Commitment, Outcome, Reason, options, still_holds},
    request::Urgency,
    shift::Whereabouts,
};

#[test]
fn notice_is_kept() {
    let mut world = World::new();
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:00Z"), "Tuesday at ten is less than a day away");
    world.policy.notice_hours = 12;
    assert_eq!(world.start().as_deref(), Some("2026-11-24T10:00Z"));
    world.now = "2026-11-24T10:07:00Z";
    world.policy.notice_hours = 0;
    assert_eq!(world.start().as_deref(), Some("2026-11-24T10:15Z"), "from the next quarter of an hour on");
}

#[rstest]
#[case::free(&[], Some("10:00"))]
#[case::back_to_back(&[("09:00", "10:00"), ("11:00", "12:00")], Some("10:00"))]
#[case::begins_with_an_overlap(&[("09:00", "10:01")], Some("10:05"))]
#[case::ends_with_an_overlap(&[("10:59", "11:00")], Some("11:00"))]
#[case::between(&[("10:00", "10:10"), ("11:15", "12:00")], Some("10:10"))]
#[case::no_room(&[("10:00", "10:20"), ("11:15", "12:00")], None)]
#[case::overlapping_commitments(&[("09:00", "10:30"), ("09:30", "10:20")], Some("10:30"))]
fn help_begins_where_commitments_leave_room(#[case] taken: &[(&str, &str)], #[case] start: Option<&str>) {
    let mut world = World::new();
    world.policy.travel_buffer_minutes = 0;
    let day = |time: &str| format!("2026-12-01T{time}:00Z");
    world.champion().commitments = taken.iter().map(|(start, end)| commitment(&day(start), &day(end))).collect();
    assert_eq!(world.start(), start.map(|time| format!("2026-12-01T{time}Z")));
}

#[test]
fn the_way_between_two_places_takes_time_and_a_call_does_not() {
    let mut world = World::new();
    world.champion().commitments = vec![commitment("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z")];
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:30Z"));
    world.champion().commitments[0].at = Whereabouts::Anywhere;
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:00Z"), "from a call");
    world.champion().commitments[0].at = Whereabouts::Home;
    world.request.setting = Setting::Remote;
    world.champion().settings = vec![Setting::Remote];
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:00Z"), "on to a call");
}

#[test]
fn who_is_there_already_has_no_way_to_go() {
    let mut world = World::new();
    let venue = world.places[0].venue;
    let starts_at = instant("2026-12-01T10:00:00Z");
    let chosen = Chosen { affiliation: affiliation(1), second: None, starts_at, venue: Some(venue), session: None };
    let mut held_after = |at: Whereabouts| {
        let taken = commitment("2026-12-01T09:00:00Z", "2026-12-01T10:00:00Z");
        world.champion().commitments = vec![Commitment { at, ..taken }];
        still_holds(&world.ask(), &world.candidates, &world.policy, calendar(world.now), chosen)
    };
    assert_eq!(held_after(Whereabouts::Venue(venue)), Ok(()));
    assert_eq!(held_after(Whereabouts::Home), Err(Reason::Busy));
}

/// Free from 11:00 to 12:00, and until then at a place; the way to another one takes half an hour.
#[rstest]
#[case::there(Whereabouts::Venue(venue(1)), None)]
#[case::at_another_venue(Whereabouts::Venue(venue(2)), Some(Reason::Busy))]
#[case::at_a_home(Whereabouts::Home, Some(Reason::Busy))]
#[case::on_the_phone(Whereabouts::Anywhere, None)]
fn the_way_is_judged_by_where_the_help_would_be(#[case] at: Whereabouts, #[case] reason: Option<Reason>) {
    let mut world = World::new();
    world.champion().slots = vec![slot("2026-12-01 11:00-12:00")];
    let taken = commitment("2026-12-01T09:00:00Z", "2026-12-01T11:00:00Z");
    world.champion().commitments = vec![Commitment { at, ..taken }];
    assert_eq!(world.reason(), reason, "as the ranking says");
    let ways = options(&world.ask(), &world.candidates, &world.policy, calendar(world.now), 5);
    assert_eq!(ways.offers.is_empty(), reason.is_some(), "as a plan may choose");
    let (judged, _) = judged(&world);
    assert_eq!(judged == Outcome::Rejected, reason.is_some(), "as it is explained");
}

#[test]
fn who_has_time_at_a_place_further_away_is_proposed_there() {
    let mut world = World::new();
    world.champion().slots = vec![slot("2026-12-01 11:00-12:00")];
    world.places = vec![place(1, WELLING), place(2, BEXLEYHEATH)];
    assert_eq!(world.ranking().proposals[0].venue, Some(venue(1)), "the nearest");
    let taken = commitment("2026-12-01T09:00:00Z", "2026-12-01T11:00:00Z");
    world.champion().commitments = vec![Commitment { at: Whereabouts::Venue(venue(2)), ..taken }];
    assert_eq!(world.ranking().proposals[0].venue, Some(venue(2)), "where the champion is already");
}

#[rstest]
#[case::before("2027-03-15T12:00:00Z", "2027-03-16", "2027-03-23T10:00Z")]
#[case::across("2027-03-22T12:00:00Z", "2027-03-24", "2027-03-30T09:00Z")]
#[case::autumn("2027-10-25T12:00:00Z", "2027-10-27", "2027-11-02T10:00Z")]
fn ten_o_clock_stays_ten_o_clock_through_both_clock_changes(
    #[case] now: &'static str,
    #[case] from: &str,
    #[case] start: &str,
) {
    let mut world = World::new();
    world.now = now;
    world.request.from = Some(from.parse().unwrap());
    world.request.times = vec![slot("tuesday 10:00-12:00")];
    assert_eq!(world.start().as_deref(), Some(start));
}

#[test]
fn an_hour_that_the_clocks_skip_is_not_long_enough() {
    let mut world = World::new();
    world.now = "2027-03-25T12:00:00Z";
    let night = slot("2027-03-28 00:30-02:30");
    world.request.times = vec![night];
    world.champion().slots = vec![night];
    assert_eq!(world.start().as_deref(), Some("2027-03-28T00:30Z"));
    world.request.duration_minutes = 61;
    assert_eq!(world.start(), None, "from half past midnight to half past two is one hour that night");
}

#[test]
fn the_learners_first_wish_goes_before_an_earlier_time_unless_it_is_urgent() {
    let mut world = World::new();
    world.champion().slots = vec![slot("tuesday 09:00-13:00"), slot("thursday 09:00-13:00")];
    world.request.times = vec![slot("tuesday 10:00-12:00"), slot("thursday 10:00-12:00")];
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:00Z"));
    world.request.times.reverse();
    assert_eq!(world.start().as_deref(), Some("2026-11-26T10:00Z"));
    world.request.times.reverse();
    world.request.urgency = Urgency::High;
    assert_eq!(world.start().as_deref(), Some("2026-11-26T10:00Z"));
}

#[test]
fn whoever_may_be_asked_passes_as_to_be_asked_and_scores_lower() {
    let mut world = World::new();
    let certain = world.ranking().proposals[0].clone();
    world.champion().slots.clear();
    world.champion().ask_me = true;
    let asked = world.ranking().proposals[0].clone();
    assert!(asked.to_be_asked && !certain.to_be_asked);
    assert_eq!(asked.starts_at, certain.starts_at);
    assert!(asked.score < certain.score);
    world.champion().commitments = vec![commitment("2026-12-01T09:00:00Z", "2026-12-01T12:00:00Z")];
    assert_eq!(world.start(), None, "existing commitments still reject");
}

#[test]
fn own_times_go_before_asking() {
    let mut world = World::new();
    world.champion().ask_me = true;
    assert!(!world.ranking().proposals[0].to_be_asked);
}

#[test]
fn a_learner_who_names_no_times_can_at_any_time_of_day() {
    let mut world = World::new();
    world.request.times.clear();
    world.champion().slots = vec![slot("wednesday 07:00-13:00")];
    assert_eq!(world.start().as_deref(), Some("2026-11-25T08:00Z"));
    world.champion().slots.clear();
    world.champion().ask_me = true;
    assert_eq!(world.start().as_deref(), Some("2026-11-24T12:00Z"), "a day from now");
}
