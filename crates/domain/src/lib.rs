//! The rules of a digital champion network.
//!
//! Everything here is pure: no input or output, no clock, no randomness, no framework. Time and ids come in as
//! arguments, so every rule can be tested to the letter.
//!
//! A noun of the network is a file. Its *details* are what its owner may say about it (and so what the API accepts,
//! an import reads and a merge-patch changes); its record adds what only commands may change. The words are the ones
//! used in paths, tables and documents.

pub mod access;
pub mod activity;
pub mod affiliation;
pub mod agreement;
pub mod area;
pub mod assignment;
pub mod attestation;
pub mod availability;
pub mod bank_holiday;
pub mod booking;
pub mod calendar;
pub mod champion;
pub mod check;
pub mod clock_time;
pub mod closed;
pub mod completion;
pub mod conflict;
pub mod consent;
pub mod contact;
pub mod course;
pub mod delegation;
pub mod event;
pub mod external_id;
pub mod geo;
pub mod help;
pub mod id;
pub mod interval;
pub mod language;
pub mod learner;
pub mod listing;
pub mod match_plan;
pub mod matching;
pub mod near;
pub mod network;
pub mod noun;
pub mod origin;
pub mod part_of_day;
pub mod partner;
pub mod planning;
pub mod policy;
pub mod postcode;
pub mod proposal;
pub mod record;
pub mod referral;
pub mod refusal;
pub mod request;
pub mod revision;
pub mod series;
pub mod session;
pub mod shift;
pub mod text;
pub mod time_words;
pub mod topic;
pub mod unmet_need;
pub mod venue;
pub mod window;

mod client;
mod flat;

pub use activity::{Activity, ActivityId};
pub use affiliation::{Affiliation, AffiliationId};
pub use agreement::{Agreement, AgreementId};
pub use area::{Area, AreaId};
pub use attestation::{Attestation, AttestationId};
pub use booking::{Booking, BookingId};
pub use calendar::{Calendar, CalendarId};
pub use champion::{Champion, ChampionId};
pub use check::{Check, CheckId};
pub use client::{Client, ClientDetails, ClientId, Issue};
pub use closed::ClosedEnum;
pub use completion::{Completion, CompletionId};
pub use conflict::Conflict;
pub use consent::{Consent, ConsentId};
pub use course::{Course, CourseId};
pub use delegation::{Delegation, DelegationId};
pub use external_id::{ExternalId, ExternalIdId};
pub use id::Id;
pub use learner::{Learner, LearnerId};
pub use match_plan::{MatchPlan, MatchPlanId};
pub use near::{Located, Near, Precision, RadiusKm};
pub use network::{Network, NetworkDetails, NetworkId};
pub use noun::{Noun, NounKind};
pub use origin::Origin;
pub use partner::{Partner, PartnerId};
pub use policy::{Policy, PolicyId};
pub use proposal::{Proposal, ProposalId};
pub use record::{Head, Record};
pub use referral::{Referral, ReferralId};
pub use refusal::{FieldCode, Refusal, Refusals};
pub use request::{Request, RequestId};
pub use revision::Revision;
pub use series::{Series, SeriesId};
pub use session::{Session, SessionId};
pub use shift::{Shift, ShiftId};
pub use topic::TopicTree;
pub use venue::{Venue, VenueId};
