//! Rows of `consents`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "consents")]
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
    pub champion_id: Option<Uuid>,
    pub learner_id: Option<Uuid>,
    pub purpose: String,
    pub recipient: String,
    pub recipient_id: Option<Uuid>,
    pub wording_version: String,
    pub given_at: ChronoDateTimeUtc,
    pub given_by: String,
    pub given_by_proxy: Option<String>,
    pub withdrawn_at: Option<ChronoDateTimeUtc>,
    pub withdrawn_by: Option<String>,
    pub withdrawn_by_proxy: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
