//! What ties a session to the series that it is an occurrence of.

use chrono::NaiveDate;

use crate::series::SeriesId;

/// One date of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeriesDate {
    /// The series.
    pub series: SeriesId,
    /// The date that the series names, on its wall calendar, wherever the session was moved to: its recurrence id.
    pub date: NaiveDate,
    /// Whether it no longer follows the series: what is decided about the series leaves it as it is.
    pub detached: bool,
}
