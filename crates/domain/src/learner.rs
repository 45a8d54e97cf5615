//! Learners: residents, clients or colleagues who are helped. Personal, and for the owning partner only.

use serde::{Deserialize, Serialize};

use crate::{
    contact::{Email, Phone},
    geo::Point,
    help::AccessFeature,
    id::Id,
    language::Language,
    noun::{Noun, NounKind},
    partner::Audience,
    postcode::Postcode,
    refusal::Refusals,
    text::{Name, Text, Words},
};

/// The id of a learner.
pub type LearnerId = Id<Learner>;

/// The most entries in each list of a learner.
pub const LEARNER_LIST_MAX: usize = 20;

/// What the owning partner may write down about a learner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateLearner))]
pub struct LearnerDetails {
    /// The name.
    #[cfg_attr(feature = "schema", schema(examples("Example Learner")))]
    pub name: Name,
    /// What the learner likes to be called.
    #[serde(default)]
    pub known_as: Option<Name>,
    /// A phone number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// An e-mail address.
    #[serde(default)]
    pub email: Option<Email>,
    /// The home address without its postcode. No ordinary answer repeats it: it is read by `disclose_learner_address`.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Flat 2, 1 Example Road, Bexleyheath")))]
    pub address: Option<Text<500>>,
    /// The postcode of the home.
    #[serde(default)]
    pub postcode: Option<Postcode>,
    /// The languages the learner speaks, the best first.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// What the learner needs to get in and take part.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub access_needs: Vec<AccessFeature>,
    /// The groups of people the learner belongs to, as far as help depends on it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub audiences: Vec<Audience>,
    /// What whoever helps should know.
    #[serde(default)]
    pub notes: Option<Words>,
}

/// Somebody who is helped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learner {
    /// What the owning partner wrote down.
    pub details: LearnerDetails,
    /// Where the postcode lies, once it has been looked up.
    pub point: Option<Point>,
}

impl Noun for Learner {
    const KIND: NounKind = NounKind::Learner;
}

impl Learner {
    /// A learner whose postcode, if there is one, lies at `point`.
    pub fn new(details: LearnerDetails, point: Option<Point>) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details, point })
    }

    /// The same learner with other details.
    pub fn with(self, details: LearnerDetails, point: Option<Point>) -> Result<Self, Refusals> {
        Self::new(details, point)
    }
}

impl LearnerDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.distinct("/languages", LEARNER_LIST_MAX, &self.languages);
        refusals.distinct("/access_needs", LEARNER_LIST_MAX, &self.access_needs);
        refusals.distinct("/audiences", LEARNER_LIST_MAX, &self.audiences);
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learner(rest: &str) -> Result<Learner, Refusals> {
        let details = serde_json::from_str(&format!(r#"{{"name": "Example Learner"{rest}}}"#)).unwrap();
        Learner::new(details, None)
    }

    #[test]
    fn a_name_is_all_that_must_be_known() {
        assert!(learner("").is_ok());
        assert!(serde_json::from_str::<LearnerDetails>("{}").is_err());
    }

    #[test]
    fn each_language_stands_there_once() {
        let refusals = learner(r#", "languages": ["en", "pa", "en"]"#).unwrap_err();
        assert_eq!(refusals.iter().map(|refusal| refusal.pointer.as_str()).collect::<Vec<_>>(), ["/languages/2"]);
    }

    #[test]
    fn a_learner_is_never_shared() {
        assert!(!learner("").unwrap().shared());
    }
}
