//! Who may do what: one table of operations and roles.
//!
//! The extractor that lets a caller in reads it, the contract is stamped from it, and a golden text file that people
//! review is written from it. An operation is known by the name of its handler, which is its operation id.

mod reach;
mod scope;
mod table;

pub use reach::{Reach, Role};
pub use scope::Scope;
pub use table::Operation;

use crate::{
    client::ClientId,
    delegation::{DelegateKind, Delegation},
    network::NetworkId,
    noun::NounKind,
    partner::PartnerId,
};

/// An authenticated caller, as far as rules are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caller {
    /// The client that calls.
    pub client: ClientId,
    /// What it may do.
    pub role: Role,
    /// The network its token names; none for operators.
    pub network: Option<NetworkId>,
    /// The partner it works for.
    pub partner: Option<PartnerId>,
    /// The scopes its token carries.
    pub scopes: Vec<Scope>,
}

/// Why a caller may not do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Denied {
    /// The role never may.
    Role,
    /// The role may, but this token lacks the scope.
    Scope(Scope),
}

impl Caller {
    /// How far the caller reaches in an operation, or why not at all.
    pub fn reach(&self, operation: Operation) -> Result<Reach, Denied> {
        let reach = operation.reach(self.role);
        let scope = operation.scope();
        match reach {
            Reach::None => Err(Denied::Role),
            _ if !self.scopes.contains(&scope) => Err(Denied::Scope(scope)),
            reach => Ok(reach),
        }
    }

    /// Whether it may ask to act for a partner in an operation at all, whichever partner and whatever that lets it do.
    pub fn may_act(&self, operation: Operation) -> Result<(), Denied> {
        let never = DelegateKind::of(self.role).is_none() || operation.reach(Role::Partner) == Reach::None;
        match self.scopes.contains(&Scope::DelegationsAct) {
            _ if never => Err(Denied::Role),
            false => Err(Denied::Scope(Scope::DelegationsAct)),
            true => Ok(()),
        }
    }

    /// The same client as it acts by a delegation: a partner's client with no scope but those of the delegation.
    #[must_use]
    pub fn acting_for(&self, giver: PartnerId, delegation: &Delegation) -> Self {
        let scopes = delegation.scopes.clone();
        Self { client: self.client, role: Role::Partner, network: self.network, partner: Some(giver), scopes }
    }

    /// Whether the caller may number things of one kind, or why not: a number of a learner is as much a partner's record of the learner as
    /// the rest of it.
    pub fn may_number(&self, kind: NounKind) -> Result<(), Denied> {
        Operation::changing(kind).map_or(Ok(()), |operation| self.reach(operation).map(drop))
    }

    /// How far the caller reaches when it reads things of one kind; what the event feed may tell it.
    pub fn reads(&self, kind: NounKind) -> Reach {
        Operation::reading(kind).and_then(|operation| self.reach(operation).ok()).unwrap_or(Reach::None)
    }
}
