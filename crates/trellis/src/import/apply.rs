//! Applying what was read: through the same commands as the API, in units of at most 100 rows.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value};
use trellis_app::{CommandError, affiliation, area, venue};
use trellis_domain::{
    Network, PartnerId, affiliation::AffiliationDetails, area::AreaDetails, external_id::Source, venue::VenueDetails,
};
use trellis_storage::{Actor, Standpoint, Store, StoreError, Work};

use super::champions::ChampionRow;

/// The most rows that are applied in one unit of work, so that nobody waits long behind an import.
const UNIT: usize = 100;

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// How many rows the file has.
    pub rows: usize,
    /// How many changes they made; a repeated import makes none.
    pub changes: i64,
}

/// Keeps areas in a network, for its lead body.
pub async fn areas(
    store: &Store,
    network: &Network,
    areas: Vec<AreaDetails>,
    now: DateTime<Utc>,
) -> Result<Applied, CommandError> {
    let owner = network.lead_body;
    apply(store, network, areas, now, async |work, area| area::put(work, owner, area).await.map(drop)).await
}

/// Keeps venues in a network, for its lead body.
pub async fn venues(
    store: &Store,
    network: &Network,
    venues: Vec<VenueDetails>,
    now: DateTime<Utc>,
) -> Result<Applied, CommandError> {
    let owner = network.lead_body;
    apply(store, network, venues, now, async |work, venue| venue::put(work, owner, venue).await.map(drop)).await
}

/// Keeps champions of a partner under its own numbers; what a line does not say stays as it is.
pub async fn champions(
    store: &Store,
    network: &Network,
    (partner, source): (PartnerId, &Source),
    champions: Vec<ChampionRow>,
    now: DateTime<Utc>,
) -> Result<Applied, CommandError> {
    apply(store, network, champions, now, async |work, row| Box::pin(put_champion(work, partner, source, row)).await)
        .await
}

async fn put_champion(
    work: &mut Work,
    partner: PartnerId,
    source: &Source,
    row: ChampionRow,
) -> Result<(), CommandError> {
    let ChampionRow { number, details, change, .. } = row;
    match affiliation::numbered(work, partner, source, &number).await? {
        Some(known) => {
            let details = changed(&known.details, change)?;
            affiliation::update_numbered(work, &known, details).await.map(drop)
        }
        None => affiliation::create_numbered(work, partner, source.clone(), number, details).await.map(drop),
    }
}

/// The details with what a line says put over them.
fn changed(details: &AffiliationDetails, change: Map<String, Value>) -> Result<AffiliationDetails, StoreError> {
    let unwritable = |source| StoreError::Unwritable { table: "affiliations", source };
    let mut whole = serde_json::to_value(details).map_err(unwritable)?;
    if let Value::Object(whole) = &mut whole {
        whole.extend(change);
    }
    serde_json::from_value(whole).map_err(unwritable)
}

/// Puts rows unit by unit; interrupted, the same import goes on where it was.
pub(crate) async fn apply<T>(
    store: &Store,
    network: &Network,
    rows: Vec<T>,
    now: DateTime<Utc>,
    put: impl AsyncFn(&mut Work, T) -> Result<(), CommandError>,
) -> Result<Applied, CommandError> {
    let mut applied = Applied { rows: rows.len(), changes: 0 };
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let actor = Actor::nobody(now);
        let mut work = store.work(Standpoint::network(network.id), actor).await?;
        let before = work.revision().number();
        for row in rows.by_ref().take(UNIT) {
            put(&mut work, row).await?;
        }
        applied.changes += work.commit().await?.number() - before;
    }
    Ok(applied)
}
