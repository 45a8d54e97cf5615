//! The best way to help with a request, and in what two of them differ.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    affiliation::AffiliationId,
    matching::Ranking,
    policy::{AutomaticStep, PolicyMode},
    session::SessionId,
    venue::VenueId,
};

/// The best way to help of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = ReplayedBest))]
pub struct Best {
    /// The champion, by the partner's own record.
    pub affiliation_id: AffiliationId,
    /// The champion who would come along; null where one is enough.
    #[cfg_attr(feature = "schema", schema(required))]
    pub second_affiliation_id: Option<AffiliationId>,
    /// When help would start.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    #[cfg_attr(feature = "schema", schema(required))]
    pub venue_id: Option<VenueId>,
    /// In which session; null for an hour of its own.
    #[cfg_attr(feature = "schema", schema(required))]
    pub session_id: Option<SessionId>,
    /// The score, 0 to 1000.
    #[cfg_attr(feature = "schema", schema(maximum = 1000))]
    pub score: u16,
    /// What the mode does with it by itself.
    pub step: AutomaticStep,
}

/// In what the best way to help differs.
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
#[cfg_attr(feature = "schema", schema(as = ReplayDifference))]
pub enum Difference {
    /// Another champion, or somebody else who comes along.
    Champion,
    /// Another time.
    Time,
    /// Another place.
    Place,
    /// Another session; or in a session, and not in an hour of its own.
    Session,
    /// Another score.
    Score,
    /// Something else is done with it by itself.
    Step,
}

impl Best {
    pub(super) fn of(ranking: &Ranking, mode: PolicyMode) -> Option<Self> {
        let best = ranking.proposals.first()?;
        Some(Self {
            affiliation_id: best.affiliation,
            second_affiliation_id: best.second,
            starts_at: best.starts_at,
            ends_at: best.ends_at,
            venue_id: best.venue,
            session_id: best.session,
            score: best.score,
            step: mode.step(best.to_be_asked),
        })
    }

    pub(super) fn differences(&self, other: &Self) -> Vec<Difference> {
        let Self { affiliation_id, second_affiliation_id, starts_at, ends_at, venue_id, session_id, score, step } =
            self;
        let same_champions =
            (affiliation_id, second_affiliation_id) == (&other.affiliation_id, &other.second_affiliation_id);
        let compared = [
            (Difference::Champion, same_champions),
            (Difference::Time, (starts_at, ends_at) == (&other.starts_at, &other.ends_at)),
            (Difference::Place, *venue_id == other.venue_id),
            (Difference::Session, *session_id == other.session_id),
            (Difference::Score, *score == other.score),
            (Difference::Step, *step == other.step),
        ];
        compared.into_iter().filter(|(_, same)| !same).map(|(what, _)| what).collect()
    }
}
