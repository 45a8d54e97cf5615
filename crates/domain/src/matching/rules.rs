//! The hard rules, in the order of [`Reason`].

use std::cmp::Reverse;

use chrono::{Months, TimeDelta};

use super::{
    Ask, Calendar, Candidate, Days, HeldCheck, Place, Reason,
    times::{Opening, Timetable},
};
use crate::{
    check::Workforce,
    help::{Setting, SkillLevel, TopicSlug},
    policy::{PolicyDetails, RequiredCheck},
};

/// What the criterion "distance" takes for the limit of somebody who has none, in metres.
const UNLIMITED_M: u32 = 10_000;

/// One request under one policy, with everything that is the same for all champions worked out once.
pub(super) struct Question<'a> {
    pub(super) ask: &'a Ask<'a>,
    pub(super) policy: &'a PolicyDetails,
    pub(super) timetable: Timetable<'a>,
    days: Days,
    level: SkillLevel,
    required_checks: Vec<&'a RequiredCheck>,
    /// The venues that meet every access need.
    places: Vec<&'a Place>,
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
    pub(super) fn new(ask: &'a Ask<'a>, policy: &'a PolicyDetails, calendar: Calendar) -> Self {
        let details = ask.details;
        let today = calendar.today();
        let horizon = TimeDelta::days(i64::from(policy.horizon_days) - 1);
        let wanted =
            Days { first: details.from.unwrap_or(Days::ALL.first), last: details.until.unwrap_or(Days::ALL.last) };
        let days = Days { first: today, last: today + horizon }.and(wanted);
        let required = policy.required_checks.iter();
        let accessible = |place: &&Place| details.access_needs.iter().all(|need| place.features.contains(need));
        Self {
            ask,
            policy,
            timetable: Timetable::new(details, policy, calendar, days),
            days,
            level: details.level.map_or(policy.required_level, |level| level.max(policy.required_level)),
            required_checks: required.filter(|check| check.applies(details.setting, &details.role_flags)).collect(),
            places: ask.places.iter().filter(accessible).collect(),
        }
    }

    /// The champion's best place and time, or the first rule that leaves none.
    pub(super) fn judge(&self, candidate: &'a Candidate) -> Result<Fit<'a>, Reason> {
        let details = self.ask.details;
        let active = candidate.active.ok_or(Reason::NotActive)?;
        let days = narrowed(self.days, active, Reason::NotActive)?;
        require(!details.excluded_affiliations.contains(&candidate.affiliation), Reason::Excluded)?;
        require(details.role_flags.iter().all(|flag| candidate.allowed.contains(flag)), Reason::DecisionMissing)?;
        require(candidate.settings.contains(&details.setting), Reason::Setting)?;
        let days = self.checked(candidate, days)?;
        require(self.is_skilled(candidate), Reason::Skill)?;
        let languages = &details.required_languages;
        let understood = languages.is_empty() || candidate.languages.iter().any(|spoken| languages.contains(spoken));
        require(understood || !self.policy.require_language, Reason::Language)?;
        require(details.audience.is_none_or(|audience| candidate.audiences.contains(&audience)), Reason::Audience)?;
        let site = self.site_for(candidate)?;
        let opening = self.timetable.best(candidate, days)?;
        Ok(Fit { candidate, site, days, opening })
    }

    /// The days on which every required check holds.
    fn checked(&self, candidate: &Candidate, days: Days) -> Result<Days, Reason> {
        self.required_checks.iter().try_fold(days, |days, required| {
            let mut such = candidate.checks.iter().filter(|held| answers(**held, required)).peekable();
            such.peek().ok_or(Reason::CheckMissing)?;
            let known = such.filter(|held| held.current);
            let holding =
                known.map(|held| holds(*held, required)).max_by_key(|held| (days.and(*held).last, Reverse(held.first)));
            narrowed(days, holding.ok_or(Reason::CheckUnknown)?, Reason::CheckLapsed)
        })
    }

    fn is_skilled(&self, candidate: &Candidate) -> bool {
        self.ask.topics.iter().all(|line| level_in(candidate, line).is_some_and(|level| level >= self.level))
    }

    /// The place that suits best: one where the learner already goes, then the nearest to the champion.
    fn site_for(&self, candidate: &Candidate) -> Result<Site<'a>, Reason> {
        let limit = self.travel_limit(candidate);
        let metres = |point| candidate.point.map(|home| home.distance_m(point));
        let way = |metres: Option<u32>| metres.map(|metres| (metres, limit.unwrap_or(UNLIMITED_M)));
        let within = |metres: Option<u32>| metres.zip(limit).is_none_or(|(metres, limit)| metres <= limit);
        match self.ask.details.setting {
            Setting::Remote => Ok(Site::default()),
            Setting::Venue if !self.ask.places.is_empty() || !self.ask.details.access_needs.is_empty() => {
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

    /// The champion's own limit in metres, stretched as the policy allows.
    fn travel_limit(&self, candidate: &Candidate) -> Option<u32> {
        let stretched = |own: u32| u64::from(own) * u64::from(self.policy.max_travel_factor) / 1_000;
        candidate.travel_limit_m.map(|own| u32::try_from(stretched(own)).unwrap_or(u32::MAX))
    }

    pub(super) fn is_preferred(&self, place: &Place) -> bool {
        self.ask.details.preferred_venues.contains(&place.venue)
    }
}

/// The level of a champion in a topic: that of the topic itself, else of the nearest topic above it.
pub(super) fn level_in(candidate: &Candidate, line: &[TopicSlug]) -> Option<SkillLevel> {
    line.iter().find_map(|topic| candidate.skills.iter().find(|(known, _)| known == topic).map(|(_, level)| *level))
}

/// Whether a check is of the kind that is required.
fn answers(held: HeldCheck, required: &RequiredCheck) -> bool {
    let for_all = held.workforce == Workforce::Both;
    let workforce = for_all || required.workforce.is_none_or(|wanted| held.workforce == wanted);
    held.scheme == required.scheme && held.level >= required.level && workforce
}

/// The days on which a check holds: from its issue until the partner wants it renewed.
fn holds(held: HeldCheck, required: &RequiredCheck) -> Days {
    let due = required.recheck_months.and_then(|months| held.issued_on.checked_add_months(Months::new(months.into())));
    Days { first: held.issued_on, last: due.unwrap_or(Days::ALL.last) }
}

/// The days that are left, unless it is this rule that takes the last of them.
fn narrowed(days: Days, by: Days, reason: Reason) -> Result<Days, Reason> {
    let left = days.and(by);
    require(days.is_empty() || !left.is_empty(), reason)?;
    Ok(left)
}

fn require(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}
