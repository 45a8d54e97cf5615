//! Agreements as rows. Both partners read one: see `Reach::Party`.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    AffiliationId, ConsentId, Id, PartnerId, Record,
    agreement::{Agreement, AgreementState},
};

use crate::{
    entity::agreement::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "agreements";

/// What a list of agreements can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct AgreementFilter {
    /// Only those by which this partner lends.
    pub lender: Option<PartnerId>,
    /// Only those about this record of a champion.
    pub affiliation: Option<AffiliationId>,
    /// Only those that stand like this on this day.
    pub state: Option<(AgreementState, NaiveDate)>,
}

impl Kept for Agreement {
    type Entity = Entity;
    type Filter = AgreementFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { affiliation, to, consent, from, until, decided, decided_at } = self;
        Ok(ActiveModel {
            affiliation_id: Set(affiliation.uuid()),
            receiver_id: Set(to.uuid()),
            consent_id: Set(consent.uuid()),
            first_day: Set(*from),
            last_day: Set(*until),
            decided: Set(row::code(*decided)),
            decided_at: Set(*decided_at),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        Ok(Self {
            affiliation: Id::new(model.affiliation_id),
            to: Id::new(model.receiver_id),
            consent: Id::new(model.consent_id),
            from: model.first_day,
            until: model.last_day,
            decided: row.parsed("decided", &model.decided)?,
            decided_at: model.decided_at,
        })
    }

    fn filter(filter: &AgreementFilter) -> Condition {
        let AgreementFilter { lender, affiliation, state } = filter;
        Condition::all()
            .add_option(lender.map(|lender| Column::OwnerId.eq(lender.uuid())))
            .add_option(affiliation.map(|affiliation| Column::AffiliationId.eq(affiliation.uuid())))
            .add_option(state.map(|(state, today)| standing(state, today)))
    }
}

/// How an agreement stands on a day, as a condition: see [`Agreement::state_on`].
fn standing(state: AgreementState, today: NaiveDate) -> Condition {
    let decided = Column::Decided.eq(row::code(state));
    match state {
        AgreementState::Offered | AgreementState::Accepted => {
            Condition::all().add(decided).add(Column::LastDay.gte(today))
        }
        AgreementState::Ended => Condition::any().add(decided).add(Column::LastDay.lt(today)),
    }
}

/// What both sides have agreed to lend to a partner, in the order of the ids: for decisions.
pub async fn lent_to(reading: &impl Reading, borrower: PartnerId) -> Result<Vec<Record<Agreement>>, StoreError> {
    let agreed = Column::Decided.eq(row::code(AgreementState::Accepted));
    those(reading, Condition::all().add(Column::ReceiverId.eq(borrower.uuid())).add(agreed)).await
}

/// Every agreement about a record of a champion: for decisions.
pub async fn of_affiliation(
    reading: &impl Reading,
    affiliation: AffiliationId,
) -> Result<Vec<Record<Agreement>>, StoreError> {
    those(reading, Column::AffiliationId.eq(affiliation.uuid()).into()).await
}

/// Every agreement by which a partner lends or borrows: for decisions.
pub async fn of_partner(reading: &impl Reading, partner: PartnerId) -> Result<Vec<Record<Agreement>>, StoreError> {
    let party = Condition::any().add(Column::OwnerId.eq(partner.uuid())).add(Column::ReceiverId.eq(partner.uuid()));
    those(reading, party).await
}

/// Every agreement that rests on a consent: for decisions.
pub async fn on_consent(reading: &impl Reading, consent: ConsentId) -> Result<Vec<Record<Agreement>>, StoreError> {
    those(reading, Column::ConsentId.eq(consent.uuid()).into()).await
}

async fn those(reading: &impl Reading, which: Condition) -> Result<Vec<Record<Agreement>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(which).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
