//! Rows of `attestations`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "attestations")]
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
    pub affiliation_id: Uuid,
    pub champion_id: Uuid,
    pub receiver_id: Uuid,
    pub consent_id: Uuid,
    pub check_id: Option<Uuid>,
    pub kind: String,
    pub done_on: ChronoDate,
    pub valid_until: Option<ChronoDate>,
    pub scheme: Option<String>,
    pub level: Option<String>,
    pub workforce: Option<String>,
    pub issued_on: Option<ChronoDate>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
