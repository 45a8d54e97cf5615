//! Who may hand out which clients. A client is a way in, so nobody hands out more than they have themselves.

use crate::{
    access::{Caller, Operation, Role, Scope},
    client::ClientDetails,
    refusal::{FieldCode, Refusals},
};

/// Whose ways in a caller hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issue {
    /// Of its own kind, or of those that it looks after.
    Freely,
    /// Only the first one: afterwards they look after themselves, and the issuer cannot get in.
    FirstOnly,
}

impl ClientDetails {
    /// The scopes that it comes to.
    pub fn effective_scopes(&self) -> Vec<Scope> {
        self.scopes.clone().unwrap_or_else(|| Operation::scopes_of(self.role))
    }

    /// The details with what the issuer's own place fills in, and whether only the first of these may be made by it.
    ///
    /// An operator makes operators and a network's first co-ordinator. A co-ordinator makes the clients of its network,
    /// and a partner's first one; a partner makes more of its own.
    pub fn issued_by(self, issuer: &Caller) -> Result<(Self, Issue), Refusals> {
        let mut refusals = Refusals::none();
        let mut role = |right: bool, wanted: &str| refusals.require(right, "/role", FieldCode::UnknownValue, wanted);
        let (details, issue) = match issuer.role {
            Role::Operator => {
                role(matches!(self.role, Role::Operator | Role::Coordinator), "operator or coordinator");
                let issue = if self.role == Role::Operator { Issue::Freely } else { Issue::FirstOnly };
                (self, issue)
            }
            Role::Coordinator => {
                role(self.role != Role::Operator, "a role inside the network");
                let issue = if self.role == Role::Partner { Issue::FirstOnly } else { Issue::Freely };
                (self, issue)
            }
            _ => {
                let own = self.partner_id.is_none_or(|wanted| Some(wanted) == issuer.partner);
                role(self.role == Role::Partner && own, "partner, for your own partner");
                (Self { partner_id: issuer.partner, ..self }, Issue::Freely)
            }
        };
        let here = issuer.network.is_none() || details.network_id.is_none_or(|wanted| Some(wanted) == issuer.network);
        let wanted = "the network of your own token, or none";
        refusals.require(here, "/network_id", FieldCode::UnknownReference, wanted);
        let within = issuer.may_hand_out(&details.effective_scopes());
        let wanted = "only scopes that your own token has: what narrows you narrows whom you let in";
        refusals.require(within, "/scopes", FieldCode::UnknownValue, wanted);
        refusals.finish()?;
        Ok((Self { network_id: issuer.network.or(details.network_id), ..details }, issue))
    }

    /// Whether a caller may see the secret of this client, and so call in its place, as far as their roles go.
    pub fn is_looked_after_by(&self, caller: &Caller) -> bool {
        match caller.role {
            Role::Operator => self.role == Role::Operator,
            Role::Coordinator => self.role != Role::Partner,
            _ => true,
        }
    }
}

impl Caller {
    /// Whether it may let somebody in with these scopes: a caller whose own token is narrowed hands out no more than that.
    pub fn may_hand_out(&self, scopes: &[Scope]) -> bool {
        let whole = Operation::scopes_of(self.role).iter().all(|scope| self.scopes.contains(scope));
        whole || scopes.iter().all(|scope| self.scopes.contains(scope))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::id::Id;

    fn caller(role: Role, scopes: Option<&[Scope]>) -> Caller {
        let (network, partner) = (Some(Id::new(Uuid::from_u128(1))), Some(Id::new(Uuid::from_u128(2))));
        let scopes = scopes.map_or_else(|| Operation::scopes_of(role), <[Scope]>::to_vec);
        let network = network.filter(|_| role != Role::Operator);
        Caller { client: Id::new(Uuid::from_u128(3)), role, network, partner, scopes }
    }

    fn details(role: &str, scopes: &[Scope]) -> ClientDetails {
        let scopes = (!scopes.is_empty()).then_some(scopes);
        serde_json::from_value(json!({ "name": "A machine", "role": role, "scopes": scopes })).unwrap()
    }

    #[rstest]
    #[case(Role::Operator, "operator", Some(Issue::Freely))]
    #[case(Role::Operator, "coordinator", Some(Issue::FirstOnly))]
    #[case(Role::Operator, "partner", None)]
    #[case(Role::Coordinator, "operator", None)]
    #[case(Role::Coordinator, "coordinator", Some(Issue::Freely))]
    #[case(Role::Coordinator, "booking_site", Some(Issue::Freely))]
    #[case(Role::Coordinator, "partner", Some(Issue::FirstOnly))]
    #[case(Role::Partner, "partner", Some(Issue::Freely))]
    #[case(Role::Partner, "coordinator", None)]
    #[case(Role::Partner, "booking_site", None)]
    fn each_hands_out_what_it_looks_after(#[case] issuer: Role, #[case] role: &str, #[case] issue: Option<Issue>) {
        let issued = details(role, &[]).issued_by(&caller(issuer, None));
        assert_eq!(issued.ok().map(|(_, issue)| issue), issue);
    }

    #[test]
    fn a_narrowed_caller_lets_nobody_in_further_than_itself() {
        let narrowed = caller(Role::Partner, Some(&[Scope::ClientsWrite, Scope::SessionsRead]));
        assert!(details("partner", &[]).issued_by(&narrowed).is_err());
        assert!(details("partner", &[Scope::LearnersRead]).issued_by(&narrowed).is_err());
        assert!(details("partner", &[Scope::SessionsRead]).issued_by(&narrowed).is_ok());
    }

    #[test]
    fn nobody_outside_a_partner_sees_the_secret_of_its_client() {
        assert!(!details("partner", &[]).is_looked_after_by(&caller(Role::Coordinator, None)));
        assert!(!details("coordinator", &[]).is_looked_after_by(&caller(Role::Operator, None)));
        assert!(details("partner", &[]).is_looked_after_by(&caller(Role::Partner, None)));
        assert!(details("coordinator", &[]).is_looked_after_by(&caller(Role::Coordinator, None)));
    }
}
