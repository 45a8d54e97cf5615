//! Which other partner could take a request on, by what everybody in the network may know of it: what it says of itself, and what it
//! shows the public. How many champions it has, and what these can do, is its own affair and counts for nothing here.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, EnumString, IntoStaticStr, VariantArray};

use crate::{
    geo::Point,
    help::{Setting, TopicSlug},
    language::Language,
    partner::{Audience, Partner, PartnerId, Stage},
    request::RequestDetails,
};

/// Public help further away than this counts for nothing, in metres in a straight line.
pub const REACH_M: u32 = 10_000;

/// How many partners are suggested unless somebody says otherwise.
pub const SUGGESTIONS_DEFAULT: u16 = 5;

/// Why a partner is suggested, 0 to 1000. What the request does not ask for is left out.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    EnumMessage,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum SuggestionReason {
    /// 1000 if the partner is delivering, 500 if it is preparing, else 0.
    Delivering,
    /// 1000 if the partner says it serves this group, or has public help for it; 500 if it says it serves everybody; else 0.
    ServesAudience,
    /// The mean over the topics of 1000 where public help within reach names it or a topic above it, 500 where some is about anything, else 0.
    HelpsWithTopics,
    /// 1000 if it has public help within reach in this setting, else 0.
    HelpsInSetting,
    /// 1000 if it has public help within reach in a language that is needed or wished for, else 0.
    SpeaksLanguage,
    /// 1000 × (10 km − distance of its nearest public help) ÷ 10 km, at least 0.
    Near,
}

/// One reason, with everything that is needed to add the score up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = SuggestionPart))]
pub struct SuggestionPart {
    /// The reason.
    pub reason: SuggestionReason,
    /// How far it holds, 0 to 1000.
    pub value: u16,
    /// How much it counts, 0 to 1000.
    pub weight: u16,
    /// Value × weight. The score is the sum of the points ÷ the sum of the weights, rounded down.
    pub points: u32,
}

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// What was asked.
    pub details: &'a RequestDetails,
    /// Each topic: itself, then the topics above it.
    pub topics: Vec<Vec<TopicSlug>>,
    /// Where it is wanted.
    pub point: Option<Point>,
}

/// What the network knows of a partner.
#[derive(Debug, Clone)]
pub struct PartnerFacts<'a> {
    /// Which.
    pub id: PartnerId,
    /// What it says of itself.
    pub partner: &'a Partner,
    /// What it shows the public.
    pub help: Vec<PublicHelp>,
}

/// A session that everybody can see.
#[derive(Debug, Clone, PartialEq)]
pub struct PublicHelp {
    /// Where help is given.
    pub setting: Setting,
    /// Where the venue is.
    pub point: Option<Point>,
    /// What it is about; anything when empty.
    pub topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    pub audiences: Vec<Audience>,
    /// The languages that help is given in.
    pub languages: Vec<Language>,
}

/// A partner that could be asked, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedPartner {
    /// Which.
    pub partner: PartnerId,
    /// 0 to 1000.
    pub score: u16,
    /// The reasons, in a fixed order.
    pub reasons: Vec<SuggestionPart>,
}

/// The best partners, the best first; of equals the one with the lower id. A partner that pauses or has left is not among them.
pub fn suggest(wanted: &Wanted<'_>, partners: &[PartnerFacts<'_>], limit: usize) -> Vec<SuggestedPartner> {
    let open = partners.iter().filter(|facts| facts.partner.stage.is_open());
    let mut suggested: Vec<_> = open.map(|facts| judged(wanted, facts)).collect();
    suggested.sort_by_key(|suggested| (Reverse(suggested.score), suggested.partner));
    suggested.truncate(limit);
    suggested
}

fn judged(wanted: &Wanted<'_>, facts: &PartnerFacts<'_>) -> SuggestedPartner {
    let asked = SuggestionReason::VARIANTS.iter().filter_map(|reason| Some((*reason, reason.value(wanted, facts)?)));
    let part = |(reason, value): (SuggestionReason, u16)| {
        let weight = reason.weight();
        SuggestionPart { reason, value, weight, points: u32::from(value) * u32::from(weight) }
    };
    let reasons: Vec<SuggestionPart> = asked.map(part).collect();
    let points: u32 = reasons.iter().map(|part| part.points).sum();
    let weights: u32 = reasons.iter().map(|part| u32::from(part.weight)).sum();
    let score = points.checked_div(weights).and_then(|score| u16::try_from(score).ok()).unwrap_or_default();
    SuggestedPartner { partner: facts.id, score, reasons }
}

impl SuggestionReason {
    /// How it is worked out, in plain words.
    pub fn meaning(self) -> &'static str {
        self.get_documentation().unwrap_or_default()
    }

    const fn weight(self) -> u16 {
        match self {
            Self::HelpsWithTopics => 300,
            Self::Delivering | Self::ServesAudience | Self::SpeaksLanguage => 200,
            Self::HelpsInSetting | Self::Near => 100,
        }
    }

    /// How far it holds; none where nothing of the kind is asked.
    fn value(self, wanted: &Wanted<'_>, facts: &PartnerFacts<'_>) -> Option<u16> {
        let details = wanted.details;
        let within: Vec<&PublicHelp> = facts.help.iter().filter(|help| within_reach(wanted, help)).collect();
        match self {
            Self::Delivering => Some(match facts.partner.stage {
                Stage::Delivering => 1000,
                Stage::Preparing => 500,
                _ => 0,
            }),
            Self::ServesAudience => details.audience.map(|audience| serves(facts, audience)),
            Self::HelpsWithTopics => mean(wanted.topics.iter().map(|line| helps_with(&within, line))),
            Self::HelpsInSetting => Some(yes(within.iter().any(|help| help.setting == details.setting))),
            Self::SpeaksLanguage => {
                let wished = if details.required_languages.is_empty() {
                    &details.preferred_languages
                } else {
                    &details.required_languages
                };
                let spoken = |help: &&PublicHelp| help.languages.iter().any(|language| wished.contains(language));
                (!wished.is_empty()).then(|| yes(within.iter().any(spoken)))
            }
            Self::Near => {
                let point = wanted.point.filter(|_| details.setting != Setting::Remote)?;
                let away = facts.help.iter().filter_map(|help| Some(help.point?.distance_m(point))).min();
                Some(away.map_or(0, nearness))
            }
        }
    }
}

/// Help by phone is within everybody's reach, and so is help at home and whatever is not known to be far.
fn within_reach(wanted: &Wanted<'_>, help: &PublicHelp) -> bool {
    wanted.point.zip(help.point).is_none_or(|(from, to)| from.distance_m(to) <= REACH_M)
}

fn serves(facts: &PartnerFacts<'_>, audience: Audience) -> u16 {
    let stated = &facts.partner.details.serves;
    let named = stated.contains(&audience) || facts.help.iter().any(|help| help.audiences.contains(&audience));
    match (named, stated.is_empty()) {
        (true, _) => 1000,
        (false, true) => 500,
        (false, false) => 0,
    }
}

fn helps_with(help: &[&PublicHelp], line: &[TopicSlug]) -> u16 {
    let named = help.iter().any(|help| help.topics.iter().any(|topic| line.contains(topic)));
    let anything = help.iter().any(|help| help.topics.is_empty());
    match (named, anything) {
        (true, _) => 1000,
        (false, true) => 500,
        (false, false) => 0,
    }
}

fn mean(values: impl ExactSizeIterator<Item = u16>) -> Option<u16> {
    let count = u32::try_from(values.len()).ok()?;
    let sum: u32 = values.map(u32::from).sum();
    u16::try_from(sum.checked_div(count)?).ok()
}

fn nearness(metres: u32) -> u16 {
    let left = REACH_M.saturating_sub(metres);
    u16::try_from(left / (REACH_M / 1000)).unwrap_or_default()
}

const fn yes(holds: bool) -> u16 {
    if holds { 1000 } else { 0 }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{RefOr, Schema},
    };

    use super::SuggestionReason;
    use crate::closed::described_codes;

    impl PartialSchema for SuggestionReason {
        fn schema() -> RefOr<Schema> {
            described_codes("Why a partner is suggested, 0 to 1000.", SuggestionReason::meaning)
        }
    }

    impl ToSchema for SuggestionReason {}
}
