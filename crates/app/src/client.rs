//! Clients: making them, letting them in, ending them.

use chrono::{DateTime, Utc};
use trellis_domain::{
    Client, ClientDetails, ClientId, FieldCode, NetworkId, Refusals,
    access::{Operation, Role},
};
use trellis_storage::{Reading, Standpoint, Store, StoredClient};

use crate::{error::CommandError, secret::Secret};

/// A new client and its secret, which is shown this once.
///
/// The partner named must be one of the network named; a co-ordinator works for the lead body.
pub async fn create(
    store: &Store,
    details: ClientDetails,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Client, CommandError> {
    let details = with_lead_body(store, details).await?;
    details.check()?;
    check_scopes(&details)?;
    check_partner(store, &details).await?;
    let client = Client { id: store.new_id(now), details, created_at: now, revoked_at: None };
    let stored = StoredClient { client: client.clone(), secret_hash: secret.hash() };
    store.installation().insert_client(&stored).await?;
    Ok(client)
}

/// The client that presents this secret, unless it is unknown, revoked or the secret is another.
pub async fn authenticate(store: &Store, id: ClientId, secret: &Secret) -> Result<Option<Client>, CommandError> {
    let stored = store.installation().client(id).await?;
    let good = |stored: &StoredClient| stored.client.revoked_at.is_none() && secret.matches(&stored.secret_hash);
    Ok(stored.filter(good).map(|stored| stored.client))
}

/// Ends a client: its secret and its tokens are worth nothing from now on. Ending it again changes nothing.
pub async fn revoke(store: &Store, client: Client, now: DateTime<Utc>) -> Result<Client, CommandError> {
    if client.revoked_at.is_some() {
        return Ok(client);
    }
    store.installation().revoke_client(client.id, now).await?;
    Ok(Client { revoked_at: Some(now), ..client })
}

async fn with_lead_body(store: &Store, details: ClientDetails) -> Result<ClientDetails, CommandError> {
    match (details.role, details.network_id, details.partner_id) {
        (Role::Coordinator, Some(network), None) => {
            let network = network_named(store, network).await?;
            Ok(ClientDetails { partner_id: Some(network.lead_body), ..details })
        }
        _ => Ok(details),
    }
}

async fn network_named(store: &Store, id: NetworkId) -> Result<trellis_domain::Network, CommandError> {
    let network = store.installation().network(id).await?;
    network.ok_or_else(|| CommandError::unknown_reference("/network_id", "a network"))
}

async fn check_partner(store: &Store, details: &ClientDetails) -> Result<(), CommandError> {
    let Some(id) = details.network_id else { return Ok(()) };
    let network = network_named(store, id).await?;
    let Some(partner) = details.partner_id else { return Ok(()) };
    let unknown = || CommandError::unknown_reference("/partner_id", "a partner of the network");
    if details.role == Role::Coordinator && partner != network.lead_body {
        return Err(unknown());
    }
    let partner = store.reads(Standpoint::network(id)).load(partner).await?;
    partner.map(drop).ok_or_else(unknown)
}

/// A scope that the role does not have would be a promise that no answer keeps.
fn check_scopes(details: &ClientDetails) -> Result<(), Refusals> {
    let granted = Operation::scopes_of(details.role);
    let mut refusals = Refusals::none();
    for (index, scope) in details.scopes.iter().flatten().enumerate() {
        let pointer = format!("/scopes/{index}");
        refusals.require(granted.contains(scope), pointer, FieldCode::UnknownValue, "a scope that the role has");
    }
    refusals.require(details.role != Role::Champion, "/role", FieldCode::UnknownValue, "a role other than champion");
    refusals.finish()
}
