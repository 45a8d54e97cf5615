//! Rows of `events`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub network_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i64,
    pub noun: String,
    pub subject_id: Uuid,
    pub change: String,
    pub owner_id: Uuid,
    pub shared: bool,
    pub client_id: Option<Uuid>,
    pub delegation_id: Option<Uuid>,
    pub on_behalf_of: Option<String>,
    pub at: ChronoDateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
