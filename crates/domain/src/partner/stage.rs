//! How far a partner has come: from thinking about it to delivering, with pauses and ends.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    access::Role,
    clock_time,
    conflict::Conflict,
    id::Id,
    noun::{Noun, NounKind},
    partner::{MoveRefused, PartnerId},
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// The id of one step in the history.
pub type StageChangeId = Id<StageChange>;

/// Where a partner stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Stage {
    /// Has heard of it and thinks about it.
    Thinking,
    /// Looks at how it could be done.
    Exploring,
    /// Has said yes.
    Agreed,
    /// Finds champions, places and times.
    Preparing,
    /// Helps people.
    Delivering,
    /// Stopped for a while.
    Paused,
    /// Has left the network.
    Left,
    /// The organisation is gone.
    Closed,
}

impl Stage {
    /// Whether the partner takes part no longer.
    pub const fn has_gone(self) -> bool {
        matches!(self, Self::Left | Self::Closed)
    }
}

/// Why a partner paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[expect(missing_docs, reason = "the reasons explain themselves")]
pub enum PauseReason {
    Funding,
    Staffing,
    Premises,
    Other,
}

/// A step to another stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = MovePartnerStage))]
pub struct MoveStage {
    /// Where to.
    pub stage: Stage,
    /// Why; required for a step back.
    #[serde(default)]
    pub reason: Option<Text<500>>,
    /// Why it pauses; required for a pause.
    #[serde(default)]
    pub pause_reason: Option<PauseReason>,
    /// When to look at a pause again; required for a pause.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub review_on: Option<NaiveDate>,
}

impl MoveStage {
    /// Whether somebody in this role may take the step: that an organisation is gone is recorded by the lead body.
    pub fn check_role(&self, role: Role) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let right = self.stage != Stage::Closed || role == Role::Coordinator;
        let wanted = "left, for who leaves; that an organisation is gone is recorded by the lead body";
        refusals.require(right, "/stage", FieldCode::UnknownValue, wanted);
        refusals.finish()
    }
}

/// One step that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageChange {
    /// Whose step.
    pub partner: PartnerId,
    /// Where the partner stood.
    pub from: Stage,
    /// Where it stands since.
    pub to: Stage,
    /// When.
    pub at: DateTime<Utc>,
    /// Why.
    pub reason: Option<Text<500>>,
    /// Why it paused.
    pub pause_reason: Option<PauseReason>,
    /// When the pause is looked at again.
    pub review_on: Option<NaiveDate>,
}

impl Noun for StageChange {
    const KIND: NounKind = NounKind::StageChange;

    /// The lead body sees every partner's pace; what another partner sees, the access table limits.
    fn shared(&self) -> bool {
        true
    }
}

impl Stage {
    /// How far along the way; none for the stages beside it.
    const fn position(self) -> Option<u8> {
        match self {
            Self::Thinking => Some(0),
            Self::Exploring => Some(1),
            Self::Agreed => Some(2),
            Self::Preparing => Some(3),
            Self::Delivering => Some(4),
            Self::Paused | Self::Left | Self::Closed => None,
        }
    }

    /// Whether the partner's sessions may be seen by the public.
    pub const fn is_open(self) -> bool {
        self.position().is_some()
    }

    /// The one transition function: which step leads from here to `to`, if any.
    pub fn step(self, paused_from: Option<Self>, to: Self) -> Result<Step, Conflict> {
        match (self, to) {
            (Self::Closed, _) => Err(Conflict::WrongState),
            (_, Self::Closed) => Ok(Step::End),
            (Self::Left, _) => Err(Conflict::WrongState),
            (_, Self::Left) => Ok(Step::End),
            (Self::Paused, to) if Some(to) == paused_from => Ok(Step::Resume),
            (Self::Paused, _) => Err(Conflict::WrongState),
            (_, Self::Paused) => Ok(Step::Pause),
            (from, to) => match (from.position(), to.position()) {
                (Some(from), Some(to)) if to == from + 1 => Ok(Step::Forward),
                (Some(from), Some(to)) if to < from => Ok(Step::Back),
                _ => Err(Conflict::WrongState),
            },
        }
    }
}

/// What sort of step it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// One stage on.
    Forward,
    /// One or more stages back.
    Back,
    /// Into a pause.
    Pause,
    /// Back to where it was before the pause.
    Resume,
    /// Out of the network.
    End,
}

impl MoveStage {
    /// Whether the step exists and says what it must.
    pub(super) fn check(&self, from: Stage, paused_from: Option<Stage>) -> Result<(), MoveRefused> {
        let step = from.step(paused_from, self.stage)?;
        let mut refusals = Refusals::none();
        let pausing = step == Step::Pause;
        let back = step == Step::Back;
        refusals.require(!back || self.reason.is_some(), "/reason", FieldCode::Required, "a reason for the step back");
        let why = "funding, staffing, premises or other for a pause, and nothing otherwise";
        let (missing, surplus) = (FieldCode::Required, FieldCode::Inconsistent);
        let code = if pausing { missing } else { surplus };
        refusals.require(self.pause_reason.is_some() == pausing, "/pause_reason", code, why);
        let review = "the date to look at the pause again, and nothing otherwise";
        refusals.require(self.review_on.is_some() == pausing, "/review_on", code, review);
        Ok(refusals.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::closed::ClosedEnum;
    use strum::VariantArray;

    /// Every stage against every stage, as a table that a person has read.
    #[test]
    fn every_step_there_is() {
        let columns = Stage::VARIANTS;
        let mut table = String::new();
        for from in columns {
            let cells = columns.iter().map(|to| match from.step(Some(Stage::Agreed), *to) {
                Ok(Step::Forward) => ">",
                Ok(Step::Back) => "<",
                Ok(Step::Pause) => "=",
                Ok(Step::Resume) => "!",
                Ok(Step::End) => "x",
                Err(_) => ".",
            });
            table += [&format!("{:<11}", from.code()), &cells.collect::<Vec<_>>().join(" "), "\n"].concat().as_str();
        }
        assert_eq!(
            table,
            "\
thinking   . > . . . = x x
exploring  < . > . . = x x
agreed     < < . > . = x x
preparing  < < < . > = x x
delivering < < < < . = x x
paused     . . ! . . . x x
left       . . . . . . . x
closed     . . . . . . . .
"
        );
    }

    #[test]
    fn a_pause_says_why_and_until_when() {
        let step = MoveStage { stage: Stage::Paused, reason: None, pause_reason: None, review_on: None };
        let Err(MoveRefused::Refusals(refusals)) = step.check(Stage::Delivering, None) else { panic!("it was taken") };
        let pointers: Vec<_> = refusals.iter().map(|refusal| refusal.pointer.as_str()).collect();
        assert_eq!(pointers, ["/pause_reason", "/review_on"]);
    }
}
