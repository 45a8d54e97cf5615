//! The network's default: rules that its co-ordinator offers and nobody has to take.

use trellis_domain::{
    Network,
    policy::{DefaultPolicy, PolicyDetails},
};
use trellis_storage::{Reading, StoreError, Work};

use super::{keep, references};
use crate::error::CommandError;

/// The rules that the network offers its partners.
pub async fn network_default(reading: &impl Reading) -> Result<DefaultPolicy, StoreError> {
    trellis_storage::network::default_policy(reading).await
}

/// The co-ordinator lays down other rules. Whoever follows them has them as its next version, in the same unit of work.
pub async fn update_default(
    work: &mut Work,
    network: &Network,
    details: PolicyDetails,
) -> Result<(Network, DefaultPolicy), CommandError> {
    let before = network_default(work).await?;
    references::check(work, None, &details, &before.details).await?;
    let default = before.clone().with(details)?;
    if default == before {
        return Ok((network.clone(), before));
    }
    let network = trellis_storage::network::keep_default_policy(work, network, &default).await?;
    for policy in trellis_storage::policy::following(work).await? {
        let next = policy.noun.clone().adopt(&default)?;
        keep(work, &policy, next).await?;
    }
    Ok((network, default))
}
