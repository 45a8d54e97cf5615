//! Rows of `policies`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "policies")]
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
    pub mode: String,
    pub required_checks: Json,
    pub accepted_attestations: Option<Json>,
    pub required_courses: Option<Json>,
    pub required_level: String,
    pub require_language: bool,
    pub max_travel_factor: i32,
    pub weekly_minutes_cap: Option<i32>,
    pub two_champions_at_home: bool,
    pub travel_buffer_minutes: i32,
    pub notice_hours: i32,
    pub horizon_days: i32,
    pub weights: Json,
    pub version: i64,
    pub basis: String,
    pub default_version: Option<i64>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
