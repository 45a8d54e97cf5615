//! What can go wrong in the database, in the words of callers.

use sea_orm::{DbErr, SqlErr};
use uuid::Uuid;

/// Why the store could not do what it was asked. None of these texts is for the outside.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique key is in use. Callers name what it means where it happens.
    #[error("a row with this key exists already")]
    Duplicate,
    /// A foreign key points nowhere, or rows still point here.
    #[error("a row that this one refers to is missing, or rows still refer to it")]
    Reference,
    /// A row cannot be read as what it should be.
    #[error("{table}.{column} of {id} cannot be read")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row.
        id: Uuid,
    },
    /// A value could not be put into its column.
    #[error("a value of {table} cannot be written as JSON")]
    Unwritable {
        /// The table.
        table: &'static str,
        /// Why.
        source: serde_json::Error,
    },
    /// A number is wider than its column.
    #[error("a number of {table} is wider than its column")]
    TooWide {
        /// The table.
        table: &'static str,
    },
    /// A table lacks a column that every table of its kind has.
    #[error("{table} has no column {column}")]
    Catalogue {
        /// The table.
        table: String,
        /// The column.
        column: &'static str,
    },
    /// The network is busier than it can write.
    #[error("the network's queue is full, or its turn did not come in time")]
    Busy,
    /// There is no such network.
    #[error("no such network")]
    NoNetwork,
    /// The database's own complaint.
    #[error("the database failed")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Duplicate,
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Reference,
            _ if is_busy(&error) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}

/// Whether a lock or a connection was not to be had in time.
fn is_busy(error: &DbErr) -> bool {
    // PostgreSQL 55P03 is `lock_not_available`; SQLite 5 is SQLITE_BUSY.
    const LOCK_NOT_AVAILABLE: &str = "55P03";
    let text = error.to_string();
    matches!(error, DbErr::ConnectionAcquire(_))
        || text.contains(LOCK_NOT_AVAILABLE)
        || text.contains("lock timeout")
        || text.contains("database is locked")
}
