//! United Kingdom postcodes, in whatever spelling people type them.

mod place;

pub use place::{DistrictPlace, PostcodePlace};

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// A full postcode in its standard spelling: `DA6 7DA`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, min_length = 5, max_length = 12, examples("DA6 7DA")))]
#[serde(transparent)]
pub struct Postcode(String);

/// The first half of a postcode: `DA6`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct District(String);

/// A text that does not have the form of a postcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: a full postcode such as DA6 7DA")]
pub struct NotAPostcode;

impl Postcode {
    /// The standard spelling, with its space.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the space.
    pub fn district(&self) -> District {
        District(self.0.split(' ').next().unwrap_or_default().to_owned())
    }
}

impl District {
    /// The district as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Postcode {
    type Err = NotAPostcode;

    /// Any spacing and case; the form is that of BS 7666: area letters, district, then digit and two letters.
    fn from_str(text: &str) -> Result<Self, NotAPostcode> {
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if !letters.is_ascii() || !(5..=7).contains(&letters.len()) {
            return Err(NotAPostcode);
        }
        let (outward, inward) = letters.split_at(letters.len() - 3);
        let inward_ok = matches!(inward.as_bytes(), [d, a, b] if d.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
        if is_outward(outward) && inward_ok { Ok(Self(format!("{outward} {inward}"))) } else { Err(NotAPostcode) }
    }
}

impl FromStr for District {
    type Err = NotAPostcode;

    fn from_str(text: &str) -> Result<Self, NotAPostcode> {
        let outward = text.trim().to_ascii_uppercase();
        if is_outward(&outward) { Ok(Self(outward)) } else { Err(NotAPostcode) }
    }
}

/// One or two letters, a digit, then at most one more letter or digit.
fn is_outward(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let area = text.len() - rest.len();
    let after_area = matches!(rest.as_bytes(), [d] | [d, _] if d.is_ascii_digit());
    (1..=2).contains(&area) && after_area && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

impl fmt::Display for Postcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Postcode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("DA6 7DA", Some("DA6 7DA"))]
    #[case("da67da", Some("DA6 7DA"))]
    #[case(" d a 6 7 d a ", Some("DA6 7DA"))]
    #[case("EC1A1BB", Some("EC1A 1BB"))]
    #[case("DA6", None)]
    #[case("6DA 7DA", None)]
    #[case("DA6 DDA", None)]
    #[case("ÐA6 7DA", None)]
    #[case("51.45,0.14", None)]
    fn any_spacing_and_case(#[case] text: &str, #[case] standard: Option<&str>) {
        assert_eq!(text.parse::<Postcode>().ok().as_ref().map(Postcode::as_str), standard);
    }

    #[test]
    fn the_district_is_the_first_half() {
        let district = "se2 9fa".parse::<Postcode>().map(|postcode| postcode.district());
        assert_eq!(district, "SE2".parse());
    }
}
