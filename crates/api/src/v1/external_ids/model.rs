//! External ids as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    ExternalId, ExternalIdId, NounKind, Record,
    external_id::{AnyId, ExternalIdDetails, ExternalNumber, Source},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of external ids.
pub(super) type ExternalIdPage = PageOf<ExternalIdView>;

/// A partner's own number for something.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = ExternalId)]
pub struct ExternalIdView {
    /// Its own id.
    id: ExternalIdId,
    /// The kind of thing that is numbered.
    noun: NounKind,
    /// The thing that is numbered.
    subject_id: AnyId,
    /// The system that gave the number.
    source: Source,
    /// The number there.
    external_id: ExternalNumber,
    /// When it was noted.
    created_at: DateTime<Utc>,
}

impl From<&Record<ExternalId>> for ExternalIdView {
    fn from(record: &Record<ExternalId>) -> Self {
        let ExternalIdDetails { subject_id, source, external_id } = record.details.clone();
        let created_at = record.head.created_at;
        Self { id: record.id, noun: subject_id.kind(), subject_id, source, external_id, created_at }
    }
}

/// What an external id is made of.
pub(super) fn create_example() -> Value {
    json!({ "subject_id": "aff_0198c0de00007000800000000000000a", "source": "civicrm", "external_id": "1043" })
}
