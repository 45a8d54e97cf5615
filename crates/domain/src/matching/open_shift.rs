//! Whether a champion may take an open shift: the hard rules as they apply to a session, whose hour and place are set.
//!
//! Availability is not among them, because the champion asks; nor are notice and horizon, which are about proposals. Nor is a venue's opening:
//! that a session takes place is between the partner and the host. How far it is to a session at home nobody records.

use chrono::TimeDelta;

use super::{
    Calendar, Candidate, Days, Reason,
    limits::is_under_cap,
    terms::{Help, Terms, narrowed, require},
};
use crate::{
    geo::Point,
    help::{Setting, TopicSlug},
    interval::Interval,
    policy::PolicyDetails,
    session::SessionDetails,
    shift::{Taken, Whereabouts},
};

/// A session as the rules see it.
#[derive(Debug, Clone)]
pub struct OpenShift<'a> {
    /// What the partner says of it.
    pub session: &'a SessionDetails,
    /// From when until when.
    pub interval: Interval,
    /// Each topic of the session: itself, then the topics above it, the nearest first.
    pub topics: Vec<Vec<TopicSlug>>,
    /// Where it is, if that is a venue.
    pub point: Option<Point>,
}

/// Whether the policy lets a champion take a shift, or the first hard rule that does not, in the order of [`Reason`].
pub fn may_take(
    shift: &OpenShift<'_>,
    candidate: &Candidate,
    policy: &PolicyDetails,
    calendar: Calendar,
) -> Result<(), Reason> {
    let OpenShift { session, interval, topics, point } = shift;
    let help = Help {
        setting: session.setting,
        role_flags: &[],
        topics,
        level: None,
        languages: &session.languages,
        audiences: &session.audiences,
    };
    let terms = Terms::new(help, policy);
    let active = candidate.active.ok_or(Reason::NotActive)?;
    let local = |instant| calendar.zone.local(instant).date_naive();
    let (first, last) = (local(interval.start()), local(interval.end() - TimeDelta::microseconds(1)));
    for date in first.iter_days().take_while(|date| *date <= last) {
        let day = narrowed(Days { first: date, last: date }, active, Reason::NotActive)?;
        terms.judge(candidate, day)?;
    }
    if session.setting == Setting::Venue {
        terms.way(candidate, *point)?;
    }
    let wanted = Taken { interval: *interval, at: Whereabouts::of(session.setting, session.venue_id) };
    let busy = candidate.commitments.iter().any(|taken| taken.taken().clashes(wanted, policy.travel_buffer()));
    require(!busy, Reason::Busy)?;
    require(is_under_cap(candidate, policy, calendar.day(first).week, interval.length()), Reason::OverCap)
}
