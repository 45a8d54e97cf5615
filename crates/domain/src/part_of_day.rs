//! Parts of the day.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::clock_time::TimeOfDay;

/// Noon, in minutes after midnight.
const NOON: u16 = 12 * 60;
/// When the evening begins, in minutes after midnight.
const EVENING: u16 = 17 * 60;

/// A part of the day by the clock on the wall: morning until noon, afternoon until 17:00, then evening.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the parts explain themselves")]
pub enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
}

impl PartOfDay {
    /// The parts that share a minute with the time from `start` until just before `end`.
    pub fn between(start: TimeOfDay, end: TimeOfDay) -> impl Iterator<Item = Self> {
        let shares = move |part: &Self| {
            let (from, until) = part.minutes();
            start.minutes() < until && from < end.minutes()
        };
        [Self::Morning, Self::Afternoon, Self::Evening].into_iter().filter(shares)
    }

    /// Its first minute and the one after its last, after midnight.
    const fn minutes(self) -> (u16, u16) {
        match self {
            Self::Morning => (0, NOON),
            Self::Afternoon => (NOON, EVENING),
            Self::Evening => (EVENING, TimeOfDay::END_OF_DAY.minutes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("09:00", "12:00", &[PartOfDay::Morning])]
    #[case("11:00", "12:01", &[PartOfDay::Morning, PartOfDay::Afternoon])]
    #[case("12:00", "17:00", &[PartOfDay::Afternoon])]
    #[case("17:00", "24:00", &[PartOfDay::Evening])]
    #[case("00:00", "24:00", &[PartOfDay::Morning, PartOfDay::Afternoon, PartOfDay::Evening])]
    fn a_time_lies_in_the_parts_that_it_shares_a_minute_with(
        #[case] start: &str,
        #[case] end: &str,
        #[case] expected: &[PartOfDay],
    ) {
        let parts: Vec<_> = PartOfDay::between(start.parse().unwrap(), end.parse().unwrap()).collect();
        assert_eq!(parts, expected);
    }
}
