//! Affiliations as answers show them.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Affiliation, AffiliationId, ChampionId, Record,
    affiliation::{AffiliationDetails, AffiliationStage, InductionItem, Involvement, RoleDecision, Skill, TravelMeans},
    availability::Slot,
    contact::{Email, Phone},
    geo::Point,
    help::Setting,
    language::Language,
    partner::Audience,
    postcode::Postcode,
    text::{Name, Text, Words},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to an affiliation.
pub(super) type AffiliationPatch = MergePatch<AffiliationDetails>;

/// A page of affiliations.
pub(super) type AffiliationPage = PageOf<AffiliationView>;

/// A partner's own record of a person who helps.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Affiliation)]
pub struct AffiliationView {
    /// Its id.
    id: AffiliationId,
    /// The person; another partner's record of the same person has the same.
    champion_id: ChampionId,
    /// The given name, or the only one.
    given_name: Name,
    /// The family name.
    #[schema(required)]
    family_name: Option<Name>,
    /// What the person likes to be called.
    #[schema(required)]
    known_as: Option<Name>,
    /// Where to write to.
    #[schema(required)]
    email: Option<Email>,
    /// Where to ring.
    #[schema(required)]
    phone: Option<Phone>,
    /// Whether the person helps unpaid or as part of a job.
    involvement: Involvement,
    /// The languages they can help in; unknown when empty, and then nobody who needs a certain one gets their help.
    languages: Vec<Language>,
    /// The topics they can help with.
    skills: Vec<Skill>,
    /// Where they help; nowhere yet when empty.
    settings: Vec<Setting>,
    /// The groups of people that they are at ease with.
    audiences: Vec<Audience>,
    /// The postcode they set out from.
    #[schema(required)]
    home_postcode: Option<Postcode>,
    /// The exact point they set out from, where the postcode is not good enough.
    #[schema(required)]
    home_point: Option<Point>,
    /// How far they go, in kilometres as the crow flies; any distance when null.
    #[schema(required)]
    travel_limit_km: Option<f64>,
    /// How they travel.
    travel_means: Vec<TravelMeans>,
    /// When they can, in the network's local time.
    availability: Vec<Slot>,
    /// Whether they may be asked about other times too.
    ask_me: bool,
    /// The most hours of help in a week; no limit when null.
    #[schema(required)]
    weekly_hours_cap: Option<u16>,
    /// How they came to the partner.
    #[schema(required)]
    recruitment_source: Option<Name>,
    /// Who looks after them: a post or an opaque reference.
    #[schema(required)]
    supervisor: Option<Name>,
    /// What is done before they begin.
    induction: Vec<InductionItem>,
    /// Notes from supervision.
    #[schema(required)]
    supervision_notes: Option<Words>,
    /// What the partner decided about parts of the role.
    decisions: Vec<RoleDecision>,
    /// How far the person has come with this partner.
    stage: AffiliationStage,
    /// Since when.
    stage_since: DateTime<Utc>,
    /// Why the last step was taken.
    #[schema(required)]
    stage_reason: Option<Text<500>>,
    /// Whether a personal link is out.
    has_link: bool,
    /// When the record was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

/// A champion's own address, shown this once.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(super) struct PersonalLink {
    /// The address. Whoever has it acts for the person.
    #[schema(format = "uri", examples("https://trellis.example/n/bexley/me/trs_4f1kQ"))]
    pub(super) address: String,
}

impl From<&Record<Affiliation>> for AffiliationView {
    fn from(record: &Record<Affiliation>) -> Self {
        let Affiliation { champion, details, home: _, stage, stage_since, stage_reason, link_hash } =
            record.noun.clone();
        let AffiliationDetails {
            given_name,
            family_name,
            known_as,
            email,
            phone,
            involvement,
            languages,
            skills,
            settings,
            audiences,
            home_postcode,
            home_point,
            travel_limit_km,
            travel_means,
            availability,
            ask_me,
            weekly_hours_cap,
            recruitment_source,
            supervisor,
            induction,
            supervision_notes,
            decisions,
            stage: _,
            join_code: _,
        } = details;
        Self {
            id: record.id,
            champion_id: champion,
            given_name,
            family_name,
            known_as,
            email,
            phone,
            involvement,
            languages,
            skills,
            settings,
            audiences,
            home_postcode,
            home_point,
            travel_limit_km,
            travel_means,
            availability,
            ask_me,
            weekly_hours_cap,
            recruitment_source,
            supervisor,
            induction,
            supervision_notes,
            decisions,
            stage,
            stage_since,
            stage_reason,
            has_link: link_hash.is_some(),
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// What an affiliation can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "given_name": "Demo Ada",
        "family_name": "Example",
        "email": "ada@example.org",
        "languages": ["en", "pa"],
        "skills": [{ "topic": "blue-badge", "level": "expert" }],
        "settings": ["venue", "home"],
        "audiences": ["older_people"],
        "home_postcode": "DA6 7DA",
        "travel_limit_km": 5,
        "travel_means": ["public_transport"],
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
        "ask_me": true,
        "weekly_hours_cap": 4,
        "induction": [{ "item": "Lone working talk", "done_on": null }],
    })
}

/// A change to an affiliation.
pub(super) fn patch_example() -> Value {
    json!({ "weekly_hours_cap": 6, "supervisor": "volunteering manager", "email": null })
}

/// What a partner's own system may say, night after night.
pub(super) fn upsert_example() -> Value {
    json!({
        "given_name": "Demo Ben",
        "family_name": "Example",
        "languages": ["en"],
        "skills": [{ "topic": "nhs-app", "level": "confident" }],
        "settings": ["venue"],
        "availability": [{ "weekday": "thursday", "start": "14:00", "end": "16:00" }],
        "stage": "active",
    })
}

/// A step to another stage.
pub(super) fn move_example() -> Value {
    json!({ "stage": "withdrawn", "reason": "Found paid work" })
}
