//! Clients: making them, letting them in, ending them.

use chrono::{DateTime, TimeDelta, Utc};
use trellis_domain::{
    Client, ClientDetails, ClientId, Conflict, FieldCode, Issue, NetworkId, Refusals,
    access::{Caller, Operation, Role},
};
use trellis_storage::{Reading, Shown, Standpoint, Store, StoredClient};

use crate::{
    error::{CommandError, on_duplicate},
    secret::Secret,
};

/// How long the secret before the present one is still good.
const EARLIER_SECRET_GOOD_FOR: TimeDelta = TimeDelta::hours(24);

/// A new client and its secret, which is shown this once.
///
/// The partner named must be one of the network named; a co-ordinator works for the lead body.
pub async fn create(
    store: &Store,
    details: ClientDetails,
    secret: &Secret,
    shown: Option<Shown>,
    now: DateTime<Utc>,
) -> Result<Client, CommandError> {
    not_shown_before(store, shown.as_ref()).await?;
    let details = with_lead_body(store, details).await?;
    details.check()?;
    check_scopes(&details)?;
    check_partner(store, &details).await?;
    let client = Client { id: store.new_id(now), details, created_at: now, revoked_at: None };
    let stored = StoredClient { client: client.clone(), secret_hash: secret.hash(), earlier: None, shown };
    on_duplicate(store.installation().insert_client(&stored).await, Conflict::SecretAlreadyShown)?;
    Ok(client)
}

/// The details as this caller may issue them.
///
/// Whoever makes another's first client could get in by it; so it is the first one only, and its owner renews the secret.
pub async fn issued_by(store: &Store, issuer: &Caller, details: ClientDetails) -> Result<ClientDetails, CommandError> {
    let (details, issue) = details.issued_by(issuer)?;
    let details = with_lead_body(store, details).await?;
    if issue == Issue::FirstOnly {
        let right = "another role: they have a client already, and make further ones themselves";
        // A network's co-ordinator stays its first when the lead body changes.
        let partner = details.partner_id.filter(|_| details.role == Role::Partner);
        let none_yet = match details.network_id {
            Some(network) => !store.installation().has_client(network, partner, details.role).await?,
            None => true,
        };
        let mut refusals = Refusals::none();
        refusals.require(none_yet, "/role", FieldCode::Inconsistent, right);
        refusals.finish()?;
    }
    Ok(details)
}

/// Gives a client a new secret, which is shown this once. The one before it stays good for 24 hours, so that the machine can
/// be told in between; one before that is worth nothing any more.
pub async fn renew_secret(
    store: &Store,
    id: ClientId,
    secret: &Secret,
    shown: Option<Shown>,
    now: DateTime<Utc>,
) -> Result<Client, CommandError> {
    not_shown_before(store, shown.as_ref()).await?;
    let stored = store.installation().client(id).await?.ok_or(CommandError::NotFound)?;
    if stored.client.revoked_at.is_some() {
        return Err(Conflict::WrongState.into());
    }
    let earlier = Some((stored.secret_hash, now + EARLIER_SECRET_GOOD_FOR));
    let renewed = StoredClient { client: stored.client, secret_hash: secret.hash(), earlier, shown };
    on_duplicate(store.installation().renew_client(&renewed).await, Conflict::SecretAlreadyShown)?;
    Ok(renewed.client)
}

/// A repeat cannot be answered from what is kept, because secrets are not kept, and must not make another secret.
async fn not_shown_before(store: &Store, shown: Option<&Shown>) -> Result<(), CommandError> {
    let Some(shown) = shown else { return Ok(()) };
    match store.installation().client_shown(shown).await? {
        Some(_) => Err(Conflict::SecretAlreadyShown.into()),
        None => Ok(()),
    }
}

/// The client that presents this secret, unless it is unknown, revoked or the secret is another.
pub async fn authenticate(
    store: &Store,
    id: ClientId,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<Option<Client>, CommandError> {
    let stored = store.installation().client(id).await?;
    let good = |stored: &StoredClient| {
        let earlier = stored.earlier.as_ref().filter(|(_, until)| now < *until);
        let matches = secret.matches(&stored.secret_hash) || earlier.is_some_and(|(hash, _)| secret.matches(hash));
        stored.client.revoked_at.is_none() && matches
    };
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
