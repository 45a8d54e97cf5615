//! Cells that hold several things of two parts.

use strum::VariantArray;
use trellis_domain::{
    ClosedEnum, TopicTree,
    affiliation::Skill,
    availability::Slot,
    clock_time::Weekday,
    help::{SkillLevel, TopicSlug},
};

/// `email:confident`, for a topic that there is.
pub(super) fn skill(text: &str, topics: &TopicTree) -> Option<Skill> {
    let (topic, level) = text.split_once(':')?;
    let topic: TopicSlug = topic.trim().parse().ok()?;
    let level = SkillLevel::parse(level.trim())?;
    topics.get(&topic).is_some().then_some(Skill { topic, level })
}

/// `tue 09:00-12:00` or `2026-12-01 10:00-12:00`.
pub(super) fn slot(text: &str) -> Option<Slot> {
    let (day, times) = text.split_once(char::is_whitespace)?;
    let (start, end) = times.trim().split_once('-')?;
    let (start, end) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    match (weekday(day), day.parse().ok()) {
        (None, None) => None,
        (weekday, date) => Some(Slot { weekday, date, start, end }),
    }
}

/// The day whose name begins so, with at least three letters.
fn weekday(text: &str) -> Option<Weekday> {
    let text = text.to_ascii_lowercase();
    let named = |day: &&Weekday| text.len() >= 3 && day.code().starts_with(&text);
    Weekday::VARIANTS.iter().find(named).copied()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("tue 09:00-12:00", true)]
    #[case("Tuesday 09:00 - 12:00", true)]
    #[case("2026-12-01 10:00-12:00", true)]
    #[case("tu 09:00-12:00", false)]
    #[case("someday 09:00-12:00", false)]
    #[case("tue 9-12", false)]
    #[case("tue", false)]
    fn slots(#[case] text: &str, #[case] taken: bool) {
        assert_eq!(slot(text).is_some(), taken);
    }
}
