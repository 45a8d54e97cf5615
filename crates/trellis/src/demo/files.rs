//! The open data of the demonstration network, carried in the binary. `demo/README.md` says where it comes from.

/// Every postcode of the borough.
pub const POSTCODES: &[u8] = include_bytes!("../../demo/postcodes.csv");
/// The centre of every postcode district of the country.
pub const DISTRICTS: &[u8] = include_bytes!("../../demo/districts.csv");
/// LSOAs: population, deprivation, digital exclusion.
pub const LSOAS: &[u8] = include_bytes!("../../demo/lsoas.csv");
/// The outlines of LSOAs.
pub const LSOA_BOUNDARIES: &[u8] = include_bytes!("../../demo/lsoas.geojson");
/// Which outlines and which ward belong to an LSOA.
pub const LSOA_LOOKUP: &[u8] = include_bytes!("../../demo/lsoa_lookup.csv");
/// Wards: population, deprivation, digital exclusion.
pub const WARDS: &[u8] = include_bytes!("../../demo/wards.csv");
/// The outlines of wards.
pub const WARD_BOUNDARIES: &[u8] = include_bytes!("../../demo/wards.geojson");
/// The libraries of the borough.
pub const LIBRARIES: &[u8] = include_bytes!("../../demo/libraries.csv");
/// Its community venues, places of worship, supermarkets and cafes.
pub const VENUES: &[u8] = include_bytes!("../../demo/venues.csv");
/// The topic tree.
pub const TOPICS: &[u8] = include_bytes!("../../demo/topics.json");
