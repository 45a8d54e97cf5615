//! Checks: recording them, and reading their protected detail.

use trellis_domain::{Check, PartnerId, Record, check::CheckDetails};
use trellis_storage::{Reading, Work};

use crate::{attestation, error::CommandError, network};

/// A partner records a check of one of its people.
pub async fn create(work: &mut Work, owner: PartnerId, details: CheckDetails) -> Result<Record<Check>, CommandError> {
    let check = Check::new(details, network::today(work, work.now()).await?)?;
    let affiliation = work.find(check.details.affiliation_id).await?;
    let own = affiliation.filter(|affiliation| affiliation.head.owner == owner);
    own.ok_or_else(|| CommandError::unknown_reference("/affiliation_id", "an affiliation"))?;
    let id = work.new_id();
    Ok(work.insert(id, owner, check).await?)
}

/// A partner records something else of it. What it attested of the check ends unless that is still so.
pub async fn update(
    work: &mut Work,
    check: &Record<Check>,
    details: CheckDetails,
) -> Result<Record<Check>, CommandError> {
    let changed = check.noun.clone().with(details, network::today(work, work.now()).await?)?;
    let changed = work.update(check, changed).await?;
    attestation::check_changed(work, &changed).await?;
    Ok(changed)
}

/// Somebody entitled to it reads the protected detail; that leaves a record.
pub async fn disclose(work: &mut Work, check: &Record<Check>) -> Result<(), CommandError> {
    Ok(work.disclosed(check).await?)
}
