//! How to reach a person: e-mail addresses and phone numbers, checked for form and kept as typed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, de};

/// An e-mail address. Only its form is checked; whether it works, only a message can tell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, max_length = 254, examples("sam@example.org")))]
#[serde(transparent)]
pub struct Email(String);

/// A phone number as people write it: digits, with spaces, hyphens, brackets and a leading plus.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, max_length = 40, examples("020 7946 0001")))]
#[serde(transparent)]
pub struct Phone(String);

/// A text that does not have the form of an e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: an e-mail address such as sam@example.org")]
pub struct NotAnEmail;

/// A text that does not have the form of a phone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: a phone number of 5 to 15 digits, such as 020 7946 0001")]
pub struct NotAPhone;

impl Email {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Phone {
    /// The number as it was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Email {
    type Err = NotAnEmail;

    /// Something, one `@`, and a domain with a dot inside; 254 characters at most (RFC 5321, erratum 1690).
    fn from_str(text: &str) -> Result<Self, NotAnEmail> {
        let text = text.trim();
        let plain = text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
        let (local, domain) = text.split_once('@').ok_or(NotAnEmail)?;
        let labels = || domain.split('.');
        let host = labels().count() >= 2 && labels().all(|label| !label.is_empty() && !label.contains('@'));
        if plain && host && !local.is_empty() { Ok(Self(text.to_owned())) } else { Err(NotAnEmail) }
    }
}

impl FromStr for Phone {
    type Err = NotAPhone;

    /// Five digits for the shortest numbers in use, fifteen for the longest (ITU-T E.164).
    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let text = text.trim();
        let number = text.strip_prefix('+').unwrap_or(text);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')'));
        if plain && text.len() <= 40 && (5..=15).contains(&digits) { Ok(Self(text.to_owned())) } else { Err(NotAPhone) }
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Email {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl<'de> Deserialize<'de> for Phone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(" sam@example.org ", Some("sam@example.org"))]
    #[case("sam.o'neill+crm@mail.example.org", Some("sam.o'neill+crm@mail.example.org"))]
    #[case("sam@example", None)]
    #[case("sam@@example.org", None)]
    #[case("sam@example..org", None)]
    #[case("sam smith@example.org", None)]
    #[case("@example.org", None)]
    fn addresses(#[case] text: &str, #[case] kept: Option<&str>) {
        assert_eq!(text.parse::<Email>().ok().as_ref().map(Email::as_str), kept);
    }

    #[rstest]
    #[case("020 7946 0001", Some("020 7946 0001"))]
    #[case("+44 (0)20 7946-0001", Some("+44 (0)20 7946-0001"))]
    #[case("1234", None)]
    #[case("+44 20 7946 0001 0001 00", None)]
    #[case("020 7946 0001 ext 5", None)]
    fn numbers(#[case] text: &str, #[case] kept: Option<&str>) {
        assert_eq!(text.parse::<Phone>().ok().as_ref().map(Phone::as_str), kept);
    }
}
