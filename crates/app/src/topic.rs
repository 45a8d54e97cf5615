//! Topics: loading a version of the tree that all networks share, and naming topics of it.

use trellis_domain::{FieldCode, Refusals, TopicTree, help::TopicSlug, topic::TopicFile};
use trellis_storage::{Reading, Store, StoreError};

use crate::error::CommandError;

/// Keeps the topics of a file over those that were there. Topics that the file no longer has stay, after the others,
/// because records refer to them.
pub async fn load(store: &Store, file: TopicFile) -> Result<TopicTree, CommandError> {
    let tree = store.installation().topics().await?.succeeded_by(file.topics)?;
    store.installation().put_topics(&tree).await?;
    Ok(tree)
}

/// Notes the topics that nobody knows. Each is named with its place.
pub(crate) async fn check(
    reading: &impl Reading,
    named: &[(String, &TopicSlug)],
    refusals: &mut Refusals,
) -> Result<(), StoreError> {
    if named.is_empty() {
        return Ok(());
    }
    let topics = trellis_storage::topic::of(reading).await?;
    for (pointer, slug) in named {
        let known = topics.get(slug).is_some();
        refusals.require(known, pointer, FieldCode::UnknownReference, "the slug of a topic: see /v1/topics");
    }
    Ok(())
}

/// A list of topics, each with its place.
pub(crate) fn placed(slugs: &[TopicSlug]) -> Vec<(String, &TopicSlug)> {
    slugs.iter().enumerate().map(|(index, slug)| (format!("/topics/{index}"), slug)).collect()
}
