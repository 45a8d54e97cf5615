//! A part of the day in which sessions start.

use crate::{
    clock_time::TimeOfDay,
    refusal::{FieldCode, Refusals},
};

/// From one time of day until just before another, on the wall clock of each session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hours {
    from: TimeOfDay,
    to: TimeOfDay,
}

impl Hours {
    /// The hours between the parameters `starts_from` and `starts_to`; none where neither is said.
    pub fn between(from: Option<TimeOfDay>, to: Option<TimeOfDay>) -> Result<Option<Self>, Refusals> {
        if from.is_none() && to.is_none() {
            return Ok(None);
        }
        let from = from.unwrap_or(TimeOfDay::MIDNIGHT);
        let to = to.unwrap_or(TimeOfDay::END_OF_DAY);
        if from < to {
            return Ok(Some(Self { from, to }));
        }
        Err(Refusals::one("starts_to", FieldCode::EndsBeforeStart, "a time of the same day, after starts_from"))
    }

    /// The first time that lies in them.
    pub const fn from(self) -> TimeOfDay {
        self.from
    }

    /// The first time after them.
    pub const fn to(self) -> TimeOfDay {
        self.to
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(Some("09:00"), Some("12:00"), Some(("09:00", "12:00")))]
    #[case(Some("17:00"), None, Some(("17:00", "24:00")))]
    #[case(None, Some("12:00"), Some(("00:00", "12:00")))]
    #[case(Some("12:00"), Some("12:00"), None)]
    #[case(Some("22:00"), Some("06:00"), None)]
    #[case(Some("24:00"), None, None)]
    fn hours(#[case] from: Option<&str>, #[case] to: Option<&str>, #[case] expected: Option<(&str, &str)>) {
        let at = |text: &str| text.parse::<TimeOfDay>().unwrap();
        let found = Hours::between(from.map(at), to.map(at)).ok().flatten();
        assert_eq!(found.map(|hours| (hours.from(), hours.to())), expected.map(|(from, to)| (at(from), at(to))));
    }

    #[test]
    fn nothing_said_is_any_time() {
        assert_eq!(Hours::between(None, None), Ok(None));
    }
}
