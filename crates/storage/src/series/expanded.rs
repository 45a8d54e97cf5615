//! How far series are expanded into sessions: a note beside each, no part of what it is.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};
use trellis_domain::{Id, Record, SeriesId, series::Series};
use uuid::Uuid;

use crate::{
    entity::series::{Column, Entity},
    error::StoreError,
    reading::{Reading, sealed::Connected},
    scope::{self, Standpoint},
    work::Work,
};

/// Up to which date there are sessions of each of these series; those that begin anew are left out.
pub async fn expanded_to(
    reading: &impl Reading,
    series: &[SeriesId],
) -> Result<BTreeMap<SeriesId, NaiveDate>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::Id.is_in(series.iter().map(|id| id.uuid())))
        .filter(Column::ExpandedTo.is_not_null());
    let query = query.select_only().columns([Column::Id, Column::ExpandedTo]);
    let noted: Vec<(Uuid, NaiveDate)> = query.into_tuple().all(&reading.executor()).await?;
    Ok(noted.into_iter().map(|(id, date)| (Id::new(id), date)).collect())
}

/// Notes up to which date there are sessions of these series; none to begin anew.
pub async fn note_expanded(work: &mut Work, series: &[SeriesId], to: Option<NaiveDate>) -> Result<(), StoreError> {
    #[expect(clippy::disallowed_methods, reason = "held to the network and the series")]
    let note = Entity::update_many().col_expr(Column::ExpandedTo, Expr::value(to));
    let of_network = note.filter(Column::NetworkId.eq(work.standpoint().network.uuid()));
    of_network.filter(Column::Id.is_in(series.iter().map(|id| id.uuid()))).exec(&work.executor()).await?;
    Ok(())
}

/// Series that take place and are not expanded up to a date, those that come after an id.
pub async fn due(
    reading: &impl Reading,
    horizon: NaiveDate,
    after: Option<SeriesId>,
    limit: u64,
) -> Result<Vec<Record<Series>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let short = Condition::any().add(Column::ExpandedTo.is_null()).add(Column::ExpandedTo.lt(horizon));
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::CancelledAt.is_null())
        .filter(short)
        .filter(Column::Id.gt(after.map_or(Uuid::nil(), Id::uuid)));
    scope::all(reading, query.order_by_asc(Column::Id).limit(limit)).await
}
