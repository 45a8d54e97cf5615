//! Partners as answers show them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    PartnerId, Record,
    language::LocalizedWords,
    partner::{
        Audience, ContactCadence, Partner, PartnerDetails, PartnerKind, PartnerSize, PauseReason, Stage, StageChange,
        StageChangeId,
    },
    text::{Name, Text},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a partner.
pub(super) type PartnerPatch = MergePatch<PartnerDetails>;

/// A page of partners.
pub(super) type PartnerPage = PageOf<PartnerView>;

/// A page of a partner's stage history.
pub(super) type StageChangePage = PageOf<StageChangeView>;

/// An organisation of the network, and how far it has come.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Partner)]
pub struct PartnerView {
    /// Its id.
    id: PartnerId,
    /// The name of the organisation.
    name: Name,
    /// What sort of organisation it is.
    kind: PartnerKind,
    /// How big it is.
    size: PartnerSize,
    /// Whom it serves; everybody when empty.
    serves: Vec<Audience>,
    /// How many hours of help a week it says it can give.
    #[schema(required)]
    stated_capacity: Option<u32>,
    /// How often it and the lead body speak.
    #[schema(required)]
    contact_cadence: Option<ContactCadence>,
    /// What the public reads about it.
    #[schema(required)]
    about: Option<LocalizedWords>,
    /// The web address of its logo.
    #[schema(required, value_type = Option<String>, format = Uri)]
    logo_url: Option<Text<2000>>,
    /// The phone number that the public may ring.
    #[schema(required)]
    public_phone: Option<Text<40>>,
    /// How to reach whoever handles safeguarding.
    #[schema(required)]
    safeguarding_contact: Option<Name>,
    /// The web address of its privacy notice.
    #[schema(required, value_type = Option<String>, format = Uri)]
    privacy_notice_url: Option<Text<2000>>,
    /// Who at the top stands behind it: a post, not a person.
    #[schema(required)]
    senior_sponsor: Option<Name>,
    /// Where it stands between thinking about it and delivering.
    stage: Stage,
    /// Since when it stands there.
    stage_since: DateTime<Utc>,
    /// When it joined.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Partner>> for PartnerView {
    fn from(record: &Record<Partner>) -> Self {
        let Partner { details, stage, paused_from: _, stage_since } = record.noun.clone();
        let PartnerDetails {
            name,
            kind,
            size,
            serves,
            stated_capacity,
            contact_cadence,
            about,
            logo_url,
            public_phone,
            safeguarding_contact,
            privacy_notice_url,
            senior_sponsor,
        } = details;
        Self {
            id: record.id,
            name,
            kind,
            size,
            serves,
            stated_capacity,
            contact_cadence,
            about,
            logo_url,
            public_phone,
            safeguarding_contact,
            privacy_notice_url,
            senior_sponsor,
            stage,
            stage_since,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// One step in a partner's stage history.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = StageChange)]
pub struct StageChangeView {
    /// Its id.
    id: StageChangeId,
    /// Where the partner stood.
    from: Stage,
    /// Where it stood afterwards.
    to: Stage,
    /// When.
    at: DateTime<Utc>,
    /// Why.
    #[schema(required)]
    reason: Option<Text<500>>,
    /// Why it paused.
    #[schema(required)]
    pause_reason: Option<PauseReason>,
    /// When the pause is looked at again.
    #[schema(required)]
    review_on: Option<NaiveDate>,
}

impl From<&Record<StageChange>> for StageChangeView {
    fn from(record: &Record<StageChange>) -> Self {
        let StageChange { partner: _, from, to, at, reason, pause_reason, review_on } = record.noun.clone();
        Self { id: record.id, from, to, at, reason, pause_reason, review_on }
    }
}

/// What a partner can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "name": "Demonstration tenants' association",
        "kind": "community_group",
        "size": "micro",
        "serves": ["social_tenants", "older_people"],
        "stated_capacity": 6,
        "contact_cadence": "monthly",
        "about": { "en": "Neighbours who help neighbours with phones and tablets." },
        "public_phone": "020 7946 0000",
    })
}

/// A change to a partner.
pub(super) fn patch_example() -> Value {
    json!({ "stated_capacity": 8, "contact_cadence": null })
}

/// A step to another stage.
pub(super) fn move_example() -> Value {
    json!({ "stage": "paused", "pause_reason": "funding", "review_on": "2027-03-01" })
}
