//! What the scan reads of the champions: a column for each thing it asks, so that it reads nothing else.

use std::collections::{HashMap, hash_map::Entry};

use super::{bits::Bits, fact::Fact, half_hours::HalfHours, taken::Taken, week};
use crate::{
    affiliation::AffiliationId,
    geo::{EARTH_RADIUS_KM, Point},
    language::Language,
    matching::{Candidate, score},
};

/// How far every position is from the middle of the earth.
pub(super) const EARTH_RADIUS_M: f64 = 1_000.0 * EARTH_RADIUS_KM;

/// The champions' columns; each champion has the same place in all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    pub(super) present: Bits,
    facts: HashMap<Fact, Bits>,
    languages: HashMap<Language, Spoken>,
    pub(super) spots: Vec<Spot>,
    /// Who can at each half-hour, rounded outwards and inwards.
    pub(super) touched: HalfHours,
    pub(super) surely: HalfHours,
    pub(super) taken: Taken,
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
    /// Metres; without end where the champion has no limit.
    pub(super) travel_limit_m: f64,
}

/// What counts for the order of a ranking.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) affiliation: AffiliationId,
    pub(super) fairness: u32,
    /// The champion's languages by their numbers, the first 64 of them.
    pub(super) languages: u64,
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
        let travel_limit_m = candidate.travel_limit_m.map_or(f64::INFINITY, f64::from);
        put(&mut self.spots, place, Spot { at, travel_limit_m });
        self.touched.enter(place, week::touched(&candidate.slots));
        self.surely.enter(place, week::surely(&candidate.slots));
        self.taken.enter(place, candidate);
        let fairness = score::fairness(candidate);
        put(&mut self.standing, place, Standing { affiliation: candidate.affiliation, fairness, languages });
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
        self.touched.leave(place, week::touched(&candidate.slots));
        self.surely.leave(place, week::surely(&candidate.slots));
        self.taken.leave(place, candidate);
        for fact in Fact::of(candidate) {
            let Entry::Occupied(mut whom) = self.facts.entry(fact) else { continue };
            whom.get_mut().take(place);
            if whom.get().is_empty() {
                whom.remove();
            }
        }
        for language in &candidate.languages {
            if let Some(spoken) = self.languages.get_mut(language) {
                spoken.speakers = spoken.speakers.saturating_sub(u32::from(candidate.active.is_some()));
            }
        }
    }

    /// Those of whom something is true, if it is true of anybody.
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
    let across = EARTH_RADIUS_M * latitude.cos();
    [across * longitude.cos(), across * longitude.sin(), EARTH_RADIUS_M * latitude.sin()]
}
