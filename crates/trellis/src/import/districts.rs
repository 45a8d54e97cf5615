//! Postcode districts: `outcode, latitude, longitude`.

use std::collections::BTreeSet;

use trellis_domain::postcode::{District, DistrictPlace};

use super::{FileRefused, postcodes::point, sheet::Sheet};

/// The districts of a file.
pub fn read(file: &[u8]) -> Result<Vec<DistrictPlace>, FileRefused> {
    let mut seen = BTreeSet::new();
    Sheet::read(file)?.rows(&["outcode", "latitude", "longitude"], |row| {
        let district: Option<District> = row.required("outcode");
        if let Some(district) = &district {
            row.once(&mut seen, district.clone(), "outcode");
        }
        let point = point(row);
        Some(DistrictPlace { district: district?, point: point? })
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_district_of_the_country() {
        assert_eq!(super::read(include_bytes!("../../demo/districts.csv")).unwrap().len(), 2966);
    }
}
