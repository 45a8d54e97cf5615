//! Checks as answers show them: plainly, and in full only by a disclosure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    AffiliationId, Check, CheckId, Record,
    check::{
        BarredList, CertificateSeen, CheckDecision, CheckDetails, CheckLevel, CheckScheme, CheckStatus, UpdateService,
        Workforce,
    },
    text::Text,
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a check.
pub(super) type CheckPatch = MergePatch<CheckDetails>;

/// A page of checks.
pub(super) type CheckPage = PageOf<CheckView>;

/// A vetting record without its protected detail.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Check)]
pub struct CheckView {
    /// Its id.
    id: CheckId,
    /// Whose it is.
    affiliation_id: AffiliationId,
    /// Who issued it.
    scheme: CheckScheme,
    /// How far it looked.
    level: CheckLevel,
    /// Which lists were asked.
    barred_lists: Vec<BarredList>,
    /// Whom the person works with.
    workforce: Workforce,
    /// Whether it was issued for unpaid work.
    for_volunteer: bool,
    /// The date on the certificate. It has no date of expiry.
    issued_on: NaiveDate,
    /// Whether it can be relied on.
    status: CheckStatus,
    /// When it was recorded.
    created_at: DateTime<Utc>,
    /// When the record last changed.
    updated_at: DateTime<Utc>,
}

/// A vetting record with its protected detail.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = CheckDetail)]
pub struct CheckDetailView {
    /// What everybody with access to checks reads.
    check: CheckView,
    /// That the original was seen, by whom and when.
    #[schema(required)]
    certificate: Option<CertificateSeen>,
    /// Why this role may be asked for this level.
    #[schema(required)]
    eligibility_basis: Option<Text<1000>>,
    /// The Update Service.
    #[schema(required)]
    update_service: Option<UpdateService>,
    /// What the partner concluded.
    #[schema(required)]
    decision: Option<CheckDecision>,
}

impl From<&Record<Check>> for CheckView {
    fn from(record: &Record<Check>) -> Self {
        let CheckDetails {
            affiliation_id,
            scheme,
            level,
            barred_lists,
            workforce,
            for_volunteer,
            issued_on,
            certificate: _,
            eligibility_basis: _,
            update_service: _,
            decision: _,
        } = record.details.clone();
        Self {
            id: record.id,
            affiliation_id,
            scheme,
            level,
            barred_lists,
            workforce,
            for_volunteer,
            issued_on,
            status: record.status(),
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

impl From<&Record<Check>> for CheckDetailView {
    fn from(record: &Record<Check>) -> Self {
        let check = CheckView::from(record);
        let CheckDetails { certificate, eligibility_basis, update_service, decision, .. } = record.details.clone();
        Self { check, certificate, eligibility_basis, update_service, decision }
    }
}

/// What a check is made of.
pub(super) fn create_example() -> Value {
    json!({
        "affiliation_id": "aff_0198c0de00007000800000000000000a",
        "scheme": "dbs",
        "level": "enhanced",
        "workforce": "adult",
        "for_volunteer": true,
        "issued_on": "2026-10-01",
        "eligibility_basis": "Regular visits to adults at home",
        "certificate": { "seen_by": "volunteering manager", "seen_on": "2026-10-08" },
    })
}

/// A change to a check.
pub(super) fn patch_example() -> Value {
    json!({ "decision": { "decided_on": "2026-10-09", "outcome": "suitable" } })
}
