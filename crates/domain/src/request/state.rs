//! How far a request has come.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    conflict::Conflict,
    partner::MoveRefused,
    refusal::{FieldCode, Refusals},
};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum RequestState {
    /// Waits in the inbox for a partner.
    New,
    /// A partner looks for a champion.
    Taken,
    /// A champion is found.
    Matched,
    /// A time and a place are agreed.
    Scheduled,
    /// Help was given.
    Helped,
    /// Nothing is left to do.
    Closed,
    /// Passed on to somebody else.
    ReferredOn,
    /// The learner no longer wants it.
    Withdrawn,
    /// It could not be met.
    Unmet,
}

/// Why a request could not be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum UnmetReason {
    /// No champion has the skill, or none is free at all.
    NoChampion,
    /// No champion is free when the learner is.
    NoTime,
    /// No place fits.
    NoPlace,
    /// No champion speaks the language.
    NoLanguage,
    /// Every champion is too far away.
    TooFar,
    /// Nobody took or answered it in time.
    Lapsed,
    /// Something else.
    Other,
}

/// A step to another state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveRequest {
    /// Where to.
    pub state: RequestState,
    /// Why it could not be met; required for `unmet`, and nothing otherwise.
    #[serde(default)]
    pub unmet_reason: Option<UnmetReason>,
}

/// What sort of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestStep {
    /// Out of the inbox, by a partner; a command of its own.
    Take,
    /// One state on.
    Forward,
    /// Back to looking, or to a champion without a time.
    Back,
    /// Out of the way to help.
    End,
}

impl RequestState {
    /// Whether a partner has it and help is still to be given.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Taken | Self::Matched | Self::Scheduled)
    }

    /// Whether the champion who was found is still to help, or has helped.
    pub const fn keeps_its_champion(self) -> bool {
        matches!(self, Self::Matched | Self::Scheduled | Self::Helped | Self::Closed)
    }

    /// The one transition function: which step leads from here to `to`, if any.
    pub const fn step(self, to: Self) -> Result<RequestStep, Conflict> {
        use RequestState::{Closed, Helped, Matched, New, ReferredOn, Scheduled, Taken, Unmet, Withdrawn};
        match (self, to) {
            (New, Taken) => Ok(RequestStep::Take),
            (Taken, Matched) | (Matched, Scheduled) | (Scheduled, Helped) | (Helped, Closed) => {
                Ok(RequestStep::Forward)
            }
            (Matched | Scheduled, Taken) | (Scheduled, Matched) => Ok(RequestStep::Back),
            (New | Taken | Matched | Scheduled, ReferredOn | Withdrawn | Unmet) => Ok(RequestStep::End),
            _ => Err(Conflict::WrongState),
        }
    }
}

impl MoveRequest {
    /// Whether the step exists and says what it must.
    pub(super) fn check(self, from: RequestState) -> Result<(), MoveRefused> {
        if from.step(self.state)? == RequestStep::Take {
            return Err(Conflict::WrongState.into());
        }
        let unmet = self.state == RequestState::Unmet;
        let code = if unmet { FieldCode::Required } else { FieldCode::Inconsistent };
        let mut refusals = Refusals::none();
        let right = "why it could not be met when it is unmet, and nothing otherwise";
        refusals.require(self.unmet_reason.is_some() == unmet, "/unmet_reason", code, right);
        Ok(refusals.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::ClosedEnum;

    /// Every state against every state, as a table that a person has read.
    #[test]
    fn every_step_there_is() {
        let cell = |from: RequestState, to: RequestState| match from.step(to) {
            Ok(RequestStep::Take) => " t",
            Ok(RequestStep::Forward) => " >",
            Ok(RequestStep::Back) => " <",
            Ok(RequestStep::End) => " x",
            Err(_) => " .",
        };
        let row = |from: &RequestState| {
            let cells: String = RequestState::VARIANTS.iter().map(|to| cell(*from, *to)).collect();
            format!("{:<11}{cells}\n", from.code())
        };
        let table: String = RequestState::VARIANTS.iter().map(row).collect();
        assert_eq!(
            table,
            "\
new         . t . . . . x x x
taken       . . > . . . x x x
matched     . < . > . . x x x
scheduled   . < < . > . x x x
helped      . . . . . > . . .
closed      . . . . . . . . .
referred_on . . . . . . . . .
withdrawn   . . . . . . . . .
unmet       . . . . . . . . .
"
        );
    }

    #[test]
    fn unmet_says_why_and_nothing_else_does() {
        let pointer = |state, unmet_reason| match (MoveRequest { state, unmet_reason }).check(RequestState::Taken) {
            Err(MoveRefused::Refusals(refusals)) => refusals.into_vec().first().map(|refusal| refusal.code),
            _ => None,
        };
        assert_eq!(pointer(RequestState::Unmet, None), Some(FieldCode::Required));
        assert_eq!(pointer(RequestState::Unmet, Some(UnmetReason::NoTime)), None);
        assert_eq!(pointer(RequestState::Matched, Some(UnmetReason::NoTime)), Some(FieldCode::Inconsistent));
    }

    #[test]
    fn taking_is_not_a_move() {
        let step = MoveRequest { state: RequestState::Taken, unmet_reason: None };
        assert_eq!(step.check(RequestState::New), Err(MoveRefused::Conflict(Conflict::WrongState)));
    }
}
