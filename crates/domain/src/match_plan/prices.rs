//! What waiting costs, and what each further hour of one champion costs on top.

use chrono::{DateTime, Utc};

use crate::request::Urgency;

/// A quarter of an hour, the unit in which the load of a champion is counted; one that has begun counts.
pub const QUARTER: i64 = 15;

/// What each quarter of a champion's first hour in a plan costs on top, what of the second, and so on, in thousandths: dearer each time, by more each
/// time. Each quarter after the tenth hour costs what those of the tenth do. There is no end to it: caps are the champion's and the policy's.
pub const LOADS: [i64; 10] = [0, 8, 18, 30, 45, 62, 82, 105, 130, 158];
const QUARTERS: usize = 4;

/// More than any way can cost: a score of 0 and the dearest load of the longest help, for two champions.
const WAITING: i64 = 11_112;
/// For each step of urgency.
const URGENCY: i64 = 3_700;
/// For each day, up to [`DAYS_MAX`].
const DAY: i64 = 100;
const DAYS_MAX: i64 = 60;

/// The price of leaving a request waiting, in thousandths: 11,112, and 3,700 if it is as urgent as usual or 7,400 if it is more, and 100 for each day since
/// it was first made, up to 60 days.
pub fn waiting_price(urgency: Urgency, since: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let steps = match urgency {
        Urgency::Low => 0,
        Urgency::Normal => 1,
        Urgency::High => 2,
    };
    WAITING + URGENCY * steps + DAY * (now - since).num_days().clamp(0, DAYS_MAX)
}

/// The quarters of an hour that so many minutes are.
pub(super) fn quarters(minutes: i64) -> i64 {
    (minutes + QUARTER - 1).div_euclid(QUARTER)
}

/// The loads by units of so many quarters of an hour, and what every unit after these costs.
pub(super) fn loads_by(quarters: i64) -> (Vec<i64>, i64) {
    let quarters = usize::try_from(quarters).unwrap_or(1).max(1);
    let quarter = |at: usize| LOADS.get(at / QUARTERS).or(LOADS.last()).copied().unwrap_or_default();
    let unit = |at: usize| (at * quarters..(at + 1) * quarters).map(quarter).sum();
    let differing = (LOADS.len() - 1) * QUARTERS;
    let units = differing.div_ceil(quarters);
    ((0..units).map(unit).collect(), unit(units))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::DURATION_MAX;

    #[test]
    fn no_help_is_dearer_than_waiting() {
        let dearest = LOADS.iter().max().unwrap() * quarters(DURATION_MAX.into());
        assert!(WAITING >= 1_000 + 2 * dearest);
    }
}
