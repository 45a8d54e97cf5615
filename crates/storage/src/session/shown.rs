//! What partners show the public: not which sessions, but of what kinds.

use sea_orm::{
    ColumnTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use serde::de::DeserializeOwned;
use trellis_domain::{
    Id, PartnerId, VenueId,
    help::{Setting, TopicSlug},
    interval::Interval,
    language::Language,
    partner::Audience,
    session::{Programme, SessionState, Visibility},
};
use uuid::Uuid;

use super::TABLE;
use crate::{
    entity::session::{Column, Entity},
    error::StoreError,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

/// Help of one kind at one place, however many sessions of it there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Whose.
    pub partner: PartnerId,
    /// In which setting.
    pub setting: Setting,
    /// At which venue.
    pub venue: Option<VenueId>,
    /// About what.
    pub topics: Vec<TopicSlug>,
    /// For whom.
    pub audiences: Vec<Audience>,
    /// In which languages, if the sessions say so.
    pub languages: Vec<Language>,
}

/// Owner, setting, venue, topics, audiences, languages.
type Kind = (Uuid, String, Option<Uuid>, String, String, String);

/// What there is for residents, where the public sees it, that starts in a window: each kind once, as it comes.
pub async fn shown(reading: &impl Reading, window: Interval) -> Result<Vec<Shown>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    // PostgreSQL does not say of two JSON values whether they are the same.
    let text = |column: Column| Expr::col((Entity, column)).cast_as("text");
    let query = scope::scoped::<Entity>(&anybody)?
        .filter(Column::Visibility.eq(row::code(Visibility::Public)))
        .filter(Column::Programme.eq(row::code(Programme::Residents)))
        .filter(Column::State.eq(row::code(SessionState::Scheduled)))
        .filter(Column::StartsAt.gte(window.start()))
        .filter(Column::StartsAt.lt(window.end()))
        .select_only()
        .columns([Column::OwnerId, Column::Setting, Column::VenueId])
        .expr_as(text(Column::Topics), "shown_topics")
        .expr_as(text(Column::Audiences), "shown_audiences")
        .expr_as(text(Column::Languages), "shown_languages")
        .distinct();
    let kinds: Vec<Kind> = query.into_tuple().all(&reading.executor()).await?;
    kinds.into_iter().map(read).collect()
}

fn read((partner, setting, venue, topics, audiences, languages): Kind) -> Result<Shown, StoreError> {
    let row = Row { table: TABLE, id: partner };
    Ok(Shown {
        partner: Id::new(partner),
        setting: row.parsed("setting", &setting)?,
        venue: venue.map(Id::new),
        topics: list(row, "topics", &topics)?,
        audiences: list(row, "audiences", &audiences)?,
        languages: list(row, "languages", &languages)?,
    })
}

fn list<T: DeserializeOwned>(row: Row, column: &'static str, text: &str) -> Result<Vec<T>, StoreError> {
    serde_json::from_str(text).map_err(|_wrong: serde_json::Error| row.wrong(column))
}
