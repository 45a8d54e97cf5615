//! The best of those who pass, of whom few are judged exactly.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap},
};

use super::{Pool, worth::Shortfall};
use crate::{
    affiliation::AffiliationId,
    matching::{
        rank::{Scored, scored},
        rules::Question,
        score::Speakers,
    },
};

/// Those who pass and were not judged exactly.
#[derive(Debug, Default)]
pub(super) struct Prospects {
    /// Their places in the pool, by the most points that they can have before the shortfall.
    by_points: BTreeMap<u32, Vec<usize>>,
}

/// The order of the ranking: the most points first; ties go to the lower id.
type Order = (Reverse<u32>, AffiliationId);

/// The most points of somebody, who they are and their place in the pool: the first in the order of the ranking is the greatest.
type Next = (u32, Reverse<AffiliationId>, usize);

impl Prospects {
    pub(super) fn push(&mut self, place: usize, points: u32) {
        self.by_points.entry(points).or_default().push(place);
    }

    pub(super) fn len(&self) -> usize {
        self.by_points.values().map(Vec::len).sum()
    }
}

impl Pool {
    /// The first `limit`. Whoever could at best come after the last of them is not judged.
    pub(super) fn first<'a>(
        &'a self,
        limit: usize,
        mut judged: Vec<Scored<'a>>,
        others: Prospects,
        question: &Question<'a>,
        speakers: &Speakers<'_>,
    ) -> Vec<Scored<'a>> {
        // The last of the first `limit` so far is on top.
        let mut best: BinaryHeap<Order> = BinaryHeap::new();
        for scored in &judged {
            best.push(scored.order());
            if best.len() > limit {
                best.pop();
            }
        }
        let shortfall = Shortfall::new(question, &self.columns);
        let mut by_points = others.by_points;
        // Those who might come next, with the most points that they can have.
        let mut next: BinaryHeap<Next> = BinaryHeap::new();
        loop {
            let last = best.peek().filter(|_| best.len() >= limit);
            let is_too_few = |points: u32| limit == 0 || last.is_some_and(|(Reverse(least), _)| points < *least);
            let most = next.peek().map_or(0, |(points, ..)| *points);
            let group = by_points.last_entry().filter(|group| most <= *group.key() && !is_too_few(*group.key()));
            if let Some(group) = group {
                let (points, places) = group.remove_entry();
                next.extend(places.into_iter().filter_map(|place| {
                    let standing = self.columns.standing.get(place)?;
                    let missing = shortfall.of(self.columns.spots.get(place)?, standing);
                    Some((points.saturating_sub(missing), Reverse(standing.affiliation), place))
                }));
                continue;
            }
            let Some((points, Reverse(affiliation), place)) = next.pop() else { break };
            let at_best = (Reverse(points), affiliation);
            if limit == 0 || last.is_some_and(|last| at_best > *last) {
                break;
            }
            let Some(Ok(fit)) = self.at(place).map(|candidate| question.judge(candidate)) else { continue };
            let scored = scored(question, fit, speakers);
            debug_assert!(at_best <= scored.order(), "a bound is one");
            best.push(scored.order());
            if best.len() > limit {
                best.pop();
            }
            judged.push(scored);
        }
        judged.sort_unstable_by_key(Scored::order);
        judged.truncate(limit);
        judged
    }
}
