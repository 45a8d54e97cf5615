//! The hard rule "required courses": completed on the day of the help or before, and still counting on it.

use std::cmp::Reverse;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Candidate, Days, Reason, terms::narrowed};
use crate::{
    completion::Completion,
    course::{Course, CourseId},
    policy::RequiredCourse,
};

/// A completed course as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompletedCourse {
    /// The course.
    pub course: CourseId,
    /// The days on which it counts.
    pub counts: Days,
}

impl CompletedCourse {
    /// What a completion comes to, by the course as it is now.
    pub fn new(completion: &Completion, course: &Course) -> Self {
        Self { course: completion.details.course_id, counts: completion.counts(course) }
    }
}

/// What a champion's completions come to for a required course.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CourseVerdict {
    /// It is completed, and counts.
    Counts,
    /// It was never completed.
    Missing,
    /// It was completed, but does not count: it is due again before, or was completed after.
    Lapsed,
}

/// How a required course is met by one champion, on the day of the help or, where there is none, on any day that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgedCourse {
    /// The course that is required.
    pub course_id: CourseId,
    /// Whether it counts, or why it does not.
    pub verdict: CourseVerdict,
}

/// On which days a course counts for a champion, by the completion that leaves most of these days; none when there is no completion.
fn counting(candidate: &Candidate, required: &RequiredCourse, days: Days) -> Option<Days> {
    let such = candidate.completed.iter().filter(|completed| completed.course == required.course_id);
    such.map(|completed| completed.counts).max_by_key(|counts| {
        let left = days.and(*counts);
        (!left.is_empty(), left.last, Reverse(counts.first))
    })
}

/// The days on which every required course counts.
pub(super) fn trained(required: &[&RequiredCourse], candidate: &Candidate, days: Days) -> Result<Days, Reason> {
    required.iter().try_fold(days, |days, required| {
        let counts = counting(candidate, required, days).ok_or(Reason::CourseMissing)?;
        narrowed(days, counts, Reason::CourseLapsed)
    })
}

/// How a required course is met on some of these days, or is not.
pub(super) fn judged_course(candidate: &Candidate, required: &RequiredCourse, days: Days) -> JudgedCourse {
    let verdict = match counting(candidate, required, days) {
        None => CourseVerdict::Missing,
        Some(counts) if days.is_empty() || !days.and(counts).is_empty() => CourseVerdict::Counts,
        Some(_) => CourseVerdict::Lapsed,
    };
    JudgedCourse { course_id: required.course_id, verdict }
}

/// Whether a champion has completed what is required, and it counts on a day.
pub(crate) fn trained_on(candidate: &Candidate, required: &RequiredCourse, day: NaiveDate) -> bool {
    let such = candidate.completed.iter().filter(|completed| completed.course == required.course_id);
    such.map(|completed| completed.counts).any(|counts| counts.contains(day))
}
