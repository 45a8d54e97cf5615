//! What an attestation comes to under a policy: the check that counts by it, and on which days; or why it is not enough.

use serde::Serialize;

use super::{AcceptedAttestation, Attestation, AttestationId};
use crate::{
    matching::{Days, HeldCheck},
    partner::PartnerId,
};

/// What an attestation comes to for a check that a policy requires.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AttestationVerdict {
    /// It counts as if the check was recorded here.
    Counts,
    /// It is of something else than the required check: another scheme or workforce, a lower level, or no check at all.
    OfSomethingElse,
    /// The partner's own record speaks against the champion, whatever others say.
    Doubted,
    /// The policy accepts no attestations of such a check.
    NotAccepted,
    /// The policy accepts such attestations, but not from this partner.
    NotFromThisPartner,
    /// On none of the days that are looked at: it is too old for the policy, is said no longer, or the check is due again.
    Lapsed,
}

/// What another partner attests, as this one hears it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeardAttestation {
    /// Which attestation.
    pub id: AttestationId,
    /// Who says it.
    pub from: PartnerId,
    /// What is said.
    pub attestation: Attestation,
    /// Whether this partner's own record speaks against the champion.
    pub doubted: bool,
}

impl HeardAttestation {
    /// The check that was seen, as the rules see one; none when no check is attested. An attestation says that the check can be relied on,
    /// and ends when it cannot.
    pub(crate) fn held(&self) -> Option<HeldCheck> {
        self.attestation.seen().map(|seen| HeldCheck {
            scheme: seen.scheme,
            level: seen.level,
            workforce: seen.workforce,
            issued_on: seen.issued_on,
            current: true,
        })
    }

    /// The check that counts by it under these rules, with the days on which it does; else why none does.
    pub(crate) fn counts(&self, accepted: &[AcceptedAttestation]) -> Result<(HeldCheck, Days), AttestationVerdict> {
        let (Some(held), Some(seen)) = (self.held(), self.attestation.seen()) else {
            return Err(AttestationVerdict::OfSomethingElse);
        };
        if self.doubted {
            return Err(AttestationVerdict::Doubted);
        }
        let mut such = accepted.iter().filter(|accepted| accepted.is_of(&seen)).peekable();
        such.peek().ok_or(AttestationVerdict::NotAccepted)?;
        let trusted = such.filter(|accepted| accepted.trusts(self.from));
        let last = trusted.map(|accepted| accepted.last_day(self.attestation.on)).max();
        let last = last.ok_or(AttestationVerdict::NotFromThisPartner)?;
        let said_until = self.attestation.until.unwrap_or(Days::ALL.last);
        Ok((held, Days { first: Days::ALL.first, last: last.min(said_until) }))
    }
}
