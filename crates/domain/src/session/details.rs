//! What a partner says about a session.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    clock_time::{self, Zone},
    contact::Phone,
    help::{Setting, TopicSlug},
    language::{Language, LocalizedName, LocalizedWords},
    partner::Audience,
    refusal::{FieldCode, Refusals},
    venue::VenueId,
};

/// Whether people come as they are or book a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum BookingStyle {
    /// Just turn up.
    DropIn,
    /// Book a place first.
    PreArranged,
    /// Book, or just turn up.
    Both,
}

impl BookingStyle {
    /// Whether somebody who looks for `wanted` is served: a session with both styles serves either.
    pub const fn offers(self, wanted: Self) -> bool {
        match wanted {
            Self::DropIn => self.is_drop_in(),
            Self::PreArranged => self.is_bookable(),
            Self::Both => matches!(self, Self::Both),
        }
    }

    /// Whether places can be booked.
    pub const fn is_bookable(self) -> bool {
        matches!(self, Self::PreArranged | Self::Both)
    }

    /// Whether people may come without booking.
    pub const fn is_drop_in(self) -> bool {
        matches!(self, Self::DropIn | Self::Both)
    }
}

/// Who may see a session.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Visibility {
    /// Everybody; it is listed.
    Public,
    /// The network; it is in no public list.
    Unlisted,
    /// The partner alone.
    #[default]
    Partner,
}

/// Whom a session is meant for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Programme {
    /// Residents of the borough.
    #[default]
    Residents,
    /// People the partner already serves.
    ServiceUsers,
    /// The partner's own colleagues.
    Staff,
}

/// The longest that a session may last, in hours.
pub const SESSION_HOURS_MAX: i64 = 24;
/// The most places that a session can have.
pub const CAPACITY_MAX: u32 = 1_000;
/// The most champions that a session can need.
pub const CHAMPIONS_NEEDED_MAX: u32 = 100;

const LIST_MAX: usize = 20;

/// What a partner may say about a session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateSession))]
pub struct SessionDetails {
    /// What it is called, by language.
    pub title: LocalizedName,
    /// What happens there, by language.
    #[serde(default)]
    pub description: Option<LocalizedWords>,
    /// Where help is given.
    pub setting: Setting,
    /// The venue; required at a venue, and left out at home or by phone and video.
    #[serde(default)]
    pub venue_id: Option<VenueId>,
    /// When it starts.
    #[serde(deserialize_with = "clock_time::instant")]
    #[cfg_attr(feature = "schema", schema(examples("2026-11-24T10:00:00Z")))]
    pub starts_at: DateTime<Utc>,
    /// When it ends: after the start, and at most 24 hours later.
    #[serde(deserialize_with = "clock_time::instant")]
    #[cfg_attr(feature = "schema", schema(examples("2026-11-24T12:00:00Z")))]
    pub ends_at: DateTime<Utc>,
    /// The zone of its wall clock; the network's when left out.
    #[serde(default)]
    pub time_zone: Option<Zone>,
    /// What people can get help with, by slug of the topic; anything when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub topics: Vec<TopicSlug>,
    /// Whom it is for; everybody when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub audiences: Vec<Audience>,
    /// The languages that help is given in; those of the network when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// Whether people just turn up, book a place, or either.
    pub booking: BookingStyle,
    /// How many places can be booked; required where places can be booked.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 1000))]
    pub capacity: Option<u32>,
    /// How many champions it takes.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schema(maximum = 100, default = 1))]
    pub champions_needed: u32,
    /// Who may see it.
    #[serde(default)]
    pub visibility: Visibility,
    /// Whom it is meant for.
    #[serde(default)]
    pub programme: Programme,
    /// The phone number for questions; the partner's public one when left out.
    #[serde(default)]
    pub phone: Option<Phone>,
}

const fn one() -> u32 {
    1
}

impl SessionDetails {
    /// The same details with a zone, if they named none.
    pub(super) fn in_zone(self, zone: Zone) -> Self {
        Self { time_zone: self.time_zone.or(Some(zone)), ..self }
    }

    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        let venue = match (self.setting, self.venue_id) {
            (Setting::Venue, None) => Some((FieldCode::Required, "the venue that the session is at")),
            (Setting::Home | Setting::Remote, Some(_)) => {
                Some((FieldCode::Inconsistent, "no venue for help at home, by phone or by video"))
            }
            (Setting::Venue, Some(_)) | (Setting::Home | Setting::Remote, None) => None,
        };
        if let Some((code, detail)) = venue {
            refusals.add("/venue_id", code, detail);
        }
        let forward = self.starts_at < self.ends_at;
        refusals.require(forward, "/ends_at", FieldCode::EndsBeforeStart, "an end after the start");
        let short = self.ends_at - self.starts_at <= TimeDelta::hours(SESSION_HOURS_MAX);
        refusals.require(short, "/ends_at", FieldCode::TooLarge, "an end at most 24 hours after the start");
        let counted = self.capacity.is_some() || !self.booking.is_bookable();
        refusals.require(counted, "/capacity", FieldCode::Required, "how many places can be booked");
        let capacity = self.capacity.unwrap_or(1);
        refusals.require(capacity >= 1, "/capacity", FieldCode::TooSmall, "at least 1 place");
        refusals.require(capacity <= CAPACITY_MAX, "/capacity", FieldCode::TooLarge, "at most 1000 places");
        let champions = self.champions_needed <= CHAMPIONS_NEEDED_MAX;
        refusals.require(champions, "/champions_needed", FieldCode::TooLarge, "at most 100 champions");
        refusals.distinct("/topics", LIST_MAX, &self.topics);
        refusals.distinct("/audiences", LIST_MAX, &self.audiences);
        refusals.distinct("/languages", LIST_MAX, &self.languages);
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    /// A remote drop-in session of two hours with some fields set otherwise.
    fn details(changes: Value) -> SessionDetails {
        let mut json = json!({
            "title": {"en": "Ask about your phone"}, "setting": "remote", "booking": "drop_in",
            "starts_at": "2026-11-24T10:00:00Z", "ends_at": "2026-11-24T12:00:00Z",
        });
        let Value::Object(changes) = changes else { panic!("an object of changes") };
        json.as_object_mut().unwrap().extend(changes);
        serde_json::from_value(json).unwrap()
    }

    #[rstest]
    #[case(json!({}), &[])]
    #[case(json!({"setting": "venue"}), &[("/venue_id", FieldCode::Required)])]
    #[case(json!({"venue_id": "ven_00000000000000000000000000000001"}), &[("/venue_id", FieldCode::Inconsistent)])]
    #[case(json!({"ends_at": "2026-11-24T10:00:00Z"}), &[("/ends_at", FieldCode::EndsBeforeStart)])]
    #[case(json!({"ends_at": "2026-11-25T10:00:00Z"}), &[])]
    #[case(json!({"ends_at": "2026-11-25T10:00:01Z"}), &[("/ends_at", FieldCode::TooLarge)])]
    #[case(json!({"booking": "both"}), &[("/capacity", FieldCode::Required)])]
    #[case(json!({"capacity": 0}), &[("/capacity", FieldCode::TooSmall)])]
    #[case(json!({"capacity": 1001, "champions_needed": 101}), &[("/capacity", FieldCode::TooLarge), ("/champions_needed", FieldCode::TooLarge)])]
    #[case(json!({"topics": ["nhs-app", "nhs-app"]}), &[("/topics/1", FieldCode::Duplicate)])]
    fn what_is_refused_and_where(#[case] changes: Value, #[case] expected: &[(&str, FieldCode)]) {
        let refusals = details(changes).check().err().into_iter().flat_map(Refusals::into_vec);
        let found: Vec<_> = refusals.map(|refusal| (refusal.pointer, refusal.code)).collect();
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn details_that_say_little_get_the_careful_defaults() {
        let details = details(json!({}));
        assert_eq!((details.visibility, details.programme), (Visibility::Partner, Programme::Residents));
        assert_eq!(details.champions_needed, 1);
    }
}
