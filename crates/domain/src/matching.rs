//! Who could help this learner: the hard rules, the soft criteria, and the ranking.
//!
//! Each hard rule narrows the days, places and times that remain for a champion, in the order of [`Reason`]; the rule
//! that leaves nothing is the reason. So everything is judged on the day of the help, not today. Whoever is left is
//! scored by [`Criterion`]s in thousandths, in integers, so that equal means equal; ties go to the lower id, and the
//! order in which champions come in changes nothing.

mod ask;
mod candidate;
mod criterion;
mod days;
mod open_shift;
mod pairs;
mod rank;
mod reason;
mod rules;
mod score;
mod suggested_partner;
mod terms;
mod times;

#[cfg(test)]
mod tests;

pub use ask::{ANY_TIME, Ask, Place};
pub use candidate::{Candidate, Commitment, HeldCheck, TrackRecord};
pub use criterion::{Criterion, Part};
pub use days::{Calendar, Days};
pub use open_shift::{OpenShift, may_take};
pub use rank::{Funnel, Ranked, Ranking, Rejected, rank};
pub use reason::Reason;
pub use suggested_partner::{
    PartnerFacts, PublicHelp, REACH_M, SUGGESTIONS_DEFAULT, SuggestedPartner, SuggestionPart, SuggestionReason, Wanted,
    suggest,
};
