//! Clients as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Client, ClientDetails, ClientId, NetworkId, PartnerId,
    access::{Operation, Role, Scope},
    text::Name,
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of clients.
pub(super) type ClientPage = PageOf<ClientView>;

/// A machine that calls the API.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Client)]
pub(super) struct ClientView {
    /// Its id, which is also its OAuth `client_id`.
    id: ClientId,
    /// What the machine is.
    name: Name,
    /// What it may do.
    role: Role,
    /// The network it works in.
    #[schema(required)]
    network_id: Option<NetworkId>,
    /// The partner it works for.
    #[schema(required)]
    partner_id: Option<PartnerId>,
    /// The scopes it can have.
    scopes: Vec<Scope>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// Since when it may do nothing any more.
    #[schema(required)]
    revoked_at: Option<DateTime<Utc>>,
}

/// A new client with its secret, which is shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NewClient {
    /// The client.
    client: ClientView,
    /// Its secret. It cannot be read again: keep it where secrets are kept.
    #[schema(examples("trs_Qb7g"))]
    client_secret: String,
}

impl NewClient {
    pub(super) fn new(client: Client, secret: &trellis_app::Secret) -> Self {
        Self { client: client.into(), client_secret: secret.reveal().to_owned() }
    }
}

impl From<Client> for ClientView {
    fn from(client: Client) -> Self {
        let Client { id, details, created_at, revoked_at } = client;
        let ClientDetails { name, role, network_id, partner_id, scopes } = details;
        let scopes = scopes.unwrap_or_else(|| Operation::scopes_of(role));
        Self { id, name, role, network_id, partner_id, scopes, created_at, revoked_at }
    }
}

/// What a client can be made of.
pub(super) fn create_example() -> Value {
    json!({ "name": "Library booking pages", "role": "booking_site", "scopes": ["bookings:read", "bookings:write", "sessions:read"] })
}
