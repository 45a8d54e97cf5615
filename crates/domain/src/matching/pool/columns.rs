//! What the scan reads of the champions: a column for each thing it asks, so that it reads nothing else.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::{bits::Bits, fact::Fact, week};
use crate::{
    geo::{EARTH_RADIUS_KM, Point},
    language::Language,
    matching::{Candidate, score},
};

/// The champions' columns; each champion has the same place in all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) present: Bits,
    facts: HashMap<Fact, Bits>,
    languages: HashMap<Language, Spoken>,
    pub(super) spots: Vec<Spot>,
    /// For each day of the week the half-hours that each champion can, rounded outwards.
    pub(super) week: [Vec<u64>; 7],
    pub(super) taken: Vec<Taken>,
    pub(super) standing: Vec<Standing>,
}

/// A language, with its bit in [`Standing::languages`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Spoken {
    pub(super) number: usize,
    /// How many active champions speak it.
    pub(super) speakers: u32,
}

/// Where a champion starts from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Metres from the middle of the earth; not numbers where it is not known.
    pub(super) at: [f64; 3],
    pub(super) travel_limit_m: Option<u32>,
}

/// When a champion is taken, and for how long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Taken {
    pub(super) days: u128,
    /// Minutes for the asking partner in the week that has most of them, rounded outwards.
    pub(super) busiest_week: u32,
    /// The champion's own cap.
    pub(super) weekly_minutes_cap: Option<u32>,
}

/// What counts for the score.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) fairness: u32,
    /// The champion's languages by their numbers, the first 64 of them.
    pub(super) languages: u64,
}

impl Taken {
    fn of(candidate: &Candidate) -> Self {
        let intervals = candidate.commitments.iter().map(|taken| taken.interval);
        let days = intervals.fold(0, |days, taken| days | days_between(taken.start(), taken.end()));
        let mut weeks: HashMap<i64, u32> = HashMap::new();
        for taken in candidate.commitments.iter().filter(|taken| taken.own).map(|taken| taken.interval) {
            // No zone is more than a day from UTC. 1 January 1970 was a Thursday.
            let week = |day: i64| (day + 3).div_euclid(7);
            let whole = taken.length().num_minutes();
            let minutes = whole + i64::from(TimeDelta::minutes(whole) < taken.length());
            for week in week(day_of(taken.start()) - 1)..=week(day_of(taken.end()) + 1) {
                let sum = weeks.entry(week).or_default();
                *sum = sum.saturating_add(u32::try_from(minutes).unwrap_or(u32::MAX));
            }
        }
        let busiest_week = weeks.into_values().max().unwrap_or_default();
        Self { days, busiest_week, weekly_minutes_cap: candidate.weekly_minutes_cap }
    }
}

impl Columns {
    /// Enters a champion at a place that is free.
    pub(super) fn enter(&mut self, place: usize, candidate: &Candidate) {
        self.present.insert(place);
        for fact in Fact::of(candidate) {
            self.facts.entry(fact).or_default().insert(place);
        }
        let mut languages = 0;
        for language in &candidate.languages {
            let number = self.languages.len();
            let spoken = self.languages.entry(language.clone()).or_insert(Spoken { number, speakers: 0 });
            spoken.speakers += u32::from(candidate.active.is_some());
            languages |= 1_u64.checked_shl(u32::try_from(spoken.number).unwrap_or(u32::MAX)).unwrap_or_default();
        }
        let nowhere = [f64::NAN; 3];
        let at = candidate.point.map_or(nowhere, position);
        put(&mut self.spots, place, Spot { at, travel_limit_m: candidate.travel_limit_m });
        for (column, half_hours) in self.week.iter_mut().zip(week::of(&candidate.slots)) {
            put(column, place, half_hours);
        }
        put(&mut self.taken, place, Taken::of(candidate));
        let standing = Standing { fairness: score::fairness(candidate), languages };
        put(&mut self.standing, place, standing);
    }

    /// Notes how much the champion at a place has helped lately.
    pub(super) fn load(&mut self, place: usize, candidate: &Candidate) {
        if let Some(standing) = self.standing.get_mut(place) {
            standing.fairness = score::fairness(candidate);
        }
    }

    /// Takes out the champion at a place.
    pub(super) fn leave(&mut self, place: usize, candidate: &Candidate) {
        self.present.take(place);
        for fact in Fact::of(candidate) {
            if let Some(bits) = self.facts.get_mut(&fact) {
                bits.take(place);
            }
        }
        for language in &candidate.languages {
            if let Some(spoken) = self.languages.get_mut(language) {
                spoken.speakers = spoken.speakers.saturating_sub(u32::from(candidate.active.is_some()));
            }
        }
    }

    /// Those of whom something is true; none where it is true of nobody.
    pub(super) fn whom(&self, fact: &Fact) -> Option<&Bits> {
        self.facts.get(fact)
    }

    /// Everything that is or was true of somebody.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&Fact, &Bits)> {
        self.facts.iter()
    }

    pub(super) fn languages(&self) -> impl Iterator<Item = (&Language, Spoken)> {
        self.languages.iter().map(|(language, spoken)| (language, *spoken))
    }
}

fn put<T: Copy>(column: &mut Vec<T>, place: usize, value: T) {
    match column.get_mut(place) {
        Some(old) => *old = value,
        // Places are given in order, so that this is the next.
        None => column.push(value),
    }
}

/// A point as metres from the middle of the earth.
pub(super) fn position(point: Point) -> [f64; 3] {
    let (latitude, longitude) = (point.latitude.to_radians(), point.longitude.to_radians());
    let metres = 1_000.0 * EARTH_RADIUS_KM;
    let across = metres * latitude.cos();
    [across * longitude.cos(), across * longitude.sin(), metres * latitude.sin()]
}

/// A day's number since 1970 (UTC).
fn day_of(instant: DateTime<Utc>) -> i64 {
    instant.timestamp().div_euclid(TimeDelta::days(1).num_seconds())
}

/// The days (UTC) that a stretch touches, as bits: a day's number since 1970, modulo 128. So days far apart may share a bit,
/// and a set of days is rounded outwards.
pub(super) fn days_between(start: DateTime<Utc>, end: DateTime<Utc>) -> u128 {
    let (first, last) = (day_of(start), day_of(end));
    if last - first >= 127 {
        return u128::MAX;
    }
    (first..=last).fold(0, |days, day| days | 1 << day.rem_euclid(128))
}
