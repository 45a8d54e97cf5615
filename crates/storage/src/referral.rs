//! Onward referrals as rows. Both partners read one: see `Reach::Party`.

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    ConsentId, Id, PartnerId, Record, RequestId,
    referral::{Referral, ReferralState},
};

use crate::{
    entity::referral::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "referrals";

/// What a list of referrals can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReferralFilter {
    /// Only those that this partner offers.
    pub from: Option<PartnerId>,
    /// Only those that are offered to this partner.
    pub to: Option<PartnerId>,
    /// Only those that stand like this at this moment.
    pub state: Option<(ReferralState, DateTime<Utc>)>,
}

impl Kept for Referral {
    type Entity = Entity;
    type Filter = ReferralFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { request, to, consent, outline, note, decided, decided_at, expires_at, decline_reason, received } =
            self;
        Ok(ActiveModel {
            request_id: Set(request.uuid()),
            receiver_id: Set(to.uuid()),
            consent_id: Set(consent.uuid()),
            outline: Set(row::json(TABLE, outline)?),
            note: Set(row::text(note.as_ref())),
            decided: Set(row::code(*decided)),
            decided_at: Set(*decided_at),
            expires_at: Set(*expires_at),
            decline_reason: Set(row::maybe_code(*decline_reason)),
            received_id: Set(received.map(Id::uuid)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        Ok(Self {
            request: Id::new(model.request_id),
            to: Id::new(model.receiver_id),
            consent: Id::new(model.consent_id),
            outline: row.json("outline", model.outline)?,
            note: row.maybe("note", model.note.as_deref())?,
            decided: row.parsed("decided", &model.decided)?,
            decided_at: model.decided_at,
            expires_at: model.expires_at,
            decline_reason: row.maybe("decline_reason", model.decline_reason.as_deref())?,
            received: model.received_id.map(Id::new),
        })
    }

    fn filter(filter: &ReferralFilter) -> Condition {
        let ReferralFilter { from, to, state } = filter;
        Condition::all()
            .add_option(from.map(|partner| Column::OwnerId.eq(partner.uuid())))
            .add_option(to.map(|partner| Column::ReceiverId.eq(partner.uuid())))
            .add_option(state.map(|(state, now)| standing(state, now)))
    }
}

/// How a referral stands at a moment, as a condition: see [`Referral::state_at`].
fn standing(state: ReferralState, now: DateTime<Utc>) -> Condition {
    let (decided, time) = match state {
        ReferralState::Offered => (ReferralState::Offered, Some(Column::ExpiresAt.gt(now))),
        ReferralState::Expired => (ReferralState::Offered, Some(Column::ExpiresAt.lte(now))),
        decided => (decided, None),
    };
    Condition::all().add(Column::Decided.eq(row::code(decided))).add_option(time)
}

/// Every referral of a request, or that it came of, whoever owns it: for decisions only.
pub async fn of_request(reading: &impl Reading, request: RequestId) -> Result<Vec<Record<Referral>>, StoreError> {
    let id = request.uuid();
    all(reading, Condition::any().add(Column::RequestId.eq(id)).add(Column::ReceivedId.eq(id))).await
}

/// Every referral that rests on a consent, whoever owns it: for decisions only.
pub async fn on_consent(reading: &impl Reading, consent: ConsentId) -> Result<Vec<Record<Referral>>, StoreError> {
    all(reading, Condition::all().add(Column::ConsentId.eq(consent.uuid()))).await
}

async fn all(reading: &impl Reading, which: Condition) -> Result<Vec<Record<Referral>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(which).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
