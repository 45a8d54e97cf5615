//! Solves an assignment, and writes the proof beside it.
//!
//! ```text
//! cargo run --release -p trellis-domain --example assign -- INSTANCE [SOLUTION [POTENTIALS]]
//! ```
//!
//! INSTANCE has a line `p assign R C M U` (requests, champions, edges, the price of leaving a request waiting), then `c <champion> <capacity>` for
//! each champion, then `e <request> <champion> <cost>` for each edge; from 0, whole numbers, costs 0 or more; lines that begin with `#` and blank
//! lines are skipped. SOLUTION gets a line `request champion` for each request that is served; POTENTIALS gets `u <request> <value>` and
//! `v <champion> <value>`. They prove the solution: `v ≤ 0`, `u ≤ U` and `u + v ≤ cost` on every edge, and `Σ u + Σ capacity · v` is the
//! objective. The seconds are those from the edges in memory to the solution: checking, packing, solving. What is wrong in INSTANCE is named by its line, and ends with exit code 2.

use std::{
    fmt::Write as _,
    fs,
    process::ExitCode,
    str::{FromStr, SplitWhitespace},
    time::Instant,
};

use trellis_domain::assignment::{Edge, Instance, Solution, solve};

/// The most requests: those without an edge have no line that would show them.
const REQUESTS_MAX: usize = 10_000_000;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("say which instance: assign INSTANCE [SOLUTION [POTENTIALS]]");
        return ExitCode::from(2);
    };
    match run(&file, arguments.next().as_deref(), arguments.next().as_deref()) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            eprintln!("{wrong}");
            ExitCode::from(2)
        }
    }
}

fn run(file: &str, solution_file: Option<&str>, potentials_file: Option<&str>) -> Result<String, String> {
    let text = fs::read(file).map_err(|error| format!("{file}: {error}"))?;
    let text = String::from_utf8(text).map_err(|wrong| {
        let (before, _) = wrong.as_bytes().split_at(wrong.utf8_error().valid_up_to());
        let line = before.split(|byte| *byte == b'\n').count();
        format!("{file}: line {line}: a text file in UTF-8")
    })?;
    let Unchecked { capacities, edges, waiting } = read(&text).map_err(|wrong| format!("{file}: {wrong}"))?;
    let limit = Instance::limit(edges.len(), &capacities);
    let started = Instant::now();
    let instance = Instance::new(capacities, edges, waiting)
        .map_err(|wrong| format!("{file}: line {}: {wrong}", too_large(&text, limit)))?;
    let solution = solve(&instance);
    let seconds = started.elapsed().as_secs_f64();
    for (file, text) in [(solution_file, pairs(&solution)), (potentials_file, potentials(&solution))] {
        if let Some(file) = file {
            fs::write(file, text).map_err(|error| format!("{file}: {error}"))?;
        }
    }
    let (objective, dual) = (solution.objective(&instance), solution.dual(&instance));
    Ok(format!("assigned {} objective {objective} dual {dual} seconds {seconds:.6}", solution.served()))
}

/// What the first line says of the rest.
struct Sizes {
    requests: usize,
    champions: usize,
    edges: usize,
    waiting: i64,
}

/// An instance as its file says it.
struct Unchecked {
    capacities: Vec<usize>,
    edges: Vec<Vec<Edge>>,
    waiting: i64,
}

/// The lines of an instance, with their numbers.
fn read(text: &str) -> Result<Unchecked, String> {
    let numbered = text.lines().enumerate().map(|(at, line)| (at + 1, line.trim()));
    let mut lines = numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let (first, line) = lines.next().ok_or("line 1: p assign R C M U")?;
    let Sizes { requests, champions, edges: expected, waiting } =
        sizes(line).ok_or(format!("line {first}: p assign R C M U, whole numbers of 0 or more"))?;
    // A file that promises more than it holds reserves nothing: champions and edges have a line each.
    let most = text.lines().count();
    if champions.saturating_add(expected) >= most {
        return Err(format!("line {first}: a line for each champion and each edge; the file has only {most}"));
    }
    if requests > REQUESTS_MAX {
        return Err(format!("line {first}: at most {REQUESTS_MAX} requests"));
    }
    let mut capacities: Vec<Option<usize>> = vec![None; champions];
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); requests];
    let (mut found, mut last) = (0, first);
    for (number, line) in lines {
        last = number;
        let mut words = line.split_whitespace();
        match words.next() {
            Some("c") => {
                let wrong = || {
                    format!(
                        "line {number}: c <champion> <capacity>, each champion once, from 0 to {champions} less one, with a capacity below 4294967296"
                    )
                };
                let (champion, capacity): (usize, u32) =
                    (word(&mut words).ok_or_else(wrong)?, word(&mut words).ok_or_else(wrong)?);
                let place = capacities.get_mut(champion).filter(|known| known.is_none() && words.next().is_none());
                *place.ok_or_else(wrong)? = usize::try_from(capacity).ok();
            }
            Some("e") => {
                let wrong = || {
                    format!(
                        "line {number}: e <request> <champion> <cost>, of those that there are, with a cost of 0 or more"
                    )
                };
                let request: usize = word(&mut words).ok_or_else(wrong)?;
                let column: usize = word(&mut words).filter(|column| *column < champions).ok_or_else(wrong)?;
                let cost: i64 = word(&mut words).filter(|cost| *cost >= 0).ok_or_else(wrong)?;
                let row = edges.get_mut(request).filter(|_| words.next().is_none());
                row.ok_or_else(wrong)?.push(Edge { column, cost });
                found += 1;
            }
            _ => return Err(format!("line {number}: a line begins with c, e or #")),
        }
    }
    if found != expected {
        return Err(format!("line {last}: {expected} edges, as the first line says; there are {found}"));
    }
    let capacities: Option<Vec<usize>> = capacities.into_iter().collect();
    let capacities = capacities.ok_or(format!("line {last}: a capacity for each of the {champions} champions"))?;
    Ok(Unchecked { capacities, edges, waiting })
}

fn sizes(line: &str) -> Option<Sizes> {
    let mut words = line.strip_prefix("p assign ")?.split_whitespace();
    let (requests, champions, edges) = (word(&mut words)?, word(&mut words)?, word(&mut words)?);
    let waiting = word(&mut words).filter(|waiting| *waiting >= 0)?;
    words.next().is_none().then_some(Sizes { requests, champions, edges, waiting })
}

fn word<T: FromStr>(words: &mut SplitWhitespace<'_>) -> Option<T> {
    words.next()?.parse().ok()
}

/// The first line with a number beyond the limit.
fn too_large(text: &str, limit: i64) -> usize {
    let beyond = |line: &str| {
        let last = line.split_whitespace().last().and_then(|word| word.parse::<i64>().ok());
        !line.trim().starts_with(['c', '#']) && last.is_some_and(|number| number > limit)
    };
    text.lines().position(beyond).map_or(1, |at| at + 1)
}

fn pairs(solution: &Solution) -> String {
    let mut text = String::new();
    for (request, (champion, _)) in solution.assigned.iter().enumerate().filter_map(|(row, at)| Some((row, (*at)?))) {
        // Writing to a string cannot fail.
        let _written = writeln!(text, "{request} {champion}");
    }
    text
}

fn potentials(solution: &Solution) -> String {
    let mut text = String::new();
    for (letter, values) in [("u", &solution.u), ("v", &solution.v)] {
        for (at, value) in values.iter().enumerate() {
            let _written = writeln!(text, "{letter} {at} {value}");
        }
    }
    text
}
