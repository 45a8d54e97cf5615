//! Who is there to help for a partner: its own champions, and those whom other partners lend to it.

use std::collections::BTreeSet;

use trellis_domain::{Affiliation, AffiliationId, ChampionId, PartnerId, Record, matching::Days};
use trellis_storage::{
    Reading, StoreError,
    affiliation::{present, present_among, present_persons},
    agreement::lent_to,
};

/// Somebody who is there, by the record that says most of them.
pub(crate) struct Present {
    pub(super) record: Record<Affiliation>,
    /// The days on which another partner lends them; none for the partner's own.
    pub(super) lent: Option<Days>,
}

/// Everybody who has not gone.
pub(super) async fn everybody(reading: &impl Reading, partner: PartnerId) -> Result<Vec<Present>, StoreError> {
    let records = present(reading, partner).await?;
    Ok(own(records).chain(lent(reading, partner).await?).collect())
}

/// The same of these.
pub(super) async fn among(
    reading: &impl Reading,
    partner: PartnerId,
    ids: &BTreeSet<AffiliationId>,
) -> Result<Vec<Present>, StoreError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let records = present_among(reading, partner, ids.iter().copied()).await?;
    let strangers = records.len() < ids.len();
    let lent = if strangers { lent(reading, partner).await? } else { Vec::new() };
    Ok(own(records).chain(lent.into_iter().filter(|lent| ids.contains(&lent.record.id))).collect())
}

/// The partner's own champions.
pub(super) fn own(records: Vec<Record<Affiliation>>) -> impl Iterator<Item = Present> {
    records.into_iter().map(|record| Present { record, lent: None })
}

/// Whoever is lent to a partner: every person once, by the newest agreement, and nobody of whom it has a record itself.
pub(super) async fn lent(reading: &impl Reading, partner: PartnerId) -> Result<Vec<Present>, StoreError> {
    let agreements = lent_to(reading, partner).await?;
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = agreements.iter().map(|agreement| agreement.affiliation).collect();
    let records: Vec<Record<Affiliation>> = reading.load_all(&ids).await?;
    let persons: Vec<ChampionId> = records.iter().map(|record| record.champion).collect();
    let mut known = present_persons(reading, partner, &persons).await?;
    let newest_first = agreements.iter().rev().filter_map(|agreement| {
        let record = records.iter().find(|record| record.id == agreement.affiliation)?;
        Some(Present { record: record.clone(), lent: Some(agreement.days()?) })
    });
    Ok(newest_first.filter(|present| known.insert(present.record.champion)).collect())
}
