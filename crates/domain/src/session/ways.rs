//! The three ways in which a network helps, derived from what a session says.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::SessionDetails;
use crate::help::{Setting, TopicSlug};

/// A way of helping. One session may be several: a Blue Badge session in a library is at a centre and specialist.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Way {
    /// At a place that people come to.
    Centre,
    /// At the learner's home.
    HomeVisit,
    /// For one task or one group of people.
    Specialist,
}

/// The topics that are tasks: things that people must do online, such as applying for a Blue Badge.
pub type TaskTopics = BTreeSet<TopicSlug>;

/// The ways that a session is, in a fixed order. By phone or video and for everything, it is none of them.
pub fn ways(session: &SessionDetails, tasks: &TaskTopics) -> Vec<Way> {
    let place = match session.setting {
        Setting::Venue => Some(Way::Centre),
        Setting::Home => Some(Way::HomeVisit),
        Setting::Remote => None,
    };
    let names_a_task = session.topics.iter().any(|topic| tasks.contains(topic));
    let specialist = (names_a_task || !session.audiences.is_empty()).then_some(Way::Specialist);
    place.into_iter().chain(specialist).collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("venue", &[], &[], &[Way::Centre])]
    #[case("venue", &["blue-badge"], &[], &[Way::Centre, Way::Specialist])]
    #[case("venue", &["foundation"], &[], &[Way::Centre])]
    #[case("home", &[], &["dementia"], &[Way::HomeVisit, Way::Specialist])]
    #[case("remote", &[], &[], &[])]
    #[case("remote", &["blue-badge"], &["carers"], &[Way::Specialist])]
    fn every_way(#[case] setting: &str, #[case] topics: &[&str], #[case] audiences: &[&str], #[case] expected: &[Way]) {
        let session = serde_json::from_value(json!({
            "title": {"en": "A session"}, "setting": setting, "topics": topics, "audiences": audiences,
            "booking": "drop_in", "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        }));
        let tasks = TaskTopics::from(["blue-badge".parse().unwrap()]);
        assert_eq!(ways(&session.unwrap(), &tasks), expected);
    }
}
