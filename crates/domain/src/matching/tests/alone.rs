//! Every hard rule rejects alone, where everything else fits. A rule without a case does not compile.

use chrono::{Months, NaiveDate, TimeDelta};
use proptest::prelude::*;
use rstest::rstest;
use strum::VariantArray;
use uuid::Uuid;

use super::world::{
    ERITH, World, affiliation, calendar, champion, check, commitment, completed, course, opening, place, slot, topic,
};
use crate::{
    affiliation::RoleFlag,
    check::{CheckLevel, CheckScheme, Workforce},
    help::{AccessFeature, Setting, SkillLevel},
    interval::Interval,
    matching::{Candidate, CompletedCourse, Days, Declined, HeldCheck, Judged, Outcome, Reason, explain},
    partner::Audience,
    policy::{RequiredCheck, RequiredCourse},
    proposal::DeclineReason,
    venue::VenueId,
};

/// What breaks one thing in a world where everything fits.
type Break = fn(&mut World);

fn enhanced() -> RequiredCheck {
    RequiredCheck {
        setting: None,
        role: None,
        scheme: CheckScheme::Dbs,
        level: CheckLevel::Enhanced,
        workforce: Some(Workforce::Adult),
        eligibility_basis: "Regulated activity".parse().ok(),
        recheck_months: Some(24),
    }
}

/// A policy that requires a check, and a champion who holds this one.
fn holding(world: &mut World, held: Option<HeldCheck>) {
    world.policy.required_checks = vec![enhanced()];
    world.champion().checks = held.into_iter().collect();
}

/// A policy that requires the first course, and a champion who has completed these.
fn trained(world: &mut World, done: &[CompletedCourse]) {
    world.policy.required_courses = vec![RequiredCourse { setting: None, role: None, course_id: course(1) }];
    world.champion().completed = done.to_vec();
}

/// The only time of the champion, declined.
fn declined(world: &mut World, reason: DeclineReason) {
    let interval = Interval::new("2026-12-01T10:00:00Z".parse().unwrap(), "2026-12-01T12:00:00Z".parse().unwrap());
    world.champion().slots = vec![slot("2026-12-01 10:00-12:00")];
    let venue = Some(VenueId::new(Uuid::from_u128(1)));
    world.declined = vec![Declined { affiliation: affiliation(1), venue, interval: interval.unwrap(), reason }];
}

fn role(world: &mut World, role: RoleFlag) {
    world.request.role_flags = vec![role];
    world.champion().allowed = RoleFlag::VARIANTS.iter().copied().filter(|other| *other != role).collect();
}

fn at_home_with_two(world: &mut World, second: Candidate) {
    world.request.setting = Setting::Home;
    world.policy.two_champions_at_home = true;
    // So that the other one is never the first.
    let second = Candidate { active: None, ..second };
    world.candidates.push(second);
}

/// The ways to fail a rule and no other.
#[expect(clippy::too_many_lines, reason = "one exhaustive table: some lines a rule")]
fn breaks(rule: Reason) -> &'static [(&'static str, Break)] {
    match rule {
        Reason::NotActive => &[
            ("not active", |world| world.champion().active = None),
            ("ended before", |world| {
                world.champion().active = Some(Days { last: "2026-11-22".parse().unwrap(), ..Days::ALL });
            }),
        ],
        Reason::Excluded => &[("by the learner", |world| world.request.excluded_affiliations = vec![affiliation(1)])],
        Reason::Declined => &[
            ("the champion said no", |world| declined(world, DeclineReason::ChampionSaidNo)),
            ("the learner said no", |world| declined(world, DeclineReason::LearnerSaidNo)),
        ],
        Reason::DecisionMissing => &[
            ("money", |world| role(world, RoleFlag::HandlesMoney)),
            ("shopping", |world| role(world, RoleFlag::Shops)),
            ("transport", |world| role(world, RoleFlag::Transports)),
            ("personal care", |world| role(world, RoleFlag::PersonalCare)),
        ],
        Reason::Setting => &[
            ("another one", |world| world.champion().settings = vec![Setting::Remote]),
            ("none is known", |world| world.champion().settings.clear()),
        ],
        Reason::CheckMissing => &[
            ("none is known", |world| holding(world, None)),
            ("another scheme", |world| {
                holding(world, Some(HeldCheck { scheme: CheckScheme::AccessNi, ..check() }));
            }),
            ("a lower level", |world| holding(world, Some(HeldCheck { level: CheckLevel::Standard, ..check() }))),
            ("another workforce", |world| holding(world, Some(HeldCheck { workforce: Workforce::Child, ..check() }))),
        ],
        Reason::CheckUnknown => {
            &[("its status", |world| holding(world, Some(HeldCheck { current: false, ..check() })))]
        }
        Reason::CheckLapsed => &[
            ("before the day of the help", |world| {
                world.request.from = "2026-12-01".parse().ok();
                holding(world, Some(HeldCheck { issued_on: "2024-11-30".parse().unwrap(), ..check() }));
            }),
            ("before the notice is over", |world| {
                world.policy.notice_hours = 72;
                holding(world, Some(HeldCheck { issued_on: "2024-11-24".parse().unwrap(), ..check() }));
            }),
            ("not issued yet", |world| {
                holding(world, Some(HeldCheck { issued_on: "2026-12-31".parse().unwrap(), ..check() }));
            }),
        ],
        Reason::CourseMissing => &[
            ("none is known", |world| trained(world, &[])),
            ("another course", |world| {
                trained(world, &[CompletedCourse { course: course(2), ..completed("2026-01-01", "2027-01-01") }]);
            }),
            ("only one of two", |world| {
                trained(world, &[completed("2026-01-01", "2027-01-01")]);
                world.policy.required_courses.push(RequiredCourse { setting: None, role: None, course_id: course(2) });
            }),
        ],
        Reason::CourseLapsed => &[
            ("between today and the day of the help", |world| {
                world.request.from = "2026-12-01".parse().ok();
                trained(world, &[completed("2024-11-30", "2026-11-30")]);
            }),
            ("before today", |world| trained(world, &[completed("2024-11-30", "2026-11-22")])),
            ("twice", |world| {
                trained(world, &[completed("2023-11-30", "2026-11-20"), completed("2025-11-30", "2026-11-21")]);
            }),
            ("not completed yet", |world| trained(world, &[completed("2026-12-31", "2027-12-31")])),
        ],
        Reason::Skill => &[
            ("another topic", |world| world.champion().skills = vec![(topic("nhs-app"), SkillLevel::Expert)]),
            ("none is known", |world| world.champion().skills.clear()),
            ("the request wants more", |world| world.request.level = Some(SkillLevel::Expert)),
            ("the policy wants more", |world| world.policy.required_level = SkillLevel::Expert),
            ("only one of two", |world| world.request.topics.push(topic("nhs-app"))),
        ],
        Reason::Language => &[
            ("another one", |world| world.request.required_languages = vec!["pa".parse().unwrap()]),
            ("two others", |world| {
                world.request.required_languages = vec!["pa".parse().unwrap(), "ur".parse().unwrap()];
            }),
        ],
        Reason::Audience => &[
            ("another one", |world| world.request.audience = Some(Audience::Dementia)),
            ("none is known", |world| {
                world.request.audience = Some(Audience::OlderPeople);
                world.champion().audiences.clear();
            }),
        ],
        Reason::VenueAccess => &[
            ("it has something else", |world| world.request.access_needs = vec![AccessFeature::HearingLoop]),
            ("nothing is known of it", |world| {
                world.request.access_needs = vec![AccessFeature::StepFree];
                world.places.iter_mut().for_each(|place| place.features.clear());
            }),
            ("one of two needs", |world| {
                world.request.access_needs = vec![AccessFeature::StepFree, AccessFeature::HearingLoop];
            }),
            ("no venue is known", |world| {
                world.request.access_needs = vec![AccessFeature::StepFree];
                world.places.clear();
            }),
            ("it was declined", |world| declined(world, DeclineReason::PlaceUnsuitable)),
        ],
        Reason::DistanceUnknown => &[
            ("from where", |world| world.champion().point = None),
            ("from where to a home", |world| {
                world.request.setting = Setting::Home;
                world.champion().point = None;
            }),
            ("to which home", |world| {
                world.request.setting = Setting::Home;
                world.point = None;
            }),
            ("to which venue", |world| {
                world.places.clear();
                world.point = None;
            }),
        ],
        Reason::TooFar => &[
            ("the venue", |world| world.places.iter_mut().for_each(|place| place.point = ERITH)),
            ("the home", |world| {
                world.request.setting = Setting::Home;
                world.point = Some(ERITH);
            }),
            ("beyond what the policy allows", |world| world.policy.max_travel_factor = 500),
        ],
        Reason::NotAvailable => &[
            ("another day", |world| world.champion().slots = vec![slot("wednesday 09:00-13:00")]),
            ("no time is known", |world| world.champion().slots.clear()),
            ("not for the whole hour", |world| world.champion().slots = vec![slot("tuesday 11:01-13:00")]),
            ("the learner's days are over", |world| world.request.until = "2026-11-20".parse().ok()),
            ("it was declined", |world| declined(world, DeclineReason::TimeUnsuitable)),
        ],
        Reason::VenueClosed => &[
            ("on that day", |world| world.places[0].opening = opening(&["monday 09:00-12:00"])),
            ("for half of the hour", |world| {
                world.request.times = vec![slot("tuesday 10:00-11:00")];
                world.places[0].opening = opening(&["tuesday 10:30-18:00"]);
            }),
            ("between two stretches", |world| {
                world.request.times = vec![slot("tuesday 10:00-11:00")];
                world.places[0].opening = opening(&["tuesday 09:00-10:30", "tuesday 10:31-18:00"]);
            }),
            ("on a bank holiday", |world| {
                world.policy.horizon_days = 14;
                world.now = "2026-12-20T12:00:00Z";
                world.request.times = vec![slot("friday 10:00-12:00")];
                world.champion().slots = vec![slot("2026-12-25 10:00-12:00")];
                world.places[0].opening = opening(&["friday 09:00-17:00"]);
            }),
            ("but a place that is too far away", |world| {
                world.places[0].opening = opening(&["monday 09:00-12:00"]);
                world.places.push(place(2, ERITH));
            }),
        ],
        Reason::Busy => &[
            ("at that hour", |world| {
                world.champion().commitments = vec![commitment("2026-12-01T09:00:00Z", "2026-12-01T11:00:00Z")];
            }),
            ("on the way", |world| {
                world.champion().slots = vec![slot("2026-12-01 10:00-11:00")];
                world.champion().commitments = vec![commitment("2026-12-01T08:00:00Z", "2026-12-01T09:31:00Z")];
            }),
            ("who may be asked at any other time", |world| {
                world.champion().slots.clear();
                world.champion().ask_me = true;
                world.champion().commitments = vec![commitment("2026-11-23T00:00:00Z", "2026-12-31T00:00:00Z")];
            }),
        ],
        Reason::OverCap => &[
            ("the champion's own", |world| world.champion().weekly_minutes_cap = Some(59)),
            ("the partner's", |world| {
                world.policy.weekly_minutes_cap = Some(120);
                let mut helped = commitment("2026-12-03T09:00:00Z", "2026-12-03T10:01:00Z");
                helped.own = true;
                world.champion().commitments = vec![helped];
            }),
        ],
        Reason::NoSecondChampion => &[
            ("there is nobody else", |world| {
                world.request.setting = Setting::Home;
                world.policy.two_champions_at_home = true;
            }),
            ("the other one is not active", |world| at_home_with_two(world, champion(2))),
        ],
    }
}

/// What became of the first champion, rule by rule.
pub(super) fn judged(world: &World) -> (Outcome, Vec<Judged>) {
    let calendar = calendar(world.now);
    let explained = explain(&world.ask(), &world.candidates, &world.policy, calendar, 1, affiliation(1)).unwrap();
    (explained.outcome, explained.rules)
}

#[test]
fn every_rule_rejects_alone() {
    for rule in Reason::VARIANTS {
        let breaks = breaks(*rule);
        assert!(!breaks.is_empty(), "{rule:?} has a case");
        for (how, break_it) in breaks {
            let mut world = World::new();
            assert_eq!(judged(&world).0, Outcome::Proposed, "everything fits at first");
            break_it(&mut world);
            let (outcome, rules) = judged(&world);
            assert_eq!(outcome, Outcome::Rejected, "{rule:?}, {how}");
            let failed: Vec<Reason> =
                rules.iter().filter(|judged| judged.rejects == Some(true)).map(|judged| judged.rule).collect();
            assert_eq!(failed, [*rule], "{how}");
        }
    }
}

#[rstest]
#[case::the_day_before("2026-12-07", false)]
#[case::that_day("2026-12-08", true)]
fn a_companion_is_held_to_every_rule_on_the_day_they_go(#[case] held_until: NaiveDate, #[case] goes: bool) {
    let mut world = World::new();
    world.policy.horizon_days = 28;
    at_home_with_two(&mut world, champion(2));
    holding(&mut world, Some(check()));
    world.champion().slots = vec![slot("2026-12-08 10:00-12:00")];
    let issued_on = held_until - Months::new(24);
    let companion = Candidate { checks: vec![HeldCheck { issued_on, ..check() }], ..champion(2) };
    world.candidates[1] = companion;
    assert_eq!(!world.ranking().proposals.is_empty(), goes);
}

proptest! {
    /// Whatever the day on which a check lapses: nobody is proposed for a later one.
    #[test]
    fn a_check_that_lapses_before_the_day_of_the_help_rejects(
        lapses_in in -10..40_i64,
        days in prop::collection::btree_set(0..28_i64, 1..5),
    ) {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let day = |number: i64| today + TimeDelta::days(number);
        let last = day(lapses_in);
        let mut world = World::new();
        world.policy.horizon_days = 28;
        world.request.times.clear();
        world.champion().slots = days.iter().map(|number| slot(&format!("{} 14:00-16:00", day(*number)))).collect();
        let issued_on = last - Months::new(24);
        holding(&mut world, Some(HeldCheck { issued_on, ..check() }));
        // A date two years on can be a day shorter, never longer.
        let due = issued_on + Months::new(24);
        // Notice is a day: of today's and tomorrow's hours only those after noon tomorrow are left.
        let expected = days.iter().map(|number| day(*number)).find(|date| *date > today && *date <= due);
        let proposed = world.ranking().proposals.first().map(|ranked| ranked.starts_at.date_naive());
        prop_assert_eq!(proposed, expected);
    }
    /// The same of a course: nobody is proposed for a day after the last on which it counts, nor for one before it was completed.
    #[test]
    fn a_course_that_does_not_count_on_the_day_of_the_help_rejects(
        begins_in in -40..20_i64,
        lapses_in in -10..40_i64,
        days in prop::collection::btree_set(0..28_i64, 1..5),
    ) {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let day = |number: i64| today + TimeDelta::days(number);
        let counts = Days { first: day(begins_in), last: day(lapses_in) };
        let mut world = World::new();
        world.policy.horizon_days = 28;
        world.request.times.clear();
        world.champion().slots = days.iter().map(|number| slot(&format!("{} 14:00-16:00", day(*number)))).collect();
        trained(&mut world, &[CompletedCourse { course: course(1), counts }]);
        let expected = days.iter().map(|number| day(*number)).find(|date| *date > today && counts.contains(*date));
        let proposed = world.ranking().proposals.first().map(|ranked| ranked.starts_at.date_naive());
        prop_assert_eq!(proposed, expected);
    }
}
