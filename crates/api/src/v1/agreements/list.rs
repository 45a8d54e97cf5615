//! `GET /v1/agreements`

use actix_web::get;
use serde::Deserialize;
use trellis_app::network;
use trellis_domain::{AffiliationId, PartnerId, agreement::AgreementState};
use trellis_storage::{Reading, agreement::AgreementFilter};
use utoipa::IntoParams;

use super::model::{AgreementPage, AgreementView};
use crate::{
    answer::Listing,
    caller::Caller,
    problem::ApiResult,
    query::{Limit, Query},
};

/// Which agreements.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListAgreements {
    /// Only those by which this partner lends.
    partner_id: Option<PartnerId>,
    /// Only those about this champion, by the lender's record.
    affiliation_id: Option<AffiliationId>,
    /// Only those that stand like this now.
    #[param(inline)]
    state: Option<AgreementState>,
    /// At most so many items.
    #[param(inline)]
    limit: Option<Limit>,
    /// Where to go on: `next_cursor` of the page before.
    #[param(max_length = 1024)]
    cursor: Option<String>,
}

/// List agreements
///
/// Those by which your partner lends and those by which it borrows, in the order in which they were offered; those that are over stay.
#[utoipa::path(
    tag = "agreements",
    params(ListAgreements),
    responses((status = 200, description = "A page of agreements.", body = AgreementPage)),
)]
#[get("/agreements")]
pub(super) async fn list_agreements(caller: Caller, query: Query<ListAgreements>) -> ApiResult<Listing<AgreementPage>> {
    let ListAgreements { partner_id, affiliation_id, state, limit, cursor } = query.0;
    let page = caller.page(limit, cursor.as_deref())?;
    let reads = caller.reads()?;
    let today = network::today(&reads, caller.now()).await?;
    let filter =
        AgreementFilter { lender: partner_id, affiliation: affiliation_id, state: state.map(|state| (state, today)) };
    let found = reads.list(&filter, page).await?;
    Ok(caller.listing(found.map(|record| AgreementView::new(&record, today))))
}
