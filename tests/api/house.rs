//! The house stands: layers are crates, and arrows point one way.

use std::{collections::BTreeSet, path::Path};

/// What each layer may rest on.
const ARROWS: &[(&str, &str, &[&str])] = &[
    ("crates/domain", "trellis-domain", &[]),
    ("crates/standards", "trellis-standards", &["trellis-domain"]),
    ("migrations", "trellis-migrations", &[]),
    ("crates/storage", "trellis-storage", &["trellis-domain", "trellis-migrations"]),
    ("crates/app", "trellis-app", &["trellis-domain", "trellis-storage"]),
    ("crates/api", "trellis-api", &["trellis-app", "trellis-domain", "trellis-standards", "trellis-storage"]),
    ("crates/trellis", "trellis", &["trellis-api", "trellis-app", "trellis-domain", "trellis-storage"]),
];

/// Libraries that belong to one room.
const ROOMS: &[(&str, &[&str])] = &[
    ("sea-orm", &["crates/storage"]),
    ("sqlx", &["crates/storage"]),
    ("actix-web", &["crates/api", "crates/trellis"]),
    ("tokio", &["crates/storage", "crates/api", "crates/trellis"]),
];

#[test]
fn arrows_point_one_way() {
    for (folder, name, allowed) in ARROWS {
        let dependencies = dependencies(folder);
        let ours = dependencies.iter().filter(|dependency| dependency.starts_with("trellis"));
        let wrong: Vec<_> = ours.filter(|dependency| !allowed.contains(&dependency.as_str())).collect();
        assert!(wrong.is_empty(), "{name} must not rest on {wrong:?}");
    }
}

#[test]
fn each_library_stays_in_its_rooms() {
    for (library, rooms) in ROOMS {
        for (folder, ..) in ARROWS {
            let used = dependencies(folder).contains(*library);
            assert!(!used || rooms.contains(folder), "{library} does not belong into {folder}");
        }
    }
}

/// The names below `[dependencies]`.
fn dependencies(folder: &str) -> BTreeSet<String> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder).join("Cargo.toml");
    let text = std::fs::read_to_string(manifest).unwrap();
    let section = text.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    section
        .lines()
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty())
        .map(ToOwned::to_owned)
        .collect()
}
