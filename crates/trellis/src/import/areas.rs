//! Areas: LSOAs or wards, known by their columns, with boundaries from a second file and a lookup from a third.
//!
//! | | LSOAs | wards |
//! |---|---|---|
//! | code and name | `lsoa11_code`, `lsoa11_name` | `ward24_code`, `ward24_name` |
//! | population, 16+, 65+ | `pop_mid2020`, `pop_16_plus_mid2020`, `pop_65_plus_mid2020` | `pop_mid2020`, `pop_65_plus_mid2020` |
//! | deprivation decile | `imd2019_overall_decile` | `imd2019_pop_weighted_decile` |
//! | digital exclusion | `deri_score` | `deri_score_pop_weighted` |
//!
//! The boundaries are a `GeoJSON` feature collection, each feature with the area's code among its properties. The lookup
//! (`lsoa11_code, lsoa21_code, ward24_code`) says which boundaries make up an LSOA of the older census, and its ward.

use std::collections::{BTreeMap, BTreeSet};

use trellis_domain::{
    area::{AreaCode, AreaDetails, AreaKind, Boundary, ExclusionScore},
    geo::Point,
};

use super::{
    FileRefused,
    sheet::{Row, Sheet},
};

mod boundaries;
mod lookup;

pub use boundaries::Boundaries;
pub use lookup::Lookup;

/// What is known of areas besides the file itself.
#[derive(Debug, Default)]
pub struct Besides {
    /// Their outlines.
    pub boundaries: Boundaries,
    /// Which outlines belong to which area.
    pub lookup: Lookup,
    /// The middle of the postcodes in an area, for areas without an outline.
    pub centres: BTreeMap<AreaCode, Point>,
}

/// The columns of one kind of area.
struct Columns {
    kind: AreaKind,
    code: &'static str,
    name: &'static str,
    decile: &'static str,
    exclusion: &'static str,
    source: &'static str,
}

const LSOAS: Columns = Columns {
    kind: AreaKind::Lsoa,
    code: "lsoa11_code",
    name: "lsoa11_name",
    decile: "imd2019_overall_decile",
    exclusion: "deri_score",
    source: "Population estimates mid-2020 (ONS); Index of Multiple Deprivation 2019 (MHCLG); \
             Digital Exclusion Risk Index 1.6 (GMCA)",
};

const WARDS: Columns = Columns {
    kind: AreaKind::Ward,
    code: "ward24_code",
    name: "ward24_name",
    decile: "imd2019_pop_weighted_decile",
    exclusion: "deri_score_pop_weighted",
    source: "Estimated from LSOAs: population mid-2020 (ONS); Index of Multiple Deprivation 2019 (MHCLG) and \
             Digital Exclusion Risk Index 1.6 (GMCA), weighted by population",
};

/// The areas of a file.
pub fn read(file: &[u8], besides: &Besides) -> Result<Vec<AreaDetails>, FileRefused> {
    let sheet = Sheet::read(file)?;
    let columns = if sheet.has(WARDS.code) { WARDS } else { LSOAS };
    let mut seen = BTreeSet::new();
    sheet.rows(&[columns.code, columns.name, "pop_mid2020"], |row| {
        let code: AreaCode = row.required(columns.code)?;
        row.once(&mut seen, code.clone(), columns.code);
        area(row, &columns, code, besides)
    })
}

fn area(row: &mut Row<'_>, columns: &Columns, code: AreaCode, besides: &Besides) -> Option<AreaDetails> {
    let boundary = besides.boundaries.of(&besides.lookup.outlines(&code));
    let centroid = boundary.as_ref().and_then(Boundary::centroid).map(rounded);
    let centroid = centroid.or_else(|| besides.centres.get(&code).copied());
    if centroid.is_none() {
        row.wrong(columns.code, "an area with a boundary, or one whose postcodes were imported before");
    }
    let details = AreaDetails {
        kind: columns.kind,
        name: row.required(columns.name)?,
        centroid: centroid?,
        population: row.optional("pop_mid2020"),
        population_16_plus: row.optional("pop_16_plus_mid2020"),
        population_65_plus: row.optional("pop_65_plus_mid2020"),
        deprivation_decile: decile(row, columns.decile),
        digital_exclusion: exclusion(row, columns.exclusion),
        ward_code: besides.lookup.ward(&code),
        source: columns.source.parse().ok(),
        boundary,
        code,
    };
    let pointers = [
        ("/population_16_plus", "pop_16_plus_mid2020"),
        ("/population_65_plus", "pop_65_plus_mid2020"),
        ("/population", "pop_mid2020"),
        ("/deprivation_decile", columns.decile),
        ("", columns.code),
    ];
    row.check(details.check(), &pointers);
    Some(details)
}

/// A decile; that of a ward is a mean, here rounded.
fn decile(row: &mut Row<'_>, column: &str) -> Option<u8> {
    let mean: f64 = row.optional(column)?;
    let decile = (1..=10).find(|decile| (mean - f64::from(*decile)).abs() <= 0.5);
    if decile.is_none() {
        row.wrong(column, "from 1, most deprived, to 10");
    }
    decile
}

fn exclusion(row: &mut Row<'_>, column: &str) -> Option<ExclusionScore> {
    let score = ExclusionScore::try_from(row.optional::<f64>(column)?);
    if score.is_err() {
        row.wrong(column, "a score from 0 to 10");
    }
    score.ok()
}

/// A point to six decimals, about ten centimetres: more would only pretend.
fn rounded(point: Point) -> Point {
    let six = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Point { latitude: six(point.latitude), longitude: six(point.longitude) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LSOAS_CSV: &[u8] = include_bytes!("../../demo/lsoas.csv");

    #[test]
    fn every_lsoa_has_an_outline_and_a_ward() {
        let boundaries = Boundaries::read(include_bytes!("../../demo/lsoas.geojson")).unwrap();
        let lookup = Lookup::read(include_bytes!("../../demo/lsoa_lookup.csv")).unwrap();
        let areas = read(LSOAS_CSV, &Besides { boundaries, lookup, ..Besides::default() }).unwrap();
        assert_eq!(areas.len(), 146);
        assert!(areas.iter().all(|area| area.boundary.is_some() && area.ward_code.is_some()));
        let split = areas.iter().find(|area| area.code.as_str() == "E01000378").unwrap();
        assert_eq!(split.boundary.as_ref().unwrap().polygons().len(), 2, "an area that was split keeps both halves");
        let people: u32 = areas.iter().filter_map(|area| area.population).sum();
        assert_eq!(people, 249_301, "the mid-2020 estimate for the borough");
    }

    #[test]
    fn every_ward_has_an_outline() {
        let boundaries = Boundaries::read(include_bytes!("../../demo/wards.geojson")).unwrap();
        let wards =
            read(include_bytes!("../../demo/wards.csv"), &Besides { boundaries, ..Besides::default() }).unwrap();
        assert_eq!(wards.len(), 17);
        assert!(wards.iter().all(|ward| ward.kind == AreaKind::Ward && ward.boundary.is_some()));
        assert_eq!(wards.first().and_then(|ward| ward.deprivation_decile), Some(7));
    }

    #[test]
    fn an_area_that_is_nowhere_is_named() {
        let refused = read(LSOAS_CSV, &Besides::default()).unwrap_err();
        assert_eq!(refused.problems().len(), 146);
        let first = refused.problems().first().unwrap().to_string();
        assert_eq!(
            first,
            "line 2, column lsoa11_code: an area with a boundary, or one whose postcodes were imported before"
        );
    }
}
