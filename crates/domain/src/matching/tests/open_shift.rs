//! Which open shifts a policy lets a champion take: one thing broken at a time.

use rstest::rstest;
use serde_json::{Value, json};

use super::world::{
    BEXLEYHEATH, ERITH, affiliation, calendar, champion, check, commitment, completed, course, instant, topic,
};
use crate::{
    geo::Point,
    help::SkillLevel,
    interval::Interval,
    matching::{Candidate, Days, OpenShift, Reason, may_take},
    policy::PolicyDetails,
    session::SessionDetails,
    shift::Whereabouts,
};

/// A Tuesday morning at a venue about Blue Badges, eight days ahead; a champion from Welling who can do it.
struct World {
    session: Value,
    point: Option<Point>,
    policy: Value,
    champion: Candidate,
}

impl World {
    fn new() -> Self {
        let session = json!({
            "title": {"en": "Blue Badges"}, "setting": "venue", "venue_id": "ven_00000000000000000000000000000001",
            "topics": ["blue-badge"], "booking": "drop_in",
            "starts_at": "2026-12-01T10:00:00Z", "ends_at": "2026-12-01T12:00:00Z",
        });
        // Free on no day at all, because whoever asks says so.
        let champion = Candidate { slots: Vec::new(), ..champion(1) };
        assert_eq!(champion.affiliation, affiliation(1));
        Self { session, point: Some(BEXLEYHEATH), policy: json!({}), champion }
    }

    fn judge(&self) -> Result<(), Reason> {
        let session: SessionDetails = serde_json::from_value(self.session.clone()).unwrap();
        let policy: PolicyDetails = serde_json::from_value(self.policy.clone()).unwrap();
        let interval = Interval::new(session.starts_at, session.ends_at).unwrap();
        let topics = session.topics.iter().map(|slug| vec![slug.clone(), topic("specialist")]).collect();
        let shift = OpenShift { session: &session, interval, topics, point: self.point };
        may_take(&shift, &self.champion, &policy, calendar("2026-11-23T12:00:00Z"))
    }
}

fn basic_check() -> Value {
    json!({"required_checks": [{"setting": "venue", "scheme": "dbs", "level": "basic", "recheck_months": 23}]})
}

fn safety() -> Value {
    json!({"required_courses": [{"setting": "venue", "course_id": course(1)}]})
}

fn taken(start: &str, end: &str, own: bool) -> crate::matching::Commitment {
    crate::matching::Commitment { own, ..commitment(start, end) }
}

#[test]
fn everything_fits() {
    assert_eq!(World::new().judge(), Ok(()));
}

#[rstest]
#[case::not_active(|world: &mut World| world.champion.active = None, Reason::NotActive)]
#[case::active_only_before(
    |world: &mut World| world.champion.active = Some(Days { last: "2026-11-30".parse().unwrap(), ..Days::ALL }),
    Reason::NotActive
)]
#[case::not_in_this_setting(|world: &mut World| world.champion.settings.clear(), Reason::Setting)]
#[case::no_check(|world: &mut World| world.policy = basic_check(), Reason::CheckMissing)]
#[case::no_course(|world: &mut World| world.policy = safety(), Reason::CourseMissing)]
#[case::a_course_that_is_due_again(|world: &mut World| {
    world.policy = safety();
    world.champion.completed = vec![completed("2024-01-01", "2026-01-01")];
}, Reason::CourseLapsed)]
#[case::no_skill(|world: &mut World| world.champion.skills.clear(), Reason::Skill)]
#[case::not_good_enough(|world: &mut World| world.policy = json!({"required_level": "expert"}), Reason::Skill)]
#[case::another_language(|world: &mut World| world.session["languages"] = json!(["pa"]), Reason::Language)]
#[case::not_at_ease(|world: &mut World| world.session["audiences"] = json!(["older_people", "carers"]), Reason::Audience)]
#[case::too_far(|world: &mut World| world.point = Some(ERITH), Reason::TooFar)]
#[case::busy(
    |world: &mut World| world.champion.commitments = vec![taken("2026-12-01T11:59:00Z", "2026-12-01T13:00:00Z", false)],
    Reason::Busy
)]
#[case::over_the_cap(
    |world: &mut World| {
        world.policy = json!({"weekly_minutes_cap": 179});
        world.champion.commitments = vec![taken("2026-12-03T10:00:00Z", "2026-12-03T11:00:00Z", true)];
    },
    Reason::OverCap
)]
fn one_thing_is_wrong(#[case] spoil: fn(&mut World), #[case] reason: Reason) {
    let mut world = World::new();
    spoil(&mut world);
    assert_eq!(world.judge(), Err(reason));
}

#[rstest]
#[case::a_check_that_holds_that_day(|world: &mut World| {
    world.policy = basic_check();
    world.champion.checks = vec![check()];
    world.session["starts_at"] = json!("2026-12-01T10:00:00Z");
}, Ok(()))]
#[case::that_is_due_again_by_then(|world: &mut World| {
    world.policy = basic_check();
    world.champion.checks = vec![check()];
    world.session["starts_at"] = json!("2026-12-02T10:00:00Z");
    world.session["ends_at"] = json!("2026-12-02T12:00:00Z");
}, Err(Reason::CheckLapsed))]
#[case::or_during_the_night(|world: &mut World| {
    world.policy = basic_check();
    world.champion.checks = vec![check()];
    world.session["starts_at"] = json!("2026-12-01T22:00:00Z");
    world.session["ends_at"] = json!("2026-12-02T01:00:00Z");
}, Err(Reason::CheckLapsed))]
#[case::midnight_is_not_the_next_day(|world: &mut World| {
    world.policy = basic_check();
    world.champion.checks = vec![check()];
    world.session["starts_at"] = json!("2026-12-01T22:00:00Z");
    world.session["ends_at"] = json!("2026-12-02T00:00:00Z");
}, Ok(()))]
#[case::a_topic_above_is_enough(|world: &mut World| {
    world.champion.skills = vec![(topic("specialist"), SkillLevel::Basic)];
}, Ok(()))]
#[case::languages_are_no_rule_here(|world: &mut World| {
    world.policy = json!({"require_language": false});
    world.session["languages"] = json!(["pa"]);
}, Ok(()))]
#[case::a_stretched_limit(|world: &mut World| {
    world.policy = json!({"max_travel_factor": 3000});
    world.point = Some(ERITH);
}, Ok(()))]
#[case::back_to_back(|world: &mut World| {
    world.champion.commitments = vec![taken("2026-12-01T12:00:00Z", "2026-12-01T13:00:00Z", false)];
}, Ok(()))]
#[case::back_to_back_with_a_way_between(|world: &mut World| {
    world.policy = json!({"travel_buffer_minutes": 15});
    world.champion.commitments = vec![taken("2026-12-01T12:14:00Z", "2026-12-01T13:00:00Z", false)];
}, Err(Reason::Busy))]
#[case::back_to_back_by_phone(|world: &mut World| {
    world.policy = json!({"travel_buffer_minutes": 15});
    let call = taken("2026-12-01T12:00:00Z", "2026-12-01T13:00:00Z", false);
    world.champion.commitments = vec![crate::matching::Commitment { at: Whereabouts::Anywhere, ..call }];
}, Ok(()))]
#[case::hours_for_others_do_not_count(|world: &mut World| {
    world.policy = json!({"weekly_minutes_cap": 120});
    world.champion.commitments = vec![taken("2026-12-03T10:00:00Z", "2026-12-03T11:00:00Z", false)];
}, Ok(()))]
#[case::nor_do_those_of_another_week(|world: &mut World| {
    world.policy = json!({"weekly_minutes_cap": 120});
    world.champion.commitments = vec![taken("2026-12-07T10:00:00Z", "2026-12-07T11:00:00Z", true)];
}, Ok(()))]
#[case::notice_and_horizon_are_for_proposals(|world: &mut World| {
    world.policy = json!({"notice_hours": 336, "horizon_days": 1});
}, Ok(()))]
fn on_the_edge(#[case] change: fn(&mut World), #[case] expected: Result<(), Reason>) {
    let mut world = World::new();
    change(&mut world);
    assert!(instant("2026-11-23T12:00:00Z") < instant(world.session["starts_at"].as_str().unwrap()));
    assert_eq!(world.judge(), expected);
}
