//! Champions: the people behind the records, and the codes by which a second partner links its own.

mod busy;
mod merge;

pub use busy::busy;
pub use merge::{merge, unmerge};

use rand::{TryRngCore, rand_core::OsError};
use trellis_domain::{
    Champion, ChampionId, FieldCode, PartnerId, Record, Refusals,
    champion::{JoinCode, JoinOffer},
    text::Text,
};
use trellis_storage::{Reading, StoreError, Work};

use crate::{error::CommandError, secret::Secret};

/// Somebody new to the network.
pub(crate) async fn create(work: &mut Work, owner: PartnerId) -> Result<Record<Champion>, CommandError> {
    let id = work.new_id();
    Ok(work.insert(id, owner, Champion::default()).await?)
}

/// The person with this id, if the partner has a record of the person. Nobody finds out about others.
pub async fn known(
    reading: &impl Reading,
    partner: PartnerId,
    id: ChampionId,
) -> Result<Option<Record<Champion>>, StoreError> {
    let records = trellis_storage::affiliation::of_champion(reading, partner, id).await?;
    if records.is_empty() { Ok(None) } else { reading.load(id).await }
}

/// A new code from the operating system's randomness.
pub fn new_code() -> Result<JoinCode, OsError> {
    Ok(JoinCode::from_random(rand::rngs::OsRng.try_next_u64()?))
}

/// Puts a code out for a person; it replaces an earlier one. The caller shows it once.
pub async fn offer(work: &mut Work, champion: &Record<Champion>, code: &JoinCode) -> Result<JoinOffer, CommandError> {
    let hash = hash(code)?;
    let offer = JoinOffer::new(hash, work.now());
    let offering = champion.noun.clone().offering(offer.clone());
    work.update(champion, offering).await?;
    Ok(offer)
}

/// The person whose code this is; from now on it no longer works.
///
/// A wrong, a used and an expired code are refused in the same words.
pub(crate) async fn join(work: &mut Work, code: &JoinCode) -> Result<Record<Champion>, CommandError> {
    let refused =
        || Refusals::one("/join_code", FieldCode::UnknownReference, "a code that is in use and was not used yet");
    let hash = hash(code)?;
    let champion = trellis_storage::champion::by_join_hash(work, hash.as_str()).await?.ok_or_else(refused)?;
    let joined = champion.noun.clone().joined(work.now()).ok_or_else(refused)?;
    Ok(work.update(&champion, joined).await?)
}

/// What is kept of a code.
fn hash(code: &JoinCode) -> Result<Text<64>, CommandError> {
    let hash = Secret::presented(code.plain()).hash();
    let refused = |_wrong| Refusals::one("/join_code", FieldCode::BadFormat, "a code");
    Ok(hash.parse().map_err(refused)?)
}
