//! How much each soft criterion counts.

use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::{
    closed::ClosedEnum,
    matching::Criterion,
    refusal::{FieldCode, Refusals},
};

/// The most that one criterion can weigh.
pub const WEIGHT_MAX: u16 = 1_000;

/// How much each soft criterion counts, in thousandths. Only the proportions matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Weights {
    /// How well the champion knows the topics.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub skill_fit: u16,
    /// How near the champion lives.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub distance: u16,
    /// Whether the champion has helped this learner before.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub continuity: u16,
    /// How well the time fits the learner's wishes.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub preferred_time: u16,
    /// Whether the place is one where the learner already goes.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub preferred_place: u16,
    /// How little the champion has done lately.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub fairness: u16,
    /// Whether the champion speaks a language the learner would like.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub language_preference: u16,
    /// How easily the champion could be spared for other requests.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub scarcity: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            skill_fit: 200,
            distance: 200,
            continuity: 150,
            preferred_time: 150,
            preferred_place: 100,
            fairness: 100,
            language_preference: 50,
            scarcity: 50,
        }
    }
}

impl Weights {
    /// The weight of one criterion.
    pub const fn of(&self, criterion: Criterion) -> u16 {
        match criterion {
            Criterion::SkillFit => self.skill_fit,
            Criterion::Distance => self.distance,
            Criterion::Continuity => self.continuity,
            Criterion::PreferredTime => self.preferred_time,
            Criterion::PreferredPlace => self.preferred_place,
            Criterion::Fairness => self.fairness,
            Criterion::LanguagePreference => self.language_preference,
            Criterion::Scarcity => self.scarcity,
        }
    }

    /// All weights together.
    pub fn total(&self) -> u32 {
        Criterion::VARIANTS.iter().map(|criterion| u32::from(self.of(*criterion))).sum()
    }

    pub(super) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        for criterion in Criterion::VARIANTS {
            let fits = self.of(*criterion) <= WEIGHT_MAX;
            refusals.require(
                fits,
                format!("/{}", criterion.code()),
                FieldCode::TooLarge,
                format!("at most {WEIGHT_MAX}"),
            );
        }
        refusals.require(self.total() > 0, "", FieldCode::TooSmall, "at least one weight above 0");
        refusals.finish()
    }
}
