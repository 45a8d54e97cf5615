//! `trellis import champions`

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::Args;
use trellis_domain::{Near, Network, Partner, PartnerId, external_id::Source};
use trellis_storage::{PageRequest, Reading, Standpoint, Store, partner::PartnerFilter};

use super::{Outcome, read, refused_file};
use crate::{
    failure::Failure,
    import::{
        FileRefused, Problem, apply,
        champions::{self, ChampionRow},
    },
    network,
};

#[derive(Debug, Args)]
pub(super) struct ImportChampions {
    /// The short name of the network
    #[arg(long, value_name = "SLUG")]
    network: String,
    /// The partner that they volunteer with: its id or its exact name
    #[arg(long, value_name = "NAME_OR_ID")]
    partner: String,
    /// The short name of the system that numbers them; a repeated import finds them by it
    #[arg(long, default_value = "import", value_name = "NAME")]
    source: String,
    /// A CSV file with the columns external_id and given_name, and if known family_name, email, phone, languages, skills,
    /// settings, postcode, travel_km, availability, stage
    #[expect(clippy::doc_markdown, reason = "people read this in a terminal")]
    file: PathBuf,
}

impl ImportChampions {
    pub(super) async fn run(self, store: &Store, now: DateTime<Utc>, apply: bool) -> Result<Outcome, Failure> {
        let Self { network, partner, source, file } = self;
        let network = network::named(store, &network).await?;
        let partner = partner_named(store, &network, &partner).await?;
        let source: Source = source.parse().map_err(|error| Failure::new(format!("--source: {error}")))?;
        let topics = store.installation().topics().await?;
        let champions = read(&file, |bytes| champions::read(bytes, &topics, network.today(now)))?;
        check_postcodes(store, &file, &champions).await?;
        if !apply {
            return Ok(Outcome::Good(champions.len()));
        }
        Ok(Outcome::Applied(apply::champions(store, &network, (partner, &source), champions, now).await?))
    }
}

/// A postcode is only known to be right once it is found.
async fn check_postcodes(store: &Store, file: &Path, champions: &[ChampionRow]) -> Result<(), Failure> {
    let mut problems = Vec::new();
    for ChampionRow { line, postcode, .. } in champions {
        let Some(postcode) = postcode else { continue };
        if store.installation().locate(&Near::Postcode(postcode.clone())).await?.is_none() {
            problems.push(Problem::cell(*line, "postcode", "a postcode in use, or one in a known district"));
        }
    }
    FileRefused::unless((), problems).map_err(|refused| refused_file(file, &refused))
}

/// The partner with this id or this name.
async fn partner_named(store: &Store, network: &Network, name: &str) -> Result<PartnerId, Failure> {
    let reads = store.reads(Standpoint::network(network.id));
    if let Ok(id) = name.parse::<PartnerId>() {
        let found = reads.find::<Partner>(id).await?;
        return found
            .map(|partner| partner.id)
            .ok_or_else(|| Failure::new("--partner: no partner of the network has this id"));
    }
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let page = reads.list::<Partner>(&PartnerFilter::default(), PageRequest { after, limit: 100 }).await?;
        found.extend(
            page.items.iter().filter(|partner| partner.details.name.as_str() == name).map(|partner| partner.id),
        );
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    match found.as_slice() {
        [partner] => Ok(*partner),
        [] => Err(Failure::new("--partner: no partner of the network has this name")),
        _ => Err(Failure::new("--partner: several partners have this name: say the id")),
    }
}
