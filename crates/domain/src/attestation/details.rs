//! What a partner says when it attests something.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    affiliation::AffiliationId,
    check::CheckId,
    clock_time,
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
};

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AttestationKind {
    /// The original of a check was seen, and the check can be relied on.
    CheckSeen,
    /// The person's induction is done.
    InductionDone,
    /// References of the person are held.
    ReferencesHeld,
}

/// What a partner says when it attests something to another partner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateAttestation))]
pub struct AttestationDetails {
    /// Your own record of the person.
    pub affiliation_id: AffiliationId,
    /// The partner that may read it.
    pub to_partner_id: PartnerId,
    /// What you attest.
    pub kind: AttestationKind,
    /// Your own record of the check, for `check_seen` only: scheme, level, workforce and date of issue are taken from it, and nothing else.
    #[serde(default)]
    pub check_id: Option<CheckId>,
    /// On which day the certificate was seen, the induction done, or the references held.
    #[serde(deserialize_with = "clock_time::date")]
    pub on: NaiveDate,
    /// The last day on which you say so. From the next day on the other partner cannot read it, and it counts for nothing. No last day when absent.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub until: Option<NaiveDate>,
}

impl AttestationDetails {
    /// Whether it makes sense; `today` is that of the network's zone.
    pub fn check(&self, giver: PartnerId, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let wanted = "another partner than your own";
        refusals.require(self.to_partner_id != giver, "/to_partner_id", FieldCode::Inconsistent, wanted);
        match (self.kind, self.check_id) {
            (AttestationKind::CheckSeen, None) => {
                refusals.add("/check_id", FieldCode::Required, "the id of a check that you recorded");
            }
            (AttestationKind::CheckSeen, Some(_)) | (_, None) => {}
            (_, Some(_)) => refusals.add("/check_id", FieldCode::Inconsistent, "nothing, but for check_seen"),
        }
        refusals.require(self.on <= today, "/on", FieldCode::InFuture, "today or earlier");
        let lasting = self.until.is_none_or(|until| today <= until);
        refusals.require(lasting, "/until", FieldCode::InPast, "today or later, or no date");
        refusals.finish()
    }
}
