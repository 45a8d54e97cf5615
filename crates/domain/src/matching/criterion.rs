//! What makes one champion a better choice than another.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

/// A soft criterion, 0 to 1000. Where there is nothing to wish for, it gives 1000 to everybody.
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
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Criterion {
    /// The mean over the topics of 333 for a basic, 667 for a confident and 1000 for an expert level; 1000 where there are none.
    SkillFit,
    /// 1000 × (limit − distance) ÷ limit, in metres in a straight line, at least 0; for champions without a limit, 10 km
    /// stand for it. 0 when either place is not known.
    Distance,
    /// 1000 if this champion has helped this learner before, else 0.
    Continuity,
    /// (2 × wish + soon) ÷ 3, or (wish + 2 × soon) ÷ 3 when the request is urgent, halved when the champion must be asked
    /// first. Wish: 1000 for the learner's first time and for the hour of a weekly visit, falling evenly to 1000 ÷ n for the last of n
    /// times. Soon: 1000 for today, falling evenly to 1000 ÷ d for the last of d days. For an activity: the mean over its weekly
    /// times of 1000 where the champion can, 500 where the champion must be asked first, else 0.
    PreferredTime,
    /// 1000 if the place is one where the learner already goes each week, or would rather come to than elsewhere, or where there is no such place; else 0.
    PreferredPlace,
    /// 1000 − 1000 × minutes helped in the last 28 days ÷ (4 × the weekly cap, or 240 minutes a week without one), at least 0.
    Fairness,
    /// 1000 if the champion speaks a language that the learner would like, or where no language was wished for; else 0.
    LanguagePreference,
    /// 1000 − 1000 ÷ n, where n is how many active champions speak the rarest of this champion's languages that the request,
    /// or the activity, has no use for.
    Scarcity,
}

/// One criterion of a score, with everything that is needed to add it up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ScorePart))]
pub struct Part {
    /// The criterion.
    pub criterion: Criterion,
    /// How well it is met, 0 to 1000.
    pub value: u16,
    /// How much it counts by the policy, 0 to 1000.
    pub weight: u16,
    /// Value × weight. The score is the sum of the points ÷ the sum of the weights, rounded down.
    pub points: u32,
}

impl Criterion {
    /// How it is worked out, in plain words.
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::Criterion;
    use crate::closed::described_codes;

    impl PartialSchema for Criterion {
        fn schema() -> RefOr<Schema> {
            described_codes("A soft criterion, 0 to 1000; integers, rounded down.", Self::meaning)
        }
    }
    impl ToSchema for Criterion {}
}
