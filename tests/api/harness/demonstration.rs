//! The demonstration network, as `trellis demo` loads it, at the time at which every test begins.

use std::{
    collections::BTreeMap,
    sync::{Arc, atomic::AtomicI64},
};

use chrono::TimeDelta;
use serde_json::{Value, json};
use trellis_app::Secret;
use trellis_domain::Revision;
use trellis_storage::{Standpoint, Store};

use super::{Client, Response, clock, database::TestDatabase, ids, listen, now_of, seed::Credentials};

/// A service with the demonstration network.
pub struct Demonstration {
    pub url: String,
    pub store: Store,
    pub network: trellis_domain::Network,
    /// What was said while it was loaded.
    pub said: BTreeMap<String, usize>,
    clock: Arc<AtomicI64>,
    handle: actix_web::dev::ServerHandle,
    _database: TestDatabase,
}

impl Demonstration {
    pub async fn start() -> Self {
        Self::start_interrupted("").await
    }

    /// The same, after a first try that broke off when it had said `at`.
    pub async fn start_interrupted(at: &'static str) -> Self {
        let database = TestDatabase::create().await;
        let (store, clock) = (database.open(ids()).await, clock());
        if !at.is_empty() {
            let (store, now) = (store.clone(), now_of(&clock));
            let first = async move {
                trellis::demo::load(&store, now, &mut |what, _| assert!(what != at, "broken off on purpose")).await
            };
            actix_web::rt::spawn(first).await.expect_err("it broke off");
        }
        let mut said = BTreeMap::new();
        let network = trellis::demo::load(&store, now_of(&clock), &mut hear(&mut said)).await.unwrap();
        let (state, handle) = listen(&store, &clock);
        Self { url: state.public_url.to_string(), store, network, said, clock, handle, _database: database }
    }

    /// Loads again, some time later; answers how much was loaded.
    pub async fn load_again(&self, later: TimeDelta) -> BTreeMap<String, usize> {
        let mut said = BTreeMap::new();
        trellis::demo::load(&self.store, now_of(&self.clock) + later, &mut hear(&mut said)).await.unwrap();
        said
    }

    /// The body of an answer as it is where the demonstration usually runs.
    pub fn at_home(&self, answer: &Response) -> Value {
        let text = answer.text.replace(&self.url, "http://127.0.0.1:8080");
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// How far the network has come.
    pub async fn revision(&self) -> Revision {
        self.store.reads(Standpoint::network(self.network.id)).revision().await.unwrap()
    }

    pub fn anybody(&self) -> Client {
        Client::anonymous(&self.url)
    }

    pub async fn coordinator(&self) -> Client {
        self.client(json!({ "name": "A test", "role": "coordinator", "network_id": self.network.id })).await
    }

    /// A client of the partner with this name.
    pub async fn partner(&self, name: &str) -> Client {
        let partners = self.coordinator().await.get("/v1/partners?limit=100").await.expect(200).body;
        let partner = partners["items"].as_array().unwrap().iter().find(|partner| partner["name"] == name);
        let partner = &partner.expect("a partner of that name")["id"];
        let network = self.network.id;
        self.client(json!({ "name": "A test", "role": "partner", "network_id": network, "partner_id": partner })).await
    }

    pub async fn operator(&self) -> Client {
        self.client(json!({ "name": "A test", "role": "operator" })).await
    }

    pub async fn referrer(&self) -> Client {
        self.client(json!({ "name": "A test", "role": "referrer", "network_id": self.network.id })).await
    }

    pub async fn booking_site(&self) -> Client {
        self.client(json!({ "name": "A test", "role": "booking_site", "network_id": self.network.id })).await
    }

    async fn client(&self, details: Value) -> Client {
        Client::with_credentials(&self.url, &self.credentials(details).await).await
    }

    /// A new client's id and secret.
    pub async fn credentials(&self, details: Value) -> Credentials {
        let secret = Secret::generate().unwrap();
        let details = serde_json::from_value(details).unwrap();
        let made = trellis_app::client::create(&self.store, details, &secret, None, now_of(&self.clock)).await.unwrap();
        Credentials { id: made.id.to_string(), secret: secret.reveal().to_owned() }
    }
}

/// Keeps what is said.
fn hear(said: &mut BTreeMap<String, usize>) -> impl FnMut(&str, usize) {
    |what, count| {
        said.insert(what.to_owned(), count);
    }
}

impl Drop for Demonstration {
    fn drop(&mut self) {
        let stop = self.handle.stop(false);
        actix_web::rt::spawn(stop);
    }
}
