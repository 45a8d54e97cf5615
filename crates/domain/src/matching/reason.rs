//! Why a champion is not proposed.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

/// A hard rule that a champion fails: the first that leaves no day, place and time, in this order.
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
pub enum Reason {
    /// The champion is neither active with the partner nor lent to it by an agreement on any day that is looked at.
    NotActive,
    /// The learner does not want this champion.
    Excluded,
    /// Somebody proposed this champion for this request before, and the champion or the learner said no.
    Declined,
    /// The champion would handle money, shop, transport or give personal care, and no decision allows this champion to.
    DecisionMissing,
    /// The champion does not help in this setting.
    Setting,
    /// The champion holds no check of the scheme, level and workforce that the policy requires.
    CheckMissing,
    /// The champion holds such a check, but none that is known to be clear. Unknown is never clear.
    CheckUnknown,
    /// The champion's check does not hold on any day that is looked at: it is due again before, or not issued yet.
    CheckLapsed,
    /// The champion has never completed a course that the policy requires.
    CourseMissing,
    /// The champion has completed the course, but it does not count on any day that is looked at: it is due again before.
    CourseLapsed,
    /// The champion does not know every topic at the level that the policy or the request requires.
    Skill,
    /// The champion is not known to speak any of the languages that the request requires.
    Language,
    /// The champion is not at ease with the group of people that the request names.
    Audience,
    /// No venue is known to meet every access need, but for those that were declined for this request.
    VenueAccess,
    /// The champion travels only so far, and how far it would be is not known: no place is recorded from where the champion sets out, or where the
    /// help would be.
    DistanceUnknown,
    /// Every place is beyond the champion's travel limit.
    TooFar,
    /// The champion and the learner never have time together that is long enough and was not declined for this request; or the champion can at no
    /// time of an activity.
    NotAvailable,
    /// They have, but every place within the champion's reach is closed for some of that time.
    VenueClosed,
    /// There is such a time, but the champion has other commitments then. Never says where or for whom.
    Busy,
    /// The champion is free, but already helps as many minutes in those weeks as a cap allows.
    OverCap,
    /// The policy wants two champions, and no other one can come at the same time.
    NoSecondChampion,
}

impl Reason {
    /// What the code means, in plain words.
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

    use super::Reason;
    use crate::closed::described_codes;

    impl PartialSchema for Reason {
        fn schema() -> RefOr<Schema> {
            described_codes(
                "Why a champion is not proposed: the first hard rule that fails, in this order.",
                Self::meaning,
            )
        }
    }
    impl ToSchema for Reason {}
}
