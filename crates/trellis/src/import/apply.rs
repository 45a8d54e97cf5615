//! Applying what was read: through the same commands as the API, in units of at most 100 rows.

use chrono::{DateTime, Utc};
use trellis_app::{CommandError, area, venue};
use trellis_domain::{Network, area::AreaDetails, venue::VenueDetails};
use trellis_storage::{Actor, Standpoint, Store, Work};

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

/// Puts rows unit by unit; interrupted, the same import goes on where it was.
pub(super) async fn apply<T>(
    store: &Store,
    network: &Network,
    rows: Vec<T>,
    now: DateTime<Utc>,
    put: impl AsyncFn(&mut Work, T) -> Result<(), CommandError>,
) -> Result<Applied, CommandError> {
    let mut applied = Applied { rows: rows.len(), changes: 0 };
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let actor = Actor { client: None, on_behalf_of: None, now };
        let mut work = store.work(Standpoint::network(network.id), actor).await?;
        let before = work.revision().number();
        for row in rows.by_ref().take(UNIT) {
            put(&mut work, row).await?;
        }
        applied.changes += work.commit().await?.number() - before;
    }
    Ok(applied)
}
