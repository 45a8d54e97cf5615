//! Partners: the organisations that make up a network.

mod details;
mod stage;

pub use details::{Audience, ContactCadence, PartnerDetails, PartnerKind, PartnerSize};
pub use stage::{MoveStage, PauseReason, Stage, StageChange, StageChangeId};

use chrono::{DateTime, Utc};

use crate::{
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    refusal::Refusals,
};

/// The id of a partner.
pub type PartnerId = Id<Partner>;

/// An organisation of the network, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// What the partner says of itself.
    pub details: PartnerDetails,
    /// Where it stands between thinking about it and delivering.
    pub stage: Stage,
    /// The stage it comes back to when it ends a pause.
    pub paused_from: Option<Stage>,
    /// Since when it stands there.
    pub stage_since: DateTime<Utc>,
}

impl Noun for Partner {
    const KIND: NounKind = NounKind::Partner;

    fn shared(&self) -> bool {
        true
    }
}

impl Partner {
    /// A partner that has only begun to think about it.
    pub fn new(details: PartnerDetails, now: DateTime<Utc>) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details, stage: Stage::Thinking, paused_from: None, stage_since: now })
    }

    /// The same partner with other details.
    pub fn with(self, details: PartnerDetails) -> Result<Self, Refusals> {
        details.check()?;
        Ok(Self { details, ..self })
    }

    /// Moves the partner to another stage; the step becomes dated history.
    pub fn move_to(
        self,
        id: PartnerId,
        step: MoveStage,
        now: DateTime<Utc>,
    ) -> Result<(Self, StageChange), MoveRefused> {
        step.check(self.stage, self.paused_from)?;
        let MoveStage { stage, reason, pause_reason, review_on } = step;
        let paused_from = match stage {
            Stage::Paused => Some(self.stage),
            _ => None,
        };
        let change = StageChange { partner: id, from: self.stage, to: stage, at: now, reason, pause_reason, review_on };
        Ok((Self { stage, paused_from, stage_since: now, ..self }, change))
    }
}

/// Why a partner cannot be moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveRefused {
    /// There is no such step from where it stands.
    Conflict(Conflict),
    /// The step lacks something.
    Refusals(Refusals),
}

impl From<Conflict> for MoveRefused {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

impl From<Refusals> for MoveRefused {
    fn from(refusals: Refusals) -> Self {
        Self::Refusals(refusals)
    }
}
