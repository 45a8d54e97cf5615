//! Topics: loading a version of the tree that all networks share.

use trellis_domain::{TopicTree, topic::TopicFile};
use trellis_storage::Store;

use crate::error::CommandError;

/// Keeps the topics of a file over those that were there. Topics that the file no longer has stay, after the others,
/// because records refer to them.
pub async fn load(store: &Store, file: TopicFile) -> Result<TopicTree, CommandError> {
    let tree = store.installation().topics().await?.succeeded_by(file.topics)?;
    store.installation().put_topics(&tree).await?;
    Ok(tree)
}
