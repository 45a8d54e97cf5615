//! Areas as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    AreaId, Record,
    area::{Area, AreaCode, AreaDetails, AreaKind, Boundary, ExclusionScore},
    geo::Point,
    text::{Name, Text},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to an area.
pub(super) type AreaPatch = MergePatch<AreaDetails>;

/// A page of areas.
pub(super) type AreaPage = PageOf<AreaView>;

/// A neighbourhood: an LSOA or a ward.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Area)]
pub(super) struct AreaView {
    /// Its id.
    id: AreaId,
    /// What sort of neighbourhood it is.
    kind: AreaKind,
    /// Its GSS code.
    code: AreaCode,
    /// Its name.
    name: Name,
    /// Its middle.
    centroid: Point,
    /// Its outline; not there in lists, unless asked for, nor where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    boundary: Option<Boundary>,
    /// How many people live there.
    #[schema(required)]
    population: Option<u32>,
    /// How many of them are 16 or older.
    #[schema(required)]
    population_16_plus: Option<u32>,
    /// How many of them are 65 or older.
    #[schema(required)]
    population_65_plus: Option<u32>,
    /// The decile of the nation's index of multiple deprivation: 1 is most deprived.
    #[schema(required, minimum = 1, maximum = 10)]
    deprivation_decile: Option<u8>,
    /// How likely people there are to be left out online: 0 to 10, high means more risk.
    #[schema(required)]
    digital_exclusion: Option<ExclusionScore>,
    /// For an LSOA: the code of the ward it mostly lies in.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// Where the figures come from and of which year they are.
    #[schema(required, value_type = Option<String>)]
    source: Option<Text<500>>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl AreaView {
    /// The area without its outline, which is most of its bytes.
    pub(super) fn without_boundary(self) -> Self {
        Self { boundary: None, ..self }
    }
}

impl From<&Record<Area>> for AreaView {
    fn from(record: &Record<Area>) -> Self {
        let AreaDetails {
            kind,
            code,
            name,
            centroid,
            boundary,
            population,
            population_16_plus,
            population_65_plus,
            deprivation_decile,
            digital_exclusion,
            ward_code,
            source,
        } = record.details.clone();
        Self {
            id: record.id,
            kind,
            code,
            name,
            centroid,
            boundary,
            population,
            population_16_plus,
            population_65_plus,
            deprivation_decile,
            digital_exclusion,
            ward_code,
            source,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What an area can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "kind": "lsoa",
        "code": "E01999999",
        "name": "Example 001A",
        "centroid": { "latitude": 51.4595, "longitude": 0.1452 },
        "boundary": {
            "type": "Polygon",
            "coordinates": [[[0.14, 51.455], [0.15, 51.455], [0.15, 51.464], [0.14, 51.464], [0.14, 51.455]]],
        },
        "population": 1643,
        "population_16_plus": 1341,
        "population_65_plus": 332,
        "deprivation_decile": 4,
        "digital_exclusion": 2.883,
        "ward_code": "E05011219",
    })
}

/// A change to an area.
pub(super) fn patch_example() -> Value {
    json!({ "population": 17050, "source": "Population estimates mid-2024 (ONS)" })
}
