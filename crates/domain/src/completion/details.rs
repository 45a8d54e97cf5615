//! What a partner may record of a completed course.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    affiliation::AffiliationId,
    clock_time,
    course::CourseId,
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// A course that somebody has completed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateCompletion))]
pub struct CompletionDetails {
    /// Whose it is.
    pub affiliation_id: AffiliationId,
    /// What was completed: a course of the network or of your own partner.
    pub course_id: CourseId,
    /// When.
    #[serde(deserialize_with = "clock_time::date")]
    pub completed_on: NaiveDate,
    /// The last day on which it counts, where whoever gave the course says so; when absent, it follows from the course.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub expires_on: Option<NaiveDate>,
    /// Where the badge is shown: an `https` address.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uri, max_length = 2000))]
    pub badge_url: Option<Text<2000>>,
}

impl CompletionDetails {
    /// Whether the record makes sense; `today` is that of the network's zone.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(self.completed_on <= today, "/completed_on", FieldCode::InFuture, "today or earlier");
        // A date in the future has been refused itself; what follows it is not to blame.
        let after = self.expires_on.is_none_or(|last| last >= self.completed_on.min(today));
        refusals.require(after, "/expires_on", FieldCode::Inconsistent, "not before the day on which it was completed");
        let secure = self.badge_url.as_ref().is_none_or(|url| url.as_str().starts_with("https://"));
        refusals.require(secure, "/badge_url", FieldCode::BadFormat, "an https address");
        refusals.finish()
    }
}
