//! Versions of policies as rows: written once, never changed.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use trellis_domain::{
    Id, PolicyId, Record, Revision,
    policy::{Policy, PolicyVersion},
};
use uuid::Uuid;

use crate::{
    entity::policy_version::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    page::{Page, PageRequest, Position},
    reading::{Reading, sealed::Connected},
    row::{self, Row},
    scope,
    work::Work,
};

const TABLE: &str = "policy_versions";

/// Keeps the policy as it is now as a version, with whoever does this work.
pub async fn keep(work: &Work, policy: &Record<Policy>) -> Result<(), StoreError> {
    let Policy { details, version, basis, default_version } = &policy.noun;
    let row = ActiveModel {
        network_id: Set(work.standpoint().network.uuid()),
        policy_id: Set(policy.id.uuid()),
        number: Set((*version).into()),
        owner_id: Set(policy.head.owner.uuid()),
        revision: Set(policy.head.revision.number()),
        basis: Set(row::code(*basis)),
        default_version: Set(default_version.map(i64::from)),
        rules: Set(row::json(TABLE, details)?),
        made_by: Set(work.actor().client.map(Id::uuid)),
        made_at: Set(work.now()),
    };
    Entity::insert(row).exec_without_returning(&work.executor()).await?;
    Ok(())
}

/// A page of the versions of a policy within reach, the newest first.
pub async fn of(
    reading: &impl Reading,
    policy: PolicyId,
    page: PageRequest,
) -> Result<Page<PolicyVersion>, StoreError> {
    let mut query = scope::scoped::<Entity>(&reading.standpoint())?.filter(Column::PolicyId.eq(policy.uuid()));
    if let Some(after) = page.after {
        query = query.filter(Column::Number.lt(number_in(after)));
    }
    let query = query.order_by_desc(Column::Number).limit(page.limit.saturating_add(1));
    let versions = query.all(&reading.executor()).await?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::cut(versions, page.limit, |version| position_of(version.content.version)))
}

/// One version of a policy, if it is within reach.
pub async fn find(reading: &impl Reading, policy: PolicyId, number: u32) -> Result<Option<PolicyVersion>, StoreError> {
    let query = scope::scoped::<Entity>(&reading.standpoint())?
        .filter(Column::PolicyId.eq(policy.uuid()))
        .filter(Column::Number.eq(i64::from(number)));
    query.one(&reading.executor()).await?.map(read).transpose()
}

/// Versions have numbers where other things have ids; a place in a list holds either.
fn position_of(number: u32) -> Position {
    Position { at: None, id: Uuid::from_u64_pair(0, number.into()) }
}

fn number_in(position: Position) -> i64 {
    i64::try_from(position.id.as_u64_pair().1).unwrap_or(i64::MAX)
}

fn read(model: Model) -> Result<PolicyVersion, StoreError> {
    let row = Row { table: TABLE, id: model.policy_id };
    let content = Policy {
        details: row.json("rules", model.rules)?,
        version: row.number("number", model.number)?,
        basis: row.parsed("basis", &model.basis)?,
        default_version: model.default_version.map(|version| row.number("default_version", version)).transpose()?,
    };
    Ok(PolicyVersion {
        policy: Id::new(model.policy_id),
        content,
        made_by: model.made_by.map(Id::new),
        made_at: model.made_at,
        revision: Revision::new(model.revision),
    })
}
