//! Loading the open data of the borough.

use chrono::{DateTime, Utc};
use trellis_app::{CommandError, area, place, topic, venue};
use trellis_domain::{Network, area::AreaDetails, venue::VenueDetails};
use trellis_storage::{Store, Work};

use super::{
    LoadError, files,
    names::{NamedIds, ThingName},
};
use crate::import::{
    apply::{self, Applied},
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
    let ids = NamedIds::default();
    let loader = Loader { store: store.clone().with_ids(ids.source()), ids, network, now };
    let besides = Besides { boundaries: Boundaries::read(files::WARD_BOUNDARIES)?, ..Besides::default() };
    let wards = loader.areas(areas::read(files::WARDS, &besides)?).await?;
    let besides = Besides {
        boundaries: Boundaries::read(files::LSOA_BOUNDARIES)?,
        lookup: Lookup::read(files::LSOA_LOOKUP)?,
        ..Besides::default()
    };
    let lsoas = loader.areas(areas::read(files::LSOAS, &besides)?).await?;
    let today = network.today(now);
    let libraries = loader.venues(venues::read(files::LIBRARIES, today)?).await?;
    let venues = loader.venues(venues::read(files::VENUES, today)?).await?;
    Ok([("wards", wards.rows), ("LSOAs", lsoas.rows), ("libraries", libraries.rows), ("other venues", venues.rows)])
}

/// An import whose things are named by what the open data knows them by.
struct Loader<'a> {
    store: Store,
    ids: NamedIds,
    network: &'a Network,
    now: DateTime<Utc>,
}

impl Loader<'_> {
    async fn areas(&self, areas: Vec<AreaDetails>) -> Result<Applied, CommandError> {
        let owner = self.network.lead_body;
        let put = async |work: &mut Work, area: AreaDetails| {
            self.ids.next_is(&ThingName::new("area", &area.code));
            area::put(work, owner, area).await.map(drop)
        };
        apply::apply(&self.store, self.network, areas, self.now, put).await
    }

    async fn venues(&self, venues: Vec<VenueDetails>) -> Result<Applied, CommandError> {
        let owner = self.network.lead_body;
        let put = async |work: &mut Work, venue: VenueDetails| {
            self.ids.next_is(&ThingName::new("venue", source_of(&venue)));
            venue::put(work, owner, venue).await.map(drop)
        };
        apply::apply(&self.store, self.network, venues, self.now, put).await
    }
}

/// Where the open data has a venue: each of its venues has a source.
fn source_of(venue: &VenueDetails) -> String {
    venue.source.as_ref().map(|source| format!("{}/{}", source.name, source.id)).unwrap_or_default()
}
