//! Loading the open data of the borough.

use chrono::{DateTime, Utc};
use trellis_app::{place, topic};
use trellis_domain::Network;
use trellis_storage::Store;

use super::{LoadError, files};
use crate::import::{
    apply,
    areas::{self, Besides, Boundaries, Lookup},
    districts, postcodes, topics, venues,
};

/// What was loaded, and how much of it.
pub type Loaded<const STEPS: usize> = [(&'static str, usize); STEPS];

/// What all networks share: postcodes, districts, topics.
pub async fn load_shared(store: &Store) -> Result<Loaded<3>, LoadError> {
    let (postcodes, districts) = (postcodes::read(files::POSTCODES)?, districts::read(files::DISTRICTS)?);
    place::load_postcodes(store, &postcodes).await?;
    place::load_districts(store, &districts).await?;
    let topics = topic::load(store, topics::read(files::TOPICS)?).await?.topics().len();
    Ok([("postcodes", postcodes.len()), ("postcode districts of the country", districts.len()), ("topics", topics)])
}

/// What the borough's network has: wards, LSOAs, libraries and other venues.
pub async fn load_network(store: &Store, network: &Network, now: DateTime<Utc>) -> Result<Loaded<4>, LoadError> {
    let besides = Besides { boundaries: Boundaries::read(files::WARD_BOUNDARIES)?, ..Besides::default() };
    let wards = apply::areas(store, network, areas::read(files::WARDS, &besides)?, now).await?;
    let besides = Besides {
        boundaries: Boundaries::read(files::LSOA_BOUNDARIES)?,
        lookup: Lookup::read(files::LSOA_LOOKUP)?,
        ..Besides::default()
    };
    let lsoas = apply::areas(store, network, areas::read(files::LSOAS, &besides)?, now).await?;
    let today = network.today(now);
    let libraries = apply::venues(store, network, venues::read(files::LIBRARIES, today)?, now).await?;
    let venues = apply::venues(store, network, venues::read(files::VENUES, today)?, now).await?;
    Ok([("wards", wards.rows), ("LSOAs", lsoas.rows), ("libraries", libraries.rows), ("other venues", venues.rows)])
}
