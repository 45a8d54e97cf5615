//! `GET /v1/inbox`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{Request, help::Setting, request::Urgency};
use trellis_storage::{Reading, request::RequestFilter};
use utoipa::IntoParams;

use super::model::{InboxPage, InboxView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which of the waiting requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListInboxRequests {
    /// Only those for help in this setting.
    #[param(inline)]
    setting: Option<Setting>,
    /// Only those that are as urgent.
    #[param(inline)]
    urgency: Option<Urgency>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List requests that nobody has taken
///
/// What waits in the network's inbox, the oldest first: enough to see whether one could help, and nothing that says who asks.
#[utoipa::path(tag = "requests", params(ListInboxRequests), responses((status = 200, description = "A page of the inbox.", body = InboxPage)))]
#[get("/inbox")]
pub(super) async fn list_inbox_requests(
    caller: Caller,
    query: Query<ListInboxRequests>,
) -> ApiResult<Listing<InboxPage>> {
    let ListInboxRequests { setting, urgency, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let filter = RequestFilter { setting, urgency, waiting: true, ..RequestFilter::default() };
    let requests = caller.reads()?.list::<Request>(&filter, page).await?;
    Ok(caller.listing(requests.map(|request| InboxView::from(&request))))
}
