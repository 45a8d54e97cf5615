//! The single facts about a venue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    clock_time,
    help::AccessFeature,
    language::LocalizedWords,
    postcode::Postcode,
    refusal::{FieldCode, Refusals},
    text::{Name, Text},
};

/// What sort of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the kinds explain themselves")]
pub enum VenueKind {
    Library,
    CommunityCentre,
    PlaceOfWorship,
    Cafe,
    Supermarket,
    Health,
    HousingCommonRoom,
    SchoolOrCollege,
    OutreachStop,
    Other,
}

/// What can be used there.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the things explain themselves")]
pub enum Equipment {
    Computers,
    Tablets,
    Wifi,
    Printer,
    Projector,
    HearingLoopPortable,
}

/// Where post is delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Address {
    /// Building and street, one to five lines.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>, min_items = 1, max_items = 5))]
    pub lines: Vec<Name>,
    /// The town.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, max_length = 100, examples("Bexleyheath")))]
    pub town: Option<Text<100>>,
    /// The postcode.
    pub postcode: Postcode,
}

impl Address {
    pub(super) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let code = if self.lines.is_empty() { FieldCode::TooShort } else { FieldCode::TooLong };
        refusals.require((1..=5).contains(&self.lines.len()), "/lines", code, "from one to five lines");
        refusals.finish()
    }
}

/// How people get in and take part, and when somebody last looked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = VenueAccess))]
pub struct AccessFacts {
    /// What is known to be there. What is missing here is not known to be there.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 8, examples(json!(["step_free", "accessible_toilet"]))))]
    pub features: Vec<AccessFeature>,
    /// The day on which somebody last saw it; required with features.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub verified_on: Option<NaiveDate>,
    /// What a visitor should know.
    #[serde(default)]
    pub notes: Option<LocalizedWords>,
}

impl AccessFacts {
    pub(super) fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.distinct("/features", 8, &self.features);
        let seen = self.features.is_empty() || self.verified_on.is_some();
        refusals.require(seen, "/verified_on", FieldCode::Required, "the day on which somebody saw these features");
        let past = self.verified_on.is_none_or(|date| date <= today);
        refusals.require(past, "/verified_on", FieldCode::InFuture, "today or an earlier day");
        refusals.finish()
    }
}

/// A room that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Room {
    /// Its name.
    #[cfg_attr(feature = "schema", schema(examples("Meeting room 1")))]
    pub name: Name,
    /// How many people it holds, 1 to 10,000.
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 10_000, examples(12)))]
    pub capacity: u32,
}

impl Room {
    pub(super) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let code = if self.capacity == 0 { FieldCode::TooSmall } else { FieldCode::TooLarge };
        refusals.require((1..=10_000).contains(&self.capacity), "/capacity", code, "from 1 to 10000 people");
        refusals.finish()
    }
}
