//! Rows of `networks`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "networks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: Json,
    pub area_code: Option<String>,
    pub nation: String,
    pub time_zone: String,
    pub languages: Json,
    pub charter: Option<Json>,
    pub joint_controllers: Option<Json>,
    pub embed_origins: Json,
    pub lead_body_id: Uuid,
    pub revision: i64,
    pub created_at: ChronoDateTimeUtc,
    pub default_policy: Option<Json>,
    pub default_policy_version: i64,
    pub public_requests: bool,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
