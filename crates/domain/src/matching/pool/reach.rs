//! Distances without trigonometry: straight through the earth, which is a little shorter than over it.

use super::columns::{Spot, position};
use crate::{
    geo::whole_metres,
    help::Setting,
    matching::{
        rules::Question,
        score::{FULL, nearness},
        terms::{UNLIMITED_M, stretched},
    },
    policy::PolicyDetails,
};

/// How far the straight way may be from the whole metres that the rules compare, up to [`NEAR_M`].
const MARGIN_M: f64 = 2.0;
/// Up to here the way over the earth is at most 1.1 m longer than the way through it.
const NEAR_M: f64 = 100_000.0;

/// The places at which help could be given.
pub(super) struct Reach<'a> {
    policy: &'a PolicyDetails,
    /// Each with which of the opening times are its own.
    places: Vec<([f64; 3], Option<usize>)>,
    /// Whether nobody travels.
    remote: bool,
}

/// Whether a place is within a champion's limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Surely,
    Perhaps,
    Never,
    /// Somebody has a limit, and nobody knows how far it is.
    Unknown,
}

impl<'a> Reach<'a> {
    pub(super) fn new(question: &Question<'a>) -> Self {
        let places = question.spots.iter().filter_map(|spot| Some((position(spot.point?), spot.opening)));
        Self {
            policy: question.policy,
            places: places.collect(),
            remote: question.ask.details.setting == Setting::Remote,
        }
    }

    /// The square of the metres from a champion to the nearest place; none where either end is not known.
    #[inline]
    pub(super) fn nearest(&self, spot: &Spot) -> Option<f64> {
        let nearest = self.places.iter().map(|(at, _)| squared(spot, at)).fold(f64::INFINITY, f64::min);
        nearest.is_finite().then_some(nearest)
    }

    /// Whether the nearest place is within a champion's limit; without one, it is.
    #[inline]
    pub(super) fn within(&self, spot: &Spot, nearest: Option<f64>) -> Within {
        let Some(limit) = spot.travel_limit_m.filter(|_| !self.remote) else { return Within::Surely };
        let Some(nearest) = nearest else { return Within::Unknown };
        let limit = f64::from(stretched(limit, self.policy));
        let (sure, possible) = ((limit.min(NEAR_M) - MARGIN_M).max(0.0), limit + MARGIN_M);
        if nearest < sure * sure {
            Within::Surely
        } else if nearest <= possible * possible {
            Within::Perhaps
        } else {
            Within::Never
        }
    }

    /// Whether a place with these opening times is surely within a champion's limit.
    pub(super) fn is_surely_within(&self, spot: &Spot, opening: Option<usize>) -> bool {
        let mut such = self.places.iter().filter(|(_, other)| *other == opening);
        such.any(|(at, _)| {
            self.within(spot, Some(squared(spot, at)).filter(|squared| squared.is_finite())) == Within::Surely
        })
    }

    /// The most that the criterion "distance" can give.
    pub(super) fn nearness_at_most(&self, spot: &Spot, nearest: Option<f64>) -> u32 {
        if self.remote {
            return FULL;
        }
        let way = nearest.map(|squared| {
            let metres = whole_metres((squared.sqrt() - MARGIN_M).max(0.0) / 1_000.0);
            (metres, spot.travel_limit_m.map_or(UNLIMITED_M, |own| stretched(own, self.policy)))
        });
        nearness(way).min(FULL)
    }
}

fn squared(spot: &Spot, at: &[f64; 3]) -> f64 {
    spot.at.iter().zip(at).map(|(from, to)| (from - to) * (from - to)).sum()
}
