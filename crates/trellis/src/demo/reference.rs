//! Loading the open data of the borough.

use chrono::{DateTime, Utc};
use trellis_app::{CommandError, place, topic};
use trellis_domain::{Network, topic::TopicFile};
use trellis_storage::Store;

use super::{LoadError, files};
use crate::import::{
    FileRefused, Problem, apply,
    areas::{self, Besides, Boundaries, Lookup},
    districts, postcodes, venues,
};

/// What all networks share: postcodes, districts, topics.
pub async fn load_shared(store: &Store, progress: &mut dyn FnMut(&str, usize)) -> Result<(), LoadError> {
    let (postcodes, districts) = (postcodes::read(files::POSTCODES)?, districts::read(files::DISTRICTS)?);
    place::load_postcodes(store, &postcodes).await.map_err(CommandError::from)?;
    place::load_districts(store, &districts).await.map_err(CommandError::from)?;
    progress("postcodes", postcodes.len());
    progress("postcode districts of the country", districts.len());
    let tree = topic::load(store, topics()?).await?;
    progress("topics", tree.topics().len());
    Ok(())
}

/// What the borough's network has: wards, LSOAs, libraries and other venues.
pub async fn load_network(
    store: &Store,
    network: &Network,
    now: DateTime<Utc>,
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let wards = Besides { boundaries: Boundaries::read(files::WARD_BOUNDARIES)?, ..Besides::default() };
    let wards = apply::areas(store, network, areas::read(files::WARDS, &wards)?, now).await?;
    progress("wards", wards.rows);
    let lsoas = Besides {
        boundaries: Boundaries::read(files::LSOA_BOUNDARIES)?,
        lookup: Lookup::read(files::LSOA_LOOKUP)?,
        ..Besides::default()
    };
    let lsoas = apply::areas(store, network, areas::read(files::LSOAS, &lsoas)?, now).await?;
    progress("LSOAs", lsoas.rows);
    let today = network.details.time_zone.local(now).date_naive();
    for (what, file) in [("libraries", files::LIBRARIES), ("other venues", files::VENUES)] {
        let venues = apply::venues(store, network, venues::read(file, today)?, now).await?;
        progress(what, venues.rows);
    }
    Ok(())
}

/// The topic tree.
fn topics() -> Result<TopicFile, FileRefused> {
    serde_json::from_slice(files::TOPICS).map_err(|error| {
        let place = format!("topics, line {}, column {}", error.line(), error.column());
        FileRefused::one(Problem::at(place, "topics as in the shipped file"))
    })
}

#[cfg(test)]
mod tests {
    use trellis_domain::{TopicTree, help::TopicSlug};

    use super::*;

    #[test]
    fn the_topics_form_a_tree() {
        let tree = TopicTree::new(topics().unwrap().topics).unwrap();
        assert_eq!(tree.topics().len(), 31);
        let (group, task): (TopicSlug, TopicSlug) = ("specialist".parse().unwrap(), "blue-badge".parse().unwrap());
        assert!(tree.below(&group).contains(&task));
    }
}
