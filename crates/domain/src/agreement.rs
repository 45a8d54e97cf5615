//! Agreements: a partner lends a champion to another partner for a time, with the person's consent. Both sides agree.
//!
//! While it is in force the champion counts in the borrowing partner's proposals, plans and explanations, by that partner's own rules. The
//! lender's record stays the lender's: neither names nor contact details, checks or decisions go with it.

mod state;

#[cfg(test)]
mod tests;

pub use state::{AgreementSide, AgreementState};

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    affiliation::AffiliationId,
    clock_time,
    conflict::Conflict,
    consent::ConsentId,
    id::Id,
    matching::Days,
    noun::{Noun, NounKind},
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
};

/// The id of an agreement.
pub type AgreementId = Id<Agreement>;

/// The longest time for which a champion is lent.
const LONGEST: Months = Months::new(12);

/// What a partner offers when it lends a champion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateAgreement))]
pub struct AgreementDetails {
    /// Your own record of the champion.
    pub affiliation_id: AffiliationId,
    /// The partner that borrows.
    pub to_partner_id: PartnerId,
    /// The first day of help.
    #[serde(deserialize_with = "clock_time::date")]
    pub from: NaiveDate,
    /// The last day of help: a year from the first at most.
    #[serde(deserialize_with = "clock_time::date")]
    pub until: NaiveDate,
}

/// A champion who is lent. Its owner is the partner that lends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The lender's record of the champion.
    pub affiliation: AffiliationId,
    /// The partner that borrows.
    pub to: PartnerId,
    /// The consent that it rests on.
    pub consent: ConsentId,
    /// The first day of help.
    pub from: NaiveDate,
    /// The last day of help.
    pub until: NaiveDate,
    /// What was decided; that its time is over is derived, see [`Agreement::state_on`].
    pub decided: AgreementState,
    /// When it was decided, or offered.
    pub decided_at: DateTime<Utc>,
}

impl Noun for Agreement {
    const KIND: NounKind = NounKind::Agreement;
}

impl AgreementDetails {
    /// Whether it makes sense; `today` is that of the network's zone.
    pub fn check(&self, lender: PartnerId, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let wanted = "another partner than your own";
        refusals.require(self.to_partner_id != lender, "/to_partner_id", FieldCode::Inconsistent, wanted);
        refusals.require(self.until >= self.from, "/until", FieldCode::Inconsistent, "the first day or a later one");
        refusals.require(self.until >= today, "/until", FieldCode::InPast, "today or later");
        let longest = self.from.checked_add_months(LONGEST).unwrap_or(NaiveDate::MAX);
        refusals.require(self.until <= longest, "/until", FieldCode::TooLarge, "a year from the first day at most");
        refusals.finish()
    }
}

impl Agreement {
    /// An offer, from now on.
    pub const fn offer(details: &AgreementDetails, consent: ConsentId, now: DateTime<Utc>) -> Self {
        let AgreementDetails { affiliation_id: affiliation, to_partner_id: to, from, until } = *details;
        Self { affiliation, to, consent, from, until, decided: AgreementState::Offered, decided_at: now }
    }

    /// Where it stands on a day: after its last day it has ended, whatever was decided.
    pub fn state_on(&self, today: NaiveDate) -> AgreementState {
        if self.until < today { AgreementState::Ended } else { self.decided }
    }

    /// The days on which the champion is lent; none unless both sides agree.
    pub fn days(&self) -> Option<Days> {
        (self.decided == AgreementState::Accepted).then_some(Days { first: self.from, last: self.until })
    }

    /// On whose side a partner stands; none for one that has nothing to do with it.
    pub fn side_of(&self, lender: PartnerId, partner: PartnerId) -> Option<AgreementSide> {
        match partner {
            _ if partner == lender => Some(AgreementSide::Lender),
            _ if partner == self.to => Some(AgreementSide::Borrower),
            _ => None,
        }
    }

    /// One side moves it on.
    pub fn moved(
        self,
        by: AgreementSide,
        to: AgreementState,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Conflict> {
        self.state_on(today).step(by, to)?;
        Ok(Self { decided: to, decided_at: now, ..self })
    }
}
