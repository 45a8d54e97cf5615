//! Delegations as rows.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    Delegation, Id, PartnerId, Record,
    delegation::{Delegate, DelegateKind},
};

use crate::{
    entity::delegation::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope,
};

const TABLE: &str = "delegations";

/// What a list of delegations can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct DelegationFilter {
    /// Only those that this partner gave.
    pub giver: Option<PartnerId>,
    /// Only those that are live at this time, or only those that are not.
    pub live: Option<(bool, DateTime<Utc>)>,
}

impl Kept for Delegation {
    type Entity = Entity;
    type Filter = DelegationFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { delegate: Delegate { kind, partner }, scopes, from, until, reason, revoked_at } = self;
        Ok(ActiveModel {
            kind: Set(row::code(*kind)),
            receiver_id: Set(partner.uuid()),
            scopes: Set(row::json(TABLE, scopes)?),
            starts_at: Set(*from),
            ends_at: Set(*until),
            reason: Set(reason.to_string()),
            revoked_at: Set(*revoked_at),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let delegate = Delegate { kind: row.parsed("kind", &model.kind)?, partner: Id::new(model.receiver_id) };
        Ok(Self {
            delegate,
            scopes: row.json("scopes", model.scopes)?,
            from: model.starts_at,
            until: model.ends_at,
            reason: row.parsed("reason", &model.reason)?,
            revoked_at: model.revoked_at,
        })
    }

    fn filter(filter: &DelegationFilter) -> Condition {
        let DelegationFilter { giver, live } = filter;
        Condition::all()
            .add_option(giver.map(|giver| Column::OwnerId.eq(giver.uuid())))
            .add_option(live.map(|(live, now)| if live { live_at(now) } else { live_at(now).not() }))
    }
}

/// Every live delegation from one partner to another organisation, as its co-ordinator or as itself; the oldest first.
pub async fn live(
    reading: &impl Reading,
    giver: PartnerId,
    (kind, receiver): (DelegateKind, PartnerId),
    now: DateTime<Utc>,
) -> Result<Vec<Record<Delegation>>, StoreError> {
    let own = scope::scoped::<Entity>(&reading.standpoint().of_partner(giver))?;
    let to = Condition::all().add(Column::Kind.eq(row::code(kind))).add(Column::ReceiverId.eq(receiver.uuid()));
    let query = own.filter(to).filter(live_at(now)).order_by_asc(Column::Id);
    scope::all(reading, query).await
}

fn live_at(now: DateTime<Utc>) -> Condition {
    Condition::all().add(Column::RevokedAt.is_null()).add(Column::StartsAt.lte(now)).add(Column::EndsAt.gt(now))
}
