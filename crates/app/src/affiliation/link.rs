//! Personal links: by one a champion sees their own shifts and takes open ones, without an account.

use trellis_domain::{Affiliation, Conflict, Record};
use trellis_storage::{Reading, StoreError, Work};

use crate::{
    error::CommandError,
    secret::{Secret, kept},
};

/// Puts a link out for a person; an earlier one no longer works. The caller shows its token once.
pub async fn link(
    work: &mut Work,
    affiliation: &Record<Affiliation>,
    token: &Secret,
) -> Result<Record<Affiliation>, CommandError> {
    if affiliation.stage.is_final() {
        return Err(Conflict::WrongState.into());
    }
    let linked = affiliation.noun.clone().with_link(Some(kept(token)?));
    Ok(work.update(affiliation, linked).await?)
}

/// The link stops working, at once.
pub async fn unlink(work: &mut Work, affiliation: &Record<Affiliation>) -> Result<(), CommandError> {
    work.update(affiliation, affiliation.noun.clone().with_link(None)).await?;
    Ok(())
}

/// The record whose link this is, unless the person has gone.
pub async fn by_link(reading: &impl Reading, token: &Secret) -> Result<Option<Record<Affiliation>>, StoreError> {
    let found = trellis_storage::affiliation::by_link_hash(reading, &token.hash()).await?;
    Ok(found.filter(|affiliation| !affiliation.stage.is_final()))
}
