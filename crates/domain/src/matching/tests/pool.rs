//! The pool says what the exact rules say, whatever became of it before.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::{
    properties::{openings, pool, slots},
    world::{BEXLEYHEATH, ERITH, NOW, WELLING, affiliation, calendar, check, completed, course, place, topic},
};
use crate::{
    affiliation::{AffiliationId, RoleFlag},
    check::{CheckLevel, Workforce},
    clock_time::TimeOfDay,
    help::{Setting, SkillLevel},
    interval::Interval,
    matching::{Ask, Calendar, Candidate, CompletedCourse, Days, Declined, HeldCheck, Pool, explain, options, rank},
    partner::Audience,
    policy::PolicyDetails,
    proposal::DeclineReason,
    request::RequestDetails,
};

/// Everything that a ranking is asked with, but for the champions.
#[derive(Debug, Clone)]
struct Question {
    request: RequestDetails,
    lines: Vec<Vec<crate::help::TopicSlug>>,
    point: Option<crate::geo::Point>,
    places: Vec<crate::matching::Place>,
    declined: Vec<Declined>,
    known: Vec<AffiliationId>,
    policy: PolicyDetails,
    now: &'static str,
    limit: usize,
}

impl Question {
    fn ask(&self) -> Ask<'_> {
        let Self { lines, point, places, declined, .. } = self;
        Ask {
            details: &self.request,
            topics: lines.clone(),
            point: *point,
            places: places.clone(),
            declined: declined.clone(),
        }
    }

    fn calendar(&self) -> Calendar {
        calendar(self.now)
    }
}

/// One of a few, the first for 0, by a number that says it all: so that a failure shrinks to what is usual.
fn one_of<T: Clone>(all: &[T], number: u32) -> T {
    all[usize::try_from(number).unwrap() % all.len()].clone()
}

/// A different digit of a number for each question.
struct Digits(u64);

impl Digits {
    fn next(&mut self) -> u32 {
        let digit = self.0 % 12;
        self.0 /= 12;
        u32::try_from(digit).unwrap()
    }

    fn one_of<T: Clone>(&mut self, all: &[T]) -> T {
        one_of(all, self.next())
    }
}

/// The same champion with more that can go wrong.
fn varied(candidate: Candidate, digits: u64, minutes: u16) -> Candidate {
    let mut digits = Digits(digits);
    let day = |text: &str| text.parse().unwrap();
    let levels = [SkillLevel::Confident, SkillLevel::Basic, SkillLevel::Expert];
    let mut skills = candidate.skills.clone();
    skills.extend(digits.one_of(&[None, Some("specialist"), Some("email"), None]).map(|slug| (topic(slug), levels[0])));
    skills.extend(digits.one_of(&[None, Some("email"), Some("blue-badge")]).map(|slug| (topic(slug), levels[1])));
    if digits.next() == 11 {
        skills.remove(0);
    }
    let held = |issued: &str, current, level, workforce| HeldCheck {
        issued_on: day(issued),
        current,
        level,
        workforce,
        ..check()
    };
    let checks = [
        vec![check()],
        vec![],
        vec![held("2027-04-02", true, CheckLevel::Enhanced, Workforce::Both)],
        vec![held("2025-03-30", true, CheckLevel::Enhanced, Workforce::Adult)],
        vec![held("2026-05-05", false, CheckLevel::Enhanced, Workforce::Adult)],
        vec![
            held("2026-05-05", true, CheckLevel::Basic, Workforce::Adult),
            held("2024-01-31", true, CheckLevel::Enhanced, Workforce::Adult),
        ],
        vec![
            held("2025-03-29", true, CheckLevel::EnhancedWithBarredList, Workforce::Both),
            held("2027-03-31", true, CheckLevel::Enhanced, Workforce::Adult),
        ],
    ];
    let safety = completed;
    let leading = |first, last| CompletedCourse { course: course(2), ..completed(first, last) };
    let courses = [
        vec![safety("2026-01-01", "2028-01-01")],
        vec![],
        vec![safety("2026-01-31", "2027-03-31"), leading("2025-01-01", "2030-01-01")],
        vec![safety("2024-01-31", "2027-03-26")],
        vec![safety("2027-03-27", "2027-04-01"), leading("2026-11-30", "2027-03-28")],
        vec![leading("2026-11-30", "2027-11-30")],
        vec![safety("2020-01-31", "2022-01-31"), safety("2026-11-25", "2027-10-28")],
        vec![safety("2026-01-01", "2027-03-25"), safety("2027-03-30", "2027-10-25")],
    ];
    let spoken = [vec!["en"], vec!["en", "pa"], vec!["cy"], vec!["pa", "cy", "en"], vec![]];
    let mut slots = candidate.slots.clone();
    for slot in &mut slots {
        let later = |time: TimeOfDay| TimeOfDay::from_minutes((time.minutes() + minutes).min(24 * 60)).unwrap();
        (slot.start, slot.end) = (later(slot.start), later(slot.end));
    }
    slots.retain(|slot| slot.start < slot.end);
    Candidate {
        active: digits.one_of(&[
            Some(Days::ALL),
            Some(Days::ALL),
            Some(Days::ALL),
            Some(Days::ALL),
            None,
            Some(Days { first: day("2027-03-30"), last: day("2027-04-01") }),
            Some(Days { first: day("2026-01-01"), last: day("2026-02-01") }),
        ]),
        settings: digits.one_of(&[
            vec![Setting::Venue, Setting::Home, Setting::Remote],
            vec![Setting::Home],
            vec![Setting::Venue, Setting::Home],
        ]),
        skills,
        languages: digits.one_of(&spoken).into_iter().map(|code| code.parse().unwrap()).collect(),
        audiences: digits.one_of(&[
            vec![Audience::OlderPeople],
            vec![],
            vec![Audience::Dementia, Audience::OlderPeople],
        ]),
        point: candidate.point.filter(|_| digits.next() != 11),
        travel_limit_m: digits.one_of(&[
            Some(3_000),
            Some(8_000),
            None,
            Some(0),
            Some(1_937),
            Some(5_500),
            Some(200_000),
        ]),
        allowed: digits.one_of(&[vec![], vec![RoleFlag::Shops], vec![RoleFlag::Transports, RoleFlag::Shops]]),
        checks: digits.one_of(&checks),
        completed: digits.one_of(&courses),
        slots,
        ..candidate
    }
}

prop_compose! {
    fn champions()(
        usual in pool(), digits in prop::collection::vec((any::<u64>(), prop::sample::select(vec![0_u16, 0, 30, 10, 45])), 12)
    ) -> Vec<Candidate> {
        usual.into_iter().zip(digits).map(|(candidate, (digits, minutes))| varied(candidate, digits, minutes)).collect()
    }
}

prop_compose! {
    fn question()(
        times in slots(), digits in any::<u64>(), more in any::<u64>(), opens in any::<u64>(), duration in 15..200_u16, half_hours in any::<bool>(), limit in 0..14_usize,
    ) -> Question {
        let (mut digits, mut more) = (Digits(digits), Digits(more));
        let points = [BEXLEYHEATH, WELLING, ERITH];
        let request: Value = json!({
            "topics": digits.one_of(&[vec!["blue-badge"], vec!["blue-badge", "email"]]),
            "setting": digits.one_of(&["venue", "home", "remote"]), "near": "DA6 7DA", "route": "web",
            "times": times, "duration_minutes": if half_hours { 30 * (1 + duration % 5) } else { duration },
            "level": digits.one_of(&[None, Some("confident"), None]),
            "required_languages": digits.one_of(&[vec![], vec!["pa"], vec!["cy", "pa"], vec![]]),
            "preferred_languages": digits.one_of(&[vec![], vec!["en"], vec!["bfi", "cy"]]),
            "audience": digits.one_of(&[None, Some("older_people"), None, Some("dementia")]),
            "urgency": digits.one_of(&["normal", "high"]),
            "access_needs": digits.one_of(&[vec![], vec!["step_free"], vec![], vec!["lift"]]),
            "role_flags": digits.one_of(&[vec![], vec![], vec!["shops"]]),
            "from": digits.one_of(&[None, None, Some("2027-03-28"), Some("2027-06-01")]),
            "until": digits.one_of(&[None, None, Some("2027-04-02"), Some("2027-03-26")]),
            "excluded_affiliations": more.one_of(&[vec![], vec![affiliation(2)]]),
        });
        let mut request: RequestDetails = serde_json::from_value(request).unwrap();
        let mut places: Vec<_> = (1..).zip(points).take(more.one_of(&[1, 0, 3])).map(|(number, point)| place(number, point)).collect();
        let mut opens = Digits(opens);
        for place in &mut places {
            place.opening = opens.one_of(&openings());
        }
        request.preferred_venues = places.iter().map(|place| place.venue).skip(more.one_of(&[3, 0, 1])).collect();
        let required = json!({"scheme": "dbs", "level": "enhanced", "workforce": "adult", "eligibility_basis": "The law", "recheck_months": 24});
        let basic = json!({"scheme": "dbs", "level": "basic"});
        let policy = json!({
            "required_checks": more.one_of(&[vec![], vec![required.clone()], vec![basic.clone()], vec![basic, required]]),
            "required_courses": more.one_of(&[vec![], vec![json!({"course_id": course(1)})], vec![], vec![json!({"course_id": course(2), "setting": "home"}), json!({"course_id": course(1)})]]),
            "require_language": more.one_of(&[true, false]), "two_champions_at_home": more.one_of(&[false, true]),
            "weekly_minutes_cap": more.one_of(&[None, None, Some(300), Some(100)]), "travel_buffer_minutes": more.one_of(&[0, 30]),
            "notice_hours": more.one_of(&[24, 0, 100]), "horizon_days": more.one_of(&[14, 3, 60]),
            "max_travel_factor": more.one_of(&[1_000, 1_500]),
        });
        let first = Interval::new("2027-03-27T00:00:00Z".parse().unwrap(), "2027-03-30T12:00:00Z".parse().unwrap()).unwrap();
        let declined = |reason| Declined { affiliation: affiliation(3), venue: places.first().map(|place| place.venue), interval: first, reason };
        let declined = match more.next() {
            0 => vec![declined(DeclineReason::TimeUnsuitable)],
            1 => vec![declined(DeclineReason::PlaceUnsuitable)],
            2 => vec![declined(DeclineReason::ChampionSaidNo), declined(DeclineReason::ChampionSaidNo)],
            _ => vec![],
        };
        let line = |slug: &crate::help::TopicSlug| vec![slug.clone(), topic("specialist")];
        Question {
            lines: request.topics.iter().map(line).collect(),
            point: more.one_of(&[Some(BEXLEYHEATH), Some(ERITH), None]),
            known: more.one_of(&[vec![], vec![affiliation(1)], vec![affiliation(4), affiliation(4), affiliation(99)]]),
            now: more.one_of(&["2027-03-25T09:20:00Z", "2027-10-20T09:20:00Z", NOW]),
            policy: serde_json::from_value(policy).unwrap(),
            request, places, declined, limit,
        }
    }
}

fn assert_agree(
    pool: &Pool,
    candidates: impl Iterator<Item = Candidate>,
    question: &Question,
) -> Result<(), TestCaseError> {
    let known = |candidate: Candidate| Candidate {
        helped_before: question.known.contains(&candidate.affiliation),
        ..candidate
    };
    let candidates: Vec<Candidate> = candidates.map(known).collect();
    let Question { policy, limit, .. } = question;
    let expected = rank(&question.ask(), &candidates, policy, question.calendar(), *limit);
    let found = pool.rank(&question.ask(), &question.known, policy, question.calendar(), *limit);
    prop_assert_eq!(found, expected);
    let found = pool.options(&question.ask(), &question.known, policy, question.calendar(), *limit);
    prop_assert_eq!(&found, &options(&question.ask(), &candidates, policy, question.calendar(), *limit));
    let all = options(&question.ask(), &candidates, policy, question.calendar(), usize::MAX);
    prop_assert_eq!(all.left_out, None);
    prop_assert_eq!(&all.funnel, &found.funnel, "everybody is counted");
    prop_assert!(found.left_out.is_some() || found.offers.len() == all.offers.len());
    let cut = all.offers.iter().filter(|offer| !found.offers.contains(offer));
    prop_assert!(cut.max_by_key(|offer| offer.best.score).is_none_or(|cut| Some(cut.best.score) <= found.left_out));
    for champion in [0, 1, 50].map(affiliation) {
        let found = pool.explain(&question.ask(), &question.known, policy, question.calendar(), *limit, champion);
        let expected = explain(&question.ask(), &candidates, policy, question.calendar(), *limit, champion);
        prop_assert_eq!(found, expected);
    }
    Ok(())
}

/// More worlds than usual: the two ways to the answer have nothing in common but the rules.
const WORLDS: u32 = 2_000;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS))]

    #[test]
    fn a_pool_ranks_as_the_rules_do(champions in champions(), question in question(), turn in 0..12_usize) {
        let mut shuffled = champions.clone();
        shuffled.rotate_left(turn % champions.len().max(1));
        let pool: Pool = shuffled.into_iter().collect();
        prop_assert_eq!(pool.len(), champions.len());
        assert_agree(&pool, champions.into_iter(), &question)?;
    }

    /// Champions come, change and go; 70 of them, so that more than one word of bits is in use.
    #[test]
    fn a_pool_that_caught_up_is_a_pool_built_anew(
        first in prop::collection::vec(champions(), 0..7),
        changes in prop::collection::vec((0..90_u128, prop::option::of(champions())), 0..30),
        question in question(),
    ) {
        let mut present: BTreeMap<AffiliationId, Candidate> = BTreeMap::new();
        let mut pool = Pool::default();
        for (number, candidate) in (0..).zip(first.into_iter().flatten()) {
            let candidate = Candidate { affiliation: affiliation(number), ..candidate };
            present.insert(candidate.affiliation, candidate.clone());
            pool.replace(candidate);
        }
        for (number, change) in changes {
            match change.and_then(|champions| champions.into_iter().next()) {
                Some(candidate) => {
                    let candidate = Candidate { affiliation: affiliation(number), ..candidate };
                    present.insert(candidate.affiliation, candidate.clone());
                    pool.replace(candidate);
                }
                None => {
                    prop_assert_eq!(pool.remove(affiliation(number)).is_some(), present.remove(&affiliation(number)).is_some());
                }
            }
        }
        prop_assert_eq!(pool.len(), present.len());
        assert_agree(&pool, present.values().cloned(), &question)?;
        let anew: Pool = present.values().cloned().collect();
        assert_agree(&anew, present.into_values(), &question)?;
    }
}

#[rstest]
fn everybody_alike_comes_in_the_order_of_the_ids(
    #[values(0, 64, 65)] count: u128,
    #[values(false, true)] descending: bool,
) {
    let world = super::world::World::new();
    let everybody =
        (0..count).map(|number| super::world::champion(if descending { count - 1 - number } else { number }));
    let pool: Pool = everybody.collect();
    let ask =
        Ask { details: &world.request, topics: vec![], point: world.point, places: world.places, declined: vec![] };
    let ranking = pool.rank(&ask, &[], &world.policy, calendar(NOW), 3);
    let expected: Vec<_> = (0..count.min(3)).map(affiliation).collect();
    assert_eq!(ranking.proposals.iter().map(|ranked| ranked.affiliation).collect::<Vec<_>>(), expected);
    assert_eq!(u128::from(ranking.funnel.passed), count);
}
