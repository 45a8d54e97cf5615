//! Who can at each half-hour of the week.

use super::{bits::Bits, week};
use crate::clock_time::Weekday;

/// For each day, Monday first, and each half-hour of it, some champions.
#[derive(Debug, Clone, Default)]
pub(super) struct HalfHours([Vec<Bits>; 7]);

impl HalfHours {
    /// Adds a champion's half-hours of each day.
    pub(super) fn enter(&mut self, place: usize, week: [u64; 7]) {
        for (day, half_hours) in self.0.iter_mut().zip(week) {
            let end = week::ends_before(half_hours);
            day.resize_with(day.len().max(end), Bits::default);
            of_each(day, half_hours).for_each(|bits| bits.insert(place));
        }
    }

    /// Takes them out.
    pub(super) fn leave(&mut self, place: usize, week: [u64; 7]) {
        for (day, half_hours) in self.0.iter_mut().zip(week) {
            of_each(day, half_hours).for_each(|bits| {
                bits.take(place);
            });
        }
    }

    /// Who has each of some half-hours of a day.
    pub(super) fn each(&self, weekday: Weekday, half_hours: u64) -> impl Iterator<Item = &Bits> {
        let day = self.0.get(week::index(weekday)).map_or(&[][..], Vec::as_slice);
        day.iter().enumerate().filter(move |(half_hour, _)| half_hours >> half_hour & 1 == 1).map(|(_, bits)| bits)
    }

    /// Who has all of some half-hours of a day.
    pub(super) fn all_of(&self, weekday: Weekday, half_hours: u64) -> Bits {
        let mut each = self.each(weekday, half_hours);
        let Some(first) = each.next() else { return Bits::default() };
        let (all, many) = each.fold((first.clone(), 1), |(mut all, many), bits| {
            all.and(bits);
            (all, many + 1)
        });
        // Half-hours that nobody has are not kept at the end of the day.
        if many == half_hours.count_ones() { all } else { Bits::default() }
    }
}

fn of_each(day: &mut [Bits], half_hours: u64) -> impl Iterator<Item = &mut Bits> {
    day.iter_mut().enumerate().filter(move |(half_hour, _)| half_hours >> half_hour & 1 == 1).map(|(_, bits)| bits)
}
