//! Delegations: a partner lets somebody else act for it, in some things, for some time, until it takes that back.

mod details;
mod state;

#[cfg(test)]
mod tests;

pub use details::{DelegateKind, DelegationDetails};
pub use state::DelegationState;

use chrono::{DateTime, Utc};

use crate::{
    access::{Caller, Scope},
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    partner::PartnerId,
    refusal::Refusals,
    text::Text,
};

/// The id of a delegation.
pub type DelegationId = Id<Delegation>;

/// Who may act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delegate {
    /// As what.
    pub kind: DelegateKind,
    /// The organisation: of a co-ordinator the lead body of the day on which the delegation was given. Trust in one
    /// organisation does not pass to the next lead body.
    pub partner: PartnerId,
}

/// What a partner lets somebody else do for it. Its owner is the partner that gave it.
///
/// What was given never changes, so that history can be judged by it: to give more or less is to give another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Who may act.
    pub delegate: Delegate,
    /// What it may do.
    pub scopes: Vec<Scope>,
    /// From when on.
    pub from: DateTime<Utc>,
    /// The first instant at which it may no longer.
    pub until: DateTime<Utc>,
    /// What it is for.
    pub reason: Text<1000>,
    /// Since when it is taken back.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Noun for Delegation {
    const KIND: NounKind = NounKind::Delegation;
}

impl Delegation {
    /// What `giver` gives now, in a network that is led by `lead_body`.
    pub fn new(
        details: DelegationDetails,
        giver: PartnerId,
        lead_body: PartnerId,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusals> {
        details.check(giver, now)?;
        let DelegationDetails { to: kind, to_partner_id, scopes, from, until, reason } = details;
        let delegate = Delegate { kind, partner: to_partner_id.unwrap_or(lead_body) };
        Ok(Self { delegate, scopes, from: from.unwrap_or(now), until, reason, revoked_at: None })
    }

    /// How it stands.
    pub fn state_at(&self, now: DateTime<Utc>) -> DelegationState {
        match self.revoked_at {
            Some(_) => DelegationState::Revoked,
            None if now < self.from => DelegationState::Upcoming,
            None if now < self.until => DelegationState::Live,
            None => DelegationState::Expired,
        }
    }

    /// The same, taken back now. Taking it back again changes nothing.
    pub fn revoked(self, now: DateTime<Utc>) -> Result<Self, Conflict> {
        let state = self.state_at(now);
        match state.revoked()? {
            next if next == state => Ok(self),
            _ => Ok(Self { revoked_at: Some(now), ..self }),
        }
    }

    /// Whether it lets a caller do now what takes this scope.
    pub fn lets(&self, caller: &Caller, scope: Scope, now: DateTime<Utc>) -> bool {
        let Delegate { kind, partner } = self.delegate;
        let meant = DelegateKind::of(caller.role) == Some(kind) && caller.partner == Some(partner);
        meant && self.state_at(now) == DelegationState::Live && self.scopes.contains(&scope)
    }
}
