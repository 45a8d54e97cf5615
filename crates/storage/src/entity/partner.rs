//! Rows of `partners`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partners")]
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
    pub name: String,
    pub kind: String,
    pub size: String,
    pub serves: Json,
    pub stated_capacity: Option<i32>,
    pub contact_cadence: Option<String>,
    pub about: Option<Json>,
    pub logo_url: Option<String>,
    pub public_phone: Option<String>,
    pub safeguarding_contact: Option<String>,
    pub privacy_notice_url: Option<String>,
    pub senior_sponsor: Option<String>,
    pub stage: String,
    pub paused_from: Option<String>,
    pub stage_since: ChronoDateTimeUtc,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
