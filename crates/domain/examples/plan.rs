//! Plans a waiting list that a generator with a seed makes up, and says how good the plan is, in one line of JSON.
//!
//! ```text
//! cargo run --release -p trellis-domain --example plan -- REQUESTS [SEED [INSTANCE]]
//! ```
//!
//! Half as many champions as requests, in a borough of 10 by 10 km, for a fortnight. A champion helps at some half-days of the week, the next hour
//! always a little less gladly, and mostly no more than so many minutes a week. A request is for 60, 90 or 120 minutes at one of a few venues, at home or by
//! telephone, at some half-days; every tenth needs two champions. Each way to help one is a champion near by and a start, on the half-hour: most of them
//! overlap. INSTANCE gets the problem as JSON, for others to solve. `greedy_objective` is what comes of the cheapest way first.

use std::{error::Error, fs, process::ExitCode, time::Instant};

use serde_json::{Value, json};
use trellis_domain::planning::{Cap, Choice, Crew, Effort, Plan, Problem, Task, Worker, solve};

const DAY: i64 = 24 * 60;
const WEEK: i64 = 7 * DAY;
const BUFFER: i64 = 30;
const METRES: u64 = 10_000;
const MOST: usize = 30;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}; say: plan REQUESTS [SEED [INSTANCE]]");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[String]) -> Outcome<Value> {
    let requests: usize = arguments.first().ok_or("how many requests?")?.parse()?;
    let seed: u64 = arguments.get(1).map_or(Ok(1), |seed| seed.parse())?;
    let problem = made_up(requests, &mut Dice(seed))?;
    if let Some(file) = arguments.get(2) {
        fs::write(file, written(&problem).to_string())?;
    }
    let started = Instant::now();
    let plan = solve(&problem, Effort::STANDARD);
    let seconds = started.elapsed().as_secs_f64();
    let Plan { objective, lower_bound, .. } = plan;
    Ok(json!({
        "requests": requests, "options": problem.tasks().iter().map(|task| task.choices.len()).sum::<usize>(),
        "served": plan.chosen.iter().flatten().count(), "objective": objective, "lower_bound": lower_bound,
        "gap": plan.gap(), "optimal": plan.is_optimal(), "greedy_objective": greedy(&problem), "seconds": seconds,
    }))
}

/// Half-days of a week, of four hours each from 9:00 and from 13:00 on working days: ten of them, by number.
struct Champion {
    x: i64,
    y: i64,
    half_days: Vec<i64>,
}

fn made_up(requests: usize, dice: &mut Dice) -> Outcome<Problem> {
    let champions: Vec<Champion> = (0..requests.div_ceil(2))
        .map(|_| {
            let (x, y, count) = (dice.metre(), dice.metre(), if dice.number(2) == 0 { 1 } else { 2 });
            Champion { x, y, half_days: half_days(dice, count) }
        })
        .collect();
    let venues: Vec<(i64, i64)> = (0..12).map(|_| (dice.metre(), dice.metre())).collect();
    let tasks: Vec<Task> =
        (0..requests).map(|request| task(dice, request, &champions, &venues)).collect::<Outcome<_>>()?;
    let workers = (0_u128..).zip(&champions).map(|(key, _)| {
        let step = 40 + 20 * dice.number(5);
        let loads = (0..5).map(|count| step * count * (count + 1) / 2).collect();
        let minutes = 90 + 30 * dice.number(5);
        let caps = (0..2).map(|week| Cap { start: week * WEEK, end: (week + 1) * WEEK, minutes });
        Worker { key, loads, more: None, caps: if dice.number(4) == 0 { Vec::new() } else { caps.collect() } }
    });
    Ok(Problem::new(tasks, workers.collect(), BUFFER)?)
}

fn task(dice: &mut Dice, request: usize, champions: &[Champion], venues: &[(i64, i64)]) -> Outcome<Task> {
    let home = (dice.metre(), dice.metre());
    let (place, (x, y)) = match dice.number(10) {
        0..6 => {
            let distance = |(x, y): (i64, i64)| (home.0 - x).abs() + (home.1 - y).abs();
            let near = venues.iter().zip(0_u32..).min_by_key(|(at, _)| distance(**at)).ok_or("venues")?;
            (Some(near.1), *near.0)
        }
        6..9 => (Some(100 + u32::try_from(request)?), home),
        _ => (None, home),
    };
    let length = 60 + 30 * dice.number(3);
    let wanted = half_days(dice, 3);
    let mut near: Vec<(i64, usize)> = champions
        .iter()
        .enumerate()
        .map(|(at, champion)| (if place.is_some() { (champion.x - x).abs() + (champion.y - y).abs() } else { 0 }, at))
        .map(|(distance, at)| (distance / 4 + dice.number(600), at))
        .collect();
    near.sort_unstable();
    let pairs = dice.number(10) == 0;
    let (most, mut choices) = (10 + usize::try_from(dice.number(21))?, Vec::new());
    for (at, (cost, champion)) in near.iter().enumerate() {
        let others = near.get(at + 1..).unwrap_or_default();
        for half_day in wanted.iter().filter(|half_day| is_free(champions, *champion, **half_day)) {
            let other = others.iter().find(|(_, other)| is_free(champions, *other, *half_day));
            let crew = match other {
                Some((further, other)) if pairs => Some((cost + further, Crew::Two(*champion, *other))),
                _ => (!pairs).then_some((*cost, Crew::One(*champion))),
            };
            let Some((cost, crew)) = crew else { continue };
            let start = dice.number(2) * WEEK
                + half_day / 2 * DAY
                + (9 + half_day % 2 * 4) * 60
                + 30 * dice.number((240 - length) / 30 + 1);
            choices.push(Choice { cost: cost + dice.number(100), start, end: start + length, place, crew, units: 1 });
        }
        if choices.len() >= most.min(MOST) {
            break;
        }
    }
    choices.truncate(most.min(MOST));
    Ok(Task { key: u128::try_from(request)?, waiting: 2_500 + 500 * dice.number(8), choices, otherwise: None })
}

fn half_days(dice: &mut Dice, count: usize) -> Vec<i64> {
    let mut all: Vec<i64> = (0..10).collect();
    (0..count)
        .filter_map(|_| Some(all.swap_remove(usize::try_from(dice.number(i64::try_from(all.len()).ok()?)).ok()?)))
        .collect()
}

fn is_free(champions: &[Champion], champion: usize, half_day: i64) -> bool {
    champions.get(champion).is_some_and(|champion| champion.half_days.contains(&half_day))
}

/// The cheapest way of all first, then the next that still fits, and so on.
fn greedy(problem: &Problem) -> i64 {
    let mut done: Vec<Vec<Choice>> = vec![Vec::new(); problem.workers().len()];
    let mut total = 0;
    let mut waits: Vec<bool> = vec![true; problem.tasks().len()];
    let mut ways: Vec<(i64, usize, Choice)> = Vec::new();
    for (at, task) in problem.tasks().iter().enumerate() {
        ways.extend(task.choices.iter().map(|choice| (choice.cost, at, *choice)));
    }
    ways.sort_by_key(|(cost, task, _)| (*cost, *task));
    for (cost, task, choice) in ways {
        let crew = match choice.crew {
            Crew::One(worker) => vec![worker],
            Crew::Two(one, other) => vec![one, other],
        };
        let loads: Option<i64> = crew.iter().map(|worker| load(problem, done.get(*worker)?, *worker, choice)).sum();
        let Some((waiting, given)) = waits.get_mut(task).zip(problem.tasks().get(task)) else { continue };
        if let Some(loads) = loads.filter(|loads| *waiting && cost + loads < given.waiting) {
            *waiting = false;
            total += cost + loads;
            for worker in crew {
                done.get_mut(worker).into_iter().for_each(|list| list.push(choice));
            }
        }
    }
    total + problem.tasks().iter().zip(waits).filter(|(_, waits)| *waits).map(|(task, _)| task.waiting).sum::<i64>()
}

/// What one more costs the worker; none where it cannot.
fn load(problem: &Problem, done: &[Choice], worker: usize, choice: Choice) -> Option<i64> {
    let worker = problem.workers().get(worker)?;
    let clashes = |other: &&Choice| {
        let travels = matches!((other.place, choice.place), (Some(one), Some(other)) if one != other);
        let way = if travels { problem.buffer() } else { 0 };
        choice.start < other.end + way && other.start < choice.end + way
    };
    let within = |choice: &Choice, cap: &Cap| (choice.end.min(cap.end) - choice.start.max(cap.start)).max(0);
    let is_over = |cap: &Cap| done.iter().chain([&choice]).map(|one| within(one, cap)).sum::<i64>() > cap.minutes;
    let fits = !done.iter().any(|other| clashes(&other)) && !worker.caps.iter().any(is_over);
    worker.loads.get(done.len()).copied().filter(|_| fits)
}

fn written(problem: &Problem) -> Value {
    let choice = |choice: &Choice| {
        let workers = match choice.crew {
            Crew::One(worker) => vec![worker],
            Crew::Two(one, other) => vec![one, other],
        };
        let Choice { cost, start, end, place, .. } = *choice;
        json!({ "cost": cost, "start": start, "end": end, "place": place, "workers": workers })
    };
    let task = |task: &Task| json!({ "waiting": task.waiting, "choices": task.choices.iter().map(choice).collect::<Vec<_>>() });
    let worker = |worker: &Worker| {
        let caps: Vec<_> = worker.caps.iter().map(|cap| [cap.start, cap.end, cap.minutes]).collect();
        json!({ "loads": worker.loads, "caps": caps })
    };
    json!({
        "buffer": problem.buffer(), "tasks": problem.tasks().iter().map(task).collect::<Vec<_>>(),
        "workers": problem.workers().iter().map(worker).collect::<Vec<_>>(),
    })
}

/// SplitMix64: small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }

    fn number(&mut self, bound: i64) -> i64 {
        i64::try_from(self.below(bound.unsigned_abs())).unwrap_or_default()
    }

    fn metre(&mut self) -> i64 {
        i64::try_from(self.below(METRES)).unwrap_or_default()
    }
}
