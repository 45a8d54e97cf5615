//! The caller: authentication, authorisation and the network's data arrive together, or not at all.
//!
//! A handler that takes a [`Caller`] runs only for clients that may do its operation. The operation is the handler's own
//! name, its operation id; the table in `trellis_domain::access` says the rest.

mod acting;
mod command;
mod extract;
mod list;

use acting::Acting;
pub(crate) use extract::bearer;

use actix_web::HttpRequest;
use chrono::{DateTime, Utc};
use trellis_domain::{
    ClosedEnum, NetworkId, PartnerId,
    access::{self, Operation, Reach},
};
use trellis_storage::{Actor, Reads, Standpoint, Store};

use crate::{
    answer::Item,
    problem::{ApiError, ApiResult, Code},
};

/// A client that may do the operation at hand, with the part of the data that it may do it to.
#[derive(Debug)]
pub struct Caller {
    /// The client, or the partner's client that it is by a delegation.
    who: access::Caller,
    /// By which delegation it acts for a partner, where it does.
    acting: Option<Acting>,
    operation: Operation,
    reach: Reach,
    now: DateTime<Utc>,
    on_behalf_of: Option<String>,
    idempotency_key: Option<String>,
    state: crate::state::State,
    request: HttpRequest,
}

impl Caller {
    /// Who calls; where a client acts for a partner, as if it were that partner's.
    pub const fn who(&self) -> &access::Caller {
        &self.who
    }

    /// How far the caller reaches in this operation.
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// The time of the request.
    pub const fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The network that the token names.
    pub fn network(&self) -> ApiResult<NetworkId> {
        self.who.network.ok_or_else(|| ApiError::new(Code::RoleForbidden, "This token names no network."))
    }

    /// The partner that the client works for, or acts for.
    pub fn partner(&self) -> ApiResult<PartnerId> {
        self.who.partner.ok_or_else(|| ApiError::new(Code::RoleForbidden, "This client works for no partner."))
    }

    /// The network's data, as far as the caller may read it; each query sees the latest state.
    pub fn reads(&self) -> ApiResult<Reads> {
        Ok(self.state.store.reads(self.standpoint()?))
    }

    /// The same, with all queries seeing one state.
    pub async fn snapshot(&self) -> ApiResult<Reads> {
        Ok(self.state.store.snapshot(self.standpoint()?).await?)
    }

    /// The installation's own data, for operators and for clients.
    pub const fn store(&self) -> &Store {
        &self.state.store
    }

    /// Where the time comes from.
    pub fn clock(&self) -> crate::state::Clock {
        self.state.clock.clone()
    }

    /// The address that the outside knows, without a slash at the end.
    pub fn public_url(&self) -> &str {
        &self.state.public_url
    }

    /// Which view of an item this caller gets; part of its tag.
    pub fn variant(&self) -> String {
        let role = self.who.role.code();
        match &self.acting {
            // Whoever acts for one partner today and another tomorrow has seen neither's view of it.
            Some(_) => format!("{role}-{}", self.who.partner.map(|partner| partner.to_string()).unwrap_or_default()),
            None => role.to_owned(),
        }
    }

    /// An item, tagged with its revision and the caller's view.
    pub fn item<V: serde::Serialize>(&self, revision: trellis_domain::Revision, view: V) -> Item<V> {
        Item::new(revision, &self.variant(), view)
    }

    /// On whose behalf the client calls; needed where something protected is shown.
    pub fn on_behalf_of(&self) -> ApiResult<&str> {
        let missing =
            "Say on whose behalf you ask with an On-Behalf-Of header: an opaque reference of a member of staff.";
        self.on_behalf_of.as_deref().ok_or_else(|| ApiError::new(Code::HeaderRequired, missing))
    }

    /// Who acts, as the history keeps it.
    pub fn actor(&self) -> Actor {
        let delegation = self.acting.as_ref().map(Acting::delegation);
        let on_behalf_of = self.on_behalf_of.clone();
        Actor { client: Some(self.who.client), delegation, on_behalf_of, now: self.now }
    }

    fn standpoint(&self) -> ApiResult<Standpoint> {
        let access::Caller { client, partner, .. } = self.who;
        Ok(Standpoint { network: self.network()?, reach: self.reach, partner, client: Some(client) })
    }
}

/// Makes an absent item a 404.
pub trait OrNotFound<T> {
    /// The item, or a 404 that is the same for foreign and unknown ids.
    fn or_not_found(self) -> ApiResult<T>;
}

impl<T> OrNotFound<T> for Option<T> {
    fn or_not_found(self) -> ApiResult<T> {
        self.ok_or_else(ApiError::not_found)
    }
}
