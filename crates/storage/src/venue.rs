//! Venues as rows.

use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, QueryFilter};
use trellis_domain::{
    Record,
    geo::Point,
    help::AccessFeature,
    venue::{Address, Venue, VenueDetails, VenueKind, VenueSource},
};

use crate::{
    entity::venue::{ActiveModel, Column, Entity, Model},
    error::StoreError,
    kept::Kept,
    reading::Reading,
    row::{self, Row},
    scope::{self, Standpoint},
};

mod near;

pub use near::{NearVenue, hosting, near};

const TABLE: &str = "venues";

/// What a list of venues can be narrowed to.
#[derive(Debug, Clone, Default)]
pub struct VenueFilter {
    /// Only those of one of these kinds; all when empty.
    pub kinds: Vec<VenueKind>,
    /// Only those that have all of these features.
    pub features: Vec<AccessFeature>,
}

/// The venue that came from this source, anywhere in the network.
pub async fn by_source(reading: &impl Reading, source: &VenueSource) -> Result<Option<Record<Venue>>, StoreError> {
    let network = Standpoint::network(reading.standpoint().network);
    let from =
        Condition::all().add(Column::SourceName.eq(source.name.as_str())).add(Column::SourceId.eq(source.id.as_str()));
    let query = scope::scoped::<Entity>(&network)?.filter(from);
    query.one(&reading.executor()).await?.map(scope::record).transpose()
}

/// Codes with a space around each, so that one can be looked for as text on both databases.
fn spaced(features: &[AccessFeature]) -> String {
    features.iter().fold(" ".to_owned(), |text, feature| text + &row::code(*feature) + " ")
}

impl Kept for Venue {
    type Entity = Entity;
    type Filter = VenueFilter;

    fn row(&self) -> Result<ActiveModel, StoreError> {
        let VenueDetails {
            kind,
            name,
            address: Address { lines, town, postcode },
            point,
            access,
            equipment,
            rooms,
            opening,
            host_contact,
            host_permission,
            notes,
            source,
            ward_code,
        } = &self.details;
        Ok(ActiveModel {
            kind: Set(row::code(*kind)),
            name: Set(name.to_string()),
            address_lines: Set(row::json(TABLE, lines)?),
            town: Set(row::text(town.as_ref())),
            postcode: Set(postcode.to_string()),
            latitude: Set(point.latitude),
            longitude: Set(point.longitude),
            features: Set(spaced(&access.features)),
            access: Set(row::json(TABLE, access)?),
            equipment: Set(row::json(TABLE, equipment)?),
            rooms: Set(row::json(TABLE, rooms)?),
            opening: Set(row::json(TABLE, opening)?),
            host_contact: Set(row::text(host_contact.as_ref())),
            host_permission: Set(*host_permission),
            notes: Set(row::text(notes.as_ref())),
            source_name: Set(row::text(source.as_ref().map(|source| &source.name))),
            source_id: Set(row::text(source.as_ref().map(|source| &source.id))),
            ward_code: Set(row::text(ward_code.as_ref())),
            ..Default::default()
        })
    }

    fn read(model: Model) -> Result<Self, StoreError> {
        let row = Row { table: TABLE, id: model.id };
        let source = match (model.source_name.as_deref(), model.source_id.as_deref()) {
            (Some(name), Some(id)) => {
                Some(VenueSource { name: row.parsed("source_name", name)?, id: row.parsed("source_id", id)? })
            }
            _ => None,
        };
        let address = Address {
            lines: row.json("address_lines", model.address_lines)?,
            town: row.maybe("town", model.town.as_deref())?,
            postcode: row.parsed("postcode", &model.postcode)?,
        };
        let details = VenueDetails {
            kind: row.parsed("kind", &model.kind)?,
            name: row.parsed("name", &model.name)?,
            address,
            point: Point { latitude: model.latitude, longitude: model.longitude },
            access: row.json("access", model.access)?,
            equipment: row.json("equipment", model.equipment)?,
            rooms: row.json("rooms", model.rooms)?,
            opening: row.json("opening", model.opening)?,
            host_contact: row.maybe("host_contact", model.host_contact.as_deref())?,
            host_permission: model.host_permission,
            notes: row.maybe("notes", model.notes.as_deref())?,
            source,
            ward_code: row.maybe("ward_code", model.ward_code.as_deref())?,
        };
        Ok(Self { details })
    }

    fn filter(filter: &VenueFilter) -> Condition {
        let kinds = filter.kinds.iter().map(|kind| row::code(*kind));
        let among = (!filter.kinds.is_empty()).then(|| Column::Kind.is_in(kinds));
        let having =
            filter.features.iter().map(|feature| Column::Features.contains(format!(" {} ", row::code(*feature))));
        having.fold(Condition::all().add_option(among), Condition::add)
    }
}
