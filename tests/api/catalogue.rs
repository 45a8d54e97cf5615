//! The tables are what the catalogue says: kinds, keys and personal columns, on both databases.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use trellis_storage::catalogue::{TABLES, TableKind};

use crate::harness::TestApp;

/// What the database says of itself.
pub struct Found {
    /// Columns by table.
    pub columns: BTreeMap<String, BTreeSet<String>>,
    /// For every table, the columns of each primary key, unique index and foreign key, in order.
    keys: BTreeMap<String, Vec<Vec<String>>>,
}

#[actix_web::test]
async fn every_table_is_declared_and_every_declared_table_is_there() {
    let app = TestApp::start().await;
    let found = Found::read(&app).await;
    let declared: BTreeSet<_> = TABLES.iter().map(|table| table.name.to_owned()).collect();
    assert_eq!(found.columns.keys().cloned().collect::<BTreeSet<_>>(), declared);
}

#[actix_web::test]
async fn every_key_of_a_tenant_table_begins_with_the_network() {
    let app = TestApp::start().await;
    let found = Found::read(&app).await;
    for table in TABLES.iter().filter(|table| table.kind == TableKind::Tenant) {
        let keys = &found.keys[table.name];
        assert!(!keys.is_empty(), "{} has no key", table.name);
        for key in keys {
            assert_eq!(key[0], "network_id", "a key of {}: {key:?}", table.name);
        }
    }
}

#[actix_web::test]
async fn every_personal_column_is_there_and_none_of_that_name_is_forgotten() {
    let app = TestApp::start().await;
    let found = Found::read(&app).await;
    // Columns with these names hold personal data wherever they stand.
    let always = [
        "given_name",
        "family_name",
        "known_as",
        "email",
        "phone",
        "address",
        "guest_name",
        "guest_contact",
        "host_contact",
    ];
    for table in TABLES {
        let columns = &found.columns[table.name];
        for personal in table.personal {
            assert!(columns.contains(*personal), "{}.{personal} is marked and not there", table.name);
        }
        // A venue's address and a session's or series' phone are public, as an organisation's are.
        let public = ["venues", "series", "sessions", "partners", "listing"].contains(&table.name);
        for name in always.iter().filter(|name| !public || **name == "host_contact") {
            let marked = table.personal.contains(name);
            assert!(marked || !columns.contains(*name), "{}.{name} is personal and not marked", table.name);
        }
    }
}

impl Found {
    pub async fn read(app: &TestApp) -> Self {
        let database = Database::connect(app.database_url()).await.unwrap();
        match database.get_database_backend() {
            DbBackend::Postgres => Self::read_postgres(&database).await,
            _ => Self::read_sqlite(&database).await,
        }
    }

    async fn read_sqlite(database: &DatabaseConnection) -> Self {
        let names = strings(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'").await;
        let (mut columns, mut keys) = (BTreeMap::new(), BTreeMap::new());
        for name in names {
            let all = strings(database, &format!("SELECT name FROM pragma_table_info('{name}')")).await;
            columns.insert(name.clone(), all.into_iter().collect());
            let mut of_table = vec![
                strings(database, &format!("SELECT name FROM pragma_table_info('{name}') WHERE pk > 0 ORDER BY pk"))
                    .await,
            ];
            for index in
                strings(database, &format!("SELECT name FROM pragma_index_list('{name}') WHERE \"unique\" = 1")).await
            {
                of_table.push(
                    strings(database, &format!("SELECT name FROM pragma_index_info('{index}') ORDER BY seqno")).await,
                );
            }
            for key in
                strings(database, &format!("SELECT DISTINCT CAST(id AS TEXT) FROM pragma_foreign_key_list('{name}')"))
                    .await
            {
                of_table.push(
                    strings(
                        database,
                        &format!(
                            "SELECT \"from\" FROM pragma_foreign_key_list('{name}') WHERE id = {key} ORDER BY seq"
                        ),
                    )
                    .await,
                );
            }
            keys.insert(name, of_table);
        }
        Self { columns, keys }
    }

    async fn read_postgres(database: &DatabaseConnection) -> Self {
        let pairs = "SELECT table_name || ' ' || column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'seaql_migrations'";
        let mut columns: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for pair in strings(database, pairs).await {
            let (table, column) = pair.split_once(' ').unwrap();
            columns.entry(table.to_owned()).or_default().insert(column.to_owned());
        }
        let key = |catalogue: &str, numbers: &str, filter: &str, owner: &str| {
            format!(
                "SELECT t.relname || ' ' || (SELECT string_agg(a.attname, ',' ORDER BY n.place) FROM unnest({numbers}) WITH ORDINALITY AS n(number, place) \
                 JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = n.number) FROM {catalogue} k JOIN pg_class t ON t.oid = k.{owner} \
                 JOIN pg_namespace s ON s.oid = t.relnamespace WHERE s.nspname = 'public' AND {filter}"
            )
        };
        let unique = key("pg_index", "k.indkey::int2[]", "k.indisunique", "indrelid");
        let foreign = key("pg_constraint", "k.conkey", "k.contype = 'f'", "conrelid");
        let mut keys: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        for pair in [strings(database, &unique).await, strings(database, &foreign).await].concat() {
            let (table, names) = pair.split_once(' ').unwrap();
            keys.entry(table.to_owned()).or_default().push(names.split(',').map(ToOwned::to_owned).collect());
        }
        Self { columns, keys }
    }
}

/// The first column of each row.
pub async fn strings(database: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}
