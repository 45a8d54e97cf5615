//! When somebody can: weekly patterns and single dates, in local wall time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    clock_time::{self, TimeOfDay, Weekday},
    refusal::{FieldCode, Refusals},
};

/// The most slots that one list may have.
pub const SLOTS_MAX: usize = 100;

/// A stretch of local time: every week on a weekday (`weekday`), or once on a date (`date`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Slot {
    /// Every week on this day; leave it out where `date` stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekday: Option<Weekday>,
    /// Once on this date; leave it out where `weekday` stands.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "clock_time::maybe_date")]
    pub date: Option<NaiveDate>,
    /// From this time on.
    pub start: TimeOfDay,
    /// Until just before this time.
    pub end: TimeOfDay,
}

impl Slot {
    /// Whether this slot holds on a date.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        self.date == Some(date) || self.weekday == Some(Weekday::of(&date))
    }

    /// Whether the whole of `[start, end)` on a date lies within this slot.
    pub fn covers(&self, date: NaiveDate, start: TimeOfDay, end: TimeOfDay) -> bool {
        self.is_on(date) && self.start <= start && end <= self.end
    }

    fn overlaps(&self, other: &Self) -> bool {
        let same_day = (self.weekday, self.date) == (other.weekday, other.date);
        same_day && self.start < other.end && other.start < self.end
    }
}

/// Whether a list of slots makes sense; pointers begin with the index (`/0/end`).
pub fn check_slots(slots: &[Slot]) -> Result<(), Refusals> {
    let mut refusals = Refusals::none();
    refusals.require(slots.len() <= SLOTS_MAX, "", FieldCode::TooLong, format!("at most {SLOTS_MAX} slots"));
    for (index, slot) in slots.iter().enumerate().take(SLOTS_MAX) {
        let one_of_both = slot.weekday.is_some() != slot.date.is_some();
        refusals.require(
            one_of_both,
            format!("/{index}/weekday"),
            FieldCode::Inconsistent,
            "either a weekday or a date",
        );
        let forward = slot.start < slot.end;
        refusals.require(forward, format!("/{index}/end"), FieldCode::EndsBeforeStart, "a time after the start");
        let clash = slots.iter().take(index).any(|earlier| earlier.overlaps(slot));
        refusals.require(!clash, format!("/{index}"), FieldCode::Overlap, "a time that no other slot covers");
    }
    refusals.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::ClosedEnum;

    fn slot(day: &str, start: &str, end: &str) -> Slot {
        let (weekday, date) = (ClosedEnum::parse(day), day.parse().ok());
        Slot { weekday, date, start: start.parse().unwrap(), end: end.parse().unwrap() }
    }

    fn refused(slots: &[Slot]) -> Vec<(String, FieldCode)> {
        let refusals = check_slots(slots).err().into_iter().flat_map(Refusals::into_vec);
        refusals.map(|refusal| (refusal.pointer, refusal.code)).collect()
    }

    #[test]
    fn back_to_back_is_fine_and_one_minute_of_overlap_is_not() {
        assert_eq!(refused(&[slot("tuesday", "09:00", "12:00"), slot("tuesday", "12:00", "13:00")]), []);
        let overlapping = [slot("tuesday", "09:00", "12:01"), slot("tuesday", "12:00", "13:00")];
        assert_eq!(refused(&overlapping), [("/1".to_owned(), FieldCode::Overlap)]);
    }

    #[test]
    fn a_slot_names_its_end_when_that_is_not_after_the_start() {
        assert_eq!(refused(&[slot("monday", "10:00", "10:00")]), [("/0/end".to_owned(), FieldCode::EndsBeforeStart)]);
    }

    #[test]
    fn a_slot_without_a_day_says_so() {
        assert_eq!(refused(&[slot("never", "10:00", "11:00")]), [("/0/weekday".to_owned(), FieldCode::Inconsistent)]);
    }

    #[test]
    fn a_slot_covers_what_lies_within_it_on_its_day() {
        let (tuesday, wednesday) = ("2026-12-01".parse().unwrap(), "2026-12-02".parse().unwrap());
        let (ten, noon) = ("10:00".parse().unwrap(), "12:00".parse().unwrap());
        assert!(slot("tuesday", "10:00", "12:00").covers(tuesday, ten, noon));
        assert!(slot("2026-12-01", "10:00", "12:00").covers(tuesday, ten, noon));
        assert!(!slot("tuesday", "10:00", "12:00").covers(wednesday, ten, noon));
        assert!(!slot("tuesday", "10:00", "11:59").covers(tuesday, ten, noon));
    }
}
