//! Places that serve food, as the Food Standards Agency lists them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use trellis_domain::venue::{VenueDetails, VenueKind, VenueSource};

use super::{super::FileRefused, Sheet, columns, venue};

/// The categories that a file may have, and the kind of venue that each is.
const CATEGORIES: [(&str, VenueKind); 7] = [
    ("cafe_or_restaurant", VenueKind::Cafe),
    ("care_home_or_day_service", VenueKind::Other),
    ("community_venue", VenueKind::CommunityCentre),
    ("library", VenueKind::Library),
    ("place_of_worship", VenueKind::PlaceOfWorship),
    ("school", VenueKind::SchoolOrCollege),
    ("supermarket", VenueKind::Supermarket),
];

pub(super) fn read(sheet: &Sheet, today: NaiveDate) -> Result<Vec<VenueDetails>, FileRefused> {
    let mut seen = BTreeSet::new();
    sheet.rows(&["fhrs_id", "name", "category", "address", "postcode", "latitude", "longitude"], |row| {
        let source = VenueSource { name: "fhrs".parse().ok()?, id: row.required("fhrs_id")? };
        row.once(&mut seen, source.id.clone(), "fhrs_id");
        let category = row.text("category").unwrap_or_default();
        let kind = CATEGORIES.iter().find(|(name, _)| *name == category).map(|(_, kind)| *kind);
        if kind.is_none() {
            let names = CATEGORIES.map(|(name, _)| name).join(", ");
            row.wrong("category", &format!("one of {names}"));
        }
        let venue = venue(row, kind?, "address", source)?;
        row.check(venue.check(today), &columns("address"));
        Some(venue)
    })
}
