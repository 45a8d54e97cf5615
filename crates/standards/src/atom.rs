//! Atom (RFC 4287): an entry for each occasion.

use atom_syndication::{Category, Content, Entry, Feed, FixedDateTime, Link, Person, Text, WriteConfig};
use chrono::{DateTime, SubsecRound, Utc};

use crate::{
    Unwritable,
    happening::{Collection, Happening},
    words::{plain, summary, whereabouts},
};

/// Occasions as a feed. `when` says the day and the times of one in words.
pub fn feed(collection: &Collection, when: impl Fn(&Happening) -> String) -> Result<String, Unwritable> {
    let feed = Feed {
        title: Text::plain(plain(&collection.title)),
        id: collection.address.clone(),
        updated: instant(collection.updated),
        authors: vec![person(&collection.publisher)],
        links: vec![
            link("self", &collection.address, "application/atom+xml"),
            link("alternate", &collection.page, "text/html"),
        ],
        lang: Some(collection.lang.clone()),
        entries: collection.happenings.iter().map(|happening| entry(happening, &when(happening))).collect(),
        ..Feed::default()
    };
    let config = WriteConfig { write_document_declaration: true, indent_size: None };
    let bytes = feed.write_with_config(Vec::new(), config).map_err(|error| Unwritable::new("Atom", error))?;
    String::from_utf8(bytes).map_err(|error| Unwritable::new("Atom", error))
}

fn entry(happening: &Happening, when: &str) -> Entry {
    let mut title = Text::plain(plain(&happening.title));
    title.lang = Some(happening.lang.clone());
    let text = format!("{}\n{}\n{}", plain(when), whereabouts(happening), summary(happening));
    Entry {
        title,
        // The address of an occasion stays good, which is what an id has to do.
        id: happening.page.clone(),
        updated: instant(happening.updated),
        authors: vec![person(&happening.organiser)],
        categories: happening.topics.iter().map(|topic| category(topic)).collect(),
        links: vec![link("alternate", &happening.page, "text/html")],
        content: Some(Content { value: Some(text), content_type: Some("text".to_owned()), ..Content::default() }),
        ..Entry::default()
    }
}

fn person(name: &str) -> Person {
    Person { name: plain(name), ..Person::default() }
}

fn category(topic: &str) -> Category {
    Category { term: plain(topic), ..Category::default() }
}

fn link(rel: &str, href: &str, mime_type: &str) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), mime_type: Some(mime_type.to_owned()), ..Link::default() }
}

fn instant(at: DateTime<Utc>) -> FixedDateTime {
    at.trunc_subsecs(0).fixed_offset()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{HOSTILE, cancelled, collection, happening, titled};

    fn made(happenings: Vec<Happening>) -> String {
        feed(&collection(happenings), |_| "Tuesday 7 July, 10am to midday".to_owned()).unwrap()
    }

    #[test]
    fn one_occasion_in_full() {
        assert_eq!(
            made(vec![happening()]),
            "<?xml version=\"1.0\"?>\n\
             <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Bexley: help</title><id>https://help.example/feed</id>\
             <updated>2026-06-01T08:30:00+00:00</updated><author><name>Bexley</name></author>\
             <link href=\"https://help.example/feed\" rel=\"self\" type=\"application/atom+xml\"/>\
             <link href=\"https://help.example/n/bexley\" rel=\"alternate\" type=\"text/html\"/>\
             <entry><title xml:lang=\"en\">Ask about your phone</title><id>https://help.example/n/bexley/sessions/ses_1</id>\
             <updated>2026-06-01T08:30:00+00:00</updated><author><name>Alder</name></author><category term=\"Blue Badge\"/>\
             <link href=\"https://help.example/n/bexley/sessions/ses_1\" rel=\"alternate\" type=\"text/html\"/>\
             <content type=\"text\">Tuesday 7 July, 10am to midday\nSidcup Library, 1 High Street, Sidcup, DA14 6BN\nBring your phone; \
             tablets, too.\nJust turn up\nAlder, 020 7946 0001\nStep-free, Hearing loop</content></entry></feed>"
        );
    }

    #[test]
    fn it_reads_back_hostile_titles_included() {
        for title in HOSTILE {
            let read: Feed = made(vec![titled(title), cancelled()]).parse().unwrap();
            assert_eq!(read.entries.len(), 2);
            // The reader trims.
            assert_eq!(read.entries[0].title.value.trim(), plain(title).trim());
        }
    }
}
