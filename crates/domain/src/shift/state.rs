//! How a champion comes to a session, or does not.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::conflict::Conflict;

/// How far a shift has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ShiftState {
    /// The champion was asked. This commits nobody.
    Asked,
    /// The champion has said yes, and is taken at that time.
    Confirmed,
    /// The champion came.
    Attended,
    /// The champion did not come.
    Absent,
    /// The champion has said no.
    Declined,
    /// The champion or the partner has taken it back.
    Withdrawn,
}

/// The order to move a shift on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveShift {
    /// Where to.
    pub state: ShiftState,
}

impl ShiftState {
    /// The one transition function: whether a step leads from here to `to`.
    ///
    /// Who came can be corrected afterwards; who has declined or withdrawn is asked anew with another shift.
    pub const fn step(self, to: Self) -> Result<(), Conflict> {
        match (self, to) {
            (Self::Asked, Self::Confirmed | Self::Declined | Self::Withdrawn)
            | (Self::Confirmed, Self::Attended | Self::Absent | Self::Withdrawn)
            | (Self::Attended, Self::Absent)
            | (Self::Absent, Self::Attended) => Ok(()),
            _ => Err(Conflict::WrongState),
        }
    }

    /// Whether the champion counts as taken for the time of the session.
    pub const fn commits(self) -> bool {
        matches!(self, Self::Confirmed | Self::Attended)
    }

    /// Whether the shift stands in the way of asking the same champion again.
    pub const fn is_live(self) -> bool {
        !matches!(self, Self::Declined | Self::Withdrawn)
    }
}

#[cfg(test)]
mod tests {
    use strum::VariantArray;

    use super::*;
    use crate::closed::ClosedEnum;

    /// Every state against every state, as a table that a person has read.
    #[test]
    fn every_step_there_is() {
        let row = |from: &ShiftState| {
            let cells = ShiftState::VARIANTS.iter().map(|to| if from.step(*to).is_ok() { ">" } else { "." });
            format!("{:<9} {}\n", from.code(), cells.collect::<Vec<_>>().join(" "))
        };
        let table: String = ShiftState::VARIANTS.iter().map(row).collect();
        assert_eq!(
            table,
            "\
asked     . > . . > >
confirmed . . > > . >
attended  . . . > . .
absent    . . > . . .
declined  . . . . . .
withdrawn . . . . . .
"
        );
    }

    #[test]
    fn being_asked_commits_nobody() {
        let committing: Vec<_> = ShiftState::VARIANTS.iter().filter(|state| state.commits()).collect();
        assert_eq!(committing, [&ShiftState::Confirmed, &ShiftState::Attended]);
    }
}
