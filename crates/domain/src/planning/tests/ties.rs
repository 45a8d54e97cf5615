//! Where very many plans are as good as each other, as with volunteers who are all free on the same morning.

use std::cell::Cell;

use super::*;

/// Like requests, which any of like workers can do at any of like times.
fn ties(tasks: u128, workers: usize, weeks: i64) -> Problem {
    let times = (0..weeks).flat_map(|week| (0..3).map(move |hour| week * 10_080 + hour * 30));
    let choices: Vec<Choice> = times
        .flat_map(|start| (0..workers).map(move |worker| (start, worker)))
        .map(|(start, worker)| Choice {
            cost: 130,
            start,
            end: start + 60,
            place: None,
            crew: Crew::One(worker),
            units: 1,
        })
        .collect();
    let task = |key| Task { key, waiting: 1_000, choices: choices.clone(), otherwise: None };
    let keys = 0..u128::try_from(workers).unwrap();
    let worker = |key| Worker { key, loads: vec![0, 100, 300, 600], more: None, caps: Vec::new() };
    Problem::new((0..tasks).map(task).collect(), keys.map(worker).collect(), 0).unwrap()
}

#[test]
fn it_comes_to_an_end_and_says_what_it_knows() {
    let problem = ties(14, 6, 2);
    let asked = Cell::new(0);
    let count = || {
        asked.set(asked.get() + 1);
        false
    };
    let effort = Effort { looks: 2_000_000, ..Effort::STANDARD };
    let plan = solve_unless(&problem, effort, &count);
    check(&problem, &plan);
    // Whether to go on is asked before each step: without an end that would be millions of times.
    assert!(asked.get() < 50_000, "{}", asked.get());
    assert_eq!(plan.chosen.iter().flatten().count(), 14);
    assert!(plan.gap() < 1_000, "{} {}", plan.objective, plan.lower_bound);
    assert_eq!(solve(&problem, effort), plan);
}

#[test]
fn who_is_called_off_ends_soon() {
    let problem = ties(14, 6, 2);
    let asked = Cell::new(0);
    let after_five = || {
        asked.set(asked.get() + 1);
        asked.get() > 5
    };
    let plan = solve_unless(&problem, Effort::STANDARD, &after_five);
    check(&problem, &plan);
    // Once for each way, and a few more.
    assert!(asked.get() < 1_000, "{}", asked.get());
}
