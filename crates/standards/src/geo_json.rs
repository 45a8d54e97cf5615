//! GeoJSON (RFC 7946): a feature for each occasion, longitude first. What is at people's homes or by phone has no geometry.

use geojson::{Feature, FeatureCollection, Geometry, GeometryValue, feature::Id};
use serde_json::{Map, Value, json};
use trellis_domain::geo::Point;

use crate::happening::{Collection, Happening, Venue};

/// Occasions as a collection of features, with the box that they lie in.
pub fn collection(collection: &Collection) -> FeatureCollection {
    let points: Vec<_> = collection.happenings.iter().filter_map(point).collect();
    FeatureCollection {
        bbox: bounds(&points),
        features: collection.happenings.iter().map(feature).collect(),
        foreign_members: None,
    }
}

fn point(happening: &Happening) -> Option<Point> {
    happening.place.venue().and_then(|venue| venue.point)
}

/// West, south, east, north; none where there are no points.
fn bounds(points: &[Point]) -> Option<Vec<f64>> {
    let longitudes = || points.iter().map(|point| point.longitude);
    let latitudes = || points.iter().map(|point| point.latitude);
    let west = longitudes().reduce(f64::min)?;
    Some(vec![west, latitudes().reduce(f64::min)?, longitudes().reduce(f64::max)?, latitudes().reduce(f64::max)?])
}

fn feature(happening: &Happening) -> Feature {
    let geometry =
        point(happening).map(|point| Geometry::new(GeometryValue::new_point([point.longitude, point.latitude])));
    Feature {
        bbox: None,
        geometry,
        id: Some(Id::String(happening.uid.clone())),
        properties: Some(properties(happening)),
        foreign_members: None,
    }
}

fn properties(happening: &Happening) -> Map<String, Value> {
    let venue = happening.place.venue();
    let properties = [
        ("title", json!(happening.title)),
        ("lang", json!(happening.lang)),
        ("description", json!(happening.description)),
        ("page", json!(happening.page)),
        ("starts_at", json!(happening.local_start())),
        ("ends_at", json!(happening.local_end())),
        ("time_zone", json!(happening.zone.to_string())),
        ("cancelled", json!(happening.cancelled())),
        ("place", json!(happening.place.name())),
        ("address", json!(venue.map(Venue::address))),
        ("access", json!(venue.map(|venue| venue.access.clone()).unwrap_or_default())),
        ("organiser", json!(happening.organiser)),
        ("phone", json!(happening.phone)),
        ("entry", json!(happening.entry)),
        ("topics", json!(happening.topics)),
        ("audiences", json!(happening.audiences)),
        ("languages", json!(happening.languages)),
        ("free", json!(happening.free)),
        ("series", json!(happening.series.as_ref().map(|series| series.id.clone()))),
        ("updated_at", json!(happening.updated.to_rfc3339())),
    ];
    properties.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        happening::Place,
        sample::{HOSTILE, collection as sample, happening, remote, titled},
    };

    #[test]
    fn longitude_comes_first_and_the_box_holds_all() {
        let mut north = happening();
        if let Place::Venue(venue) = &mut north.place {
            venue.point = Some(Point { latitude: 51.5, longitude: -0.2 });
        }
        let made = serde_json::to_value(collection(&sample(vec![happening(), north, remote()]))).unwrap();
        assert_eq!(made["type"], "FeatureCollection");
        assert_eq!(made["bbox"], json!([-0.2, 51.4263, 0.1011, 51.5]));
        assert_eq!(made["features"][0]["geometry"], json!({ "type": "Point", "coordinates": [0.1011, 51.4263] }));
        assert_eq!(made["features"][0]["id"], "ses_1");
        assert_eq!(made["features"][0]["properties"]["starts_at"], "2026-07-07T10:00:00+01:00");
        assert_eq!(made["features"][2]["geometry"], Value::Null);
    }

    #[test]
    fn nowhere_has_no_box() {
        assert_eq!(collection(&sample(vec![remote()])).bbox, None);
        assert_eq!(collection(&sample(Vec::new())).features.len(), 0);
    }

    #[test]
    fn it_reads_back_hostile_titles_included() {
        for title in HOSTILE {
            let text = collection(&sample(vec![titled(title)])).to_string();
            let read: FeatureCollection = text.parse().unwrap();
            assert_eq!(read.features[0].property("title"), Some(&json!(title)));
        }
    }
}
