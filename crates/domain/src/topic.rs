//! Topics: what people want to be able to do, as a tree that all networks share.
//!
//! At the top stand the areas of the Essential Digital Skills framework and groups of tasks; skills and specialist
//! tasks stand below. The framework is versioned data: what is not in the file is not invented.

mod details;
mod tree;

pub use details::{Topic, TopicFile, TopicKind};
pub use tree::TopicTree;
