//! Rows of `requests`.

use sea_orm::entity::prelude::*;

#[derive(Debug, Clone, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "requests")]
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
    pub goal: Option<String>,
    pub topics: Json,
    pub level: Option<String>,
    pub setting: String,
    pub near: Option<String>,
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    pub ward_code: Option<String>,
    pub venue_ids: Json,
    pub times: Json,
    pub duration_minutes: i32,
    pub access_needs: Json,
    pub required_languages: Json,
    pub preferred_languages: Json,
    pub audience: Option<String>,
    pub urgency: String,
    pub route: String,
    pub how_heard: Option<String>,
    pub on_behalf_of: Option<String>,
    pub learner_id: Option<Uuid>,
    pub excluded_affiliations: Json,
    pub preferred_venues: Json,
    pub weekly_visits: Json,
    pub role_flags: Json,
    pub wanted_from: Option<ChronoDate>,
    pub wanted_until: Option<ChronoDate>,
    pub state: String,
    pub state_since: ChronoDateTimeUtc,
    pub unmet_reason: Option<String>,
    pub inbox: bool,
    pub asked_at: Option<ChronoDateTimeUtc>,
    pub taken_at: Option<ChronoDateTimeUtc>,
    pub triaged_at: Option<ChronoDateTimeUtc>,
    pub triage_note: Option<String>,
}

#[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
