//! Attestations as answers show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    AttestationId, ChampionId, PartnerId, Record,
    attestation::{Attestation, AttestationKind, Attested},
    check::{CheckLevel, CheckScheme, Workforce},
};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of attestations.
pub(super) type AttestationPage = PageOf<AttestationView>;

/// What a partner says to another of a person. It holds for as long as it is there.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Attestation)]
pub struct AttestationView {
    /// Its id.
    id: AttestationId,
    /// The partner that says it.
    partner_id: PartnerId,
    /// The partner that it is said to.
    to_partner_id: PartnerId,
    /// The person.
    champion_id: ChampionId,
    /// What is said.
    kind: AttestationKind,
    /// Who issued the check; with `check_seen`.
    #[schema(required)]
    scheme: Option<CheckScheme>,
    /// How far the check looked; with `check_seen`.
    #[schema(required)]
    level: Option<CheckLevel>,
    /// Whom the check is for; with `check_seen`.
    #[schema(required)]
    workforce: Option<Workforce>,
    /// The date on the certificate; with `check_seen`.
    #[schema(required)]
    issued_on: Option<NaiveDate>,
    /// On which day the certificate was seen, the induction done, or the references held.
    on: NaiveDate,
    /// The last day on which it is said; no last one when absent.
    #[schema(required)]
    until: Option<NaiveDate>,
    /// When it was said.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Attestation>> for AttestationView {
    fn from(record: &Record<Attestation>) -> Self {
        let seen = match record.attested {
            Attested::CheckSeen(seen) => Some(seen),
            Attested::InductionDone | Attested::ReferencesHeld => None,
        };
        Self {
            id: record.id,
            partner_id: record.head.owner,
            to_partner_id: record.to,
            champion_id: record.champion,
            kind: record.attested.kind(),
            scheme: seen.map(|seen| seen.scheme),
            level: seen.map(|seen| seen.level),
            workforce: seen.map(|seen| seen.workforce),
            issued_on: seen.map(|seen| seen.issued_on),
            on: record.on,
            until: record.until,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What an attestation is made of.
pub(super) fn create_example() -> Value {
    json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a",
        // Another partner than the one that other examples are about. This is the demonstration's lead body.
        "to_partner_id": "ptn_019b76daa8007fa69fbb98c00b01f023",
        "kind": "induction_done",
        "on": "2026-10-08",
    })
}
