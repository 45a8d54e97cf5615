//! The history of a network, as far as a reader may know it.

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, Id, NetworkId, NounKind, Revision,
    access::{Caller, Reach},
    event::Event,
};
use uuid::Uuid;

use crate::{
    entity::event::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    network,
    reading::{Reading, sealed::Connected},
    reads::Reads,
    row::{self, Row},
};

/// A part of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What the reader may know, in order.
    pub events: Vec<Event>,
    /// Up to where was looked: the next question starts after it.
    pub next_after: Revision,
}

/// The events that come after `after` and that the caller may know: for each kind of thing, as far as it may read that thing.
///
/// Ask it of a snapshot, so that the events and the revision they reach up to belong together.
pub async fn feed(reads: &Reads, caller: &Caller, after: Revision, limit: u64) -> Result<Feed, StoreError> {
    let network_id = reads.standpoint().network;
    let query = events(network_id).filter(Column::Revision.gt(after.number())).filter(readable(caller));
    let models = query.order_by_asc(Column::Revision).limit(limit).all(&reads.executor()).await?;
    let events = models.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let full = u64::try_from(events.len()).is_ok_and(|found| found >= limit);
    let next_after = match events.last() {
        Some(last) if full => last.revision,
        _ => network::revision(&reads.executor(), network_id).await?.max(after),
    };
    Ok(Feed { events, next_after })
}

/// What happened in the network after a change, in order, whoever may know of it; at most so many. For what is kept in memory, and never shown.
pub async fn since(reading: &impl Reading, after: Revision, limit: u64) -> Result<Vec<Event>, StoreError> {
    let query = events(reading.standpoint().network).filter(Column::Revision.gt(after.number()));
    let models = query.order_by_asc(Column::Revision).limit(limit).all(&reading.executor()).await?;
    models.into_iter().map(read).collect()
}

#[expect(clippy::disallowed_methods, reason = "held to the network here, and to the reader's rights by `readable`")]
fn events(network: NetworkId) -> sea_orm::Select<Entity> {
    Entity::find().filter(Column::NetworkId.eq(network.uuid()))
}

fn readable(caller: &Caller) -> Condition {
    let own = Column::OwnerId.eq(caller.partner.map_or(Uuid::nil(), Id::uuid));
    let made = Column::ClientId.eq(caller.client.uuid());
    let kinds = |reach: Reach| {
        let kinds = NounKind::VARIANTS.iter().filter(move |kind| caller.reads(**kind) == reach);
        Column::Noun.is_in(kinds.map(|kind| kind.code()))
    };
    Condition::any()
        .add(Condition::all().add(kinds(Reach::Created)).add(made))
        .add(Condition::all().add(kinds(Reach::Own)).add(own.clone()))
        // Whoever is given something is told by an event of its own.
        .add(Condition::all().add(kinds(Reach::Party)).add(own.clone()))
        .add(Condition::all().add(kinds(Reach::Shared)).add(Condition::any().add(own).add(Column::Shared.eq(true))))
        .add(kinds(Reach::Network))
}

#[expect(clippy::disallowed_methods, reason = "each row names its network")]
pub(crate) async fn insert_all(
    db: &impl ConnectionTrait,
    network: NetworkId,
    events: impl IntoIterator<Item = Event>,
) -> Result<(), StoreError> {
    let rows = events.into_iter().map(|event| active(network, event));
    Entity::insert_many(rows).exec_without_returning(db).await?;
    Ok(())
}

fn active(network: NetworkId, event: Event) -> ActiveModel {
    let Event { revision, noun, id, change, owner, shared, client, delegation, on_behalf_of, at } = event;
    ActiveModel {
        network_id: Set(network.uuid()),
        revision: Set(revision.number()),
        noun: Set(row::code(noun)),
        subject_id: Set(id),
        change: Set(row::code(change)),
        owner_id: Set(owner.uuid()),
        shared: Set(shared),
        client_id: Set(client.map(Id::uuid)),
        delegation_id: Set(delegation.map(Id::uuid)),
        on_behalf_of: Set(on_behalf_of),
        at: Set(at),
    }
}

fn read(model: Model) -> Result<Event, StoreError> {
    let row = Row { table: "events", id: model.subject_id };
    Ok(Event {
        revision: Revision::new(model.revision),
        noun: row.parsed("noun", &model.noun)?,
        id: model.subject_id,
        change: row.parsed("change", &model.change)?,
        owner: Id::new(model.owner_id),
        shared: model.shared,
        client: model.client_id.map(Id::new),
        delegation: model.delegation_id.map(Id::new),
        on_behalf_of: model.on_behalf_of,
        at: model.at,
    })
}
