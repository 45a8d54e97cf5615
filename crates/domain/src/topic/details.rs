//! One topic, and the file that topics come in.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    help::TopicSlug,
    language::LocalizedName,
    text::{Text, Words},
};

/// What sort of topic it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum TopicKind {
    /// An area of the skills framework.
    SkillArea,
    /// A skill within an area.
    Skill,
    /// A group of tasks.
    TaskGroup,
    /// One thing that people must do online, such as applying for a Blue Badge.
    Task,
}

/// One thing that people learn or do online.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Topic {
    /// Its short name, by which everything else refers to it.
    pub slug: TopicSlug,
    /// The topic above it; none at the top.
    #[serde(default)]
    pub parent: Option<TopicSlug>,
    /// The name that people read.
    pub name: LocalizedName,
    /// What sort of topic it is.
    pub kind: TopicKind,
    /// For a task: the official page where it is done.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, format = Uri, max_length = 2000, examples("https://www.gov.uk/apply-blue-badge")))]
    pub official_link: Option<Text<2000>>,
    /// Whether doing it means paying something.
    #[serde(default)]
    pub involves_payment: bool,
    /// Whether the person signs in with a password of their own.
    #[serde(default)]
    pub own_password: bool,
    /// The version of the framework or list that it came with.
    #[cfg_attr(feature = "schema", schema(value_type = String, max_length = 40, examples("2026-11")))]
    pub version: Text<40>,
}

/// Topics as they are shipped or imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicFile {
    /// Where the topics were taken from.
    pub source: Words,
    /// The topics in their order, each after its parent.
    pub topics: Vec<Topic>,
}
