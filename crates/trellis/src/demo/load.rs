//! Loading the network: through the same commands as the API, in units of work, and relative to the day of loading.
//!
//! Everything has an id that follows from its name, so what is there already is left alone: an interrupted load goes on
//! where it was, and a repeated one changes nothing, except that a later day brings its sessions.

mod activities;
mod agreements;
mod attestations;
mod calendars;
mod champions;
mod clients;
mod courses;
mod delegations;
mod error;
mod learners;
mod match_plans;
mod partners;
mod records;
mod requests;
mod series;
mod sessions;
mod venues;

pub(super) use records::SOURCE;

pub use error::LoadError;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use trellis_domain::{Network, PartnerId, clock_time::Zone};
use trellis_storage::{Actor, Standpoint, Store, StoreError, Work};

use super::{calendar::Calendar, content::Content, names::NamedIds, reference, references::References};

/// Loads what is missing. `progress` hears of each step: what was loaded, and how much of it.
pub async fn load(
    store: &Store,
    now: DateTime<Utc>,
    progress: &mut dyn FnMut(&str, usize),
) -> Result<Network, LoadError> {
    let content = Content::read()?;
    let mut loader = Loader::begin(store, &content, now).await?;
    let complete = requests::all_there(&loader, &content).await?;
    if !complete {
        partners::load_history(&loader, &content, progress).await?;
        for (what, count) in reference::load_shared(store).await? {
            progress(what, count);
        }
        for (what, count) in reference::load_network(store, &loader.network, now).await? {
            progress(what, count);
        }
    }
    venues::load(&mut loader, content.venues).await?;
    champions::note(&mut loader, &content.champions);
    learners::note(&mut loader, &content.learners);
    activities::note(&mut loader, &content.activities);
    if !complete {
        Box::pin(champions::load(&loader, &content.champions, progress)).await?;
        attestations::load(&loader).await?;
        courses::load(&loader).await?;
        agreements::load(&loader).await?;
        Box::pin(learners::load(&loader, &content.learners, progress)).await?;
        Box::pin(activities::load(&loader, &content.activities, progress)).await?;
        sessions::load_single(&loader, &content.sessions.single).await?;
    }
    Box::pin(series::load(&loader, &content.sessions.weekly, progress)).await?;
    if !complete {
        clients::load(&loader).await?;
        calendars::load(&loader).await?;
        delegations::load(&loader).await?;
        Box::pin(requests::load(&loader, content.requests, progress)).await?;
    }
    Box::pin(match_plans::load(&loader)).await?;
    Ok(loader.network)
}

/// What every step needs.
struct Loader {
    store: Store,
    ids: NamedIds,
    network: Network,
    calendar: Calendar,
    references: References,
    partners: BTreeMap<String, PartnerId>,
}

impl Loader {
    /// Finds the network, or founds it.
    async fn begin(store: &Store, content: &Content, now: DateTime<Utc>) -> Result<Self, LoadError> {
        let ids = NamedIds::default();
        let store = store.clone().with_ids(ids.source());
        // The demonstration lies in London.
        let calendar = Calendar::new(now, Zone::LONDON);
        let references = References::new(calendar);
        let network = partners::network(&store, &ids, content, &references).await?;
        let all = std::iter::once((&content.lead, network.lead_body));
        let others = content.partners.iter().map(|entry| (entry, partners::name(entry).id()));
        let partners = all.chain(others).map(|(entry, id)| (entry.key.clone(), id)).collect();
        Ok(Self { store, ids, network, calendar, references, partners })
    }

    /// A unit of work, now.
    async fn work(&self) -> Result<Work, StoreError> {
        self.work_at(self.calendar.now).await
    }

    /// A unit of work at another time.
    async fn work_at(&self, now: DateTime<Utc>) -> Result<Work, StoreError> {
        self.store.work(self.standpoint(), Actor::nobody(now)).await
    }

    /// The network's own view of itself.
    fn standpoint(&self) -> Standpoint {
        Standpoint::network(self.network.id)
    }

    /// The partner that the content calls so.
    fn partner(&self, key: &str) -> Result<PartnerId, LoadError> {
        let known = self.partners.get(key).copied();
        known.ok_or_else(|| LoadError::content("partners", format!("there is no partner {key}")))
    }
}
