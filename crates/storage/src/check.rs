//! Checks as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    AffiliationId, Check, Id, PartnerId, Record,
    check::{CertificateSeen, CheckDecision, CheckDetails},
};

use crate::{
    entity::check::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope,
};

const TABLE: &str = "checks";

/// What a list of checks can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct CheckFilter {
    /// Only those on this affiliation.
    pub affiliation: Option<AffiliationId>,
}

impl Kept for Check {
    type Entity = Entity;
    type Filter = CheckFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let CheckDetails {
            affiliation_id,
            scheme,
            level,
            barred_lists,
            workforce,
            for_volunteer,
            issued_on,
            certificate,
            eligibility_basis,
            update_service,
            decision,
        } = &self.details;
        let certificate = certificate.as_ref();
        Ok(ActiveModel {
            affiliation_id: Set(affiliation_id.uuid()),
            scheme: Set(row::code(*scheme)),
            level: Set(row::code(*level)),
            barred_lists: Set(row::json(TABLE, barred_lists)?),
            workforce: Set(row::code(*workforce)),
            for_volunteer: Set(*for_volunteer),
            issued_on: Set(*issued_on),
            certificate_seen_by: Set(row::text(certificate.map(|seen| &seen.seen_by))),
            certificate_seen_on: Set(certificate.map(|seen| seen.seen_on)),
            certificate_reference: Set(row::text(certificate.and_then(|seen| seen.reference.as_ref()))),
            eligibility_basis: Set(row::text(eligibility_basis.as_ref())),
            update_service: Set(row::maybe_json(TABLE, update_service.as_ref())?),
            decided_on: Set(decision.map(|decision| decision.decided_on)),
            outcome: Set(row::maybe_code(decision.map(|decision| decision.outcome))),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let certificate = match model.certificate_seen_by.zip(model.certificate_seen_on) {
            None => None,
            Some((seen_by, seen_on)) => Some(CertificateSeen {
                seen_by: row.parsed("certificate_seen_by", &seen_by)?,
                seen_on,
                reference: row.maybe("certificate_reference", model.certificate_reference.as_deref())?,
            }),
        };
        let decision = match model.decided_on.zip(model.outcome) {
            None => None,
            Some((decided_on, outcome)) => {
                Some(CheckDecision { decided_on, outcome: row.parsed("outcome", &outcome)? })
            }
        };
        let details = CheckDetails {
            affiliation_id: Id::new(model.affiliation_id),
            scheme: row.parsed("scheme", &model.scheme)?,
            level: row.parsed("level", &model.level)?,
            barred_lists: row.json("barred_lists", model.barred_lists)?,
            workforce: row.parsed("workforce", &model.workforce)?,
            for_volunteer: model.for_volunteer,
            issued_on: model.issued_on,
            certificate,
            eligibility_basis: row.maybe("eligibility_basis", model.eligibility_basis.as_deref())?,
            update_service: row.maybe_json("update_service", model.update_service)?,
            decision,
        };
        Ok(Self { details })
    }

    fn filter(filter: &CheckFilter) -> Condition {
        Condition::all().add_option(filter.affiliation.map(|id| Column::AffiliationId.eq(id.uuid())))
    }
}

/// The checks that a partner has recorded of one person, whatever the caller reaches otherwise: for decisions.
pub async fn of_affiliation(
    reading: &impl Reading,
    partner: PartnerId,
    affiliation: AffiliationId,
) -> Result<Vec<Record<Check>>, StoreError> {
    of_affiliations(reading, partner, [affiliation]).await
}

/// The same of some.
pub async fn of_affiliations(
    reading: &impl Reading,
    partner: PartnerId,
    affiliations: impl IntoIterator<Item = AffiliationId>,
) -> Result<Vec<Record<Check>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let theirs = Column::AffiliationId.is_in(affiliations.into_iter().map(Id::uuid));
    let query = scope::scoped::<Entity>(&own)?.filter(theirs).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
