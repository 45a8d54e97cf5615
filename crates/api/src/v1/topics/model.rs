//! Topics as answers show them.

use serde::Serialize;
use trellis_domain::{
    TopicTree,
    help::TopicSlug,
    language::LocalizedName,
    text::Text,
    topic::{Topic, TopicKind},
};
use utoipa::ToSchema;

/// One thing that people learn or do online.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Topic)]
pub(crate) struct TopicView {
    /// Its short name, by which everything else refers to it.
    slug: TopicSlug,
    /// The topic above it; null at the top.
    #[schema(required)]
    parent: Option<TopicSlug>,
    /// The name that people read.
    name: LocalizedName,
    /// What sort of topic it is.
    kind: TopicKind,
    /// For a task: the official page where it is done.
    #[schema(required, value_type = Option<String>, format = Uri)]
    official_link: Option<Text<2000>>,
    /// Whether doing it means paying something.
    involves_payment: bool,
    /// Whether the person signs in with a password of their own.
    own_password: bool,
    /// The version of the framework or list that it came with.
    #[schema(value_type = String, examples("2026-11"))]
    version: Text<40>,
}

/// The whole tree of topics.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct TopicList {
    /// The topics, each after the one above it. The tree is small, so it comes whole.
    #[schema(max_items = 1000)]
    items: Vec<TopicView>,
}

impl From<&Topic> for TopicView {
    fn from(topic: &Topic) -> Self {
        let Topic { slug, parent, name, kind, official_link, involves_payment, own_password, version } = topic.clone();
        Self { slug, parent, name, kind, official_link, involves_payment, own_password, version }
    }
}

impl From<&TopicTree> for TopicList {
    fn from(tree: &TopicTree) -> Self {
        Self { items: tree.topics().iter().map(TopicView::from).collect() }
    }
}
