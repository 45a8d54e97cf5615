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
    language::Language,
    matching::{
        Criterion,
        rules::Question,
        score::{FULL, full_if, languages_wished, scarcity},
    },
    policy::Weights,
};

/// What bounds the scores for one request.
pub(super) struct Worth<'a> {
    lines: &'a Lines,
    reach: &'a Reach<'a>,
    weights: &'a Weights,
    preferred_place: u32,
    /// Who speaks a language that the learner would like; none where that is no wish.
    wished: Option<Bits>,
    /// What each language gives for scarcity, by its number.
    scarcity: [u32; 64],
}

impl<'a> Worth<'a> {
    pub(super) fn new(question: &Question<'a>, columns: &'a Columns, lines: &'a Lines, reach: &'a Reach<'a>) -> Self {
        let details = question.ask.details;
        let nowhere_preferred = details.setting != Setting::Venue || details.preferred_venues.is_empty();
        let mut liked = languages_wished(question).peekable();
        let wished = liked.peek().is_some().then(|| {
            liked.fold(Bits::default(), |mut all, language: &Language| {
                columns.whom(&Fact::Speaks(language.clone())).into_iter().for_each(|bits| all.or(bits));
                all
            })
        });
        let mut by_language = [FULL; 64];
        for (language, spoken) in columns.languages() {
            if let Some(value) = by_language.get_mut(spoken.number).filter(|_| !question.has_use_for(language)) {
                *value = scarcity(spoken.speakers);
            }
        }
        Self {
            lines,
            reach,
            weights: &question.policy.weights,
            preferred_place: full_if(
                nowhere_preferred
                    || question.spots.iter().filter_map(|spot| spot.place).any(|place| question.is_preferred(place)),
            ),
            wished,
            scarcity: by_language,
        }
    }

    /// The most points of a champion who has not helped this learner before, if the time is worth at most so much.
    pub(super) fn points_at_most(
        &self,
        place: usize,
        standing: &Standing,
        (spot, nearest): (&Spot, Option<f64>),
        time: u16,
    ) -> u32 {
        let wished = self.wished.as_ref().is_none_or(|bits| bits.contains(place));
        let value = |criterion| match criterion {
            Criterion::SkillFit => self.lines.fit(place),
            Criterion::Distance => self.reach.nearness_at_most(spot, nearest),
            Criterion::Continuity => 0,
            Criterion::PreferredTime => time.into(),
            Criterion::PreferredPlace => self.preferred_place,
            Criterion::Fairness => standing.fairness,
            Criterion::LanguagePreference => full_if(wished),
            Criterion::Scarcity => self.scarcity_of(standing.languages),
        };
        let all = <Criterion as strum::VariantArray>::VARIANTS.iter();
        all.map(|criterion| match u32::from(self.weights.of(*criterion)) {
            0 => 0,
            weight => value(*criterion).min(FULL) * weight,
        })
        .sum()
    }

    fn scarcity_of(&self, mut languages: u64) -> u32 {
        let mut least = FULL;
        while languages != 0 {
            let lowest = usize::try_from(languages.trailing_zeros()).unwrap_or_default();
            least = self.scarcity.get(lowest).map_or(least, |value| least.min(*value));
            languages &= languages - 1;
        }
        least
    }
}
