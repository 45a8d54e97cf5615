//! The codes that the statistics offices give to areas.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// A GSS code: a letter for the nation and eight digits, such as `E05011219`.
///
/// Source: Office for National Statistics, *Code History Database*.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[A-Z][0-9]{8}$", examples("E01000362")))]
pub struct AreaCode(String);

/// A text that is no GSS code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: a GSS code, one capital letter and eight digits, such as E05011219")]
pub struct NotAnAreaCode;

impl AreaCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AreaCode {
    type Err = NotAnAreaCode;

    fn from_str(text: &str) -> Result<Self, NotAnAreaCode> {
        match text.as_bytes() {
            [nation, digits @ ..]
                if nation.is_ascii_uppercase() && digits.len() == 8 && digits.iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self(text.to_owned()))
            }
            _ => Err(NotAnAreaCode),
        }
    }
}

impl fmt::Display for AreaCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for AreaCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("E01000362", true)]
    #[case("W01000001", true)]
    #[case("e01000362", false)]
    #[case("E0100036", false)]
    #[case("E010003622", false)]
    #[case("E0100036²", false)]
    #[case("", false)]
    fn a_letter_and_eight_digits(#[case] text: &str, #[case] taken: bool) {
        assert_eq!(text.parse::<AreaCode>().is_ok(), taken);
    }
}
