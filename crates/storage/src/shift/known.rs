//! Whom champions have helped.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, QueryTrait};
use trellis_domain::{ChampionId, ClosedEnum, Id, LearnerId, PartnerId, booking::BookingState, shift::ShiftState};
use uuid::Uuid;

use crate::{
    entity::{
        booking,
        shift::{Column, Entity},
    },
    error::StoreError,
    reading::Reading,
    scope,
};

/// The champions who were there when this learner came to a session of the partner, as it was noted by a moment.
pub async fn known_to(
    reading: &impl Reading,
    partner: PartnerId,
    learner: LearnerId,
    by: DateTime<Utc>,
) -> Result<BTreeSet<ChampionId>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let visited = scope::scoped::<booking::Entity>(&own)?
        .filter(booking::Column::LearnerId.eq(learner.uuid()))
        .filter(booking::Column::State.eq(BookingState::Attended.code()))
        .filter(booking::Column::StateSince.lte(by))
        .select_only()
        .column(booking::Column::SessionId);
    let query = scope::scoped::<Entity>(&own)?
        .filter(Column::State.eq(ShiftState::Attended.code()))
        .filter(Column::SessionId.in_subquery(visited.into_query()))
        .select_only()
        .column(Column::ChampionId);
    let champions: Vec<Uuid> = query.into_tuple().all(&reading.executor()).await?;
    Ok(champions.into_iter().map(Id::new).collect())
}
