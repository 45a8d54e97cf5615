//! What is odd about rules, over the champions of the small world.

use rstest::rstest;

use super::world::{ERITH, World, calendar, champion, check, completed, course, topic};
use crate::{
    affiliation::RoleFlag,
    help::{Setting, SkillLevel},
    matching::{Ask, Candidate},
    policy::{PolicyDetails, lint},
};

/// The warnings as codes with pointers, for the world with these rules and its one open request.
fn linted(world: &World, rules: &str) -> Vec<(String, String)> {
    let rules: PolicyDetails = serde_json::from_str(rules).unwrap();
    let topics = vec![vec![topic("blue-badge"), topic("specialist")]];
    let ask = Ask { details: &world.request, topics, point: world.point, places: Vec::new(), declined: Vec::new() };
    let warnings = lint(&rules, &[ask], &world.candidates, calendar(world.now).today());
    let code = |warning: &crate::policy::PolicyWarning| serde_json::to_value(warning.code).unwrap();
    warnings.iter().map(|one| (code(one).as_str().unwrap().to_owned(), one.pointer.clone())).collect()
}

#[rstest]
#[case::all_is_well("{}", &[])]
#[case::a_check_that_nobody_holds(
    r#"{"required_checks": [
        {"scheme": "dbs", "level": "enhanced", "workforce": "adult", "eligibility_basis": "Visits"},
        {"scheme": "pvg", "level": "enhanced", "eligibility_basis": "Visits"}
    ]}"#,
    &[("check_held_by_nobody", "/required_checks/1")]
)]
#[case::a_check_that_is_due_again(
    r#"{"required_checks": [{"scheme": "dbs", "level": "basic", "recheck_months": 12}]}"#,
    &[("check_held_by_nobody", "/required_checks/0")]
)]
#[case::a_level_that_nobody_has(r#"{"required_level": "expert"}"#, &[("level_met_by_nobody", "/required_level")])]
#[case::too_near(r#"{"max_travel_factor": 300}"#, &[("out_of_reach_for_all", "/max_travel_factor")])]
#[case::no_time_at_all(r#"{"weekly_minutes_cap": 0}"#, &[("cap_below_shortest_help", "/weekly_minutes_cap")])]
#[case::just_time_enough(r#"{"weekly_minutes_cap": 15}"#, &[])]
#[case::nobody_to_come_along(
    r#"{"two_champions_at_home": true}"#,
    &[("no_second_champion", "/two_champions_at_home")]
)]
#[case::no_day_left(r#"{"notice_hours": 48, "horizon_days": 2}"#, &[("notice_beyond_horizon", "/notice_hours")])]
#[case::one_day_left(r#"{"notice_hours": 47, "horizon_days": 2}"#, &[])]
fn each_rule_is_judged_alone(#[case] rules: &str, #[case] expected: &[(&str, &str)]) {
    let mut world = World::new();
    world.champion().checks = vec![check()];
    let found = linted(&world, rules);
    let found: Vec<_> = found.iter().map(|(code, pointer)| (code.as_str(), pointer.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_check_that_is_not_known_to_be_clear_is_held_by_nobody() {
    let rules = r#"{"required_checks": [{"scheme": "dbs", "level": "basic"}]}"#;
    let mut world = World::new();
    world.champion().checks = vec![check()];
    assert_eq!(linted(&world, rules), []);
    world.champion().checks[0].current = false;
    assert_eq!(linted(&world, rules)[0].0, "check_held_by_nobody");
}

#[test]
fn a_course_that_counts_for_nobody_today_is_told() {
    let rules =
        format!(r#"{{"required_courses": [{{"course_id": "{}"}}, {{"course_id": "{}"}}]}}"#, course(1), course(2));
    let warned = |at| ("course_completed_by_nobody".to_owned(), format!("/required_courses/{at}"));
    let mut world = World::new();
    assert_eq!(linted(&world, &rules), [warned(0), warned(1)]);
    world.champion().completed = vec![completed("2026-01-01", "2026-11-23")];
    assert_eq!(linted(&world, &rules), [warned(1)], "it counts today still");
    world.champion().completed = vec![completed("2026-01-01", "2026-11-22")];
    assert_eq!(linted(&world, &rules), [warned(0), warned(1)]);
}

#[test]
fn languages_are_a_rule_only_where_the_policy_says_so() {
    let mut world = World::new();
    world.request.required_languages = vec!["pa".parse().unwrap(), "ur".parse().unwrap()];
    let warned = [("language_spoken_by_nobody".to_owned(), "/require_language".to_owned())];
    assert_eq!(linted(&world, "{}"), warned);
    assert_eq!(linted(&world, r#"{"require_language": false}"#), []);
    world.champion().languages.push("ur".parse().unwrap());
    assert_eq!(linted(&world, "{}"), []);
}

#[test]
fn one_champion_for_each_rule_is_enough() {
    let mut world = World::new();
    let (mut far, mut expert) = (champion(2), champion(3));
    far.travel_limit_m = None;
    expert.skills = vec![(topic("specialist"), SkillLevel::Expert)];
    expert.settings = vec![Setting::Venue, Setting::Home];
    world.point = Some(ERITH);
    assert_eq!(linted(&world, "{}")[0].0, "out_of_reach_for_all");
    world.candidates.extend([far, expert]);
    assert_eq!(linted(&world, r#"{"required_level": "expert", "two_champions_at_home": true}"#), []);
}

/// A champion of whom little is recorded, and who only helps by phone.
fn on_the_phone() -> Candidate {
    Candidate { settings: vec![Setting::Remote], point: None, ..champion(2) }
}

#[test]
fn who_never_comes_to_a_place_reaches_none() {
    let mut world = World::new();
    let warned = [("out_of_reach_for_all".to_owned(), "/max_travel_factor".to_owned())];
    assert_eq!(linted(&world, r#"{"max_travel_factor": 1}"#), warned);
    world.candidates.push(on_the_phone());
    assert_eq!(linted(&world, r#"{"max_travel_factor": 1}"#), warned);
    world.candidates.push(Candidate { point: None, ..champion(3) });
    assert_eq!(linted(&world, r#"{"max_travel_factor": 1}"#), warned, "nor whoever starts from nobody knows where");
    world.candidates.push(Candidate { point: None, travel_limit_m: None, ..champion(4) });
    assert_eq!(linted(&world, r#"{"max_travel_factor": 1}"#), [], "who has no limit does");
}

#[test]
fn a_check_for_homes_is_not_held_by_who_never_goes_there() {
    let rules = r#"{"required_checks": [{"setting": "home", "scheme": "dbs", "level": "basic"}]}"#;
    let mut world = World::new();
    world.candidates.push(Candidate { checks: vec![check()], ..on_the_phone() });
    assert_eq!(linted(&world, rules)[0].0, "check_held_by_nobody");
    world.champion().checks = vec![check()];
    assert_eq!(linted(&world, rules), []);
}

#[test]
fn a_check_for_a_role_is_held_by_who_may_play_it() {
    let rules = r#"{"required_checks": [{"role": "shops", "scheme": "dbs", "level": "basic"}]}"#;
    let mut world = World::new();
    world.champion().checks = vec![check()];
    assert_eq!(linted(&world, rules)[0].0, "check_held_by_nobody");
    world.champion().allowed = vec![RoleFlag::Shops];
    assert_eq!(linted(&world, rules), []);
}

#[test]
fn what_a_request_needs_is_asked_of_those_who_help_where_it_is() {
    let mut world = World::new();
    world.request.required_languages = vec!["pa".parse().unwrap()];
    let punjabi = Candidate { languages: vec!["pa".parse().unwrap()], ..on_the_phone() };
    world.candidates.push(Candidate { skills: vec![(topic("blue-badge"), SkillLevel::Expert)], ..punjabi });
    let codes: Vec<_> = linted(&world, r#"{"required_level": "expert"}"#).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["level_met_by_nobody", "language_spoken_by_nobody"]);
    world.champion().settings = vec![Setting::Home];
    assert_eq!(linted(&world, r#"{"required_level": "expert"}"#), [], "nobody helps there: no rule is to blame");
}

#[test]
fn who_is_not_active_satisfies_nothing() {
    let mut world = World::new();
    world.champion().active = None;
    assert_eq!(linted(&world, r#"{"required_level": "expert"}"#), [("no_active_champion".to_owned(), String::new())]);
}
