//! When a venue is open, as far as somebody has recorded it.

use chrono::NaiveDate;

use crate::{
    availability::Slot,
    bank_holiday::is_bank_holiday,
    clock_time::{TimeOfDay, Weekday},
    network::Nation,
};

/// The opening times that are recorded of a venue: help is given wholly within them, and never on a bank holiday of the nation. Holidays of the
/// host's own are told with a series of sessions; a venue's record has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningTimes {
    /// By weekday and start; none of them touches another one.
    weekly: Vec<(Weekday, TimeOfDay, TimeOfDay)>,
    nation: Nation,
}

impl OpeningTimes {
    /// What a venue's record says; none where it says nothing, and then help there is by arrangement, at any hour.
    pub fn of(opening: &[Slot], nation: Nation) -> Option<Self> {
        let mut weekly: Vec<_> =
            opening.iter().filter_map(|slot| Some((slot.weekday?, slot.start, slot.end))).collect();
        weekly.sort_unstable_by_key(|(day, start, end)| (day.number(), *start, *end));
        // From nine to twelve and from twelve to five is from nine to five.
        weekly.dedup_by(|(day, start, end), (earlier, _, until)| {
            let goes_on = day == earlier && start <= until;
            if goes_on {
                *until = (*until).max(*end);
            }
            goes_on
        });
        (!weekly.is_empty()).then_some(Self { weekly, nation })
    }

    /// From when until when it is open on a date.
    pub(super) fn on(&self, date: NaiveDate, weekday: Weekday) -> impl Iterator<Item = (TimeOfDay, TimeOfDay)> {
        let is_closed = is_bank_holiday(self.nation, date);
        let that_day = self.weekly.iter().filter(move |(day, ..)| *day == weekday && !is_closed);
        that_day.map(|(_, start, end)| (*start, *end))
    }
}
