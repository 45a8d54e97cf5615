//! Clients: machines that call the API.

mod issuing;

pub use issuing::Issue;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::{Role, Scope},
    id::Id,
    network::NetworkId,
    noun::{Noun, NounKind},
    partner::PartnerId,
    refusal::{FieldCode, Refusals},
    text::Name,
};

/// The id of a client; also its OAuth `client_id`.
pub type ClientId = Id<Client>;

/// What is said about a client when it is made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateClient))]
pub struct ClientDetails {
    /// What the machine is, for people who read the list.
    #[cfg_attr(feature = "schema", schema(examples("Library CRM, nightly sync")))]
    pub name: Name,
    /// What it may do.
    pub role: Role,
    /// The network it works in; required for every role but `operator`, and by default that of the caller.
    #[serde(default)]
    pub network_id: Option<NetworkId>,
    /// The partner it works for; required for `partner`.
    #[serde(default)]
    pub partner_id: Option<PartnerId>,
    /// The scopes it is held to; all that its role has when absent.
    #[serde(default)]
    pub scopes: Option<Vec<Scope>>,
}

/// A machine that calls the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Its id, which is also its OAuth `client_id`.
    pub id: ClientId,
    /// What it is and may do.
    pub details: ClientDetails,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Since when it may do nothing any more.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Noun for Client {
    const KIND: NounKind = NounKind::Client;
}

impl ClientDetails {
    /// Whether role, network and partner fit together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let in_network = self.role != Role::Operator;
        refusals.require(
            self.network_id.is_some() == in_network,
            "/network_id",
            FieldCode::Inconsistent,
            "a network for every role but operator, and none for that",
        );
        let for_partner = matches!(self.role, Role::Partner | Role::Coordinator);
        refusals.require(
            self.partner_id.is_some() == for_partner,
            "/partner_id",
            FieldCode::Inconsistent,
            "the partner that a partner client works for, and none for other roles",
        );
        refusals.finish()
    }
}
