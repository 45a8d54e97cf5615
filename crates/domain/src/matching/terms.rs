//! The hard rules that do not depend on the hour: what help of a kind asks of whoever gives it, to one learner or in a
//! session.

use std::cmp::Reverse;

use chrono::{Months, NaiveDate};

use super::{
    Candidate, Days, HeldCheck, JudgedCourse, Reason,
    training::{judged_course, trained},
    vetting::{JudgedCheck, Vetted, judged_check, vetted},
};
use crate::{
    affiliation::RoleFlag,
    check::Workforce,
    geo::Point,
    help::{Setting, SkillLevel, TopicSlug},
    language::Language,
    partner::Audience,
    policy::{PolicyDetails, RequiredCheck, RequiredCourse},
};

/// What the criterion "distance" takes for the limit of somebody who has none, in metres.
pub(super) const UNLIMITED_M: u32 = 10_000;

/// What is asked of a champion.
pub(super) struct Terms<'a> {
    policy: &'a PolicyDetails,
    pub(super) setting: Setting,
    pub(super) role_flags: &'a [RoleFlag],
    pub(super) required_checks: Vec<&'a RequiredCheck>,
    pub(super) required_courses: Vec<&'a RequiredCourse>,
    /// Each topic: itself, then the topics above it, the nearest first.
    pub(super) topics: &'a [Vec<TopicSlug>],
    pub(super) level: SkillLevel,
    languages: &'a [Language],
    pub(super) audiences: &'a [Audience],
}

/// The kind of help.
#[derive(Clone, Copy)]
pub(super) struct Help<'a> {
    pub(super) setting: Setting,
    pub(super) role_flags: &'a [RoleFlag],
    pub(super) topics: &'a [Vec<TopicSlug>],
    pub(super) level: Option<SkillLevel>,
    pub(super) languages: &'a [Language],
    pub(super) audiences: &'a [Audience],
}

impl<'a> Terms<'a> {
    pub(super) fn new(help: Help<'a>, policy: &'a PolicyDetails) -> Self {
        let Help { setting, role_flags, topics, level, languages, audiences } = help;
        let required = policy.required_checks.iter();
        let courses = policy.required_courses.iter();
        Self {
            policy,
            setting,
            role_flags,
            required_checks: required.filter(|check| check.applies(setting, role_flags)).collect(),
            required_courses: courses.filter(|course| course.applies(setting, role_flags)).collect(),
            topics,
            level: level.map_or(policy.required_level, |level| level.max(policy.required_level)),
            languages,
            audiences,
        }
    }

    /// The days of `days` on which the champion meets them, or the first that is met on none.
    pub(super) fn judge(&self, candidate: &Candidate, days: Days) -> Result<Days, Reason> {
        require(self.role_flags.iter().all(|flag| candidate.allowed.contains(flag)), Reason::DecisionMissing)?;
        require(candidate.settings.contains(&self.setting), Reason::Setting)?;
        let days = self.checked(candidate, days)?;
        let days = trained(&self.required_courses, candidate, days)?;
        require(self.is_skilled(candidate), Reason::Skill)?;
        let wanted = self.languages_required();
        let understood = wanted.is_empty() || candidate.languages.iter().any(|spoken| wanted.contains(spoken));
        require(understood, Reason::Language)?;
        require(self.audiences.iter().all(|audience| candidate.audiences.contains(audience)), Reason::Audience)?;
        Ok(days)
    }

    /// The languages of which a champion must speak one; any will do when empty.
    pub(super) const fn languages_required(&self) -> &'a [Language] {
        if self.policy.require_language { self.languages } else { &[] }
    }

    /// The [`way`] to a place; none where nobody travels.
    pub(super) fn way(&self, candidate: &Candidate, place: Option<Point>) -> Result<Option<(u32, u32)>, Reason> {
        if self.setting == Setting::Remote { Ok(None) } else { way(candidate, self.policy, place) }
    }

    /// The days on which every required check holds.
    fn checked(&self, candidate: &Candidate, days: Days) -> Result<Days, Reason> {
        self.required_checks.iter().try_fold(days, |days, required| {
            let mut such = vetted(candidate, self.policy).filter(|vetted| answers(vetted.held, required)).peekable();
            such.peek().ok_or(Reason::CheckMissing)?;
            let known = such.filter(|vetted| vetted.held.current);
            let holding = known
                .map(|vetted| holds(vetted.held, required).and(vetted.counts))
                .max_by_key(|held| (days.and(*held).last, Reverse(held.first)));
            narrowed(days, holding.ok_or(Reason::CheckUnknown)?, Reason::CheckLapsed)
        })
    }

    /// How each required check is met on some of these days, or is not.
    pub(super) fn vetting(&self, candidate: &Candidate, days: Days) -> Vec<JudgedCheck> {
        self.required_checks.iter().map(|required| judged_check(candidate, self.policy, required, days)).collect()
    }

    /// How each required course is met on some of these days, or is not.
    pub(super) fn training(&self, candidate: &Candidate, days: Days) -> Vec<JudgedCourse> {
        self.required_courses.iter().map(|required| judged_course(candidate, required, days)).collect()
    }

    fn is_skilled(&self, candidate: &Candidate) -> bool {
        self.topics.iter().all(|line| level_in(candidate, line).is_some_and(|level| level >= self.level))
    }
}

/// Metres to a place, and the most there should be, if it is within the champion's own travel limit, stretched as the policy allows. Where
/// either end is not known, it is within no limit; for somebody without a limit distance is no rule, and then there is none.
pub(crate) fn way(
    candidate: &Candidate,
    policy: &PolicyDetails,
    place: Option<Point>,
) -> Result<Option<(u32, u32)>, Reason> {
    let metres = candidate.point.zip(place).map(|(home, place)| home.distance_m(place));
    let Some(limit) = candidate.travel_limit_m.map(|own| stretched(own, policy)) else {
        return Ok(metres.map(|metres| (metres, UNLIMITED_M)));
    };
    let metres = metres.ok_or(Reason::DistanceUnknown)?;
    require(metres <= limit, Reason::TooFar)?;
    Ok(Some((metres, limit)))
}

/// A limit in metres, stretched as the policy allows.
pub(super) fn stretched(own: u32, policy: &PolicyDetails) -> u32 {
    let stretched = u64::from(own) * u64::from(policy.max_travel_factor) / 1_000;
    u32::try_from(stretched).unwrap_or(u32::MAX)
}

/// Whether a champion holds what is required on a day, and it is known to be clear.
pub(crate) fn holds_on(
    candidate: &Candidate,
    policy: &PolicyDetails,
    required: &RequiredCheck,
    day: NaiveDate,
) -> bool {
    let on = |vetted: Vetted| vetted.held.current && holds(vetted.held, required).and(vetted.counts).contains(day);
    vetted(candidate, policy).any(|vetted| answers(vetted.held, required) && on(vetted))
}

/// The level of a champion in a topic: that of the topic itself, else of the nearest topic above it.
pub(crate) fn level_in(candidate: &Candidate, line: &[TopicSlug]) -> Option<SkillLevel> {
    line.iter().find_map(|topic| candidate.skills.iter().find(|(known, _)| known == topic).map(|(_, level)| *level))
}

/// Whether a check is of the kind that is required.
pub(super) fn answers(held: HeldCheck, required: &RequiredCheck) -> bool {
    let for_all = held.workforce == Workforce::Both;
    let workforce = for_all || required.workforce.is_none_or(|wanted| held.workforce == wanted);
    held.scheme == required.scheme && held.level >= required.level && workforce
}

/// The days on which a check holds: from its issue until the partner wants it renewed.
pub(super) fn holds(held: HeldCheck, required: &RequiredCheck) -> Days {
    let due = required.recheck_months.and_then(|months| held.issued_on.checked_add_months(Months::new(months.into())));
    Days { first: held.issued_on, last: due.unwrap_or(Days::ALL.last) }
}

/// The days that are left, unless it is this rule that takes the last of them.
pub(super) fn narrowed(days: Days, by: Days, reason: Reason) -> Result<Days, Reason> {
    let left = days.and(by);
    require(days.is_empty() || !left.is_empty(), reason)?;
    Ok(left)
}

pub(super) fn require(holds: bool, reason: Reason) -> Result<(), Reason> {
    if holds { Ok(()) } else { Err(reason) }
}
