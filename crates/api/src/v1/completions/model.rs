//! Completions as answers show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    AffiliationId, Completion, CompletionId, Course, CourseId, Record, completion::CompletionDetails, text::Text,
};
use trellis_storage::Reading;
use utoipa::ToSchema;

use crate::{body::MergePatch, caller::OrNotFound, page::PageOf, problem::ApiResult};

/// A change to a completion.
pub(super) type CompletionPatch = MergePatch<CompletionDetails>;

/// A page of completions.
pub(super) type CompletionPage = PageOf<CompletionView>;

/// A course that somebody has completed.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Completion)]
pub(super) struct CompletionView {
    /// Its id.
    id: CompletionId,
    /// Whose it is.
    affiliation_id: AffiliationId,
    /// What was completed.
    course_id: CourseId,
    /// When.
    completed_on: NaiveDate,
    /// The last day on which it counts, as you recorded it; null where you said nothing.
    #[schema(required)]
    expires_on: Option<NaiveDate>,
    /// The last day on which it counts, by your record or else by the course as it is now; null when it counts for good.
    #[schema(required)]
    counts_until: Option<NaiveDate>,
    /// Where the badge is shown.
    #[schema(required, value_type = Option<String>, format = Uri)]
    badge_url: Option<Text<2000>>,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When the record last changed.
    updated_at: DateTime<Utc>,
}

impl CompletionView {
    pub(super) fn new(record: &Record<Completion>, course: &Course) -> Self {
        let counts_until = record.counts_until(course);
        let CompletionDetails { affiliation_id, course_id, completed_on, expires_on, badge_url } =
            record.details.clone();
        Self {
            id: record.id,
            affiliation_id,
            course_id,
            completed_on,
            expires_on,
            counts_until,
            badge_url,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// The course of a completion, which stays whatever becomes of it.
pub(super) async fn course_of(reading: &impl Reading, completion: &Completion) -> ApiResult<Record<Course>> {
    reading.load(completion.details.course_id).await?.or_not_found()
}

/// What a completion is made of.
pub(super) fn create_example() -> Value {
    json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a",
        "course_id": "crs_0198c0de00007000800000000000000a",
        "completed_on": "2026-10-01",
        "badge_url": "https://badges.example.org/demonstration/1",
    })
}

/// A change to a completion.
pub(super) fn patch_example() -> Value {
    json!({ "badge_url": "https://badges.example.org/demonstration/2" })
}
