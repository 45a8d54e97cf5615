//! Policies: every partner has one from the start, and changes it as it likes. Each change is a version that stays.

mod default;
mod dry_run;
mod references;
mod warnings;

pub use default::{network_default, update_default};
pub use dry_run::{DryRunAnswer, Window, dry_run};
pub use warnings::Foreseen;
pub(crate) use warnings::warnings;

use trellis_domain::{
    PartnerId, Record,
    policy::{ChoosePolicyBasis, DefaultPolicy, Policy, PolicyBasis, PolicyDetails},
};
use trellis_storage::{Reading, StoreError, Work, policy_version};

use crate::error::CommandError;

/// The policy that a partner begins with: the network's default if it has laid one down, else the built-in rules, which
/// require no check of anybody.
pub(crate) async fn begin(work: &mut Work, owner: PartnerId) -> Result<Record<Policy>, CommandError> {
    let default = network_default(work).await?;
    let id = work.new_id();
    let policy = work.insert(id, owner, Policy::begin(&default)).await?;
    policy_version::keep(work, &policy).await?;
    Ok(policy)
}

/// The policy of a partner in force, whatever the caller reaches otherwise.
pub(crate) async fn in_force(reading: &impl Reading, owner: PartnerId) -> Result<Policy, StoreError> {
    let policy = trellis_storage::policy::of_partner(reading, owner).await?;
    Ok(policy.map_or_else(|| Policy::begin(&DefaultPolicy::default()), |policy| policy.noun))
}

/// The rules of a partner, whatever the caller reaches otherwise.
pub(crate) async fn of(reading: &impl Reading, owner: PartnerId) -> Result<PolicyDetails, StoreError> {
    Ok(in_force(reading, owner).await?.details)
}

/// A partner changes its rules.
pub async fn update(
    work: &mut Work,
    policy: &Record<Policy>,
    details: PolicyDetails,
) -> Result<Record<Policy>, CommandError> {
    references::check(work, Some(policy.head.owner), &details, &policy.details).await?;
    let changed = policy.noun.clone().with(details)?;
    keep(work, policy, changed).await
}

/// A partner takes the network's default, or declines it.
pub async fn choose_basis(
    work: &mut Work,
    policy: &Record<Policy>,
    choice: ChoosePolicyBasis,
) -> Result<Record<Policy>, CommandError> {
    let changed = on_basis(work, policy, choice).await?;
    keep(work, policy, changed).await
}

/// The policy as it is on the basis that its partner chooses.
async fn on_basis(
    reading: &impl Reading,
    policy: &Record<Policy>,
    choice: ChoosePolicyBasis,
) -> Result<Policy, CommandError> {
    choice.check()?;
    let policy = policy.noun.clone();
    Ok(match choice.basis {
        PolicyBasis::Default => policy.adopt(&network_default(reading).await?)?,
        PolicyBasis::Own | PolicyBasis::Adapted => policy.decline(),
    })
}

/// Keeps the next version, in force and as history; the same version again is no change.
async fn keep(work: &mut Work, policy: &Record<Policy>, next: Policy) -> Result<Record<Policy>, CommandError> {
    let changed = work.update(policy, next).await?;
    if changed.version != policy.version {
        policy_version::keep(work, &changed).await?;
    }
    Ok(changed)
}
