//! `GET /v1/external-ids`

use actix_web::get;
use serde::Deserialize;
use trellis_domain::{
    ExternalId, NounKind,
    access::Reach,
    external_id::{AnyId, ExternalNumber, Source},
};
use trellis_storage::{Reading, external_id::ExternalIdFilter};
use utoipa::IntoParams;

use super::model::{ExternalIdPage, ExternalIdView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which external ids.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListExternalIds {
    /// Only those of this thing.
    subject_id: Option<AnyId>,
    /// Only those of things of this kind.
    #[param(inline)]
    noun: Option<NounKind>,
    /// Only those of this system.
    #[param(inline)]
    source: Option<Source>,
    /// Only this number.
    #[param(inline)]
    external_id: Option<ExternalNumber>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List external ids
///
/// The numbers that your partner's own systems have for things, of those kinds that your token may read: a learner's needs `learners:read`, too. No
/// other partner sees them.
#[utoipa::path(
    tag = "champions",
    params(ListExternalIds),
    responses((status = 200, description = "A page of external ids.", body = ExternalIdPage)),
)]
#[get("/external-ids")]
pub(super) async fn list_external_ids(
    caller: Caller,
    query: Query<ListExternalIds>,
) -> ApiResult<Listing<ExternalIdPage>> {
    let ListExternalIds { subject_id, noun, source, external_id, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = |kind: &NounKind| caller.who().reads(*kind) != Reach::None;
    let kinds = ExternalId::KINDS.into_iter().filter(reads).collect();
    let filter = ExternalIdFilter { noun, source, external_id, subject: subject_id, kinds: Some(kinds) };
    let found = caller.reads()?.list(&filter, page).await?;
    Ok(caller.listing(found.map(|record| ExternalIdView::from(&record))))
}
