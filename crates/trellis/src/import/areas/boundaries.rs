//! The outlines of areas, from a `GeoJSON` feature collection (RFC 7946).

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};
use trellis_domain::area::{AreaCode, Boundary};

use crate::import::{FileRefused, Problem};

/// The properties that may hold an area's code, best first.
const CODES: [&str; 5] = ["lsoa21_code", "lsoa11_code", "ward24_code", "ward_code", "code"];

/// Outlines by the code of their area.
#[derive(Debug, Default)]
pub struct Boundaries(BTreeMap<AreaCode, Boundary>);

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Value,
    properties: Map<String, Value>,
}

impl Boundaries {
    /// The outlines in a file.
    pub fn read(file: &[u8]) -> Result<Self, FileRefused> {
        let collection: Collection = serde_json::from_slice(file).map_err(|error| {
            let place = format!("boundaries, line {}", error.line());
            FileRefused::one(Problem::at(place, "a GeoJSON feature collection"))
        })?;
        let mut outlines = BTreeMap::new();
        let mut problems = Vec::new();
        for (number, feature) in (1..).zip(collection.features) {
            match outline(feature) {
                Ok((code, boundary)) => {
                    outlines.insert(code, boundary);
                }
                Err(detail) => problems.push(Problem::at(format!("boundaries, feature {number}"), detail)),
            }
        }
        FileRefused::unless(Self(outlines), problems)
    }

    /// The outlines of these areas as one; none where there is none of them.
    pub(super) fn of(&self, codes: &[AreaCode]) -> Option<Boundary> {
        let mut found = codes.iter().filter_map(|code| self.0.get(code)).cloned();
        let first = found.next()?;
        let rest: Vec<Boundary> = found.collect();
        Some(if rest.is_empty() { first } else { Boundary::union([first].into_iter().chain(rest)) })
    }
}

fn outline(feature: Feature) -> Result<(AreaCode, Boundary), String> {
    let Feature { geometry, properties } = feature;
    let code = CODES.iter().find_map(|name| properties.get(*name)?.as_str()?.parse().ok());
    let code: AreaCode = code.ok_or_else(|| format!("a GSS code in one of the properties {}", CODES.join(", ")))?;
    let boundary: Boundary =
        serde_json::from_value(geometry).map_err(|_wrong: serde_json::Error| "a Polygon or MultiPolygon".to_owned())?;
    boundary.check().map_err(|refusals| refusals.to_string())?;
    Ok((code, boundary))
}
