//! Affiliations as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, Select};
use strum::VariantArray;
use trellis_domain::{
    Affiliation, AffiliationId, ChampionId, ClosedEnum, Id, PartnerId, Record,
    affiliation::{AffiliationDetails, AffiliationStage, Involvement},
    geo::Point,
};

use crate::{
    entity::affiliation::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "affiliations";

/// What a list of affiliations can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct AffiliationFilter {
    /// Only those at this stage.
    pub stage: Option<AffiliationStage>,
    /// Only volunteers, or only staff.
    pub involvement: Option<Involvement>,
    /// Only those of this person.
    pub champion: Option<ChampionId>,
}

impl Kept for Affiliation {
    type Entity = Entity;
    type Filter = AffiliationFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { champion, details, home, stage, stage_since, stage_reason, link_hash } = self;
        Ok(ActiveModel {
            champion_id: Set(champion.uuid()),
            latitude: Set(home.map(|point| point.latitude)),
            longitude: Set(home.map(|point| point.longitude)),
            stage: Set(row::code(*stage)),
            stage_since: Set(*stage_since),
            stage_reason: Set(row::text(stage_reason.as_ref())),
            link_hash: Set(row::text(link_hash.as_ref())),
            ..details_row(details)?
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        Ok(Self {
            champion: Id::new(model.champion_id),
            home: point(model.latitude, model.longitude),
            stage: row.parsed("stage", &model.stage)?,
            stage_since: model.stage_since,
            stage_reason: row.maybe("stage_reason", model.stage_reason.as_deref())?,
            link_hash: row.maybe("link_hash", model.link_hash.as_deref())?,
            details: read_details(model)?,
        })
    }

    fn filter(filter: &AffiliationFilter) -> Condition {
        Condition::all()
            .add_option(filter.stage.map(|stage| Column::Stage.eq(row::code(stage))))
            .add_option(filter.involvement.map(|involvement| Column::Involvement.eq(row::code(involvement))))
            .add_option(filter.champion.map(|champion| Column::ChampionId.eq(champion.uuid())))
    }
}

/// A partner's records of a person, whatever the caller reaches otherwise; more than one where somebody came back.
pub async fn of_champion(
    reading: &impl Reading,
    partner: PartnerId,
    champion: ChampionId,
) -> Result<Vec<Record<Affiliation>>, StoreError> {
    of_champions(reading, partner, &[champion]).await
}

/// The same of some persons.
pub async fn of_champions(
    reading: &impl Reading,
    partner: PartnerId,
    champions: &[ChampionId],
) -> Result<Vec<Record<Affiliation>>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let among = Column::ChampionId.is_in(champions.iter().copied().map(Id::uuid));
    scope::all(reading, scope::scoped::<Entity>(&own)?.filter(among).order_by_asc(Column::Id)).await
}

/// Every partner's record of a person: for decisions about the person.
pub async fn of_person(reading: &impl Reading, champion: ChampionId) -> Result<Vec<Record<Affiliation>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::ChampionId.eq(champion.uuid()));
    scope::all(reading, query.order_by_asc(Column::Id)).await
}

/// The record whose personal link has this hash, whoever's it is.
pub async fn by_link_hash(reading: &impl Reading, hash: &str) -> Result<Option<Record<Affiliation>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::LinkHash.eq(hash));
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}

/// A partner's records of everybody who has not gone, whatever the caller reaches otherwise: for decisions.
pub async fn present(reading: &impl Reading, partner: PartnerId) -> Result<Vec<Record<Affiliation>>, StoreError> {
    scope::all(reading, still_there(reading, partner)?).await
}

/// The same of so many after an id, in the order of the ids.
pub async fn present_after(
    reading: &impl Reading,
    partner: PartnerId,
    after: Option<AffiliationId>,
    limit: u64,
) -> Result<Vec<Record<Affiliation>>, StoreError> {
    let later = Condition::all().add_option(after.map(|after| Column::Id.gt(after.uuid())));
    scope::all(reading, still_there(reading, partner)?.filter(later).limit(limit)).await
}

/// The same of these.
pub async fn present_among(
    reading: &impl Reading,
    partner: PartnerId,
    ids: impl IntoIterator<Item = AffiliationId>,
) -> Result<Vec<Record<Affiliation>>, StoreError> {
    let among = Column::Id.is_in(ids.into_iter().map(Id::uuid));
    scope::all(reading, still_there(reading, partner)?.filter(among)).await
}

fn still_there(reading: &impl Reading, partner: PartnerId) -> Result<Select<Entity>, StoreError> {
    let own = reading.standpoint().of_partner(partner);
    let gone = AffiliationStage::VARIANTS.iter().filter(|stage| stage.is_final()).map(|stage| stage.code());
    Ok(scope::scoped::<Entity>(&own)?.filter(Column::Stage.is_not_in(gone)).order_by_asc(Column::Id))
}

fn details_row(details: &AffiliationDetails) -> Result<ActiveModel, StoreError> {
    let AffiliationDetails {
        given_name,
        family_name,
        known_as,
        email,
        phone,
        involvement,
        languages,
        skills,
        settings,
        audiences,
        home_postcode,
        home_point,
        travel_limit_km,
        travel_means,
        availability,
        ask_me,
        weekly_hours_cap,
        recruitment_source,
        supervisor,
        induction,
        supervision_notes,
        decisions,
        stage: _said_once,
        join_code: _said_once_too,
    } = details;
    Ok(ActiveModel {
        given_name: Set(given_name.to_string()),
        family_name: Set(row::text(family_name.as_ref())),
        known_as: Set(row::text(known_as.as_ref())),
        email: Set(row::text(email.as_ref())),
        phone: Set(row::text(phone.as_ref())),
        involvement: Set(row::code(*involvement)),
        languages: Set(row::json(TABLE, languages)?),
        skills: Set(row::json(TABLE, skills)?),
        settings: Set(row::json(TABLE, settings)?),
        audiences: Set(row::json(TABLE, audiences)?),
        home_postcode: Set(row::text(home_postcode.as_ref())),
        home_point_latitude: Set(home_point.map(|point| point.latitude)),
        home_point_longitude: Set(home_point.map(|point| point.longitude)),
        travel_limit_km: Set(*travel_limit_km),
        travel_means: Set(row::json(TABLE, travel_means)?),
        availability: Set(row::json(TABLE, availability)?),
        ask_me: Set(*ask_me),
        weekly_hours_cap: Set(row::whole(TABLE, *weekly_hours_cap)?),
        recruitment_source: Set(row::text(recruitment_source.as_ref())),
        supervisor: Set(row::text(supervisor.as_ref())),
        induction: Set(row::json(TABLE, induction)?),
        supervision_notes: Set(row::text(supervision_notes.as_ref())),
        decisions: Set(row::json(TABLE, decisions)?),
        ..Default::default()
    })
}

fn read_details(model: Model) -> Result<AffiliationDetails, StoreError> {
    let row = Row { table: TABLE, id: model.id };
    Ok(AffiliationDetails {
        given_name: row.parsed("given_name", &model.given_name)?,
        family_name: row.maybe("family_name", model.family_name.as_deref())?,
        known_as: row.maybe("known_as", model.known_as.as_deref())?,
        email: row.maybe("email", model.email.as_deref())?,
        phone: row.maybe("phone", model.phone.as_deref())?,
        involvement: row.parsed("involvement", &model.involvement)?,
        languages: row.json("languages", model.languages)?,
        skills: row.json("skills", model.skills)?,
        settings: row.json("settings", model.settings)?,
        audiences: row.json("audiences", model.audiences)?,
        home_postcode: row.maybe("home_postcode", model.home_postcode.as_deref())?,
        home_point: point(model.home_point_latitude, model.home_point_longitude),
        travel_limit_km: model.travel_limit_km,
        travel_means: row.json("travel_means", model.travel_means)?,
        availability: row.json("availability", model.availability)?,
        ask_me: model.ask_me,
        weekly_hours_cap: model.weekly_hours_cap.map(|hours| row.number("weekly_hours_cap", hours)).transpose()?,
        recruitment_source: row.maybe("recruitment_source", model.recruitment_source.as_deref())?,
        supervisor: row.maybe("supervisor", model.supervisor.as_deref())?,
        induction: row.json("induction", model.induction)?,
        supervision_notes: row.maybe("supervision_notes", model.supervision_notes.as_deref())?,
        decisions: row.json("decisions", model.decisions)?,
        stage: None,
        join_code: None,
    })
}

fn point(latitude: Option<f64>, longitude: Option<f64>) -> Option<Point> {
    latitude.zip(longitude).map(|(latitude, longitude)| Point { latitude, longitude })
}
