//! Which champions could join an activity: one thing broken at a time.

mod properties;
mod scores;

use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::world::{BEXLEYHEATH, ERITH, affiliation, calendar, champion, check, commitment, course, slot, topic};
use crate::{
    activity::{ActivityDetails, ActivityId},
    geo::Point,
    help::SkillLevel,
    matching::{
        Candidate, Commitment, Criterion, Days, Funnel, OpenActivity, Reason, Suitability, SuitedTime, champions_for,
    },
    policy::PolicyDetails,
};

/// A Monday noon; the activity is on Tuesdays at ten, so tomorrow.
const NOW: &str = "2026-11-23T12:00:00Z";

/// A coffee morning where people ask about Blue Badges, and a champion from Welling who could join.
struct World {
    details: Value,
    point: Option<Point>,
    policy: Value,
    champions: Vec<Candidate>,
    now: &'static str,
}

impl World {
    fn new() -> Self {
        let details = json!({
            "name": "Coffee morning", "venue_id": "ven_00000000000000000000000000000001", "topics": ["blue-badge"],
            "times": [{"weekday": "tuesday", "start": "10:00", "end": "12:00"}],
        });
        Self { details, point: Some(BEXLEYHEATH), policy: json!({}), champions: vec![champion(1)], now: NOW }
    }

    fn champion(&mut self) -> &mut Candidate {
        self.champions.first_mut().unwrap()
    }

    fn policy(&self) -> PolicyDetails {
        serde_json::from_value(self.policy.clone()).unwrap()
    }

    fn details(&self) -> ActivityDetails {
        let details: ActivityDetails = serde_json::from_value(self.details.clone()).unwrap();
        details.check().unwrap();
        details
    }

    fn champions_for(&self) -> Suitability<crate::AffiliationId> {
        let details = self.details();
        champions_for(&open(1, &details, self.point), &self.champions, &self.policy(), calendar(self.now), 50)
    }

    /// Why the only champion is rejected, if so.
    fn reason(&self) -> Option<Reason> {
        let Funnel { considered, passed, rejected } = self.champions_for().funnel;
        assert_eq!(considered, passed + rejected.iter().map(|rejected| rejected.count).sum::<u32>());
        rejected.first().map(|rejected| rejected.reason)
    }

    fn times(&self) -> Vec<SuitedTime> {
        self.champions_for().items.remove(0).times
    }

    fn value(&self, criterion: Criterion) -> u16 {
        let items = self.champions_for().items;
        let first = items.iter().find(|item| item.id == affiliation(1)).unwrap();
        first.parts.iter().find(|part| part.criterion == criterion).unwrap().value
    }
}

fn open(number: u128, details: &ActivityDetails, point: Option<Point>) -> OpenActivity<'_> {
    let topics = details.topics.iter().map(|slug| vec![slug.clone(), topic("specialist")]).collect();
    OpenActivity { id: ActivityId::new(Uuid::from_u128(number)), details, topics, point }
}

fn basic_check(months: u16) -> Value {
    json!({"required_checks": [{"setting": "venue", "scheme": "dbs", "level": "basic", "recheck_months": months}]})
}

fn own(start: &str, end: &str) -> Commitment {
    Commitment { own: true, ..commitment(start, end) }
}

#[test]
fn everything_fits() {
    let world = World::new();
    assert_eq!(world.reason(), None);
    assert_eq!(world.times(), [SuitedTime { time: slot("tuesday 10:00-12:00"), to_be_asked: false }]);
}

#[rstest]
#[case::not_active(|world: &mut World| world.champion().active = None, Reason::NotActive)]
#[case::active_only_today(
    |world: &mut World| world.champion().active = Some(Days { last: "2026-11-23".parse().unwrap(), ..Days::ALL }),
    Reason::NotActive
)]
#[case::not_at_venues(|world: &mut World| world.champion().settings = vec![crate::help::Setting::Home], Reason::Setting)]
#[case::no_check(|world: &mut World| world.policy = basic_check(36), Reason::CheckMissing)]
#[case::no_course(|world: &mut World| world.policy = json!({"required_courses": [{"course_id": course(1)}]}), Reason::CourseMissing)]
#[case::a_check_of_unknown_status(
    |world: &mut World| {
        world.policy = basic_check(36);
        world.champion().checks = vec![crate::matching::HeldCheck { current: false, ..check() }];
    },
    Reason::CheckUnknown
)]
#[case::a_check_that_is_due_by_then(
    |world: &mut World| {
        world.policy = basic_check(22);
        world.champion().checks = vec![check()];
    },
    Reason::CheckLapsed
)]
#[case::no_skill(|world: &mut World| world.champion().skills.clear(), Reason::Skill)]
#[case::not_good_enough(|world: &mut World| world.policy = json!({"required_level": "expert"}), Reason::Skill)]
#[case::another_language(|world: &mut World| world.details["languages"] = json!(["pa"]), Reason::Language)]
#[case::not_at_ease(|world: &mut World| world.details["audiences"] = json!(["older_people", "carers"]), Reason::Audience)]
#[case::nobody_knows_how_far(|world: &mut World| world.point = None, Reason::DistanceUnknown)]
#[case::too_far(|world: &mut World| world.point = Some(ERITH), Reason::TooFar)]
#[case::on_another_day(
    |world: &mut World| world.champion().slots = vec![slot("wednesday 09:00-13:00")],
    Reason::NotAvailable
)]
#[case::for_a_part_of_it(
    |world: &mut World| world.champion().slots = vec![slot("tuesday 10:00-11:59")],
    Reason::NotAvailable
)]
#[case::once_only(
    |world: &mut World| world.champion().slots = vec![slot("2026-11-24 09:00-13:00")],
    Reason::NotAvailable
)]
#[case::busy(
    |world: &mut World| world.champion().commitments = vec![commitment("2026-11-24T11:59:00Z", "2026-11-24T13:00:00Z")],
    Reason::Busy
)]
#[case::over_the_own_cap(|world: &mut World| world.champion().weekly_minutes_cap = Some(119), Reason::OverCap)]
#[case::over_the_cap_of_that_week(
    |world: &mut World| {
        world.policy = json!({"weekly_minutes_cap": 179});
        world.champion().commitments = vec![own("2026-11-26T10:00:00Z", "2026-11-26T11:00:00Z")];
    },
    Reason::OverCap
)]
fn one_thing_is_wrong(#[case] spoil: fn(&mut World), #[case] reason: Reason) {
    let mut world = World::new();
    spoil(&mut world);
    assert_eq!(world.reason(), Some(reason));
    assert_eq!(world.champions_for().items, []);
}

#[rstest]
#[case::may_be_asked(|world: &mut World| {
    world.champion().slots.clear();
    world.champion().ask_me = true;
})]
#[case::a_check_that_still_holds(|world: &mut World| {
    world.policy = basic_check(23);
    world.champion().checks = vec![check()];
})]
#[case::a_topic_above_is_enough(|world: &mut World| world.champion().skills = vec![(topic("specialist"), SkillLevel::Basic)])]
#[case::anything_is_asked_about(|world: &mut World| {
    world.details["topics"] = json!([]);
    world.champion().skills.clear();
})]
#[case::languages_are_no_rule_here(|world: &mut World| {
    world.policy = json!({"require_language": false});
    world.details["languages"] = json!(["pa"]);
})]
#[case::one_of_its_languages(|world: &mut World| world.details["languages"] = json!(["pa", "en"]))]
#[case::a_stretched_limit(|world: &mut World| {
    world.policy = json!({"max_travel_factor": 3000});
    world.point = Some(ERITH);
})]
#[case::no_place_is_known_where_nobody_set_a_limit(|world: &mut World| {
    world.champion().travel_limit_m = None;
    world.point = None;
})]
#[case::busy_last_week(|world: &mut World| {
    world.champion().commitments = vec![commitment("2026-11-17T10:00:00Z", "2026-11-17T12:00:00Z")];
})]
#[case::today_at_noon(|world: &mut World| {
    world.details["times"] = json!([{"weekday": "monday", "start": "12:00", "end": "13:00"}]);
    world.champion().slots = vec![slot("monday 12:00-13:00")];
    world.champion().active = Some(Days { last: "2026-11-23".parse().unwrap(), ..Days::ALL });
})]
#[case::today_s_has_begun(|world: &mut World| {
    world.details["times"] = json!([{"weekday": "monday", "start": "11:00", "end": "13:00"}]);
    world.champion().slots = vec![slot("monday 11:00-13:00")];
    world.champion().active = Some(Days { first: "2026-11-30".parse().unwrap(), ..Days::ALL });
})]
#[case::at_an_hour_that_the_clocks_skip(|world: &mut World| {
    world.now = "2027-03-27T12:00:00Z";
    world.details["times"] = json!([{"weekday": "sunday", "start": "01:10", "end": "01:50"}]);
    world.champion().slots = vec![slot("sunday 01:00-02:00")];
})]
#[case::notice_and_horizon_are_for_proposals(|world: &mut World| {
    world.policy = json!({"notice_hours": 336, "horizon_days": 1});
})]
fn it_fits_all_the_same(#[case] change: fn(&mut World)) {
    let mut world = World::new();
    change(&mut world);
    assert_eq!(world.reason(), None);
}

#[test]
fn one_time_of_several_is_enough_and_the_rule_is_that_of_the_time_that_came_furthest() {
    let mut world = World::new();
    world.details["times"] = json!([
        {"weekday": "friday", "start": "10:00", "end": "12:00"}, {"weekday": "tuesday", "start": "10:00", "end": "12:00"},
    ]);
    assert_eq!(world.times(), [SuitedTime { time: slot("tuesday 10:00-12:00"), to_be_asked: false }]);
    assert_eq!(world.value(Criterion::PreferredTime), 500);
    world.champion().ask_me = true;
    assert_eq!(world.times().iter().map(|time| time.to_be_asked).collect::<Vec<_>>(), [true, false]);
    assert_eq!(world.value(Criterion::PreferredTime), 750);
    world.champion().ask_me = false;
    world.champion().commitments = vec![commitment("2026-11-24T10:00:00Z", "2026-11-24T12:00:00Z")];
    assert_eq!(world.reason(), Some(Reason::Busy), "friday fails by the rule before");
}
