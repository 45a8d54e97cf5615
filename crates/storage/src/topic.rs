//! Topics as rows: one tree that all networks share.

use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, sea_query::OnConflict};
use trellis_domain::{TopicTree, topic::Topic};
use uuid::Uuid;

use crate::{
    entity::topic::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    reading::Reading,
    row::{self, Row},
};

const TABLE: &str = "topics";

/// The whole tree, as a network's unit of work or reads see it.
pub async fn of(reading: &impl Reading) -> Result<TopicTree, StoreError> {
    tree(&reading.executor()).await
}

/// The whole tree.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn tree(db: &impl ConnectionTrait) -> Result<TopicTree, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Position).order_by_asc(Column::Slug).all(db).await?;
    let topics = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    TopicTree::new(topics).map_err(|_refusals| row_of_topics().wrong("parent"))
}

/// Keeps the tree over the one that was there.
#[expect(clippy::disallowed_methods, reason = "a table of the installation")]
pub(crate) async fn put(db: &impl ConnectionTrait, tree: &TopicTree) -> Result<(), StoreError> {
    let rows = (0..).zip(tree.topics()).map(|(position, topic)| active(position, topic));
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let mut over = OnConflict::column(Column::Slug);
    over.update_columns([
        Column::Position,
        Column::Parent,
        Column::Name,
        Column::Kind,
        Column::OfficialLink,
        Column::InvolvesPayment,
        Column::OwnPassword,
        Column::Version,
    ]);
    Entity::insert_many(rows).on_conflict(over).exec_without_returning(db).await?;
    Ok(())
}

fn active(position: i32, topic: &Topic) -> Result<ActiveModel, StoreError> {
    let Topic { slug, parent, name, kind, official_link, involves_payment, own_password, version } = topic;
    Ok(ActiveModel {
        slug: Set(slug.to_string()),
        position: Set(position),
        parent: Set(row::text(parent.as_ref())),
        name: Set(row::json(TABLE, name)?),
        kind: Set(row::code(*kind)),
        official_link: Set(row::text(official_link.as_ref())),
        involves_payment: Set(*involves_payment),
        own_password: Set(*own_password),
        version: Set(version.to_string()),
    })
}

fn read(model: Model) -> Result<Topic, StoreError> {
    let row = row_of_topics();
    Ok(Topic {
        slug: row.parsed("slug", &model.slug)?,
        parent: row.maybe("parent", model.parent.as_deref())?,
        name: row.json("name", model.name)?,
        kind: row.parsed("kind", &model.kind)?,
        official_link: row.maybe("official_link", model.official_link.as_deref())?,
        involves_payment: model.involves_payment,
        own_password: model.own_password,
        version: row.parsed("version", &model.version)?,
    })
}

/// Topics are known by their slugs, so a complaint about one carries no id.
const fn row_of_topics() -> Row {
    Row { table: TABLE, id: Uuid::nil() }
}
