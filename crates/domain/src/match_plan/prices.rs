//! What waiting costs, and what each further request of one champion costs on top.

use chrono::{DateTime, Utc};

use crate::request::Urgency;

/// What the first request of a champion in a plan costs on top, what the second, and so on, in thousandths: dearer each time, by more each time.
/// No plan gives one champion more than these.
pub const LOADS: [i64; 10] = [0, 30, 70, 120, 180, 250, 330, 420, 520, 630];

/// More than any way can cost: a score of 0 and the dearest load, for two champions.
const WAITING: i64 = 1_000 + 2 * 630;
/// For each step of urgency.
const URGENCY: i64 = 750;
/// For each day, up to [`DAYS_MAX`].
const DAY: i64 = 20;
const DAYS_MAX: i64 = 60;

/// The price of leaving a request waiting, in thousandths: 2260, and 750 if it is as urgent as usual or 1500 if it is more, and 20 for each day it has
/// waited, up to 60 days.
pub fn waiting_price(urgency: Urgency, since: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let steps = match urgency {
        Urgency::Low => 0,
        Urgency::Normal => 1,
        Urgency::High => 2,
    };
    WAITING + URGENCY * steps + DAY * (now - since).num_days().clamp(0, DAYS_MAX)
}
