//! Learners as answers show them: everything but the home address.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    LearnerId, Record,
    contact::{Email, Phone},
    geo::Point,
    help::AccessFeature,
    language::Language,
    learner::{Learner, LearnerDetails},
    partner::Audience,
    postcode::Postcode,
    text::{Name, Text, Words},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a learner.
pub(super) type LearnerPatch = MergePatch<LearnerDetails>;

/// A page of learners.
pub(super) type LearnerPage = PageOf<LearnerView>;

/// Somebody who is helped, without the home address.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Learner)]
pub(super) struct LearnerView {
    /// Its id.
    id: LearnerId,
    /// The name.
    name: Name,
    /// What the learner likes to be called.
    #[schema(required)]
    known_as: Option<Name>,
    /// A phone number.
    #[schema(required)]
    phone: Option<Phone>,
    /// An e-mail address.
    #[schema(required)]
    email: Option<Email>,
    /// Whether there is a home address; it is read by `disclose_learner_address`.
    has_address: bool,
    /// The postcode of the home.
    #[schema(required)]
    postcode: Option<Postcode>,
    /// Where the postcode lies.
    #[schema(required)]
    point: Option<Point>,
    /// The languages the learner speaks, the best first.
    languages: Vec<Language>,
    /// What the learner needs to get in and take part.
    access_needs: Vec<AccessFeature>,
    /// The groups of people the learner belongs to, as far as help depends on it.
    audiences: Vec<Audience>,
    /// What whoever helps should know.
    #[schema(required, value_type = Option<String>)]
    notes: Option<Words>,
    /// When the record was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<&Record<Learner>> for LearnerView {
    fn from(record: &Record<Learner>) -> Self {
        let Learner { details, point } = record.noun.clone();
        let LearnerDetails {
            name,
            known_as,
            phone,
            email,
            address,
            postcode,
            languages,
            access_needs,
            audiences,
            notes,
        } = details;
        Self {
            id: record.id,
            name,
            known_as,
            phone,
            email,
            has_address: address.is_some(),
            postcode,
            point,
            languages,
            access_needs,
            audiences,
            notes,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        }
    }
}

/// Where a learner lives.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = LearnerAddress)]
pub(super) struct AddressView {
    /// The learner.
    learner_id: LearnerId,
    /// The home address without its postcode.
    #[schema(required, value_type = Option<String>)]
    address: Option<Text<500>>,
    /// The postcode of the home.
    #[schema(required)]
    postcode: Option<Postcode>,
}

impl From<&Record<Learner>> for AddressView {
    fn from(record: &Record<Learner>) -> Self {
        let LearnerDetails { address, postcode, .. } = record.details.clone();
        Self { learner_id: record.id, address, postcode }
    }
}

/// What a learner can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "name": "Example Learner",
        "phone": "020 7946 0123",
        "address": "Flat 2, 1 Example Road, Bexleyheath",
        "postcode": "DA6 7DA",
        "languages": ["en", "pa"],
        "access_needs": ["step_free"],
    })
}

/// A change to a learner.
pub(super) fn patch_example() -> Value {
    json!({ "phone": "020 7946 0124", "access_needs": ["step_free", "hearing_loop"] })
}

/// What a system knows of a learner; enough to make one.
pub(super) fn upsert_example() -> Value {
    json!({ "name": "Example Learner", "phone": "020 7946 0125", "languages": ["en"] })
}
