//! Consents as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    ChampionId, Consent, ConsentId, PartnerId, Record,
    consent::{ConsentDetails, ConsentPurpose, ConsentVoice, Withdrawal},
    learner::LearnerId,
    text::{Name, Text},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of consents.
pub(super) type ConsentPage = PageOf<ConsentView>;

/// What a person agreed to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Consent)]
pub struct ConsentView {
    /// Its id.
    id: ConsentId,
    /// The champion it is about.
    #[schema(required)]
    champion_id: Option<ChampionId>,
    /// The learner it is about.
    #[schema(required)]
    learner_id: Option<LearnerId>,
    /// What was agreed to.
    purpose: ConsentPurpose,
    /// For whom.
    recipient: Name,
    /// Which partner that is, where it is one.
    #[schema(required)]
    recipient_id: Option<PartnerId>,
    /// Which version of the wording was read.
    wording_version: Text<40>,
    /// When.
    given_at: DateTime<Utc>,
    /// Who said yes.
    given_by: ConsentVoice,
    /// The name of the proxy, where one said it.
    #[schema(required)]
    given_by_proxy: Option<Name>,
    /// Whether it holds.
    holds: bool,
    /// Since when it no longer holds.
    #[schema(required)]
    withdrawn_at: Option<DateTime<Utc>>,
    /// Who withdrew it.
    #[schema(required)]
    withdrawn_by: Option<ConsentVoice>,
    /// The name of the proxy, where one did.
    #[schema(required)]
    withdrawn_by_proxy: Option<Name>,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When the record last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Consent>> for ConsentView {
    fn from(record: &Record<Consent>) -> Self {
        let holds = record.holds();
        let Consent { details, withdrawal } = record.noun.clone();
        let ConsentDetails {
            champion_id,
            learner_id,
            purpose,
            recipient,
            recipient_id,
            wording_version,
            given_at,
            given_by,
            given_by_proxy,
        } = details;
        let (withdrawn_at, withdrawn_by, withdrawn_by_proxy) = match withdrawal {
            Some(Withdrawal { at, by, proxy }) => (Some(at), Some(by), proxy),
            None => (None, None, None),
        };
        Self {
            id: record.id,
            champion_id,
            learner_id,
            purpose,
            recipient,
            recipient_id,
            wording_version,
            given_at,
            given_by,
            given_by_proxy,
            holds,
            withdrawn_at,
            withdrawn_by,
            withdrawn_by_proxy,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What a consent is made of.
pub(super) fn create_example() -> Value {
    json!({
        "champion_id": "chm_0198c0de00007000800000000000000a",
        "purpose": "share_attestations",
        "recipient": "Demonstration housing association",
        "wording_version": "2026-1",
        "given_at": "2026-11-20T10:00:00Z",
        "given_by": "person",
    })
}

/// The end of a consent.
pub(super) fn withdraw_example() -> Value {
    json!({ "withdrawn_by": "person" })
}
