//! Series as rows.

mod expanded;
mod sessions;

pub use expanded::{due, expanded_to, note_expanded};
pub use sessions::{dates_from, in_use, sessions_from, sessions_to_come};

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition};
use trellis_domain::{
    ActivityId, Id, PartnerId,
    series::{Series, SeriesDetails},
    session::Cancellation,
};

use crate::{
    entity::series::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    row::{self, Row},
};

const TABLE: &str = "series";

/// What a list of series can be narrowed to.
#[derive(Debug, Clone, Copy, Default)]
pub struct SeriesFilter {
    /// Only those of this partner.
    pub partner: Option<PartnerId>,
    /// Only those that are part of this activity.
    pub activity: Option<ActivityId>,
}

impl Kept for Series {
    type Entity = Entity;
    type Filter = SeriesFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let Self { details, cancellation } = self;
        let SeriesDetails {
            title,
            description,
            setting,
            venue_id,
            activity_id,
            starts_on,
            start_time,
            duration_minutes,
            time_zone: _always_named,
            rule,
            except_dates,
            extra_dates,
            closures,
            stops_on_bank_holidays,
            topics,
            audiences,
            languages,
            booking,
            capacity,
            champions_needed,
            visibility,
            programme,
            phone,
        } = details;
        Ok(ActiveModel {
            title: Set(row::json(TABLE, title)?),
            description: Set(row::maybe_json(TABLE, description.as_ref())?),
            setting: Set(row::code(*setting)),
            venue_id: Set(venue_id.map(Id::uuid)),
            activity_id: Set(activity_id.map(Id::uuid)),
            starts_on: Set(*starts_on),
            start_time: Set(start_time.to_string()),
            duration_minutes: Set(row::whole(TABLE, Some(*duration_minutes))?.unwrap_or_default()),
            time_zone: Set(self.zone().to_string()),
            rule: Set(rule.to_string()),
            except_dates: Set(row::json(TABLE, except_dates)?),
            extra_dates: Set(row::json(TABLE, extra_dates)?),
            closures: Set(row::json(TABLE, closures)?),
            stops_on_bank_holidays: Set(*stops_on_bank_holidays),
            topics: Set(row::json(TABLE, topics)?),
            audiences: Set(row::json(TABLE, audiences)?),
            languages: Set(row::json(TABLE, languages)?),
            booking: Set(row::code(*booking)),
            capacity: Set(row::whole(TABLE, *capacity)?),
            champions_needed: Set(row::whole(TABLE, Some(*champions_needed))?.unwrap_or_default()),
            visibility: Set(row::code(*visibility)),
            programme: Set(row::code(*programme)),
            phone: Set(phone.as_ref().map(|phone| phone.as_str().to_owned())),
            cancel_reason: Set(row::text(cancellation.as_ref().map(|cancellation| &cancellation.reason))),
            cancelled_at: Set(cancellation.as_ref().map(|cancellation| cancellation.at)),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let reason = row.maybe("cancel_reason", model.cancel_reason.as_deref())?;
        let cancellation = reason.zip(model.cancelled_at).map(|(reason, at)| Cancellation { reason, at });
        let details = SeriesDetails {
            title: row.json("title", model.title)?,
            description: row.maybe_json("description", model.description)?,
            setting: row.parsed("setting", &model.setting)?,
            venue_id: model.venue_id.map(Id::new),
            activity_id: model.activity_id.map(Id::new),
            starts_on: model.starts_on,
            start_time: row.parsed("start_time", &model.start_time)?,
            duration_minutes: row.number("duration_minutes", model.duration_minutes)?,
            time_zone: Some(row.parsed("time_zone", &model.time_zone)?),
            rule: row.parsed("rule", &model.rule)?,
            except_dates: row.json("except_dates", model.except_dates)?,
            extra_dates: row.json("extra_dates", model.extra_dates)?,
            closures: row.json("closures", model.closures)?,
            stops_on_bank_holidays: model.stops_on_bank_holidays,
            topics: row.json("topics", model.topics)?,
            audiences: row.json("audiences", model.audiences)?,
            languages: row.json("languages", model.languages)?,
            booking: row.parsed("booking", &model.booking)?,
            capacity: model.capacity.map(|capacity| row.number("capacity", capacity)).transpose()?,
            champions_needed: row.number("champions_needed", model.champions_needed)?,
            visibility: row.parsed("visibility", &model.visibility)?,
            programme: row.parsed("programme", &model.programme)?,
            phone: row.maybe("phone", model.phone.as_deref())?,
        };
        Ok(Self { details, cancellation })
    }

    fn filter(filter: &SeriesFilter) -> Condition {
        let SeriesFilter { partner, activity } = filter;
        Condition::all()
            .add_option(partner.map(|partner| Column::OwnerId.eq(partner.uuid())))
            .add_option(activity.map(|activity| Column::ActivityId.eq(activity.uuid())))
    }
}
