//! `trellis import`

mod areas;
mod champions;

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::{Args, Subcommand};
use trellis_app::{place, topic};
use trellis_storage::Store;

use self::{areas::ImportAreas, champions::ImportChampions};
use super::{
    FileRefused,
    apply::{self, Applied},
    districts, postcodes, topics, venues,
};
use crate::{clock, demo::files, failure::Failure, network, settings::Data};

/// What to bring in.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(subcommand)]
    what: What,
    /// Check the file and say what is wrong with it, but apply nothing
    #[arg(long, global = true)]
    dry_run: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Postcodes: columns postcode, latitude, longitude, and if known lsoa11_code, ward_code
    #[expect(clippy::doc_markdown, reason = "people read this in a terminal")]
    Postcodes {
        /// A CSV file
        file: PathBuf,
    },
    /// Centres of postcode districts: columns outcode, latitude, longitude
    Districts {
        /// A CSV file
        file: PathBuf,
    },
    /// Topics, from a JSON file like the shipped one
    Topics {
        /// A JSON file; the topics that are shipped when absent
        file: Option<PathBuf>,
    },
    /// LSOAs or wards of a network: population, deprivation, digital exclusion
    Areas(ImportAreas),
    /// Venues of a network: libraries (Arts Council England) or food premises (Food Standards Agency)
    Venues {
        /// The short name of the network
        #[arg(long, value_name = "SLUG")]
        network: String,
        /// A CSV file
        file: PathBuf,
    },
    /// Champions of a partner, under its own numbers
    Champions(ImportChampions),
}

impl Import {
    pub(crate) async fn run(self, data: &Data) -> Result<(), Failure> {
        let store = data.open_ready().await?;
        let (now, apply) = (clock::now(), !self.dry_run);
        let applied = match self.what {
            What::Postcodes { file } => postcodes(&store, &file, apply).await?,
            What::Districts { file } => districts(&store, &file, apply).await?,
            What::Topics { file } => topics(&store, file.as_deref(), apply).await?,
            What::Areas(areas) => areas.run(&store, now, apply).await?,
            What::Champions(champions) => champions.run(&store, now, apply).await?,
            What::Venues { network, file } => venues(&store, &network, &file, now, apply).await?,
        };
        match applied {
            Outcome::Good(rows) => println!("{rows} rows are good; nothing was imported, as asked"),
            Outcome::Put(rows) => println!("{rows} rows imported"),
            Outcome::Applied(Applied { rows, changes }) => println!("{rows} rows imported, {changes} changes"),
        }
        Ok(())
    }
}

/// What became of a file.
pub(super) enum Outcome {
    Good(usize),
    Put(usize),
    Applied(Applied),
}

async fn postcodes(store: &Store, file: &Path, apply: bool) -> Result<Outcome, Failure> {
    let places = read(file, postcodes::read)?;
    if !apply {
        return Ok(Outcome::Good(places.len()));
    }
    place::load_postcodes(store, &places).await?;
    Ok(Outcome::Put(places.len()))
}

async fn districts(store: &Store, file: &Path, apply: bool) -> Result<Outcome, Failure> {
    let places = read(file, districts::read)?;
    if !apply {
        return Ok(Outcome::Good(places.len()));
    }
    place::load_districts(store, &places).await?;
    Ok(Outcome::Put(places.len()))
}

async fn topics(store: &Store, file: Option<&Path>, apply: bool) -> Result<Outcome, Failure> {
    let topics = file.map_or_else(|| Ok(topics::read(files::TOPICS)?), |file| read(file, topics::read))?;
    let rows = topics.topics.len();
    if !apply {
        return Ok(Outcome::Good(rows));
    }
    topic::load(store, topics).await?;
    Ok(Outcome::Put(rows))
}

async fn venues(store: &Store, slug: &str, file: &Path, now: DateTime<Utc>, apply: bool) -> Result<Outcome, Failure> {
    let network = network::named(store, slug).await?;
    let venues = read(file, |bytes| venues::read(bytes, network.today(now)))?;
    if !apply {
        return Ok(Outcome::Good(venues.len()));
    }
    Ok(Outcome::Applied(apply::venues(store, &network, venues, now).await?))
}

/// Opens a file and reads it; complaints name it.
pub(super) fn read<T>(path: &Path, read: impl FnOnce(&[u8]) -> Result<T, FileRefused>) -> Result<T, Failure> {
    let bytes =
        std::fs::read(path).map_err(|error| Failure::new(format!("cannot read {}: {error}", path.display())))?;
    read(&bytes).map_err(|refused| refused_file(path, &refused))
}

pub(super) fn refused_file(path: &Path, refused: &FileRefused) -> Failure {
    Failure::new(format!("{} cannot be taken\n{refused}", path.display()))
}
