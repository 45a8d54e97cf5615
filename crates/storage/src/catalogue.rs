//! What each table is for, and which of its columns hold personal data.
//!
//! A test compares this list with both databases: every table is declared, tenant tables begin every key with
//! `network_id`, and every column named here exists.

/// What kind of table it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// Belongs to networks: `network_id` comes first in primary, unique and foreign keys.
    Tenant,
    /// Known to the whole installation.
    Reference,
}

/// A table and what is to be known about it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its kind.
    pub kind: TableKind,
    /// The columns that hold personal data.
    pub personal: &'static [&'static str],
}

const fn tenant(name: &'static str, personal: &'static [&'static str]) -> Table {
    Table { name, kind: TableKind::Tenant, personal }
}

const fn reference(name: &'static str) -> Table {
    Table { name, kind: TableKind::Reference, personal: &[] }
}

/// Every table.
pub const TABLES: &[Table] = &[
    tenant("activities", &[]),
    tenant(
        "affiliations",
        &[
            "given_name",
            "family_name",
            "known_as",
            "email",
            "phone",
            "home_postcode",
            "home_point_latitude",
            "home_point_longitude",
            "latitude",
            "longitude",
            "availability",
            "recruitment_source",
            "supervisor",
            "induction",
            "supervision_notes",
            "decisions",
            "stage_reason",
            "link_hash",
        ],
    ),
    tenant("agreements", &[]),
    tenant("answers", &["answer"]),
    tenant("areas", &[]),
    tenant("attestations", &[]),
    tenant("bookings", &["cancel_reason", "guest_contact", "guest_name", "how_heard"]),
    tenant("calendars", &["token_hash"]),
    tenant("champions", &["join_hash"]),
    tenant(
        "checks",
        &[
            "certificate_seen_by",
            "certificate_seen_on",
            "certificate_reference",
            "eligibility_basis",
            "update_service",
            "decided_on",
            "outcome",
        ],
    ),
    reference("clients"),
    tenant("completions", &["badge_url"]),
    tenant("consents", &["given_by_proxy", "withdrawn_by_proxy"]),
    tenant("courses", &[]),
    tenant("delegations", &[]),
    reference("districts"),
    tenant("events", &[]),
    tenant("external_ids", &["external_id"]),
    tenant(
        "learners",
        &[
            "name",
            "known_as",
            "phone",
            "email",
            "address",
            "postcode",
            "latitude",
            "longitude",
            "languages",
            "access_needs",
            "audiences",
            "notes",
        ],
    ),
    tenant("listing", &[]),
    tenant("match_plans", &[]),
    tenant("merges", &[]),
    tenant("network_head", &[]),
    reference("networks"),
    tenant("partners", &["safeguarding_contact"]),
    tenant("policies", &[]),
    tenant("policy_versions", &[]),
    reference("postcodes"),
    tenant("proposals", &[]),
    tenant("referrals", &["note", "outline"]),
    tenant(
        "requests",
        &[
            "goal",
            "near",
            "latitude",
            "longitude",
            "times",
            "how_heard",
            "excluded_affiliations",
            "preferred_venues",
            "weekly_visits",
            "triage_note",
        ],
    ),
    tenant("series", &[]),
    tenant("sessions", &[]),
    tenant("shifts", &[]),
    tenant("stage_changes", &[]),
    reference("topics"),
    tenant("unmet_needs", &[]),
    tenant("venues", &["host_contact"]),
];
