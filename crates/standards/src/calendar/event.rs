//! One `VEVENT`.

use chrono::{DateTime, SubsecRound, Utc};
use icalendar::{CalendarDateTime, Component, Event, EventLike, EventStatus, Property};
use trellis_domain::clock_time::Zone;

use crate::{
    happening::{Happening, Standing},
    words::{plain, summary, whereabouts},
};

const LOCAL: &str = "%Y%m%dT%H%M%S";

/// An occasion as an event.
pub(super) fn of(happening: &Happening) -> Event {
    let updated = happening.updated.trunc_subsecs(0);
    let mut event = Event::with_uid(&plain(&happening.uid));
    event
        .timestamp(updated)
        .last_modified(updated)
        .sequence(happening.sequence)
        .starts(local(happening.starts_at, happening.zone))
        .ends(local(happening.ends_at, happening.zone))
        .description(&format!("{}\n{}", summary(happening), happening.page))
        .location(&whereabouts(happening))
        .url(&happening.page)
        .status(match happening.standing {
            Standing::Scheduled | Standing::Moved(_) => EventStatus::Confirmed,
            Standing::Cancelled(_) => EventStatus::Cancelled,
        })
        .append_property(
            Property::new("SUMMARY", plain(&happening.title)).add_parameter("LANGUAGE", &happening.lang).done(),
        );
    if let Some(point) = happening.place.venue().and_then(|venue| venue.point) {
        event.add_property("GEO", format!("{};{}", point.latitude, point.longitude));
    }
    if !happening.topics.is_empty() {
        event.categories(happening.topics.iter().map(|topic| plain(topic)));
    }
    let contact = [Some(&happening.organiser), happening.phone.as_ref()];
    let contact: Vec<_> = contact.into_iter().flatten().map(|part| plain(part)).collect();
    event.add_property("CONTACT", contact.join(", "));
    if let Some(series) = &happening.series {
        event.add_property("RELATED-TO", plain(&series.id));
    }
    event
}

/// Makes an event repeat.
pub(super) fn repeat(event: &mut Event, zone: Zone, rule: &str, extra: &[DateTime<Utc>], dropped: &[DateTime<Utc>]) {
    event.add_property("RRULE", rule.chars().filter(|c| !c.is_control()).collect::<String>());
    for (name, starts) in [("RDATE", extra), ("EXDATE", dropped)] {
        let starts: Vec<_> = starts.iter().map(|start| zone.local(*start).format(LOCAL).to_string()).collect();
        if !starts.is_empty() {
            let dates = Property::new(name, starts.join(",")).add_parameter("TZID", &zone.to_string()).done();
            event.append_property(dates);
        }
    }
}

/// A moment on the wall clock, with the name of its zone.
pub(super) fn local(at: DateTime<Utc>, zone: Zone) -> CalendarDateTime {
    CalendarDateTime::WithTimezone { date_time: zone.local(at).naive_local(), tzid: zone.to_string() }
}
