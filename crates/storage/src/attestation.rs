//! Attestations as rows.

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    AffiliationId, ChampionId, CheckId, ConsentId, Id, PartnerId, Record,
    attestation::{Attestation, AttestationKind, Attested, SeenCheck},
};

use crate::{
    entity::attestation::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "attestations";

/// What a list of attestations can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct AttestationFilter {
    /// Only those of this person.
    pub champion: Option<ChampionId>,
    /// Only those that this partner gave.
    pub giver: Option<PartnerId>,
    /// Only those that this partner reads on a day: its own, and what it is told until the last day.
    pub read_by: Option<(PartnerId, NaiveDate)>,
}

impl Kept for Attestation {
    type Entity = Entity;
    type Filter = AttestationFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { affiliation, champion, to, consent, attested, on, until } = self;
        let seen = match attested {
            Attested::CheckSeen(seen) => Some(seen),
            Attested::InductionDone | Attested::ReferencesHeld => None,
        };
        Ok(ActiveModel {
            affiliation_id: Set(affiliation.uuid()),
            champion_id: Set(champion.uuid()),
            receiver_id: Set(to.uuid()),
            consent_id: Set(consent.uuid()),
            check_id: Set(seen.map(|seen| seen.check.uuid())),
            kind: Set(row::code(attested.kind())),
            done_on: Set(*on),
            valid_until: Set(*until),
            scheme: Set(row::maybe_code(seen.map(|seen| seen.scheme))),
            level: Set(row::maybe_code(seen.map(|seen| seen.level))),
            workforce: Set(row::maybe_code(seen.map(|seen| seen.workforce))),
            issued_on: Set(seen.map(|seen| seen.issued_on)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let attested = match row.parsed("kind", &model.kind)? {
            AttestationKind::CheckSeen => Attested::CheckSeen(seen(&model)?),
            AttestationKind::InductionDone => Attested::InductionDone,
            AttestationKind::ReferencesHeld => Attested::ReferencesHeld,
        };
        Ok(Self {
            affiliation: Id::new(model.affiliation_id),
            champion: Id::new(model.champion_id),
            to: Id::new(model.receiver_id),
            consent: Id::new(model.consent_id),
            attested,
            on: model.done_on,
            until: model.valid_until,
        })
    }

    fn filter(filter: &AttestationFilter) -> Condition {
        Condition::all()
            .add_option(filter.champion.map(|champion| Column::ChampionId.eq(champion.uuid())))
            .add_option(filter.giver.map(|giver| Column::OwnerId.eq(giver.uuid())))
            .add_option(filter.read_by.map(|(reader, today)| said_on(today).add(Column::OwnerId.eq(reader.uuid()))))
    }
}

/// Whether it is said on a day.
fn said_on(today: NaiveDate) -> Condition {
    Condition::any().add(Column::ValidUntil.is_null()).add(Column::ValidUntil.gte(today))
}

fn seen(model: &Model) -> Result<SeenCheck, StoreError> {
    let row = Row { table: TABLE, id: model.id };
    let text = |column: &'static str, text: &Option<String>| text.clone().ok_or_else(|| row.wrong(column));
    Ok(SeenCheck {
        check: model.check_id.map(Id::new).ok_or_else(|| row.wrong("check_id"))?,
        scheme: row.parsed("scheme", &text("scheme", &model.scheme)?)?,
        level: row.parsed("level", &text("level", &model.level)?)?,
        workforce: row.parsed("workforce", &text("workforce", &model.workforce)?)?,
        issued_on: model.issued_on.ok_or_else(|| row.wrong("issued_on"))?,
    })
}

/// What is attested to a partner of some persons, by whomever: for decisions.
pub async fn given_to_about(
    reading: &impl Reading,
    partner: PartnerId,
    persons: &[ChampionId],
) -> Result<Vec<Record<Attestation>>, StoreError> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let about = Column::ChampionId.is_in(persons.iter().map(|person| person.uuid()));
    those(reading, Condition::all().add(Column::ReceiverId.eq(partner.uuid())).add(about)).await
}

/// What a partner attests from its record of a person.
pub async fn of_affiliation(
    reading: &impl Reading,
    affiliation: AffiliationId,
) -> Result<Vec<Record<Attestation>>, StoreError> {
    those(reading, Column::AffiliationId.eq(affiliation.uuid()).into()).await
}

/// What rests on a consent.
pub async fn on_consent(reading: &impl Reading, consent: ConsentId) -> Result<Vec<Record<Attestation>>, StoreError> {
    those(reading, Column::ConsentId.eq(consent.uuid()).into()).await
}

/// What is said of a check.
pub async fn of_check(reading: &impl Reading, check: CheckId) -> Result<Vec<Record<Attestation>>, StoreError> {
    those(reading, Column::CheckId.eq(check.uuid()).into()).await
}

async fn those(reading: &impl Reading, which: Condition) -> Result<Vec<Record<Attestation>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(which).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
