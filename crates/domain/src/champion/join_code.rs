//! The one-time code by which a second partner links its own record to a person.

use std::{fmt, str::FromStr};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::text::Text;

/// How many days a code works.
pub const JOIN_CODE_DAYS: i64 = 14;

/// Digits and letters that nobody mistakes for each other (Douglas Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// How many characters a code has: 60 bits.
const LENGTH: usize = 12;

/// A code that a person carries from one partner to another, read aloud or on paper: `7K3M-QX9T-04VD`.
#[derive(Clone, PartialEq, Eq)]
pub struct JoinCode(String);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: a code of twelve letters and digits, such as 7K3M-QX9T-04VD")]
pub struct NotAJoinCode;

/// A code that is out, of which only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinOffer {
    /// SHA-256 of the code without hyphens, in hexadecimal.
    pub hash: Text<64>,
    /// From this instant on it no longer works.
    pub expires_at: DateTime<Utc>,
}

impl JoinOffer {
    /// An offer made now.
    pub fn new(hash: Text<64>, now: DateTime<Utc>) -> Self {
        Self { hash, expires_at: now + TimeDelta::days(JOIN_CODE_DAYS) }
    }

    /// Whether the code still works.
    pub fn holds(&self, now: DateTime<Utc>) -> bool {
        now < self.expires_at
    }
}

impl JoinCode {
    /// The code made of the low 60 of these random bits.
    pub fn from_random(bits: u64) -> Self {
        let letter =
            |place: usize| ALPHABET.iter().cycle().nth(usize::from(five_bits(bits, place))).map(|b| char::from(*b));
        Self((0..LENGTH).filter_map(letter).collect())
    }

    /// The code without hyphens: what is hashed.
    pub fn plain(&self) -> &str {
        &self.0
    }
}

/// The five bits at a place, counted from the right.
fn five_bits(bits: u64, place: usize) -> u8 {
    let [low, ..] = (bits >> (5 * place)).to_le_bytes();
    low & 0b1_1111
}

impl FromStr for JoinCode {
    type Err = NotAJoinCode;

    /// Any case, with or without hyphens and spaces; `O` is read as nought, `I` and `L` as one.
    fn from_str(text: &str) -> Result<Self, NotAJoinCode> {
        let letters = text.chars().filter(|c| !matches!(c, '-' | ' ')).map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
        let code: String = letters.take(LENGTH + 1).collect();
        let known = code.chars().all(|c| c.is_ascii() && ALPHABET.iter().any(|letter| char::from(*letter) == c));
        if known && code.len() == LENGTH { Ok(Self(code)) } else { Err(NotAJoinCode) }
    }
}

impl fmt::Display for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, letter) in self.0.chars().enumerate() {
            let hyphen = if place > 0 && place % 4 == 0 { "-" } else { "" };
            write!(f, "{hyphen}{letter}")?;
        }
        Ok(())
    }
}

/// Whoever holds the code may link to the person, so it is never printed by accident.
impl fmt::Debug for JoinCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JoinCode(…)")
    }
}

impl Serialize for JoinCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for JoinCode {
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

    use super::JoinCode;

    impl PartialSchema for JoinCode {
        fn schema() -> RefOr<Schema> {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some(
                    "A one-time code of twelve letters and digits; case, hyphens and spaces do not matter.",
                ))
                .min_length(Some(12))
                .max_length(Some(30))
                .examples(["7K3M-QX9T-04VD"])
                .into()
        }
    }
    impl ToSchema for JoinCode {}
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("7k3m qx9t o4vd", Some("7K3M-QX9T-04VD"))]
    #[case("7K3MQX9TL4VD", Some("7K3M-QX9T-14VD"))]
    #[case("7K3M-QX9T-04V", None)]
    #[case("7K3M-QX9T-04VDD", None)]
    #[case("7K3M-QX9T-04VU", None)]
    fn people_type_it_as_they_hear_it(#[case] text: &str, #[case] code: Option<&str>) {
        assert_eq!(text.parse::<JoinCode>().ok().map(|code| code.to_string()).as_deref(), code);
    }

    proptest! {
        #[test]
        fn every_code_reads_back(bits: u64) {
            let code = JoinCode::from_random(bits);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }

        #[test]
        fn all_sixty_bits_count(bits in 0_u64..1 << 60, bit in 0_u32..60) {
            prop_assert_ne!(JoinCode::from_random(bits), JoinCode::from_random(bits ^ (1 << bit)));
        }
    }
}
