//! A small map: the wards of a network and where in them a venue is. Inline SVG, so nothing is fetched from anybody.

use std::fmt::Write;

use trellis_domain::{
    Area,
    area::{AreaKind, Boundary, Position},
    geo::Point,
};
use trellis_storage::{PageRequest, Reading, Reads, StoreError, area::AreaFilter};

/// How wide the map is, in units of its own; its height follows from the land.
const WIDTH: f64 = 640.0;

/// The land around the outlines, as a part of their width.
const MARGIN: f64 = 0.03;

/// The most wards that are drawn; the largest borough has 69.
const WARDS_MAX: u64 = 200;

/// A map, ready for the template.
#[derive(Debug)]
pub(super) struct LocatorMap {
    /// Width and height in units of the map.
    pub(super) width: String,
    pub(super) height: String,
    /// The outline of each ward.
    pub(super) wards: Vec<String>,
    /// Where the venue is.
    pub(super) dot: (String, String),
}

/// The outlines of a network's wards; none where nobody has said them.
pub(super) async fn wards(reads: &Reads) -> Result<Vec<Boundary>, StoreError> {
    let filter = AreaFilter { kind: Some(AreaKind::Ward) };
    let wards = reads.list::<Area>(&filter, PageRequest { after: None, limit: WARDS_MAX }).await?;
    Ok(wards.items.into_iter().filter_map(|ward| ward.noun.details.boundary).collect())
}

impl LocatorMap {
    /// The wards with a dot; none without wards, or where the dot is far from all of them.
    pub(super) fn new(wards: &[Boundary], at: Point) -> Option<Self> {
        let frame = Frame::around(wards)?;
        let (x, y) = frame.place([at.longitude, at.latitude]);
        let inside = (0.0..=WIDTH).contains(&x) && (0.0..=frame.height).contains(&y);
        inside.then(|| Self {
            width: units(WIDTH),
            height: units(frame.height),
            wards: wards.iter().map(|ward| frame.outline(ward)).collect(),
            dot: (units(x), units(y)),
        })
    }
}

/// The piece of land that is shown, drawn as if it were flat: a borough is small enough.
struct Frame {
    west: f64,
    north: f64,
    /// Units a degree of longitude.
    across: f64,
    /// Units a degree of latitude.
    down: f64,
    height: f64,
}

impl Frame {
    fn around(wards: &[Boundary]) -> Option<Self> {
        let positions = || wards.iter().flat_map(Boundary::polygons).flatten().flatten();
        let longitudes = || positions().map(|[longitude, _]| *longitude);
        let latitudes = || positions().map(|[_, latitude]| *latitude);
        let (west, east) = (longitudes().reduce(f64::min)?, longitudes().reduce(f64::max)?);
        let (south, north) = (latitudes().reduce(f64::min)?, latitudes().reduce(f64::max)?);
        let margin = (east - west) * MARGIN;
        let across = WIDTH / (east - west + 2.0 * margin);
        // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
        let down = across / f64::midpoint(south, north).to_radians().cos();
        let height = (north - south) * down + 2.0 * margin * across;
        let north = north + margin * across / down;
        (across.is_finite() && height.is_finite()).then_some(Self { west: west - margin, north, across, down, height })
    }

    fn place(&self, [longitude, latitude]: Position) -> (f64, f64) {
        ((longitude - self.west) * self.across, (self.north - latitude) * self.down)
    }

    /// An outline as the `d` of a path; points that fall together are said once.
    fn outline(&self, boundary: &Boundary) -> String {
        let mut path = String::new();
        for ring in boundary.polygons().iter().flatten() {
            let mut points: Vec<_> =
                ring.iter().map(|position| self.place(*position)).map(|(x, y)| (units(x), units(y))).collect();
            points.dedup();
            for (number, (x, y)) in points.iter().enumerate() {
                let letter = if number == 0 { 'M' } else { 'L' };
                // Writing to a string cannot fail.
                let _written = write!(path, "{letter}{x} {y}");
            }
            path.push('Z');
        }
        path
    }
}

/// Whole units: finer than any screen shows.
fn units(length: f64) -> String {
    format!("{length:.0}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Boundary {
        let (east, north) = (west + side, south + side);
        Boundary::Polygon(vec![vec![[west, south], [east, south], [east, north], [west, north], [west, south]]])
    }

    #[test]
    fn north_is_up_and_the_dot_is_where_the_venue_is() {
        let wards = [square(0.10, 51.40, 0.05), square(0.15, 51.40, 0.05)];
        let map = LocatorMap::new(&wards, Point { latitude: 51.45, longitude: 0.15 }).unwrap();
        assert_eq!((map.width.as_str(), map.dot.0.as_str()), ("640", "320"));
        let (y, height): (f64, f64) = (map.dot.1.parse().unwrap(), map.height.parse().unwrap());
        assert!(y < height / 5.0, "the venue is on the northern edge: {y} of {height}");
        // 0.1 degrees of longitude are 6.93 km here, 0.05 of latitude 5.56 km.
        assert!((height / 640.0 - 0.82).abs() < 0.03, "{height}");
        assert_eq!(map.wards.len(), 2);
    }

    #[test]
    fn there_is_no_map_without_wards_or_for_what_is_far_from_them() {
        let here = Point { latitude: 51.45, longitude: 0.15 };
        assert!(LocatorMap::new(&[], here).is_none());
        assert!(LocatorMap::new(&[square(1.0, 51.4, 0.1)], here).is_none());
    }
}
