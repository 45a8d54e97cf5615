//! What its owner says about a venue.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{AccessFacts, Address, Equipment, Room, VenueKind};
use crate::{
    area::AreaCode,
    availability::{Slot, check_slots},
    geo::Point,
    refusal::{FieldCode, Refusals},
    text::{Name, Text, Words},
};

/// The most entries that a list of a venue may have.
pub const LISTS_MAX: usize = 50;

/// Where a venue's record came from, so that a repeated import finds it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct VenueSource {
    /// The register or data set.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 60, examples("fhrs")))]
    pub name: Text<60>,
    /// Its number there.
    #[cfg_attr(feature = "schema", schema(value_type = String, min_length = 1, max_length = 60, examples("329404")))]
    pub id: Text<60>,
}

/// What its owner may say about a venue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateVenue))]
pub struct VenueDetails {
    /// What sort of place it is.
    pub kind: VenueKind,
    /// The name that people know it by.
    #[cfg_attr(feature = "schema", schema(examples("Central Library")))]
    pub name: Name,
    /// Its address.
    pub address: Address,
    /// Where it is.
    pub point: Point,
    /// How people get in and take part.
    #[serde(default)]
    pub access: AccessFacts,
    /// What can be used there.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 6, examples(json!(["computers", "wifi"]))))]
    pub equipment: Vec<Equipment>,
    /// The rooms that can be used.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 50))]
    pub rooms: Vec<Room>,
    /// When it is open, week by week; unknown when empty, and then help there is by arrangement, at any hour. Else champions are proposed for help
    /// wholly within these times, and never on a bank holiday; sessions are up to those who plan them.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 100))]
    pub opening: Vec<Slot>,
    /// Who lets people in and how to reach them; only the owner of the record reads it.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(value_type = Option<String>, max_length = 500))]
    pub host_contact: Option<Text<500>>,
    /// Whether the host has agreed to sessions there.
    #[serde(default)]
    pub host_permission: bool,
    /// What partners should know about it.
    #[serde(default)]
    pub notes: Option<Words>,
    /// Where the record came from.
    #[serde(default)]
    pub source: Option<VenueSource>,
    /// The code of the ward it lies in.
    #[serde(default)]
    pub ward_code: Option<AreaCode>,
}

impl VenueDetails {
    /// These details with what the source of the record says now; what people added by hand stays.
    #[must_use]
    pub fn refreshed_by(self, imported: Self) -> Self {
        let Self { kind, name, address, point, opening, source, ward_code, .. } = imported;
        let opening = if opening.is_empty() { self.opening } else { opening };
        let ward_code = ward_code.or(self.ward_code);
        Self { kind, name, address, point, opening, source, ward_code, ..self }
    }

    /// Whether the details make sense together; `today` is the network's date.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.nest("/address", self.address.check());
        refusals.nest("/point", self.point.check());
        refusals.nest("/access", self.access.check(today));
        refusals.distinct("/equipment", 6, &self.equipment);
        let few = self.rooms.len() <= LISTS_MAX;
        refusals.require(few, "/rooms", FieldCode::TooLong, format!("at most {LISTS_MAX} rooms"));
        for (index, room) in self.rooms.iter().enumerate() {
            refusals.nest(&format!("/rooms/{index}"), room.check());
        }
        refusals.nest("/opening", check_slots(&self.opening));
        for (index, slot) in self.opening.iter().enumerate() {
            let weekly = slot.date.is_none();
            let detail = "a weekday: opening times repeat every week";
            refusals.require(weekly, format!("/opening/{index}/date"), FieldCode::Inconsistent, detail);
        }
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    fn details(changes: &Value) -> VenueDetails {
        let mut venue = json!({
            "kind": "library", "name": "Central Library",
            "address": {"lines": ["Townley Road"], "town": "Bexleyheath", "postcode": "da67hj"},
            "point": {"latitude": 51.456, "longitude": 0.1438},
        });
        venue.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        serde_json::from_value(venue).unwrap()
    }

    #[rstest]
    #[case(json!({}), &[])]
    #[case(json!({"access": {"features": ["step_free"], "verified_on": "2026-11-20"}}), &[])]
    #[case(json!({"access": {"features": ["step_free"]}}), &["/access/verified_on"])]
    #[case(json!({"access": {"verified_on": "2026-11-21"}}), &["/access/verified_on"])]
    #[case(json!({"access": {"features": ["lift", "lift"], "verified_on": "2026-11-20"}}), &["/access/features/1"])]
    #[case(json!({"address": {"lines": [], "postcode": "DA6 7HJ"}}), &["/address/lines"])]
    #[case(json!({"point": {"latitude": 51, "longitude": 181}}), &["/point/longitude"])]
    #[case(json!({"equipment": ["wifi", "wifi"]}), &["/equipment/1"])]
    #[case(json!({"rooms": [{"name": "Hall", "capacity": 0}]}), &["/rooms/0/capacity"])]
    #[case(json!({"opening": [{"weekday": "monday", "start": "12:00", "end": "09:00"}]}), &["/opening/0/end"])]
    #[case(json!({"opening": [{"date": "2026-11-20", "start": "09:00", "end": "12:00"}]}), &["/opening/0/date"])]
    fn every_refusal_names_its_place(#[case] changes: Value, #[case] pointers: &[&str]) {
        let refusals = details(&changes).check("2026-11-20".parse().unwrap());
        let found: Vec<_> = refusals.err().into_iter().flat_map(Refusals::into_vec).map(|r| r.pointer).collect();
        assert_eq!(found, pointers);
    }

    #[test]
    fn a_repeated_import_keeps_what_people_added() {
        let there = details(&json!({"name": "Its old name", "host_permission": true}));
        let after = there.refreshed_by(details(&json!({"ward_code": "E05011219"})));
        assert_eq!(after, details(&json!({"host_permission": true, "ward_code": "E05011219"})));
    }

    #[test]
    fn a_venue_reads_back_as_it_was_written() {
        let venue = details(&json!({"opening": [{"weekday": "friday", "start": "09:30", "end": "17:30"}]}));
        let json = serde_json::to_string(&venue).unwrap();
        assert_eq!(serde_json::from_str::<VenueDetails>(&json).unwrap(), venue);
    }
}
