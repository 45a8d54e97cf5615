//! Windows of time that lists are asked for.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    interval::Interval,
    refusal::{FieldCode, Refusals},
};

/// The longest window that a list answers, in days.
pub const WINDOW_DAYS_MAX: i64 = 92;

/// How long a window is when nobody says, in days.
pub const WINDOW_DAYS_DEFAULT: i64 = 14;

/// The longest window in which somebody's busy times are shown, in days.
pub const BUSY_DAYS_MAX: i64 = 28;

/// The window of a list whose parameters are named so, at most 28 days long.
pub fn busy_window(
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Interval, Refusals> {
    let window = window(from, to, now)?;
    if window.length() > TimeDelta::days(BUSY_DAYS_MAX) {
        return Err(Refusals::one("to", FieldCode::TooLarge, "at most 28 days after from"));
    }
    Ok(window)
}

/// The window `[from, to)` of the parameters of these names: by default the 14 days from now, or from `from`.
pub fn window(
    from: Option<DateTime<Utc>>,
    to: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Interval, Refusals> {
    let default = TimeDelta::days(WINDOW_DAYS_DEFAULT);
    let start = from.or_else(|| to.filter(|to| *to <= now).map(|to| to - default)).unwrap_or(now);
    let end = to.unwrap_or(start + default);
    let Some(window) = Interval::new(start, end) else {
        return Err(Refusals::one("to", FieldCode::EndsBeforeStart, "a moment after from"));
    };
    if window.length() > TimeDelta::days(WINDOW_DAYS_MAX) {
        return Err(Refusals::one("to", FieldCode::TooLarge, "at most 92 days after from"));
    }
    Ok(window)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(None, None, Some(("2026-11-20T09:00:00Z", "2026-12-04T09:00:00Z")))]
    #[case(Some("2026-12-01T00:00:00Z"), None, Some(("2026-12-01T00:00:00Z", "2026-12-15T00:00:00Z")))]
    #[case(None, Some("2026-11-21T00:00:00Z"), Some(("2026-11-20T09:00:00Z", "2026-11-21T00:00:00Z")))]
    #[case(None, Some("2026-11-15T00:00:00Z"), Some(("2026-11-01T00:00:00Z", "2026-11-15T00:00:00Z")))]
    #[case(Some("2026-12-01T00:00:00Z"), Some("2026-12-01T00:00:00Z"), None)]
    #[case(Some("2026-12-01T00:00:00Z"), Some("2027-03-03T00:00:00Z"), Some(("2026-12-01T00:00:00Z", "2027-03-03T00:00:00Z")))]
    #[case(Some("2026-12-01T00:00:00Z"), Some("2027-03-03T00:00:01Z"), None)]
    fn windows(#[case] from: Option<&str>, #[case] to: Option<&str>, #[case] expected: Option<(&str, &str)>) {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let found = window(from.map(at), to.map(at), at("2026-11-20T09:00:00Z"));
        let expected = expected.and_then(|(start, end)| Interval::new(at(start), at(end)));
        assert_eq!(found.ok(), expected);
    }
}
