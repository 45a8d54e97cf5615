//! Rows of `series`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "series")]
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
    pub title: Json,
    pub description: Option<Json>,
    pub setting: String,
    pub venue_id: Option<Uuid>,
    pub activity_id: Option<Uuid>,
    pub starts_on: ChronoDate,
    pub start_time: String,
    pub duration_minutes: i32,
    pub time_zone: String,
    pub rule: String,
    pub except_dates: Json,
    pub extra_dates: Json,
    pub closures: Json,
    pub stops_on_bank_holidays: bool,
    pub topics: Json,
    pub audiences: Json,
    pub languages: Json,
    pub booking: String,
    pub capacity: Option<i32>,
    pub champions_needed: i32,
    pub visibility: String,
    pub programme: String,
    pub phone: Option<String>,
    pub cancel_reason: Option<String>,
    pub cancelled_at: Option<ChronoDateTimeUtc>,
    pub expanded_to: Option<ChronoDate>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
