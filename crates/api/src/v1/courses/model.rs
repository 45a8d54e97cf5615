//! Courses as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Course, CourseId, PartnerId, Record,
    course::{CourseAudience, CourseDetails},
    text::{Name, Text},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a course.
pub(super) type CoursePatch = MergePatch<CourseDetails>;

/// A page of courses.
pub(super) type CoursePage = PageOf<CourseView>;

/// Training, and whom it is for.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Course)]
pub(super) struct CourseView {
    /// Its id.
    id: CourseId,
    /// The partner that keeps it and alone may change it; for a course of the network, the lead body.
    owner: PartnerId,
    /// Whether the network offers it to every partner; else it is its owner's alone.
    network_wide: bool,
    /// What it is called.
    title: Name,
    /// Whom it is for.
    audience: CourseAudience,
    /// After how many months it is due again; never when null.
    #[schema(required)]
    renewal_months: Option<u16>,
    /// Where whoever gives it says more.
    #[schema(required, value_type = Option<String>, format = Uri)]
    provider_url: Option<Text<2000>>,
    /// When it ended; null while it goes on.
    #[schema(required)]
    ended_at: Option<DateTime<Utc>>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Course>> for CourseView {
    fn from(record: &Record<Course>) -> Self {
        let Course { details, network_wide, ended_at } = record.noun.clone();
        let CourseDetails { title, audience, renewal_months, provider_url } = details;
        Self {
            id: record.id,
            owner: record.head.owner,
            network_wide,
            title,
            audience,
            renewal_months,
            provider_url,
            ended_at,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What a course is made of.
pub(super) fn create_example() -> Value {
    json!({
        "title": "Helping people who cannot see well",
        "audience": "champions",
        "renewal_months": 24,
        "provider_url": "https://training.example.org/sight-loss",
    })
}

/// A change to a course.
pub(super) fn patch_example() -> Value {
    json!({ "renewal_months": 36 })
}
