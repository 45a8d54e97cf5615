//! What vouches for a champion: the partner's own records, and what it accepts of what other partners attest.

use serde::Serialize;

use super::{
    Candidate, Days, HeldCheck,
    terms::{answers, holds},
};
use crate::{
    attestation::{AttestationId, AttestationVerdict, HeardAttestation},
    check::{CheckLevel, CheckScheme, Workforce},
    partner::PartnerId,
    policy::{PolicyDetails, RequiredCheck},
};

/// A check that counts, and on which days it does, whenever it is due again.
#[derive(Clone, Copy)]
pub(super) struct Vetted {
    pub(super) held: HeldCheck,
    pub(super) counts: Days,
    by: CheckProof,
}

/// By what a required check is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum CheckProof {
    /// The partner's own record.
    OwnRecord,
    /// What another partner attests.
    Attestation,
}

/// How a required check is met for one champion, on the day of the help or, where there is none, on any day that is looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgedCheck {
    /// The scheme that is required.
    pub scheme: CheckScheme,
    /// The level that is required, or any above it.
    pub level: CheckLevel,
    /// The workforce that is required; any when absent.
    #[cfg_attr(feature = "schema", schema(required))]
    pub workforce: Option<Workforce>,
    /// By what it is met, the partner's own record first; by nothing when absent.
    #[cfg_attr(feature = "schema", schema(required))]
    pub met_by: Option<CheckProof>,
    /// What other partners attest of the champion, and what each comes to.
    pub attestations: Vec<JudgedAttestation>,
}

/// What an attestation comes to for a required check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct JudgedAttestation {
    /// Which attestation.
    pub attestation_id: AttestationId,
    /// The partner that says it.
    pub partner_id: PartnerId,
    /// Whether it counts, or why it is not enough.
    pub verdict: AttestationVerdict,
}

/// The checks of a champion that count under a policy.
pub(super) fn vetted<'a>(candidate: &'a Candidate, policy: &'a PolicyDetails) -> impl Iterator<Item = Vetted> + 'a {
    let own = candidate.checks.iter().map(|held| Vetted { held: *held, counts: Days::ALL, by: CheckProof::OwnRecord });
    let heard = candidate.attested.iter().filter_map(|heard| heard.counts(&policy.accepted_attestations).ok());
    own.chain(heard.map(|(held, counts)| Vetted { held, counts, by: CheckProof::Attestation }))
}

/// How a required check is met on some of these days, or is not.
pub(super) fn judged_check(
    candidate: &Candidate,
    policy: &PolicyDetails,
    required: &RequiredCheck,
    days: Days,
) -> JudgedCheck {
    let meets = |vetted: &Vetted| {
        let Vetted { held, counts, .. } = *vetted;
        held.current && answers(held, required) && is_in_time(holds(held, required).and(counts), days)
    };
    let judged = |heard: &HeardAttestation| JudgedAttestation {
        attestation_id: heard.id,
        partner_id: heard.from,
        verdict: verdict(heard, policy, required, days),
    };
    JudgedCheck {
        scheme: required.scheme,
        level: required.level,
        workforce: required.workforce,
        met_by: vetted(candidate, policy).find(meets).map(|vetted| vetted.by),
        attestations: candidate.attested.iter().map(judged).collect(),
    }
}

fn verdict(
    heard: &HeardAttestation,
    policy: &PolicyDetails,
    required: &RequiredCheck,
    days: Days,
) -> AttestationVerdict {
    if !heard.held().is_some_and(|held| answers(held, required)) {
        return AttestationVerdict::OfSomethingElse;
    }
    match heard.counts(&policy.accepted_attestations) {
        Err(verdict) => verdict,
        Ok((held, counts)) if is_in_time(holds(held, required).and(counts), days) => AttestationVerdict::Counts,
        Ok(_) => AttestationVerdict::Lapsed,
    }
}

/// Whether something holds on one of the days that are looked at; where there are none, nothing is too late.
fn is_in_time(holds: Days, days: Days) -> bool {
    days.is_empty() || !days.and(holds).is_empty()
}
