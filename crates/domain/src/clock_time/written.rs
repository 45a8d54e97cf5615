//! Dates and instants as RFC 3339 writes them, whose years have four digits: what a database would not keep is not read either.
//!
//! For `#[serde(deserialize_with)]`.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, de};

use super::truncated;

/// Reads an instant, with the precision that is kept.
pub fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<Utc>, D::Error> {
    parse_instant(&String::deserialize(deserializer)?).map_err(de::Error::custom)
}

/// The same where there may be none.
pub fn maybe_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| parse_instant(&text).map_err(de::Error::custom)).transpose()
}

/// Reads a date.
pub fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
    Ok(Date::deserialize(deserializer)?.0)
}

/// The same where there may be none.
pub fn maybe_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    Ok(Option::<Date>::deserialize(deserializer)?.map(|date| date.0))
}

/// The same where there may be many.
pub fn dates<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<NaiveDate>, D::Error> {
    Ok(Vec::<Date>::deserialize(deserializer)?.into_iter().map(|date| date.0).collect())
}

/// One date of a list, so that a refusal names its place.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Date(NaiveDate);

impl TryFrom<String> for Date {
    type Error = NotADate;

    fn try_from(text: String) -> Result<Self, NotADate> {
        let ten_characters = text.len() == "2026-11-24".len() && text.starts_with(|first: char| first.is_ascii_digit());
        text.parse().ok().filter(|_| ten_characters).map(Self).ok_or(NotADate)
    }
}

fn parse_instant(text: &str) -> Result<DateTime<Utc>, NotAnInstant> {
    let instant = DateTime::parse_from_rfc3339(text).map_err(|_unreadable| NotAnInstant)?.to_utc();
    // The offset can carry it out of the years of four digits.
    if (0..=9999).contains(&instant.year()) { Ok(truncated(instant)) } else { Err(NotAnInstant) }
}

/// A text that is no instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_time: an instant with its offset, such as 2026-11-24T10:00:00Z")]
struct NotAnInstant;

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_format: a date such as 2026-11-24")]
struct NotADate;

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::a_date("2026-11-24", true)]
    #[case::the_first("0000-01-01", true)]
    #[case::the_last("9999-12-31", true)]
    #[case::before_the_first("-999-01-01", false)]
    #[case::after_the_last("+10000-01-01", false)]
    #[case::five_digits("10000-01-01", false)]
    #[case::no_such_day("2026-02-29", false)]
    #[case::short("2026-2-1", false)]
    #[case::something_else("2026-11-2x", false)]
    fn a_date_has_a_year_of_four_digits(#[case] text: &str, #[case] is: bool) {
        assert_eq!(Date::try_from(text.to_owned()).is_ok(), is);
    }

    #[rstest]
    #[case::an_instant("2026-11-24T10:00:00+01:00", true)]
    #[case::out_by_the_offset("9999-12-31T23:30:00-01:00", false)]
    #[case::out_by_the_offset_at_the_beginning("0000-01-01T00:30:00+01:00", false)]
    #[case::before_the_first("-9999-01-01T10:00:00Z", false)]
    #[case::no_offset("2026-11-24T10:00:00", false)]
    fn an_instant_too_wherever_it_is(#[case] text: &str, #[case] is: bool) {
        assert_eq!(parse_instant(text).is_ok(), is);
    }
}
