//! What the lead body says about an area.

use serde::{Deserialize, Deserializer, Serialize, de};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::{AreaCode, Boundary};
use crate::{
    geo::Point,
    refusal::{FieldCode, Refusals},
    text::{Name, Text},
};

/// What sort of neighbourhood it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AreaKind {
    /// A lower layer super output area (elsewhere a data zone): about 1,500 people.
    Lsoa,
    /// An electoral ward.
    Ward,
}

/// How likely people are to be left out online: 0 to 10, high means more risk.
///
/// The Digital Exclusion Risk Index of the Greater Manchester Combined Authority has this scale.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = f64, minimum = 0.0, maximum = 10.0, examples(2.883)))]
pub struct ExclusionScore(f64);

/// A number that is no score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too_large: a score from 0 to 10")]
pub struct NotAScore;

impl Eq for ExclusionScore {}

impl ExclusionScore {
    /// The number, 0 to 10.
    pub const fn number(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for ExclusionScore {
    type Error = NotAScore;

    fn try_from(number: f64) -> Result<Self, NotAScore> {
        if (0.0..=10.0).contains(&number) { Ok(Self(number)) } else { Err(NotAScore) }
    }
}

impl<'de> Deserialize<'de> for ExclusionScore {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer)?.try_into().map_err(de::Error::custom)
    }
}

/// What the lead body may say about an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateArea))]
pub struct AreaDetails {
    /// What sort of neighbourhood it is.
    pub kind: AreaKind,
    /// Its GSS code; no two areas of a network share one.
    pub code: AreaCode,
    /// Its name.
    #[cfg_attr(feature = "schema", schema(examples("Bexley 014A")))]
    pub name: Name,
    /// Its middle.
    pub centroid: Point,
    /// Its outline.
    #[serde(default)]
    pub boundary: Option<Boundary>,
    /// How many people live there.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(maximum = 10_000_000, examples(1643)))]
    pub population: Option<u32>,
    /// How many of them are 16 or older.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(maximum = 10_000_000, examples(1341)))]
    pub population_16_plus: Option<u32>,
    /// How many of them are 65 or older.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(maximum = 10_000_000, examples(332)))]
    pub population_65_plus: Option<u32>,
    /// The decile of the nation's index of multiple deprivation: 1 is most deprived. For a ward: the mean over its people, rounded.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 10, examples(7)))]
    pub deprivation_decile: Option<u8>,
    /// How likely people there are to be left out online.
    #[serde(default)]
    pub digital_exclusion: Option<ExclusionScore>,
    /// For an LSOA: the code of the ward it mostly lies in.
    #[serde(default)]
    pub ward_code: Option<AreaCode>,
    /// Where the figures come from and of which year they are.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, max_length = 500))]
    pub source: Option<Text<500>>,
}

/// The most people that an area can have.
pub const POPULATION_MAX: u32 = 10_000_000;

impl AreaDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("/centroid", self.centroid.check());
        refusals.nest("/boundary", self.boundary.as_ref().map_or(Ok(()), Boundary::check));
        let all = self.population.unwrap_or(POPULATION_MAX);
        let adults = self.population_16_plus.unwrap_or(all);
        let possible = all <= POPULATION_MAX;
        refusals.require(possible, "/population", FieldCode::TooLarge, format!("at most {POPULATION_MAX} people"));
        refusals.require(
            adults <= all,
            "/population_16_plus",
            FieldCode::Inconsistent,
            "no more people than live there",
        );
        let older = self.population_65_plus.is_none_or(|older| older <= adults.min(all));
        refusals.require(older, "/population_65_plus", FieldCode::Inconsistent, "no more people than are 16 or older");
        if let Some(decile) = self.deprivation_decile {
            let code = if decile == 0 { FieldCode::TooSmall } else { FieldCode::TooLarge };
            refusals.require((1..=10).contains(&decile), "/deprivation_decile", code, "from 1, most deprived, to 10");
        }
        let in_ward = self.kind == AreaKind::Lsoa || self.ward_code.is_none();
        refusals.require(in_ward, "/ward_code", FieldCode::Inconsistent, "the ward of an LSOA, and nothing for a ward");
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn refused(changes: &Value) -> Vec<String> {
        let mut area = json!({
            "kind": "lsoa", "code": "E01000325", "name": "Bexley 014A",
            "centroid": {"latitude": 51.46, "longitude": 0.16},
        });
        area.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let details: AreaDetails = serde_json::from_value(area).unwrap();
        details.check().err().into_iter().flat_map(Refusals::into_vec).map(|refusal| refusal.pointer).collect()
    }

    #[test]
    fn the_figures_of_an_area_fit_together() {
        assert!(
            refused(&json!({"population": 1643, "population_16_plus": 1341, "population_65_plus": 332})).is_empty()
        );
        assert_eq!(refused(&json!({"population": 10, "population_16_plus": 11})), ["/population_16_plus"]);
        assert_eq!(refused(&json!({"population_16_plus": 10, "population_65_plus": 11})), ["/population_65_plus"]);
        assert_eq!(refused(&json!({"deprivation_decile": 0})), ["/deprivation_decile"]);
        assert_eq!(refused(&json!({"kind": "ward", "ward_code": "E05011219"})), ["/ward_code"]);
        assert_eq!(refused(&json!({"centroid": {"latitude": 91, "longitude": 0}})), ["/centroid/latitude"]);
    }

    #[test]
    fn a_score_is_from_0_to_10() {
        assert!(serde_json::from_str::<ExclusionScore>("10").is_ok());
        assert!(serde_json::from_str::<ExclusionScore>("10.1").is_err());
        assert!(serde_json::from_str::<ExclusionScore>("-0.1").is_err());
    }
}
