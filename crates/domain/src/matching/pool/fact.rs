//! What is simply so of a champion, or is not.

use std::collections::HashSet;

use chrono::{Datelike, NaiveDate};

use super::caps::busiest_week;
use crate::{
    affiliation::RoleFlag,
    course::CourseId,
    help::{Setting, SkillLevel, TopicSlug},
    language::Language,
    matching::{Candidate, CompletedCourse, Days, HeldCheck},
    partner::Audience,
};

/// In minutes.
const HALF_HOUR: u32 = 30;

/// A word of the pool's dictionary; for each the pool keeps the set of those of whom it is true.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Fact {
    /// Active on every day.
    Active,
    /// Active on some days only.
    ActiveAtTimes,
    Allowed(RoleFlag),
    Helps(Setting),
    /// A check, with the month of its issue instead of the day.
    Holds(HeldCheckOfMonth),
    /// Other partners attest something of the champion.
    Attested,
    /// A completed course, with the months in which it begins and ends to count instead of the days.
    Completed(CompletedInMonths),
    Knows(TopicSlug, SkillLevel),
    Speaks(Language),
    AtEaseWith(Audience),
    AskMe,
    /// Minutes for the asking partner that no week has more of, rounded up to half-hours; nothing where there are none.
    HelpsInAWeek(u32),
    /// Minutes that are left of the champion's own cap in every week, rounded down to half-hours; nothing where there is no such cap.
    MayHelpMore(u32),
}

/// A check that was issued in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct HeldCheckOfMonth(HeldCheck);

impl HeldCheckOfMonth {
    fn of(held: HeldCheck) -> Self {
        Self(HeldCheck { issued_on: held.issued_on.with_day(1).unwrap_or(held.issued_on), ..held })
    }

    /// The same if it was issued on the first day of that month.
    pub(super) const fn issued_first(self) -> HeldCheck {
        self.0
    }

    /// The same if it was issued on the last day of that month.
    pub(super) fn issued_last(self) -> HeldCheck {
        let next = self.0.issued_on.checked_add_months(chrono::Months::new(1));
        let issued_on = next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX);
        HeldCheck { issued_on, ..self.0 }
    }
}

/// A course that counts from some day of one month until some day of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct CompletedInMonths {
    pub(super) course: CourseId,
    first: NaiveDate,
    last: NaiveDate,
}

impl CompletedInMonths {
    fn of(completed: CompletedCourse) -> Self {
        let month = |date: NaiveDate| date.with_day(1).unwrap_or(date);
        let Days { first, last } = completed.counts;
        Self { course: completed.course, first: month(first), last: month(last) }
    }

    /// The days on which it counts whichever the days of those months are.
    pub(super) fn surely(self) -> Days {
        let next = self.first.checked_add_months(chrono::Months::new(1));
        let first = next.and_then(|next| next.pred_opt()).unwrap_or(NaiveDate::MAX);
        Days { first, last: self.last }
    }
}

impl Fact {
    /// Everything that is true of a champion.
    pub(super) fn of(candidate: &Candidate) -> Vec<Self> {
        let mut facts = Vec::new();
        facts.extend(candidate.active.map(|days| if days == Days::ALL { Self::Active } else { Self::ActiveAtTimes }));
        facts.extend(candidate.allowed.iter().copied().map(Self::Allowed));
        facts.extend(candidate.settings.iter().copied().map(Self::Helps));
        facts.extend(candidate.checks.iter().map(|held| Self::Holds(HeldCheckOfMonth::of(*held))));
        facts.extend((!candidate.attested.is_empty()).then_some(Self::Attested));
        facts.extend(candidate.completed.iter().map(|completed| Self::Completed(CompletedInMonths::of(*completed))));
        // The rules ask for the first mention of a topic.
        let mut seen = HashSet::new();
        let first = candidate.skills.iter().filter(|(topic, _)| seen.insert(topic));
        facts.extend(first.map(|(topic, level)| Self::Knows(topic.clone(), *level)));
        facts.extend(candidate.languages.iter().cloned().map(Self::Speaks));
        facts.extend(candidate.audiences.iter().copied().map(Self::AtEaseWith));
        facts.extend(candidate.ask_me.then_some(Self::AskMe));
        let busiest = busiest_week(candidate);
        facts.extend(
            (busiest > 0).then(|| Self::HelpsInAWeek(busiest.checked_next_multiple_of(HALF_HOUR).unwrap_or(busiest))),
        );
        let left = candidate.weekly_minutes_cap.map(|cap| cap.saturating_sub(busiest));
        facts.extend(left.map(|left| Self::MayHelpMore(left - left % HALF_HOUR)));
        facts
    }
}
