//! The database and its two doors.

use std::{fmt, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use trellis_domain::Network;
use uuid::Uuid;

use crate::{
    error::StoreError,
    installation::Installation,
    queue::{PATIENCE, Queues},
    reads::Reads,
    scope::Standpoint,
    work::{Actor, Work},
};

/// Where new ids come from: given the time, a UUIDv7.
pub type Ids = Arc<dyn Fn(DateTime<Utc>) -> Uuid + Send + Sync>;

/// How many connections to keep.
#[derive(Debug, Clone, Copy)]
pub struct Pools {
    /// For questions.
    pub readers: u32,
    /// For commands, on PostgreSQL; SQLite has one writer.
    pub writers: u32,
}

impl Default for Pools {
    fn default() -> Self {
        Self { readers: 16, writers: 8 }
    }
}

/// The database.
#[derive(Clone)]
pub struct Store {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    queues: Arc<Queues>,
    pools: Arc<crate::matching_pool::MatchingPools>,
    ids: Ids,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("backend", &self.reader.get_database_backend()).finish_non_exhaustive()
    }
}

impl Store {
    /// Connects to `sqlite://…` or `postgres://…`; the schema is not touched.
    pub async fn open(url: &str, pools: Pools, ids: Ids) -> Result<Self, StoreError> {
        let sqlite = url.starts_with("sqlite:");
        // A hot network must not starve readers, so the two never share connections. SQLite has room for one writer.
        let writers = if sqlite { 1 } else { pools.writers };
        let writer = Database::connect(options(url, writers)).await?;
        let mut reading = options(url, pools.readers);
        // Said once a connection rather than at the beginning of each snapshot.
        reading.map_sqlx_postgres_opts(|postgres| {
            let snapshots =
                [("default_transaction_isolation", "repeatable read"), ("default_transaction_read_only", "on")];
            postgres.options(snapshots)
        });
        let reader = Database::connect(reading).await?;
        Ok(Self { reader, writer, queues: Arc::default(), pools: Arc::default(), ids })
    }

    /// The same database with ids from another source.
    #[must_use]
    pub fn with_ids(self, ids: Ids) -> Self {
        Self { ids, ..self }
    }

    /// A network as a caller may read it; each query sees the latest state.
    pub fn reads(&self, standpoint: Standpoint) -> Reads {
        Reads::of_pool(self.reader.clone(), standpoint, Arc::clone(&self.pools))
    }

    /// The same, with all queries seeing one state.
    pub async fn snapshot(&self, standpoint: Standpoint) -> Result<Reads, StoreError> {
        Reads::of_snapshot(&self.reader, standpoint, Arc::clone(&self.pools)).await
    }

    /// A unit of work in the standpoint's network: waits its turn, then holds the network until commit or drop.
    pub async fn work(&self, standpoint: Standpoint, actor: Actor) -> Result<Work, StoreError> {
        let turn = self.queues.turn(standpoint.network).await?;
        let transaction = self.begin().await?;
        Work::lock(transaction, turn, standpoint, actor, self.shared()).await
    }

    /// A unit of work that founds a network: it exists when the work is committed.
    pub async fn founding(&self, network: &Network, actor: Actor) -> Result<Work, StoreError> {
        let turn = self.queues.turn(network.id).await?;
        let transaction = self.begin().await?;
        crate::network::insert(&transaction, network).await?;
        Work::lock(transaction, turn, Standpoint::network(network.id), actor, self.shared()).await
    }

    /// The door to what is not of one network.
    pub fn installation(&self) -> Installation<'_> {
        Installation::new(&self.reader, &self.writer)
    }

    /// Closes every connection.
    pub async fn close(self) {
        for pool in [self.reader, self.writer] {
            // Nothing can be done about a connection that will not close.
            drop(pool.close().await);
        }
    }

    /// A new id.
    pub fn new_id<N>(&self, now: DateTime<Utc>) -> trellis_domain::Id<N> {
        trellis_domain::Id::new((self.ids)(now))
    }

    /// What every unit of work shares.
    fn shared(&self) -> (Ids, Arc<crate::matching_pool::MatchingPools>) {
        (Arc::clone(&self.ids), Arc::clone(&self.pools))
    }

    async fn begin(&self) -> Result<sea_orm::DatabaseTransaction, StoreError> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.writer.begin_with_options(options).await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SET LOCAL lock_timeout = '{}s'", PATIENCE.as_secs())).await?;
        }
        Ok(transaction)
    }
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(PATIENCE).sqlx_logging(false);
    // A connection that was in use a moment ago is there.
    options.test_before_acquire_if_idle_for(Duration::from_secs(1));
    if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
                .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
                .busy_timeout(Duration::from_secs(5))
                .foreign_keys(true)
        });
    }
    options
}
