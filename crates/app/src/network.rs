//! Networks: founding one, and what its lead body says about it.

use chrono::{DateTime, NaiveDate, Utc};
use trellis_domain::{Conflict, FieldCode, Network, NetworkDetails, Refusals, Revision, partner::PartnerDetails};
use trellis_storage::{Actor, Reading, Store, StoreError, Work};

use crate::{
    error::{CommandError, on_duplicate},
    partner,
};

/// A new network with its lead body as first partner, in a unit of work that the caller may go on with.
///
/// The network exists when the work is committed.
pub async fn found(
    store: &Store,
    actor: Actor,
    details: NetworkDetails,
    lead_body: PartnerDetails,
) -> Result<(Network, Work), CommandError> {
    let mut refusals = Refusals::none();
    refusals.nest("/network", details.check());
    refusals.nest("/lead_body", lead_body.check());
    refusals.finish()?;
    let now = actor.now;
    let (id, lead) = (store.new_id(now), store.new_id(now));
    let network = Network { id, details, lead_body: lead, revision: Revision::default(), created_at: now };
    let mut work = on_duplicate(store.founding(&network, actor).await, Conflict::AlreadyExists)?;
    let network = trellis_storage::network::announce(&mut work, network).await?;
    partner::create_as(&mut work, lead, lead_body).await?;
    Ok((network, work))
}

/// The lead body says something else about its network. The slug stays: addresses point at it.
pub async fn update(work: &mut Work, network: &Network, details: NetworkDetails) -> Result<Network, CommandError> {
    details.check()?;
    if details.slug != network.details.slug {
        return Err(slug_stays());
    }
    Ok(trellis_storage::network::update(work, network, details).await?)
}

/// The network that a unit of work or a read is in.
pub async fn of(reading: &impl Reading) -> Result<Network, StoreError> {
    trellis_storage::network::of(reading).await
}

/// The date on the wall calendars of the network that a unit of work or a read is in.
pub async fn today(reading: &impl Reading, now: DateTime<Utc>) -> Result<NaiveDate, StoreError> {
    Ok(of(reading).await?.today(now))
}

fn slug_stays() -> CommandError {
    Refusals::one("/slug", FieldCode::Inconsistent, "the slug that the network has: addresses point at it").into()
}
