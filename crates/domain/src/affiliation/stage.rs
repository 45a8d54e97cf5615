//! How far somebody has come with a partner: from a first question to helping, with pauses and ends.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use super::InductionItem;
use crate::{
    conflict::Conflict,
    partner::MoveRefused,
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// Where a champion stands with a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum AffiliationStage {
    /// Has asked about it.
    Enquiry,
    /// Has applied.
    Application,
    /// References are being taken.
    References,
    /// Is invited to talk.
    Interview,
    /// Learns how this partner works.
    Inducting,
    /// Helps.
    Active,
    /// Stopped for a while.
    Paused,
    /// No longer helps with this partner.
    Ended,
    /// The partner said no.
    Declined,
    /// The person stepped back before beginning.
    Withdrawn,
}

/// A step to another stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveAffiliation {
    /// Where to.
    pub stage: AffiliationStage,
    /// Why; required where it ends.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Moved away")))]
    pub reason: Option<Text<500>>,
}

/// What sort of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AffiliationStep {
    /// Further on in recruiting. A partner that takes no references simply leaves that stage out.
    Forward,
    /// Back in recruiting, to put something right.
    Back,
    /// From recruiting to helping.
    Begin,
    /// Into a pause.
    Pause,
    /// Back from a pause.
    Resume,
    /// To an end.
    End,
}

impl AffiliationStage {
    /// How far along in recruiting; none from active on.
    const fn position(self) -> Option<u8> {
        match self {
            Self::Enquiry => Some(0),
            Self::Application => Some(1),
            Self::References => Some(2),
            Self::Interview => Some(3),
            Self::Inducting => Some(4),
            Self::Active | Self::Paused | Self::Ended | Self::Declined | Self::Withdrawn => None,
        }
    }

    /// Whether no step leads on from here.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Ended | Self::Declined | Self::Withdrawn)
    }

    /// The one transition function: which step leads from here to `to`, if any.
    pub fn step(self, to: Self) -> Result<AffiliationStep, Conflict> {
        match (self, to) {
            (Self::Active, Self::Paused) => Ok(AffiliationStep::Pause),
            (Self::Paused, Self::Active) => Ok(AffiliationStep::Resume),
            (Self::Active | Self::Paused, Self::Ended) => Ok(AffiliationStep::End),
            (from, to) => match (from.position(), to.position()) {
                (Some(from), Some(to)) if to > from => Ok(AffiliationStep::Forward),
                (Some(from), Some(to)) if to < from => Ok(AffiliationStep::Back),
                (Some(_), None) if to == Self::Active => Ok(AffiliationStep::Begin),
                (Some(_), None) if matches!(to, Self::Declined | Self::Withdrawn) => Ok(AffiliationStep::End),
                _ => Err(Conflict::WrongState),
            },
        }
    }
}

impl MoveAffiliation {
    /// Whether the step exists, says what it must, and the partner's own checklist is done.
    pub(super) fn check(&self, from: AffiliationStage, induction: &[InductionItem]) -> Result<(), MoveRefused> {
        let step = from.step(self.stage)?;
        let open = induction.iter().any(|item| item.done_on.is_none());
        if step == AffiliationStep::Begin && open {
            return Err(Conflict::InductionUnfinished.into());
        }
        let mut refusals = Refusals::none();
        let ending = step == AffiliationStep::End;
        refusals.require(!ending || self.reason.is_some(), "/reason", FieldCode::Required, "a reason for the end");
        Ok(refusals.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::closed::ClosedEnum;
    use strum::VariantArray;

    /// Every stage against every stage, as a table that a person has read.
    #[test]
    fn every_step_there_is() {
        let columns = AffiliationStage::VARIANTS;
        let mut table = String::new();
        for from in columns {
            let cells = columns.iter().map(|to| match from.step(*to) {
                Ok(AffiliationStep::Forward) => ">",
                Ok(AffiliationStep::Back) => "<",
                Ok(AffiliationStep::Begin) => "!",
                Ok(AffiliationStep::Pause) => "=",
                Ok(AffiliationStep::Resume) => "+",
                Ok(AffiliationStep::End) => "x",
                Err(_) => ".",
            });
            writeln!(table, "{:<11} {}", from.code(), cells.collect::<Vec<_>>().join(" ")).unwrap();
        }
        assert_eq!(
            table,
            "\
enquiry     . > > > > ! . . x x
application < . > > > ! . . x x
references  < < . > > ! . . x x
interview   < < < . > ! . . x x
inducting   < < < < . ! . . x x
active      . . . . . . = x . .
paused      . . . . . + . x . .
ended       . . . . . . . . . .
declined    . . . . . . . . . .
withdrawn   . . . . . . . . . .
"
        );
    }
}
