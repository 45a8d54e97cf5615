//! Who has so many half-hours one after another: each such set is worked out once for a question.

use std::cell::OnceCell;

use super::{bits::Bits, columns::Columns, half_hours::HalfHours, week};
use crate::clock_time::Weekday;

/// Who can for long enough, by where in the week that begins.
pub(super) struct Runs<'c> {
    columns: &'c Columns,
    long: u16,
    touching: Beginning,
    surely: Beginning,
}

/// For each half-hour of each day, Monday first, those who have it and enough of the next.
type Beginning = [Vec<OnceCell<Bits>>; 7];

impl<'c> Runs<'c> {
    /// Of so many minutes.
    pub(super) fn new(columns: &'c Columns, minutes: u16) -> Self {
        let week = || std::array::from_fn(|_| vec![OnceCell::new(); week::A_DAY.into()]);
        Self { columns, long: week::run_for(minutes), touching: week(), surely: week() }
    }

    /// Whose hours touch enough half-hours of a stretch of a day; any of it will do where the day is not plain.
    pub(super) fn touching(&self, weekday: Weekday, stretch: u64, plain: bool) -> Bits {
        if plain {
            self.within(&self.columns.touched, &self.touching, weekday, stretch)
        } else {
            Bits::any_of(self.columns.touched.each(weekday, stretch))
        }
    }

    /// For whom enough half-hours of a stretch of a day surely lie within their hours.
    pub(super) fn surely(&self, weekday: Weekday, stretch: u64) -> Bits {
        self.within(&self.columns.surely, &self.surely, weekday, stretch)
    }

    fn within(&self, half_hours: &HalfHours, known: &Beginning, weekday: Weekday, stretch: u64) -> Bits {
        let known = known.get(week::index(weekday)).map_or(&[][..], Vec::as_slice);
        let run = (1_u64.checked_shl(self.long.into())).map_or(u64::MAX, |above| above - 1);
        let beginning = (0..).zip(known).filter(|(first, _)| stretch >> first & run == run);
        Bits::any_of(beginning.map(|(first, known)| known.get_or_init(|| half_hours.all_of(weekday, run << first))))
    }
}
