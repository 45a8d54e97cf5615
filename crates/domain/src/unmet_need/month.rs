//! Months: as fine as the ledger's dates are.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// A month of a year: `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}$", examples("2026-11")))]
pub struct Month(NaiveDate);

/// A text that is no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bad_time: a month such as 2026-11")]
pub struct NotAMonth;

impl Month {
    /// The month that a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m"))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let first: NaiveDate = format!("{text}-01").parse().map_err(|_unreadable: chrono::ParseError| NotAMonth)?;
        let month = Self::of(first);
        if month.to_string() == text { Ok(month) } else { Err(NotAMonth) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_written_as_it_is_read() {
        assert_eq!("2026-11".parse::<Month>().unwrap().to_string(), "2026-11");
        assert_eq!(Month::of("2026-11-30".parse().unwrap()).to_string(), "2026-11");
        for wrong in ["2026-13", "2026-1", "2026-11-01", "", "November"] {
            assert_eq!(wrong.parse::<Month>(), Err(NotAMonth), "{wrong}");
        }
    }
}
