//! Loading the open data of the borough.

use chrono::{DateTime, Utc};
use trellis_app::{CommandError, place, topic};
use trellis_domain::Network;
use trellis_storage::Store;

use super::files;
use crate::import::{
    FileRefused, apply,
    areas::{self, Besides, Boundaries, Lookup},
    districts, postcodes, topics, venues,
};

/// Why the data could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// A file is not as it should be.
    #[error("{0}")]
    File(#[from] FileRefused),
    /// A command failed.
    #[error(transparent)]
    Command(#[from] CommandError),
}

/// What all networks share: postcodes, districts, topics.
pub async fn load_shared(store: &Store) -> Result<(), LoadError> {
    let (postcodes, districts) = (postcodes::read(files::POSTCODES)?, districts::read(files::DISTRICTS)?);
    place::load_postcodes(store, &postcodes).await.map_err(CommandError::from)?;
    place::load_districts(store, &districts).await.map_err(CommandError::from)?;
    topic::load(store, topics::read(files::TOPICS)?).await?;
    Ok(())
}

/// What the borough's network has: wards, LSOAs, libraries and other venues.
pub async fn load_network(store: &Store, network: &Network, now: DateTime<Utc>) -> Result<(), LoadError> {
    let wards = Besides { boundaries: Boundaries::read(files::WARD_BOUNDARIES)?, ..Besides::default() };
    apply::areas(store, network, areas::read(files::WARDS, &wards)?, now).await?;
    let lsoas = Besides {
        boundaries: Boundaries::read(files::LSOA_BOUNDARIES)?,
        lookup: Lookup::read(files::LSOA_LOOKUP)?,
        ..Besides::default()
    };
    apply::areas(store, network, areas::read(files::LSOAS, &lsoas)?, now).await?;
    let today = network.today(now);
    for file in [files::LIBRARIES, files::VENUES] {
        apply::venues(store, network, venues::read(file, today)?, now).await?;
    }
    Ok(())
}
