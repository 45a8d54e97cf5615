//! Rows of `referrals`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "referrals")]
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
    pub request_id: Uuid,
    pub receiver_id: Uuid,
    pub consent_id: Uuid,
    pub outline: Json,
    pub note: Option<String>,
    pub decided: String,
    pub decided_at: ChronoDateTimeUtc,
    pub expires_at: ChronoDateTimeUtc,
    pub decline_reason: Option<String>,
    pub received_id: Option<Uuid>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
