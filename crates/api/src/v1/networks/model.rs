//! Networks as answers show them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use trellis_domain::{
    Network, NetworkDetails, NetworkId, Origin, PartnerId,
    area::AreaCode,
    clock_time::Zone,
    language::{Language, LocalizedName},
    network::{Charter, JointControllers, Nation},
    partner::PartnerDetails,
    text::Text,
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a network.
pub(super) type NetworkPatch = MergePatch<NetworkDetails>;

/// A page of networks.
pub(super) type NetworkPage = PageOf<NetworkView>;

/// A new network and the partner that leads it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CreateNetwork {
    /// The network.
    pub(super) network: NetworkDetails,
    /// Its lead body, which is its first partner.
    pub(super) lead_body: PartnerDetails,
}

/// A borough's network.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Network)]
pub(super) struct NetworkView {
    /// Its id.
    id: NetworkId,
    /// The short name in addresses.
    #[schema(value_type = String, examples("bexley"))]
    slug: Text<40>,
    /// The name that people read.
    name: LocalizedName,
    /// The GSS code of the council area.
    #[schema(required)]
    area_code: Option<AreaCode>,
    /// The nation whose rules apply.
    nation: Nation,
    /// The zone of its wall clocks.
    time_zone: Zone,
    /// The languages of its public text, the first being the default.
    languages: Vec<Language>,
    /// The charter.
    #[schema(required)]
    charter: Option<Charter>,
    /// The joint-controller arrangement.
    #[schema(required)]
    joint_controllers: Option<JointControllers>,
    /// The websites that may show this network's sessions in a frame.
    embed_origins: Vec<Origin>,
    /// Whether anybody may ask for help by a public form.
    public_requests: bool,
    /// The partner that leads it.
    lead_body: PartnerId,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<Network> for NetworkView {
    fn from(network: Network) -> Self {
        let Network { id, details, lead_body, revision: _, created_at } = network;
        let NetworkDetails {
            slug,
            name,
            area_code,
            nation,
            time_zone,
            languages,
            charter,
            joint_controllers,
            embed_origins,
            public_requests,
        } = details;
        Self {
            id,
            slug,
            name,
            area_code,
            nation,
            time_zone,
            languages,
            charter,
            joint_controllers,
            embed_origins,
            public_requests,
            lead_body,
            created_at,
        }
    }
}

/// What a network can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "network": {
            "slug": "example-borough",
            "name": { "en": "Example Borough digital champions" },
            "area_code": "E09000004",
            "nation": "england",
            "time_zone": "Europe/London",
            "languages": ["en"],
        },
        "lead_body": { "name": "Demonstration voluntary service council", "kind": "charity", "size": "small" },
    })
}

/// A change to a network.
pub(super) fn patch_example() -> Value {
    json!({
        "languages": ["en", "cy"],
        "charter": { "version": "2026-1", "date": "2026-11-01", "principles": ["Everybody is welcome"] },
        "embed_origins": ["https://www.example.gov.uk"],
    })
}
