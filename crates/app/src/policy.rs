//! Policies: every partner has one from the start, and changes it as it likes.

use trellis_domain::{
    PartnerId, Record,
    policy::{Policy, PolicyDetails},
};
use trellis_storage::{Reading, StoreError, Work};

use crate::error::CommandError;

/// The policy that a partner begins with: the defaults, which require no check of anybody.
pub(crate) async fn begin(work: &mut Work, owner: PartnerId) -> Result<Record<Policy>, CommandError> {
    let id = work.new_id();
    Ok(work.insert(id, owner, Policy::default()).await?)
}

/// The rules of a partner, whatever the caller reaches otherwise.
pub(crate) async fn of(reading: &impl Reading, owner: PartnerId) -> Result<PolicyDetails, StoreError> {
    let policy = trellis_storage::policy::of_partner(reading, owner).await?;
    Ok(policy.map(|policy| policy.noun.details).unwrap_or_default())
}

/// A partner changes its rules.
pub async fn update(
    work: &mut Work,
    policy: &Record<Policy>,
    details: PolicyDetails,
) -> Result<Record<Policy>, CommandError> {
    let changed = policy.noun.clone().with(details)?;
    Ok(work.update(policy, changed).await?)
}
