//! Series: help that repeats, at the same time of day on the wall clock.
//!
//! A series is expanded into ordinary sessions, some time ahead. A session is known by the date that its series names, so expanding again adds
//! nothing twice, and what was said about one session stays when the series changes.

mod change;
mod check;
mod details;
mod expand;
mod pattern;
mod rule;
mod split;
mod words;

#[cfg(test)]
mod tests;

pub use change::{InUse, OnConflict, SeriesChange, following};
pub use check::DURATION_MINUTES_MAX;
pub use details::{Closure, SeriesDetails};
pub use expand::{NeverMatches, Occurrence};
pub use pattern::Pattern;
pub use rule::{COUNT_MAX, Frequency, INTERVAL_MAX, NotARule, RecurrenceRule, RuleDay, RuleEnd};
pub use split::SplitSeries;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    clock_time::Zone,
    conflict::Conflict,
    id::Id,
    network::Nation,
    noun::{Noun, NounKind},
    refusal::Refusals,
    session::{CancelSession, Cancellation, SessionDetails, Visibility},
};

/// The id of a series.
pub type SeriesId = Id<Series>;

/// For how many days ahead there are sessions: 26 weeks.
pub const HORIZON_DAYS: u64 = 26 * 7;

/// How many days more are made at once, so that a weekly series is looked at weekly.
const AHEAD_DAYS: u64 = 7;

/// The last date up to which sessions are to be there on a day.
pub fn horizon_of(today: NaiveDate) -> NaiveDate {
    check::days_after(today, HORIZON_DAYS)
}

/// Help that repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What the partner says of it; its zone is always named.
    pub details: SeriesDetails,
    /// Why and when it was cancelled; there when it is.
    pub cancellation: Option<Cancellation>,
}

impl Noun for Series {
    const KIND: NounKind = NounKind::Series;

    fn shared(&self) -> bool {
        self.details.visibility != Visibility::Partner
    }
}

impl Series {
    /// A series that is to be; `zone` and `nation` are those of the network.
    pub fn new(details: SeriesDetails, zone: Zone, nation: Nation, now: DateTime<Utc>) -> Result<Self, Refusals> {
        details.check()?;
        let series = Self { details: details.in_zone(zone), cancellation: None };
        series.details.check_to_come(nation, series.today(now))?;
        Ok(series)
    }

    /// The same series with other details. One that has come to its end may still be described otherwise.
    pub fn with(
        self,
        details: SeriesDetails,
        zone: Zone,
        nation: Nation,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusals> {
        details.check()?;
        let changed = Self { details: details.in_zone(zone), ..self.clone() };
        if !changed.details.same_times(&self.details) {
            changed.details.check_to_come(nation, changed.today(now))?;
        }
        Ok(changed)
    }

    /// Whether its details may still be changed: not once it is cancelled.
    pub const fn open_to_change(&self) -> Result<(), Conflict> {
        if self.cancellation.is_some() { Err(Conflict::SeriesCancelled) } else { Ok(()) }
    }

    /// Calls it off, for good.
    pub fn cancel(self, order: CancelSession, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.open_to_change()?;
        let CancelSession { reason } = order;
        Ok(Self { cancellation: Some(Cancellation { reason, at: now }), ..self })
    }

    /// The zone of its wall clock.
    pub fn zone(&self) -> Zone {
        self.details.time_zone.unwrap_or(Zone::LONDON)
    }

    /// The date on its wall calendar.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        self.zone().local(now).date_naive()
    }

    /// The occurrences from a date on that have not started yet, up to a week behind the horizon, and the last date that was looked at. A
    /// cancelled series has none.
    pub fn to_come(&self, nation: Nation, from: Option<NaiveDate>, now: DateTime<Utc>) -> (Vec<Occurrence>, NaiveDate) {
        let last = check::days_after(horizon_of(self.today(now)), AHEAD_DAYS);
        if self.cancellation.is_some() {
            return (Vec::new(), last);
        }
        // What runs over midnight has started yesterday; what the clocks moved on belongs to the day before, too.
        let today = self.today(now);
        let first = from.map_or(today, |from| from.max(today));
        let found = self.details.occurrences(nation, first, last).unwrap_or_default();
        (found.into_iter().filter(|occurrence| now <= occurrence.interval.start()).collect(), last)
    }

    /// What it says of its session on a date, if that is one of these occurrences, which are in order.
    pub fn session_on(&self, occurrences: &[Occurrence], date: NaiveDate) -> Option<SessionDetails> {
        let found = occurrences.binary_search_by_key(&date, |occurrence| occurrence.date).ok()?;
        occurrences.get(found).map(|occurrence| self.details.session(*occurrence))
    }
}
