//! Partners as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    Record,
    partner::{Partner, PartnerDetails, PartnerId, PartnerKind, Stage},
};

use crate::{
    entity::partner::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

const TABLE: &str = "partners";

/// What a list of partners can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct PartnerFilter {
    /// Only those at this stage.
    pub stage: Option<Stage>,
    /// Only those of this kind.
    pub kind: Option<PartnerKind>,
}

impl Kept for Partner {
    type Entity = Entity;
    type Filter = PartnerFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, stage, paused_from, stage_since } = self;
        let PartnerDetails {
            name,
            kind,
            size,
            serves,
            stated_capacity,
            contact_cadence,
            about,
            logo_url,
            public_phone,
            safeguarding_contact,
            privacy_notice_url,
            senior_sponsor,
        } = details;
        Ok(ActiveModel {
            name: Set(name.to_string()),
            kind: Set(row::code(*kind)),
            size: Set(row::code(*size)),
            serves: Set(row::json(TABLE, serves)?),
            stated_capacity: Set(row::whole(TABLE, *stated_capacity)?),
            contact_cadence: Set(row::maybe_code(*contact_cadence)),
            about: Set(row::maybe_json(TABLE, about.as_ref())?),
            logo_url: Set(row::text(logo_url.as_ref())),
            public_phone: Set(row::text(public_phone.as_ref())),
            safeguarding_contact: Set(row::text(safeguarding_contact.as_ref())),
            privacy_notice_url: Set(row::text(privacy_notice_url.as_ref())),
            senior_sponsor: Set(row::text(senior_sponsor.as_ref())),
            stage: Set(row::code(*stage)),
            paused_from: Set(row::maybe_code(*paused_from)),
            stage_since: Set(*stage_since),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let details = PartnerDetails {
            name: row.parsed("name", &model.name)?,
            kind: row.parsed("kind", &model.kind)?,
            size: row.parsed("size", &model.size)?,
            serves: row.json("serves", model.serves)?,
            stated_capacity: model.stated_capacity.map(|hours| row.number("stated_capacity", hours)).transpose()?,
            contact_cadence: row.maybe("contact_cadence", model.contact_cadence.as_deref())?,
            about: row.maybe_json("about", model.about)?,
            logo_url: row.maybe("logo_url", model.logo_url.as_deref())?,
            public_phone: row.maybe("public_phone", model.public_phone.as_deref())?,
            safeguarding_contact: row.maybe("safeguarding_contact", model.safeguarding_contact.as_deref())?,
            privacy_notice_url: row.maybe("privacy_notice_url", model.privacy_notice_url.as_deref())?,
            senior_sponsor: row.maybe("senior_sponsor", model.senior_sponsor.as_deref())?,
        };
        Ok(Self {
            details,
            stage: row.parsed("stage", &model.stage)?,
            paused_from: row.maybe("paused_from", model.paused_from.as_deref())?,
            stage_since: model.stage_since,
        })
    }

    fn filter(filter: &PartnerFilter) -> Condition {
        Condition::all()
            .add_option(filter.stage.map(|stage| Column::Stage.eq(row::code(stage))))
            .add_option(filter.kind.map(|kind| Column::Kind.eq(row::code(kind))))
    }
}

/// Every partner of the network: for decisions only.
pub async fn all(reading: &impl Reading) -> Result<Vec<Record<Partner>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.order_by_asc(Column::Id);
    scope::all(reading, query).await
}

/// Every partner of the network but one: all of them read about each other.
pub async fn others(reading: &impl Reading, than: PartnerId) -> Result<Vec<Record<Partner>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let query = scope::scoped::<Entity>(&anybody)?.filter(Column::Id.ne(than.uuid())).order_by_asc(Column::Id);
    scope::all(reading, query).await
}
