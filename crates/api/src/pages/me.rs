//! `/n/{network}/me/{token}`: what a champion sees behind their personal link, without an account.
//!
//! The link belongs to one affiliation, so it shows the shifts of one partner: a person who helps several has a link from each,
//! and none of them tells of the others. The token is looked up by its hash at every request, and stands in no log.

mod act;
mod card;
mod reply;
mod view;
mod words;

use actix_web::web::ServiceConfig;
use trellis_app::{Secret, affiliation};
use trellis_domain::{Affiliation, Record};
use trellis_storage::Standpoint;

use crate::{
    caller::OrNotFound,
    problem::ApiResult,
    public_cache::{PublicCache, SeenNetwork},
    state::State,
};

pub(super) fn routes(config: &mut ServiceConfig) {
    config.service(view::personal_page).service(act::claim_open_shift).service(act::move_own_shift);
}

/// Whose link it is.
struct Visitor {
    seen: std::sync::Arc<SeenNetwork>,
    affiliation: Record<Affiliation>,
    token: Secret,
}

impl Visitor {
    /// The person with this link; a wrong, an old and a revoked link are not there.
    async fn of(state: &State, cache: &PublicCache, network: &str, token: String) -> ApiResult<Self> {
        let seen = cache.network(&state.store, network).await?;
        let token = Secret::presented(token);
        let reads = state.store.reads(Standpoint::network(seen.network.id));
        let affiliation = affiliation::by_link(&reads, &token).await?.or_not_found()?;
        Ok(Self { seen, affiliation, token })
    }

    /// What the partner owns that the link is from.
    fn standpoint(&self) -> Standpoint {
        Standpoint::network(self.seen.network.id).of_partner(self.affiliation.head.owner)
    }
}
