//! Rows of `areas`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "areas")]
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
    pub kind: String,
    pub code: String,
    pub name: String,
    pub latitude: f64,
    pub longitude: f64,
    pub boundary: Option<Json>,
    pub population: Option<i32>,
    pub population_16_plus: Option<i32>,
    pub population_65_plus: Option<i32>,
    pub deprivation_decile: Option<i32>,
    pub digital_exclusion: Option<f64>,
    pub ward_code: Option<String>,
    pub source: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
