//! Venues as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Located, PartnerId, Record, VenueId,
    area::AreaCode,
    availability::Slot,
    geo::Point,
    text::{Name, Text, Words},
    venue::{AccessFacts, Address, Equipment, Room, Venue, VenueDetails, VenueKind, VenueSource},
};
use utoipa::ToSchema;

use crate::body::MergePatch;

/// A change to a venue.
pub(super) type VenuePatch = MergePatch<VenueDetails>;

/// A part of a list of venues.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct VenuePage {
    /// The items, in order: the nearest first, where a place was asked for.
    #[schema(max_items = 100)]
    pub(super) items: Vec<VenueView>,
    /// Send this as `cursor` to go on; null at the end.
    #[schema(required, max_length = 1024)]
    pub(super) next_cursor: Option<String>,
    /// What `near` was understood as; null without it.
    #[schema(required)]
    pub(super) near: Option<Located>,
}

/// A place where help is given.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Venue)]
pub(super) struct VenueView {
    /// Its id.
    id: VenueId,
    /// The partner that keeps this record and alone may change it.
    owner: PartnerId,
    /// What sort of place it is.
    kind: VenueKind,
    /// The name that people know it by.
    name: Name,
    /// Its address.
    address: Address,
    /// Where it is.
    point: Point,
    /// How far it is from `near`, in kilometres as the crow flies; only in lists that ask for a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    distance_km: Option<f64>,
    /// How people get in and take part.
    access: AccessFacts,
    /// What can be used there.
    equipment: Vec<Equipment>,
    /// The rooms that can be used.
    rooms: Vec<Room>,
    /// When it is open, week by week; unknown when empty, and then help there is by arrangement, at any hour. Else champions are proposed for help
    /// wholly within these times, and never on a bank holiday; sessions are up to those who plan them.
    opening: Vec<Slot>,
    /// Who lets people in and how to reach them; null for everybody but the owner of the record.
    #[schema(required, value_type = Option<String>)]
    host_contact: Option<Text<500>>,
    /// Whether the host has agreed to sessions there.
    host_permission: bool,
    /// What partners should know about it.
    #[schema(required)]
    notes: Option<Words>,
    /// Where the record came from.
    #[schema(required)]
    source: Option<VenueSource>,
    /// The code of the ward it lies in.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl VenueView {
    /// The venue as a client of this partner may see it.
    pub(super) fn seen_by(partner: Option<PartnerId>, record: &Record<Venue>) -> Self {
        let Record { id, head, noun } = record.clone();
        let seen = if partner == Some(head.owner) { noun } else { noun.without_contact() };
        let VenueDetails {
            kind,
            name,
            address,
            point,
            access,
            equipment,
            rooms,
            opening,
            host_contact,
            host_permission,
            notes,
            source,
            ward_code,
        } = seen.details;
        Self {
            id,
            owner: head.owner,
            kind,
            name,
            address,
            point,
            distance_km: None,
            access,
            equipment,
            rooms,
            opening,
            host_contact,
            host_permission,
            notes,
            source,
            ward_code,
            created_at: head.created_at,
            updated_at: head.updated_at,
        }
    }

    /// The same, this far away; metres are close enough.
    pub(super) fn at_distance(self, kilometres: f64) -> Self {
        Self { distance_km: Some((kilometres * 1000.0).round() / 1000.0), ..self }
    }
}

/// What a venue can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "kind": "community_centre",
        "name": "Demonstration community centre",
        "address": { "lines": ["1 Broadway"], "town": "Bexleyheath", "postcode": "DA6 7DA" },
        "point": { "latitude": 51.4595, "longitude": 0.1452 },
        "access": { "features": ["step_free", "accessible_toilet"], "verified_on": "2026-11-02" },
        "equipment": ["wifi", "tablets"],
        "rooms": [{ "name": "Hall", "capacity": 40 }],
        "opening": [{ "weekday": "tuesday", "start": "09:30", "end": "16:00" }],
        "host_contact": "The caretaker, 020 7946 0000",
        "host_permission": true,
    })
}

/// A change to a venue.
pub(super) fn patch_example() -> Value {
    json!({ "equipment": ["wifi", "tablets", "printer"], "notes": "The side entrance has no step." })
}
