//! Rows of `venues`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "venues")]
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
    pub name: String,
    pub address_lines: Json,
    pub town: Option<String>,
    pub postcode: String,
    pub latitude: f64,
    pub longitude: f64,
    pub features: String,
    pub access: Json,
    pub equipment: Json,
    pub rooms: Json,
    pub opening: Json,
    pub host_contact: Option<String>,
    pub host_permission: bool,
    pub notes: Option<String>,
    pub source_name: Option<String>,
    pub source_id: Option<String>,
    pub ward_code: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
