//! `GET /v1/sessions`

use actix_web::get;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use trellis_domain::{PartnerId, clock_time, help::Setting, session::SessionStatus, window::window};
use trellis_storage::{Page, Reading, session::SessionFilter};
use utoipa::IntoParams;

use super::model::{SessionPage, views};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which sessions.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListSessions {
    /// Those that start at this moment or later; now when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    from: Option<DateTime<Utc>>,
    /// Those that start before this moment, at most 92 days after `from`; 14 days after it when left out.
    #[serde(default, deserialize_with = "clock_time::maybe_instant")]
    to: Option<DateTime<Utc>>,
    /// Only those of this partner.
    partner_id: Option<PartnerId>,
    /// Only those that stand like this now.
    #[param(inline)]
    state: Option<SessionStatus>,
    /// Only those in this setting.
    #[param(inline)]
    setting: Option<Setting>,
    /// `true`: only those that take place and lack champions; `false`: only those that have enough.
    lacks_champions: Option<bool>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List sessions
///
/// The sessions of a window of time in the order in which they start: your own, and those that the network may see.
#[utoipa::path(tag = "sessions", params(ListSessions), responses((status = 200, description = "A page of sessions.", body = SessionPage)))]
#[get("/sessions")]
pub(super) async fn list_sessions(caller: Caller, query: Query<ListSessions>) -> ApiResult<Listing<SessionPage>> {
    let ListSessions { from, to, partner_id, state, setting, lacks_champions, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let now = caller.now();
    let filter = SessionFilter {
        window: Some(window(from, to, now)?),
        partner: partner_id,
        status: state.map(|state| (state, now)),
        setting,
        lacks_champions,
    };
    let reads = caller.snapshot().await?;
    let Page { items, next } = reads.list(&filter, page).await?;
    Ok(caller.listing(Page { items: views(&reads, &items, now).await?, next }))
}
