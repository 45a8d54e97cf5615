//! Policies as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    PartnerId, PolicyId, Record,
    attestation::AcceptedAttestation,
    help::SkillLevel,
    policy::{Policy, PolicyBasis, PolicyDetails, PolicyMode, PolicyWarning, RequiredCheck, RequiredCourse, Weights},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a policy.
pub(super) type PolicyPatch = MergePatch<PolicyDetails>;

/// A page of policies.
pub(super) type PolicyPage = PageOf<PolicyView>;

/// The matching rules of one partner.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Policy)]
pub(super) struct PolicyView {
    /// Its id.
    id: PolicyId,
    /// The partner whose rules these are.
    partner_id: PartnerId,
    /// The version in force: 1, 2, …; each change makes the next.
    #[schema(minimum = 1)]
    version: u32,
    /// What the rules rest on.
    basis: PolicyBasis,
    /// The version of the network's default that they are, or started from; null for a partner's own.
    #[schema(required)]
    default_version: Option<u32>,
    /// How much is left to the computer.
    mode: PolicyMode,
    /// The vetting checks a champion must hold on the day of the help.
    required_checks: Vec<RequiredCheck>,
    /// Which checks count that another partner has seen and attested to this one.
    accepted_attestations: Vec<AcceptedAttestation>,
    /// The courses a champion must have completed, and that still count on the day of the help.
    required_courses: Vec<RequiredCourse>,
    /// How well a champion must know each topic, unless the request asks for more.
    required_level: SkillLevel,
    /// Whether the languages that a request requires are a rule.
    require_language: bool,
    /// By how much a champion's travel limit may be stretched, in thousandths.
    max_travel_factor: u16,
    /// The most minutes a week that a champion helps for this partner.
    #[schema(required)]
    weekly_minutes_cap: Option<u16>,
    /// Whether two champions go to a learner's home.
    two_champions_at_home: bool,
    /// The least time between two commitments of a champion, in minutes.
    travel_buffer_minutes: u16,
    /// The least time between now and the help, in hours.
    notice_hours: u16,
    /// How many days ahead help is looked for, counting today.
    horizon_days: u16,
    /// How much each soft criterion counts.
    weights: Weights,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    /// What is odd about the rules, as champions and open requests are now; only in the answer to a change. Nothing is refused for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    warnings: Option<Vec<PolicyWarning>>,
}

impl PolicyView {
    /// The same with what is odd about it.
    pub(super) fn with(self, warnings: Vec<PolicyWarning>) -> Self {
        Self { warnings: Some(warnings), ..self }
    }
}

impl From<&Record<Policy>> for PolicyView {
    fn from(record: &Record<Policy>) -> Self {
        let Policy { details, version, basis, default_version } = record.noun.clone();
        let PolicyDetails {
            mode,
            required_checks,
            accepted_attestations,
            required_courses,
            required_level,
            require_language,
            max_travel_factor,
            weekly_minutes_cap,
            two_champions_at_home,
            travel_buffer_minutes,
            notice_hours,
            horizon_days,
            weights,
        } = details;
        Self {
            id: record.id,
            partner_id: record.head.owner,
            version,
            basis,
            default_version,
            mode,
            required_checks,
            accepted_attestations,
            required_courses,
            required_level,
            require_language,
            max_travel_factor,
            weekly_minutes_cap,
            two_champions_at_home,
            travel_buffer_minutes,
            notice_hours,
            horizon_days,
            weights,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
            warnings: None,
        }
    }
}

/// A change to a policy.
pub(super) fn patch_example() -> Value {
    json!({
        "required_checks": [{
            "setting": "home", "scheme": "dbs", "level": "enhanced", "workforce": "adult",
            "eligibility_basis": "Regular unsupervised visits to adults at risk", "recheck_months": 36,
        }],
        "accepted_attestations": [{ "scheme": "dbs", "level": "basic", "max_age_months": 24 }],
        "required_courses": [{ "course_id": "crs_0198c0de00007000800000000000000a", "setting": "home" }],
        "two_champions_at_home": true,
        "weights": { "continuity": 300 },
    })
}

/// What the rules are to rest on.
pub(super) fn basis_example() -> Value {
    json!({ "basis": "own" })
}
