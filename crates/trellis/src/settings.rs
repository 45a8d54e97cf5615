//! Settings, by flag or environment.

use std::{
    net::{IpAddr, SocketAddr},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use trellis_api::rate_limit::{RateLimits, Rates};
use trellis_storage::{Pools, Store};

use crate::{clock, failure::Failure};

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub(crate) struct Data {
    /// Where the service keeps its own files: the embedded database, signing keys, demonstration clients
    #[arg(
        long,
        global = true,
        env = "TRELLIS_DATA_DIR",
        default_value = "data",
        hide_env_values = true,
        value_name = "DIR"
    )]
    pub data_dir: PathBuf,

    /// The database: `sqlite://PATH` or `postgres://USER:PASSWORD@HOST/NAME`; an embedded SQLite database in the data directory when
    /// absent
    #[arg(long, global = true, env = "TRELLIS_DATABASE_URL", hide_env_values = true, value_name = "URL")]
    pub database_url: Option<String>,
}

/// How the service shows itself.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// The address to listen on
    #[arg(
        long,
        env = "TRELLIS_LISTEN",
        default_value = "127.0.0.1:8080",
        hide_env_values = true,
        value_name = "ADDRESS"
    )]
    pub listen: SocketAddr,

    /// The address that the outside knows, such as `https://api.example.org`: issuer of tokens and base of links. By default the
    /// listening address
    #[arg(long, env = "TRELLIS_PUBLIC_URL", hide_env_values = true, value_name = "URL")]
    pub public_url: Option<String>,

    /// Where the signing keys are, readable by this user only. By default `keys` in the data directory. Made on first start when
    /// absent and the database is SQLite; several nodes share one
    #[arg(long, env = "TRELLIS_KEYS_DIR", hide_env_values = true, value_name = "DIR")]
    pub keys_dir: Option<PathBuf>,

    /// Serve metrics for Prometheus on an address of their own; none by default
    #[arg(long, env = "TRELLIS_METRICS_LISTEN", hide_env_values = true, value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,

    /// Addresses of proxies whose `X-Forwarded-For` is believed, separated by commas
    #[arg(
        long,
        env = "TRELLIS_TRUSTED_PROXIES",
        hide_env_values = true,
        value_delimiter = ',',
        value_name = "ADDRESSES"
    )]
    pub trusted_proxies: Vec<IpAddr>,

    /// Slow down callers that ask too much: 1,200 requests a minute for a client, 600 for an address without a token
    #[arg(long, env = "TRELLIS_RATE_LIMITS", default_value = "on", hide_env_values = true, value_name = "on|off")]
    pub(crate) rate_limits: Switch,
}

/// Whether callers are slowed down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    /// As usual
    On,
    /// Not at all: for load tests
    Off,
}

/// The embedded database in the data directory.
const DATABASE: &str = "trellis.db";

impl Data {
    /// The address of the database.
    pub(crate) fn url(&self) -> String {
        let embedded = || format!("sqlite://{}?mode=rwc", self.data_dir.join(DATABASE).display());
        self.database_url.clone().unwrap_or_else(embedded)
    }

    /// Whether the database is a file of this machine.
    pub(crate) fn is_sqlite(&self) -> bool {
        self.url().starts_with("sqlite:")
    }

    /// Connects to the database.
    pub(crate) async fn open(&self) -> Result<Store, Failure> {
        let url = self.url();
        if !self.is_sqlite() && !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            let detail = "the database URL begins with sqlite: or postgres: (--database-url or TRELLIS_DATABASE_URL)";
            return Err(Failure::new(detail));
        }
        self.make_directory()?;
        let opened = Store::open(&url, Pools::default(), clock::ids()).await;
        opened.map_err(|error| Failure::new(format!("cannot open the database: {}", Failure::from(error))))
    }

    /// Connects to a database whose schema is up to date; SQLite is brought up to date on the way.
    pub(crate) async fn open_ready(&self) -> Result<Store, Failure> {
        let store = self.open().await?;
        if self.is_sqlite() {
            store.installation().migrate().await?;
        }
        let pending = store.installation().pending_migrations().await?;
        if pending.is_empty() {
            return Ok(store);
        }
        Err(Failure::new("the database's schema is not up to date: run trellis migrate up first"))
    }

    fn make_directory(&self) -> Result<(), Failure> {
        let failed = |error| {
            Failure::new(format!(
                "cannot write to the data directory {}: {error}; choose another with --data-dir",
                self.data_dir.display()
            ))
        };
        // What is kept there is personal: only this user may look.
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&self.data_dir).map_err(failed)?;
        // A directory that exists may still be somebody else's.
        let probe = self.data_dir.join(".writable");
        std::fs::write(&probe, []).and_then(|()| std::fs::remove_file(&probe)).map_err(failed)?;
        // The database makes its other files with the mode of the first.
        match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.data_dir.join(DATABASE)) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(failed(error)),
            _ => Ok(()),
        }
    }
}

impl Settings {
    /// How much may be asked, unless that is switched off.
    pub(crate) fn rate_limits(&self) -> Option<RateLimits> {
        (self.rate_limits == Switch::On).then(|| RateLimits::new(Rates::default(), self.trusted_proxies.clone()))
    }

    /// Where the keys are.
    pub(crate) fn keys_dir(&self, data_dir: &Path) -> PathBuf {
        self.keys_dir.clone().unwrap_or_else(|| data_dir.join("keys"))
    }

    /// The address that the outside knows, without a slash at the end.
    pub(crate) fn public_url(&self, listening: SocketAddr) -> Result<String, Failure> {
        let Some(url) = &self.public_url else { return Ok(format!("http://{listening}")) };
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        match rest {
            Some(rest) if !rest.is_empty() && !rest.contains(['?', '#', ' ']) => {
                Ok(url.trim_end_matches('/').to_owned())
            }
            _ => Err(Failure::new(
                "the public URL begins with https:// or http:// and has no query (--public-url or TRELLIS_PUBLIC_URL)",
            )),
        }
    }
}
