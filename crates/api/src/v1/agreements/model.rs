//! Agreements as answers show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{AffiliationId, Agreement, AgreementId, ClosedEnum, PartnerId, Record, agreement::AgreementState};
use utoipa::ToSchema;

use crate::{answer::Item, caller::Caller, page::PageOf};

/// A page of agreements.
pub(super) type AgreementPage = PageOf<AgreementView>;

/// A champion whom a partner lends to another.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Agreement)]
pub struct AgreementView {
    /// Its id.
    id: AgreementId,
    /// The partner that lends.
    partner_id: PartnerId,
    /// The partner that borrows.
    to_partner_id: PartnerId,
    /// The lender's record of the champion: the borrower finds it in its proposals, plans and explanations, and asks the lender who it is.
    affiliation_id: AffiliationId,
    /// The first day of help.
    from: NaiveDate,
    /// The last day of help.
    until: NaiveDate,
    /// How it stands.
    state: AgreementState,
    /// When it was offered, accepted or ended, whichever was last.
    decided_at: DateTime<Utc>,
    /// When it was offered.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl AgreementView {
    /// An agreement as it stands on a day.
    pub(super) fn new(record: &Record<Agreement>, today: NaiveDate) -> Self {
        let state = record.state_on(today);
        let Agreement { affiliation, to, consent: _own, from, until, decided: _as_of_now, decided_at } = record.noun;
        Self {
            id: record.id,
            partner_id: record.head.owner,
            to_partner_id: to,
            affiliation_id: affiliation,
            from,
            until,
            state,
            decided_at,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }

    /// The agreement as an item. Its time is over without a new revision, so the state is part of the tag.
    pub(super) fn into_item(self, caller: &Caller, record: &Record<Agreement>) -> Item<Self> {
        let variant = format!("{}-{}", caller.variant(), self.state.code());
        Item::new(record.head.revision, &variant, self)
    }
}

/// What an agreement is made of.
pub(super) fn create_example() -> Value {
    json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a",
        // Not the partner that other examples are about: that one lends. This is the demonstration's housing association.
        "to_partner_id": "ptn_019b76daa8007ee0807457d600cc0ef6",
        "from": "2027-01-04",
        "until": "2027-03-26",
    })
}
