//! "Near me": the ways people say where they are, and how exactly it is known.

mod radius;

pub use radius::{NotARadius, RADIUS_KM_MAX, RadiusKm};

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    geo::Point,
    postcode::{District, NotAPostcode, Postcode},
};

/// A place as people type it: a postcode, a postcode district, or latitude and longitude.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Near {
    /// `51.45,0.14`
    Point(Point),
    /// `DA6 7DA`, in any spacing and case.
    Postcode(Postcode),
    /// `DA6`
    District(District),
}

/// How exactly a place is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Precision {
    /// The point that was given.
    Point,
    /// The middle of the postcode: a few doors.
    Postcode,
    /// The middle of the postcode district: a few kilometres.
    District,
}

/// Where something is, and how exactly that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Located {
    /// The place.
    pub point: Point,
    /// How exactly it is known.
    pub precision: Precision,
}

/// A text that says no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlace {
    /// Two numbers that are not degrees.
    #[error("bad_format: latitude and longitude in degrees, such as 51.45,0.14")]
    Degrees,
    /// Nothing that could be a postcode.
    #[error(
        "unknown_postcode: a postcode such as DA6 7DA, its first half such as DA6, or latitude and longitude such as 51.45,0.14"
    )]
    Postcode,
}

impl FromStr for Near {
    type Err = NotAPlace;

    fn from_str(text: &str) -> Result<Self, NotAPlace> {
        if let Some((latitude, longitude)) = text.split_once(',') {
            let degrees =
                |part: &str| part.trim().parse().map_err(|_not_a_number: std::num::ParseFloatError| NotAPlace::Degrees);
            let point = Point { latitude: degrees(latitude)?, longitude: degrees(longitude)? };
            return if point.check().is_ok() { Ok(Self::Point(point)) } else { Err(NotAPlace::Degrees) };
        }
        let postcode = text.parse().map(Self::Postcode);
        let district = || text.parse().map(Self::District);
        postcode.or_else(|_full| district()).map_err(|NotAPostcode| NotAPlace::Postcode)
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point(point) => write!(f, "{},{}", point.latitude, point.longitude),
            Self::Postcode(postcode) => f.write_str(postcode.as_str()),
            Self::District(district) => f.write_str(district.as_str()),
        }
    }
}

impl<'de> Deserialize<'de> for Near {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::{
        PartialSchema, ToSchema,
        openapi::{ObjectBuilder, RefOr, Schema, schema::Type},
    };

    use super::Near;

    impl PartialSchema for Near {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .max_length(Some(60))
                .description(Some("A postcode in any spacing and case, its first half, or latitude and longitude with a comma between."))
                .examples(["DA6 7DA", "51.45,0.14"])
                .into()
        }
    }
    impl ToSchema for Near {}
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("DA6 7DA", "DA6 7DA")]
    #[case("da67da", "DA6 7DA")]
    #[case(" dA6  7dA ", "DA6 7DA")]
    #[case("da6", "DA6")]
    #[case("51.45,0.14", "51.45,0.14")]
    #[case(" 51.45 , -0.14 ", "51.45,-0.14")]
    fn the_ways_to_say_where(#[case] text: &str, #[case] meant: &str) {
        assert_eq!(text.parse::<Near>().map(|near| near.to_string()), Ok(meant.to_owned()));
    }

    #[rstest]
    #[case("51.45,", NotAPlace::Degrees)]
    #[case("91,0", NotAPlace::Degrees)]
    #[case("NaN,0", NotAPlace::Degrees)]
    #[case("inf,0", NotAPlace::Degrees)]
    #[case("0.14,51.45,3", NotAPlace::Degrees)]
    #[case("Bexleyheath", NotAPlace::Postcode)]
    #[case("", NotAPlace::Postcode)]
    fn what_says_no_place(#[case] text: &str, #[case] why: NotAPlace) {
        assert_eq!(text.parse::<Near>(), Err(why));
    }
}
