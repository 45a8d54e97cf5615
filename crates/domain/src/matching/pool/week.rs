//! A week in half-hours, 48 bits a day.

use std::cmp::Reverse;

use chrono::Datelike;

use crate::{
    availability::Slot,
    clock_time::{TimeOfDay, Weekday},
};

const HALF_HOUR: u16 = 30;
/// Half-hours in a day.
pub(super) const A_DAY: u16 = 48;

/// The half-hours of each day, Monday first, that a champion can, rounded outwards; a date counts for its day of the week.
pub(super) fn touched(slots: &[Slot]) -> [u64; 7] {
    let mut week = [0; 7];
    for slot in slots {
        let dated = slot.date.map(|date| Weekday::from(date.weekday()));
        for day in [slot.weekday, dated].into_iter().flatten() {
            if let Some(half_hours) = week.get_mut(index(day)) {
                *half_hours |= outer(slot.start, slot.end);
            }
        }
    }
    week
}

/// The half-hours of each day, Monday first, that a champion can in every week, rounded inwards: half-hours in a row always lie
/// in one slot. Of slots that touch only the longest counts, and no date.
pub(super) fn surely(slots: &[Slot]) -> [u64; 7] {
    let mut week = [0; 7];
    let mut weekly: Vec<(usize, u64)> =
        slots.iter().filter_map(|slot| Some((index(slot.weekday?), inner(slot.start, slot.end)))).collect();
    weekly.sort_by_key(|(_, half_hours)| Reverse(half_hours.count_ones()));
    for (day, half_hours) in weekly {
        if let Some(day) = week.get_mut(day).filter(|day| **day & (half_hours | half_hours << 1 | half_hours >> 1) == 0)
        {
            *day |= half_hours;
        }
    }
    week
}

/// Where a day is found in the week.
pub(super) fn index(day: Weekday) -> usize {
    usize::try_from(day.number() - 1).unwrap_or_default()
}

/// The half-hours that a stretch touches.
pub(super) fn outer(start: TimeOfDay, end: TimeOfDay) -> u64 {
    between(start.minutes() / HALF_HOUR, end.minutes().div_ceil(HALF_HOUR))
}

/// The half-hours that lie within a stretch.
pub(super) fn inner(start: TimeOfDay, end: TimeOfDay) -> u64 {
    between(start.minutes().div_ceil(HALF_HOUR), end.minutes() / HALF_HOUR)
}

/// How many half-hours in a row so many minutes touch at least.
pub(super) const fn run_for(minutes: u16) -> u16 {
    minutes.div_ceil(HALF_HOUR)
}

fn between(first: u16, end: u16) -> u64 {
    let below = |half_hour: u16| (1_u64 << half_hour.min(A_DAY)) - 1;
    below(end) & !below(first)
}

/// The end of the last half-hour of a set, as the number of the next one.
pub(super) fn ends_before(half_hours: u64) -> usize {
    usize::try_from(u64::BITS - half_hours.leading_zeros()).unwrap_or_default()
}
