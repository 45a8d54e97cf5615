//! What the database knows of its tables when it plans a question.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use crate::error::StoreError;

/// The tables that PostgreSQL takes for empty although they have rows.
const UNKNOWN: &str = "SELECT relname::text FROM pg_class WHERE relnamespace = current_schema()::regnamespace \
     AND relkind = 'r' AND reltuples <= 0 AND pg_relation_size(oid) > 0 ORDER BY relname";

/// Has them looked at. A role that does not own them may not say so; then it is as without this.
pub(crate) async fn learn_sizes(db: &DatabaseConnection) -> Result<(), StoreError> {
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for row in db.query_all_raw(Statement::from_string(DbBackend::Postgres, UNKNOWN)).await? {
        let table: String = row.try_get_by_index(0)?;
        db.execute_unprepared(&format!("ANALYZE \"{table}\"")).await?;
    }
    Ok(())
}
