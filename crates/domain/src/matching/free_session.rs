//! Sessions in which a learner could be helped: published, with a free place, and champions who are there anyway or could be.

use chrono::{NaiveDate, TimeDelta, Timelike};

use super::{ANY_TIME, Ask, Calendar, Candidate, OpenShift, Place, Reason, facets::Facet, may_take, terms::require};
use crate::{
    affiliation::AffiliationId,
    availability::Slot,
    clock_time::{TimeOfDay, Zone},
    help::{Setting, TopicSlug},
    interval::Interval,
    policy::PolicyDetails,
    request::RequestDetails,
    session::{SessionDetails, SessionId},
};

/// A published session with a free place, as the rules see it.
#[derive(Debug, Clone)]
pub struct FreeSession {
    /// Which session.
    pub id: SessionId,
    /// What the partner says of it.
    pub details: SessionDetails,
    /// From when until when.
    pub interval: Interval,
    /// Each topic of the session: itself, then the topics above it, the nearest first.
    pub topics: Vec<Vec<TopicSlug>>,
    /// Where it is.
    pub place: Place,
    /// Who has said yes to it.
    pub champions: Vec<AffiliationId>,
    /// Whether it lacks champions still.
    pub lacks_champions: bool,
}

/// A session by the wall clock. What goes on after midnight is of no use to anybody.
#[derive(Debug, Clone, Copy)]
struct Hours {
    date: NaiveDate,
    start: TimeOfDay,
    end: TimeOfDay,
}

impl Hours {
    fn of(interval: Interval, zone: Zone) -> Option<Self> {
        let (start, end) = (zone.local(interval.start()), zone.local(interval.end() - TimeDelta::microseconds(1)));
        let minutes = |hour: u32, minute: u32| u16::try_from(60 * hour + minute).ok();
        let whole = u16::from(start.second() != 0);
        let from = TimeOfDay::from_minutes(minutes(start.hour(), start.minute())? + whole)?;
        let until = if end.date_naive() == start.date_naive() {
            minutes(end.hour(), end.minute())? + u16::from(interval.end().second() == 0)
        } else {
            24 * 60
        };
        Some(Self { date: start.date_naive(), start: from, end: TimeOfDay::from_minutes(until)? })
    }

    /// What is left of a time that the learner can; a slot that is never, where nothing is.
    fn within(self, time: Slot) -> Slot {
        let (start, end) = (time.start.max(self.start), time.end.min(self.end));
        let date = (time.is_on(self.date) && start < end).then_some(self.date);
        Slot { weekday: None, date, start, end }
    }

    const fn slot(self) -> Slot {
        Slot { weekday: None, date: Some(self.date), start: self.start, end: self.end }
    }
}

impl FreeSession {
    /// The way in which the learner can be helped, as far as it leads to this session: at its place, in its hours, about its topics, for those
    /// whom it is for. None where it does not.
    pub(super) fn narrow(&self, facet: &Facet, ask: &Ask<'_>, zone: Zone) -> Option<Facet> {
        let hours = Hours::of(self.interval, zone)?;
        let details = &facet.details;
        let wanted =
            details.from.is_none_or(|from| from <= hours.date) && details.until.is_none_or(|until| hours.date <= until);
        let place = facet.places.iter().find(|place| place.venue == self.place.venue)?;
        if details.setting != Setting::Venue || !wanted || !self.is_about(ask) || !self.is_for(details) {
            return None;
        }
        let named = match details.times.as_slice() {
            [] => vec![any_time(hours.date)?],
            times => times.to_vec(),
        };
        // Each keeps its place among the wishes.
        let times: Vec<Slot> = named.into_iter().map(|time| hours.within(time)).collect();
        let details = RequestDetails { times, from: Some(hours.date), until: Some(hours.date), ..details.clone() };
        let ever = details.times.iter().any(|time| time.date.is_some());
        ever.then(|| Facet { details, places: vec![place.for_a_session()] })
    }

    /// The champion as somebody who is there then, and nowhere else: who has said yes already, or may take a shift that is open.
    pub(super) fn attended_by(
        &self,
        candidate: &Candidate,
        policy: &PolicyDetails,
        calendar: Calendar,
    ) -> Result<Candidate, Reason> {
        let hours = Hours::of(self.interval, calendar.zone).ok_or(Reason::NotAvailable)?;
        // Saying yes to a session is one thing, and what else somebody is taken for was minded then; or is, by the rules for open shifts.
        let there = |ask_me: bool| {
            let slots = if ask_me { Vec::new() } else { vec![hours.slot()] };
            Candidate { slots, ask_me, commitments: Vec::new(), ..candidate.clone() }
        };
        if self.champions.contains(&candidate.affiliation) {
            return Ok(there(false));
        }
        require(self.lacks_champions && !candidate.is_lent, Reason::NotAvailable)?;
        let offered = candidate.slots.iter().any(|slot| slot.covers(hours.date, hours.start, hours.end));
        require(offered || candidate.ask_me, Reason::NotAvailable)?;
        may_take(&self.shift(), candidate, policy, calendar)?;
        Ok(there(!offered))
    }

    fn shift(&self) -> OpenShift<'_> {
        OpenShift {
            session: &self.details,
            interval: self.interval,
            topics: self.topics.clone(),
            point: Some(self.place.point),
        }
    }

    /// Whether people can get help there with everything that is asked for.
    fn is_about(&self, ask: &Ask<'_>) -> bool {
        let topics = &self.details.topics;
        topics.is_empty() || ask.topics.iter().all(|line| line.iter().any(|topic| topics.contains(topic)))
    }

    /// Whether it is for everybody, or for the group that the learner belongs to.
    fn is_for(&self, details: &RequestDetails) -> bool {
        let audiences = &self.details.audiences;
        audiences.is_empty() || details.audience.is_some_and(|audience| audiences.contains(&audience))
    }
}

fn any_time(date: NaiveDate) -> Option<Slot> {
    let (start, end) = (TimeOfDay::from_minutes(ANY_TIME.0)?, TimeOfDay::from_minutes(ANY_TIME.1)?);
    Some(Slot { weekday: None, date: Some(date), start, end })
}
