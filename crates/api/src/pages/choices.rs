//! What stands in the lists of the filter form, and what of it is chosen.

use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, TopicTree,
    clock_time::Weekday,
    help::AccessFeature,
    time_words::{PageLanguage, weekday_in_words},
    topic::Topic,
};

use super::{
    card::spoken,
    form::{DISTANCES, Form, Kind, PartOfDay},
    words::{self, Words},
};

/// One line of a list.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) chosen: bool,
}

/// The lists of the filter form.
#[derive(Debug)]
pub(super) struct Choices {
    pub(super) distances: Vec<Choice>,
    pub(super) kinds: Vec<Choice>,
    pub(super) topics: Vec<Choice>,
    pub(super) weekdays: Vec<Choice>,
    pub(super) hours: Vec<Choice>,
    pub(super) access: Vec<Choice>,
}

impl Choice {
    pub(super) fn new(value: impl Into<String>, text: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), text: text.into(), chosen }
    }
}

impl Choices {
    pub(super) fn new(form: &Form, topics: &TopicTree, language: PageLanguage) -> Self {
        let words = Words::of(language);
        let distance = |km: u8| Choice::new(km.to_string(), words::up_to(km, language), km == form.distance);
        let kind = |kind: Kind| Choice::new(kind.code(), kind_in_words(kind, words), kind == form.kind);
        let weekday =
            |day: &Weekday| Choice::new(day.code(), weekday_in_words(*day, language), form.weekday == Some(*day));
        let hours = |part: PartOfDay| Choice::new(part.code(), hours_in_words(part, words), part == form.hours);
        let access = |feature: &AccessFeature| {
            Choice::new(feature.code(), words::feature(*feature, language), form.access.contains(feature))
        };
        // Those below another are set in.
        let topic = |topic: &Topic| {
            let set_in = if topic.parent.is_some() { "– " } else { "" };
            let text = format!("{set_in}{}", spoken(&topic.name, language).text);
            Choice::new(topic.slug.as_str(), text, topic.slug.as_str() == form.topic)
        };
        Self {
            distances: DISTANCES.into_iter().map(distance).collect(),
            kinds: Kind::ALL.into_iter().map(kind).collect(),
            topics: topics.topics().iter().map(topic).collect(),
            weekdays: Weekday::VARIANTS.iter().map(weekday).collect(),
            hours: PartOfDay::ALL.into_iter().map(hours).collect(),
            access: AccessFeature::VARIANTS.iter().map(access).collect(),
        }
    }
}

const fn kind_in_words(kind: Kind, words: &Words) -> &'static str {
    match kind {
        Kind::Any => words.any_kind,
        Kind::Centre => words.at_a_centre,
        Kind::Home => words.at_home,
        Kind::Specialist => words.specialist,
        Kind::Remote => words.remote,
    }
}

const fn hours_in_words(part: PartOfDay, words: &Words) -> &'static str {
    match part {
        PartOfDay::Any => words.any_hours,
        PartOfDay::Morning => words.morning,
        PartOfDay::Afternoon => words.afternoon,
        PartOfDay::Evening => words.evening,
    }
}
