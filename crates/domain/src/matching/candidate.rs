//! A champion as the rules see one: no name, no contact.

use chrono::{NaiveDate, TimeDelta};

use super::{CompletedCourse, Days};
use crate::{
    affiliation::{Affiliation, AffiliationId, RoleFlag},
    attestation::HeardAttestation,
    availability::Slot,
    check::{Check, CheckDetails, CheckLevel, CheckScheme, CheckStatus, Workforce},
    geo::{Point, whole_metres},
    help::{Setting, SkillLevel, TopicSlug},
    interval::Interval,
    language::Language,
    partner::Audience,
    shift::{Taken, Whereabouts},
};

/// An affiliation with what the rules ask about it.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which affiliation.
    pub affiliation: AffiliationId,
    /// On which days it is active; none when it is not.
    pub active: Option<Days>,
    /// The settings the champion helps in.
    pub settings: Vec<Setting>,
    /// The topics the champion knows, each with its level. A topic stands for everything below it.
    pub skills: Vec<(TopicSlug, SkillLevel)>,
    /// The languages that the champion is known to speak.
    pub languages: Vec<Language>,
    /// The groups of people the champion is at ease with.
    pub audiences: Vec<Audience>,
    /// Where the champion starts from, if that is known.
    pub point: Option<Point>,
    /// How far the champion travels, in metres in a straight line; any distance when none.
    pub travel_limit_m: Option<u32>,
    /// When the champion can.
    pub slots: Vec<Slot>,
    /// Whether the champion may be asked at any other time.
    pub ask_me: bool,
    /// The most minutes a week that the champion wants to help.
    pub weekly_minutes_cap: Option<u32>,
    /// What the partner allows this champion to do beyond helping.
    pub allowed: Vec<RoleFlag>,
    /// The vetting checks that the partner has recorded.
    pub checks: Vec<HeldCheck>,
    /// What other partners attest of the champion to this one; whether it counts is the policy's rule.
    pub attested: Vec<HeardAttestation>,
    /// The courses that the champion has completed, as the partner has recorded.
    pub completed: Vec<CompletedCourse>,
    /// When the champion is taken, by whomever.
    pub commitments: Vec<Commitment>,
    /// Minutes of help for this partner in the last 28 days.
    pub load_minutes: u32,
    /// Whether the champion has helped this learner before.
    pub helped_before: bool,
    /// Whether another partner lends the champion: then for help in hours of its own, not for this partner's sessions and activities.
    pub is_lent: bool,
}

/// A vetting check as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HeldCheck {
    /// The scheme.
    pub scheme: CheckScheme,
    /// The level.
    pub level: CheckLevel,
    /// The workforce.
    pub workforce: Workforce,
    /// When it was issued.
    pub issued_on: NaiveDate,
    /// Whether it is known to be clear; a certificate that was not seen and a status that is not known are not.
    pub current: bool,
}

/// A time at which a champion is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commitment {
    /// From when until when.
    pub interval: Interval,
    /// Where; between two places there is a way to go.
    pub at: Whereabouts,
    /// Whether it is for the asking partner, and so counts towards its caps.
    pub own: bool,
}

impl Commitment {
    /// The time that it takes with the way there and back, for help just there: at one venue, and before and after a call, there is none to go.
    pub(super) fn with_the_way(&self, way: TimeDelta, at: Whereabouts) -> Interval {
        if self.at.is_a_way_from(at) { self.interval.widened(way) } else { self.interval }
    }
}

impl Commitment {
    /// When and where the champion is taken, for whomever.
    pub const fn taken(self) -> Taken {
        Taken { interval: self.interval, at: self.at }
    }
}

impl Candidate {
    /// An affiliation as the rules see it, with what the champion is taken for by whomever; so far without any load, and known to no learner.
    pub fn new<'a>(
        id: AffiliationId,
        affiliation: &Affiliation,
        checks: impl IntoIterator<Item = &'a Check>,
        commitments: Vec<Commitment>,
    ) -> Self {
        let details = &affiliation.details;
        let allowed = details.decisions.iter().filter(|decision| decision.allowed);
        Self {
            affiliation: id,
            active: affiliation.is_active().then_some(Days::ALL),
            settings: details.settings.clone(),
            skills: details.skills.iter().map(|skill| (skill.topic.clone(), skill.level)).collect(),
            languages: details.languages.clone(),
            audiences: details.audiences.clone(),
            point: affiliation.home,
            travel_limit_m: details.travel_limit_km.map(whole_metres),
            slots: details.availability.clone(),
            ask_me: details.ask_me,
            weekly_minutes_cap: details.weekly_hours_cap.map(|hours| 60 * u32::from(hours)),
            allowed: allowed.map(|decision| decision.role_flag).collect(),
            checks: checks.into_iter().map(HeldCheck::from).collect(),
            attested: Vec::new(),
            completed: Vec::new(),
            commitments,
            load_minutes: 0,
            helped_before: false,
            is_lent: false,
        }
    }

    /// The same with what other partners attest, which is doubted where a record of the partner's own speaks against the champion.
    #[must_use]
    pub fn with_attested<'a>(
        self,
        own: impl IntoIterator<Item = &'a Check>,
        attested: impl IntoIterator<Item = HeardAttestation>,
    ) -> Self {
        let doubted = own.into_iter().any(|check| check.status() == CheckStatus::NotCurrent);
        let attested = attested.into_iter().map(|heard| HeardAttestation { doubted, ..heard });
        Self { attested: attested.collect(), ..self }
    }

    /// The same with the courses that the champion has completed.
    #[must_use]
    pub fn with_completed(self, completed: impl IntoIterator<Item = CompletedCourse>) -> Self {
        Self { completed: completed.into_iter().collect(), ..self }
    }

    /// The same as somebody whom another partner lends on some days: what that partner has recorded of checks and courses, or decided, does not go with them,
    /// and where they start from is known about, because many distances together would tell where somebody lives.
    #[must_use]
    pub fn lent(self, days: Days) -> Self {
        let active = self.active.map(|active| active.and(days));
        let point = self.point.map(Point::roughly);
        Self { active, allowed: Vec::new(), checks: Vec::new(), completed: Vec::new(), point, is_lent: true, ..self }
    }
}

impl From<&Check> for HeldCheck {
    fn from(check: &Check) -> Self {
        let CheckDetails { scheme, level, workforce, issued_on, .. } = check.details;
        Self { scheme, level, workforce, issued_on, current: check.status() == CheckStatus::Current }
    }
}
