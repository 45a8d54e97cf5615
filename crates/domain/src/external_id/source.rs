//! The two halves of an external id: a system, and its number for something. Both stand in paths.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// The short name of a partner's system: `civicrm`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ExternalSource, value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", max_length = 40, examples("civicrm")))]
#[serde(transparent)]
pub struct Source(String);

/// A system's own number for something: 1 to 100 printable characters of ASCII, without a space or a slash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[!-.0-~]+$", min_length = 1, max_length = 100, examples("1042")))]
#[serde(transparent)]
pub struct ExternalNumber(String);

/// A text that is not the short name of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "bad_format: the short name of a system: at most 40 lower-case letters, digits and single hyphens between them"
)]
pub struct NotASource;

/// A text that is no external number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: 1 to 100 letters, digits and signs, without spaces, slashes and accents")]
pub struct NotANumber;

impl Source {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ExternalNumber {
    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Source {
    type Err = NotASource;

    fn from_str(text: &str) -> Result<Self, NotASource> {
        let fits = text.len() <= 40 && crate::network::is_slug(text);
        if fits { Ok(Self(text.to_owned())) } else { Err(NotASource) }
    }
}

impl FromStr for ExternalNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'/');
        if plain && (1..=100).contains(&text.len()) { Ok(Self(text.to_owned())) } else { Err(NotANumber) }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for ExternalNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for ExternalNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("civicrm", true)]
    #[case("sales-force-2", true)]
    #[case("CiviCRM", false)]
    #[case("", false)]
    #[case("crm/1", false)]
    fn systems(#[case] text: &str, #[case] good: bool) {
        assert_eq!(text.parse::<Source>().is_ok(), good);
    }

    #[rstest]
    #[case("1042", true)]
    #[case("003Ab00000xYz:7", true)]
    #[case("10 42", false)]
    #[case("10/42", false)]
    #[case("", false)]
    #[case("É", false)]
    fn numbers(#[case] text: &str, #[case] good: bool) {
        assert_eq!(text.parse::<ExternalNumber>().is_ok(), good);
    }
}
