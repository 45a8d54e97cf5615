//! The unit of work: one transaction that holds its network, numbers every change and writes its history.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseExecutor, DatabaseTransaction};
use trellis_domain::{
    ClientId, DelegationId, Head, Id, NounKind, PartnerId, Record, Revision,
    event::{Change, Event},
};
use uuid::Uuid;

use crate::{
    error::StoreError,
    event,
    kept::Kept,
    matching_pool::MatchingPools,
    network,
    queue::Turn,
    reading::{Horizon, Reading, sealed::Connected},
    scope::{self, Standpoint},
    store::Ids,
};

/// Who does the work, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The client; none for the command line.
    pub client: Option<ClientId>,
    /// The delegation by which the client acts for a partner.
    pub delegation: Option<DelegationId>,
    /// The opaque reference of the member of staff on whose behalf it calls.
    pub on_behalf_of: Option<String>,
    /// The time of the whole unit of work.
    pub now: DateTime<Utc>,
}

impl Actor {
    /// Nobody that history names: the command line, or the service itself.
    pub const fn nobody(now: DateTime<Utc>) -> Self {
        Self { client: None, delegation: None, on_behalf_of: None, now }
    }
}

/// Some changes of one network that happen together or not at all.
///
/// Nothing is kept until [`Work::commit`]; dropping it undoes everything. Commands borrow it, so they compose.
#[must_use = "work that is not committed is undone"]
pub struct Work {
    transaction: DatabaseTransaction,
    _turn: Turn,
    standpoint: Standpoint,
    actor: Actor,
    ids: Ids,
    pools: Arc<MatchingPools>,
    base: Revision,
    revision: Revision,
}

impl std::fmt::Debug for Work {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Work")
            .field("standpoint", &self.standpoint)
            .field("revision", &self.revision)
            .finish_non_exhaustive()
    }
}

impl Work {
    /// Locks the network's head, first and alone, so that there is no order of locks to get wrong.
    pub(crate) async fn lock(
        transaction: DatabaseTransaction,
        turn: Turn,
        standpoint: Standpoint,
        actor: Actor,
        (ids, pools): (Ids, Arc<MatchingPools>),
    ) -> Result<Self, StoreError> {
        let base = network::lock(&transaction, standpoint.network).await?;
        Ok(Self { transaction, _turn: turn, standpoint, actor, ids, pools, base, revision: base })
    }

    /// The time of this work.
    pub const fn now(&self) -> DateTime<Utc> {
        self.actor.now
    }

    /// Who does it.
    pub const fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The revision of the last change so far.
    pub const fn revision(&self) -> Revision {
        self.revision
    }

    /// A new id.
    pub fn new_id<N>(&self) -> Id<N> {
        Id::new((self.ids)(self.actor.now))
    }

    /// Keeps something new.
    pub async fn insert<N: Kept>(&mut self, id: Id<N>, owner: PartnerId, noun: N) -> Result<Record<N>, StoreError> {
        let now = self.actor.now;
        let revision = self.next();
        let shared = noun.shared();
        let created_by = self.actor.client;
        let head = Head { revision, owner, shared, created_by, created_at: now, updated_at: now };
        let record = Record { id, head, noun };
        scope::insert(&self.transaction, self.standpoint.network, &record).await?;
        self.tell(&record, Change::Created).await?;
        Ok(record)
    }

    /// Keeps several new things, each with its owner, and with a revision and an event of its own; at most some hundred at once.
    pub async fn insert_all<N: Kept>(
        &mut self,
        nouns: Vec<(Id<N>, PartnerId, N)>,
    ) -> Result<Vec<Record<N>>, StoreError> {
        if nouns.is_empty() {
            return Ok(Vec::new());
        }
        let now = self.actor.now;
        let created_by = self.actor.client;
        let record = |(id, owner, noun): (Id<N>, PartnerId, N)| {
            let (revision, shared) = (self.next(), noun.shared());
            Record { id, head: Head { revision, owner, shared, created_by, created_at: now, updated_at: now }, noun }
        };
        let records: Vec<_> = nouns.into_iter().map(record).collect();
        scope::insert_all(&self.transaction, self.standpoint.network, &records).await?;
        let events = records.iter().map(|record| {
            let Head { revision, owner, shared, .. } = record.head;
            self.event(revision, N::KIND, record.id.uuid(), Change::Created, owner, shared)
        });
        event::insert_all(&self.transaction, self.standpoint.network, events).await?;
        Ok(records)
    }

    /// Keeps a changed noun; the same noun again is no change and leaves no trace.
    pub async fn update<N: Kept>(&mut self, old: &Record<N>, noun: N) -> Result<Record<N>, StoreError> {
        if noun == old.noun {
            return Ok(old.clone());
        }
        let revision = self.next();
        let head = Head { revision, shared: noun.shared(), updated_at: self.actor.now, ..old.head };
        let record = Record { id: old.id, head, noun };
        scope::update(&self.transaction, self.standpoint.network, &record).await?;
        // Those who could see it until now are told too; they find that it is gone.
        let shared = record.head.shared || old.head.shared;
        self.write_event(revision, N::KIND, record.id.uuid(), Change::Updated, record.head.owner, shared).await?;
        Ok(record)
    }

    /// Notes that a child changed: its root is as new as the child, whatever else stays the same.
    pub async fn touch<N: Kept>(&mut self, old: &Record<N>) -> Result<Record<N>, StoreError> {
        let head = Head { revision: self.next(), updated_at: self.actor.now, ..old.head };
        let record = Record { head, ..old.clone() };
        scope::update(&self.transaction, self.standpoint.network, &record).await?;
        self.tell(&record, Change::Updated).await?;
        Ok(record)
    }

    /// Gives something to another partner, changed or not: for its old owner it is gone, for the new one it is new.
    pub async fn hand_over<N: Kept>(
        &mut self,
        old: &Record<N>,
        owner: PartnerId,
        noun: N,
    ) -> Result<Record<N>, StoreError> {
        self.next();
        self.tell_at(self.revision, old, Change::Removed).await?;
        let head = Head { revision: self.next(), owner, shared: noun.shared(), updated_at: self.actor.now, ..old.head };
        let record = Record { id: old.id, head, noun };
        scope::update(&self.transaction, self.standpoint.network, &record).await?;
        self.tell(&record, Change::Created).await?;
        Ok(record)
    }

    /// Removes something; its event stays as a tombstone.
    pub async fn remove<N: Kept>(&mut self, old: &Record<N>) -> Result<(), StoreError> {
        self.next();
        scope::remove(&self.transaction, self.standpoint.network, old.id).await?;
        self.tell_at(self.revision, old, Change::Removed).await
    }

    /// Records that something protected of it was read. The thing itself does not change.
    pub async fn disclosed<N: Kept>(&mut self, record: &Record<N>) -> Result<(), StoreError> {
        self.next();
        self.tell_at(self.revision, record, Change::Disclosed).await
    }

    /// Tells another partner of something that it knows too from now on. The thing itself does not change.
    pub async fn introduce<N: Kept>(&mut self, record: &Record<N>, to: PartnerId) -> Result<(), StoreError> {
        let revision = self.next();
        self.write_event(revision, N::KIND, record.id.uuid(), Change::Created, to, false).await
    }

    /// Tells another partner that something it knows has changed. The thing itself does not change by that.
    pub async fn inform<N: Kept>(&mut self, record: &Record<N>, to: PartnerId) -> Result<(), StoreError> {
        let revision = self.next();
        self.write_event(revision, N::KIND, record.id.uuid(), Change::Updated, to, false).await
    }

    /// Notes a change of the network itself; for the network's own repository.
    pub(crate) async fn tell_of_network(
        &mut self,
        lead_body: PartnerId,
        change: Change,
    ) -> Result<Revision, StoreError> {
        let revision = self.next();
        let subject = self.standpoint.network.uuid();
        self.write_event(revision, NounKind::Network, subject, change, lead_body, true).await?;
        Ok(revision)
    }

    /// A step that can be undone alone: what it changed is kept if it ends well, else it is as if it had not begun.
    ///
    /// The outer error is the database's; the inner result is the step's own.
    pub async fn step<T, E>(
        &mut self,
        step: impl AsyncFnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Result<T, E>, StoreError> {
        let before = self.revision;
        self.transaction.execute_unprepared("SAVEPOINT step").await?;
        let outcome = step(self).await;
        if outcome.is_err() {
            self.transaction.execute_unprepared("ROLLBACK TO SAVEPOINT step").await?;
            self.revision = before;
        }
        self.transaction.execute_unprepared("RELEASE SAVEPOINT step").await?;
        Ok(outcome)
    }

    /// Keeps everything; answers the network's revision.
    pub async fn commit(self) -> Result<Revision, StoreError> {
        if self.revision != self.base {
            network::advance(&self.transaction, self.standpoint.network, self.revision).await?;
        }
        self.transaction.commit().await?;
        Ok(self.revision)
    }

    fn next(&mut self) -> Revision {
        self.revision = self.revision.next();
        self.revision
    }

    async fn tell<N: Kept>(&self, record: &Record<N>, change: Change) -> Result<(), StoreError> {
        self.tell_at(record.head.revision, record, change).await
    }

    async fn tell_at<N: Kept>(&self, revision: Revision, record: &Record<N>, change: Change) -> Result<(), StoreError> {
        self.write_event(revision, N::KIND, record.id.uuid(), change, record.head.owner, record.head.shared).await
    }

    async fn write_event(
        &self,
        revision: Revision,
        noun: NounKind,
        id: Uuid,
        change: Change,
        owner: PartnerId,
        shared: bool,
    ) -> Result<(), StoreError> {
        let event = self.event(revision, noun, id, change, owner, shared);
        event::insert_all(&self.transaction, self.standpoint.network, [event]).await
    }

    /// Something that happened, signed as far as whoever is told may know: what is done for one partner becomes known to another without by whom.
    /// What all the network sees is signed by the client, and never by the delegation.
    fn event(
        &self,
        revision: Revision,
        noun: NounKind,
        id: Uuid,
        change: Change,
        owner: PartnerId,
        shared: bool,
    ) -> Event {
        let Actor { client, delegation, on_behalf_of, now: at } = self.actor.clone();
        let is_own = self.standpoint.partner.is_none_or(|partner| partner == owner);
        let client = client.filter(|_| is_own || shared);
        let (delegation, on_behalf_of) = (delegation.filter(|_| is_own), on_behalf_of.filter(|_| is_own));
        Event { revision, noun, id, change, owner, shared, client, delegation, on_behalf_of, at }
    }
}

impl Connected for Work {
    fn executor(&self) -> DatabaseExecutor<'_> {
        DatabaseExecutor::Transaction(&self.transaction)
    }
}

impl Reading for Work {
    fn standpoint(&self) -> Standpoint {
        self.standpoint
    }

    async fn horizon(&self) -> Result<Horizon, StoreError> {
        Ok(Horizon { kept: self.base, seen: self.revision })
    }

    fn matching_pools(&self) -> &MatchingPools {
        &self.pools
    }
}
