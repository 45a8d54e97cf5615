//! Rows of `bookings`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "bookings")]
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
    pub session_id: Uuid,
    pub places: i32,
    pub guest_name: Option<String>,
    pub guest_contact: Option<String>,
    pub learner_id: Option<Uuid>,
    pub route: String,
    pub how_heard: Option<String>,
    pub hold_for_minutes: Option<i32>,
    pub state: String,
    pub state_since: ChronoDateTimeUtc,
    pub held_until: Option<ChronoDateTimeUtc>,
    pub cancel_reason: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
