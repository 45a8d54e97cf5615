//! How long it takes to rank 10,000 champions for one request, and 100,000 in a pool, in this process alone: `make bench`
//! prints it.
//!
//! The champions and the requests are made up by a generator with a fixed seed, so every run judges the same ones.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use strum::VariantArray;
use trellis_domain::{
    AffiliationId, Id,
    availability::Slot,
    clock_time::{Weekday, Zone},
    geo::Point,
    help::{AccessFeature, Setting, SkillLevel, TopicSlug},
    interval::Interval,
    matching::{Ask, Calendar, Candidate, Commitment, Days, OpeningTimes, Place, Pool, Ranking, rank},
    network::Nation,
    policy::PolicyDetails,
    request::RequestDetails,
    shift::Whereabouts,
};
use uuid::Uuid;

const CHAMPIONS: u64 = 10_000;
const REQUESTS: u64 = 50;
const ROUNDS: usize = 20;
const LIMIT: usize = 20;
const POOL_CHAMPIONS: u64 = 100_000;
const POOL_ROUNDS: usize = 10;
const POOL_LIMIT: usize = 10;
/// How many champions have helped one learner before.
const KNOWN: u64 = 5;

const TOPICS: [&str; 8] = [
    "email",
    "nhs-app",
    "blue-badge",
    "universal-credit",
    "online-safety",
    "video-calls",
    "online-banking",
    "bus-pass",
];
const GROUPS: [&str; 2] = ["foundation", "specialist"];
const LANGUAGES: [&str; 8] = ["en", "cy", "pa", "ne", "pl", "ro", "yo", "bfi"];

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let mut dice = Dice(20_261_123);
    let calendar = Calendar { now: "2026-11-23T12:00:00Z".parse()?, zone: Zone::LONDON };
    let policy = PolicyDetails::default();
    let champions = (0..CHAMPIONS).map(|number| champion(&mut dice, number, calendar)).collect::<Outcome<Vec<_>>>()?;
    let places = (0..10).map(|number| place(&mut dice, number)).collect::<Outcome<Vec<Place>>>()?;
    let requests = (0..REQUESTS).map(|number| request(&mut dice, number)).collect::<Outcome<Vec<_>>>()?;

    let asks = requests.iter().map(|(details, point)| {
        let topics = details.topics.iter().map(line).collect::<Outcome<_>>()?;
        Ok(Ask { details, topics, point: Some(*point), places: places.clone(), declined: Vec::new() })
    });
    let asks = asks.collect::<Outcome<Vec<_>>>()?;

    let plain = measured(&asks, ROUNDS, |ask, _| rank(ask, &champions, &policy, calendar, LIMIT));
    let others = (CHAMPIONS..POOL_CHAMPIONS).map(|number| champion(&mut dice, number, calendar));
    let everybody = champions.iter().cloned().map(Ok).chain(others).collect::<Outcome<Vec<_>>>()?;
    let mut pool: Pool = everybody.iter().cloned().collect();
    let from_pool = measured(&asks, POOL_ROUNDS, |ask, known| pool.rank(ask, known, &policy, calendar, POOL_LIMIT));
    for (number, ask) in (0..).zip(&asks).take(5) {
        let known = known(number);
        let helped = |candidate: &Candidate| Candidate {
            helped_before: known.contains(&candidate.affiliation),
            ..candidate.clone()
        };
        let everybody: Vec<_> = everybody.iter().map(helped).collect();
        let same = pool.rank(ask, &known, &policy, calendar, POOL_LIMIT)
            == rank(ask, &everybody, &policy, calendar, POOL_LIMIT);
        if !same {
            return Err("the pool and the rules disagree".into());
        }
    }
    let changes: Vec<_> = everybody.iter().step_by(997).cloned().collect();
    let mut catching_up: Vec<Duration> = Vec::new();
    for changed in changes {
        let started = Instant::now();
        pool.replace(black_box(changed));
        catching_up.push(started.elapsed());
    }
    let Measured { times, passed } = &plain;
    let result = json!({
        "champions": CHAMPIONS, "requests": REQUESTS, "rankings": times.len(), "passed_on_average": passed,
        "p50_ms": percentile(times, 50), "p99_ms": percentile(times, 99), "longest_ms": percentile(times, 100),
        "pool_champions": pool.len(), "pool_rankings": from_pool.times.len(), "pool_passed_on_average": from_pool.passed,
        "pool_p50_ms": percentile(&from_pool.times, 50), "pool_p99_ms": percentile(&from_pool.times, 99),
        "catch_up_ms": percentile(&catching_up, 100),
    });
    println!("{result}");
    Ok(())
}

/// How long rankings took, and how many champions passed on average.
struct Measured {
    times: Vec<Duration>,
    passed: u64,
}

fn measured(asks: &[Ask<'_>], rounds: usize, rank: impl Fn(&Ask<'_>, &[AffiliationId]) -> Ranking) -> Measured {
    let (mut times, mut passed, mut rankings) = (Vec::new(), 0, 0);
    for _ in 0..rounds {
        for (number, ask) in (0..).zip(asks) {
            let known = known(number);
            let started = Instant::now();
            let ranking = black_box(rank(black_box(ask), &known));
            times.push(started.elapsed());
            passed += u64::from(ranking.funnel.passed);
            rankings += 1;
        }
    }
    Measured { times, passed: passed / rankings.max(1) }
}

/// Who has helped the learner of a request before.
fn known(request: u64) -> Vec<AffiliationId> {
    (0..KNOWN).map(|one| Id::new(Uuid::from_u128((7_919 * (KNOWN * request + one) % POOL_CHAMPIONS).into()))).collect()
}

/// In milliseconds, with two decimals and at least one digit that says something.
fn percentile(times: &[Duration], percent: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = (times.len() * percent / 100).min(times.len().saturating_sub(1));
    let time = times.get(at).copied().unwrap_or_default();
    (time.as_secs_f64() * 100_000.0).round().max(1.0) / 100.0
}

/// Two topics in three levels, a few hours on one to four days, some commitments in the coming fortnight.
fn champion(dice: &mut Dice, number: u64, calendar: Calendar) -> Outcome<Candidate> {
    let mut skills =
        vec![(dice.one_of(&TOPICS).parse()?, dice.of_set()), (dice.one_of(&TOPICS).parse()?, dice.of_set())];
    if dice.one_in(4) {
        skills.push((dice.one_of(&GROUPS).parse()?, SkillLevel::Basic));
    }
    let mut languages = vec!["en".parse()?];
    if dice.one_in(5) {
        languages.push(dice.one_of(&LANGUAGES).parse()?);
    }
    let slots = 1 + dice.below(4);
    let commitments = dice.below(6);
    Ok(Candidate {
        affiliation: Id::new(Uuid::from_u128(number.into())),
        active: (!dice.one_in(20)).then_some(Days::ALL),
        settings: if dice.one_in(3) { Setting::VARIANTS.to_vec() } else { vec![Setting::Venue] },
        skills,
        languages,
        audiences: vec![dice.of_set(), dice.of_set()],
        point: Some(point(dice)),
        travel_limit_m: (!dice.one_in(5)).then_some(2_000 + 1_000 * u32::try_from(dice.below(6))?),
        slots: (0..slots).map(|_| slot(dice)).collect::<Outcome<_>>()?,
        ask_me: dice.one_in(10),
        weekly_minutes_cap: dice.one_in(2).then_some(240),
        allowed: Vec::new(),
        checks: Vec::new(),
        attested: Vec::new(),
        completed: Vec::new(),
        commitments: (0..commitments).map(|_| commitment(dice, calendar)).collect::<Outcome<_>>()?,
        load_minutes: u32::try_from(dice.below(1_200))?,
        helped_before: dice.one_in(50),
        is_lent: false,
    })
}

/// Three in five at a venue, one at home, one by phone or video; two hours on one to three days.
fn request(dice: &mut Dice, number: u64) -> Outcome<(RequestDetails, Point)> {
    let setting = match number % 5 {
        3 => Setting::Home,
        4 => Setting::Remote,
        _ => Setting::Venue,
    };
    let days = 1 + dice.below(3);
    let times = (0..days).map(|_| Ok(serde_json::to_value(slot(dice)?)?)).collect::<Outcome<Vec<Value>>>()?;
    let needs: &[&str] = if dice.one_in(3) { &["step_free"] } else { &[] };
    let details = json!({
        "topics": [dice.one_of(&TOPICS)], "setting": setting, "near": "DA6 7DA", "route": "web", "times": times,
        "access_needs": needs, "preferred_languages": [dice.one_of(&LANGUAGES)],
    });
    Ok((serde_json::from_value(details)?, point(dice)))
}

fn line(topic: &TopicSlug) -> Outcome<Vec<TopicSlug>> {
    let [skills, tasks] = GROUPS;
    let group = if topic.as_str() < "n" { skills } else { tasks };
    Ok(vec![topic.clone(), group.parse()?])
}

fn slot(dice: &mut Dice) -> Outcome<Slot> {
    let start = 8 + dice.below(10);
    let weekday: Weekday = dice.of_set();
    let slot = json!({ "weekday": weekday, "start": format!("{start:02}:00"), "end": format!("{:02}:00", start + 2) });
    Ok(serde_json::from_value(slot)?)
}

fn commitment(dice: &mut Dice, calendar: Calendar) -> Outcome<Commitment> {
    let start = calendar.now + chrono::TimeDelta::hours(i64::try_from(dice.below(14 * 24))?);
    let interval = Interval::new(start, start + chrono::TimeDelta::hours(1)).ok_or("an hour is an interval")?;
    Ok(Commitment { interval, at: Whereabouts::Home, own: dice.one_in(2) })
}

/// Two in three have recorded opening times, of which there are two kinds.
fn place(dice: &mut Dice, number: u128) -> Outcome<Place> {
    let features = if dice.one_in(2) { vec![AccessFeature::StepFree] } else { Vec::new() };
    let until = ["", "17:00", "19:30"].get(usize::try_from(number % 3)?).copied().unwrap_or_default();
    let weekdays = Weekday::VARIANTS.iter().take(if until.is_empty() { 0 } else { 6 });
    let slots =
        weekdays.map(|day| Ok(serde_json::from_value(json!({ "weekday": day, "start": "09:00", "end": until }))?));
    let opening = OpeningTimes::of(&slots.collect::<Outcome<Vec<Slot>>>()?, Nation::England);
    Ok(Place { venue: Id::new(Uuid::from_u128(number)), point: point(dice), features, opening })
}

/// Somewhere in a borough of 12 by 15 km.
fn point(dice: &mut Dice) -> Point {
    Point { latitude: 51.41 + 0.11 * dice.share(), longitude: 0.04 + 0.17 * dice.share() }
}

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// From 0 to 1, in thousandths.
    fn share(&mut self) -> f64 {
        f64::from(u16::try_from(self.below(1_000)).unwrap_or_default()) / 1_000.0
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let Some(one) = usize::try_from(self.next()).ok().and_then(|number| all.get(number % all.len())) else {
            unreachable!("there is something to choose from")
        };
        one
    }

    fn of_set<T: VariantArray + Copy>(&mut self) -> T {
        *self.one_of(T::VARIANTS)
    }
}
