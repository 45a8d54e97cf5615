//! Distances without trigonometry: straight through the earth, which is a little shorter than over it.
//!
//! Of two positions the product says how near they are: the square of the earth's radius less half the square of the straight way.

use super::{
    bits::Bits,
    columns::{EARTH_RADIUS_M, Spot, position},
    lanes::{Lanes, Way},
};
use crate::{
    geo::whole_metres,
    help::Setting,
    matching::{
        rules::Question,
        score::{FULL, nearness},
        sites,
        terms::{UNLIMITED_M, stretched},
    },
    policy::PolicyDetails,
};

/// How far the straight way may be from the whole metres that the rules compare, up to [`NEAR_M`].
const MARGIN_M: f64 = 2.0;
/// Up to here the way over the earth is at most 1.1 m longer than the way through it.
const NEAR_M: f64 = 100_000.0;
/// The product of two positions, where one of them is not known.
pub(super) const UNKNOWN: f64 = f64::NEG_INFINITY;

/// The places at which help could be given.
pub(super) struct Reach<'a> {
    policy: &'a PolicyDetails,
    /// By which of the opening times are their own, where they are known.
    places: Vec<(Option<usize>, Vec<[f64; 3]>)>,
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
    /// Some of the places of a question.
    pub(super) fn of(question: &Question<'a>, serves: impl Fn(&sites::Spot<'a>) -> bool) -> Self {
        let mut places: Vec<(Option<usize>, Vec<[f64; 3]>)> = Vec::new();
        for place in question.spots.iter().filter(|place| serves(place)) {
            let at = place.point.map(position);
            match places.iter_mut().find(|(opening, _)| *opening == place.opening) {
                Some((_, such)) => such.extend(at),
                None => places.push((place.opening, at.into_iter().collect())),
            }
        }
        Self { policy: question.policy, places, remote: question.ask.details.setting == Setting::Remote }
    }

    /// Shows the way of each of some champions.
    pub(super) fn visit(&self, some: &Bits, spots: &[Spot], mut see: impl FnMut(usize, &Way<'_>)) {
        let mut lanes = Lanes::new(self);
        some.for_each(|place| {
            if let Some(spot) = spots.get(place) {
                lanes.enter(place, spot);
                if lanes.are_full() {
                    lanes.show(self, &mut see);
                }
            }
        });
        lanes.show(self, &mut see);
    }

    /// The places by opening times.
    pub(super) fn places(&self) -> impl Iterator<Item = (Option<usize>, &[[f64; 3]])> {
        self.places.iter().map(|(opening, such)| (*opening, such.as_slice()))
    }

    /// The most that the criterion "distance" can give a champion.
    pub(super) fn nearness_at_most(&self, from: &Spot) -> u32 {
        if self.remote {
            return FULL;
        }
        let nearest = self.nearest(from);
        let own = from.travel_limit_m.is_finite().then(|| whole_metres(from.travel_limit_m / 1_000.0));
        let limit = own.map_or(UNLIMITED_M, |own| stretched(own, self.policy));
        let squared = 2.0 * (EARTH_RADIUS_M * EARTH_RADIUS_M - nearest);
        let metres = || whole_metres((squared.max(0.0).sqrt() - MARGIN_M).max(0.0) / 1_000.0);
        nearness((nearest > UNKNOWN).then(|| (metres(), limit))).min(FULL)
    }

    /// Whether any of the places may be within a champion's limit.
    pub(super) fn is_perhaps_within(&self, from: &Spot) -> bool {
        let (_, perhaps) = thresholds(from.travel_limit_m * self.stretch());
        !self.places.is_empty() && self.nearest(from) >= perhaps
    }

    /// The product with the nearest of the places.
    fn nearest(&self, from: &Spot) -> f64 {
        let places = self.places.iter().flat_map(|(_, such)| such);
        places.map(|place| product(from.at, *place)).fold(UNKNOWN, greater)
    }

    /// How much longer than a champion's limit a way may be; without end where nobody travels, which makes of every limit none.
    pub(super) fn stretch(&self) -> f64 {
        if self.remote { f64::INFINITY } else { f64::from(self.policy.max_travel_factor) / 1_000.0 }
    }
}

/// From which product on a place is surely within a limit, and from which it may be.
pub(super) fn thresholds(limit_m: f64) -> (f64, f64) {
    let at = |metres: f64| EARTH_RADIUS_M * EARTH_RADIUS_M - metres * metres / 2.0;
    // The rules round the limit down.
    let surely = at((limit_m.min(NEAR_M) - MARGIN_M - 1.0).max(0.0));
    let perhaps = at(limit_m + MARGIN_M);
    // A limit of nothing without end is no number, and no limit either.
    if limit_m < f64::INFINITY { (surely, perhaps) } else { (UNKNOWN, UNKNOWN) }
}

/// The product of two positions.
pub(super) fn product([x, y, z]: [f64; 3], [to_x, to_y, to_z]: [f64; 3]) -> f64 {
    x * to_x + y * to_y + z * to_z
}

/// The greater of two numbers; the first where the other is none.
pub(super) const fn greater(one: f64, other: f64) -> f64 {
    if other > one { other } else { one }
}
