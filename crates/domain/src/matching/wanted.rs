//! The hours at which one more champion could help with a request.

use std::collections::BTreeSet;

use chrono::{NaiveTime, TimeDelta, Timelike};

use super::{Funnel, Reason, rules::Question, times::Timetable};
use crate::{
    clock_time::{TimeOfDay, Weekday},
    part_of_day::PartOfDay,
};

/// A day of the week with a part of the day; none for a learner who named no time.
pub type WantedHour = Option<(Weekday, PartOfDay)>;

/// The hours in which help could begin, within the days and the notice that the rules leave; none where no place serves, whoever comes.
pub(super) fn wanted_hours(question: &Question<'_>) -> BTreeSet<WantedHour> {
    question.timetables().flat_map(|timetable| hours_of(question, timetable)).collect()
}

fn hours_of(question: &Question<'_>, timetable: &Timetable<'_>) -> BTreeSet<WantedHour> {
    let mut hours = BTreeSet::new();
    let is_any_time = question.ask.details.times.is_empty();
    for day in timetable.days.iter().filter(|wished| question.days.contains(wished.day.date)) {
        for wish in &day.wishes {
            let from = day.day.instant(timetable.calendar, wish.start).max(timetable.earliest);
            let until = day.day.instant(timetable.calendar, wish.end);
            if from + timetable.duration() > until {
                continue;
            }
            if is_any_time {
                hours.insert(None);
                continue;
            }
            let start = of_day(timetable.calendar.zone.local(from).time()).unwrap_or(wish.start);
            // Help may end in the next part of the day, but has to begin in this one.
            let last = until - timetable.duration() + TimeDelta::minutes(1);
            let end = of_day(timetable.calendar.zone.local(last).time()).unwrap_or(wish.end);
            hours.extend(PartOfDay::between(start, end).map(|part| Some((day.day.weekday, part))));
        }
    }
    hours
}

/// Whether what is in the way of a request is that nobody has an hour, or speaks the language: not what another hour cannot mend.
///
/// Rules that are about one person only (not active, excluded, declined) say nothing about anybody else.
pub fn an_hour_would_help(funnel: &Funnel) -> bool {
    use Reason::{Busy, Declined, Excluded, Language, NoSecondChampion, NotActive, NotAvailable, OverCap};
    let is_mended = |reason| matches!(reason, Language | NotAvailable | Busy | OverCap | NoSecondChampion);
    let is_personal = |reason| matches!(reason, NotActive | Excluded | Declined);
    let mut reasons = funnel.rejected.iter().map(|rejected| rejected.reason);
    funnel.passed > 0 || reasons.clone().any(is_mended) || reasons.all(is_personal)
}

fn of_day(time: NaiveTime) -> Option<TimeOfDay> {
    TimeOfDay::from_minutes(u16::try_from(time.hour() * 60 + time.minute()).ok()?)
}
