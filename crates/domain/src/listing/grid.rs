//! A grid over the earth in cells of about 5 km, so that a database finds what is near by whole numbers.
//!
//! A cell is 0.045 degrees high (5.0 km) and 0.072 degrees wide (5.0 km at 51 degrees north, wider towards the
//! equator). A radius becomes the cells that its bounding box touches, rounded outwards: never a fixed block of
//! neighbours, because a degree of longitude shrinks northwards.

use std::ops::RangeInclusive;

use crate::geo::Point;

/// The number of a cell.
pub type Cell = i32;

/// Where sessions by phone or video are filed: they have no place and can be reached from everywhere.
pub const REMOTE_CELL: Cell = -1;

/// Where sessions at people's homes are filed: they have no place that could be told.
pub const HOME_CELL: Cell = -2;

/// The furthest north or south that the grid is used, in degrees. Beyond, cells are too narrow to be counted.
pub const GRID_LATITUDE_MAX: f64 = 85.0;

const ROWS_PER_DEGREE: f64 = 1.0 / 0.045;
const COLUMNS_PER_DEGREE: f64 = 1.0 / 0.072;
const COLUMNS: Cell = 5_000;

/// A rectangle of latitudes and longitudes in degrees. The west may be greater than the east: then it spans 180 degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BoundingBox {
    /// The southern edge.
    pub south: f64,
    /// The northern edge.
    pub north: f64,
    /// The western edge.
    pub west: f64,
    /// The eastern edge.
    pub east: f64,
}

/// The cell that a point lies in; none beyond [`GRID_LATITUDE_MAX`].
pub fn cell_of(point: Point) -> Option<Cell> {
    let on_grid = point.latitude.abs() <= GRID_LATITUDE_MAX;
    on_grid.then(|| row_of(point.latitude) * COLUMNS + column_of(point.longitude))
}

/// The cells that the bounding box of a circle touches, none twice.
pub fn cells_around(centre: Point, radius_km: f64) -> Vec<Cell> {
    let BoundingBox { south, north, west, east } = BoundingBox::around(centre, radius_km);
    let (west, east) = (column_of(west), column_of(east));
    let columns: Vec<RangeInclusive<Cell>> =
        if west <= east { vec![west..=east] } else { vec![west..=COLUMNS - 1, 0..=east] };
    let rows = row_of(south)..=row_of(north);
    rows.flat_map(|row| columns.iter().cloned().flatten().map(move |column| row * COLUMNS + column)).collect()
}

impl BoundingBox {
    /// A box around a circle on the sphere, rounded outwards.
    pub fn around(centre: Point, radius_km: f64) -> Self {
        let latitude = centre.latitude.clamp(-GRID_LATITUDE_MAX, GRID_LATITUDE_MAX);
        let (low, high) = Point { latitude, ..centre }.bounds(radius_km);
        Self { south: low.latitude, north: high.latitude, west: wrapped(low.longitude), east: wrapped(high.longitude) }
    }
}

/// A longitude brought back to -180 to 180 degrees.
fn wrapped(longitude: f64) -> f64 {
    (longitude + 180.0).rem_euclid(360.0) - 180.0
}

fn row_of(latitude: f64) -> Cell {
    whole((latitude + 90.0) * ROWS_PER_DEGREE)
}

fn column_of(longitude: f64) -> Cell {
    whole((longitude + 180.0) * COLUMNS_PER_DEGREE).clamp(0, COLUMNS - 1)
}

/// The whole number at or below; the grid has fewer than 5,000 rows and columns.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "no checked conversion from f64; the range is known"
)]
fn whole(number: f64) -> Cell {
    number.floor() as Cell
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::geo::EARTH_RADIUS_KM;

    fn point(latitude: f64, longitude: f64) -> Point {
        Point { latitude, longitude }
    }

    #[test]
    fn cells_are_about_five_kilometres_wide_in_the_south_of_england() {
        let bexley = point(51.4595, 0.1452);
        assert_eq!(cells_around(bexley, 0.0).len(), 1);
        assert!((9..=16).contains(&cells_around(bexley, 5.0).len()));
        assert!(cells_around(bexley, 50.0).len() <= 22 * 22);
        assert_eq!(cell_of(point(89.0, 0.0)), None);
    }

    #[test]
    fn a_circle_over_the_date_line_has_cells_on_both_sides() {
        let cells = cells_around(point(-17.0, 179.99), 20.0);
        assert!(cells.contains(&cell_of(point(-17.0, 179.9)).unwrap()));
        assert!(cells.contains(&cell_of(point(-17.0, -179.9)).unwrap()));
    }

    proptest! {
        /// The oracle is the distance itself: whatever lies within the radius lies in one of the cells.
        #[test]
        fn nothing_within_the_radius_is_missed(
            latitude in -84.0..84.0f64, longitude in -180.0..=180.0f64,
            radius in 0.0..=50.0f64, bearing in 0.0..std::f64::consts::TAU, share in 0.0..=1.0f64,
        ) {
            let centre = point(latitude, longitude);
            let angle = radius * share.sqrt() / EARTH_RADIUS_KM;
            let from = latitude.to_radians();
            let to = (from.sin() * angle.cos() + from.cos() * angle.sin() * bearing.cos()).asin();
            let turn = (bearing.sin() * angle.sin() * from.cos()).atan2(angle.cos() - from.sin() * to.sin());
            let there = point(to.to_degrees(), wrapped(longitude + turn.to_degrees()));
            prop_assume!(centre.distance_km(there) <= radius);
            let cells = cells_around(centre, radius);
            prop_assert!(cells.contains(&cell_of(there).unwrap()));
            prop_assert_eq!(cells.iter().collect::<BTreeSet<_>>().len(), cells.len());
        }
    }
}
