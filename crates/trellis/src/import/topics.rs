//! Topics: a JSON file as `demo/topics.json`, each topic after the one above it.

use trellis_domain::{TopicTree, topic::TopicFile};

use super::{FileRefused, Problem};

/// The topics of a file, which form a tree.
pub fn read(file: &[u8]) -> Result<TopicFile, FileRefused> {
    let topics: TopicFile = serde_json::from_slice(file).map_err(|error| {
        let place = format!("line {}, column {}", error.line(), error.column());
        FileRefused::one(Problem::at(place, "topics of the form that the shipped file has"))
    })?;
    let refusals = TopicTree::new(topics.topics.clone()).err().unwrap_or_default().into_vec();
    let problems = refusals.into_iter().map(|refusal| Problem::at(refusal.pointer, refusal.detail));
    FileRefused::unless(topics, problems.collect())
}

#[cfg(test)]
mod tests {
    use trellis_domain::help::TopicSlug;

    use super::*;

    #[test]
    fn the_shipped_topics_form_a_tree() {
        let tree = TopicTree::new(read(crate::demo::files::TOPICS).unwrap().topics).unwrap();
        assert_eq!(tree.topics().len(), 31);
        let (group, task): (TopicSlug, TopicSlug) = ("specialist".parse().unwrap(), "blue-badge".parse().unwrap());
        assert!(tree.below(&group).contains(&task));
    }

    #[test]
    fn a_bad_topic_is_named_by_its_place() {
        let topic = r#"{"slug": "b", "parent": "a", "name": {"en": "B"}, "kind": "task", "version": "1"}"#;
        let refused = read(format!(r#"{{"source": "x", "topics": [{topic}]}}"#).as_bytes()).unwrap_err().to_string();
        assert!(refused.starts_with("/topics/0/parent: the slug of a topic that stands before this one"), "{refused}");
        assert!(read(b"{").unwrap_err().to_string().starts_with("line 1, column 1: "));
    }
}
