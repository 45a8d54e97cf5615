//! The hard rules, in the order of [`Reason`].

use chrono::{NaiveDate, TimeDelta};

use super::{
    Ask, Calendar, Candidate, Days, JudgedCourse, Place, Reason,
    sites::{Site, Spot},
    terms::{Help, Terms, narrowed, require},
    times::{Opening, Timetable},
    vetting::JudgedCheck,
};
use crate::{help::Setting, language::Language, policy::PolicyDetails};

/// One request under one policy, with everything that is the same for all champions worked out once.
pub(super) struct Question<'a> {
    pub(super) ask: &'a Ask<'a>,
    pub(super) policy: &'a PolicyDetails,
    /// The learner's wishes, whatever is open then.
    pub(super) timetable: Timetable<'a>,
    /// The learner's wishes within each of the different opening times of venues.
    pub(super) while_open: Vec<Timetable<'a>>,
    pub(super) days: Days,
    pub(super) terms: Terms<'a>,
    /// Where help could be given; nowhere when no venue serves.
    pub(super) spots: Vec<Spot<'a>>,
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

impl<'a> Question<'a> {
    pub(super) fn new(ask: &'a Ask<'a>, policy: &'a PolicyDetails, calendar: Calendar) -> Self {
        let details = ask.details;
        let today = calendar.today();
        // No day that is over before the notice is counts for a rule.
        let first = calendar.date(calendar.now + TimeDelta::hours(policy.notice_hours.into()));
        let horizon = TimeDelta::days(i64::from(policy.horizon_days) - 1);
        let wanted =
            Days { first: details.from.unwrap_or(Days::ALL.first), last: details.until.unwrap_or(Days::ALL.last) };
        let days = Days { first, last: today + horizon }.and(wanted);
        let help = Help {
            setting: details.setting,
            role_flags: &details.role_flags,
            topics: &ask.topics,
            level: details.level,
            languages: &details.required_languages,
            audiences: details.audience.as_slice(),
        };
        let timetable = Timetable::new(ask, policy, calendar, days);
        let (spots, openings) = Spot::all(ask);
        let while_open = openings.iter().map(|opening| timetable.narrowed(|day| opening.on(day.date, day.weekday)));
        Self { ask, policy, while_open: while_open.collect(), timetable, days, terms: Terms::new(help, policy), spots }
    }

    /// The champion's best place and time, or the first rule that leaves none.
    pub(super) fn judge(&self, candidate: &'a Candidate) -> Result<Fit<'a>, Reason> {
        let details = self.ask.details;
        let active = candidate.active.ok_or(Reason::NotActive)?;
        let days = narrowed(self.days, active, Reason::NotActive)?;
        require(!details.excluded_affiliations.contains(&candidate.affiliation), Reason::Excluded)?;
        require(!self.ask.has_declined(candidate.affiliation), Reason::Declined)?;
        let days = self.terms.judge(candidate, days)?;
        let (site, opening) = self.best(candidate, days)?;
        Ok(Fit { candidate, site, days, opening })
    }

    /// The best time of a champion for whom every rule before holds on all days, or the first rule that leaves none.
    pub(super) fn time(&self, candidate: &Candidate) -> Result<Opening, Reason> {
        self.best(candidate, self.days).map(|(_, opening)| opening)
    }

    /// How each required check is met, on the day of the help or else on any day that is looked at.
    pub(super) fn vetting(&self, candidate: &Candidate, on: Option<NaiveDate>) -> Vec<JudgedCheck> {
        self.terms.vetting(candidate, on.map_or(self.days, |day| Days { first: day, last: day }))
    }

    /// How each required course is met, on the day of the help or else on any day that is looked at.
    pub(super) fn training(&self, candidate: &Candidate, on: Option<NaiveDate>) -> Vec<JudgedCourse> {
        self.terms.training(candidate, on.map_or(self.days, |day| Days { first: day, last: day }))
    }

    /// Whether help would be at a venue, but none of them serves.
    pub(super) const fn is_at_no_venue(&self) -> bool {
        self.spots.is_empty()
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
