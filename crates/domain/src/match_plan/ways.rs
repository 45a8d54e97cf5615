//! The ways that are shown to the planner: so many that those that are not cannot matter, or that it is known what they cost at least.
//!
//! **Times.** Say that a champion is an option for other requests too, which block at most `b` of a set of starts that do not overlap. With `1 + b` such
//! starts kept, the best ones, one is free in every plan, and it costs no more than a start that was not kept; so whoever has such a start
//! can be moved, and the plan is no dearer. Help of length `d` elsewhere blocks at most `⌈(length + d + 2 · way) ÷ length⌉` of them, as many points as lie
//! so far apart in an open interval of that size. Minutes of a week stay those of that week: where a cap holds, the starts of each week count apart.
//!
//! **Champions.** Other requests take at most one champion each, or two. With one champion more than that, the best ones, one has nothing to do in every
//! plan, and can take a request over at the best time for no more, and at the lowest load.
//!
//! Where these are too many, what is left out is told to the planner with its least cost: see [`Task::otherwise`](crate::planning::Task::otherwise).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    grid::{Grid, minute},
    waiting_list::{Applicant, WaitingList},
};
use crate::{
    affiliation::AffiliationId,
    help::Setting,
    matching::{Offer, Stretch},
};

/// A start in a stretch of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Way {
    pub(super) offer: usize,
    pub(super) stretch: Stretch,
    /// In minutes.
    pub(super) start: i64,
}

/// How many offers of a request are shown, and how many starts of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Depth {
    pub(super) offers: usize,
    pub(super) starts: usize,
}

impl Depth {
    pub(super) const ALL: Self = Self { offers: usize::MAX, starts: usize::MAX };
}

/// What the planner sees of a request: ways, and what all others cost at least that could matter.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    pub(super) ways: Vec<Way>,
    pub(super) otherwise: Option<i64>,
}

/// What says which ways could matter.
pub(super) struct Ways<'a> {
    list: &'a WaitingList,
    grid: Grid,
    /// For each champion, how many requests could take how many minutes, at a place or not.
    rivals: BTreeMap<AffiliationId, BTreeMap<(i64, bool), i64>>,
    /// How many champions all requests take at most.
    taken: usize,
}

impl<'a> Ways<'a> {
    pub(super) fn of(list: &'a WaitingList) -> Self {
        let mut rivals: BTreeMap<_, BTreeMap<_, i64>> = BTreeMap::new();
        for applicant in &list.applicants {
            let champions: BTreeSet<_> = applicant.options.offers.iter().flat_map(crew).collect();
            for champion in champions {
                *rivals.entry(champion).or_default().entry(applicant.taken()).or_default() += 1;
            }
        }
        let taken = list.applicants.iter().map(Applicant::crew).sum();
        Self { grid: Grid::of(&list.applicants, list.buffer.num_minutes()), list, rivals, taken }
    }

    /// The ways of a request to this depth.
    pub(super) fn show(&self, applicant: &Applicant, depth: Depth) -> Shown {
        let offers = &applicant.options.offers;
        let mut shown = Shown::default();
        for (at, offer) in offers.iter().enumerate().take(depth.offers) {
            let least = self.add(&mut shown.ways, applicant, (at, offer), depth.starts);
            shown.otherwise = [shown.otherwise, least].into_iter().flatten().min();
        }
        let seen: BTreeSet<_> = offers.iter().take(depth.offers).map(|offer| offer.best.affiliation).collect();
        let others = self.taken.saturating_sub(applicant.crew());
        if applicant.crew() > 1 || seen.len() <= others {
            let further = offers.iter().skip(depth.offers).map(|offer| offer.best.score);
            let least = further.chain(applicant.options.left_out).map(cost).min();
            shown.otherwise = [shown.otherwise, least].into_iter().flatten().min();
        }
        shown
    }

    /// Adds the best starts of an offer, at most so many; answers what all others cost at least, if they could matter.
    fn add(
        &self,
        ways: &mut Vec<Way>,
        applicant: &Applicant,
        (at, offer): (usize, &Offer),
        most: usize,
    ) -> Option<i64> {
        let (length, enough) = (applicant.minutes(), self.enough(applicant, offer));
        let mut apart: BTreeMap<Option<usize>, Vec<i64>> = BTreeMap::new();
        let (mut seen, before) = (BTreeSet::new(), ways.len());
        for (cost, stretch) in by_cost(offer) {
            let apart = apart.entry(self.week(offer, stretch)).or_default();
            for start in self.grid.starts(minute(stretch.first), minute(stretch.last), length) {
                if apart.len() >= enough {
                    break;
                }
                if !seen.insert(start) {
                    continue;
                }
                if ways.len() - before >= most {
                    return Some(cost);
                }
                if apart.iter().all(|other| (start - other).abs() >= length) {
                    apart.push(start);
                }
                ways.push(Way { offer: at, stretch, start });
            }
        }
        None
    }

    /// How many starts of an offer that do not overlap are enough.
    fn enough(&self, applicant: &Applicant, offer: &Offer) -> usize {
        let (own, placed) = applicant.taken();
        let blocked = |champion: AffiliationId| {
            let rivals = self.rivals.get(&champion).into_iter().flatten();
            rivals.map(move |(key, count)| {
                let way = if placed && key.1 { self.list.buffer.num_minutes() } else { 0 };
                let others = count - i64::from(*key == (own, placed));
                others * (own + key.0 + 2 * way + own - 1).div_euclid(own)
            })
        };
        let blocked: i64 = crew(offer).flat_map(blocked).sum();
        usize::try_from(1 + blocked).unwrap_or(usize::MAX)
    }

    /// The week of a stretch, where a cap of the champions holds.
    fn week(&self, offer: &Offer, stretch: Stretch) -> Option<usize> {
        let mut limits = crew(offer).filter_map(|champion| self.list.limits.get(&champion));
        limits.find_map(|weeks| {
            weeks.iter().position(|limit| limit.week.start() <= stretch.first && stretch.first < limit.week.end())
        })
    }

    /// The best start of each offer that is free, where so much is taken.
    pub(super) fn free(&self, applicant: &Applicant, is_free: impl Fn(&Offer, i64) -> bool) -> Vec<Way> {
        let free = applicant.options.offers.iter().enumerate().filter_map(|(at, offer)| {
            by_cost(offer).into_iter().find_map(|(_, stretch)| {
                let starts = self.grid.starts(minute(stretch.first), minute(stretch.last), applicant.minutes());
                let start = starts.into_iter().find(|start| is_free(offer, *start))?;
                Some(Way { offer: at, stretch, start })
            })
        });
        free.collect()
    }
}

/// The stretches of an offer with their costs, the cheapest first.
fn by_cost(offer: &Offer) -> Vec<(i64, Stretch)> {
    let mut stretches: Vec<_> =
        offer.stretches.iter().map(|stretch| (cost(offer.score(*stretch)), stretch.to_be_asked, *stretch)).collect();
    stretches.sort_unstable();
    stretches.into_iter().map(|(cost, _, stretch)| (cost, stretch)).collect()
}

/// Who would help.
pub(super) fn crew(offer: &Offer) -> impl Iterator<Item = AffiliationId> {
    [Some(offer.best.affiliation), offer.best.second].into_iter().flatten()
}

/// What help of this score costs.
pub(super) fn cost(score: u16) -> i64 {
    1_000 - i64::from(score.min(1_000))
}

impl Applicant {
    /// How long help takes, in minutes.
    pub(super) fn minutes(&self) -> i64 {
        self.details.duration_minutes.into()
    }

    /// The minutes that it takes, and whether at a place.
    fn taken(&self) -> (i64, bool) {
        (self.minutes(), self.details.setting != Setting::Remote)
    }

    /// How many champions it takes at most.
    fn crew(&self) -> usize {
        if self.options.offers.iter().any(|offer| offer.best.second.is_some()) { 2 } else { 1 }
    }
}
