//! Who could help this learner: the hard rules, the soft criteria, and the ranking.
//!
//! Each hard rule narrows the days, places and times that remain for a champion, in the order of [`Reason`]; the rule
//! that leaves nothing is the reason. So everything is judged on the day of the help, not today. Whoever is left is
//! scored by [`Criterion`]s in thousandths, in integers, so that equal means equal; ties go to the lower id, and the
//! order in which champions come in changes nothing.
//!
//! The same rules say who may take an open shift, and who could join which activity.

mod activity;
mod ask;
mod candidate;
mod chosen;
mod criterion;
mod days;
mod explanation;
mod facets;
mod free_session;
mod funnel;
mod limits;
mod load;
mod offer;
mod open_shift;
mod opening_times;
mod options;
mod pairs;
mod pool;
mod rank;
mod reason;
mod rules;
mod score;
mod sites;
mod suggested_partner;
mod terms;
mod times;
mod together;
mod training;
mod vetting;
mod wanted;

#[cfg(test)]
mod tests;

pub use activity::{OpenActivity, Suitability, Suited, SuitedTime, activities_for, champions_for};
pub use ask::{ANY_TIME, Ask, Declined, Place};
pub use candidate::{Candidate, Commitment, HeldCheck};
pub use chosen::{Chosen, still_holds};
pub use criterion::{Criterion, Part};
pub use days::{Calendar, Days};
pub use explanation::{Explanation, Judged, Outcome, explain, explain_together};
pub use free_session::FreeSession;
pub use funnel::{Funnel, Rejected};
pub use limits::{WeekLimit, week_limits};
pub use load::LOAD_DAYS;
pub use offer::{Offer, Stretch};
pub use open_shift::{OpenShift, may_take};
pub use opening_times::OpeningTimes;
pub use options::{Options, options};
pub use pool::Pool;
pub use rank::{Ranked, Ranking, rank};
pub use reason::Reason;
pub use suggested_partner::{
    PartnerFacts, PublicHelp, REACH_M, SUGGESTIONS_DEFAULT, SuggestedPartner, SuggestionPart, SuggestionReason, Wanted,
    suggest,
};
pub(crate) use terms::{holds_on, level_in, way};
pub use together::{holds_in_session, rank_together};
pub(crate) use training::trained_on;
pub use training::{CompletedCourse, CourseVerdict, JudgedCourse};
pub use vetting::{CheckProof, JudgedAttestation, JudgedCheck};
pub use wanted::{WantedHour, an_hour_would_help};
