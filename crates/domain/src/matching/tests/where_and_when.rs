//! The pool says what the exact rules say where everybody could help, if only place and time fit: in worlds of many places, opening
//! times, commitments and weights.

use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    properties::NOW,
    world::{World, affiliation, calendar, champion, instant, place, slot, topic, venue},
};
use crate::{
    availability::Slot,
    geo::Point,
    help::SkillLevel,
    interval::Interval,
    matching::{Candidate, Commitment, OpeningTimes, Pool, options, rank},
    network::Nation,
    policy::PolicyDetails,
    shift::Whereabouts,
};

const WORLDS: u32 = 2_000;
const DAYS: [&str; 9] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    // The clocks go forward on the first; the second is Good Friday's week.
    "2027-03-28",
    "2027-03-31",
];

/// Hours on a day of `days`, mostly on the hour.
fn hours(days: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<Slot>> {
    let minute = || prop::sample::select(vec![0, 0, 0, 30, 15, 50]);
    let one = (prop::sample::select(days), 7..19_u16, minute(), 1..6_u16, minute());
    let written = one.prop_map(|(day, hour, from, length, until)| {
        let end = (60 * (hour + length) + until).min(24 * 60);
        slot(&format!("{day} {hour:02}:{from:02}-{:02}:{:02}", end / 60, end % 60))
    });
    prop::collection::vec(written, 0..most)
}

fn point() -> impl Strategy<Value = Point> {
    (0..20_u8, 0..20_u8).prop_map(|(north, east)| Point {
        latitude: 51.40 + 0.01 * f64::from(north),
        longitude: 0.05 + 0.01 * f64::from(east),
    })
}

/// Minutes to days, some with seconds, some months ahead.
fn commitments() -> impl Strategy<Value = Vec<Commitment>> {
    let length = prop::sample::select(vec![30_i64, 60, 60, 90, 61, 600, 5_000]);
    let one = (prop::sample::select(vec![0, 0, 0, 90]), 0..15 * 96_i64, length, 0..2_i64, any::<bool>());
    let one = one.prop_map(|(ahead, quarter, length, second, own)| {
        let start =
            instant(NOW) + TimeDelta::days(ahead) + TimeDelta::minutes(15 * quarter) + TimeDelta::seconds(second);
        Commitment {
            interval: Interval::new(start, start + TimeDelta::minutes(length)).unwrap(),
            at: Whereabouts::Home,
            own,
        }
    });
    prop::collection::vec(one, 0..5)
}

prop_compose! {
    fn candidate()(
        slots in hours(&DAYS, 6), commitments in commitments(), ask_me in 0..4, point in prop::option::weighted(0.9, point()),
        travel_limit_m in prop::option::of(0..14_000_u32), cap in prop::option::of(0..500_u32), load_minutes in 0..900_u32,
        level in 0..3_usize, languages in prop::sample::select(vec![vec!["en"], vec!["en", "pa"], vec!["pa", "cy", "en"]]),
    ) -> Candidate {
        Candidate {
            slots, commitments, ask_me: ask_me == 0, point, travel_limit_m, weekly_minutes_cap: cap, load_minutes,
            skills: vec![(topic("blue-badge"), [SkillLevel::Basic, SkillLevel::Confident, SkillLevel::Expert][level])],
            languages: languages.iter().map(|code| code.parse().unwrap()).collect(),
            ..champion(1)
        }
    }
}

prop_compose! {
    fn candidates()(made in prop::collection::vec(candidate(), 0..80)) -> Vec<Candidate> {
        let numbered = made.into_iter().zip(1..);
        numbered.map(|(candidate, number)| Candidate { affiliation: affiliation(number), ..candidate }).collect()
    }
}

prop_compose! {
    fn policy()(
        weights in prop::collection::vec(prop::sample::select(vec![0, 1, 300, 1_000]), 8), buffer in 0..60_u16,
        cap in prop::option::of(0..400_u16), notice in 0..60_u16, horizon in 1..28_u16, factor in prop::sample::select(vec![1_000, 1_500, 500]),
    ) -> PolicyDetails {
        let names = serde_json::to_value(PolicyDetails::default().weights).unwrap();
        let weights: serde_json::Map<String, Value> =
            names.as_object().unwrap().keys().cloned().zip(weights.into_iter().map(Value::from)).collect();
        let policy = json!({
            "weights": weights, "travel_buffer_minutes": buffer, "weekly_minutes_cap": cap, "notice_hours": notice,
            "horizon_days": horizon, "max_travel_factor": factor,
        });
        serde_json::from_value(policy).unwrap()
    }
}

prop_compose! {
    fn world()(
        candidates in candidates(), policy in policy(), times in hours(&DAYS, 4), duration in prop::sample::select(vec![60, 30, 90, 45, 120]),
        setting in prop::sample::select(vec!["venue", "venue", "venue", "venue", "home", "remote"]), home in prop::option::of(point()),
        places in prop::collection::vec((point(), hours(&DAYS[..7], 6)), 1..7), preferred in prop::option::of(0..6_usize),
        urgency in prop::sample::select(vec!["normal", "high"]),
    ) -> World {
        let places: Vec<_> = places.into_iter().zip(1..).map(|((point, open), number)| {
            crate::matching::Place { opening: OpeningTimes::of(&open, Nation::England), ..place(number, point) }
        }).collect();
        // Often a venue where nobody can help.
        let preferred: Vec<_> = preferred.map(|at| places.get(at).map_or(venue(99), |place| place.venue)).into_iter().collect();
        let request = json!({
            "topics": ["blue-badge"], "setting": setting, "near": "DA6 7DA", "route": "web", "times": times, "duration_minutes": duration,
            "preferred_venues": preferred, "preferred_languages": ["pa"], "urgency": urgency,
        });
        World { request: serde_json::from_value(request).unwrap(), point: home, places, policy, candidates, now: NOW, ..World::new() }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(WORLDS))]

    #[test]
    fn a_pool_finds_the_same_places_and_times(world in world(), limit in 0..6_usize, idle in 0..900_u32) {
        let (ask, calendar) = (world.ask(), calendar(world.now));
        let mut pool: Pool = world.candidates.iter().cloned().collect();
        let mut candidates = world.candidates.clone();
        for candidate in candidates.iter_mut().step_by(3) {
            candidate.load_minutes = idle;
            pool.set_load(candidate.affiliation, idle);
        }
        let found = pool.rank(&ask, &[], &world.policy, calendar, limit);
        prop_assert_eq!(found, rank(&ask, &candidates, &world.policy, calendar, limit));
        let found = pool.options(&ask, &[], &world.policy, calendar, limit);
        prop_assert_eq!(found, options(&ask, &candidates, &world.policy, calendar, limit));
    }
}
