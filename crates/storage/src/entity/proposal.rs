//! Rows of `proposals`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposals")]
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
    pub request_id: Uuid,
    pub affiliation_id: Uuid,
    pub second_affiliation_id: Option<Uuid>,
    pub starts_at: ChronoDateTimeUtc,
    pub ends_at: ChronoDateTimeUtc,
    pub venue_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
    pub to_be_asked: bool,
    pub score: i32,
    pub parts: Json,
    pub state: String,
    pub champion_id: Option<Uuid>,
    pub second_champion_id: Option<Uuid>,
    pub setting: String,
    pub expires_at: Option<ChronoDateTimeUtc>,
    pub state_since: Option<ChronoDateTimeUtc>,
    pub decline_reason: Option<String>,
    pub declined_affiliation_id: Option<Uuid>,
    pub policy_version: i64,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
