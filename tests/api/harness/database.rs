//! A database of its own for every test: a copy of a migrated one.

use std::{
    path::PathBuf,
    sync::{
        LazyLock,
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
};

use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use trellis_storage::{Ids, Pools, Store};

/// Where PostgreSQL listens, with a role that may create databases; SQLite when unset.
const SERVER: &str = "TRELLIS_TEST_DATABASE_URL";

static TEMPLATE: OnceCell<Template> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);
static DONE_WITH: LazyLock<mpsc::Sender<Dropped>> = LazyLock::new(drop_in_the_background);

enum Template {
    File(PathBuf),
    Database { server: String, name: String },
}

/// The database of one test, which ends with it: some hundreds of them would fill a small disk.
pub struct TestDatabase {
    url: String,
    place: Place,
}

enum Place {
    Folder(#[expect(dead_code, reason = "held until the test ends, which removes it")] TempDir),
    Server(Dropped),
}

/// A database on a server that nobody needs any more.
#[derive(Clone)]
struct Dropped {
    server: String,
    name: String,
}

impl TestDatabase {
    pub async fn create() -> Self {
        let count = COUNT.fetch_add(1, Ordering::SeqCst);
        match TEMPLATE.get_or_init(Template::make).await {
            Template::File(file) => {
                let folder = TempDir::new().unwrap();
                let copy = folder.path().join("trellis.db");
                std::fs::copy(file, &copy).unwrap();
                Self { url: format!("sqlite://{}?mode=rwc", copy.display()), place: Place::Folder(folder) }
            }
            Template::Database { server, name } => {
                let own = format!("{name}_{count}");
                execute(server, &format!("CREATE DATABASE {own} TEMPLATE {name}")).await;
                Self {
                    url: on_server(server, &own),
                    place: Place::Server(Dropped { server: server.clone(), name: own }),
                }
            }
        }
    }

    pub async fn open(&self, ids: Ids) -> Store {
        Store::open(&self.url, Pools { readers: 3, writers: 3 }, ids).await.unwrap()
    }

    /// Where it is, for looking at it as it is.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        if let Place::Server(dropped) = &self.place {
            // Whether it is gone is no test's concern: the cluster goes after the last one.
            drop(DONE_WITH.send(dropped.clone()));
        }
    }
}

/// PostgreSQL takes a moment to drop a database, for which no test waits.
fn drop_in_the_background() -> mpsc::Sender<Dropped> {
    let (sender, receiver) = mpsc::channel::<Dropped>();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for Dropped { server, name } in receiver {
            runtime.block_on(execute(&server, &format!("DROP DATABASE {name} WITH (FORCE)")));
        }
    });
    sender
}

impl Template {
    async fn make() -> Self {
        let Ok(server) = std::env::var(SERVER) else { return Self::make_file().await };
        let name = format!("template_{}", std::process::id());
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        migrate(&on_server(&server, &name)).await;
        Self::Database { server, name }
    }

    async fn make_file() -> Self {
        let file = TempDir::new().unwrap().keep().join("template.db");
        let url = format!("sqlite://{}?mode=rwc", file.display());
        migrate(&url).await;
        // What stands in the write-ahead log belongs into the file that is copied.
        execute(&url, "PRAGMA wal_checkpoint(TRUNCATE)").await;
        Self::File(file)
    }
}

async fn migrate(url: &str) {
    let ids: Ids = std::sync::Arc::new(|_| uuid::Uuid::nil());
    let store = Store::open(url, Pools { readers: 1, writers: 1 }, ids).await.unwrap();
    store.installation().migrate().await.unwrap();
    store.close().await;
}

async fn execute(url: &str, sql: &str) {
    let connection = Database::connect(url).await.unwrap();
    connection.execute_unprepared(sql).await.unwrap();
    connection.close().await.unwrap();
}

/// The address of another database on the same server.
fn on_server(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let base = address.rsplit_once('/').unwrap().0;
    format!("{base}/{name}?{options}")
}
