//! Rows of `listing`.

use sea_orm::{FromJsonQueryResult, entity::prelude::*};
use serde::{Deserialize, Serialize};
use trellis_domain::listing::ListingCard;

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
    pub weekday: i16,
    pub minute_of_day: i16,
    pub audiences: String,
    pub languages: String,
    pub access: String,
    pub partner_id: Uuid,
    pub revision: i64,
    pub changed_at: i64,
    #[sea_orm(column_type = "Json")]
    pub card: Card,
    pub series_id: Option<Uuid>,
}

/// Read at once, without a tree of JSON values in between: the listing is the most asked for of all tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, FromJsonQueryResult)]
#[serde(transparent)]
pub struct Card(pub ListingCard);

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
