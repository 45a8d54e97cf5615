//! The words and small parts of an affiliation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    clock_time,
    help::{SkillLevel, TopicSlug},
    text::Name,
};

/// Whether somebody helps unpaid or as part of a job.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Involvement {
    /// Unpaid.
    #[default]
    Volunteer,
    /// As part of a paid job.
    Staff,
}

/// How somebody gets to the place of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the means explain themselves")]
pub enum TravelMeans {
    Walking,
    Cycling,
    PublicTransport,
    Car,
    Other,
}

/// A part of the role that a partner decides about for each person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum RoleFlag {
    /// Handles somebody's money; teaching them to bank online is not that.
    HandlesMoney,
    /// Does somebody's shopping.
    Shops,
    /// Drives or takes somebody to a place.
    Transports,
    /// Helps with washing, dressing, eating or medicine.
    PersonalCare,
}

/// A topic that somebody can help with, and how well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Skill {
    /// The topic.
    pub topic: TopicSlug,
    /// How well they know it.
    pub level: SkillLevel,
}

/// Something to be done before somebody begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct InductionItem {
    /// What it is.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 200, examples("Lone working talk")))]
    pub item: Name,
    /// When it was done; still to do when absent.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub done_on: Option<NaiveDate>,
}

/// What the partner decided about a part of the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoleDecision {
    /// Which part.
    pub role_flag: RoleFlag,
    /// When it was decided.
    #[serde(deserialize_with = "clock_time::date")]
    pub decided_on: NaiveDate,
    /// Whether this person may do it.
    pub allowed: bool,
}
