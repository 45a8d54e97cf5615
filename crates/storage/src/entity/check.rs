//! Rows of `checks`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "checks")]
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
    pub scheme: String,
    pub level: String,
    pub barred_lists: Json,
    pub workforce: String,
    pub for_volunteer: bool,
    pub issued_on: ChronoDate,
    pub certificate_seen_by: Option<String>,
    pub certificate_seen_on: Option<ChronoDate>,
    pub certificate_reference: Option<String>,
    pub eligibility_basis: Option<String>,
    pub update_service: Option<Json>,
    pub decided_on: Option<ChronoDate>,
    pub outcome: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
