use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;

use super::*;
use crate::{
    happening::{Series, Standing},
    sample::{HOSTILE, cancelled, collection, happening, remote, titled},
};

/// The lines as they mean.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").lines().map(ToOwned::to_owned).collect()
}

fn event(text: &str) -> Vec<String> {
    let lines = lines(text).into_iter();
    lines.skip_while(|line| line != "BEGIN:VEVENT").take_while(|line| line != "END:VCALENDAR").collect()
}

#[test]
fn one_occasion_in_full() {
    let text = calendar(&collection(vec![happening()]));
    let head: Vec<_> = lines(&text).into_iter().take_while(|line| line != "BEGIN:VTIMEZONE").collect();
    assert_eq!(
        head,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Trellis//Trellis 1.0//EN",
            "CALSCALE:GREGORIAN",
            "X-WR-CALNAME:Bexley: help",
            "URL:https://help.example/n/bexley",
            "REFRESH-INTERVAL;VALUE=DURATION:PT3600S",
            "X-PUBLISHED-TTL:PT3600S",
            "X-WR-TIMEZONE:Europe/London",
        ]
    );
    assert_eq!(
        event(&text),
        [
            "BEGIN:VEVENT",
            "CONTACT:Alder\\, 020 7946 0001",
            "DESCRIPTION:Bring your phone\\; tablets\\, too.\\nJust turn up\\nAlder\\, 020 7946 0001\\nStep-free\\, Hearing \
             loop\\nhttps://help.example/n/bexley/sessions/ses_1",
            "DTEND;TZID=Europe/London:20260707T120000",
            "DTSTAMP:20260601T083000Z",
            "DTSTART;TZID=Europe/London:20260707T100000",
            "GEO:51.4263;0.1011",
            "LAST-MODIFIED:20260601T083000Z",
            "LOCATION:Sidcup Library\\, 1 High Street\\, Sidcup\\, DA14 6BN",
            "SEQUENCE:42",
            "STATUS:CONFIRMED",
            "SUMMARY;LANGUAGE=en:Ask about your phone",
            "UID:ses_1",
            "URL:https://help.example/n/bexley/sessions/ses_1",
            "CATEGORIES:Blue Badge",
            "END:VEVENT",
        ]
    );
    assert!(!text.contains("METHOD"));
}

#[test]
fn what_is_cancelled_stays_under_a_higher_number() {
    let event = event(&calendar(&collection(vec![cancelled()])));
    assert!(event.contains(&"STATUS:CANCELLED".to_owned()) && event.contains(&"SEQUENCE:43".to_owned()));
    assert!(event.iter().any(|line| line.starts_with("DESCRIPTION:Cancelled: The library is closed\\n")));
}

#[test]
fn a_series_is_one_event_with_its_exceptions() {
    let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    let moved = Happening { starts_at: at("2026-07-21T12:00:00Z"), ends_at: at("2026-07-21T13:00:00Z"), ..happening() };
    let called_off =
        Happening { starts_at: at("2026-11-03T10:00:00Z"), ends_at: at("2026-11-03T12:00:00Z"), ..cancelled() };
    let recurrence = Recurrence {
        first: Happening { uid: "ser_1".to_owned(), ..happening() },
        rule: "FREQ=WEEKLY;BYDAY=TU".to_owned(),
        extra: vec![at("2026-07-09T09:00:00Z")],
        dropped: vec![at("2026-07-14T09:00:00Z"), at("2026-12-29T10:00:00Z")],
        changed: vec![(at("2026-07-21T09:00:00Z"), moved), (at("2026-11-03T10:00:00Z"), called_off)],
    };
    let text = lines(&series(&collection(Vec::new()), &recurrence));
    let has = |line: &str| text.iter().filter(|found| *found == line).count();
    assert_eq!((has("BEGIN:VEVENT"), has("UID:ser_1"), has("BEGIN:VTIMEZONE")), (3, 3, 1));
    // Ten in the morning stays ten in the morning when the clocks have changed.
    for line in [
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "RDATE;TZID=Europe/London:20260709T100000",
        "EXDATE;TZID=Europe/London:20260714T100000,20261229T100000",
        "RECURRENCE-ID;TZID=Europe/London:20260721T100000",
        "DTSTART;TZID=Europe/London:20260721T130000",
        "RECURRENCE-ID;TZID=Europe/London:20261103T100000",
        "STATUS:CANCELLED",
    ] {
        assert_eq!(has(line), 1, "{line} in {text:#?}");
    }
}

#[test]
fn an_occasion_names_its_series_and_a_remote_one_its_way() {
    let series =
        Series { id: "ser_1".to_owned(), page: "https://help.example/s".to_owned(), title: "Mornings".to_owned() };
    let event = event(&calendar(&collection(vec![Happening { series: Some(series), ..remote() }])));
    assert!(event.contains(&"RELATED-TO:ser_1".to_owned()) && event.contains(&"LOCATION:By phone or video".to_owned()));
    assert!(!event.iter().any(|line| line.starts_with("GEO")));
}

#[test]
fn an_empty_calendar_is_one() {
    let text = calendar(&collection(Vec::new()));
    assert!(text.ends_with("END:VCALENDAR\r\n") && !text.contains("VEVENT") && !text.contains("VTIMEZONE"));
}

/// What a title becomes on the way: line breaks are one character.
fn title_of(text: &str) -> String {
    let unfolded = unfold(text);
    let calendar = read_calendar(&unfolded).unwrap();
    let event = calendar.components.iter().find(|component| component.name == "VEVENT").unwrap();
    let title = event.properties.iter().find(|property| property.name == "SUMMARY").unwrap().val.to_string();
    title.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
}

#[test]
fn hostile_titles_stay_titles() {
    for title in HOSTILE {
        let text = calendar(&collection(vec![titled(title)]));
        assert_eq!((text.matches("\nBEGIN:VEVENT").count(), text.matches("\nUID:").count()), (1, 1), "{title}");
        assert_eq!(title_of(&text), plain(title), "{title}");
    }
}

proptest! {
    #[test]
    fn lines_are_short_end_in_crlf_and_unfold_to_what_was_said(title in "\\PC{0,300}", description in "[\\PC\r\n\t]{0,400}") {
        let standing = Standing::Cancelled(description.clone());
        let text = calendar(&collection(vec![Happening { description: Some(description), standing, ..titled(&title) }]));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets: {line}", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        prop_assert!(text.ends_with("\r\n"));
        let summary = lines(&text).into_iter().find(|line| line.starts_with("SUMMARY")).unwrap();
        let said = summary.split_once(':').unwrap().1.to_owned();
        let escaped = plain(&title).replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n");
        prop_assert_eq!(said, escaped);
    }
}
