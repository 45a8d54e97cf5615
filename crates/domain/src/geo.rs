//! Points on the earth and distances between them.

use serde::{Deserialize, Serialize};

use crate::refusal::{FieldCode, Refusals};

/// Mean radius of the earth in kilometres (IUGG 1980).
pub const EARTH_RADIUS_KM: f64 = 6_371.008_8;

/// A place by latitude and longitude in degrees, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Point {
    /// Degrees north, -90 to 90.
    #[cfg_attr(feature = "schema", schema(minimum = -90.0, maximum = 90.0, examples(51.4595)))]
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    #[cfg_attr(feature = "schema", schema(minimum = -180.0, maximum = 180.0, examples(0.1452)))]
    pub longitude: f64,
}

impl Eq for Point {}

impl Point {
    /// About where it is: the same for all that is within a kilometre or so, for those who are not to learn where somebody lives.
    #[must_use]
    pub fn roughly(self) -> Self {
        let rounded = |degrees: f64| (degrees * 100.0).round() / 100.0;
        Self { latitude: rounded(self.latitude), longitude: rounded(self.longitude) }
    }

    /// Whether the numbers are on the globe; pointers are relative to the point.
    pub fn check(self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let on_globe = |degrees: f64, limit: f64| degrees.is_finite() && degrees.abs() <= limit;
        refusals.require(on_globe(self.latitude, 90.0), "/latitude", FieldCode::BadFormat, "degrees from -90 to 90");
        refusals.require(
            on_globe(self.longitude, 180.0),
            "/longitude",
            FieldCode::BadFormat,
            "degrees from -180 to 180",
        );
        refusals.finish()
    }

    /// Great-circle distance in kilometres, by the haversine formula on a sphere of [`EARTH_RADIUS_KM`].
    ///
    /// R. W. Sinnott, "Virtues of the Haversine", *Sky and Telescope* 68(2), 1984.
    pub fn distance_km(self, other: Self) -> f64 {
        let (lat_a, lat_b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = (lat_b - lat_a) / 2.0;
        let half_lng = (other.longitude - self.longitude).to_radians() / 2.0;
        let h = half_lat.sin().powi(2) + lat_a.cos() * lat_b.cos() * half_lng.sin().powi(2);
        2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
    }

    /// The same distance in whole metres, so that equal means equal.
    pub fn distance_m(self, other: Self) -> u32 {
        whole_metres(self.distance_km(other))
    }

    /// The south-west and north-east corners of a box around everything within a distance, rounded outwards.
    ///
    /// A degree of longitude shrinks towards the poles, so the box is measured along its edge that is nearer to one.
    pub fn bounds(self, distance_km: f64) -> (Self, Self) {
        let height = (distance_km / EARTH_RADIUS_KM).to_degrees() * 1.000_001;
        let (south, north) = (self.latitude - height, self.latitude + height);
        let narrowest = south.abs().max(north.abs()).min(90.0).to_radians().cos();
        let width = if narrowest > 1e-6 { (height / narrowest).min(180.0) } else { 180.0 };
        let corner = |latitude, longitude| Self { latitude, longitude };
        (corner(south, self.longitude - width), corner(north, self.longitude + width))
    }
}

/// Kilometres as whole metres; 0 for what is no distance.
pub fn whole_metres(kilometres: f64) -> u32 {
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest number there is, and distances on the earth are far below the largest"
    )]
    let metres = (kilometres * 1_000.0).round() as u32;
    metres
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIDCUP: Point = Point { latitude: 51.426_228, longitude: 0.101_110_6 };
    const ERITH: Point = Point { latitude: 51.479_43, longitude: 0.181_383_7 };

    #[test]
    fn distances_agree_with_a_published_calculator() {
        assert!((SIDCUP.distance_km(ERITH) - 8.122).abs() < 0.01, "{}", SIDCUP.distance_km(ERITH));
        assert!(SIDCUP.distance_km(SIDCUP).abs() < f64::EPSILON);
        let (pole, antipole) = (Point { latitude: 90.0, longitude: 0.0 }, Point { latitude: -90.0, longitude: 0.0 });
        assert!((pole.distance_km(antipole) - EARTH_RADIUS_KM * std::f64::consts::PI).abs() < 1e-6);
    }

    proptest::proptest! {
        #[test]
        fn what_is_within_reach_is_within_the_bounds(
            south in 49.0..61.0, west in -8.0..2.0, up in -0.5..0.5, right in -0.8..0.8, radius in 0.1..50.0
        ) {
            let centre = Point { latitude: south, longitude: west };
            let other = Point { latitude: south + up, longitude: west + right };
            let (low, high) = centre.bounds(radius);
            let inside = (low.latitude..=high.latitude).contains(&other.latitude)
                && (low.longitude..=high.longitude).contains(&other.longitude);
            proptest::prop_assert!(inside || centre.distance_km(other) > radius);
        }
    }

    #[test]
    fn a_point_off_the_globe_is_refused_by_its_place() {
        let nowhere = Point { latitude: 91.0, longitude: f64::NAN };
        let pointers: Vec<_> =
            nowhere.check().err().into_iter().flat_map(Refusals::into_vec).map(|r| r.pointer).collect();
        assert_eq!(pointers, ["/latitude", "/longitude"]);
    }

    #[test]
    fn roughly_is_the_same_for_neighbours() {
        let (here, next_door) =
            (Point { latitude: 51.4559, longitude: 0.1437 }, Point { latitude: 51.4561, longitude: 0.1441 });
        assert_eq!(here.roughly(), next_door.roughly());
        assert!(here.distance_km(here.roughly()) < 0.7);
    }
}
