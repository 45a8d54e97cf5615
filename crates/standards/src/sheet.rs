//! CSV (RFC 4180) in UTF-8 with a header row, safe to open as a spreadsheet.

use csv::{Terminator, WriterBuilder};

use crate::{
    Unwritable,
    happening::{Collection, Happening, Venue},
    words::plain,
};

/// The columns.
pub const COLUMNS: [&str; 22] = [
    "id",
    "title",
    "description",
    "starts_at",
    "ends_at",
    "time_zone",
    "cancelled",
    "place",
    "address",
    "postcode",
    "latitude",
    "longitude",
    "access",
    "entry",
    "phone",
    "organiser",
    "topics",
    "audiences",
    "languages",
    "series",
    "page",
    "updated_at",
];

/// Occasions as rows.
pub fn sheet(collection: &Collection) -> Result<String, Unwritable> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(|error| Unwritable::new("CSV", error))?;
    for happening in &collection.happenings {
        writer.write_record(row(happening)).map_err(|error| Unwritable::new("CSV", error))?;
    }
    let bytes = writer.into_inner().map_err(|error| Unwritable::new("CSV", error.into_error()))?;
    String::from_utf8(bytes).map_err(|error| Unwritable::new("CSV", error))
}

fn row(happening: &Happening) -> [String; COLUMNS.len()] {
    let venue = happening.place.venue();
    let point = venue.and_then(|venue| venue.point);
    let maybe = |text: Option<&String>| text.map(|text| cell(text)).unwrap_or_default();
    let several = |words: &[String]| cell(&words.join("; "));
    [
        cell(&happening.uid),
        cell(&happening.title),
        maybe(happening.description.as_ref()),
        happening.local_start(),
        happening.local_end(),
        happening.zone.to_string(),
        maybe(happening.cancelled()),
        cell(happening.place.name()),
        maybe(venue.map(Venue::address).as_ref()),
        maybe(venue.map(|venue| &venue.postcode)),
        // A number is none of the texts that a spreadsheet takes for a formula, though it may begin with a minus.
        point.map(|point| point.latitude.to_string()).unwrap_or_default(),
        point.map(|point| point.longitude.to_string()).unwrap_or_default(),
        venue.map(|venue| several(&venue.access)).unwrap_or_default(),
        maybe(happening.entry.as_ref()),
        maybe(happening.phone.as_ref()),
        cell(&happening.organiser),
        several(&happening.topics),
        several(&happening.audiences),
        several(&happening.languages),
        maybe(happening.series.as_ref().map(|series| &series.id)),
        cell(&happening.page),
        happening.updated.to_rfc3339(),
    ]
}

/// Text that no spreadsheet takes for a formula: one that begins like it begins with an apostrophe.
fn cell(text: &str) -> String {
    let text = plain(text);
    // Some programs look past white space.
    let formula = text.starts_with('\t') || text.trim_start().starts_with(['=', '+', '-', '@']);
    if formula { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        happening::Place,
        sample::{HOSTILE, collection, happening, remote, titled},
    };

    #[test]
    fn one_occasion_in_full() {
        let text = sheet(&collection(vec![happening()])).unwrap();
        let (head, row) = text.split_once("\r\n").unwrap();
        assert_eq!(head, COLUMNS.join(","));
        assert_eq!(
            row,
            "ses_1,Ask about your phone,\"Bring your phone; tablets, too.\",2026-07-07T10:00:00+01:00,2026-07-07T12:00:00+01:00,\
             Europe/London,,Sidcup Library,\"1 High Street, Sidcup, DA14 6BN\",DA14 6BN,51.4263,0.1011,Step-free; Hearing loop,Just turn \
             up,020 7946 0001,Alder,Blue Badge,,English,,https://help.example/n/bexley/sessions/ses_1,2026-06-01T08:30:00.123456+00:00\r\n"
        );
    }

    /// The rows, read back.
    fn read(text: &str) -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().unwrap()
    }

    #[test]
    fn no_cell_is_a_formula_and_a_number_stays_one() {
        for title in HOSTILE {
            let rows = read(&sheet(&collection(vec![titled(title), remote()])).unwrap());
            assert_eq!(rows.len(), 2);
            let title = rows[0][1].to_owned();
            assert!(!title.trim_start().starts_with(['=', '+', '-', '@']), "{title}");
        }
        assert_eq!(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
        assert_eq!(cell("+44 20 7946 0001"), "'+44 20 7946 0001");
        let mut west = happening();
        if let Place::Venue(venue) = &mut west.place {
            venue.point = Some(trellis_domain::geo::Point { latitude: 51.5, longitude: -0.2 });
        }
        assert_eq!(&read(&sheet(&collection(vec![west])).unwrap())[0][11], "-0.2");
    }

    proptest! {
        #[test]
        fn it_reads_back(title in "[\\PC\r\n\t]{0,80}", description in "[\\PC\r\n\"]{0,80}") {
            let written = Happening { description: Some(description.clone()), ..titled(&title) };
            let rows = read(&sheet(&collection(vec![written])).unwrap());
            prop_assert_eq!(rows.len(), 1);
            let as_said = |cell: &str, text: &str| cell.strip_prefix('\'').unwrap_or(cell) == plain(text) || cell == plain(text);
            prop_assert!(as_said(&rows[0][1], &title) && as_said(&rows[0][2], &description));
            prop_assert_eq!(&rows[0][0], "ses_1");
        }
    }
}
