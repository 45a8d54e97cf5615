//! Which attestations of others a partner accepts in place of a record of its own.

use serde::{Deserialize, Serialize};

use super::{Attestation, Attested};
use crate::{
    check::{CheckLevel, CheckScheme},
    matching::HeldCheck,
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
};

/// The most partners that are named in one place.
const FROM_MAX: usize = 50;

/// That a check which another partner has seen counts as if it was recorded here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AcceptedAttestation {
    /// The vetting scheme.
    pub scheme: CheckScheme,
    /// The highest level that is accepted so: a partner may want to see for itself what lies above.
    pub level: CheckLevel,
    /// From which partners; from any when absent.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub from: Option<Vec<PartnerId>>,
}

impl AcceptedAttestation {
    pub(crate) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        if let Some(from) = &self.from {
            refusals.require(!from.is_empty(), "/from", FieldCode::TooShort, "at least one partner, or no list");
            refusals.distinct("/from", FROM_MAX, from);
        }
        refusals.finish()
    }

    fn accepts(&self, attestation: &Attestation, from: PartnerId) -> bool {
        let Attested::CheckSeen(seen) = attestation.attested else { return false };
        let trusted = self.from.as_ref().is_none_or(|partners| partners.contains(&from));
        seen.scheme == self.scheme && seen.level <= self.level && trusted
    }
}

impl Attestation {
    /// The check that counts by it under these rules, if any does. An attestation says that the check can be relied on, and ends when it cannot.
    pub fn counts(&self, from: PartnerId, accepted: &[AcceptedAttestation]) -> Option<HeldCheck> {
        let Attested::CheckSeen(seen) = self.attested else { return None };
        let such = accepted.iter().any(|accepted| accepted.accepts(self, from));
        such.then_some(HeldCheck {
            scheme: seen.scheme,
            level: seen.level,
            workforce: seen.workforce,
            issued_on: seen.issued_on,
            current: true,
        })
    }
}
