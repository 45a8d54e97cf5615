//! The policy of a partner in force, and its versions.

use chrono::{DateTime, Utc};

use super::{DefaultPolicy, PolicyBasis, PolicyDetails, PolicyId};
use crate::{
    client::ClientId,
    conflict::Conflict,
    noun::{Noun, NounKind},
    refusal::Refusals,
    revision::Revision,
};

/// A partner's matching rules in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The rules.
    pub details: PolicyDetails,
    /// Which version of the partner's policy this is: 1, 2, ….
    pub version: u32,
    /// What they rest on.
    pub basis: PolicyBasis,
    /// The version of the network's default that they are, or started from; none for a partner's own.
    pub default_version: Option<u32>,
}

/// A version of a partner's policy, as it was made; nothing changes it any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyVersion {
    /// Which policy.
    pub policy: PolicyId,
    /// The policy as it was then, with its number.
    pub content: Policy,
    /// The client that made it; none for the command line.
    pub made_by: Option<ClientId>,
    /// When.
    pub made_at: DateTime<Utc>,
    /// The change of the network that it was.
    pub revision: Revision,
}

impl Noun for Policy {
    const KIND: NounKind = NounKind::Policy;
}

impl Policy {
    /// The first version of a new partner: the network's default if it has laid one down, else the built-in rules.
    pub fn begin(default: &DefaultPolicy) -> Self {
        let (basis, default_version) = if default.is_laid_down() {
            (PolicyBasis::Default, Some(default.version))
        } else {
            (PolicyBasis::Own, None)
        };
        Self { details: default.details.clone(), version: 1, basis, default_version }
    }

    /// The next version, with other rules: what rested on the network's default is adapted from now on.
    pub fn with(self, details: PolicyDetails) -> Result<Self, Refusals> {
        details.check()?;
        let basis = match self.basis {
            PolicyBasis::Default if details != self.details => PolicyBasis::Adapted,
            basis => basis,
        };
        let next = Self { details, basis, ..self.clone() };
        Ok(self.followed_by(next))
    }

    /// The next version, with the rules of the network's default.
    pub fn adopt(self, default: &DefaultPolicy) -> Result<Self, Conflict> {
        if !default.is_laid_down() {
            return Err(Conflict::NoDefaultPolicy);
        }
        let adopted = Self { version: self.version, ..Self::begin(default) };
        Ok(self.followed_by(adopted))
    }

    /// The next version, with the same rules, which follow nothing from now on.
    #[must_use]
    pub fn decline(self) -> Self {
        let own = Self { basis: PolicyBasis::Own, default_version: None, ..self.clone() };
        self.followed_by(own)
    }

    /// The other one as the next version; the same again is no change.
    fn followed_by(self, next: Self) -> Self {
        if next == self { self } else { Self { version: self.version.saturating_add(1), ..next } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(notice_hours: u16) -> PolicyDetails {
        PolicyDetails { notice_hours, ..PolicyDetails::default() }
    }

    fn default(version: u32, notice_hours: u16) -> DefaultPolicy {
        DefaultPolicy { version, details: hours(notice_hours) }
    }

    fn said(policy: &Policy) -> (u32, PolicyBasis, Option<u32>, u16) {
        (policy.version, policy.basis, policy.default_version, policy.details.notice_hours)
    }

    #[test]
    fn a_partner_begins_with_the_networks_default_or_with_its_own() {
        assert_eq!(said(&Policy::begin(&DefaultPolicy::default())), (1, PolicyBasis::Own, None, 24));
        assert_eq!(said(&Policy::begin(&default(3, 48))), (1, PolicyBasis::Default, Some(3), 48));
    }

    #[test]
    fn each_change_is_a_version_and_the_same_again_is_none() {
        let first = Policy::begin(&DefaultPolicy::default());
        let second = first.clone().with(hours(2)).unwrap();
        assert_eq!(said(&second), (2, PolicyBasis::Own, None, 2));
        assert_eq!(second.clone().with(hours(2)).unwrap(), second);
        assert!(first.with(hours(400)).is_err());
    }

    #[test]
    fn a_changed_default_is_adapted_and_follows_nothing() {
        let adapted = Policy::begin(&default(3, 48)).with(hours(2)).unwrap();
        assert_eq!(said(&adapted), (2, PolicyBasis::Adapted, Some(3), 2));
        assert_eq!(said(&adapted.with(hours(3)).unwrap()), (3, PolicyBasis::Adapted, Some(3), 3));
    }

    #[test]
    fn a_default_is_taken_followed_and_declined() {
        let own = Policy::begin(&DefaultPolicy::default());
        assert_eq!(own.clone().adopt(&DefaultPolicy::default()), Err(Conflict::NoDefaultPolicy));
        let taken = own.adopt(&default(1, 48)).unwrap();
        assert_eq!(said(&taken), (2, PolicyBasis::Default, Some(1), 48));
        assert_eq!(taken.clone().adopt(&default(1, 48)).unwrap(), taken);
        let followed = taken.adopt(&default(2, 12)).unwrap();
        assert_eq!(said(&followed), (3, PolicyBasis::Default, Some(2), 12));
        let declined = followed.decline();
        assert_eq!(said(&declined), (4, PolicyBasis::Own, None, 12));
        assert_eq!(declined.clone().decline(), declined);
    }

    #[test]
    fn a_default_is_laid_down_in_versions() {
        let first = DefaultPolicy::default().with(PolicyDetails::default()).unwrap();
        assert_eq!((first.version, first.is_laid_down()), (1, true));
        assert_eq!(first.clone().with(PolicyDetails::default()).unwrap(), first);
        assert_eq!(first.with(hours(2)).unwrap().version, 2);
    }
}
