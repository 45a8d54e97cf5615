//! Who knows the topics of a request how well.

use strum::VariantArray;

use super::{bits::Bits, columns::Columns, fact::Fact};
use crate::{
    help::{SkillLevel, TopicSlug},
    matching::score::{FULL, worth},
};

/// For each topic of a request, who knows it at each level or a higher one.
pub(super) struct Lines(Vec<AtLeast>);

/// By level, the lowest first.
type AtLeast = [Bits; SkillLevel::VARIANTS.len()];

impl Lines {
    /// `topics`: each topic itself, then the topics above it, the nearest first.
    pub(super) fn new(columns: &Columns, topics: &[Vec<TopicSlug>]) -> Self {
        Self(topics.iter().map(|line| at_least(columns, line)).collect())
    }

    /// For each topic, who knows it well enough.
    pub(super) fn at(&self, level: SkillLevel) -> impl Iterator<Item = &Bits> {
        self.0.iter().filter_map(move |line| {
            line.iter().zip(SkillLevel::VARIANTS).find(|(_, known)| **known == level).map(|(bits, _)| bits)
        })
    }

    /// The criterion "skill fit" of a champion.
    pub(super) fn fit(&self, place: usize) -> u32 {
        let level = |line: &AtLeast| {
            let mut by_level = line.iter().zip(SkillLevel::VARIANTS).rev();
            by_level.find(|(bits, _)| bits.contains(place)).map_or(0, |(_, level)| worth(*level))
        };
        let levels = self.0.iter().map(level).sum::<u32>();
        u32::try_from(self.0.len()).ok().and_then(|count| levels.checked_div(count)).unwrap_or(FULL)
    }
}

/// The nearest topic of the line that a champion knows counts, whatever they know above it.
fn at_least(columns: &Columns, line: &[TopicSlug]) -> AtLeast {
    let mut settled = Bits::default();
    let mut at_least = AtLeast::default();
    for topic in line {
        let mut newly = Bits::default();
        for (level, bits) in SkillLevel::VARIANTS.iter().zip(&mut at_least).rev() {
            if let Some(known) = columns.whom(&Fact::Knows(topic.clone(), *level)) {
                newly.or(known);
            }
            bits.or(&newly.without(&settled));
        }
        settled.or(&newly);
    }
    at_least
}
