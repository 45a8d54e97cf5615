//! Learners as rows.

use sea_orm::{ActiveValue::Set, Condition};
use trellis_domain::learner::{Learner, LearnerDetails};

use crate::{
    entity::learner::{ActiveModel, Entity, Model},
    error::StoreError,
    kept::Kept,
    row::{self, Row},
};

const TABLE: &str = "learners";

/// What a list of learners can be narrowed to: nothing yet.
#[derive(Debug, Clone, Copy, Default)]
pub struct LearnerFilter;

impl Kept for Learner {
    type Entity = Entity;
    type Filter = LearnerFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, point } = self;
        let LearnerDetails {
            name,
            known_as,
            phone,
            email,
            address,
            postcode,
            languages,
            access_needs,
            audiences,
            notes,
        } = details;
        let (latitude, longitude) = row::coordinates(*point);
        Ok(ActiveModel {
            name: Set(name.to_string()),
            known_as: Set(row::text(known_as.as_ref())),
            phone: Set(row::text(phone.as_ref())),
            email: Set(row::text(email.as_ref())),
            address: Set(row::text(address.as_ref())),
            postcode: Set(row::text(postcode.as_ref())),
            latitude: Set(latitude),
            longitude: Set(longitude),
            languages: Set(row::json(TABLE, languages)?),
            access_needs: Set(row::json(TABLE, access_needs)?),
            audiences: Set(row::json(TABLE, audiences)?),
            notes: Set(row::text(notes.as_ref())),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let details = LearnerDetails {
            name: row.parsed("name", &model.name)?,
            known_as: row.maybe("known_as", model.known_as.as_deref())?,
            phone: row.maybe("phone", model.phone.as_deref())?,
            email: row.maybe("email", model.email.as_deref())?,
            address: row.maybe("address", model.address.as_deref())?,
            postcode: row.maybe("postcode", model.postcode.as_deref())?,
            languages: row.json("languages", model.languages)?,
            access_needs: row.json("access_needs", model.access_needs)?,
            audiences: row.json("audiences", model.audiences)?,
            notes: row.maybe("notes", model.notes.as_deref())?,
        };
        Ok(Self { details, point: row::point(model.latitude, model.longitude) })
    }

    fn filter(_: &LearnerFilter) -> Condition {
        Condition::all()
    }
}
