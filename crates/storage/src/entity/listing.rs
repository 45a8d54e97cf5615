//! Rows of `listing`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "listing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub network_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: Uuid,
    pub cell: i32,
    pub starts_at: i64,
    pub ends_at: i64,
    pub lat: Option<f64>,
    pub lng: Option<f64>,
    pub setting: String,
    pub booking: String,
    pub capacity: Option<i32>,
    pub cancelled: bool,
    pub ways: String,
    pub topics: String,
    pub specialisms: String,
    pub card: Json,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
