//! External ids: a partner's own numbers for things, so that its systems need not know ours.

mod any_id;
mod source;

pub use any_id::{AnyId, NotAnyId};
pub use source::{ExternalNumber, NotANumber, NotASource, Source};

use serde::{Deserialize, Serialize};

use crate::{
    id::Id,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
};

/// The id of an external id.
pub type ExternalIdId = Id<ExternalId>;

/// A partner's own number for something it owns. One number of one system names one thing of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateExternalId))]
pub struct ExternalIdDetails {
    /// What is numbered: an affiliation, learner, request, session or venue of the partner.
    pub subject_id: AnyId,
    /// The system that gave the number.
    pub source: Source,
    /// The number there.
    pub external_id: ExternalNumber,
}

/// A partner's own number for something. Its owner is that partner, and nobody else sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalId {
    /// Which number for what.
    pub details: ExternalIdDetails,
}

impl Noun for ExternalId {
    const KIND: NounKind = NounKind::ExternalId;
}

impl ExternalId {
    /// The kinds of things that a partner's systems number.
    pub const KINDS: [NounKind; 5] =
        [NounKind::Affiliation, NounKind::Learner, NounKind::Request, NounKind::Session, NounKind::Venue];

    /// A new number.
    pub fn new(details: ExternalIdDetails) -> Result<Self, Refusals> {
        let known = Self::KINDS.contains(&details.subject_id.kind());
        let words = "the id of an affiliation, learner, request, session or venue";
        if known { Ok(Self { details }) } else { Err(Refusals::one("/subject_id", FieldCode::BadId, words)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_partner_keeps_is_numbered() {
        let numbered = |id: &str| {
            let details = ExternalIdDetails {
                subject_id: format!("{id}_0198c0de00007000800000000000000a").parse().unwrap(),
                source: "civicrm".parse().unwrap(),
                external_id: "1042".parse().unwrap(),
            };
            ExternalId::new(details)
        };
        assert!(numbered("aff").is_ok());
        assert_eq!(numbered("net").unwrap_err().into_vec()[0].pointer, "/subject_id");
    }
}
