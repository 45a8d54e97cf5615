//! What can go wrong in the database, in the words of callers.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr, SqlxError};
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
    /// The database cannot be reached, or goes away.
    #[error("the database cannot be reached")]
    Away(#[source] DbErr),
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
            _ if is_away(&error) => Self::Away(error),
            _ => Self::Database(error),
        }
    }
}

/// Whether a lock or a connection was not to be had in time.
fn is_busy(error: &DbErr) -> bool {
    // PostgreSQL 55P03 is `lock_not_available`; SQLite 5 is SQLITE_BUSY.
    const LOCK_NOT_AVAILABLE: &str = "55P03";
    let text = error.to_string();
    matches!(error, DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))
        || text.contains(LOCK_NOT_AVAILABLE)
        || text.contains("lock timeout")
        || text.contains("database is locked")
}

/// Whether there is no connection, or it broke: nothing is wrong with what was asked.
fn is_away(error: &DbErr) -> bool {
    let error = match error {
        DbErr::ConnectionAcquire(_) => return true,
        DbErr::Conn(RuntimeErr::SqlxError(error))
        | DbErr::Exec(RuntimeErr::SqlxError(error))
        | DbErr::Query(RuntimeErr::SqlxError(error)) => error,
        _ => return false,
    };
    match &**error {
        SqlxError::Io(_)
        | SqlxError::Tls(_)
        | SqlxError::PoolTimedOut
        | SqlxError::PoolClosed
        | SqlxError::WorkerCrashed
        | SqlxError::BeginFailed => true,
        SqlxError::Database(error) => error.code().is_some_and(|code| is_code_of_absence(&code)),
        _ => false,
    }
}

/// PostgreSQL's classes 08 (connections), 53 (resources) and 57P (shut down or starting), of five characters each; and 14 of
/// SQLite, which cannot open its file.
fn is_code_of_absence(code: &str) -> bool {
    code == "14" || (code.len() == 5 && ["08", "53", "57P"].iter().any(|class| code.starts_with(class)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_is_told_from_one_that_complains() {
        let broken = || std::io::Error::from(std::io::ErrorKind::ConnectionReset);
        for error in [SqlxError::Io(broken()), SqlxError::PoolClosed, SqlxError::WorkerCrashed] {
            let error = DbErr::Query(RuntimeErr::SqlxError(error.into()));
            assert!(matches!(StoreError::from(error), StoreError::Away(_)));
        }
        assert!(["08006", "53300", "57P01", "14"].into_iter().all(is_code_of_absence));
        assert!(!["23505", "531", "1", "57014"].into_iter().any(is_code_of_absence));
        let closed = DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
        assert!(matches!(StoreError::from(closed), StoreError::Away(_)));
        let late = DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        assert!(matches!(StoreError::from(late), StoreError::Busy));
        let ours = DbErr::Query(RuntimeErr::SqlxError(SqlxError::RowNotFound.into()));
        assert!(matches!(StoreError::from(ours), StoreError::Database(_)));
    }
}
