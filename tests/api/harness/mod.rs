//! A real server with its own database, a clock that the test owns, and clients for every role.

mod client;
mod contract;
mod database;
mod demonstration;
mod planted;
mod seed;

use std::{
    num::NonZeroUsize,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use trellis_api::{State, cursor::CursorKey, oauth::TokenKeys};
use trellis_storage::Store;
use uuid::Uuid;

pub use client::{Client, Request, Response};
pub use contract::{CONTRACT, operation};
pub use demonstration::Demonstration;
pub use seed::{Credentials, Network, Partner, Seed};

/// The time at which every test begins: a Tuesday morning.
pub const START: &str = "2026-12-01T09:00:00Z";

/// A running service.
pub struct TestApp {
    /// Its address, without a slash at the end.
    pub url: String,
    /// The data, for what no operation shows.
    pub store: Store,
    /// What every test finds: two networks, and in the first a lead body and two partners.
    pub seed: Seed,
    /// What the service was started with, for tests that start another one around it.
    pub state: State,
    clock: Arc<AtomicI64>,
    handles: Mutex<Vec<actix_web::dev::ServerHandle>>,
    database: database::TestDatabase,
}

impl TestApp {
    /// Starts a service with a database of its own.
    pub async fn start() -> Self {
        let database = database::TestDatabase::create().await;
        let clock = clock();
        let store = database.open(ids()).await;
        let now = now_of(&clock);
        let seed = Seed::plant(&store, now).await;
        let (state, handle) = listen(&store, &clock);
        let url = state.public_url.to_string();
        Self { url, store, seed, state, clock, handles: Mutex::new(vec![handle]), database }
    }

    /// Starts another service beside this one, with caches of its own, and says where it is.
    pub fn beside(&self, state: State) -> String {
        let (socket, url) = socket();
        let running = trellis::start(socket, NonZeroUsize::MIN, state).unwrap();
        actix_web::rt::spawn(running.server);
        self.handles.lock().unwrap().push(running.handle);
        url
    }

    /// The time, as the service sees it.
    pub fn now(&self) -> DateTime<Utc> {
        now_of(&self.clock)
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.clock.fetch_add(time.num_microseconds().unwrap(), Ordering::SeqCst);
    }

    /// The database itself, for looking at it as it is.
    pub fn database_url(&self) -> &str {
        self.database.url()
    }

    /// A caller without a token.
    pub fn anybody(&self) -> Client {
        Client::anonymous(&self.url)
    }

    /// A new client, past the API.
    pub async fn plant_client(&self, details: Value) -> Client {
        Client::with_credentials(&self.url, &seed::credentials(&self.store, details, self.now()).await).await
    }

    /// A caller with the credentials that `POST /v1/clients` answered.
    pub async fn client(&self, made: &Value) -> Client {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let credentials = seed::Credentials { id: text(&made["client"]["id"]), secret: text(&made["client_secret"]) };
        Client::with_credentials(&self.url, &credentials).await
    }

    /// Loads postcodes, districts and topics, which all networks share.
    pub async fn load_places(&self) {
        trellis::demo::reference::load_shared(&self.store).await.unwrap();
    }

    /// The operator of the installation.
    pub async fn operator(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.operator).await
    }

    /// The co-ordinator of the first network.
    pub async fn coordinator(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.coordinator).await
    }

    /// A client of the first network's partner Alder.
    pub async fn alder(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.alder.client).await
    }

    /// A client of the first network's partner Birch.
    pub async fn birch(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.birch.client).await
    }

    /// A referrer in the first network.
    pub async fn referrer(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.referrer).await
    }

    /// A booking site in the first network.
    pub async fn booking_site(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.booking_site).await
    }

    /// A sponsor in the first network.
    pub async fn sponsor(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.bexley.sponsor).await
    }

    /// A client of the second network's partner Alder.
    pub async fn elsewhere(&self) -> Client {
        Client::with_credentials(&self.url, &self.seed.other.alder.client).await
    }

    /// The event feed from the beginning, as somebody sees it.
    pub async fn events(&self, reader: &Client) -> Vec<Value> {
        reader.get("/v1/events?limit=100").await.expect(200).body["items"].as_array().unwrap().clone()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        for handle in self.handles.get_mut().unwrap().drain(..) {
            actix_web::rt::spawn(handle.stop(false));
        }
    }
}

/// A clock at the time at which every test begins.
fn clock() -> Arc<AtomicI64> {
    Arc::new(AtomicI64::new(START.parse::<DateTime<Utc>>().unwrap().timestamp_micros()))
}

/// Starts a service, at an address of its own, that reads this clock.
fn listen(store: &Store, clock: &Arc<AtomicI64>) -> (State, actix_web::dev::ServerHandle) {
    let (socket, url) = socket();
    let (key, reading) = (TokenKeys::generate().unwrap(), Arc::clone(clock));
    let state = State {
        store: store.clone(),
        clock: Arc::new(move || now_of(&reading)),
        keys: Arc::new(TokenKeys::from_pkcs8(&key).unwrap()),
        cursors: CursorKey::derive(&key).unwrap(),
        rate_limits: None,
        public_url: url.as_str().into(),
    };
    let running = trellis::start(socket, NonZeroUsize::MIN, state.clone()).unwrap();
    actix_web::rt::spawn(running.server);
    (state, running.handle)
}

/// A free port.
fn socket() -> (std::net::TcpListener, String) {
    let socket = trellis::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    (socket, url)
}

fn now_of(clock: &AtomicI64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(clock.load(Ordering::SeqCst)).unwrap()
}

/// UUIDv7 numbers in order: the time, then a counter.
fn ids() -> trellis_storage::Ids {
    let counter = AtomicU64::new(1);
    Arc::new(move |now| {
        let millis = u64::try_from(now.timestamp_millis()).unwrap();
        let count = counter.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128((u128::from(millis) << 80) | (0x7 << 76) | (0x2 << 62) | u128::from(count))
    })
}
