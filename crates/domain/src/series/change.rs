//! What a change of a series means for its sessions.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::session::{Session, SessionDetails, SessionState};

/// What to do with sessions that have bookings or champions, where a change would move or drop them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum OnConflict {
    /// They stay as they are, and no longer follow the series.
    Keep,
    /// They are called off.
    Cancel,
}

/// What holds on to a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct InUse {
    /// Whether somebody has a place, or a champion is asked or committed.
    pub live: bool,
    /// How many places are taken.
    pub places: u32,
    /// Whether any record names it, so that it cannot be removed.
    pub named: bool,
}

/// What becomes of one session of a series that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SeriesChange {
    /// Nothing.
    Stays,
    /// It says something else.
    Says(Box<SessionDetails>),
    /// It is no longer a date of the series, and goes.
    Goes,
    /// Somebody relies on it where and when it is.
    Relied,
    /// More places are taken than it would have.
    Booked,
}

/// What becomes of a session when its series changes from saying `before` to saying `after` of it; none where the date is, or was, not one of
/// the series.
///
/// What was said about this one session alone stays: only what still is as the series had it changes. When and where it is are each taken
/// as one.
pub fn following(
    session: &Session,
    in_use: InUse,
    before: Option<&SessionDetails>,
    after: Option<SessionDetails>,
) -> SeriesChange {
    let follows = session.in_series.is_some_and(|date| !date.detached);
    if !follows || session.state == SessionState::Cancelled {
        return SeriesChange::Stays;
    }
    let Some(after) = after else {
        return if in_use.live { SeriesChange::Relied } else { SeriesChange::Goes };
    };
    let current = &session.details;
    let changed = merged(current, before.unwrap_or(current), after);
    let capacity = changed.capacity.filter(|_| changed.booking.is_bookable()).unwrap_or_default();
    if changed == *current {
        SeriesChange::Stays
    } else if in_use.live && moves(current, &changed) {
        SeriesChange::Relied
    } else if capacity < in_use.places {
        SeriesChange::Booked
    } else {
        SeriesChange::Says(Box::new(changed))
    }
}

/// Whether somebody who relies on a session would have to go elsewhere, or at another time.
fn moves(current: &SessionDetails, changed: &SessionDetails) -> bool {
    when(current) != when(changed) || (current.setting, current.venue_id) != (changed.setting, changed.venue_id)
}

fn when(details: &SessionDetails) -> impl PartialEq + Copy + use<> {
    (details.starts_at, details.ends_at)
}

/// Three ways merged: what is as it was `before` becomes as it is `after`.
fn merged(current: &SessionDetails, before: &SessionDetails, after: SessionDetails) -> SessionDetails {
    let SessionDetails {
        title,
        description,
        setting,
        venue_id,
        starts_at,
        ends_at,
        time_zone,
        topics,
        audiences,
        languages,
        booking,
        capacity,
        champions_needed,
        visibility,
        programme,
        phone,
    } = after;
    let (starts_at, ends_at) =
        pick(&(current.starts_at, current.ends_at), &(before.starts_at, before.ends_at), (starts_at, ends_at));
    let (setting, venue_id) =
        pick(&(current.setting, current.venue_id), &(before.setting, before.venue_id), (setting, venue_id));
    let (booking, capacity) =
        pick(&(current.booking, current.capacity), &(before.booking, before.capacity), (booking, capacity));
    SessionDetails {
        title: pick(&current.title, &before.title, title),
        description: pick(&current.description, &before.description, description),
        setting,
        venue_id,
        starts_at,
        ends_at,
        time_zone: pick(&current.time_zone, &before.time_zone, time_zone),
        topics: pick(&current.topics, &before.topics, topics),
        audiences: pick(&current.audiences, &before.audiences, audiences),
        languages: pick(&current.languages, &before.languages, languages),
        booking,
        capacity,
        champions_needed: pick(&current.champions_needed, &before.champions_needed, champions_needed),
        visibility: pick(&current.visibility, &before.visibility, visibility),
        programme: pick(&current.programme, &before.programme, programme),
        phone: pick(&current.phone, &before.phone, phone),
    }
}

fn pick<T: Clone + PartialEq>(current: &T, before: &T, after: T) -> T {
    if current == before { after } else { current.clone() }
}
