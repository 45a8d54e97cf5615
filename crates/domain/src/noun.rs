//! The nouns that have ids.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// Every kind of thing that has an id of its own.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumString,
    IntoStaticStr,
    VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum NounKind {
    /// The tenant.
    Network,
    /// A neighbourhood.
    Area,
    /// An organisation.
    Partner,
    /// What a partner lets somebody else do for it.
    Delegation,
    /// The person who helps, once per network.
    Champion,
    /// A partner's own record of a champion.
    Affiliation,
    /// A vetting record.
    Check,
    /// Training.
    Course,
    /// A course that somebody has completed.
    Completion,
    /// What a partner says to another of a person, with consent.
    Attestation,
    /// A champion whom a partner lends to another.
    Agreement,
    /// What a person agreed to.
    Consent,
    /// A place.
    Venue,
    /// What a partner already runs and a champion could join.
    Activity,
    /// Help that repeats.
    Series,
    /// One occurrence of help at a time and place.
    Session,
    /// A champion on a session.
    Shift,
    /// An address at which calendar programs find sessions or shifts.
    Calendar,
    /// A resident who is helped.
    Learner,
    /// One ask for help.
    Request,
    /// A request offered to another partner.
    Referral,
    /// A partner's matching rules.
    Policy,
    /// A champion suggested for a request.
    Proposal,
    /// A plan for a waiting list.
    MatchPlan,
    /// A place in a session.
    Booking,
    /// A partner's own number for something.
    ExternalId,
    /// A machine that calls the API.
    Client,
    /// One step in a partner's stage history.
    StageChange,
}

impl NounKind {
    /// The three letters that ids of this kind begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Network => "net",
            Self::Area => "are",
            Self::Partner => "ptn",
            Self::Delegation => "dlg",
            Self::Champion => "chm",
            Self::Affiliation => "aff",
            Self::Check => "chk",
            Self::Course => "crs",
            Self::Completion => "cmp",
            Self::Attestation => "att",
            Self::Agreement => "agr",
            Self::Consent => "cns",
            Self::Venue => "ven",
            Self::Activity => "act",
            Self::Series => "ser",
            Self::Session => "ses",
            Self::Shift => "shf",
            Self::Calendar => "cal",
            Self::Learner => "lrn",
            Self::Request => "req",
            Self::Referral => "ref",
            Self::Policy => "pol",
            Self::Proposal => "pro",
            Self::MatchPlan => "pln",
            Self::Booking => "bkg",
            Self::ExternalId => "ext",
            Self::Client => "cli",
            Self::StageChange => "stg",
        }
    }
}

/// Something that has ids of its own kind.
pub trait Noun {
    /// Which kind.
    const KIND: NounKind;

    /// Whether the whole network may read this one, or only its owner.
    ///
    /// Private unless a noun says otherwise.
    fn shared(&self) -> bool {
        false
    }
}
