//! Acting for a partner: by its delegation, in what that names, and no longer than it lets.

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use trellis_app::delegation;
use trellis_domain::{
    DelegationId, PartnerId,
    access::{self, Operation},
};
use trellis_storage::{Reading, Standpoint};

use super::Caller;
use crate::{
    problem::{ApiError, ApiResult, Code},
    state::State,
};

/// The header that says for which partner.
const HEADER: &str = "Acting-For";

/// By what a client acts for a partner.
#[derive(Debug)]
pub(super) struct Acting {
    delegation: DelegationId,
    /// The client as it is without it.
    own: access::Caller,
}

impl Acting {
    pub(super) const fn delegation(&self) -> DelegationId {
        self.delegation
    }
}

/// The partner that a request is to be carried out for.
pub(super) fn asked_for(request: &HttpRequest) -> ApiResult<Option<PartnerId>> {
    let Some(value) = request.headers().get(HEADER) else { return Ok(None) };
    let partner = value.to_str().ok().and_then(|text| text.trim().parse().ok());
    let wrong = || ApiError::new(Code::BadRequest, format!("{HEADER} is the id of the partner you act for: ptn_…."));
    partner.map(Some).ok_or_else(wrong)
}

/// The client as the partner lets it act.
///
/// Without leave the refusal is one and the same, whether the partner is unknown, of another network, or lets nobody act.
pub(super) async fn by_delegation(
    state: &State,
    own: access::Caller,
    giver: PartnerId,
    operation: Operation,
    now: DateTime<Utc>,
) -> ApiResult<(access::Caller, Option<Acting>)> {
    own.may_act(operation)?;
    let reads = state.store.reads(Standpoint::network(own.network.ok_or_else(missing)?));
    let leave = delegation::covering(&reads, &own, giver, operation.scope(), now).await?.ok_or_else(missing)?;
    let who = own.acting_for(giver, &leave);
    Ok((who, Some(Acting { delegation: leave.id, own })))
}

impl Caller {
    /// The partner that the client acts for by a delegation.
    pub(super) fn acts_for(&self) -> Option<PartnerId> {
        self.acting.as_ref().and(self.who.partner)
    }

    /// Goes on only while the delegation holds by which the client acts, as `reading` sees it; always where it acts for nobody.
    pub async fn still_acts(&self, reading: &impl Reading) -> ApiResult<()> {
        let Some(Acting { delegation, own }) = &self.acting else { return Ok(()) };
        let scope = self.operation.scope();
        let still = delegation::still_covers(reading, own, *delegation, scope, self.state.now()).await?;
        still.then_some(()).ok_or_else(missing)
    }
}

fn missing() -> ApiError {
    let detail = "No live delegation lets you do this for that partner. The partner gives one at POST /v1/delegations.";
    ApiError::new(Code::DelegationMissing, detail)
}
