//! Delegations as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    ClosedEnum, Delegation, DelegationId, PartnerId, Record,
    access::Scope,
    delegation::{Delegate, DelegateKind, DelegationState},
    text::Text,
};
use utoipa::ToSchema;

use crate::{answer::Item, caller::Caller, page::PageOf};

/// A page of delegations.
pub(super) type DelegationPage = PageOf<DelegationView>;

/// What a partner lets somebody do for it.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Delegation)]
pub struct DelegationView {
    /// Its id.
    id: DelegationId,
    /// The partner that gave it: what goes into `Acting-For`.
    partner_id: PartnerId,
    /// Who may act.
    to: DelegateKind,
    /// The partner that may act; for the co-ordinator the lead body of the day on which it was given.
    to_partner_id: PartnerId,
    /// What may be done.
    scopes: Vec<Scope>,
    /// From when on.
    from: DateTime<Utc>,
    /// The first instant at which it may no longer be done.
    until: DateTime<Utc>,
    /// What it is for.
    #[schema(value_type = String, examples("Our manager is away until spring."))]
    reason: Text<1000>,
    /// How it stands.
    state: DelegationState,
    /// Since when it is taken back.
    #[schema(required)]
    revoked_at: Option<DateTime<Utc>>,
    /// When it was given.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl DelegationView {
    /// A delegation as it stands now.
    pub(super) fn new(record: &Record<Delegation>, now: DateTime<Utc>) -> Self {
        let state = record.state_at(now);
        let Delegation { delegate, scopes, from, until, reason, revoked_at } = record.noun.clone();
        let Delegate { kind, partner } = delegate;
        Self {
            id: record.id,
            partner_id: record.head.owner,
            to: kind,
            to_partner_id: partner,
            scopes,
            from,
            until,
            reason,
            state,
            revoked_at,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }

    /// The delegation as an item. It begins and ends without a new revision, so the state is part of the tag.
    pub(super) fn into_item(self, caller: &Caller, record: &Record<Delegation>) -> Item<Self> {
        let variant = format!("{}-{}", caller.variant(), self.state.code());
        Item::new(record.head.revision, &variant, self)
    }
}

/// What a delegation is made of.
pub(super) fn create_example() -> Value {
    json!({
        "to": "coordinator",
        "scopes": ["sessions:read", "sessions:write", "requests:read", "requests:write"],
        "until": "2027-10-31T17:00:00Z",
        "reason": "Our manager is away until spring.",
    })
}
