//! What every test finds. It goes past the API, and says so by its name.

use chrono::{DateTime, Utc};
use serde_json::json;
use trellis_app::{Secret, client, network, partner};
use trellis_domain::{ClientDetails, NetworkId, PartnerId};
use trellis_storage::{Actor, Store};

/// The id and secret of a client.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub id: String,
    pub secret: String,
}

/// Two networks, alike.
#[derive(Debug)]
pub struct Seed {
    pub operator: Credentials,
    pub bexley: Network,
    pub other: Network,
}

/// A network with a lead body, two partners, and a client for every role.
#[derive(Debug)]
pub struct Network {
    pub id: NetworkId,
    pub slug: String,
    pub lead_body: PartnerId,
    pub coordinator: Credentials,
    pub referrer: Credentials,
    pub booking_site: Credentials,
    pub sponsor: Credentials,
    pub alder: Partner,
    pub birch: Partner,
}

/// A partner and its client.
#[derive(Debug)]
pub struct Partner {
    pub id: PartnerId,
    pub client: Credentials,
}

impl Seed {
    pub async fn plant(store: &Store, now: DateTime<Utc>) -> Self {
        let operator = credentials(store, json!({ "name": "Operator", "role": "operator" }), now).await;
        let bexley = plant_network(store, "bexley", now).await;
        let other = plant_network(store, "elsewhere", now).await;
        Self { operator, bexley, other }
    }
}

async fn plant_network(store: &Store, slug: &str, now: DateTime<Utc>) -> Network {
    let details = json!({
        "slug": slug, "name": { "en": slug, "cy": slug }, "nation": "england", "time_zone": "Europe/London",
        "languages": ["en", "cy"],
    });
    let details = serde_json::from_value(details).unwrap();
    let actor = Actor::nobody(now);
    let (network, mut work) = network::found(store, actor, details, organisation("Lead body")).await.unwrap();
    let alder = partner::create(&mut work, organisation("Alder")).await.unwrap().id;
    let birch = partner::create(&mut work, organisation("Birch")).await.unwrap().id;
    work.commit().await.unwrap();
    let id = network.id;
    let of_role =
        async |role: &str| credentials(store, json!({ "name": role, "role": role, "network_id": id }), now).await;
    let of_partner = async |partner: PartnerId| {
        let details = json!({ "name": "Partner", "role": "partner", "network_id": id, "partner_id": partner });
        Partner { id: partner, client: credentials(store, details, now).await }
    };
    Network {
        id,
        slug: slug.to_owned(),
        lead_body: network.lead_body,
        coordinator: of_role("coordinator").await,
        referrer: of_role("referrer").await,
        booking_site: of_role("booking_site").await,
        sponsor: of_role("sponsor").await,
        alder: of_partner(alder).await,
        birch: of_partner(birch).await,
    }
}

pub(super) fn organisation(name: &str) -> trellis_domain::partner::PartnerDetails {
    serde_json::from_value(json!({ "name": name, "kind": "charity", "size": "small" })).unwrap()
}

/// Makes a client.
pub(super) async fn credentials(store: &Store, details: serde_json::Value, now: DateTime<Utc>) -> Credentials {
    let details: ClientDetails = serde_json::from_value(details).unwrap();
    let secret = Secret::generate().unwrap();
    let client = client::create(store, details, &secret, None, now).await.unwrap();
    Credentials { id: client.id.to_string(), secret: secret.reveal().to_owned() }
}
