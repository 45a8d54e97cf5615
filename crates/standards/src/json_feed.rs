//! JSON Feed 1.1: an item for each occasion.

use chrono::SecondsFormat;
use serde::Serialize;

use crate::{
    happening::{Collection, Happening},
    words::{plain, summary, whereabouts},
};

/// A feed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct JsonFeed {
    /// Which version of the format it is.
    pub version: &'static str,
    /// What it is called.
    pub title: String,
    /// The page that shows the same to people.
    pub home_page_url: String,
    /// Where it is.
    pub feed_url: String,
    /// The language of its words.
    pub language: String,
    /// Who publishes it.
    pub authors: Vec<Author>,
    /// The occasions.
    pub items: Vec<Item>,
}

/// Somebody who publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    /// Their name.
    pub name: String,
}

/// One occasion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its page, which stays good.
    pub id: String,
    /// The same.
    pub url: String,
    /// What it is called.
    pub title: String,
    /// When, where and what, as text.
    pub content_text: String,
    /// When it last changed.
    pub date_modified: String,
    /// The language of its title.
    pub language: String,
    /// Who gives the help.
    pub authors: Vec<Author>,
    /// What people can get help with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What a program wants to know, as data.
    #[serde(rename = "_trellis")]
    pub data: Data,
}

/// What the format has no words for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Data {
    /// When it starts, on its wall clock.
    pub starts_at: String,
    /// When it ends.
    pub ends_at: String,
    /// Whether it is called off.
    pub cancelled: bool,
}

/// Occasions as a feed. `when` says the day and the times of one in words.
pub fn feed(collection: &Collection, when: impl Fn(&Happening) -> String) -> JsonFeed {
    JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: plain(&collection.title),
        home_page_url: collection.page.clone(),
        feed_url: collection.address.clone(),
        language: collection.lang.clone(),
        authors: vec![Author { name: plain(&collection.publisher) }],
        items: collection.happenings.iter().map(|happening| item(happening, &when(happening))).collect(),
    }
}

fn item(happening: &Happening, when: &str) -> Item {
    Item {
        id: happening.page.clone(),
        url: happening.page.clone(),
        title: plain(&happening.title),
        content_text: format!("{}\n{}\n{}", plain(when), whereabouts(happening), summary(happening)),
        date_modified: happening.updated.to_rfc3339_opts(SecondsFormat::Secs, true),
        language: happening.lang.clone(),
        authors: vec![Author { name: plain(&happening.organiser) }],
        tags: happening.topics.clone(),
        data: Data {
            starts_at: happening.local_start(),
            ends_at: happening.local_end(),
            cancelled: happening.cancelled().is_some(),
        },
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sample::{HOSTILE, cancelled, collection, happening, titled};

    #[test]
    fn one_occasion_in_full() {
        let feed = feed(&collection(vec![happening()]), |_| "Tuesday 7 July, 10am to midday".to_owned());
        assert_eq!(
            serde_json::to_value(feed).unwrap(),
            json!({
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Bexley: help",
                "home_page_url": "https://help.example/n/bexley",
                "feed_url": "https://help.example/feed",
                "language": "en",
                "authors": [{ "name": "Bexley" }],
                "items": [{
                    "id": "https://help.example/n/bexley/sessions/ses_1",
                    "url": "https://help.example/n/bexley/sessions/ses_1",
                    "title": "Ask about your phone",
                    "content_text": "Tuesday 7 July, 10am to midday\nSidcup Library, 1 High Street, Sidcup, DA14 6BN\nBring your phone; \
                     tablets, too.\nJust turn up\nAlder, 020 7946 0001\nStep-free, Hearing loop",
                    "date_modified": "2026-06-01T08:30:00Z",
                    "language": "en",
                    "authors": [{ "name": "Alder" }],
                    "tags": ["Blue Badge"],
                    "_trellis": {
                        "starts_at": "2026-07-07T10:00:00+01:00", "ends_at": "2026-07-07T12:00:00+01:00", "cancelled": false,
                    },
                }],
            })
        );
    }

    #[test]
    fn a_cancelled_one_says_so() {
        let feed = feed(&collection(vec![cancelled()]), |_| String::new());
        assert!(
            feed.items[0].content_text.contains("Cancelled: The library is closed") && feed.items[0].data.cancelled
        );
    }

    #[test]
    fn hostile_titles_stay_text() {
        for title in HOSTILE {
            assert_eq!(feed(&collection(vec![titled(title)]), |_| String::new()).items[0].title, plain(title));
        }
    }
}
