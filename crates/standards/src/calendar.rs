//! iCalendar (RFC 5545, with the names that calendar programs read): occasions, and series with their exceptions.
//!
//! A calendar that is asked for is published, so it has no `METHOD`. A cancelled occasion stays, `STATUS:CANCELLED`, under
//! a higher `SEQUENCE`: a calendar program that has it takes it out of nobody's diary without a word.

mod event;
mod fold;
mod zone;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use icalendar::{Calendar, EventLike};
use trellis_domain::clock_time::Zone;

use crate::{
    happening::{Collection, Happening},
    words::plain,
};

/// Who made the calendar.
const PRODUCT: &str = "-//Trellis//Trellis 1.0//EN";

/// What repeats, with what is different on some days.
#[derive(Debug, Clone, PartialEq)]
pub struct Recurrence {
    /// The first occasion of the pattern, known by the id of the series.
    pub first: Happening,
    /// The rule (RFC 5545, section 3.3.10), `UNTIL` by UTC: `FREQ=WEEKLY;BYDAY=TU`.
    pub rule: String,
    /// Starts that the rule does not give.
    pub extra: Vec<DateTime<Utc>>,
    /// Starts that the rule gives and that are left out without a word, such as bank holidays.
    pub dropped: Vec<DateTime<Utc>>,
    /// Occasions that are not as the pattern says, by the start that the rule gives; cancelled ones are among them.
    pub changed: Vec<(DateTime<Utc>, Happening)>,
}

/// Occasions as one calendar.
pub fn calendar(collection: &Collection) -> String {
    let events = collection.happenings.iter().map(event::of).collect();
    written(collection, events, &collection.happenings.iter().collect::<Vec<_>>())
}

/// A series as one calendar: one event that repeats, and one for each occasion that differs.
pub fn series(collection: &Collection, recurrence: &Recurrence) -> String {
    let Recurrence { first, rule, extra, dropped, changed } = recurrence;
    let mut pattern = event::of(first);
    event::repeat(&mut pattern, first.zone, rule, extra, dropped);
    let mut events = vec![pattern];
    for (was, happening) in changed {
        let mut event = event::of(&Happening { uid: first.uid.clone(), ..happening.clone() });
        event.recurrence_id(event::local(*was, first.zone));
        events.push(event);
    }
    let all: Vec<_> = [first].into_iter().chain(changed.iter().map(|(_, happening)| happening)).collect();
    written(collection, events, &all)
}

fn written(collection: &Collection, events: Vec<icalendar::Event>, happenings: &[&Happening]) -> String {
    let mut calendar = Calendar::empty();
    calendar.append_property(("VERSION", "2.0"));
    calendar.append_property(("PRODID", PRODUCT));
    calendar.append_property(("CALSCALE", "GREGORIAN"));
    calendar.append_property(("X-WR-CALNAME", plain(&collection.title).as_str()));
    calendar.append_property(("URL", collection.page.as_str()));
    calendar.ttl(&collection.refresh);
    let zones = zones(happenings);
    if let [only] = zones.as_slice() {
        calendar.append_property(("X-WR-TIMEZONE", only.0.to_string().as_str()));
    }
    calendar.extend(events);
    fold::folded(&with_zones(&calendar.to_string(), &zones))
}

/// The zones in use, with the first and the last moment.
fn zones(happenings: &[&Happening]) -> Vec<(Zone, DateTime<Utc>, DateTime<Utc>)> {
    let mut zones: BTreeMap<String, (Zone, DateTime<Utc>, DateTime<Utc>)> = BTreeMap::new();
    for happening in happenings {
        let (_, first, last) =
            zones.entry(happening.zone.to_string()).or_insert((happening.zone, happening.starts_at, happening.ends_at));
        *first = happening.starts_at.min(*first);
        *last = happening.ends_at.max(*last);
    }
    zones.into_values().collect()
}

/// Puts the zones before the first event. The library would give them a `UID` and a `DTSTAMP`, which they must not have.
fn with_zones(calendar: &str, zones: &[(Zone, DateTime<Utc>, DateTime<Utc>)]) -> String {
    let zones: String = zones.iter().map(|(zone, first, last)| zone::component(*zone, *first, *last)).collect();
    let at = calendar.find("BEGIN:VEVENT").or_else(|| calendar.find("END:VCALENDAR")).unwrap_or(calendar.len());
    let (head, events) = calendar.split_at(at);
    format!("{head}{zones}{events}")
}

#[cfg(test)]
mod tests;
