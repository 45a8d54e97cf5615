//! Who is there to help for a partner: its own champions, and those whom other partners lend to it.

use std::{cmp::Reverse, collections::BTreeSet};

use trellis_domain::{Affiliation, AffiliationId, ChampionId, PartnerId, Record, matching::Days};
use trellis_storage::{
    Reading, StoreError,
    affiliation::{of_champions, present, present_among},
    agreement::lent_to,
};

/// Somebody who is there, by the record that says most of them.
#[derive(Clone)]
pub(crate) struct Present {
    pub(super) record: Record<Affiliation>,
    /// Where another partner lends them; none for the partner's own.
    pub(super) lent: Option<Lent>,
}

/// How somebody is lent.
#[derive(Clone)]
pub(crate) struct Lent {
    pub(super) days: Days,
    /// What the partner itself has recorded of the person, who has gone from it: what speaks against them still does.
    pub(super) before: Vec<AffiliationId>,
}

impl Present {
    /// The records under which the partner has noted checks of them.
    pub(super) fn with_checks(&self) -> impl Iterator<Item = AffiliationId> {
        let before = self.lent.iter().flat_map(|lent| lent.before.iter().copied());
        std::iter::once(self.record.id).chain(before)
    }
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

/// Whoever is lent to a partner: every person once, by the agreement that ends last, and nobody of whom it has a living record itself.
pub(super) async fn lent(reading: &impl Reading, partner: PartnerId) -> Result<Vec<Present>, StoreError> {
    let agreements = lent_to(reading, partner).await?;
    if agreements.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<_> = agreements.iter().map(|agreement| agreement.affiliation).collect();
    let records: Vec<Record<Affiliation>> = reading.load_all(&ids).await?;
    let persons: Vec<ChampionId> = records.iter().map(|record| record.champion).collect();
    let own = of_champions(reading, partner, &persons).await?;
    let living = own.iter().filter(|own| !own.stage.is_final());
    let mut known: BTreeSet<ChampionId> = living.map(|own| own.champion).collect();
    let mut agreements: Vec<_> =
        agreements.iter().filter_map(|known| Some((known.affiliation, known.days()?))).collect();
    agreements.sort_by_key(|(affiliation, days)| Reverse((days.last, *affiliation)));
    let lent = agreements.into_iter().filter_map(|(affiliation, days)| {
        let record = records.iter().find(|record| record.id == affiliation)?;
        let before = own.iter().filter(|own| own.champion == record.champion).map(|own| own.id).collect();
        Some(Present { record: record.clone(), lent: Some(Lent { days, before }) })
    });
    Ok(lent.filter(|present| known.insert(present.record.champion)).collect())
}

/// Every record by which whoever is behind some records is or was there for a partner: its own, and those by which they are lent to it.
pub(crate) async fn same_persons(
    reading: &impl Reading,
    partner: PartnerId,
    named: &[AffiliationId],
) -> Result<Vec<AffiliationId>, StoreError> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let named: Vec<Record<Affiliation>> = reading.load_all(named).await?;
    let persons: Vec<ChampionId> = named.iter().map(|record| record.champion).collect();
    let own = of_champions(reading, partner, &persons).await?;
    let lent: Vec<_> = lent_to(reading, partner).await?.iter().map(|agreement| agreement.affiliation).collect();
    let lent: Vec<Record<Affiliation>> = reading.load_all(&lent).await?;
    let lent = lent.into_iter().filter(|lent| persons.contains(&lent.champion));
    Ok(own.into_iter().chain(lent).map(|record| record.id).collect())
}
