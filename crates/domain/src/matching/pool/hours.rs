//! Who has time together with the learner within one timetable, by half-hours and parts of days.

use super::{
    bits::Bits,
    columns::Columns,
    fact::Fact,
    pattern::{Open, Pattern, patterns},
    runs::Runs,
};
use crate::{
    interval::Interval,
    matching::{Candidate, limits::is_under_cap, times::Timetable},
};

/// The learner's wishes by day of the week, each with those who have time for it.
pub(super) struct Hours<'a> {
    timetable: &'a Timetable<'a>,
    /// The worthiest first.
    patterns: Vec<Pattern>,
    /// Those who may be asked at any time, if that may do, and the most that it may be worth.
    asked: Option<(&'a Bits, u16)>,
    /// Those who may have time, whatever else they are taken for.
    pub(super) perhaps: Bits,
    /// Those who surely have time.
    pub(super) surely: Bits,
}

impl<'a> Hours<'a> {
    /// `over`: those who may be [over a cap](super::caps::over_a_cap).
    pub(super) fn new(columns: &'a Columns, timetable: &'a Timetable<'a>, runs: &Runs<'_>, over: &Bits) -> Self {
        let minutes = timetable.minutes();
        let ask_me = columns.whom(&Fact::AskMe);
        let mut patterns = patterns(timetable);
        let may_last = patterns.iter().filter(|pattern| pattern.may_last(minutes));
        let asked = ask_me.zip(may_last.map(|pattern| pattern.value_asked).max());
        let mut perhaps = asked.map(|(ask_me, _)| ask_me.clone()).unwrap_or_default();
        let mut surely = Bits::default();
        for pattern in &mut patterns {
            pattern.meet(runs, ask_me, minutes);
            perhaps.or(&pattern.touched);
            surely.or(&pattern.free(columns));
        }
        surely.and_not(over);
        Self { timetable, patterns, asked, perhaps, surely }
    }

    /// Those who may have time for each wish, and the most that it may be worth.
    pub(super) fn worth(&self) -> impl Iterator<Item = (u16, &Bits)> {
        let offered = self.patterns.iter().map(|pattern| (pattern.value, &pattern.touched));
        offered.chain(self.asked.map(|(ask_me, value)| (value, ask_me)))
    }

    /// Whether a champion surely has time together with the learner, whatever else the champion is taken for.
    pub(super) fn is_surely_shared(&self, place: usize) -> bool {
        self.patterns.iter().any(|pattern| !pattern.open.is_empty() && pattern.shared.contains(place))
    }

    /// Whether by a champion's record nothing that they are taken for touches a wish on a date that is shared, nor leaves too little of a
    /// cap.
    pub(super) fn is_seen_free(&self, place: usize, candidate: Option<&Candidate>) -> bool {
        let Some(candidate) = candidate.filter(|_| self.perhaps.contains(place)) else { return false };
        let shared = self.patterns.iter().filter(|pattern| {
            pattern.shared.contains(place)
                || pattern.touched.contains(place) && pattern.is_seen_offered(candidate, self.timetable.minutes())
        });
        shared.flat_map(|pattern| &pattern.open).any(|Open { from, until, week, .. }| {
            let beside = |taken: Interval| taken.end() <= *from || *until <= taken.start();
            candidate.commitments.iter().all(|taken| beside(taken.interval))
                && is_under_cap(candidate, self.timetable.policy, *week, self.timetable.duration())
        })
    }
}
