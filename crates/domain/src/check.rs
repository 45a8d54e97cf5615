//! Checks: what a partner records about the vetting of a champion. No image, no content, no invented expiry.

mod details;
mod words;

pub use details::CheckDetails;
pub use words::{BarredList, CertificateSeen, CheckDecision, CheckLevel, CheckOutcome, CheckScheme, CheckStatus};
pub use words::{UpdateService, UpdateStatus, Workforce};

use chrono::NaiveDate;

use crate::{
    id::Id,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
};

/// The id of a check.
pub type CheckId = Id<Check>;

/// A vetting record on an affiliation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What the partner recorded.
    pub details: CheckDetails,
}

impl Noun for Check {
    const KIND: NounKind = NounKind::Check;
}

impl Check {
    /// A new record; `today` is that of the network's zone.
    pub fn new(details: CheckDetails, today: NaiveDate) -> Result<Self, Refusals> {
        details.check(today)?;
        Ok(Self { details })
    }

    /// The same record with other details, still of the same person.
    pub fn with(self, details: CheckDetails, today: NaiveDate) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        let same = details.affiliation_id == self.details.affiliation_id;
        let words = "the affiliation it was made for; another person needs another check";
        refusals.require(same, "/affiliation_id", FieldCode::Inconsistent, words);
        refusals.nest("", details.check(today));
        refusals.finish()?;
        Ok(Self { details })
    }

    /// What may be known of it without a disclosure.
    ///
    /// It does not tell a decision against somebody from a change that was reported: both read `not_current`, as does
    /// an Update Service that gave no answer.
    pub fn status(&self) -> CheckStatus {
        let said = self.details.update_service.and_then(|service| service.last_status);
        let doubtful = said.is_some_and(|said| said != UpdateStatus::NoChange);
        match self.details.decision {
            None => CheckStatus::Incomplete,
            Some(_) if self.details.certificate.is_none() => CheckStatus::Incomplete,
            Some(CheckDecision { outcome: CheckOutcome::Unsuitable, .. }) => CheckStatus::NotCurrent,
            Some(_) if doubtful => CheckStatus::NotCurrent,
            Some(_) => CheckStatus::Current,
        }
    }

    /// Whether it satisfies a requirement of this level for this workforce. What is unknown never does.
    ///
    /// How old it may be is the partner's own rule: see the date of issue.
    pub fn satisfies(&self, level: CheckLevel, workforce: Workforce) -> bool {
        let wide_enough = self.details.workforce == workforce || self.details.workforce == Workforce::Both;
        self.status() == CheckStatus::Current && wide_enough && self.details.level >= level
    }
}

#[cfg(test)]
mod tests;
