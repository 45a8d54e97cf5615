//! What a session lacks beside hands: a language that nobody speaks, a topic that nobody knows.

use serde::{Deserialize, Serialize};

use super::SessionDetails;
use crate::{help::TopicSlug, language::Language, topic::TopicTree};

/// What none of the champions who have said yes brings along.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = MissingHelp))]
pub struct Missing {
    /// Languages that the session names and none of them speaks.
    pub languages: Vec<Language>,
    /// Topics that the session names and none of them has a skill for, nor for a topic above it.
    pub topics: Vec<TopicSlug>,
}

/// What a champion who has said yes brings along.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Helper {
    /// The languages, as far as they are recorded.
    pub languages: Vec<Language>,
    /// The topics, each of which stands for everything below it.
    pub topics: Vec<TopicSlug>,
}

impl Missing {
    /// What `session` names and no helper brings. A session that takes no champion misses nothing.
    pub fn of(session: &SessionDetails, helpers: &[Helper], topics: &TopicTree) -> Self {
        if session.champions_needed == 0 {
            return Self::default();
        }
        let spoken = |language: &Language| helpers.iter().any(|helper| helper.languages.contains(language));
        let known = |slug: &TopicSlug| {
            let line = topics.line(slug);
            // A topic that the tree no longer has is still known by its own slug.
            let knows = |helper: &Helper| helper.topics.iter().any(|topic| topic == slug || line.contains(topic));
            helpers.iter().any(knows)
        };
        Self {
            languages: session.languages.iter().filter(|language| !spoken(language)).cloned().collect(),
            topics: session.topics.iter().filter(|slug| !known(slug)).cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn tree() -> TopicTree {
        let topic = |slug: &str, parent: Option<&str>| {
            let json = json!({"slug": slug, "parent": parent, "name": {"en": slug}, "kind": "task", "version": "1"});
            serde_json::from_value(json).unwrap()
        };
        TopicTree::new(vec![topic("specialist", None), topic("blue-badge", Some("specialist")), topic("nhs-app", None)])
            .unwrap()
    }

    fn helper(languages: &[&str], topics: &[&str]) -> Helper {
        Helper {
            languages: languages.iter().map(|code| code.parse().unwrap()).collect(),
            topics: topics.iter().map(|slug| slug.parse().unwrap()).collect(),
        }
    }

    /// A session in English and Punjabi about Blue Badges and the NHS App.
    #[rstest]
    #[case::nobody_yet(1, &[], &["en", "pa"], &["blue-badge", "nhs-app"])]
    #[case::half(1, &[helper(&["en"], &["blue-badge"])], &["pa"], &["nhs-app"])]
    #[case::not_known_to_speak_any(1, &[helper(&[], &["nhs-app"])], &["en", "pa"], &["blue-badge"])]
    #[case::a_topic_above(1, &[helper(&["en", "pa"], &["specialist"])], &[], &["nhs-app"])]
    #[case::not_a_topic_below(1, &[helper(&["fr"], &["blue-badge-renewal"])], &["en", "pa"], &["blue-badge", "nhs-app"])]
    #[case::together(2, &[helper(&["pa"], &["nhs-app"]), helper(&["en"], &["blue-badge"])], &[], &[])]
    #[case::it_takes_nobody(0, &[], &[], &[])]
    fn what_nobody_brings(
        #[case] needed: u32,
        #[case] helpers: &[Helper],
        #[case] languages: &[&str],
        #[case] topics: &[&str],
    ) {
        let session = serde_json::from_value(json!({
            "title": {"en": "A session"}, "setting": "remote", "booking": "drop_in", "champions_needed": needed,
            "topics": ["blue-badge", "nhs-app"], "languages": ["en", "pa"],
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        }))
        .unwrap();
        let missing = Missing::of(&session, helpers, &tree());
        assert_eq!(missing.languages.iter().map(Language::as_str).collect::<Vec<_>>(), languages);
        assert_eq!(missing.topics.iter().map(TopicSlug::as_str).collect::<Vec<_>>(), topics);
    }

    #[test]
    fn what_the_session_does_not_name_is_not_missing() {
        let session = serde_json::from_value(json!({
            "title": {"en": "A session"}, "setting": "remote", "booking": "drop_in",
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        }))
        .unwrap();
        assert_eq!(Missing::of(&session, &[], &tree()), Missing::default());
    }
}
