//! Calendar addresses as answers show them: without the address, but for the first answer.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Calendar, CalendarId, Record,
    calendar::{CalendarDetails, CalendarKind},
    external_id::AnyId,
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of calendar addresses.
pub(super) type CalendarPage = PageOf<CalendarView>;

/// A calendar address. The address itself is not kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub struct CalendarView {
    /// Its id.
    id: CalendarId,
    /// What it shows.
    kind: CalendarKind,
    /// Whose.
    subject_id: AnyId,
    /// When it was made.
    created_at: DateTime<Utc>,
}

/// A calendar address, shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct NewCalendar {
    /// What it is.
    pub(super) calendar: CalendarView,
    /// The address to put into a calendar program. Whoever has it reads the calendar.
    #[schema(format = "uri", examples("https://trellis.example/calendars/bexley/trs_4f1kQ.ics"))]
    pub(super) address: String,
}

impl From<&Record<Calendar>> for CalendarView {
    fn from(record: &Record<Calendar>) -> Self {
        // The hash of the token stays inside.
        let Calendar { details: CalendarDetails { kind, subject_id }, token_hash: _ } = record.noun.clone();
        Self { id: record.id, kind, subject_id, created_at: record.head.created_at }
    }
}

/// What an address is asked for with.
pub(super) fn create_example() -> Value {
    json!({ "kind": "champion", "subject_id": "aff_0198c0de00007000800000000000000a" })
}
