//! Questions: reads of one network from one standpoint.

use std::sync::Arc;

use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction, TransactionTrait};
use trellis_domain::Revision;

use crate::{
    error::StoreError,
    matching_pool::MatchingPools,
    network,
    reading::{Horizon, Reading, sealed::Connected},
    scope::Standpoint,
};

/// A network as one caller may read it.
#[derive(Debug)]
pub struct Reads {
    source: Source,
    standpoint: Standpoint,
    pools: Arc<MatchingPools>,
}

#[derive(Debug)]
enum Source {
    /// Each query sees the latest state.
    Pool(DatabaseConnection),
    /// All queries see the same state.
    Snapshot(DatabaseTransaction),
}

impl Reads {
    pub(crate) const fn of_pool(pool: DatabaseConnection, standpoint: Standpoint, pools: Arc<MatchingPools>) -> Self {
        Self { source: Source::Pool(pool), standpoint, pools }
    }

    pub(crate) async fn of_snapshot(
        pool: &DatabaseConnection,
        standpoint: Standpoint,
        pools: Arc<MatchingPools>,
    ) -> Result<Self, StoreError> {
        let snapshot = begin_snapshot(pool).await?;
        Ok(Self { source: Source::Snapshot(snapshot), standpoint, pools })
    }

    /// The network's revision; in a snapshot, that of everything else it answers.
    pub async fn revision(&self) -> Result<Revision, StoreError> {
        network::revision(&self.executor(), self.standpoint.network).await
    }
}

/// A transaction of the pool for questions, in which all queries see the same state: PostgreSQL's connections there are
/// opened so, SQLite's transactions always do.
pub(crate) async fn begin_snapshot(pool: &DatabaseConnection) -> Result<DatabaseTransaction, StoreError> {
    Ok(pool.begin().await?)
}

impl Connected for Reads {
    fn executor(&self) -> DatabaseExecutor<'_> {
        match &self.source {
            Source::Pool(pool) => DatabaseExecutor::Connection(pool),
            Source::Snapshot(snapshot) => DatabaseExecutor::Transaction(snapshot),
        }
    }
}

impl Reading for Reads {
    fn standpoint(&self) -> Standpoint {
        self.standpoint
    }

    async fn horizon(&self) -> Result<Horizon, StoreError> {
        let seen = self.revision().await?;
        Ok(Horizon { kept: seen, seen })
    }

    fn matching_pools(&self) -> &MatchingPools {
        &self.pools
    }
}
