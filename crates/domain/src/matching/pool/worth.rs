//! The most points that a champion can have.

use super::{
    bits::Bits,
    columns::{Columns, Spot, Standing},
    fact::Fact,
    lines::Lines,
    reach::Reach,
};
use crate::{
    help::Setting,
    matching::{
        Criterion,
        rules::Question,
        score::{FULL, full_if, languages_wished, scarcity},
    },
};

/// What bounds the scores for one request, as far as sets say it.
pub(super) struct Worth<'a> {
    lines: &'a Lines,
    /// Who speaks a language that the learner would like; none where that is no wish.
    wished: Option<Bits>,
    skill_fit: u32,
    preferred_time: u32,
    language_preference: u32,
    /// The points that everybody may have.
    others: u32,
}

/// What a champion's way, load and languages take from the most points that they could have.
pub(super) struct Shortfall<'a> {
    reach: Reach<'a>,
    /// The places that the learner would rather come to; none where that makes no difference.
    preferred: Option<Reach<'a>>,
    distance: u32,
    preferred_place: u32,
    fairness: u32,
    scarcity: u32,
    /// What each language gives for scarcity, by its number.
    by_language: [u32; 64],
}

impl<'a> Worth<'a> {
    pub(super) fn new(question: &Question<'a>, columns: &'a Columns, lines: &'a Lines) -> Self {
        let weight = |criterion| u32::from(question.policy.weights.of(criterion));
        let at_best = [Criterion::Distance, Criterion::PreferredPlace, Criterion::Fairness, Criterion::Scarcity];
        Self {
            lines,
            wished: wished(question, columns),
            skill_fit: weight(Criterion::SkillFit),
            preferred_time: weight(Criterion::PreferredTime),
            language_preference: weight(Criterion::LanguagePreference),
            others: at_best.map(|criterion| FULL * weight(criterion)).iter().sum(),
        }
    }

    /// The most points of a champion who has not helped this learner before, if the time is worth at most so much, before the [`Shortfall`].
    pub(super) fn points_at_most(&self, place: usize, time: u16) -> u32 {
        let wished = self.wished.as_ref().is_none_or(|bits| bits.contains(place));
        self.lines.fit(place).min(FULL) * self.skill_fit
            + u32::from(time).min(FULL) * self.preferred_time
            + full_if(wished) * self.language_preference
            + self.others
    }
}

/// Who speaks a language that the learner would like; none where that is no wish.
fn wished(question: &Question<'_>, columns: &Columns) -> Option<Bits> {
    let mut liked = languages_wished(question).peekable();
    liked.peek()?;
    let speakers = liked.filter_map(|language| columns.whom(&Fact::Speaks(language.clone())));
    Some(Bits::any_of(speakers))
}

/// The places that the learner would rather come to; none where that makes no difference.
fn preferred<'a>(question: &Question<'a>) -> Option<Reach<'a>> {
    let details = question.ask.details;
    let matters = details.setting == Setting::Venue && !details.preferred_venues.is_empty();
    matters.then(|| Reach::of(question, |spot| spot.place.is_some_and(|place| question.is_preferred(place))))
}

impl<'a> Shortfall<'a> {
    pub(super) fn new(question: &Question<'a>, columns: &Columns) -> Self {
        let weight = |criterion| u32::from(question.policy.weights.of(criterion));
        let mut by_language = [FULL; 64];
        for (language, spoken) in columns.languages() {
            if let Some(value) = by_language.get_mut(spoken.number).filter(|_| !question.has_use_for(language)) {
                *value = scarcity(spoken.speakers);
            }
        }
        Self {
            reach: Reach::of(question, |_| true),
            preferred: preferred(question),
            distance: weight(Criterion::Distance),
            preferred_place: weight(Criterion::PreferredPlace),
            fairness: weight(Criterion::Fairness),
            scarcity: weight(Criterion::Scarcity),
            by_language,
        }
    }

    /// How many points are surely missing of a champion.
    pub(super) fn of(&self, spot: &Spot, standing: &Standing) -> u32 {
        (FULL - self.reach.nearness_at_most(spot)) * self.distance
            + full_if(self.preferred.as_ref().is_some_and(|preferred| !preferred.is_perhaps_within(spot)))
                * self.preferred_place
            + FULL.saturating_sub(standing.fairness) * self.fairness
            + FULL.saturating_sub(self.scarcity_of(standing.languages)) * self.scarcity
    }

    fn scarcity_of(&self, mut languages: u64) -> u32 {
        let mut least = FULL;
        while languages != 0 {
            let lowest = usize::try_from(languages.trailing_zeros()).unwrap_or_default();
            least = self.by_language.get(lowest).map_or(least, |value| least.min(*value));
            languages &= languages - 1;
        }
        least
    }
}
