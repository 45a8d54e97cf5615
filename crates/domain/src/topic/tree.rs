//! The tree that topics form.

use std::collections::BTreeSet;

use super::{Topic, TopicKind};
use crate::{
    help::TopicSlug,
    refusal::{FieldCode, Refusals},
};

/// Topics in their order, each after the one above it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TopicTree(Vec<Topic>);

impl TopicTree {
    /// The tree of these topics; because each stands after its parent, none is its own ancestor.
    pub fn new(topics: Vec<Topic>) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        let mut seen = BTreeSet::new();
        for (index, topic) in topics.iter().enumerate() {
            let rooted = topic.parent.as_ref().is_none_or(|parent| seen.contains(parent));
            let above = "the slug of a topic that stands before this one";
            refusals.require(rooted, format!("/topics/{index}/parent"), FieldCode::UnknownReference, above);
            let fresh = seen.insert(&topic.slug);
            refusals.require(
                fresh,
                format!("/topics/{index}/slug"),
                FieldCode::Duplicate,
                "a slug that no other topic has",
            );
            let link = topic.official_link.as_ref().is_none_or(|link| link.as_str().starts_with("https://"));
            let secure = "a web address that begins with https://";
            refusals.require(link, format!("/topics/{index}/official_link"), FieldCode::BadFormat, secure);
        }
        refusals.finish()?;
        Ok(Self(topics))
    }

    /// This tree after a newer one: what the newer one has, then what only this one had, because records refer to it.
    pub fn succeeded_by(self, newer: Vec<Topic>) -> Result<Self, Refusals> {
        let newer = Self::new(newer)?;
        let kept: Vec<Topic> = self.0.into_iter().filter(|topic| newer.get(&topic.slug).is_none()).collect();
        Self::new(newer.0.into_iter().chain(kept).collect())
    }

    /// The topics in their order.
    pub fn topics(&self) -> &[Topic] {
        &self.0
    }

    /// The topic with this slug.
    pub fn get(&self, slug: &TopicSlug) -> Option<&Topic> {
        self.0.iter().find(|topic| topic.slug == *slug)
    }

    /// A slug, then those of the topics above it, the nearest first; none when there is no such topic.
    pub fn line(&self, slug: &TopicSlug) -> Vec<TopicSlug> {
        let above = |topic: &&Topic| topic.parent.as_ref().and_then(|parent| self.get(parent));
        std::iter::successors(self.get(slug), above).map(|topic| topic.slug.clone()).collect()
    }

    /// Whether this is one thing that people must do online, such as applying for a Blue Badge.
    pub fn is_task(&self, slug: &TopicSlug) -> bool {
        self.get(slug).is_some_and(|topic| topic.kind == TopicKind::Task)
    }

    /// A slug and all slugs below it; none when there is no such topic.
    pub fn below(&self, slug: &TopicSlug) -> BTreeSet<&TopicSlug> {
        // One pass is enough, because every topic stands after its parent.
        self.0.iter().fold(BTreeSet::new(), |mut found, topic| {
            if topic.slug == *slug || topic.parent.as_ref().is_some_and(|parent| found.contains(parent)) {
                found.insert(&topic.slug);
            }
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn topics(pairs: &[(&str, Option<&str>)]) -> Vec<Topic> {
        let topic = |(slug, parent): &(&str, Option<&str>)| json!({"slug": slug, "parent": parent, "name": {"en": slug}, "kind": "task", "version": "1"});
        pairs.iter().map(|pair| serde_json::from_value(topic(pair)).unwrap()).collect()
    }

    #[test]
    fn a_topic_and_all_below_it() {
        let tree = TopicTree::new(topics(&[
            ("transacting", None),
            ("specialist", None),
            ("shopping", Some("transacting")),
            ("travel", Some("specialist")),
            ("bus-pass", Some("travel")),
        ]))
        .unwrap();
        let below =
            |slug: &str| tree.below(&slug.parse().unwrap()).into_iter().map(TopicSlug::as_str).collect::<Vec<_>>();
        assert_eq!(below("specialist"), ["bus-pass", "specialist", "travel"]);
        assert_eq!(below("shopping"), ["shopping"]);
        assert!(below("unheard-of").is_empty());
        let line = |slug: &str| tree.line(&slug.parse().unwrap()).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(line("bus-pass"), ["bus-pass", "travel", "specialist"]);
        assert!(line("unheard-of").is_empty());
    }

    #[test]
    fn a_newer_tree_keeps_what_records_may_refer_to() {
        let old = TopicTree::new(topics(&[("a", None), ("b", Some("a"))])).unwrap();
        let newer = old.succeeded_by(topics(&[("c", None), ("a", Some("c"))])).unwrap();
        let slugs: Vec<_> = newer.topics().iter().map(|topic| topic.slug.as_str()).collect();
        assert_eq!(slugs, ["c", "a", "b"]);
    }

    #[test]
    fn a_child_before_its_parent_and_a_slug_twice_are_refused() {
        let refused = TopicTree::new(topics(&[("a", Some("b")), ("b", None), ("b", None)])).unwrap_err();
        let pointers: Vec<_> = refused.iter().map(|refusal| refusal.pointer.as_str()).collect();
        assert_eq!(pointers, ["/topics/0/parent", "/topics/2/slug"]);
    }
}
