//! Libraries, as Arts Council England lists them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use trellis_domain::{
    ClosedEnum,
    availability::Slot,
    clock_time::{TimeOfDay, Weekday},
    venue::{VenueDetails, VenueKind, VenueSource},
};

use super::{super::FileRefused, Row, Sheet, columns, venue};

pub(super) fn read(sheet: &Sheet, today: NaiveDate) -> Result<Vec<VenueDetails>, FileRefused> {
    let mut seen = BTreeSet::new();
    sheet.rows(&["name", "address_1", "postcode", "latitude", "longitude"], |row| {
        // A few libraries have no property number; their postcode serves as well.
        let number = if row.text("uprn").is_some() { "uprn" } else { "postcode" };
        let id = row.required(number)?;
        let source = VenueSource { name: "libraries".parse().ok()?, id };
        row.once(&mut seen, source.id.clone(), number);
        let venue = venue(row, VenueKind::Library, "address_1", source)?;
        let venue = VenueDetails { opening: opening(row), ..venue };
        row.check(venue.check(today), &columns("address_1"));
        Some(venue)
    })
}

/// The hours of all days that are not closed.
fn opening(row: &mut Row<'_>) -> Vec<Slot> {
    let mut slots = Vec::new();
    for day in <Weekday as strum::VariantArray>::VARIANTS {
        let (pattern, hours) = (format!("{}_pattern", day.code()), format!("{}_hours", day.code()));
        let closed = row.text(&pattern).is_some_and(|text| text.eq_ignore_ascii_case("closed"));
        let spans = row.text(&hours).filter(|_| !closed).unwrap_or_default().to_owned();
        for span in spans.split(',').map(str::trim).filter(|span| !span.is_empty()) {
            match hours_of(span) {
                Some((start, end)) => slots.push(Slot { weekday: Some(*day), date: None, start, end }),
                None => row.wrong(&hours, "hours such as 09:30-17:30, with a comma between two spans"),
            }
        }
    }
    slots
}

fn hours_of(span: &str) -> Option<(TimeOfDay, TimeOfDay)> {
    let (start, end) = span.split_once('-')?;
    let (start, end): (TimeOfDay, TimeOfDay) = (start.trim().parse().ok()?, end.trim().parse().ok()?);
    (start < end).then_some((start, end))
}
