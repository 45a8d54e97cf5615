//! The example `assign`, as somebody runs it who does not trust the solver: the proof it writes is checked here from the three files alone, by none
//! of the solver's code.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use proptest::prelude::*;
use rstest::rstest;

/// `cargo test` builds examples beside the tests; `cargo test --test assign_example` alone takes what was built before.
fn program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let built = test.parent().and_then(Path::parent).unwrap();
    built.join("examples").join(format!("assign{}", std::env::consts::EXE_SUFFIX))
}

/// A folder of its own for each test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _nothing_there = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn run(folder: &Path, instance: &[u8]) -> Output {
    std::fs::write(folder.join("instance"), instance).unwrap();
    let files = ["instance", "solution", "potentials"].map(|name| folder.join(name));
    Command::new(program()).args(files).output().unwrap()
}

fn words(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().map(|line| line.split(' ').collect())
}

fn number(word: &str) -> i128 {
    word.parse().unwrap()
}

fn count(things: usize) -> i128 {
    i128::try_from(things).unwrap()
}

fn potentials_of<'a>(letter: &str, potentials: &'a str) -> BTreeMap<&'a str, i128> {
    words(potentials).filter(|line| line[0] == letter).map(|line| (line[1], number(line[2]))).collect()
}

/// Feasible, complementary, equal. Answers the objective.
fn proved(instance: &str, solution: &str, potentials: &str) -> i128 {
    let (mut places, mut cost, mut waiting, mut requests) = (BTreeMap::new(), BTreeMap::new(), 0, 0);
    for line in words(instance) {
        match line[0] {
            "p" => (requests, waiting) = (number(line[2]), number(line[5])),
            "c" => drop(places.insert(line[1], number(line[2]))),
            _ => {
                let known = cost.entry((line[1], line[2])).or_insert(i128::MAX);
                *known = number(line[3]).min(*known);
            }
        }
    }
    let (u, v) = (potentials_of("u", potentials), potentials_of("v", potentials));
    assert_eq!((count(u.len()), v.len()), (requests, places.len()), "a potential for each");
    let served: BTreeMap<&str, &str> = words(solution).map(|line| (line[0], line[1])).collect();
    assert_eq!(served.len(), solution.lines().count(), "nobody is served twice");

    let mut loads: BTreeMap<&str, i128> = BTreeMap::new();
    for (request, champion) in &served {
        assert_eq!(u[request] + v[champion], cost[&(*request, *champion)], "what is used is tight");
        *loads.entry(champion).or_default() += 1;
    }
    for (champion, places) in &places {
        let load = loads.get(champion).copied().unwrap_or_default();
        assert!(load <= *places && v[champion] <= 0, "nobody has more than their places");
        assert!(load == *places || v[champion] == 0, "who has room has no price");
    }
    assert!(cost.iter().all(|((request, champion), cost)| u[request] + v[champion] <= *cost), "no edge is cheaper");
    assert!(u.values().all(|u| *u <= waiting));
    let waits: Vec<&str> = u.keys().copied().filter(|request| !served.contains_key(request)).collect();
    assert!(waits.iter().all(|request| u[request] == waiting), "who waits pays for it");

    let used: i128 = served.iter().map(|(request, champion)| cost[&(*request, *champion)]).sum();
    let objective = used + waiting * count(waits.len());
    let dual = u.values().sum::<i128>() + v.iter().map(|(champion, v)| v * places[champion]).sum::<i128>();
    assert_eq!(objective, dual);
    objective
}

fn instances() -> impl Strategy<Value = String> {
    (1_usize..9, 1_usize..20, 1_i64..60).prop_flat_map(|(champions, requests, waiting)| {
        let edges = prop::collection::vec((0..requests, 0..champions, 0_i64..50), 0..60);
        (prop::collection::vec(0_u32..4, champions), edges).prop_map(move |(capacities, edges)| {
            let mut text = format!("p assign {requests} {champions} {} {waiting}\n", edges.len());
            text.extend(capacities.iter().enumerate().map(|(at, capacity)| format!("c {at} {capacity}\n")));
            text.extend(edges.iter().map(|(request, champion, cost)| format!("e {request} {champion} {cost}\n")));
            text
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_it_writes_proves_what_it_says(instance in instances()) {
        let folder = folder("proof");
        let out = run(&folder, instance.as_bytes());
        prop_assert!(out.status.success(), "{out:?}");
        let [solution, potentials] =
            ["solution", "potentials"].map(|name| std::fs::read_to_string(folder.join(name)).unwrap());
        let objective = proved(&instance, &solution, &potentials);
        let said = String::from_utf8(out.stdout).unwrap();
        let served = solution.lines().count();
        let expected = format!("assigned {served} objective {objective} dual {objective} seconds ");
        prop_assert!(said.starts_with(&expected), "{said}");
    }
}

#[rstest]
#[case::empty("", "line 1: p assign R C M U")]
#[case::of_another_kind("p max 1 2 3 4", "line 1: p assign R C M U")]
#[case::too_few_numbers("p assign 1 1 1", "line 1: p assign R C M U")]
#[case::too_many_numbers("p assign 1 1 1 5 6", "line 1: p assign R C M U")]
#[case::negative_price("p assign 1 1 0 -5|c 0 1", "line 1: p assign R C M U")]
#[case::more_promised_than_held("p assign 1 100000000 1 5|c 0 1", "line 1: a line for each champion and each edge")]
#[case::requests_without_end("p assign 100000000 0 0 5", "line 1: at most 10000000 requests")]
#[case::champion_twice("p assign 1 2 0 5|c 0 1|c 0 1", "line 3: c <champion> <capacity>")]
#[case::champion_missing("p assign 1 2 0 5|c 0 1|# so", "line 2: a capacity for each of the 2 champions")]
#[case::capacity_without_end("p assign 1 1 0 5|c 0 4294967296", "line 2: c <champion> <capacity>")]
#[case::unknown_request("p assign 1 1 1 5|c 0 1|e 1 0 3", "line 3: e <request> <champion> <cost>")]
#[case::unknown_champion("p assign 1 1 1 5|c 0 1|e 0 1 3", "line 3: e <request> <champion> <cost>")]
#[case::negative_cost("p assign 1 1 1 5|c 0 1|e 0 0 -3", "line 3: e <request> <champion> <cost>")]
#[case::not_whole("p assign 1 1 1 5|c 0 1|e 0 0 3.5", "line 3: e <request> <champion> <cost>")]
#[case::above_64_bits("p assign 1 1 1 5|c 0 1|e 0 0 9223372036854775808", "line 3: e <request> <champion> <cost>")]
#[case::cost_near_64_bits(
    "p assign 1 1 1 5|c 0 1|e 0 0 9223372036854775807",
    "line 3: the costs of row 0 are between 0"
)]
#[case::price_near_64_bits(
    "p assign 1 1 1 9223372036854775807|c 0 1|e 0 0 1",
    "line 1: the price of waiting is between 0"
)]
#[case::another_letter("p assign 1 1 0 5|c 0 1|x", "line 3: a line begins with c, e or #")]
#[case::fewer_edges("p assign 1 1 2 5|c 0 1||e 0 0 1", "line 4: 2 edges, as the first line says; there are 1")]
#[case::not_text("p assign 1 1 0 5|c 0 1|\u{ff}", "line 3: a text file in UTF-8")]
fn garbage_is_refused_with_its_line(#[case] lines: &str, #[case] expected: &str) {
    let folder = folder(&format!("garbage-{}", expected.len() * 1_000 + lines.len()));
    // A letter of Latin 1 is one byte there, which is no letter of UTF-8.
    let bytes: Vec<u8> = lines.chars().map(|letter| u8::try_from(letter).unwrap()).collect();
    let bytes: Vec<u8> = bytes.into_iter().map(|byte| if byte == b'|' { b'\n' } else { byte }).collect();
    let out = run(&folder, &bytes);
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(said.contains(expected), "{said}");
    assert_eq!(out.status.code(), Some(2));
    assert!(!folder.join("solution").exists(), "nothing is written");
}
