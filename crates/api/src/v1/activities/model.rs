//! Activities as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Activity, ActivityId, PartnerId, Record, VenueId,
    activity::{ActivityDetails, ActivityState},
    availability::Slot,
    help::TopicSlug,
    language::{Language, LocalizedWords},
    partner::Audience,
    text::Name,
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to an activity.
pub(super) type ActivityPatch = MergePatch<ActivityDetails>;

/// A page of activities.
pub(super) type ActivityPage = PageOf<ActivityView>;

/// What a partner already runs and a champion could join.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Activity)]
pub(super) struct ActivityView {
    /// Its id.
    id: ActivityId,
    /// The partner that runs it.
    partner_id: PartnerId,
    /// The name that people know it by.
    name: Name,
    /// What happens there, by language.
    #[schema(required)]
    description: Option<LocalizedWords>,
    /// The venue; null where it is not at one that the network knows.
    #[schema(required)]
    venue_id: Option<VenueId>,
    /// When it takes place, week by week, in the network's local time.
    times: Vec<Slot>,
    /// Whom it reaches; everybody when empty.
    audiences: Vec<Audience>,
    /// What people there would like help with; anything when empty.
    topics: Vec<TopicSlug>,
    /// The languages that are of use there; those of the network when empty.
    languages: Vec<Language>,
    /// How many champions it could do with.
    champions_wanted: u32,
    /// Whether the other partners of the network may see it.
    shared: bool,
    /// Whether it goes on.
    state: ActivityState,
    /// When it was described.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Activity>> for ActivityView {
    fn from(record: &Record<Activity>) -> Self {
        let ActivityDetails {
            name,
            description,
            venue_id,
            times,
            audiences,
            topics,
            languages,
            champions_wanted,
            shared,
            state,
        } = record.noun.details.clone();
        Self {
            id: record.id,
            partner_id: record.head.owner,
            name,
            description,
            venue_id,
            times,
            audiences,
            topics,
            languages,
            champions_wanted,
            shared,
            state,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What an activity can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "name": "Reading group for beginners",
        "description": { "en": "A small group reads the news together, on paper and on tablets." },
        "venue_id": "ven_0198c0de00007000800000000000000a",
        "times": [{ "weekday": "thursday", "start": "10:00", "end": "12:00" }],
        "audiences": ["older_people"],
        "topics": ["foundation"],
        "champions_wanted": 2,
    })
}

/// A change to an activity.
pub(super) fn patch_example() -> Value {
    json!({ "champions_wanted": 3, "languages": ["en", "pa"] })
}
