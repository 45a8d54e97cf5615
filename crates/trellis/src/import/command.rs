//! `trellis import`: what may be said on the command line, and what is done about it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use trellis_app::{CommandError, place};
use trellis_domain::Network;
use trellis_storage::{Store, StoreError};

use super::{
    FileRefused,
    apply::{self, Applied},
    areas::{self, Besides, Boundaries, Lookup},
    districts, postcodes, venues,
};

/// Bring in a CSV file; an invalid file applies nothing, a repeated one changes nothing.
#[derive(Debug, Args)]
pub struct Import {
    #[command(subcommand)]
    what: What,
    /// Check the file and say what is wrong with it, but apply nothing.
    #[arg(long, global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Postcodes and where they are (`postcode`, `latitude`, `longitude`, `lsoa11_code`, `ward_code`).
    Postcodes { file: PathBuf },
    /// Centres of postcode districts (`outcode`, `latitude`, `longitude`).
    Districts { file: PathBuf },
    /// LSOAs or wards of a network, with population, deprivation and digital exclusion.
    Areas {
        /// The short name of the network.
        #[arg(long, value_name = "SLUG")]
        network: String,
        file: PathBuf,
        /// Outlines of the areas, as a feature collection (RFC 7946).
        #[arg(long, value_name = "GEOJSON")]
        boundaries: Option<PathBuf>,
        /// Which outlines and which ward belong to an LSOA (`lsoa11_code`, `lsoa21_code`, `ward24_code`).
        #[arg(long, value_name = "CSV")]
        lookup: Option<PathBuf>,
    },
    /// Venues of a network: libraries (Arts Council England) or food premises (Food Standards Agency).
    Venues {
        /// The short name of the network.
        #[arg(long, value_name = "SLUG")]
        network: String,
        file: PathBuf,
    },
}

/// Why nothing, or not everything, was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be opened.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not as it should be.
    #[error("{path} cannot be taken.\n{refused}")]
    Refused {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        refused: FileRefused,
    },
    /// There is no network of this name.
    #[error("there is no network with the short name {0}; `trellis network create` makes one")]
    NoNetwork(String),
    /// A command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Import {
    /// Reads and checks the file, and applies it unless it is only to be checked; answers what was done, for people.
    pub async fn run(self, store: &Store, now: DateTime<Utc>) -> Result<String, ImportError> {
        let Self { what, dry_run } = self;
        match what {
            What::Postcodes { file } => {
                let places = read(&file, postcodes::read)?;
                if !dry_run {
                    place::load_postcodes(store, &places).await?;
                }
                Ok(told(places.len(), None, dry_run))
            }
            What::Districts { file } => {
                let places = read(&file, districts::read)?;
                if !dry_run {
                    place::load_districts(store, &places).await?;
                }
                Ok(told(places.len(), None, dry_run))
            }
            What::Areas { network, file, boundaries, lookup } => {
                let network = network_named(store, network).await?;
                let besides = Besides {
                    boundaries: boundaries
                        .map_or_else(|| Ok(Boundaries::default()), |file| read(&file, Boundaries::read))?,
                    lookup: lookup.map_or_else(|| Ok(Lookup::default()), |file| read(&file, Lookup::read))?,
                    centres: store.installation().area_centres().await?,
                };
                let areas = read(&file, |bytes| areas::read(bytes, &besides))?;
                let rows = areas.len();
                let applied = if dry_run { None } else { Some(apply::areas(store, &network, areas, now).await?) };
                Ok(told(rows, applied, dry_run))
            }
            What::Venues { network, file } => {
                let network = network_named(store, network).await?;
                let today = network.details.time_zone.local(now).date_naive();
                let venues = read(&file, |bytes| venues::read(bytes, today))?;
                let rows = venues.len();
                let applied = if dry_run { None } else { Some(apply::venues(store, &network, venues, now).await?) };
                Ok(told(rows, applied, dry_run))
            }
        }
    }
}

/// Opens a file and reads it; complaints name it.
fn read<T>(path: &Path, read: impl FnOnce(&[u8]) -> Result<T, FileRefused>) -> Result<T, ImportError> {
    let bytes = fs::read(path).map_err(|source| ImportError::Unreadable { path: path.to_owned(), source })?;
    read(&bytes).map_err(|refused| ImportError::Refused { path: path.to_owned(), refused })
}

async fn network_named(store: &Store, slug: String) -> Result<Network, ImportError> {
    store.installation().network_by_slug(&slug).await?.ok_or(ImportError::NoNetwork(slug))
}

fn told(rows: usize, applied: Option<Applied>, dry_run: bool) -> String {
    match applied {
        _ if dry_run => format!("{rows} rows are good; nothing was imported, as asked."),
        Some(Applied { rows, changes }) => format!("{rows} rows imported, {changes} changes."),
        None => format!("{rows} rows imported."),
    }
}
