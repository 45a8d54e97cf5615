//! The middle of an area.

use super::{Boundary, Ring};
use crate::geo::Point;

impl Boundary {
    /// The centre of gravity, by the shoelace formula on degrees; good for anything the size of a borough.
    ///
    /// None where the rings enclose nothing.
    pub fn centroid(&self) -> Option<Point> {
        let signed =
            |index: usize, moments: Moments| if index == 0 { moments.abs() } else { moments.abs().times(-1.0) };
        let rings = self.polygons().iter().flat_map(|polygon| polygon.iter().enumerate());
        let sum = rings.map(|(index, ring)| signed(index, Moments::of(ring))).fold(Moments::default(), Moments::plus);
        (sum.area > f64::EPSILON.powi(2))
            .then(|| Point { latitude: sum.latitude / sum.area, longitude: sum.longitude / sum.area })
    }
}

/// The enclosed area of a ring, and that area times its centre.
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    area: f64,
    longitude: f64,
    latitude: f64,
}

impl Moments {
    fn of(ring: &Ring) -> Self {
        // Measured from the first corner: products of small differences keep their digits.
        let [x0, y0] = ring.first().copied().unwrap_or_default();
        let local = || ring.iter().map(|[x, y]| (x - x0, y - y0));
        let (mut area, mut x_moment, mut y_moment) = (0.0, 0.0, 0.0);
        for ((xa, ya), (xb, yb)) in local().zip(local().skip(1)) {
            let cross = xa * yb - xb * ya;
            area += cross / 2.0;
            x_moment += (xa + xb) * cross / 6.0;
            y_moment += (ya + yb) * cross / 6.0;
        }
        Self { area, longitude: x_moment + x0 * area, latitude: y_moment + y0 * area }
    }

    /// The same, whichever way round the ring was drawn.
    fn abs(self) -> Self {
        self.times(self.area.signum())
    }

    fn times(self, factor: f64) -> Self {
        Self { area: self.area * factor, longitude: self.longitude * factor, latitude: self.latitude * factor }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            area: self.area + other.area,
            longitude: self.longitude + other.longitude,
            latitude: self.latitude + other.latitude,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Ring {
        let (east, north) = (west + side, south + side);
        vec![[west, south], [east, south], [east, north], [west, north], [west, south]]
    }

    fn close(point: Option<Point>, latitude: f64, longitude: f64) -> bool {
        point.is_some_and(|p| (p.latitude - latitude).abs() < 1e-9 && (p.longitude - longitude).abs() < 1e-9)
    }

    #[test]
    fn the_centre_of_a_square_is_its_middle_whichever_way_it_is_drawn() {
        let mut ring = square(0.1, 51.4, 0.02);
        assert!(close(Boundary::Polygon(vec![ring.clone()]).centroid(), 51.41, 0.11));
        ring.reverse();
        assert!(close(Boundary::Polygon(vec![ring]).centroid(), 51.41, 0.11));
    }

    #[test]
    fn a_hole_pushes_the_centre_away_and_two_parts_share_it() {
        // A 4 × 4 square without its lower left quarter: the rest balances at 2 + 1/3 on both axes.
        let holed = Boundary::Polygon(vec![square(0.0, 0.0, 4.0), square(0.0, 0.0, 2.0)]);
        assert!(close(holed.centroid(), 7.0 / 3.0, 7.0 / 3.0));
        let parts = [0.0, 3.0].map(|west| Boundary::Polygon(vec![square(west, 0.0, 1.0)]));
        assert!(close(Boundary::union(parts).centroid(), 0.5, 2.0));
        assert_eq!(Boundary::Polygon(vec![vec![[0.0, 0.0]; 4]]).centroid(), None);
    }
}
