//! Merges of persons that can be undone: a narrow row for each, which only the partner that asked makes any use of.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use trellis_domain::{Champion, Id, PartnerId, champion::Merge};
use uuid::Uuid;

use crate::{
    entity::merge::{ActiveModel, Column, Entity},
    error::StoreError,
    reading::{Reading, sealed::Connected},
    row::{self, Row},
    scope,
    work::Work,
};

const TABLE: &str = "merges";

/// A merge that is kept, for taking it off again.
#[derive(Debug, Clone)]
pub struct KeptMerge {
    id: Uuid,
    /// What was done.
    pub merge: Merge,
}

/// Keeps what a partner had moved.
pub async fn keep(work: &mut Work, owner: PartnerId, merge: &Merge) -> Result<(), StoreError> {
    let id: Id<Champion> = work.new_id();
    let Merge { source, moved, merged_at } = merge;
    let row = ActiveModel {
        network_id: Set(work.standpoint().network.uuid()),
        id: Set(id.uuid()),
        owner_id: Set(owner.uuid()),
        source_id: Set(source.uuid()),
        moved: Set(row::json(TABLE, moved)?),
        merged_at: Set(*merged_at),
    };
    Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// What a partner had merged and did not undo, the latest first.
pub async fn of_partner(reading: &impl Reading, owner: PartnerId) -> Result<Vec<KeptMerge>, StoreError> {
    let own = reading.standpoint().of_partner(owner);
    let latest_first = scope::scoped::<Entity>(&own)?.order_by_desc(Column::MergedAt).order_by_desc(Column::Id);
    let kept = latest_first.all(&reading.executor()).await?.into_iter().map(|model| {
        let moved = Row { table: TABLE, id: model.id }.json("moved", model.moved)?;
        let merge = Merge { source: Id::new(model.source_id), moved, merged_at: model.merged_at };
        Ok(KeptMerge { id: model.id, merge })
    });
    kept.collect()
}

/// Forgets a merge that was undone.
pub async fn forget(work: &mut Work, kept: &KeptMerge) -> Result<(), StoreError> {
    let network = work.standpoint().network.uuid();
    #[expect(clippy::disallowed_methods, reason = "held to the network and the merge")]
    let row = Entity::delete_many().filter(Column::NetworkId.eq(network)).filter(Column::Id.eq(kept.id));
    row.exec(&work.executor()).await?;
    Ok(())
}
