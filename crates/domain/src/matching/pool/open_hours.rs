//! Whether a champion and a learner have time together while a place is open, rounded outwards.

use super::{
    columns::Columns,
    hours::{Hours, Time},
};
use crate::matching::{Candidate, rules::Question, times::Timetable};

/// The learner's wishes, at any hour and within the opening times of venues.
pub(super) struct OpenHours<'a> {
    at_any_hour: Hours<'a>,
    /// Within the hours between which any venue is open; none where one serves at any hour.
    while_any_is_open: Option<Hours<'a>>,
    /// Within each of the different opening times.
    while_open: Vec<Hours<'a>>,
}

impl<'a> OpenHours<'a> {
    /// `any`: [`Question::while_any_is_open`].
    pub(super) fn new(columns: &'a Columns, question: &'a Question<'a>, any: Option<&'a Timetable<'a>>) -> Self {
        let hours = |timetable: &'a Timetable<'a>| Hours::new(columns, timetable);
        Self {
            at_any_hour: hours(&question.timetable),
            while_any_is_open: any.map(hours),
            while_open: question.while_open.iter().map(hours).collect(),
        }
    }

    /// The time of a champion for whom every other rule holds on all days. `is_within` says whether a place with these opening times is surely
    /// within their reach.
    pub(super) fn time_of<'c>(
        &self,
        place: usize,
        candidate: impl Fn() -> Option<&'c Candidate>,
        is_within: impl Fn(Option<usize>) -> bool,
    ) -> Time {
        let any = self.while_any_is_open.as_ref();
        // At least as much as there is at any one of the places.
        match any.unwrap_or(&self.at_any_hour).time_of(place, &candidate) {
            Time::None if any.is_none() => Time::None,
            Time::None | Time::Closed => self.without_a_place(place, &candidate),
            Time::Perhaps => Time::Perhaps,
            Time::Some { worth_at_most } if self.while_open.is_empty() => Time::Some { worth_at_most },
            Time::Some { worth_at_most } => {
                let is_some = |hours: &Hours<'_>| matches!(hours.time_of(place, &candidate), Time::Some { .. });
                let mut while_open = (0..).zip(&self.while_open);
                let sure = (any.is_none() && is_within(None))
                    || while_open.any(|(opening, hours)| is_within(Some(opening)) && is_some(hours));
                if sure { Time::Some { worth_at_most } } else { Time::Perhaps }
            }
        }
    }

    /// Why there is no time while any place is open.
    fn without_a_place<'c>(&self, place: usize, candidate: impl Fn() -> Option<&'c Candidate>) -> Time {
        if self.at_any_hour.time_of(place, &candidate) == Time::None {
            Time::None
        } else if self.at_any_hour.is_surely_shared(place, &candidate) {
            Time::Closed
        } else {
            Time::Perhaps
        }
    }
}
