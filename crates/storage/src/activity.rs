//! Activities as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter, QueryOrder};
use trellis_domain::{
    Activity, ClosedEnum, Id, PartnerId, Record, VenueId,
    access::Reach,
    activity::{ActivityDetails, ActivityState},
};

use crate::{
    entity::activity::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope,
};

const TABLE: &str = "activities";

/// What a list of activities can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct ActivityFilter {
    /// Only those of this partner.
    pub partner: Option<PartnerId>,
    /// Only those at this venue.
    pub venue: Option<VenueId>,
    /// Only those in this state.
    pub state: Option<ActivityState>,
}

/// Every activity that goes on, as far as the caller's partner owns it or the network shares it; for deciding which suit.
pub async fn going_on(reading: &impl Reading) -> Result<Vec<Record<Activity>>, StoreError> {
    let shared = reading.standpoint().reaching(Reach::Shared);
    let going_on = ActivityFilter { state: Some(ActivityState::Active), ..ActivityFilter::default() };
    let query = scope::scoped::<Entity>(&shared)?.filter(Activity::filter(&going_on)).order_by_asc(Column::Id);
    scope::all(reading, query).await
}

impl Kept for Activity {
    type Entity = Entity;
    type Filter = ActivityFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let ActivityDetails {
            name,
            description,
            venue_id,
            times,
            audiences,
            topics,
            languages,
            champions_wanted,
            shared: _in_the_head,
            state,
        } = &self.details;
        Ok(ActiveModel {
            name: Set(name.to_string()),
            description: Set(row::maybe_json(TABLE, description.as_ref())?),
            venue_id: Set(venue_id.map(Id::uuid)),
            times: Set(row::json(TABLE, times)?),
            audiences: Set(row::json(TABLE, audiences)?),
            topics: Set(row::json(TABLE, topics)?),
            languages: Set(row::json(TABLE, languages)?),
            champions_wanted: Set(row::whole(TABLE, Some(*champions_wanted))?.unwrap_or_default()),
            state: Set(row::code(*state)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let details = ActivityDetails {
            name: row.parsed("name", &model.name)?,
            description: row.maybe_json("description", model.description)?,
            venue_id: model.venue_id.map(Id::new),
            times: row.json("times", model.times)?,
            audiences: row.json("audiences", model.audiences)?,
            topics: row.json("topics", model.topics)?,
            languages: row.json("languages", model.languages)?,
            champions_wanted: row.number("champions_wanted", model.champions_wanted)?,
            shared: model.shared,
            state: row.parsed("state", &model.state)?,
        };
        Ok(Self { details })
    }

    fn filter(filter: &ActivityFilter) -> Condition {
        let ActivityFilter { partner, venue, state } = filter;
        Condition::all()
            .add_option(partner.map(|partner| Column::OwnerId.eq(partner.uuid())))
            .add_option(venue.map(|venue| Column::VenueId.eq(venue.uuid())))
            .add_option(state.map(|state| Column::State.eq(state.code())))
    }
}
