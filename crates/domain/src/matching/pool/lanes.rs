//! Distances of many champions at a time, in loops that the compiler turns into vector instructions.

use super::{
    columns::Spot,
    reach::{Reach, UNKNOWN, Within, greater, product, thresholds},
};

/// So many champions are looked at together.
const MANY: usize = 64;

/// A number for each of them.
type Each = [f64; MANY];

/// Some champions, with what is known of each in the same lane of all columns.
pub(super) struct Lanes {
    filled: usize,
    places: [usize; MANY],
    at: [Each; 3],
    limits: Each,
    /// The products from which on a place is surely, or may be, within the limit.
    surely: Each,
    perhaps: Each,
    /// For each of the opening times of places, the product with the nearest such place.
    nearest: Vec<(Option<usize>, Each)>,
    nearest_of_all: Each,
}

/// How far the places are for one champion.
pub(super) struct Way<'l> {
    /// The nearest of them.
    pub(super) within: Within,
    surely: f64,
    perhaps: f64,
    lane: usize,
    lanes: &'l Lanes,
}

/// Whether a place with these opening times is within a champion's limit.
pub(super) struct Reached {
    /// Which of the question's they are; none of a place that serves at any hour.
    pub(super) opening: Option<usize>,
    pub(super) surely: bool,
    pub(super) perhaps: bool,
}

impl Lanes {
    pub(super) fn new(reach: &Reach<'_>) -> Self {
        Self {
            filled: 0,
            places: [0; MANY],
            at: [[f64::NAN; MANY]; 3],
            limits: [f64::INFINITY; MANY],
            surely: [UNKNOWN; MANY],
            perhaps: [UNKNOWN; MANY],
            nearest: reach.places().map(|(opening, _)| (opening, [UNKNOWN; MANY])).collect(),
            nearest_of_all: [UNKNOWN; MANY],
        }
    }

    pub(super) const fn are_full(&self) -> bool {
        self.filled == MANY
    }

    /// Adds a champion.
    pub(super) fn enter(&mut self, place: usize, spot: &Spot) {
        let lane = self.filled;
        put(&mut self.places, lane, place);
        put(&mut self.limits, lane, spot.travel_limit_m);
        self.at.iter_mut().zip(spot.at).for_each(|(axis, value)| put(axis, lane, value));
        self.filled += 1;
    }

    /// Shows everybody's way, and is empty again.
    pub(super) fn show(&mut self, reach: &Reach<'_>, see: &mut impl FnMut(usize, &Way<'_>)) {
        self.measure(reach);
        let limits = self.surely.iter().zip(&self.perhaps);
        let all = self.places.iter().zip(limits).zip(&self.nearest_of_all);
        for (lane, ((place, (surely, perhaps)), nearest)) in all.enumerate().take(self.filled) {
            let within = if nearest >= surely {
                Within::Surely
            } else if *nearest == UNKNOWN {
                Within::Unknown
            } else if nearest >= perhaps {
                Within::Perhaps
            } else {
                Within::Never
            };
            see(*place, &Way { within, surely: *surely, perhaps: *perhaps, lane, lanes: self });
        }
        self.filled = 0;
    }

    fn measure(&mut self, reach: &Reach<'_>) {
        let (stretch, limits) = (reach.stretch(), self.surely.iter_mut().zip(&mut self.perhaps));
        for (limit, (surely, perhaps)) in self.limits.iter().zip(limits) {
            (*surely, *perhaps) = thresholds(limit * stretch);
        }
        self.nearest_of_all = [UNKNOWN; MANY];
        for ((_, nearest), (_, such)) in self.nearest.iter_mut().zip(reach.places()) {
            *nearest = products(&self.at, such);
            self.nearest_of_all.iter_mut().zip(&*nearest).for_each(|(all, such)| *all = greater(*all, *such));
        }
    }
}

/// The product of each position with the nearest of some places.
fn products([x, y, z]: &[Each; 3], places: &[[f64; 3]]) -> Each {
    let mut products = [UNKNOWN; MANY];
    for place in places {
        for (nearest, ((x, y), z)) in products.iter_mut().zip(x.iter().zip(y).zip(z)) {
            *nearest = greater(*nearest, product([*x, *y, *z], *place));
        }
    }
    products
}

fn put<T>(lanes: &mut [T; MANY], lane: usize, value: T) {
    if let Some(old) = lanes.get_mut(lane) {
        *old = value;
    }
}

impl Way<'_> {
    /// Whether places are within the champion's limit, by their opening times.
    pub(super) fn openings(&self) -> impl Iterator<Item = Reached> {
        self.lanes.nearest.iter().filter_map(|(opening, nearest)| {
            let nearest = *nearest.get(self.lane)?;
            Some(Reached { opening: *opening, surely: nearest >= self.surely, perhaps: nearest >= self.perhaps })
        })
    }
}
