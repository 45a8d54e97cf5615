//! `GET /v1/events`

use std::time::Duration;

use actix_web::{HttpResponse, get, http::header};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, de};
use trellis_domain::{
    ClientId, DelegationId, NounKind, PartnerId, Revision,
    event::{Change, Event},
};
use trellis_storage::event::{self, Feed};
use utoipa::{IntoParams, ToSchema};

use crate::{
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// The longest that an answer waits for something to happen, in seconds.
const WAIT_MAX: u64 = 30;

/// How often it looks meanwhile.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// Which part of the history.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListEvents {
    /// Events after this revision; 0 for all that is kept.
    #[serde(default, deserialize_with = "after")]
    #[param(value_type = Option<i64>, minimum = 0, default = 0)]
    after: i64,
    /// Wait up to so many seconds for something to happen.
    #[serde(default, deserialize_with = "wait")]
    #[param(value_type = Option<u64>, minimum = 0, maximum = 30, default = 0)]
    wait: u64,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
}

fn after<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    let refused = |code: &str| de::Error::custom(format!("{code}: a whole number of 0 or more"));
    let after = i64::deserialize(deserializer).map_err(|_unreadable| refused("bad_format"))?;
    if after < 0 { Err(refused("too_small")) } else { Ok(after) }
}

fn wait<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let refused = |code: &str| de::Error::custom(format!("{code}: a whole number from 0 to {WAIT_MAX}"));
    let wait = u64::deserialize(deserializer).map_err(|_unreadable| refused("bad_format"))?;
    if wait > WAIT_MAX { Err(refused("too_large")) } else { Ok(wait) }
}

/// One change of one thing. It says that, not what: read the thing to see.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Event)]
struct EventView {
    /// The event's own number, and the revision of the thing after it.
    revision: Revision,
    /// The kind of thing.
    #[serde(rename = "type")]
    noun: NounKind,
    /// Its id.
    #[schema(examples("ptn_0198c0de00007000800000000000000a"))]
    id: String,
    /// What happened. `created` also when it came into your reach, `removed` also when it left it.
    change: Change,
    /// The partner that owns it.
    owner: PartnerId,
    /// The delegation by which the client acted for the partner; told to that partner only.
    #[schema(required)]
    delegation_id: Option<DelegationId>,
    /// The client that did it; none where it was done for another partner, and is not for all the network to see.
    #[schema(required)]
    client: Option<ClientId>,
    /// When.
    at: DateTime<Utc>,
}

/// A part of the history.
#[derive(Debug, Serialize, ToSchema)]
struct EventFeed {
    /// What you may know, in order.
    items: Vec<EventView>,
    /// Up to where was looked: send it as `after` next time, even when `items` is empty.
    next_after: Revision,
}

impl EventView {
    fn seen_by(reader: Option<PartnerId>, event: &Event) -> Self {
        let Event { revision, noun, id, change, owner, shared: _, client, delegation, on_behalf_of: _, at } = *event;
        let id = format!("{}_{}", noun.prefix(), id.simple());
        let delegation_id = delegation.filter(|_| reader == Some(owner));
        Self { revision, noun, id, change, owner, delegation_id, client, at }
    }
}

/// List events
///
/// The changes of the network in the order in which they happened, without gaps over what you may read. Send `next_after` as `after` to go
/// on; with `wait` an answer comes as soon as there is something.
#[utoipa::path(tag = "events", params(ListEvents), responses((status = 200, description = "A part of the history.", body = EventFeed)))]
#[get("/events")]
pub(super) async fn list_events(caller: Caller, query: Query<ListEvents>) -> ApiResult<HttpResponse> {
    let ListEvents { after, wait, limit } = query.0;
    let (after, limit) = (Revision::new(after), limit.unwrap_or_default().get());
    let deadline = Duration::from_secs(wait);
    let started = std::time::Instant::now();
    let Feed { events, next_after } = loop {
        let reads = caller.snapshot().await?;
        // Who acts for a partner may have been let do so only while this waited.
        caller.still_acts(&reads).await?;
        let feed = event::feed(&reads, caller.who(), after, limit).await?;
        if !feed.events.is_empty() || started.elapsed() >= deadline {
            break feed;
        }
        actix_web::rt::time::sleep(LOOK_EVERY).await;
    };
    let reader = caller.who().partner;
    let items = events.iter().map(|event| EventView::seen_by(reader, event)).collect();
    let feed = EventFeed { items, next_after };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-cache")).json(feed))
}
