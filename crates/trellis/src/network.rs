//! `trellis network`

use clap::{Args, Subcommand};
use trellis_domain::{ClosedEnum, Network, NetworkDetails, network::Nation, partner::PartnerDetails};
use trellis_storage::{Actor, Store};

use crate::{clock, failure::Failure, settings::Data};

#[derive(Debug, Subcommand)]
pub(crate) enum NetworkCommand {
    /// Found a network with its lead body, and print their ids
    Create(CreateNetwork),
}

#[derive(Debug, Args)]
pub(crate) struct CreateNetwork {
    /// The short name in addresses: lower-case letters, digits and hyphens
    #[arg(long)]
    slug: String,
    /// The name that people read, in English
    #[arg(long)]
    name: String,
    /// The name of the organisation that leads it
    #[arg(long, value_name = "NAME")]
    lead_body: String,
    /// One of `england`, `wales`, `scotland`, `northern_ireland`
    #[arg(long, default_value = "england")]
    nation: String,
    /// The IANA zone of its wall clocks
    #[arg(long, default_value = "Europe/London", value_name = "ZONE")]
    time_zone: String,
    /// The GSS code of the council area
    #[arg(long, value_name = "CODE")]
    area_code: Option<String>,
}

impl NetworkCommand {
    pub(crate) async fn run(self, data: &Data) -> Result<(), Failure> {
        let Self::Create(create) = self;
        let store = data.open_ready().await?;
        let (details, lead_body) = create.read()?;
        let actor = Actor::nobody(clock::now());
        let (network, work) = trellis_app::network::found(&store, actor, details, lead_body).await?;
        work.commit().await?;
        println!("network   {}", network.id);
        println!("lead_body {}", network.lead_body);
        Ok(())
    }
}

impl CreateNetwork {
    fn read(self) -> Result<(NetworkDetails, PartnerDetails), Failure> {
        let Self { slug, name, lead_body, nation, time_zone, area_code } = self;
        let nation =
            Nation::parse(&nation).ok_or_else(|| Failure::new(format!("--nation: one of {}", Nation::codes())))?;
        let network = serde_json::json!({
            "slug": slug, "name": { "en": name }, "nation": nation, "time_zone": time_zone, "area_code": area_code,
            "languages": ["en"],
        });
        let wrong = |error: serde_json::Error| Failure::new(error.to_string());
        let lead_body = serde_json::json!({ "name": lead_body, "kind": "other", "size": "small" });
        Ok((serde_json::from_value(network).map_err(wrong)?, serde_json::from_value(lead_body).map_err(wrong)?))
    }
}

/// The network with this short name.
pub(crate) async fn named(store: &Store, slug: &str) -> Result<Network, Failure> {
    let found = store.installation().network_by_slug(slug).await?;
    found.ok_or_else(|| {
        Failure::new("--network: there is no network with this short name: make one with trellis network create")
    })
}
