//! Completions: that somebody has completed a course, as a partner records it of its own people.

mod details;

pub use details::CompletionDetails;

use chrono::{Months, NaiveDate};

use crate::{
    course::Course,
    id::Id,
    matching::Days,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
};

/// The id of a completion.
pub type CompletionId = Id<Completion>;

/// A course that somebody has completed, on an affiliation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What the partner recorded.
    pub details: CompletionDetails,
}

impl Noun for Completion {
    const KIND: NounKind = NounKind::Completion;
}

impl Completion {
    /// A new record; `today` is that of the network's zone.
    pub fn new(details: CompletionDetails, today: NaiveDate) -> Result<Self, Refusals> {
        details.check(today)?;
        Ok(Self { details })
    }

    /// The same record with other details, still of the same person and course.
    pub fn with(self, details: CompletionDetails, today: NaiveDate) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        let words = "the affiliation it was made for; another person needs another completion";
        let same = details.affiliation_id == self.details.affiliation_id;
        refusals.require(same, "/affiliation_id", FieldCode::Inconsistent, words);
        let words = "the course it was made for; another course needs another completion";
        let same = details.course_id == self.details.course_id;
        refusals.require(same, "/course_id", FieldCode::Inconsistent, words);
        refusals.nest("", details.check(today));
        refusals.finish()?;
        Ok(Self { details })
    }

    /// The last day on which it counts: as it is recorded, else as many months after it was completed as the course lasts; none when
    /// it counts for good.
    pub fn counts_until(&self, course: &Course) -> Option<NaiveDate> {
        let due = |months: u16| {
            let due = self.details.completed_on.checked_add_months(Months::new(months.into()));
            due.unwrap_or(NaiveDate::MAX)
        };
        self.details.expires_on.or_else(|| course.details.renewal_months.map(due))
    }

    /// The days on which it counts, the first and the last included.
    pub fn counts(&self, course: &Course) -> Days {
        Days { first: self.details.completed_on, last: self.counts_until(course).unwrap_or(Days::ALL.last) }
    }
}

#[cfg(test)]
mod tests;
