//! What the tests of every format map.

use chrono::TimeDelta;
use trellis_domain::{clock_time::Zone, geo::Point};

use crate::happening::{Collection, Happening, Place, Standing, Venue};

/// Titles that try to leave the format they stand in.
pub(crate) const HOSTILE: [&str; 7] = [
    "</script><script>alert(1)</script>",
    "=HYPERLINK(\"http://evil.example\")",
    "one\r\nBEGIN:VEVENT\r\nUID:evil",
    "a;b,c\\d\"e'f&g<h>",
    "]]> --> \u{2028}\u{2029}",
    "+1 -2 @SUM(A1)",
    "\tŵŷ 日本語 👩‍🏫 👩‍🏫 👩‍🏫 👩‍🏫 👩‍🏫 👩‍🏫 👩‍🏫 👩‍🏫",
];

/// Tuesday 7 July 2026, 10am to midday in Sidcup: an hour earlier by UTC.
pub(crate) fn happening() -> Happening {
    Happening {
        uid: "ses_1".to_owned(),
        page: "https://help.example/n/bexley/sessions/ses_1".to_owned(),
        lang: "en".to_owned(),
        title: "Ask about your phone".to_owned(),
        description: Some("Bring your phone; tablets, too.".to_owned()),
        starts_at: "2026-07-07T09:00:00Z".parse().unwrap(),
        ends_at: "2026-07-07T11:00:00Z".parse().unwrap(),
        zone: Zone::LONDON,
        place: Place::Venue(Venue {
            name: "Sidcup Library".to_owned(),
            lines: vec!["1 High Street".to_owned()],
            town: Some("Sidcup".to_owned()),
            postcode: "DA14 6BN".to_owned(),
            point: Some(Point { latitude: 51.4263, longitude: 0.1011 }),
            access: vec!["Step-free".to_owned(), "Hearing loop".to_owned()],
        }),
        organiser: "Alder".to_owned(),
        phone: Some("020 7946 0001".to_owned()),
        entry: Some("Just turn up".to_owned()),
        topics: vec!["Blue Badge".to_owned()],
        audiences: Vec::new(),
        languages: vec!["English".to_owned()],
        standing: Standing::Scheduled,
        free: true,
        sequence: 42,
        updated: "2026-06-01T08:30:00.123456Z".parse().unwrap(),
        series: None,
    }
}

/// The same, called something else.
pub(crate) fn titled(title: &str) -> Happening {
    Happening { title: title.to_owned(), ..happening() }
}

/// The same, called off.
pub(crate) fn cancelled() -> Happening {
    let standing = Standing::Cancelled("Cancelled: The library is closed".to_owned());
    Happening { standing, sequence: 43, entry: None, ..happening() }
}

/// The same by phone.
pub(crate) fn remote() -> Happening {
    Happening { place: Place::Remote("By phone or video".to_owned()), uid: "ses_2".to_owned(), ..happening() }
}

/// All in one document.
pub(crate) fn collection(happenings: Vec<Happening>) -> Collection {
    Collection {
        title: "Bexley: help".to_owned(),
        publisher: "Bexley".to_owned(),
        lang: "en".to_owned(),
        page: "https://help.example/n/bexley".to_owned(),
        address: "https://help.example/feed".to_owned(),
        updated: "2026-06-01T08:30:00.123456Z".parse().unwrap(),
        refresh: TimeDelta::hours(1),
        happenings,
    }
}
