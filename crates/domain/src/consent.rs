//! Consents: what a person agreed to, for whom, in which words, and until when.

mod recipient;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    champion::ChampionId,
    clock_time,
    conflict::Conflict,
    id::Id,
    learner::LearnerId,
    noun::{Noun, NounKind},
    partner::{MoveRefused, PartnerId},
    refusal::{FieldCode, Refusals},
    text::{Name, Text},
};

/// The id of a consent.
pub type ConsentId = Id<Consent>;

/// What somebody agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ConsentPurpose {
    /// That another partner may read what was attested about them.
    ShareAttestations,
    /// That another partner may see when they are free or busy.
    FreeBusy,
    /// That they are referred to another partner.
    Referral,
    /// That they help another partner, to which the one that records it lends them.
    Lending,
    /// That somebody gets in touch.
    Contact,
    /// That their answers are used in research.
    Research,
    /// Something else, as the wording says.
    Other,
}

/// Who spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ConsentVoice {
    /// The person.
    Person,
    /// Somebody who may speak for the person.
    Proxy,
}

/// What is recorded of a consent when it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateConsent))]
pub struct ConsentDetails {
    /// The champion it is about; leave it out where `learner_id` stands.
    #[serde(default)]
    pub champion_id: Option<ChampionId>,
    /// The learner it is about; leave it out where `champion_id` stands.
    #[serde(default)]
    pub learner_id: Option<LearnerId>,
    /// What was agreed to.
    pub purpose: ConsentPurpose,
    /// For whom: the name of the organisation, as it was read out.
    #[cfg_attr(feature = "schema", schema(examples("Demonstration housing association")))]
    pub recipient: Name,
    /// Which partner that is, where it is one: it alone is let in, whatever it is called later. Left out, it is the one that has the
    /// recipient's name, whatever its capitals, when the consent is recorded.
    #[serde(default)]
    pub recipient_id: Option<PartnerId>,
    /// Which version of the wording was read.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 40, examples("2026-1")))]
    pub wording_version: Text<40>,
    /// When.
    #[serde(deserialize_with = "clock_time::instant")]
    pub given_at: DateTime<Utc>,
    /// Who said yes.
    pub given_by: ConsentVoice,
    /// The name of the proxy, where one said it.
    #[serde(default)]
    pub given_by_proxy: Option<Name>,
}

/// The end of a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WithdrawConsent {
    /// Who withdrew it.
    pub withdrawn_by: ConsentVoice,
    /// The name of the proxy, where one did.
    #[serde(default)]
    pub withdrawn_by_proxy: Option<Name>,
}

/// That a consent no longer holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who withdrew it.
    pub by: ConsentVoice,
    /// The name of the proxy, where one did.
    pub proxy: Option<Name>,
}

/// What a person agreed to. Its owner is the partner that heard it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was agreed, and how.
    pub details: ConsentDetails,
    /// Its end, once it has one.
    pub withdrawal: Option<Withdrawal>,
}

impl Noun for Consent {
    const KIND: NounKind = NounKind::Consent;
}

impl Consent {
    /// A consent that was given.
    pub fn new(details: ConsentDetails, now: DateTime<Utc>) -> Result<Self, Refusals> {
        details.check(now)?;
        Ok(Self { details, withdrawal: None })
    }

    /// The same consent, withdrawn now.
    pub fn withdrawn(self, step: WithdrawConsent, now: DateTime<Utc>) -> Result<Self, MoveRefused> {
        if self.withdrawal.is_some() {
            return Err(Conflict::WrongState.into());
        }
        let WithdrawConsent { withdrawn_by: by, withdrawn_by_proxy: proxy } = step;
        check_proxy("/withdrawn_by_proxy", by, proxy.as_ref())?;
        Ok(Self { withdrawal: Some(Withdrawal { at: now, by, proxy }), ..self })
    }

    /// Whether it lets the learner be referred to a partner.
    pub fn lets_refer(&self, learner: LearnerId, to: PartnerId) -> bool {
        self.lets(ConsentPurpose::Referral, to) && self.details.learner_id == Some(learner)
    }

    /// Whether it lets a partner see when the champion is free or busy.
    pub fn lets_see_times(&self, champion: ChampionId, by: PartnerId) -> bool {
        self.lets(ConsentPurpose::FreeBusy, by) && self.details.champion_id == Some(champion)
    }

    fn lets(&self, purpose: ConsentPurpose, partner: PartnerId) -> bool {
        self.holds() && self.details.purpose == purpose && self.details.recipient_id == Some(partner)
    }

    /// Whether it lets a partner read what was attested of the champion.
    pub fn lets_attest(&self, champion: ChampionId, to: PartnerId) -> bool {
        self.lets(ConsentPurpose::ShareAttestations, to) && self.details.champion_id == Some(champion)
    }

    /// Whether it lets the champion be lent to a partner.
    pub fn lets_lend(&self, champion: ChampionId, to: PartnerId) -> bool {
        self.lets(ConsentPurpose::Lending, to) && self.details.champion_id == Some(champion)
    }

    /// The same consent, of the champion that the person was found to be.
    #[must_use]
    pub fn of_champion(self, champion: ChampionId) -> Self {
        Self { details: ConsentDetails { champion_id: Some(champion), ..self.details }, ..self }
    }

    /// Whether it holds.
    pub fn holds(&self) -> bool {
        self.withdrawal.is_none()
    }
}

impl ConsentDetails {
    fn check(&self, now: DateTime<Utc>) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let one = self.champion_id.is_some() != self.learner_id.is_some();
        refusals.require(one, "/champion_id", FieldCode::Inconsistent, "either a champion or a learner");
        refusals.require(self.given_at <= now, "/given_at", FieldCode::InFuture, "now or earlier");
        refusals.nest("", check_proxy("/given_by_proxy", self.given_by, self.given_by_proxy.as_ref()));
        refusals.finish()
    }
}

/// A proxy has a name, and nobody else has.
fn check_proxy(pointer: &str, voice: ConsentVoice, proxy: Option<&Name>) -> Result<(), Refusals> {
    match (voice, proxy) {
        (ConsentVoice::Proxy, None) => Err(Refusals::one(pointer, FieldCode::Required, "the name of the proxy")),
        (ConsentVoice::Person, Some(_)) => {
            Err(Refusals::one(pointer, FieldCode::Inconsistent, "nothing, where the person spoke"))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests;
