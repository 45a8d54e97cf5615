//! Postcodes: `postcode, latitude, longitude`, and if known `lsoa11_code` (or `lsoa_code`) and `ward_code`.

use std::collections::BTreeSet;

use trellis_domain::{geo::Point, postcode::PostcodePlace};

use super::{
    FileRefused,
    sheet::{Row, Sheet},
};

/// The postcodes of a file.
pub fn read(file: &[u8]) -> Result<Vec<PostcodePlace>, FileRefused> {
    let mut seen = BTreeSet::new();
    Sheet::read(file)?.rows(&["postcode", "latitude", "longitude"], |row| {
        let postcode: Option<trellis_domain::postcode::Postcode> = row.required("postcode");
        if let Some(postcode) = &postcode {
            row.once(&mut seen, postcode.clone(), "postcode");
        }
        let point = point(row);
        let lsoa = if row.text("lsoa_code").is_some() { "lsoa_code" } else { "lsoa11_code" };
        let (lsoa, ward) = (row.optional(lsoa), row.optional("ward_code"));
        Some(PostcodePlace { postcode: postcode?, point: point?, lsoa, ward })
    })
}

/// The point in the columns `latitude` and `longitude`.
pub(super) fn point(row: &mut Row<'_>) -> Option<Point> {
    let latitude = row.number("latitude", "degrees from -90 to 90, such as 51.4595");
    let longitude = row.number("longitude", "degrees from -180 to 180, such as 0.1452");
    let point = Point { latitude: latitude?, longitude: longitude? };
    row.check(point.check(), &[("/latitude", "latitude"), ("/longitude", "longitude")]);
    Some(point)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_postcode_of_the_borough() {
        let postcodes = read(include_bytes!("../../demo/postcodes.csv")).unwrap();
        assert_eq!(postcodes.len(), 4405);
        assert!(postcodes.iter().all(|place| place.lsoa.is_some() && place.ward.is_some()));
    }

    #[test]
    fn each_bad_cell_is_named_with_what_would_be_right() {
        let file = "postcode,latitude,longitude\nDA6 7DA,51.4,0.1\nDA6,91,east\nda67da,51.4,0.1\n,51.4,0.1\n";
        let refused = read(file.as_bytes()).unwrap_err().to_string();
        assert_eq!(
            refused,
            "\
line 3, column postcode: a full postcode such as DA6 7DA
line 3, column longitude: degrees from -180 to 180, such as 0.1452
line 4, column postcode: something else: an earlier line has the same
line 5, column postcode: a value: this cell must not be blank
Nothing was imported."
        );
    }

    #[test]
    fn a_missing_column_and_a_ragged_line_are_named() {
        let refused = read(b"postcode,lat,lng\n").unwrap_err().to_string();
        assert!(refused.starts_with("line 1, column latitude: this column is needed and is not there\n"), "{refused}");
        let refused = read(b"postcode,latitude,longitude\nDA6 7DA,51.4\n").unwrap_err().to_string();
        assert!(refused.starts_with("line 2: as many cells as the first line has\n"), "{refused}");
    }
}
