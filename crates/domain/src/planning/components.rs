//! Tasks that share no workers, even through others, are planned apart.

use super::model::Model;
use crate::flat::At;

/// The tasks of each component, in order of their first.
pub(super) fn components(model: &Model) -> Vec<Vec<usize>> {
    let mut part_of: Vec<Option<usize>> = vec![None; model.tasks()];
    let mut seen = vec![false; model.workers()];
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for seed in 0..model.tasks() {
        if part_of.at(seed).is_some() {
            continue;
        }
        part_of.put(seed, Some(parts.len()));
        let (mut part, mut next) = (vec![seed], 0);
        while let Some(task) = part.get(next).copied() {
            next += 1;
            for worker in model.ways.row(task).iter().flat_map(|way| way.crew()) {
                if std::mem::replace(seen.get_mut(worker).unwrap_or(&mut true), true) {
                    continue;
                }
                for at in model.of_worker.row(worker) {
                    let other = model.way(*at).task;
                    if part_of.at(other).is_none() {
                        part_of.put(other, Some(parts.len()));
                        part.push(other);
                    }
                }
            }
        }
        part.sort_unstable();
        parts.push(part);
    }
    parts
}
