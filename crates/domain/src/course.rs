//! Courses: training that a partner can require of its champions, and that project managers take.
//!
//! The network offers courses to all its partners; a partner has courses of its own, which nobody else sees.

mod details;

pub use details::{CourseAudience, CourseDetails, RENEWAL_MONTHS_MAX};

use chrono::{DateTime, Utc};

use crate::{
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
};

/// The id of a course.
pub type CourseId = Id<Course>;

/// Training, and whom it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// What its owner says about it.
    pub details: CourseDetails,
    /// Whether the network offers it to every partner; else it is its owner's alone.
    pub network_wide: bool,
    /// When its owner ended it: since then no policy can require it anew. What was completed still counts.
    pub ended_at: Option<DateTime<Utc>>,
}

impl Noun for Course {
    const KIND: NounKind = NounKind::Course;

    fn shared(&self) -> bool {
        self.network_wide
    }
}

impl Course {
    /// A course with these details, for the whole network or for its owner alone.
    pub fn new(details: CourseDetails, network_wide: bool) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details, network_wide, ended_at: None })
    }

    /// The same course with other details, still for the same people: policies rely on that.
    pub fn with(self, details: CourseDetails) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        let same = details.audience == self.details.audience;
        let words = "whom it was made for; other people need another course";
        refusals.require(same, "/audience", FieldCode::Inconsistent, words);
        refusals.nest("", details.check());
        refusals.finish()?;
        Ok(Self { details, ..self })
    }

    /// The same course, ended.
    pub fn ended(self, now: DateTime<Utc>) -> Result<Self, Conflict> {
        match self.ended_at {
            Some(_) => Err(Conflict::WrongState),
            None => Ok(Self { ended_at: Some(now), ..self }),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn details(body: &str) -> CourseDetails {
        serde_json::from_str(body).unwrap()
    }

    #[rstest]
    #[case(r#"{"title": "Keeping people safe", "audience": "champions"}"#, &[])]
    #[case(
        r#"{"title": "Leading a project", "audience": "project_managers", "renewal_months": 120, "provider_url": "https://example.org/lead"}"#,
        &[]
    )]
    #[case(
        r#"{"title": "Keeping people safe", "audience": "champions", "renewal_months": 0, "provider_url": "http://example.org"}"#,
        &[("/renewal_months", FieldCode::TooSmall), ("/provider_url", FieldCode::BadFormat)]
    )]
    #[case(
        r#"{"title": "Keeping people safe", "audience": "champions", "renewal_months": 121}"#,
        &[("/renewal_months", FieldCode::TooLarge)]
    )]
    fn every_refusal_names_its_place(#[case] body: &str, #[case] expected: &[(&str, FieldCode)]) {
        let refusals = Course::new(details(body), true).err();
        let found: Vec<_> =
            refusals.into_iter().flat_map(Refusals::into_vec).map(|refused| (refused.pointer, refused.code)).collect();
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn it_stays_for_the_same_people() {
        let course = Course::new(details(r#"{"title": "Safe", "audience": "champions"}"#), false).unwrap();
        let other = details(r#"{"title": "Safe", "audience": "project_managers"}"#);
        assert_eq!(course.with(other).unwrap_err().iter().next().unwrap().pointer, "/audience");
    }

    #[test]
    fn it_ends_once() {
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let course = Course::new(details(r#"{"title": "Safe", "audience": "champions"}"#), false).unwrap();
        let ended = course.ended(now).unwrap();
        assert_eq!(ended.ended_at, Some(now));
        assert_eq!(ended.ended(now), Err(Conflict::WrongState));
    }
}
