//! Two persons of the network who are found to be one human, and taking that back.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{ChampionId, JoinCode};
use crate::{
    affiliation::AffiliationId,
    conflict::Conflict,
    consent::ConsentId,
    interval::Interval,
    shift::{Taken, is_busy},
};

/// How far ahead commitments are looked at, in days: ten years, further than anybody plans.
const AHEAD: TimeDelta = TimeDelta::days(3_653);

/// What a partner says that has found its person to be the one for whom a code is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MergeChampion {
    /// The code that the person brings: of the other record of the same person.
    pub join_code: JoinCode,
}

/// What moved from one person to another. Shifts and proposals are not named: they go where their affiliation goes, also those made since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The partners' records of the person.
    pub affiliations: Vec<AffiliationId>,
    /// What the person agreed to.
    pub consents: Vec<ConsentId>,
}

/// A merge that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The person that everything moved away from.
    pub source: ChampionId,
    /// What moved.
    pub moved: Moved,
    /// When.
    pub merged_at: DateTime<Utc>,
}

/// The time in which commitments of two persons may not clash if they are to be one: from now on.
pub fn to_come(now: DateTime<Utc>) -> Option<Interval> {
    Interval::new(now, now + AHEAD)
}

/// Refuses to make one person of two who are taken at the same hour. It says no more than that of any other commitment.
pub fn can_be_one(one: &[Taken], other: &[Taken]) -> Result<(), Conflict> {
    one.iter().try_for_each(|taken| is_busy(other.iter().copied(), *taken, TimeDelta::zero()))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::shift::Whereabouts;

    fn hours(hours: &[(i64, i64)]) -> Vec<Taken> {
        let hour = |hour: i64| DateTime::from_timestamp(hour * 3_600, 0).unwrap();
        let taken = |(start, end): &(i64, i64)| Taken {
            interval: Interval::new(hour(*start), hour(*end)).unwrap(),
            at: Whereabouts::Anywhere,
        };
        hours.iter().map(taken).collect()
    }

    #[rstest]
    #[case::nothing_to_come(&[], &[(9, 12)], true)]
    #[case::back_to_back(&[(9, 10), (14, 15)], &[(10, 12)], true)]
    #[case::the_same_hour(&[(9, 10), (14, 15)], &[(11, 12), (14, 15)], false)]
    #[case::some_minutes_of_one(&[(9, 12)], &[(11, 13)], false)]
    fn two_are_one_only_if_they_can_be(#[case] one: &[(i64, i64)], #[case] other: &[(i64, i64)], #[case] fine: bool) {
        let (one, other) = (hours(one), hours(other));
        let expected = if fine { Ok(()) } else { Err(Conflict::ChampionBusy) };
        assert_eq!((can_be_one(&one, &other), can_be_one(&other, &one)), (expected, expected));
    }
}
