//! Proposals: a champion, a time and a place suggested for a request, with the reasons.

mod state;
#[cfg(test)]
mod tests;

pub use state::{Decision, DeclineReason, ProposalState};

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    affiliation::AffiliationId,
    champion::ChampionId,
    conflict::Conflict,
    help::Setting,
    id::Id,
    interval::Interval,
    matching::{Chosen, Declined, Part, Ranked},
    noun::{Noun, NounKind},
    policy::PolicyMode,
    refusal::{FieldCode, Refusals},
    request::RequestId,
    session::SessionId,
    shift::{Taken, Whereabouts},
    venue::VenueId,
};

/// The id of a proposal.
pub type ProposalId = Id<Proposal>;

/// How many proposals are made unless somebody says otherwise.
pub const PROPOSALS_DEFAULT: u16 = 5;
/// The most proposals that are made at once.
pub const PROPOSALS_MAX: u16 = 20;

/// How long a proposal waits for a decision, at most: until help would start, if that is sooner.
pub const OPEN_FOR: TimeDelta = TimeDelta::days(7);

/// A champion suggested for a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The request.
    pub request: RequestId,
    /// The champion, by the affiliation with the asking partner.
    pub affiliation: AffiliationId,
    /// The champion who comes along where two are required.
    pub second: Option<AffiliationId>,
    /// The persons behind both: once it is accepted they are busy, for whomever.
    pub champions: Persons,
    /// In which setting help would be given.
    pub setting: Setting,
    /// When help would start.
    pub starts_at: DateTime<Utc>,
    /// When it would end.
    pub ends_at: DateTime<Utc>,
    /// Where, when that is a venue that is known.
    pub venue: Option<VenueId>,
    /// In which session, when that is one that takes place anyway: then it is by their shifts on it that the champions are taken.
    pub session: Option<SessionId>,
    /// Whether somebody must be asked first, because they keep no times of their own.
    pub to_be_asked: bool,
    /// The score, 0 to 1000.
    pub score: u16,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// The version of the partner's policy by which it was made.
    pub policy_version: u32,
    /// Until when it waits for a decision.
    pub expires_at: DateTime<Utc>,
    /// What was decided.
    pub state: ProposalState,
    /// When.
    pub state_since: DateTime<Utc>,
    /// Why it was declined, when it was.
    pub decline_reason: Option<DeclineReason>,
    /// Which of its champions that is about, when it was.
    pub declined_affiliation: Option<AffiliationId>,
}

/// The persons of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Persons {
    /// The champion.
    pub first: ChampionId,
    /// Who comes along.
    pub second: Option<ChampionId>,
}

impl Noun for Proposal {
    const KIND: NounKind = NounKind::Proposal;
}

impl Proposal {
    /// An open proposal of a champion ranked under this version of the policy.
    pub fn new(
        request: RequestId,
        setting: Setting,
        ranked: &Ranked,
        champions: Persons,
        policy_version: u32,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            request,
            affiliation: ranked.affiliation,
            second: ranked.second,
            champions,
            setting,
            starts_at: ranked.starts_at,
            ends_at: ranked.ends_at,
            venue: ranked.venue,
            session: ranked.session,
            to_be_asked: ranked.to_be_asked,
            score: ranked.score,
            parts: ranked.parts.to_vec(),
            policy_version,
            expires_at: ranked.starts_at.min(now + OPEN_FOR),
            state: ProposalState::Open,
            state_since: now,
            decline_reason: None,
            declined_affiliation: None,
        }
    }

    /// Where it stands at a moment: what nobody decided in time has expired.
    pub fn state_at(&self, now: DateTime<Utc>) -> ProposalState {
        match self.state {
            ProposalState::Open if self.expires_at <= now => ProposalState::Expired,
            state => state,
        }
    }

    /// When help would be given.
    pub fn interval(&self) -> Option<Interval> {
        Interval::new(self.starts_at, self.ends_at)
    }

    /// The time and place for which the champions are taken once it is accepted.
    pub fn takes(&self) -> Option<Taken> {
        Some(Taken { interval: self.interval()?, at: Whereabouts::of(self.setting, self.venue) })
    }

    /// Somebody decides. Whether the rules still hold, and whether the champions are free, are other questions.
    pub fn decide(self, decision: Decision, now: DateTime<Utc>) -> Result<Self, Conflict> {
        let (state, declined) = match decision {
            Decision::Accept => (ProposalState::Accepted, None),
            Decision::Decline(reason, whom) => (ProposalState::Declined, Some((reason, whom))),
            Decision::Supersede => (ProposalState::Superseded, None),
            Decision::Cancel => (ProposalState::Cancelled, None),
        };
        self.state_at(now).step(state)?;
        let (decline_reason, declined_affiliation) = declined.unzip();
        Ok(Self { state, state_since: now, decline_reason, declined_affiliation, ..self })
    }

    /// Which of its champions a no is about: the one who is named, or the first.
    pub fn whom(&self, named: Option<AffiliationId>) -> Result<AffiliationId, Refusals> {
        let whom = named.unwrap_or(self.affiliation);
        if whom == self.affiliation || self.second == Some(whom) {
            return Ok(whom);
        }
        let right = "one of the champions of this proposal, or leave it out for the first";
        Err(Refusals::one("/affiliation_id", FieldCode::UnknownReference, right))
    }

    /// What it was declined for, for the next ranking.
    pub fn declined(&self) -> Option<Declined> {
        let (reason, interval) = self.decline_reason.zip(self.interval())?;
        let affiliation = self.declined_affiliation.unwrap_or(self.affiliation);
        Some(Declined { affiliation, venue: self.venue, interval, reason })
    }

    /// Whether its champion may be proposed for the same request again by itself: not once somebody decided against the champion, and not where the
    /// champion was asked and nobody answered in time. What was declined for its time or place comes at another one.
    pub fn lets_come_again(&self, mode: PolicyMode, now: DateTime<Utc>) -> bool {
        match self.state_at(now) {
            ProposalState::Declined => {
                matches!(self.decline_reason, Some(DeclineReason::TimeUnsuitable | DeclineReason::PlaceUnsuitable))
            }
            ProposalState::Expired => mode == PolicyMode::Suggest,
            ProposalState::Cancelled => false,
            ProposalState::Open | ProposalState::Accepted | ProposalState::Superseded => true,
        }
    }

    /// The champion, the time and the place, to be judged again.
    pub const fn chosen(&self) -> Chosen {
        let Self { affiliation, second, starts_at, venue, session, .. } = self;
        Chosen { affiliation: *affiliation, second: *second, starts_at: *starts_at, venue: *venue, session: *session }
    }
}
