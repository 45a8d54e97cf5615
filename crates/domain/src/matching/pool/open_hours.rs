//! Whether a champion and a learner have time together while a place within reach is open, rounded outwards.

use super::{
    bits::Bits,
    columns::Columns,
    hours::{Hours, over_a_cap},
    lanes::{Reached, Way},
};
use crate::matching::{Candidate, rules::Question, times::Timetable};

/// What can be said of a champion's time without the exact rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// There would be, but no place is open then.
    Closed,
    /// The exact rules decide.
    Perhaps,
    /// There is time, worth at most so much.
    Some { worth_at_most: u16 },
}

/// The learner's wishes, at any hour and within the opening times of venues.
pub(super) struct OpenHours<'a> {
    at_any_hour: Hours<'a>,
    /// Within each of the different opening times.
    while_open: Vec<Hours<'a>>,
}

impl<'a> OpenHours<'a> {
    pub(super) fn new(columns: &'a Columns, question: &'a Question<'a>) -> Self {
        let over = over_a_cap(columns, &question.timetable);
        let hours = |timetable: &'a Timetable<'a>| Hours::new(columns, timetable, &over);
        Self { at_any_hour: hours(&question.timetable), while_open: question.while_open.iter().map(hours).collect() }
    }

    /// Those who may have time at any hour. The others have none.
    pub(super) const fn at_any_hour(&self) -> &Bits {
        &self.at_any_hour.perhaps
    }

    /// The time of somebody who may have time at any hour, for whom every other rule holds on all days, and a place surely is within reach.
    pub(super) fn time_of<'c>(
        &self,
        place: usize,
        way: &Way<'_>,
        candidate: impl Fn() -> Option<&'c Candidate>,
    ) -> Time {
        let (mut surely, mut perhaps) = (false, false);
        for reached in way.openings() {
            let hours = self.hours(reached.opening);
            surely |= reached.surely && hours.surely.contains(place);
            perhaps |= reached.perhaps && hours.perhaps.contains(place);
        }
        let is_seen_free =
            |reached: Reached| reached.surely && self.hours(reached.opening).is_seen_free(place, candidate());
        if surely || perhaps && way.openings().any(is_seen_free) {
            return Time::Some { worth_at_most: self.at_any_hour.worth_at_most(place) };
        }
        // If not even perhaps, no place that serves at any hour is within reach.
        if !perhaps && self.at_any_hour.is_surely_shared(place) { Time::Closed } else { Time::Perhaps }
    }

    fn hours(&self, opening: Option<usize>) -> &Hours<'a> {
        opening.and_then(|opening| self.while_open.get(opening)).unwrap_or(&self.at_any_hour)
    }
}
