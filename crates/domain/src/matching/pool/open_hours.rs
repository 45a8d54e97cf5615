//! Whether a champion and a learner have time together while a place within reach is open.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{
    bits::Bits,
    caps::over_a_cap,
    columns::Columns,
    hours::Hours,
    lanes::{Reached, Way},
    runs::Runs,
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
    /// Who may have time while any place is open, by the most that it may be worth, the worthiest first.
    by_worth: Vec<(u16, Bits)>,
}

impl<'a> OpenHours<'a> {
    pub(super) fn new(columns: &'a Columns, question: &'a Question<'a>) -> Self {
        let over = over_a_cap(columns, &question.timetable);
        let runs = Runs::new(columns, question.timetable.minutes());
        let hours = |timetable: &'a Timetable<'a>| Hours::new(columns, timetable, &runs, &over);
        let at_any_hour = hours(&question.timetable);
        let while_open: Vec<_> = question.while_open.iter().map(hours).collect();
        let serves_at_any_hour = question.spots.iter().any(|spot| spot.opening.is_none());
        let serving = while_open.iter().chain(serves_at_any_hour.then_some(&at_any_hour));
        let mut by_worth: BTreeMap<Reverse<u16>, Bits> = BTreeMap::new();
        for (worth, bits) in serving.flat_map(Hours::worth) {
            by_worth.entry(Reverse(worth)).or_default().or(bits);
        }
        let by_worth = by_worth.into_iter().map(|(Reverse(worth), bits)| (worth, bits)).collect();
        Self { at_any_hour, while_open, by_worth }
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
            return Time::Some { worth_at_most: self.worth_at_most(place) };
        }
        // If not even perhaps, no place that serves at any hour is within reach.
        if !perhaps && self.at_any_hour.is_surely_shared(place) { Time::Closed } else { Time::Perhaps }
    }

    fn worth_at_most(&self, place: usize) -> u16 {
        self.by_worth.iter().find(|(_, bits)| bits.contains(place)).map_or(0, |(worth, _)| *worth)
    }

    fn hours(&self, opening: Option<usize>) -> &Hours<'a> {
        opening.and_then(|opening| self.while_open.get(opening)).unwrap_or(&self.at_any_hour)
    }
}
