//! Which attestations of others a partner accepts in place of a record of its own.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Attestation, Attested, SeenCheck};
use crate::{
    check::{CheckLevel, CheckScheme},
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
};

/// The most partners that are named in one place.
const FROM_MAX: usize = 50;
/// The most months that an attestation can be old.
const AGE_MAX: u16 = 120;

/// That a check which another partner has seen counts as if it was recorded here.
///
/// What else is attested, an induction or references, is for people to read: no rule asks for it.
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
    /// How many months after the certificate was seen it still counts, on the day of the help; for as long as it is said when absent. When a check is
    /// due again is the required check's own rule: see `recheck_months`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 120))]
    pub max_age_months: Option<u16>,
}

impl AcceptedAttestation {
    pub(crate) fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        if let Some(from) = &self.from {
            refusals.require(!from.is_empty(), "/from", FieldCode::TooShort, "at least one partner, or no list");
            refusals.distinct("/from", FROM_MAX, from);
        }
        let months = self.max_age_months.unwrap_or(1);
        refusals.require(months >= 1, "/max_age_months", FieldCode::TooSmall, "at least 1 month");
        refusals.require(
            months <= AGE_MAX,
            "/max_age_months",
            FieldCode::TooLarge,
            format!("at most {AGE_MAX} months"),
        );
        refusals.finish()
    }

    /// Whether it is about such checks, whoever saw them.
    pub(super) fn is_of(&self, seen: &SeenCheck) -> bool {
        seen.scheme == self.scheme && seen.level <= self.level
    }

    /// Whether it trusts this partner.
    pub(super) fn trusts(&self, giver: PartnerId) -> bool {
        self.from.as_ref().is_none_or(|partners| partners.contains(&giver))
    }

    /// The last day on which something that was seen on a day counts.
    pub(super) fn last_day(&self, seen_on: NaiveDate) -> NaiveDate {
        let last = self.max_age_months.map(|months| seen_on.checked_add_months(Months::new(months.into())));
        last.flatten().unwrap_or(NaiveDate::MAX)
    }
}

impl Attestation {
    /// The check that was seen, if it is a check that is attested.
    pub(super) const fn seen(&self) -> Option<SeenCheck> {
        match self.attested {
            Attested::CheckSeen(seen) => Some(seen),
            Attested::InductionDone | Attested::ReferencesHeld => None,
        }
    }
}
