//! What is asked of a plan.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    planning::Effort,
    refusal::{FieldCode, Refusals},
    request::RequestId,
};

/// The most plans that one partner waits for at a time.
pub const UNFINISHED_MAX: u64 = 10;

/// The most requests of one plan.
pub const REQUESTS_MAX: usize = 500;

/// How hard a plan is tried. It counts steps of work, never time, so that the same question has the same answer on any machine.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Thoroughness {
    /// For a first look: a second or less for some hundred requests.
    Quick,
    /// For a plan that people will work by: some seconds.
    #[default]
    Standard,
    /// For the last thousandths: up to a minute.
    Thorough,
}

impl Thoroughness {
    /// The work it is worth.
    pub const fn effort(self) -> Effort {
        let Effort { steps, neighbourhoods, branching, looks } = Effort::STANDARD;
        match self {
            Self::Quick => Effort {
                steps: steps / 4,
                neighbourhoods: neighbourhoods / 10,
                branching: branching / 10,
                looks: looks / 10,
            },
            Self::Standard => Effort::STANDARD,
            Self::Thorough => Effort {
                steps: steps * 4,
                neighbourhoods: neighbourhoods * 8,
                branching: branching * 8,
                looks: looks * 8,
            },
        }
    }
}

/// What a plan is to be made of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateMatchPlan))]
pub struct MatchPlanDetails {
    /// The requests, all in the state `taken`; without them, the 500 of the partner's that have waited longest.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 500))]
    pub request_ids: Option<Vec<RequestId>>,
    /// How hard it is tried.
    pub thoroughness: Thoroughness,
}

impl MatchPlanDetails {
    /// Whether there are neither none nor too many nor the same ones twice.
    pub fn check(&self) -> Result<(), Refusals> {
        let Some(ids) = &self.request_ids else { return Ok(()) };
        let mut refusals = Refusals::none();
        refusals.require(!ids.is_empty(), "/request_ids", FieldCode::TooShort, "at least one, or leave it out for all");
        refusals.distinct("/request_ids", REQUESTS_MAX, ids);
        refusals.finish()
    }
}
