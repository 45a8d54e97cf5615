//! Rows of `affiliations`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "affiliations")]
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
    pub champion_id: Uuid,
    pub given_name: String,
    pub family_name: Option<String>,
    pub known_as: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub involvement: String,
    pub languages: Json,
    pub skills: Json,
    pub settings: Json,
    pub audiences: Json,
    pub home_postcode: Option<String>,
    pub home_point_latitude: Option<f64>,
    pub home_point_longitude: Option<f64>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub travel_limit_km: Option<f64>,
    pub travel_means: Json,
    pub availability: Json,
    pub ask_me: bool,
    pub weekly_hours_cap: Option<i32>,
    pub recruitment_source: Option<String>,
    pub supervisor: Option<String>,
    pub induction: Json,
    pub supervision_notes: Option<String>,
    pub decisions: Json,
    pub stage: String,
    pub stage_since: ChronoDateTimeUtc,
    pub stage_reason: Option<String>,
    pub link_hash: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
