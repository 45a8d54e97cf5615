//! Onward referrals as answers show them: to who offers, and to whom is offered.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use strum::{EnumString, IntoStaticStr, VariantArray};
use trellis_domain::{
    Consent, PartnerId, Record, ReferralId, RequestId,
    area::AreaCode,
    help::{AccessFeature, Setting, TopicSlug},
    language::Language,
    partner::Audience,
    referral::{DeclineReason, Outline, Referral, ReferralState, Side, WantedTime},
    request::Urgency,
    text::Words,
};
use trellis_storage::{Reading, StoreError};
use utoipa::ToSchema;

use crate::page::PageOf;

/// A page of onward referrals.
pub(super) type ReferralPage = PageOf<ReferralView>;

/// Which way a referral goes, seen from the reader.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray, ToSchema,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub(super) enum ReferralDirection {
    /// The reader's partner offers it.
    Sent,
    /// It is offered to the reader's partner.
    Received,
}

/// A request on offer to another partner. Who it is about is told by nothing in it; the receiver reads that in its own request, once it has
/// accepted.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Referral)]
pub(super) struct ReferralView {
    /// Its id.
    id: ReferralId,
    /// Which way it goes, seen from you.
    direction: ReferralDirection,
    /// The partner that offers the request.
    from_partner_id: PartnerId,
    /// The partner that it is offered to.
    to_partner_id: PartnerId,
    /// Your own request: the one that you offer, or the one that you have since you accepted; null before.
    #[schema(required)]
    request_id: Option<RequestId>,
    /// What it is about.
    topics: Vec<TopicSlug>,
    /// Where help is wanted.
    setting: Setting,
    /// The code of the ward in which it is wanted.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// When the learner can, in general, the best first; at any time when empty.
    times: Vec<WantedTime>,
    /// How long help takes, in minutes.
    duration_minutes: u16,
    /// What the learner needs to get in and take part.
    access_needs: Vec<AccessFeature>,
    /// Languages of which the champion must speak one.
    required_languages: Vec<Language>,
    /// Languages that the learner would like the champion to speak.
    preferred_languages: Vec<Language>,
    /// The group of people that the champion must be at ease with.
    #[schema(required)]
    audience: Option<Audience>,
    /// How soon help is needed.
    urgency: Urgency,
    /// Whether the learner's consent, on which the offer rests, still holds. Once the learner is yours, see `/v1/consents`.
    consent_holds: bool,
    /// What whoever helps the learner should know: yours to read while the learner is yours.
    #[schema(required, value_type = Option<String>)]
    note: Option<Words>,
    /// Where it stands.
    state: ReferralState,
    /// Since when.
    state_since: DateTime<Utc>,
    /// Why it was declined.
    #[schema(required)]
    decline_reason: Option<DeclineReason>,
    /// Until when it can be accepted.
    expires_at: DateTime<Utc>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl ReferralView {
    /// A referral as this partner sees it; none for one that has nothing to do with it.
    fn new(
        record: &Record<Referral>,
        consents: &[Record<Consent>],
        reader: PartnerId,
        now: DateTime<Utc>,
    ) -> Option<Self> {
        let (side, state, since) =
            (record.side_of(record.head.owner, reader)?, record.state_at(now), record.since(now));
        let Referral {
            request,
            to,
            consent,
            outline,
            note,
            decided: _as_it_stands_now,
            decided_at: _since_then,
            expires_at,
            decline_reason,
            received,
        } = record.noun.clone();
        let Outline {
            topics,
            setting,
            ward,
            times,
            duration_minutes,
            access_needs,
            required_languages,
            preferred_languages,
            audience,
            urgency,
        } = outline;
        // The words about the learner go where the learner is.
        let has_the_learner = (side == Side::Receiver) == (state == ReferralState::Accepted);
        Some(Self {
            id: record.id,
            direction: match side {
                Side::Sender => ReferralDirection::Sent,
                Side::Receiver => ReferralDirection::Received,
            },
            from_partner_id: record.head.owner,
            to_partner_id: to,
            request_id: match side {
                Side::Sender => Some(request),
                Side::Receiver => received,
            },
            topics,
            setting,
            ward_code: ward,
            times,
            duration_minutes,
            access_needs,
            required_languages,
            preferred_languages,
            audience,
            urgency,
            consent_holds: consents.iter().any(|known| known.id == consent && known.holds()),
            note: note.filter(|_| has_the_learner),
            state,
            state_since: since,
            decline_reason,
            expires_at,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
        })
    }
}

/// Referrals as one partner sees them, with whether the consents that they rest on hold.
pub(super) async fn views(
    reading: &impl Reading,
    referrals: &[Record<Referral>],
    reader: PartnerId,
    now: DateTime<Utc>,
) -> Result<Vec<ReferralView>, StoreError> {
    let ids: Vec<_> = referrals.iter().map(|referral| referral.consent).collect();
    let consents = reading.load_all(&ids).await?;
    Ok(referrals.iter().filter_map(|referral| ReferralView::new(referral, &consents, reader, now)).collect())
}

/// One referral as a partner sees it; none where it has nothing to do with it.
pub(super) async fn view(
    reading: &impl Reading,
    referral: &Record<Referral>,
    reader: PartnerId,
    now: DateTime<Utc>,
) -> Result<Option<ReferralView>, StoreError> {
    let mut views = views(reading, std::slice::from_ref(referral), reader, now).await?;
    Ok(views.pop())
}

/// What a referral can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "request_id": "req_0198c0de00007000800000000000000a",
        // Not the partner that other examples are about: that one offers it. This is the demonstration's housing association.
        "to_partner_id": "ptn_019b76daa8007ee0807457d600cc0ef6",
        "note": "Knows the letters well, and forgets which app is which.",
    })
}

/// A reason to say no.
pub(super) fn decline_example() -> Value {
    json!({ "reason": "no_capacity" })
}
