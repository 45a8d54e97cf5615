//! Whose calls they are: a network, one of its partners, and a client for every role.

use serde_json::json;
use tokio::sync::OnceCell;
use trellis_domain::access::Role;

use crate::harness::{Client, Credentials, Network, Partner, TestApp};

/// A place to call from.
pub struct World<'a> {
    pub app: &'a TestApp,
    pub network: &'a Network,
    pub of: &'a Partner,
    clients: Vec<(Role, Client)>,
    neighbour: OnceCell<(String, Client)>,
}

impl<'a> World<'a> {
    /// A service with what calls stand on: topics and postcodes.
    pub async fn app() -> TestApp {
        let app = TestApp::start().await;
        app.plant_topics().await;
        app.plant_postcodes().await;
        app
    }

    /// Partner Alder of the first network.
    pub async fn alder(app: &'a TestApp) -> Self {
        Self::new(app, &app.seed.bexley, &app.seed.bexley.alder).await
    }

    /// Its neighbour Birch.
    pub async fn birch(app: &'a TestApp) -> Self {
        Self::new(app, &app.seed.bexley, &app.seed.bexley.birch).await
    }

    /// Partner Alder of the second network.
    pub async fn elsewhere(app: &'a TestApp) -> Self {
        Self::new(app, &app.seed.other, &app.seed.other.alder).await
    }

    async fn new(app: &'a TestApp, network: &'a Network, of: &'a Partner) -> Self {
        let mut world = Self { app, network, of, clients: Vec::new(), neighbour: OnceCell::new() };
        for role in Self::ROLES {
            let client = Client::with_credentials(&app.url, world.credentials(role)).await;
            world.clients.push((role, client));
        }
        // A default that partners can take; the same again is no change.
        let rules = json!({ "notice_hours": 36 });
        world.coordinator().patch("/v1/network/default-policy", rules).if_match("*").await.expect(200);
        world
    }

    /// A partner to offer requests to, and one that offers some: its id and its client. None of the strangers is it.
    pub async fn neighbour(&self) -> &(String, Client) {
        let make = || async {
            let partner = json!({ "name": "Cedar", "kind": "charity", "size": "small" });
            let partner = self.coordinator().post("/v1/partners", partner).await.expect(201).id();
            let client =
                json!({ "name": "Cedar", "role": "partner", "network_id": self.network.id, "partner_id": partner });
            (partner, self.app.plant_client(client).await)
        };
        self.neighbour.get_or_init(make).await
    }

    /// The roles that clients have.
    pub const ROLES: [Role; 6] =
        [Role::Operator, Role::Coordinator, Role::Partner, Role::Referrer, Role::BookingSite, Role::Sponsor];

    /// The id and secret of a role's client.
    pub fn credentials(&self, role: Role) -> &Credentials {
        match role {
            Role::Operator => &self.app.seed.operator,
            Role::Coordinator => &self.network.coordinator,
            Role::Partner => &self.of.client,
            Role::Referrer => &self.network.referrer,
            Role::BookingSite => &self.network.booking_site,
            Role::Sponsor => &self.network.sponsor,
            Role::Champion => panic!("no client has this role"),
        }
    }

    /// The client of a role.
    pub fn caller(&self, role: Role) -> &Client {
        &self.clients.iter().find(|(known, _)| *known == role).expect("a client of this role").1
    }

    pub fn coordinator(&self) -> &Client {
        self.caller(Role::Coordinator)
    }

    pub fn partner(&self) -> &Client {
        self.caller(Role::Partner)
    }
}
