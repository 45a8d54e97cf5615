//! Rows of `shifts`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "shifts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub network_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub revision: i64,
    pub owner_id: Uuid,
    pub shared: bool,
    pub created_by: Option<Uuid>,
    pub created_at: ChronoDateTimeUtc,
    pub updated_at: ChronoDateTimeUtc,
    pub session_id: Uuid,
    pub affiliation_id: Uuid,
    pub champion_id: Uuid,
    pub state: String,
    pub state_since: ChronoDateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "(Column::NetworkId, Column::SessionId)",
        to = "(super::session::Column::NetworkId, super::session::Column::Id)"
    )]
    Session,
}

impl ActiveModelBehavior for ActiveModel {}
