//! Attestations: a partner says to another what it has seen, with the person's consent. Never the record itself.
//!
//! It holds as long as what it rests on: the consent, the partner's own record of the person, and for a check that of the check. With any
//! of them it goes, at once.

mod accepted;
mod details;
mod verdict;

#[cfg(test)]
mod tests;

pub use accepted::AcceptedAttestation;
pub use details::{AttestationDetails, AttestationKind};
pub use verdict::{AttestationVerdict, HeardAttestation};

use chrono::NaiveDate;

use crate::{
    affiliation::AffiliationId,
    champion::ChampionId,
    check::{Check, CheckId, CheckLevel, CheckScheme, CheckStatus, Workforce},
    consent::ConsentId,
    id::Id,
    noun::{Noun, NounKind},
    partner::PartnerId,
};

/// The id of an attestation.
pub type AttestationId = Id<Attestation>;

/// What a partner says to another of a person. Its owner is the partner that says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// The partner's own record of the person; for itself.
    pub affiliation: AffiliationId,
    /// The person, by which the other partner knows whom it is about.
    pub champion: ChampionId,
    /// The partner that it is said to.
    pub to: PartnerId,
    /// The consent that it rests on.
    pub consent: ConsentId,
    /// What is said.
    pub attested: Attested,
    /// On which day the certificate was seen, the induction done, or the references held.
    pub on: NaiveDate,
    /// The last day on which it is said; no last one when none.
    pub until: Option<NaiveDate>,
}

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attested {
    /// A check of this level was seen.
    CheckSeen(SeenCheck),
    /// The person's induction is done.
    InductionDone,
    /// References of the person are held.
    ReferencesHeld,
}

/// A check that a partner has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenCheck {
    /// The partner's own record; for itself.
    pub check: CheckId,
    /// Who issued it.
    pub scheme: CheckScheme,
    /// How far it looked.
    pub level: CheckLevel,
    /// Whom the person works with.
    pub workforce: Workforce,
    /// The date on the certificate.
    pub issued_on: NaiveDate,
}

impl Noun for Attestation {
    const KIND: NounKind = NounKind::Attestation;
}

impl Attestation {
    /// Whether a partner reads it on a day: the giver always, the other until its last day.
    ///
    /// The other one must know the person too; that is for whoever looks for it.
    pub fn is_read_by(&self, reader: PartnerId, giver: PartnerId, today: NaiveDate) -> bool {
        reader == giver || self.until.is_none_or(|until| today <= until)
    }
}

impl Attested {
    /// The word for it.
    pub const fn kind(&self) -> AttestationKind {
        match self {
            Self::CheckSeen(_) => AttestationKind::CheckSeen,
            Self::InductionDone => AttestationKind::InductionDone,
            Self::ReferencesHeld => AttestationKind::ReferencesHeld,
        }
    }
}

impl SeenCheck {
    /// What may be said of a record: nothing, unless it is known to be clear.
    pub fn of(id: CheckId, check: &Check) -> Option<Self> {
        let details = &check.details;
        (check.status() == CheckStatus::Current).then_some(Self {
            check: id,
            scheme: details.scheme,
            level: details.level,
            workforce: details.workforce,
            issued_on: details.issued_on,
        })
    }
}
