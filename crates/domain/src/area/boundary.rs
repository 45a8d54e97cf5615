//! The outline of an area, as a `GeoJSON` geometry.

use serde::{Deserialize, Serialize};

use crate::{
    geo::Point,
    refusal::{FieldCode, Refusals},
};

/// Longitude and latitude in degrees, in this order (RFC 7946, section 3.1.1).
pub type Position = [f64; 2];

/// A closed line of at least four positions, the last being the first again.
pub type Ring = Vec<Position>;

/// The most positions that a boundary may have.
pub const POSITIONS_MAX: usize = 10_000;

/// A `GeoJSON` geometry (RFC 7946): a polygon or several. In each polygon the first ring is the outline, others are holes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "coordinates", deny_unknown_fields)]
pub enum Boundary {
    /// One polygon.
    Polygon(Vec<Ring>),
    /// Several polygons.
    MultiPolygon(Vec<Vec<Ring>>),
}

impl Eq for Boundary {}

impl Boundary {
    /// The single polygons.
    pub fn polygons(&self) -> &[Vec<Ring>] {
        match self {
            Self::Polygon(rings) => std::slice::from_ref(rings),
            Self::MultiPolygon(polygons) => polygons,
        }
    }

    /// All polygons of several boundaries as one.
    pub fn union(parts: impl IntoIterator<Item = Self>) -> Self {
        Self::MultiPolygon(parts.into_iter().flat_map(|part| part.polygons().to_vec()).collect())
    }

    /// Whether rings are closed, long enough and on the globe.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let rings = || self.polygons().iter().flatten();
        let outlined = !self.polygons().is_empty() && self.polygons().iter().all(|polygon| !polygon.is_empty());
        refusals.require(outlined, "/coordinates", FieldCode::TooShort, "at least one ring in each polygon");
        let positions = rings().map(Vec::len).sum::<usize>();
        let limit = format!("at most {POSITIONS_MAX} positions");
        refusals.require(positions <= POSITIONS_MAX, "/coordinates", FieldCode::TooLong, limit);
        let closed = rings().all(|ring| ring.len() >= 4 && ring.first() == ring.last());
        let closing = "rings of at least four positions, of which the last repeats the first";
        refusals.require(closed, "/coordinates", FieldCode::BadFormat, closing);
        let on_globe = rings()
            .flatten()
            .all(|[longitude, latitude]| Point { latitude: *latitude, longitude: *longitude }.check().is_ok());
        let order = "positions of longitude then latitude, in degrees";
        refusals.require(on_globe, "/coordinates", FieldCode::BadFormat, order);
        refusals.finish()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ArrayBuilder, ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::Boundary;

    impl PartialSchema for Boundary {
        fn schema() -> RefOr<Schema> {
            let kind = ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(["Polygon", "MultiPolygon"]))
                .description(Some("The type of the geometry."));
            let coordinates = ArrayBuilder::new().items(ArrayBuilder::new().items(ArrayBuilder::new())).description(
                Some("Rings of [longitude, latitude], and for a MultiPolygon one more array around them."),
            );
            ObjectBuilder::new()
                .schema_type(Type::Object)
                .description(Some("A GeoJSON geometry (RFC 7946) of type Polygon or MultiPolygon, WGS 84."))
                .property("type", kind)
                .property("coordinates", coordinates)
                .required("type")
                .required("coordinates")
                .into()
        }
    }
    impl ToSchema for Boundary {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Ring {
        let (east, north) = (west + side, south + side);
        vec![[west, south], [east, south], [east, north], [west, north], [west, south]]
    }

    #[test]
    fn an_open_ring_and_swapped_degrees_are_refused() {
        let mut open = square(0.1, 51.4, 0.02);
        open.pop();
        assert!(Boundary::Polygon(vec![open]).check().is_err());
        assert!(Boundary::Polygon(vec![vec![[0.0, 151.0]; 4]]).check().is_err());
        assert!(Boundary::Polygon(vec![]).check().is_err());
        assert!(Boundary::Polygon(vec![square(0.1, 51.4, 0.02)]).check().is_ok());
    }

    #[test]
    fn it_is_written_as_geojson() {
        let json = serde_json::to_value(Boundary::Polygon(vec![square(0.0, 51.0, 1.0)])).unwrap();
        assert_eq!(json["type"], "Polygon");
        assert_eq!(json["coordinates"][0][1], serde_json::json!([1.0, 51.0]));
        assert!(serde_json::from_str::<Boundary>(r#"{"type": "Point", "coordinates": [0, 51]}"#).is_err());
    }
}
