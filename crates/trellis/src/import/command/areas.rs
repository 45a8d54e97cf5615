//! `trellis import areas`

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::Args;
use trellis_storage::Store;

use super::{Outcome, read};
use crate::{
    failure::Failure,
    import::{
        apply,
        areas::{self, Besides, Boundaries, Lookup},
    },
    network,
};

#[derive(Debug, Args)]
pub(super) struct ImportAreas {
    /// The short name of the network
    #[arg(long, value_name = "SLUG")]
    network: String,
    /// A CSV file with the columns of lsoas.csv or wards.csv in the demonstration data
    file: PathBuf,
    /// Their outlines: a GeoJSON feature collection with the areas' codes
    #[arg(long, value_name = "GEOJSON")]
    boundaries: Option<PathBuf>,
    /// Which outlines and which ward belong to an LSOA: a CSV file with the columns of lsoa_lookup.csv
    #[expect(clippy::doc_markdown, reason = "people read this in a terminal")]
    #[arg(long, value_name = "CSV")]
    lookup: Option<PathBuf>,
}

impl ImportAreas {
    pub(super) async fn run(self, store: &Store, now: DateTime<Utc>, apply: bool) -> Result<Outcome, Failure> {
        let Self { network, file, boundaries, lookup } = self;
        let network = network::named(store, &network).await?;
        let besides = Besides {
            boundaries: boundaries.map(|file| read(&file, Boundaries::read)).transpose()?.unwrap_or_default(),
            lookup: lookup.map(|file| read(&file, Lookup::read)).transpose()?.unwrap_or_default(),
            centres: store.installation().area_centres().await?,
        };
        let areas = read(&file, |bytes| areas::read(bytes, &besides))?;
        if !apply {
            return Ok(Outcome::Good(areas.len()));
        }
        Ok(Outcome::Applied(apply::areas(store, &network, areas, now).await?))
    }
}
