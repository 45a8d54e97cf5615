//! Where a champion could help, and when there: place and time are chosen together, because the way from one commitment to the next
//! depends on both.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{
    Ask, Candidate, Days, OpeningTimes, Place, Reason,
    rules::{Fit, Question},
    score,
    terms::{Terms, require},
    times::{Opening, Timetable},
};
use crate::{geo::Point, help::Setting, shift::Whereabouts, venue::VenueId};

/// Where help could be given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot<'a> {
    /// The venue, when it is one that is known.
    pub(super) place: Option<&'a Place>,
    /// Where that is, if it is known and matters.
    pub(super) point: Option<Point>,
    at: Whereabouts,
    /// Which of the question's opening times are those of the venue; it serves at any hour when none are.
    pub(super) opening: Option<usize>,
}

/// Where help could be given, as far as one champion is concerned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// The venue, when it is one that is known.
    pub(super) place: Option<&'a Place>,
    /// Metres to the place, and the most there should be; none where nobody travels or the way is not known.
    pub(super) way: Option<(u32, u32)>,
    /// The same place, for the way from and to other commitments.
    pub(super) at: Whereabouts,
    /// As of the [`Spot`].
    opening: Option<usize>,
}

/// What makes a place and a time the best of several, the least first: a place where the learner already goes or would rather come to,
/// the points, the learner's wishes, the earlier time, the shorter way.
type Preference = (bool, Reverse<u32>, Reverse<u16>, DateTime<Utc>, Option<u32>, Option<VenueId>);

impl<'a> Spot<'a> {
    /// Every place at which a request could be met, none where no venue serves; with all the opening times of venues.
    pub(super) fn all(ask: &'a Ask<'_>) -> (Vec<Self>, Vec<&'a OpeningTimes>) {
        let details = ask.details;
        let at = |place: Option<&Place>| Whereabouts::of(details.setting, place.map(|place| place.venue));
        if details.setting != Setting::Venue || (ask.places.is_empty() && details.access_needs.is_empty()) {
            let point = ask.point.filter(|_| details.setting != Setting::Remote);
            return (vec![Self { place: None, point, at: at(None), opening: None }], Vec::new());
        }
        let accessible = |place: &&Place| details.access_needs.iter().all(|need| place.features.contains(need));
        let suitable = |place: &&Place| accessible(place) && !ask.has_declined_venue(place.venue);
        let mut openings: Vec<&OpeningTimes> = Vec::new();
        let spot = |place: &'a Place| {
            let opening = place.opening.as_ref().map(|opening| {
                openings.iter().position(|known| *known == opening).unwrap_or_else(|| {
                    openings.push(opening);
                    openings.len() - 1
                })
            });
            Self { place: Some(place), point: Some(place.point), at: at(Some(place)), opening }
        };
        let spots = ask.places.iter().filter(suitable).map(spot).collect();
        (spots, openings)
    }

    fn reached_by(self, candidate: &Candidate, terms: &Terms<'_>) -> Result<Site<'a>, Reason> {
        let way = terms.way(candidate, self.point)?;
        Ok(Site { place: self.place, way, at: self.at, opening: self.opening })
    }
}

impl<'a> Question<'a> {
    /// The places that are within a champion's reach, or the rule that leaves none.
    pub(super) fn reached(&self, candidate: &Candidate) -> Result<Vec<Site<'a>>, Reason> {
        require(!self.spots.is_empty(), Reason::VenueAccess)?;
        let mut failed = Reason::VenueAccess;
        let reached = self.spots.iter().filter_map(|spot| {
            spot.reached_by(candidate, &self.terms).map_err(|reason| failed = failed.max(reason)).ok()
        });
        let reached: Vec<_> = reached.collect();
        if reached.is_empty() { Err(failed) } else { Ok(reached) }
    }

    /// The champion's best place and time on these days, or the rule that leaves none.
    pub(super) fn best(&self, candidate: &Candidate, days: Days) -> Result<(Site<'a>, Opening), Reason> {
        let mut best: Option<(Preference, Site<'_>, Opening)> = None;
        let mut failed = None;
        // Where the opening times are the same, only who is somewhere already has other times there than elsewhere.
        let mut elsewhere: Vec<(Option<usize>, Result<Opening, Reason>)> = Vec::new();
        for site in self.reached(candidate)? {
            let is_there_before = candidate.commitments.iter().any(|taken| taken.at == site.at);
            let known = elsewhere.iter().find(|(opening, _)| *opening == site.opening && !is_there_before);
            let judged = known.map_or_else(|| self.best_at(site, candidate, days), |(_, judged)| *judged);
            if known.is_none() && !is_there_before {
                elsewhere.push((site.opening, judged));
            }
            match judged {
                Ok(opening) => {
                    let preference = self.preference(&site, &opening);
                    if best.as_ref().is_none_or(|(best, _, _)| preference < *best) {
                        best = Some((preference, site, opening));
                    }
                }
                Err(reason) => failed = failed.max(Some(reason)),
            }
        }
        best.map(|(_, site, opening)| (site, opening)).ok_or(failed.unwrap_or(Reason::NotAvailable))
    }

    fn best_at(&self, site: Site<'_>, candidate: &Candidate, days: Days) -> Result<Opening, Reason> {
        let timetable = self.timetable_at(&site);
        timetable.best(candidate, days, site.at).map_err(|reason| {
            let is_closed = reason == Reason::NotAvailable
                && site.opening.is_some()
                && !timetable.is_ever_shared(candidate, days)
                && self.timetable.is_ever_shared(candidate, days);
            if is_closed { Reason::VenueClosed } else { reason }
        })
    }

    /// The learner's wishes while a place is open.
    pub(super) fn timetable_at(&self, site: &Site<'_>) -> &Timetable<'a> {
        site.opening.and_then(|opening| self.while_open.get(opening)).unwrap_or(&self.timetable)
    }

    /// The places at which a champion who fits could help at other times than at the better ones, with the best time at each; the best first.
    ///
    /// Where the opening times are the same, only who is somewhere already has other times there than elsewhere.
    pub(super) fn ways(&self, fit: &Fit<'a>) -> Vec<(Site<'a>, Opening)> {
        let mut ways: Vec<(Preference, Site<'a>, Opening)> = Vec::new();
        let is_there_before = |site: &Site<'_>| fit.candidate.commitments.iter().any(|taken| taken.at == site.at);
        for site in self.reached(fit.candidate).unwrap_or_default() {
            let has_the_same_times =
                |known: &Site<'_>| known.opening == site.opening && !is_there_before(&site) && !is_there_before(known);
            let known = ways.iter_mut().find(|(_, known, _)| has_the_same_times(known));
            let opening = match &known {
                Some((_, _, opening)) => *opening,
                None => match self.best_at(site, fit.candidate, fit.days) {
                    Ok(opening) => opening,
                    Err(_) => continue,
                },
            };
            let way = (self.preference(&site, &opening), site, opening);
            match known {
                Some(known) if way.0 < known.0 => *known = way,
                Some(_) => {}
                None => ways.push(way),
            }
        }
        ways.sort_by_key(|(preference, _, _)| *preference);
        ways.into_iter().map(|(_, site, opening)| (site, opening)).collect()
    }

    /// The learner's wishes at the places that may serve, once for all that are open at the same times.
    pub(super) fn timetables(&self) -> impl Iterator<Item = &Timetable<'a>> {
        let is_open_at_any_hour = self.spots.iter().any(|spot| spot.opening.is_none());
        is_open_at_any_hour.then_some(&self.timetable).into_iter().chain(&self.while_open)
    }

    fn preference(&self, site: &Site<'_>, opening: &Opening) -> Preference {
        let elsewhere = !site.place.is_some_and(|place| self.is_preferred(place));
        let points = score::points_there(self, site, opening);
        let (metres, venue) = (site.way.map(|(metres, _)| metres), site.place.map(|place| place.venue));
        (elsewhere, Reverse(points), Reverse(opening.value), opening.start, metres, venue)
    }
}
