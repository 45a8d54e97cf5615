//! Which champions could join an activity: one thing broken at a time, each by its formula, and the same from both sides.

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    properties::pool,
    world::{BEXLEYHEATH, ERITH, WELLING, affiliation, calendar, champion, check, commitment, slot, topic},
};
use crate::{
    activity::{ActivityDetails, ActivityId},
    geo::Point,
    help::SkillLevel,
    matching::{
        Candidate, Commitment, Criterion, Days, Funnel, OpenActivity, Reason, Rejected, Suitability, SuitedTime,
        activities_for, champions_for,
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
#[case::no_place_is_known(|world: &mut World| world.point = None)]
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

fn activities() -> impl Strategy<Value = Vec<Value>> {
    let times = prop::collection::btree_map(0..3_usize, (8..14_u16, 1..5_u16), 1..3);
    let one = (times, any::<bool>(), any::<bool>(), 0..4_usize);
    let written = one.prop_map(|(times, topics, languages, place)| {
        let days = ["monday", "tuesday", "saturday"];
        let times = times.into_iter().map(|(day, (start, hours))| {
            json!({"weekday": days[day], "start": format!("{start:02}:00"), "end": format!("{:02}:00", start + hours)})
        });
        json!({
            "name": "Activity", "times": times.collect::<Vec<_>>(), "languages": if languages { json!(["en"]) } else { json!([]) },
            "topics": if topics { json!(["blue-badge"]) } else { json!([]) }, "place": place,
        })
    });
    prop::collection::vec(written, 1..6)
}

proptest! {
    /// Whichever side asks and in whichever order things come: the same verdicts, scores and times.
    #[test]
    fn both_sides_and_every_order_agree(pool in pool(), written in activities(), turn in 0..12_usize, strict in any::<bool>()) {
        let policy: PolicyDetails = serde_json::from_value(if strict { json!({"required_level": "confident"}) } else { json!({}) }).unwrap();
        let calendar = calendar("2027-03-25T09:20:00Z");
        let details: Vec<(ActivityDetails, Option<Point>)> = written.into_iter().map(|mut activity| {
            let place = activity.as_object_mut().unwrap().remove("place").unwrap().as_u64().unwrap();
            let point = [Some(BEXLEYHEATH), Some(WELLING), Some(ERITH), None][usize::try_from(place).unwrap()];
            (serde_json::from_value(activity).unwrap(), point)
        }).collect();
        let activities: Vec<_> = (1..).zip(&details).map(|(number, (details, point))| open(number, details, *point)).collect();
        let (mut turned, mut shuffled) = (pool.clone(), activities.clone());
        turned.rotate_left(turn % pool.len().max(1));
        turned.reverse();
        shuffled.rotate_left(turn % activities.len());

        let by_activity: Vec<_> = activities.iter().map(|activity| {
            let found = champions_for(activity, &pool, &policy, calendar, 50);
            assert_eq!(champions_for(activity, &turned, &policy, calendar, 50), found);
            found
        }).collect();
        for champion in &pool {
            let found = activities_for(champion, &pool, &activities, &policy, calendar, 50);
            prop_assert_eq!(&activities_for(champion, &turned, &shuffled, &policy, calendar, 50), &found);
            let rejected: u32 = found.funnel.rejected.iter().map(|rejected| rejected.count).sum();
            prop_assert_eq!(found.funnel.considered, found.funnel.passed + rejected);
            for (activity, champions) in activities.iter().zip(&by_activity) {
                let here = found.items.iter().find(|item| item.id == activity.id);
                let there = champions.items.iter().find(|item| item.id == champion.affiliation);
                let told = |item: &[SuitedTime], score: u16| (item.to_vec(), score);
                prop_assert_eq!(
                    here.map(|item| told(&item.times, item.score)), there.map(|item| told(&item.times, item.score))
                );
            }
        }
    }

    /// The plain oracle: where nothing else can fail, a champion is there exactly at the times that lie within one of theirs.
    #[test]
    fn a_champion_is_there_when_they_can(pool in pool(), written in activities()) {
        for mut activity in written {
            activity.as_object_mut().unwrap().remove("place");
            activity["topics"] = json!([]);
            let details: ActivityDetails = serde_json::from_value(activity).unwrap();
            for champion in &pool {
                let champion = Candidate { commitments: Vec::new(), weekly_minutes_cap: None, ..champion.clone() };
                let within = |time: &crate::availability::Slot| champion.slots.iter().any(|slot| {
                    slot.weekday == time.weekday && (slot.start..=slot.end).contains(&time.start) && time.end <= slot.end
                });
                let expected: Vec<_> = details.times.iter().filter(|time| champion.ask_me || within(time)).copied().collect();
                let found = champions_for(
                    &open(1, &details, None), std::slice::from_ref(&champion), &PolicyDetails::default(), calendar(NOW), 1,
                );
                let times: Vec<_> = found.items.first().map(|item| item.times.clone()).unwrap_or_default();
                prop_assert_eq!(times.iter().map(|time| time.time).collect::<Vec<_>>(), expected);
                prop_assert!(times.iter().all(|time| time.to_be_asked != within(&time.time)));
            }
        }
    }
}
