mod ties;

use proptest::{prelude::*, sample::Index};

use super::*;

/// Much for little problems: the search ends.
const GENEROUS: Effort = Effort { steps: 200, neighbourhoods: 50, branching: 20_000, looks: u64::MAX };

/// Whether a plan keeps to the rules, and what it costs: written again, from the problem alone.
fn cost_of(problem: &Problem, chosen: &[Option<usize>]) -> Option<i64> {
    let mut total = 0;
    let mut done: Vec<Vec<Choice>> = vec![Vec::new(); problem.workers().len()];
    for (task, chosen) in problem.tasks().iter().zip(chosen) {
        let Some(choice) = chosen.map(|at| task.choices[at]) else {
            total += task.waiting;
            continue;
        };
        total += choice.cost;
        match choice.crew {
            Crew::One(worker) => done[worker].push(choice),
            Crew::Two(one, other) => [one, other].into_iter().for_each(|worker| done[worker].push(choice)),
        }
    }
    for (worker, mine) in problem.workers().iter().zip(done) {
        for unit in 0..mine.iter().map(|choice| choice.units).sum::<u32>() {
            total += worker.loads.get(usize::try_from(unit).unwrap()).copied().or(worker.more)?;
        }
        for (at, one) in mine.iter().enumerate() {
            for other in &mine[at + 1..] {
                let travels = one.place.is_some() && other.place.is_some() && one.place != other.place;
                let way = if travels { problem.buffer() } else { 0 };
                if one.start < other.end + way && other.start < one.end + way {
                    return None;
                }
            }
        }
        for cap in &worker.caps {
            let minutes =
                (cap.start..cap.end).filter(|minute| mine.iter().any(|one| one.start <= *minute && *minute < one.end));
            if minutes.count() > usize::try_from(cap.minutes).unwrap() {
                return None;
            }
        }
    }
    Some(total)
}

/// The best plan there is, by trying all; with a choice that it must have, if one is given.
fn brute_force(problem: &Problem, forced: Option<(usize, usize)>) -> Option<i64> {
    fn from(problem: &Problem, chosen: &mut Vec<Option<usize>>, forced: Option<(usize, usize)>) -> Option<i64> {
        let task = chosen.len();
        let Some(given) = problem.tasks().get(task) else { return cost_of(problem, chosen) };
        let mut best: Option<i64> = None;
        for choice in (0..given.choices.len()).map(Some).chain([None]) {
            if forced.is_some_and(|(at, wanted)| at == task && choice != Some(wanted)) {
                continue;
            }
            chosen.push(choice);
            best = [best, from(problem, chosen, forced)].into_iter().flatten().min();
            chosen.pop();
        }
        best
    }
    from(problem, &mut Vec::new(), forced)
}

fn choices(workers: usize) -> impl Strategy<Value = Choice> {
    (
        0_i64..30,
        0_i64..14,
        1_i64..5,
        prop::option::of(0_u32..2),
        0..workers,
        prop::option::weighted(0.25, 1..workers.max(2)),
        prop_oneof![3 => Just(1_u32), 1 => 2..4_u32],
    )
        .prop_map(move |(cost, start, length, place, one, second, units)| {
            let second = second.map(|further| (one + further) % workers).filter(|other| *other != one);
            let crew = second.map_or(Crew::One(one), |other| Crew::Two(one, other));
            Choice { cost, start, end: start + length, place, crew, units }
        })
}

fn workers() -> impl Strategy<Value = Worker> {
    let loads = prop::collection::vec(0_i64..12, 0..4).prop_map(|mut loads| {
        loads.sort_unstable();
        loads
    });
    let more = prop::option::weighted(0.3, 0_i64..9);
    (any::<u128>(), loads, more, prop::collection::vec((1_i64..8, 0_i64..9), 0..3)).prop_map(
        |(key, loads, more, spans)| {
            let more = more.map(|more| more + loads.last().copied().unwrap_or_default());
            let mut start = 0;
            let mut caps = Vec::new();
            for (length, minutes) in spans {
                caps.push(Cap { start, end: start + length, minutes });
                start += length + 1;
            }
            Worker { key, loads, more, caps }
        },
    )
}

fn problems() -> impl Strategy<Value = Problem> {
    (1_usize..5).prop_flat_map(|count| {
        let task = (any::<u128>(), 0_i64..50, prop::collection::vec(choices(count), 0..4))
            .prop_map(|(key, waiting, choices)| Task { key, waiting, choices, otherwise: None });
        (prop::collection::vec(task, 0..6), prop::collection::vec(workers(), count), 0_i64..4).prop_map(
            |(mut tasks, mut workers, buffer)| {
                let keys = tasks.iter_mut().map(|task| &mut task.key).zip(0..);
                keys.for_each(|(key, at)| *key = *key << 8 | at);
                let keys = workers.iter_mut().map(|worker| &mut worker.key).zip(0..);
                keys.for_each(|(key, at)| *key = *key << 8 | at);
                Problem::new(tasks, workers, buffer).unwrap()
            },
        )
    })
}

/// The same problem told in another order, and where each task and choice went.
fn shuffled(problem: &Problem, turns: &[Index]) -> (Problem, Vec<usize>) {
    let mut turns = turns.iter().cycle();
    let mut order = |count: usize| {
        let mut order: Vec<usize> = (0..count).collect();
        (1..count).for_each(|at| order.swap(at, turns.next().unwrap().index(at + 1)));
        order
    };
    let (tasks, workers) = (order(problem.tasks().len()), order(problem.workers().len()));
    let place = |old: usize| workers.iter().position(|worker| *worker == old).unwrap();
    let moved = |choice: Choice| {
        let crew = match choice.crew {
            Crew::One(worker) => Crew::One(place(worker)),
            Crew::Two(one, other) => Crew::Two(place(other), place(one)),
        };
        Choice { crew, ..choice }
    };
    let new_tasks = tasks.iter().map(|task| {
        let task = &problem.tasks()[*task];
        let choices = task.choices.iter().rev().map(|choice| moved(*choice)).collect();
        Task { choices, ..task.clone() }
    });
    let new_workers = workers.iter().map(|worker| problem.workers()[*worker].clone()).collect();
    (Problem::new(new_tasks.collect(), new_workers, problem.buffer()).unwrap(), tasks)
}

fn check(problem: &Problem, plan: &Plan) {
    assert_eq!(cost_of(problem, &plan.chosen), Some(plan.objective), "it keeps to the rules, and costs what it says");
    assert!(plan.lower_bound <= plan.objective);
    let proved = bound(problem, &plan.multipliers);
    assert!(proved <= plan.lower_bound, "the proof is not more than the claim");
    assert_eq!(proved, plan.proved_by_prices().min(plan.lower_bound), "and is the sum of the prices");
    assert_eq!(plan.is_optimal(), plan.gap() == 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn it_is_as_good_as_trying_everything(problem in problems()) {
        let plan = solve(&problem, GENEROUS);
        check(&problem, &plan);
        prop_assert_eq!(Some(plan.objective), brute_force(&problem, None));
        prop_assert!(plan.is_optimal());
    }

    #[test]
    fn with_little_effort_it_says_no_more_than_is_so(problem in problems(), steps in 0_u32..4, branching in 0_usize..9, looks in 0_u64..400) {
        let plan = solve(&problem, Effort { steps, neighbourhoods: 1, branching, looks });
        check(&problem, &plan);
        let best = brute_force(&problem, None).unwrap();
        prop_assert!(plan.lower_bound <= best && best <= plan.objective, "{} {best} {}", plan.lower_bound, plan.objective);
    }

    #[test]
    fn a_bound_allows_for_ways_that_were_left_out(problem in problems(), left in prop::collection::vec(any::<[bool; 3]>(), 6), steps in 0_u32..200) {
        let best = brute_force(&problem, None).unwrap();
        let mut shown = problem.clone();
        for (task, left) in shown.tasks.iter_mut().zip(left) {
            let out = task.choices.iter().zip(left).filter(|(_, left)| *left).map(|(choice, _)| choice.cost).min();
            let mut left = left.into_iter();
            task.choices.retain(|_| !left.next().unwrap());
            task.otherwise = out;
        }
        let plan = solve(&shown, Effort { steps, ..GENEROUS });
        check(&shown, &plan);
        prop_assert!(plan.lower_bound <= best && best <= plan.objective, "{} {best} {}", plan.lower_bound, plan.objective);
        if !plan.is_settled.contains(&false) {
            prop_assert_eq!(plan.objective, best);
        }
        for (task, given) in shown.tasks().iter().enumerate() {
            for (choice, said) in given.choices.iter().enumerate() {
                let at = problem.tasks()[task].choices.iter().position(|other| other == said).unwrap();
                if let (Some(forced), Some(dearer)) = (brute_force(&problem, Some((task, at))), plan.dearer(task, choice)) {
                    prop_assert!(dearer == 0 || forced >= plan.objective + dearer);
                }
            }
        }
    }

    #[test]
    fn any_prices_give_a_bound(problem in problems(), prices in prop::collection::vec(0_i64..4_000, 8), splits in prop::collection::vec(-900_i64..900, 4)) {
        let tasks = prices.into_iter().take(problem.tasks().len()).collect();
        let multipliers = Multipliers { tasks, splits: vec![splits; problem.tasks().len()] };
        prop_assert!(bound(&problem, &multipliers) <= brute_force(&problem, None).unwrap());
    }

    #[test]
    fn forcing_a_choice_costs_no_less_than_it_says(problem in problems(), steps in 0_u32..100, looks in 0_u64..3_000) {
        let plan = solve(&problem, Effort { steps, neighbourhoods: 3, branching: 30, looks });
        let best = brute_force(&problem, None).unwrap();
        for (task, given) in problem.tasks().iter().enumerate() {
            for choice in 0..given.choices.len() {
                match (brute_force(&problem, Some((task, choice))), plan.dearer(task, choice)) {
                    (Some(forced), Some(0)) => prop_assert!(forced >= best),
                    (Some(forced), Some(dearer)) => prop_assert!(forced >= plan.objective + dearer),
                    (Some(_), None) => prop_assert!(false, "there is a plan with it"),
                    (None, _) => {}
                }
                if plan.chosen[task] == Some(choice) {
                    prop_assert_eq!(plan.dearer(task, choice), Some(0));
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_it_is_told_does_not_matter(problem in problems(), turns in prop::collection::vec(any::<Index>(), 1..20)) {
        let (other, tasks) = shuffled(&problem, &turns);
        let (here, there) = (solve(&problem, Effort::STANDARD), solve(&other, Effort::STANDARD));
        prop_assert_eq!((here.objective, here.lower_bound), (there.objective, there.lower_bound));
        for (new, old) in tasks.iter().enumerate() {
            let (one, another) = (&problem.tasks()[*old], &other.tasks()[new]);
            prop_assert_eq!(here.prices[*old], there.prices[new]);
            let said = |task: &Task, chosen: Option<usize>| chosen.map(|at| {
                let choice = task.choices[at];
                (choice.cost, choice.start, choice.end, choice.place)
            });
            prop_assert_eq!(said(one, here.chosen[*old]), said(another, there.chosen[new]));
        }
        prop_assert_eq!(solve(&problem, Effort::STANDARD), here);
    }

    #[test]
    fn where_nothing_overlaps_it_is_the_assignment(
        rows in prop::collection::vec(prop::collection::vec((0_usize..4, 0_i64..30), 0..5), 0..9),
        places in prop::collection::vec(0_usize..4, 4), waiting in 0_i64..40,
    ) {
        use crate::assignment::{self, Edge, Instance};
        let edges = rows.iter().map(|row| row.iter().map(|(column, cost)| Edge { column: *column, cost: *cost }).collect()).collect();
        let instance = Instance::new(places.clone(), edges, waiting).unwrap();
        let tasks = rows.iter().enumerate().map(|(task, row)| {
            let start = i64::try_from(task).unwrap();
            let choice = |(worker, cost): &(usize, i64)| Choice { cost: *cost, start, end: start + 1, place: None, crew: Crew::One(*worker), units: 1 };
            Task { key: start.unsigned_abs().into(), waiting, choices: row.iter().map(choice).collect(), otherwise: None }
        });
        let workers = places.iter().zip(0..).map(|(places, key)| Worker { key, loads: vec![0; *places], more: None, caps: Vec::new() });
        let problem = Problem::new(tasks.collect(), workers.collect(), 0).unwrap();
        let plan = solve(&problem, Effort { steps: 0, neighbourhoods: 0, branching: 0, looks: 0 });
        check(&problem, &plan);
        prop_assert!(plan.is_optimal(), "without any effort");
        prop_assert_eq!(bound(&problem, &plan.multipliers), plan.objective, "proved by prices alone");
        prop_assert_eq!(plan.objective, assignment::solve(&instance).objective(&instance));
    }
}

fn one(change: impl FnOnce(&mut Task, &mut Worker, &mut i64)) -> Result<Problem, Wrong> {
    let choice = Choice { cost: 1, start: 0, end: 60, place: None, crew: Crew::One(0), units: 1 };
    let mut task = Task { key: 1, waiting: 9, choices: vec![choice], otherwise: None };
    let mut worker = Worker { key: 1, loads: vec![0, 1], more: None, caps: Vec::new() };
    let mut buffer = 30;
    change(&mut task, &mut worker, &mut buffer);
    Problem::new(vec![task], vec![worker], buffer)
}

#[test]
fn what_is_not_a_problem_is_refused() {
    let limit = Problem::limit(1, 1);
    assert!(one(|_, _, _| {}).is_ok());
    assert_eq!(one(|task, _, _| task.waiting = -1), Err(Wrong::Waiting { task: 0, limit }));
    assert_eq!(one(|task, _, _| task.waiting = i64::MAX), Err(Wrong::Waiting { task: 0, limit }));
    assert_eq!(one(|task, _, _| task.choices[0].cost = limit + 1), Err(Wrong::Cost { task: 0, limit }));
    assert_eq!(one(|task, _, _| task.choices[0].end = 0), Err(Wrong::Interval { task: 0 }));
    assert_eq!(one(|task, _, _| task.choices[0].start = i64::MIN), Err(Wrong::Interval { task: 0 }));
    assert_eq!(one(|task, _, _| task.choices[0].crew = Crew::One(1)), Err(Wrong::Crew { task: 0 }));
    assert_eq!(one(|task, _, _| task.choices[0].crew = Crew::Two(0, 0)), Err(Wrong::Crew { task: 0 }));
    assert_eq!(one(|_, worker, _| worker.loads = vec![2, 1]), Err(Wrong::Loads { worker: 0, limit }));
    assert_eq!(one(|_, worker, _| worker.more = Some(0)), Err(Wrong::Loads { worker: 0, limit }));
    let half = limit / 2;
    let heavy = one(|task, worker, _| (task.choices[0].units, worker.more) = (2, Some(limit)));
    assert_eq!(heavy, Err(Wrong::Loads { worker: 0, limit: half }));
    assert_eq!(one(|task, _, _| task.choices[0].units = 0), Err(Wrong::Units { task: 0 }));
    assert_eq!(one(|task, _, _| task.otherwise = Some(-1)), Err(Wrong::Cost { task: 0, limit }));
    let caps =
        |spans: &[(i64, i64)]| spans.iter().map(|(start, end)| Cap { start: *start, end: *end, minutes: 9 }).collect();
    assert_eq!(one(|_, worker, _| worker.caps = caps(&[(0, 9), (8, 10)])), Err(Wrong::Caps { worker: 0 }));
    assert_eq!(one(|_, worker, _| worker.caps = caps(&[(5, 5)])), Err(Wrong::Caps { worker: 0 }));
    assert_eq!(one(|_, _, buffer| *buffer = -1), Err(Wrong::Buffer));
    let twice = Task { key: 1, waiting: 1, choices: Vec::new(), otherwise: None };
    assert_eq!(Problem::new(vec![twice.clone(), twice], Vec::new(), 0), Err(Wrong::Keys));
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let limit = Problem::limit(2, 4);
    let choice = |start, crew| Choice { cost: limit, start, end: start + 1, place: Some(1), crew, units: 1 };
    let task = |key| Task {
        key,
        waiting: limit,
        choices: vec![choice(0, Crew::One(0)), choice(5, Crew::Two(0, 1))],
        otherwise: None,
    };
    let worker = |key| Worker { key, loads: vec![limit; 3], more: None, caps: Vec::new() };
    let problem = Problem::new(vec![task(1), task(2)], vec![worker(1), worker(2)], MINUTES).unwrap();
    let plan = solve(&problem, GENEROUS);
    check(&problem, &plan);
    assert_eq!(plan.objective, 2 * limit);
}

#[test]
fn between_two_places_there_is_time_for_the_way() {
    let choice = |start, place| Choice { cost: 1, start, end: start + 60, place, crew: Crew::One(0), units: 1 };
    let task = |key, start, place| Task { key, waiting: 100, choices: vec![choice(start, place)], otherwise: None };
    let planned = |second: i64, place| {
        // By telephone in between does not make the way shorter.
        let call =
            Task { key: 3, waiting: 100, choices: vec![Choice { end: 70, ..choice(60, None) }], otherwise: None };
        let tasks = vec![task(1, 0, Some(1)), task(2, second, place), call];
        let worker = Worker { key: 1, loads: vec![0; 3], more: None, caps: Vec::new() };
        let plan = solve(&Problem::new(tasks, vec![worker], 30).unwrap(), GENEROUS);
        assert!(plan.is_optimal());
        plan.chosen.iter().flatten().count()
    };
    assert_eq!(planned(80, Some(2)), 2);
    assert_eq!(planned(90, Some(2)), 3);
    assert_eq!(planned(80, Some(1)), 3);
    assert_eq!(planned(80, None), 3);
}
