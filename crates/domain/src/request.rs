//! Requests: one ask for help, from the learner's own words to its end.

mod circumstances;
mod details;
mod public_form;
mod state;
mod triage;
mod untaken;
mod weekly_visit;

pub use circumstances::{Relation, Urgency};
pub use details::{DURATION_DEFAULT, DURATION_MAX, DURATION_MIN, RequestDetails, TOPICS_MAX};
pub use public_form::{ContactConsent, PublicRequest};
pub use state::{MoveRequest, RequestState, RequestStep, UnmetReason};
pub use triage::{Triage, TriageRequest};
pub use untaken::GRACE_DAYS;
pub use weekly_visit::{WEEKLY_VISITS_MAX, WeeklyVisit};

use chrono::{DateTime, Utc};

use crate::{
    area::AreaCode,
    conflict::Conflict,
    geo::Point,
    id::Id,
    noun::{Noun, NounKind},
    partner::MoveRefused,
    refusal::{FieldCode, Refusals},
};

/// The id of a request.
pub type RequestId = Id<Request>;

/// One ask for help, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was asked.
    pub details: RequestDetails,
    /// Where the postcode lies, once it has been looked up.
    pub point: Option<Point>,
    /// The ward it lies in.
    pub ward: Option<AreaCode>,
    /// How far it has come.
    pub state: RequestState,
    /// Since when.
    pub state_since: DateTime<Utc>,
    /// Why it could not be met.
    pub unmet_reason: Option<UnmetReason>,
    /// Whether it came through the network's inbox.
    pub inbox: bool,
    /// When it was first made, wherever: who takes it, or has it by an onward referral, has it with the time that it has waited.
    pub asked_at: DateTime<Utc>,
    /// When a partner took it.
    pub taken_at: Option<DateTime<Utc>>,
    /// What whoever owns it made of it when it came in.
    pub triage: Option<Triage>,
}

impl Noun for Request {
    const KIND: NounKind = NounKind::Request;
}

/// Where a request was found to lie.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Locality {
    /// The point of its postcode, or of the middle of the district.
    pub point: Option<Point>,
    /// The ward.
    pub ward: Option<AreaCode>,
}

/// Why a request cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeRefused {
    /// It never was in the inbox, so who asks does not know that it is there.
    Unknown,
    /// It was, and is no longer to be had.
    Conflict(Conflict),
}

impl Request {
    /// A request that waits in the network's inbox until a partner takes it.
    pub fn for_inbox(details: RequestDetails, locality: Locality, now: DateTime<Utc>) -> Result<Self, Refusals> {
        details.check()?;
        let Locality { point, ward } = locality;
        let (state, inbox) = (RequestState::New, true);
        Ok(Self {
            details,
            point,
            ward,
            state,
            state_since: now,
            unmet_reason: None,
            inbox,
            asked_at: now,
            taken_at: None,
            triage: None,
        })
    }

    /// A partner's own request; there is nothing to take.
    pub fn for_partner(details: RequestDetails, locality: Locality, now: DateTime<Utc>) -> Result<Self, Refusals> {
        let request = Self::for_inbox(details, locality, now)?;
        Ok(Self { state: RequestState::Taken, inbox: false, taken_at: Some(now), ..request })
    }

    /// The same request with other details, which lie at `locality`.
    pub fn with(self, details: RequestDetails, locality: Locality) -> Result<Self, Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("", details.check());
        let words = "nothing: a learner is described when the request is made, and afterwards by its own record";
        refusals.require(details.learner.is_none(), "/learner", FieldCode::Inconsistent, words);
        refusals.finish()?;
        let Locality { point, ward } = locality;
        Ok(Self { details, point, ward, ..self })
    }

    /// Takes the request out of the inbox; the first partner wins.
    pub fn take(self, now: DateTime<Utc>) -> Result<Self, TakeRefused> {
        match self.state {
            _ if !self.inbox => Err(TakeRefused::Unknown),
            RequestState::New => Ok(Self { state: RequestState::Taken, state_since: now, taken_at: Some(now), ..self }),
            _ if self.taken_at.is_some() => Err(TakeRefused::Conflict(Conflict::AlreadyTaken)),
            _ => Err(TakeRefused::Conflict(Conflict::WrongState)),
        }
    }

    /// Moves the request along its lifecycle.
    pub fn move_to(self, step: MoveRequest, now: DateTime<Utc>) -> Result<Self, MoveRefused> {
        step.check(self.state)?;
        Ok(Self { state: step.state, state_since: now, unmet_reason: step.unmet_reason, ..self })
    }

    /// The same request once another partner has it: anonymous, for the figures of the partner that passed it on.
    pub fn referred_on(self, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.referable()?;
        Ok(Self { state: RequestState::ReferredOn, state_since: now, ..self.anonymised() })
    }

    /// Whether it can be offered to another partner: only while its partner looks for a champion or has found one. Once there is a time
    /// and a place, somebody is expected there; that is called off first.
    pub fn referable(&self) -> Result<(), Conflict> {
        match self.state {
            RequestState::Taken | RequestState::Matched => Ok(()),
            _ => Err(Conflict::WrongState),
        }
    }

    /// The same request without anything that could say who asked.
    #[must_use]
    pub fn anonymised(self) -> Self {
        let triage = self.triage.map(|triage| Triage { note: None, ..triage });
        Self { details: self.details.anonymised(), point: None, triage, ..self }
    }

    /// The same request once whoever asked is erased: anonymous, and withdrawn if it was still open.
    #[must_use]
    pub fn erased(self, now: DateTime<Utc>) -> Self {
        let withdrawable = self.state.step(RequestState::Withdrawn).is_ok();
        let (state, state_since) =
            if withdrawable { (RequestState::Withdrawn, now) } else { (self.state, self.state_since) };
        Self { state, state_since, ..self.anonymised() }
    }

    /// Whether somebody may still be proposed for it.
    pub const fn is_open(&self) -> bool {
        self.state.is_open()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> RequestDetails {
        serde_json::from_str(
            r#"{"goal": "I want a Blue Badge", "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "route": "web",
                "learner_id": "lrn_00000000000000000000000000000001"}"#,
        )
        .unwrap()
    }

    fn in_inbox() -> Request {
        Request::for_inbox(details(), Locality::default(), DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn the_first_partner_takes_it_and_the_second_is_told() {
        let later = DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20);
        let late = in_inbox().take(later).unwrap();
        assert_eq!(
            (late.asked_at, late.taken_at),
            (DateTime::UNIX_EPOCH, Some(later)),
            "what it waited in the inbox counts"
        );
        let taken = in_inbox().take(DateTime::UNIX_EPOCH).unwrap();
        assert_eq!((taken.state, taken.taken_at), (RequestState::Taken, Some(DateTime::UNIX_EPOCH)));
        assert_eq!(taken.take(DateTime::UNIX_EPOCH), Err(TakeRefused::Conflict(Conflict::AlreadyTaken)));
    }

    #[test]
    fn what_left_the_inbox_untaken_cannot_be_taken() {
        let step = MoveRequest { state: RequestState::Withdrawn, unmet_reason: None };
        let withdrawn = in_inbox().move_to(step, DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(withdrawn.take(DateTime::UNIX_EPOCH), Err(TakeRefused::Conflict(Conflict::WrongState)));
    }

    #[test]
    fn a_partners_own_request_is_taken_from_the_start_and_unknown_to_others() {
        let own = Request::for_partner(details(), Locality::default(), DateTime::UNIX_EPOCH).unwrap();
        assert_eq!(own.state, RequestState::Taken);
        assert_eq!(own.take(DateTime::UNIX_EPOCH), Err(TakeRefused::Unknown));
    }

    #[test]
    fn who_is_erased_asks_for_nothing_any_more() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(in_inbox().erased(now).state, RequestState::Withdrawn);
        let unmet = MoveRequest { state: RequestState::Unmet, unmet_reason: Some(UnmetReason::NoTime) };
        assert_eq!(in_inbox().move_to(unmet, now).unwrap().erased(now).state, RequestState::Unmet);
    }

    #[test]
    fn an_anonymised_request_says_what_was_asked_and_not_who_asked() {
        let anonymous = in_inbox().anonymised().details;
        assert_eq!(anonymous.topics, details().topics);
        assert_eq!((anonymous.goal, anonymous.near, anonymous.learner_id), (None, None, None));
    }
}
