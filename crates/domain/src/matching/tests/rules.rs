//! What the hard rules mean in particular. That each of them rejects alone is in `alone.rs`.

use super::world::{World, affiliation, calendar, champion, check, completed, course, slot, topic};
use crate::{
    affiliation::RoleFlag,
    check::{CheckLevel, CheckScheme, Workforce},
    help::{Setting, SkillLevel},
    matching::{CourseVerdict, Reason, explain},
    partner::Audience,
    policy::{RequiredCheck, RequiredCourse},
};

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

#[test]
fn somebody_who_fits_is_proposed() {
    let world = World::new();
    assert_eq!(world.reason(), None);
    assert_eq!(world.start().as_deref(), Some("2026-12-01T10:00Z"));
}

#[test]
fn a_check_is_judged_on_the_day_of_the_help_and_not_today() {
    let mut world = World::new();
    world.policy.required_checks = vec![enhanced()];
    world.request.from = "2026-12-01".parse().ok();
    let mut held = check();
    held.issued_on = "2024-12-01".parse().unwrap();
    world.champion().checks = vec![held];
    assert_eq!(world.reason(), None, "due again after 24 months, it still holds on the day");
    held.issued_on = "2024-11-30".parse().unwrap();
    world.champion().checks = vec![held];
    assert_eq!(world.reason(), Some(Reason::CheckLapsed), "it holds today, and no longer on the day");
}

#[test]
fn a_role_is_decided_for_each_champion() {
    let mut world = World::new();
    world.request.role_flags = vec![RoleFlag::Shops, RoleFlag::HandlesMoney];
    world.champion().allowed = vec![RoleFlag::HandlesMoney, RoleFlag::Shops];
    assert_eq!(world.reason(), None);
    world.champion().allowed.pop();
    assert_eq!(world.reason(), Some(Reason::DecisionMissing));
}

#[test]
fn a_newer_check_counts_beside_an_older_one() {
    let mut world = World::new();
    world.policy.required_checks = vec![enhanced()];
    let mut old = check();
    old.issued_on = "2020-01-01".parse().unwrap();
    world.champion().checks = vec![old, check(), old];
    assert_eq!(world.reason(), None);
}

#[test]
fn a_check_for_home_visits_is_not_asked_for_in_a_library() {
    let mut world = World::new();
    world.policy.required_checks = vec![RequiredCheck { setting: Some(Setting::Home), ..enhanced() }];
    assert_eq!(world.reason(), None);
    world.request.setting = Setting::Home;
    assert_eq!(world.reason(), Some(Reason::CheckMissing));
}

/// The first course, everywhere.
fn safety() -> RequiredCourse {
    RequiredCourse { setting: None, role: None, course_id: course(1) }
}

#[test]
fn a_course_counts_on_its_last_day_and_not_on_the_next() {
    let mut world = World::new();
    world.policy.required_courses = vec![safety()];
    world.request.from = "2026-12-01".parse().ok();
    world.champion().completed = vec![completed("2025-12-01", "2026-12-01")];
    assert_eq!(world.reason(), None, "help is on that day");
    world.champion().completed = vec![completed("2025-11-30", "2026-11-30")];
    assert_eq!(world.reason(), Some(Reason::CourseLapsed), "it counts today, and no longer on the day");
}

#[test]
fn a_course_that_was_taken_again_counts() {
    let mut world = World::new();
    world.policy.required_courses = vec![safety()];
    let old = completed("2023-01-01", "2025-01-01");
    world.champion().completed = vec![old, completed("2026-01-01", "2028-01-01"), old];
    assert_eq!(world.reason(), None);
    let later = completed("2027-01-01", "2029-01-01");
    world.champion().completed = vec![completed("2025-01-01", "2026-12-31"), later];
    assert_eq!(world.reason(), None, "what is to be completed later takes nothing away");
}

#[test]
fn a_course_for_home_visits_is_not_asked_for_in_a_library() {
    let mut world = World::new();
    world.policy.required_courses = vec![
        RequiredCourse { setting: Some(Setting::Home), ..safety() },
        RequiredCourse { role: Some(RoleFlag::Shops), ..safety() },
    ];
    assert_eq!(world.reason(), None);
    world.request.setting = Setting::Home;
    assert_eq!(world.reason(), Some(Reason::CourseMissing));
    world.request.setting = Setting::Venue;
    world.request.role_flags = vec![RoleFlag::Shops];
    world.champion().allowed = vec![RoleFlag::Shops];
    assert_eq!(world.reason(), Some(Reason::CourseMissing));
}

#[test]
fn an_explanation_says_which_course_is_missing() {
    let mut world = World::new();
    let courses = [1, 2, 3].map(|number| RequiredCourse { course_id: course(number), ..safety() });
    world.policy.required_courses = courses.to_vec();
    let mut lapsed = completed("2024-01-01", "2026-01-01");
    lapsed.course = course(3);
    world.champion().completed = vec![completed("2026-01-01", "2027-01-01"), lapsed];
    let now = calendar(world.now);
    let explained = explain(&world.ask(), &world.candidates, &world.policy, now, 1, affiliation(1)).unwrap();
    let verdicts = explained.courses.iter().map(|judged| (judged.course_id, judged.verdict)).collect::<Vec<_>>();
    let expected = [CourseVerdict::Counts, CourseVerdict::Missing, CourseVerdict::Lapsed];
    assert_eq!(verdicts, [1, 2, 3].map(course).into_iter().zip(expected).collect::<Vec<_>>());
}

#[test]
fn what_a_lender_recorded_of_courses_does_not_count_for_the_borrower() {
    let mut world = World::new();
    world.policy.required_courses = vec![safety()];
    let lent = champion(1).with_completed([completed("2026-01-01", "2027-01-01")]).lent(crate::matching::Days::ALL);
    world.candidates = vec![lent];
    assert_eq!(world.reason(), Some(Reason::CourseMissing));
}

#[test]
fn whoever_knows_an_area_knows_the_topics_below_it_but_the_topic_itself_decides() {
    let mut world = World::new();
    world.request.level = Some(SkillLevel::Confident);
    world.champion().skills = vec![(topic("specialist"), SkillLevel::Expert)];
    assert_eq!(world.reason(), None);
    world.champion().skills.push((topic("blue-badge"), SkillLevel::Basic));
    assert_eq!(world.reason(), Some(Reason::Skill));
}

#[test]
fn a_language_is_only_a_wish_where_the_policy_says_so() {
    let mut world = World::new();
    world.request.required_languages = vec!["pa".parse().unwrap()];
    world.policy.require_language = false;
    assert_eq!(world.reason(), None);
}

#[test]
fn the_first_failing_rule_is_counted_and_no_other() {
    let mut world = World::new();
    world.request.audience = Some(Audience::Dementia);
    world.champion().settings.clear();
    world.champion().slots.clear();
    let mut inactive = champion(2);
    inactive.active = None;
    world.candidates.extend([inactive, champion(3)]);
    let funnel = world.ranking().funnel;
    let rejected: Vec<_> = funnel.rejected.iter().map(|rejected| (rejected.reason, rejected.count)).collect();
    assert_eq!(rejected, [(Reason::NotActive, 1), (Reason::Setting, 1), (Reason::Audience, 1)]);
    assert_eq!((funnel.considered, funnel.passed), (3, 0));
}

#[test]
fn two_champions_go_together_at_a_time_that_suits_both() {
    let mut world = World::new();
    world.request.setting = Setting::Home;
    world.policy.two_champions_at_home = true;
    let mut late = champion(2);
    late.slots = vec![slot("tuesday 10:30-12:00")];
    world.candidates.push(late);
    let proposals = world.ranking().proposals;
    let pairs: Vec<_> = proposals.iter().map(|ranked| (ranked.affiliation, ranked.second)).collect();
    assert_eq!(pairs, [(affiliation(1), Some(affiliation(2))), (affiliation(2), Some(affiliation(1)))]);
    assert!(
        proposals.iter().all(|ranked| ranked.starts_at.to_rfc3339() == "2026-12-01T10:30:00+00:00"),
        "{proposals:?}"
    );
}
