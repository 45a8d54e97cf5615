//! Affiliations: a partner's own record of a champion ("volunteers with").

mod details;
mod stage;
mod words;

pub use details::{AffiliationDetails, HOURS_CAP_MAX, TRAVEL_LIMIT_MAX_KM};
pub use stage::{AffiliationStage, AffiliationStep, MoveAffiliation};
pub use words::{InductionItem, Involvement, RoleDecision, RoleFlag, Skill, TravelMeans};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    champion::{ChampionId, JoinCode},
    geo::Point,
    help::{Setting, SkillLevel, TopicSlug},
    id::Id,
    language::Language,
    noun::{Noun, NounKind},
    partner::{Audience, MoveRefused},
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// The id of an affiliation.
pub type AffiliationId = Id<Affiliation>;

/// A champion as one partner knows the person. Its owner is that partner, and nobody else reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct Affiliation {
    /// The person.
    pub champion: ChampionId,
    /// What the partner knows.
    pub details: AffiliationDetails,
    /// Where distances are measured from: the given point, else the middle of the postcode.
    pub home: Option<Point>,
    /// How far the person has come with this partner.
    pub stage: AffiliationStage,
    /// Since when.
    pub stage_since: DateTime<Utc>,
    /// Why the last step was taken.
    pub stage_reason: Option<Text<500>>,
    /// SHA-256 of the token in the person's own link, in hexadecimal, where one is out.
    pub link_hash: Option<Text<64>>,
}

/// What is said once, when a partner begins a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beginning {
    /// The stage that the person has already reached with this partner.
    pub stage: Option<AffiliationStage>,
    /// The code that links the record to a person another partner knows.
    pub join_code: Option<JoinCode>,
}

impl Noun for Affiliation {
    const KIND: NounKind = NounKind::Affiliation;
}

impl Affiliation {
    /// A new record of a person, at the stage that `beginning` says, else at an enquiry.
    pub fn new(
        champion: ChampionId,
        details: AffiliationDetails,
        beginning: &Beginning,
        home: Option<Point>,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Refusals> {
        let stage = beginning.stage.unwrap_or(AffiliationStage::Enquiry);
        let mut refusals = Refusals::none();
        refusals.nest("", details.check(today));
        let words = "a stage of recruiting, active or paused; a record does not begin at its end";
        refusals.require(!stage.is_final(), "/stage", FieldCode::Inconsistent, words);
        refusals.finish()?;
        Ok(Self { champion, details, home, stage, stage_since: now, stage_reason: None, link_hash: None })
    }

    /// The same record with other details; what is said once cannot be said again.
    pub fn with(self, details: AffiliationDetails, home: Option<Point>, today: NaiveDate) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("", details.check(today));
        let words = "nothing: a stage is given when the record is made, and later steps are commands";
        refusals.require(details.stage.is_none(), "/stage", FieldCode::Inconsistent, words);
        let words = "nothing: a code is given when the record is made";
        refusals.require(details.join_code.is_none(), "/join_code", FieldCode::Inconsistent, words);
        refusals.finish()?;
        Ok(Self { details, home, ..self })
    }

    /// Moves the person to another stage.
    pub fn move_to(self, step: MoveAffiliation, now: DateTime<Utc>) -> Result<Self, MoveRefused> {
        step.check(self.stage, &self.details.induction)?;
        Ok(Self { stage: step.stage, stage_since: now, stage_reason: step.reason, ..self })
    }

    /// The same record with another personal link, or none; an earlier link no longer works.
    #[must_use]
    pub fn with_link(self, link_hash: Option<Text<64>>) -> Self {
        Self { link_hash, ..self }
    }

    /// Whether the person may be asked to help.
    pub fn is_active(&self) -> bool {
        self.stage == AffiliationStage::Active
    }

    /// The name to call the person by.
    pub fn known_as(&self) -> &str {
        self.details.known_as.as_ref().unwrap_or(&self.details.given_name).as_str()
    }

    /// Whether the person is known to help in this language.
    pub fn speaks(&self, language: &Language) -> bool {
        self.details.languages.contains(language)
    }

    /// How well the person knows a topic.
    pub fn level(&self, topic: &TopicSlug) -> Option<SkillLevel> {
        self.details.skills.iter().find(|skill| skill.topic == *topic).map(|skill| skill.level)
    }

    /// Whether the person helps in this setting.
    pub fn helps_in(&self, setting: Setting) -> bool {
        self.details.settings.contains(&setting)
    }

    /// Whether the person is at ease with this group.
    pub fn at_ease_with(&self, audience: Audience) -> bool {
        self.details.audiences.contains(&audience)
    }

    /// What the partner last decided about a role; none if it has not.
    pub fn decided(&self, role: RoleFlag) -> Option<bool> {
        self.details.decisions.iter().find(|decision| decision.role_flag == role).map(|decision| decision.allowed)
    }
}

#[cfg(test)]
mod tests;
