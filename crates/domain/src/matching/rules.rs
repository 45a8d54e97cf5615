//! The hard rules, in the order of [`Reason`].

use chrono::{NaiveDate, TimeDelta};

use super::{
    Ask, Calendar, Candidate, Days, JudgedCourse, Place, Reason,
    terms::{Help, Terms, narrowed, require},
    times::{Opening, Timetable},
    vetting::JudgedCheck,
};
use crate::{help::Setting, language::Language, policy::PolicyDetails, shift::Whereabouts};

/// What the criterion "distance" takes for the limit of somebody who has none, in metres.
pub(super) const UNLIMITED_M: u32 = 10_000;

/// One request under one policy, with everything that is the same for all champions worked out once.
pub(super) struct Question<'a> {
    pub(super) ask: &'a Ask<'a>,
    pub(super) policy: &'a PolicyDetails,
    pub(super) timetable: Timetable<'a>,
    pub(super) days: Days,
    pub(super) terms: Terms<'a>,
    /// The venues that meet every access need.
    pub(super) places: Vec<&'a Place>,
}

/// A champion who passes every rule, with the place and time that are best.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit<'a> {
    pub(super) candidate: &'a Candidate,
    pub(super) site: Site<'a>,
    /// The days on which the rules hold.
    pub(super) days: Days,
    pub(super) opening: Opening,
}

/// Where help would be given.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Site<'a> {
    /// The venue, when it is one that is known.
    pub(super) place: Option<&'a Place>,
    /// Metres to the place, and the most there should be; none where nobody travels or the way is not known.
    pub(super) way: Option<(u32, u32)>,
}

impl<'a> Question<'a> {
    /// The same about help that is given just there.
    pub(super) fn heading_for(self, destination: Whereabouts) -> Self {
        Self { timetable: self.timetable.heading_for(destination), ..self }
    }

    pub(super) fn new(ask: &'a Ask<'a>, policy: &'a PolicyDetails, calendar: Calendar) -> Self {
        let details = ask.details;
        let today = calendar.today();
        let horizon = TimeDelta::days(i64::from(policy.horizon_days) - 1);
        let wanted =
            Days { first: details.from.unwrap_or(Days::ALL.first), last: details.until.unwrap_or(Days::ALL.last) };
        let days = Days { first: today, last: today + horizon }.and(wanted);
        let help = Help {
            setting: details.setting,
            role_flags: &details.role_flags,
            topics: &ask.topics,
            level: details.level,
            languages: &details.required_languages,
            audiences: details.audience.as_slice(),
        };
        let accessible = |place: &&Place| details.access_needs.iter().all(|need| place.features.contains(need));
        let suitable = |place: &&Place| accessible(place) && !ask.has_declined_venue(place.venue);
        Self {
            ask,
            policy,
            timetable: Timetable::new(ask, policy, calendar, days),
            days,
            terms: Terms::new(help, policy),
            places: ask.places.iter().filter(suitable).collect(),
        }
    }

    /// The champion's best place and time, or the first rule that leaves none.
    pub(super) fn judge(&self, candidate: &'a Candidate) -> Result<Fit<'a>, Reason> {
        let details = self.ask.details;
        let active = candidate.active.ok_or(Reason::NotActive)?;
        let days = narrowed(self.days, active, Reason::NotActive)?;
        require(!details.excluded_affiliations.contains(&candidate.affiliation), Reason::Excluded)?;
        require(!self.ask.has_declined(candidate.affiliation), Reason::Declined)?;
        let days = self.terms.judge(candidate, days)?;
        let site = self.site_for(candidate)?;
        let opening = self.timetable.best(candidate, days)?;
        Ok(Fit { candidate, site, days, opening })
    }

    /// The best time of a champion for whom every rule before holds on all days, or the first rule that leaves none.
    pub(super) fn time(&self, candidate: &Candidate) -> Result<Opening, Reason> {
        self.timetable.best(candidate, self.days)
    }

    /// How each required check is met, on the day of the help or else on any day that is looked at.
    pub(super) fn vetting(&self, candidate: &Candidate, on: Option<NaiveDate>) -> Vec<JudgedCheck> {
        self.terms.vetting(candidate, on.map_or(self.days, |day| Days { first: day, last: day }))
    }

    /// How each required course is met, on the day of the help or else on any day that is looked at.
    pub(super) fn training(&self, candidate: &Candidate, on: Option<NaiveDate>) -> Vec<JudgedCourse> {
        self.terms.training(candidate, on.map_or(self.days, |day| Days { first: day, last: day }))
    }

    /// The place that suits best: one where the learner already goes, then the nearest to the champion.
    fn site_for(&self, candidate: &Candidate) -> Result<Site<'a>, Reason> {
        let limit = self.terms.travel_limit(candidate);
        let metres = |point| candidate.point.map(|home| home.distance_m(point));
        let way = |metres: Option<u32>| metres.map(|metres| (metres, limit.unwrap_or(UNLIMITED_M)));
        let within = |metres: Option<u32>| metres.zip(limit).is_none_or(|(metres, limit)| metres <= limit);
        match self.ask.details.setting {
            Setting::Remote => Ok(Site::default()),
            Setting::Venue if self.is_at_a_known_venue() => {
                require(!self.places.is_empty(), Reason::VenueAccess)?;
                let ways = self.places.iter().map(|place| (*place, metres(place.point)));
                let near = ways.filter(|(_, metres)| within(*metres));
                let best = near.min_by_key(|(place, metres)| (!self.is_preferred(place), *metres, place.venue));
                let (place, metres) = best.ok_or(Reason::TooFar)?;
                Ok(Site { place: Some(place), way: way(metres) })
            }
            Setting::Home | Setting::Venue => {
                let metres = self.ask.point.and_then(metres);
                require(within(metres), Reason::TooFar)?;
                Ok(Site { place: None, way: way(metres) })
            }
        }
    }

    /// Whether help at a venue is at one of those that may serve.
    pub(super) const fn is_at_a_known_venue(&self) -> bool {
        !self.ask.places.is_empty() || !self.ask.details.access_needs.is_empty()
    }

    /// Whether help would be at a venue, but none of them serves.
    pub(super) fn is_at_no_venue(&self) -> bool {
        self.ask.details.setting == Setting::Venue && self.is_at_a_known_venue() && self.places.is_empty()
    }

    /// Whether a language is one that the learner needs or would like.
    pub(super) fn has_use_for(&self, language: &Language) -> bool {
        let details = self.ask.details;
        details.required_languages.contains(language) || details.preferred_languages.contains(language)
    }

    /// Whether the policy sends two champions.
    pub(super) fn is_for_two(&self) -> bool {
        self.policy.two_champions_at_home && self.ask.details.setting == Setting::Home
    }

    pub(super) fn is_preferred(&self, place: &Place) -> bool {
        self.ask.details.preferred_venues.contains(&place.venue)
    }
}
