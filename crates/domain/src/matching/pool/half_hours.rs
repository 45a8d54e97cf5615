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
            touched(day, half_hours).for_each(|bits| bits.insert(place));
        }
    }

    /// Takes them out.
    pub(super) fn leave(&mut self, place: usize, week: [u64; 7]) {
        for (day, half_hours) in self.0.iter_mut().zip(week) {
            touched(day, half_hours).for_each(|bits| {
                bits.take(place);
            });
        }
    }

    /// Who has so many half-hours one after another, of those in a stretch of a day.
    pub(super) fn in_a_row(&self, weekday: Weekday, stretch: u64, long: u16) -> Bits {
        let day = self.0.get(week::index(weekday)).map_or(&[][..], Vec::as_slice);
        let within = day.iter().enumerate().filter(|(half_hour, _)| stretch >> half_hour & 1 == 1);
        let mut rows: Vec<Bits> = within.map(|(_, bits)| bits.clone()).collect();
        // After each turn a set says who has a half-hour and the `done` - 1 after it.
        let (mut done, long) = (1, usize::from(long));
        while done < long && !rows.is_empty() {
            let step = done.min(long - done);
            rows = rows.iter().zip(rows.iter().skip(step)).map(|(first, later)| first.both(later)).collect();
            done += step;
        }
        Bits::any_of(&rows)
    }
}

fn touched(day: &mut [Bits], half_hours: u64) -> impl Iterator<Item = &mut Bits> {
    day.iter_mut().enumerate().filter(move |(half_hour, _)| half_hours >> half_hour & 1 == 1).map(|(_, bits)| bits)
}
