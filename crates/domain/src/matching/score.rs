//! The soft criteria: integers, 0 to 1000, rounded down. Each formula is in the documentation of its [`Criterion`].

use std::collections::HashMap;

use strum::VariantArray;

use super::{
    Candidate, Criterion, Part,
    rules::{Fit, Question},
    terms::level_in,
};
use crate::{
    help::{Setting, SkillLevel},
    language::Language,
};

/// The most that a criterion can give.
const FULL: u32 = 1_000;
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
}

/// Every criterion's part of the score, in the order of [`Criterion`].
pub(super) fn parts(
    question: &Question<'_>,
    fit: &Fit<'_>,
    speakers: &Speakers<'_>,
) -> [Part; Criterion::VARIANTS.len()] {
    std::array::from_fn(|index| {
        let criterion = Criterion::VARIANTS.get(index).copied().unwrap_or(Criterion::SkillFit);
        let value = value(criterion, question, fit, speakers).min(FULL);
        let weight = question.policy.weights.of(criterion);
        Part { criterion, value: u16::try_from(value).unwrap_or_default(), weight, points: value * u32::from(weight) }
    })
}

fn value(criterion: Criterion, question: &Question<'_>, fit: &Fit<'_>, speakers: &Speakers<'_>) -> u32 {
    let (details, candidate) = (question.ask.details, fit.candidate);
    match criterion {
        Criterion::SkillFit => {
            let levels = question.ask.topics.iter().map(|line| level_in(candidate, line).map_or(0, worth));
            levels.sum::<u32>() / u32::try_from(question.ask.topics.len()).unwrap_or(u32::MAX).max(1)
        }
        Criterion::Distance if details.setting == Setting::Remote => FULL,
        Criterion::Distance => fit.site.way.map_or(0, |(metres, limit)| match limit {
            0 => FULL,
            limit => share(limit.saturating_sub(metres), limit),
        }),
        Criterion::Continuity => full_if(candidate.helped_before),
        Criterion::PreferredTime => fit.opening.value.into(),
        Criterion::PreferredPlace if details.setting != Setting::Venue || details.preferred_venues.is_empty() => FULL,
        Criterion::PreferredPlace => full_if(fit.site.place.is_some_and(|place| question.is_preferred(place))),
        Criterion::Fairness => {
            let weekly = candidate.weekly_minutes_cap.unwrap_or(USUAL_WEEKLY_MINUTES).max(1);
            FULL.saturating_sub(share(candidate.load_minutes, weekly.saturating_mul(4)))
        }
        Criterion::LanguagePreference => {
            // Where required languages are no rule, they are wishes.
            let required: &[Language] =
                if question.policy.require_language { &[] } else { &details.required_languages };
            let mut wished = details.preferred_languages.iter().chain(required).peekable();
            full_if(wished.peek().is_none() || wished.any(|language| candidate.languages.contains(language)))
        }
        Criterion::Scarcity => {
            let of_use = |language: &&Language| {
                details.required_languages.contains(language) || details.preferred_languages.contains(language)
            };
            let unused = candidate.languages.iter().filter(|language| !of_use(language));
            let rarest = unused.filter_map(|language| speakers.0.get(language)).min();
            rarest.map_or(FULL, |speakers| FULL - FULL / (*speakers).max(1))
        }
    }
}

const fn worth(level: SkillLevel) -> u32 {
    match level {
        SkillLevel::Basic => 333,
        SkillLevel::Confident => 667,
        SkillLevel::Expert => 1_000,
    }
}

const fn full_if(holds: bool) -> u32 {
    if holds { FULL } else { 0 }
}

/// 1000 × part ÷ whole, rounded down.
fn share(part: u32, whole: u32) -> u32 {
    let share = u64::from(FULL) * u64::from(part) / u64::from(whole.max(1));
    u32::try_from(share).unwrap_or(u32::MAX)
}
