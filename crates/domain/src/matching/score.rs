//! The soft criteria: integers, 0 to 1000, rounded down. Each formula is in the documentation of its [`Criterion`].

use std::collections::HashMap;

use strum::VariantArray;

use super::{
    Candidate, Criterion, Part,
    rules::{Fit, Question},
    sites::Site,
    terms::level_in,
    times::Opening,
};
use crate::{
    help::{Setting, SkillLevel, TopicSlug},
    language::Language,
    policy::Weights,
};

/// The most that a criterion can give.
pub(super) const FULL: u32 = 1_000;
/// What a champion without a cap is taken to be ready for, in minutes a week.
const USUAL_WEEKLY_MINUTES: u32 = 240;

/// How many active champions speak each language.
pub(super) struct Speakers<'a>(HashMap<&'a Language, u32>);

impl<'a> Speakers<'a> {
    pub(super) fn of(candidates: &'a [Candidate]) -> Self {
        let mut speakers = HashMap::new();
        for language in
            candidates.iter().filter(|candidate| candidate.active.is_some()).flat_map(|candidate| &candidate.languages)
        {
            *speakers.entry(language).or_default() += 1;
        }
        Self(speakers)
    }

    /// As they are counted already.
    pub(super) fn counted(speakers: impl Iterator<Item = (&'a Language, u32)>) -> Self {
        Self(speakers.collect())
    }

    /// [`Criterion::Scarcity`] of a champion, where these languages are of use.
    pub(super) fn spare(&self, candidate: &Candidate, of_use: impl Fn(&Language) -> bool) -> u32 {
        let unused = candidate.languages.iter().filter(|language| !of_use(language));
        let rarest = unused.filter_map(|language| self.0.get(language)).min();
        rarest.map_or(FULL, |speakers| scarcity(*speakers))
    }
}

/// [`Criterion::Scarcity`] of whoever speaks a language that so many speak.
pub(super) fn scarcity(speakers: u32) -> u32 {
    FULL - FULL / speakers.max(1)
}

/// Every criterion's part of the score, in the order of [`Criterion`].
pub(super) fn parts(
    question: &Question<'_>,
    fit: &Fit<'_>,
    speakers: &Speakers<'_>,
) -> [Part; Criterion::VARIANTS.len()] {
    weighed(&question.policy.weights, |criterion| value(criterion, question, fit, speakers))
}

/// Every criterion with its value and weight, in the order of [`Criterion`].
pub(super) fn weighed(weights: &Weights, value: impl Fn(Criterion) -> u32) -> [Part; Criterion::VARIANTS.len()] {
    std::array::from_fn(|index| {
        let criterion = Criterion::VARIANTS.get(index).copied().unwrap_or(Criterion::SkillFit);
        let (value, weight) = (value(criterion).min(FULL), weights.of(criterion));
        Part { criterion, value: u16::try_from(value).unwrap_or_default(), weight, points: value * u32::from(weight) }
    })
}

/// The sum of the points ÷ the sum of the weights, 0 to 1000, rounded down.
pub(super) fn score(points: u32, weights: &Weights) -> u16 {
    u16::try_from(points / weights.total().max(1)).unwrap_or(1_000)
}

fn value(criterion: Criterion, question: &Question<'_>, fit: &Fit<'_>, speakers: &Speakers<'_>) -> u32 {
    let (details, candidate) = (question.ask.details, fit.candidate);
    match criterion {
        Criterion::SkillFit => skill_fit(candidate, &question.ask.topics),
        Criterion::Distance => distance(question, &fit.site),
        Criterion::Continuity => full_if(candidate.helped_before),
        Criterion::PreferredTime => fit.opening.value.into(),
        Criterion::PreferredPlace if details.setting != Setting::Venue || details.preferred_venues.is_empty() => FULL,
        Criterion::PreferredPlace => full_if(fit.site.place.is_some_and(|place| question.is_preferred(place))),
        Criterion::Fairness => fairness(candidate),
        Criterion::LanguagePreference => {
            let mut wished = languages_wished(question).peekable();
            full_if(wished.peek().is_none() || wished.any(|language| candidate.languages.contains(language)))
        }
        Criterion::Scarcity => speakers.spare(candidate, |language| question.has_use_for(language)),
    }
}

/// The points that hang on where and when, of places that are preferred alike.
pub(super) fn points_there(question: &Question<'_>, site: &Site<'_>, opening: &Opening) -> u32 {
    let points = |criterion, value: u32| value.min(FULL) * u32::from(question.policy.weights.of(criterion));
    points(Criterion::Distance, distance(question, site)) + points(Criterion::PreferredTime, opening.value.into())
}

/// [`Criterion::Distance`].
fn distance(question: &Question<'_>, site: &Site<'_>) -> u32 {
    if question.ask.details.setting == Setting::Remote { FULL } else { nearness(site.way) }
}

/// The languages that the learner would like. Where required languages are no rule, they are wishes.
pub(super) fn languages_wished<'a>(question: &Question<'a>) -> impl Iterator<Item = &'a Language> {
    let details = question.ask.details;
    let required: &[Language] = if question.policy.require_language { &[] } else { &details.required_languages };
    details.preferred_languages.iter().chain(required)
}

/// [`Criterion::SkillFit`] over topics, each with those above it.
pub(super) fn skill_fit(candidate: &Candidate, topics: &[Vec<TopicSlug>]) -> u32 {
    let levels = topics.iter().map(|line| level_in(candidate, line).map_or(0, worth)).sum::<u32>();
    u32::try_from(topics.len()).ok().and_then(|count| levels.checked_div(count)).unwrap_or(FULL)
}

/// [`Criterion::Distance`] over the metres to the place and the most there should be; none where the way is not known.
pub(super) fn nearness(way: Option<(u32, u32)>) -> u32 {
    way.map_or(0, |(metres, limit)| match limit {
        0 => FULL,
        limit => share(limit.saturating_sub(metres), limit),
    })
}

/// [`Criterion::Fairness`].
pub(super) fn fairness(candidate: &Candidate) -> u32 {
    let weekly = candidate.weekly_minutes_cap.unwrap_or(USUAL_WEEKLY_MINUTES).max(1);
    FULL.saturating_sub(share(candidate.load_minutes, weekly.saturating_mul(4)))
}

pub(super) const fn worth(level: SkillLevel) -> u32 {
    match level {
        SkillLevel::Basic => 333,
        SkillLevel::Confident => 667,
        SkillLevel::Expert => 1_000,
    }
}

pub(super) const fn full_if(holds: bool) -> u32 {
    if holds { FULL } else { 0 }
}

/// 1000 × part ÷ whole, rounded down.
fn share(part: u32, whole: u32) -> u32 {
    let share = u64::from(FULL) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}
