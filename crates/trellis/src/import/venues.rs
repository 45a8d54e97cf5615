//! Venues: libraries or food premises, known by their columns.
//!
//! Libraries (Arts Council England, basic dataset): `name`, `address_1`, `postcode`, `uprn`, `latitude`, `longitude`, and
//! for each day `monday_pattern` and `monday_hours`; `address_2` and `address_3` hold county and region and are left out.
//! A day is open when it has hours and its pattern is not `Closed`.
//!
//! Food premises (Food Standards Agency): `fhrs_id`, `name`, `category`, `address`, `postcode`, `latitude`, `longitude`,
//! `ward_code`. The category is one of those below.

mod libraries;
mod premises;

use chrono::NaiveDate;
use trellis_domain::{
    geo::Point,
    text::Name,
    venue::{AccessFacts, Address, VenueDetails, VenueKind, VenueSource},
};

use super::{
    FileRefused,
    postcodes::point,
    sheet::{Row, Sheet},
};

/// The venues of a file; `today` is the network's date.
pub fn read(file: &[u8], today: NaiveDate) -> Result<Vec<VenueDetails>, FileRefused> {
    let sheet = Sheet::read(file)?;
    if sheet.has("fhrs_id") { premises::read(&sheet, today) } else { libraries::read(&sheet, today) }
}

/// What stands behind the places that the rules name.
const fn columns(address: &'static str) -> [(&'static str, &'static str); 4] {
    [("/address", address), ("/point/latitude", "latitude"), ("/point/longitude", "longitude"), ("", "name")]
}

/// A venue with nothing but what every file has.
fn venue(row: &mut Row<'_>, kind: VenueKind, address: &str, source: VenueSource) -> Option<VenueDetails> {
    let (name, place): (Option<Name>, Option<Point>) = (row.required("name"), point(row));
    let lines = row.text(address).map(|text| text.splitn(5, ", ").filter_map(|line| line.parse().ok()).collect());
    let postcode = row.required("postcode");
    Some(VenueDetails {
        kind,
        name: name?,
        address: Address { lines: lines.unwrap_or_default(), town: None, postcode: postcode? },
        point: place?,
        access: AccessFacts::default(),
        equipment: Vec::new(),
        rooms: Vec::new(),
        opening: Vec::new(),
        host_contact: None,
        host_permission: false,
        notes: None,
        source: Some(source),
        ward_code: row.optional("ward_code"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn the_libraries_of_the_borough() {
        let libraries = read(include_bytes!("../../demo/libraries.csv"), today()).unwrap();
        assert_eq!(libraries.len(), 12);
        let opening =
            |name: &str| libraries.iter().find(|library| library.name.as_str() == name).unwrap().opening.len();
        assert_eq!(opening("Central Library"), 5, "Friday and Sunday have hours, but their pattern says closed");
        assert_eq!(opening("Sidcup Library"), 0, "unknown");
    }

    #[test]
    fn the_other_venues_of_the_borough() {
        let venues = read(include_bytes!("../../demo/venues.csv"), today()).unwrap();
        assert_eq!(venues.len(), 185);
        assert!(venues.iter().all(|venue| venue.ward_code.is_some() && !venue.address.lines.is_empty()));
    }

    #[test]
    fn bad_hours_and_an_unknown_category_are_named() {
        let columns = "name,address_1,postcode,uprn,latitude,longitude,monday_pattern,monday_hours";
        let file = format!("{columns}\nLibrary,High Street,DA6 7HJ,1,51.4,0.1,AM Only,9-17\n");
        let refused = read(file.as_bytes(), today()).unwrap_err().to_string();
        assert!(refused.starts_with("line 2, column monday_hours: "), "{refused}");
        let columns = "fhrs_id,name,category,address,postcode,latitude,longitude,ward_code";
        let file = format!("{columns}\n1,Pub,pub,High Street,DA6 7HJ,51.4,0.1,\n");
        let refused = read(file.as_bytes(), today()).unwrap_err().to_string();
        assert!(refused.starts_with("line 2, column category: "), "{refused}");
        let file = format!("{columns}\n1,Cafe,school,High Street,DA6 7HJ,151.4,0.1,\n");
        let refused = read(file.as_bytes(), today()).unwrap_err();
        assert_eq!(refused.problems().len(), 1, "each wrong cell is named once: {refused}");
    }
}
