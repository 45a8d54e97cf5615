//! Onward referrals: a request that its partner cannot meet, offered to another partner with the learner's consent.
//!
//! Until it accepts, the other partner sees an [`Outline`]: what is wanted, and not by whom. When it accepts, the learner's record
//! and a request of its own are handed to it; the sender keeps its request as `referred_on`, anonymised, and this record of what
//! came of the offer. So each partner's history says what it did itself, and whose the learner is has one answer at any time.

mod outline;
mod state;

pub use outline::{Outline, WantedTime};
pub use state::{DeclineReason, ReferralState, Side};

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    conflict::Conflict,
    consent::ConsentId,
    id::Id,
    noun::{Noun, NounKind},
    partner::PartnerId,
    request::RequestId,
    text::Words,
};

/// The id of an onward referral.
pub type ReferralId = Id<Referral>;

/// How long an offer stands, in days.
pub const OFFER_DAYS: i64 = 14;

/// What a partner says when it offers a request to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateReferral))]
pub struct ReferralDetails {
    /// The request: one of yours that is `taken` or `matched`. One with a time and a place is not on its way elsewhere.
    pub request_id: RequestId,
    /// To whom it is offered.
    pub to_partner_id: PartnerId,
    /// What the other partner should know once it has accepted; before that it is not shown, since free words may say who asks.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("Knows the letters well, and forgets which app is which.")))]
    pub note: Option<Words>,
}

/// A partner says no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeclineReferral {
    /// Why.
    pub reason: DeclineReason,
}

/// A request on offer to another partner, and what came of it. Its owner is the partner that offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// The sender's request.
    pub request: RequestId,
    /// To whom it is offered.
    pub to: PartnerId,
    /// The consent that it rests on; it must hold until the offer is accepted.
    pub consent: ConsentId,
    /// What may be seen of the request before it is accepted.
    pub outline: Outline,
    /// What whoever has the learner should know; the sender's to read until it is accepted, the receiver's afterwards.
    pub note: Option<Words>,
    /// What was decided; that time ran out is derived, see [`Referral::state_at`].
    pub decided: ReferralState,
    /// When it was decided, or offered.
    pub decided_at: DateTime<Utc>,
    /// Until when the offer stands.
    pub expires_at: DateTime<Utc>,
    /// Why it was declined.
    pub decline_reason: Option<DeclineReason>,
    /// The receiver's own request that came of it.
    pub received: Option<RequestId>,
}

impl Noun for Referral {
    const KIND: NounKind = NounKind::Referral;
}

impl Referral {
    /// An offer, from now on.
    pub fn offer(details: ReferralDetails, consent: ConsentId, outline: Outline, now: DateTime<Utc>) -> Self {
        let ReferralDetails { request_id: request, to_partner_id: to, note } = details;
        Self {
            request,
            to,
            consent,
            outline,
            note,
            decided: ReferralState::Offered,
            decided_at: now,
            expires_at: now + TimeDelta::days(OFFER_DAYS),
            decline_reason: None,
            received: None,
        }
    }

    /// Where it stands: an offer whose time ran out has expired, whether or not anybody noticed.
    pub fn state_at(&self, now: DateTime<Utc>) -> ReferralState {
        match self.decided {
            ReferralState::Offered if self.expires_at <= now => ReferralState::Expired,
            decided => decided,
        }
    }

    /// Since when it stands there.
    pub fn since(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        if self.state_at(now) == ReferralState::Expired { self.expires_at } else { self.decided_at }
    }

    /// The receiver says yes, and has this request for it.
    pub fn accepted(self, by: Side, received: RequestId, now: DateTime<Utc>) -> Result<Self, Conflict> {
        Ok(Self { received: Some(received), ..self.decide(by, ReferralState::Accepted, now)? })
    }

    /// The receiver says no.
    pub fn declined(self, by: Side, order: DeclineReferral, now: DateTime<Utc>) -> Result<Self, Conflict> {
        Ok(Self { decline_reason: Some(order.reason), ..self.decide(by, ReferralState::Declined, now)? })
    }

    /// The sender takes the offer back.
    pub fn withdrawn(self, by: Side, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.decide(by, ReferralState::Withdrawn, now)
    }

    /// The same once the learner is erased: nothing that somebody wrote about a person stays, nor an offer.
    #[must_use]
    pub fn erased(self, now: DateTime<Utc>) -> Self {
        let over = if self.state_at(now) == ReferralState::Offered {
            (ReferralState::Withdrawn, now)
        } else {
            (self.decided, self.decided_at)
        };
        Self { note: None, outline: self.outline.without_times(), decided: over.0, decided_at: over.1, ..self }
    }

    /// On whose side a partner stands; none for one that has nothing to do with it.
    pub fn side_of(&self, sender: PartnerId, partner: PartnerId) -> Option<Side> {
        match partner {
            _ if partner == sender => Some(Side::Sender),
            _ if partner == self.to => Some(Side::Receiver),
            _ => None,
        }
    }

    fn decide(self, by: Side, to: ReferralState, now: DateTime<Utc>) -> Result<Self, Conflict> {
        self.state_at(now).step(by, to)?;
        Ok(Self { decided: to, decided_at: now, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> DateTime<Utc> {
        format!("2026-12-{day:02}T09:00:00Z").parse().unwrap()
    }

    fn offer() -> Referral {
        let details = serde_json::from_str(
            r#"{"request_id": "req_00000000000000000000000000000001", "to_partner_id": "ptn_00000000000000000000000000000001",
                "note": "Rings twice"}"#,
        );
        Referral::offer(details.unwrap(), Id::new(uuid::Uuid::nil()), Outline::example(), day(1))
    }

    #[test]
    fn an_offer_stands_for_a_fortnight_and_no_longer() {
        assert_eq!(offer().state_at(day(15) - TimeDelta::seconds(1)), ReferralState::Offered);
        assert_eq!((offer().state_at(day(15)), offer().since(day(20))), (ReferralState::Expired, day(15)));
        let late = offer().accepted(Side::Receiver, offer().request, day(15));
        assert_eq!(late, Err(Conflict::WrongState));
    }

    #[test]
    fn what_was_decided_in_time_does_not_expire() {
        let declined = offer().declined(Side::Receiver, DeclineReferral { reason: DeclineReason::NoCapacity }, day(2));
        assert_eq!(declined.unwrap().state_at(day(30)), ReferralState::Declined);
    }

    #[test]
    fn erasing_the_learner_ends_the_offer_and_the_words_about_them() {
        let erased = offer().erased(day(3));
        assert_eq!((erased.state_at(day(30)), erased.note), (ReferralState::Withdrawn, None));
        let expired = offer().erased(day(20));
        assert_eq!((expired.state_at(day(20)), expired.note), (ReferralState::Expired, None));
    }
}
