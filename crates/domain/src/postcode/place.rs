//! Where postcodes and their districts are.

use super::{District, Postcode};
use crate::{area::AreaCode, geo::Point};

/// A postcode in use and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostcodePlace {
    /// The postcode.
    pub postcode: Postcode,
    /// The middle of its addresses.
    pub point: Point,
    /// The LSOA it lies in.
    pub lsoa: Option<AreaCode>,
    /// The ward it lies in.
    pub ward: Option<AreaCode>,
}

/// A postcode district and its middle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistrictPlace {
    /// The district.
    pub district: District,
    /// The middle of its postcodes.
    pub point: Point,
}
