//! Calendar addresses: what calendar programs read again and again, by an address that nobody can guess.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    external_id::AnyId,
    id::Id,
    noun::{Noun, NounKind},
    refusal::{FieldCode, Refusals},
    text::Text,
};

/// The id of a calendar address.
pub type CalendarId = Id<Calendar>;

/// What a calendar shows. What its owner may see of that is judged anew at each read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CalendarKind {
    /// The shifts that a champion has said yes to, with this partner.
    Champion,
    /// The sessions at a venue: the partner's own, and those that the network shares.
    Venue,
    /// The partner's own sessions.
    Partner,
    /// The partner's own sessions, and those that the network shares.
    Network,
}

impl CalendarKind {
    /// The kind of thing that it is about.
    pub const fn about(self) -> NounKind {
        match self {
            Self::Champion => NounKind::Affiliation,
            Self::Venue => NounKind::Venue,
            Self::Partner => NounKind::Partner,
            Self::Network => NounKind::Network,
        }
    }
}

/// What a partner says when it wants a calendar address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateCalendar))]
pub struct CalendarDetails {
    /// What it shows.
    pub kind: CalendarKind,
    /// Whose: the partner's affiliation, a venue, the partner itself, or the network.
    pub subject_id: AnyId,
}

/// A calendar address. Its owner is the partner that made it; whoever has the address reads the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What it shows.
    pub details: CalendarDetails,
    /// SHA-256 of the token in the address, in hexadecimal.
    pub token_hash: Text<64>,
}

impl Noun for Calendar {
    const KIND: NounKind = NounKind::Calendar;
}

impl Calendar {
    /// A new address, of which only the hash is kept.
    pub fn new(details: CalendarDetails, token_hash: Text<64>) -> Result<Self, Refusals> {
        let words =
            "an affiliation's id for a champion's calendar, and a venue's, the partner's or the network's for those";
        if details.subject_id.kind() == details.kind.about() {
            Ok(Self { details, token_hash })
        } else {
            Err(Refusals::one("/subject_id", FieldCode::BadId, words))
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(CalendarKind::Champion, "aff", true)]
    #[case(CalendarKind::Champion, "chm", false)]
    #[case(CalendarKind::Venue, "ven", true)]
    #[case(CalendarKind::Partner, "ptn", true)]
    #[case(CalendarKind::Partner, "net", false)]
    #[case(CalendarKind::Network, "net", true)]
    fn each_is_about_its_own_kind(#[case] kind: CalendarKind, #[case] prefix: &str, #[case] fits: bool) {
        let subject_id = format!("{prefix}_0198c0de00007000800000000000000a").parse().unwrap();
        let calendar = Calendar::new(CalendarDetails { kind, subject_id }, "00ff".parse().unwrap());
        assert_eq!(calendar.is_ok(), fits);
    }
}
