//! Rows of `clients`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "clients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub role: String,
    pub network_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    pub scopes: Option<Json>,
    pub secret_hash: String,
    pub earlier_hash: Option<String>,
    pub earlier_until: Option<ChronoDateTimeUtc>,
    pub shown_to: Option<Uuid>,
    pub shown_under: Option<String>,
    pub created_at: ChronoDateTimeUtc,
    pub revoked_at: Option<ChronoDateTimeUtc>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
