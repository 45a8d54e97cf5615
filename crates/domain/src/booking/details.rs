//! What somebody says who books a place.

use serde::{Deserialize, Serialize};

use crate::{
    help::Route,
    learner::LearnerId,
    refusal::{FieldCode, Refusals},
    session::SessionId,
    text::{Name, Text},
};

/// The most places in one booking.
pub const PLACES_MAX: u32 = 20;
/// The longest hold, in minutes.
pub const HOLD_MINUTES_MAX: u32 = 60;

/// Somebody who comes without being a learner on the partner's books. Personal data, for the partner only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Guest {
    /// What to call them.
    #[cfg_attr(feature = "schema", schema(examples("A demonstration guest")))]
    pub name: Name,
    /// How to reach them: a phone number or an e-mail address.
    #[cfg_attr(feature = "schema", schema(examples("020 7946 0000")))]
    pub contact: Name,
}

/// What is said when a place is booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateBooking))]
pub struct BookingDetails {
    /// The session.
    pub session_id: SessionId,
    /// How many places.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 20, default = 1))]
    pub places: u32,
    /// Who comes; leave it out where `learner_id` stands.
    #[serde(default)]
    pub guest: Option<Guest>,
    /// The learner who comes; leave it out where `guest` stands.
    #[serde(default)]
    pub learner_id: Option<LearnerId>,
    /// How the booking came in.
    pub route: Route,
    /// Where they had heard of it, in their own words.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("A poster in the library")))]
    pub how_heard: Option<Text<200>>,
    /// Keep the places for so many minutes and confirm later; confirmed at once when left out.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 60))]
    pub hold_for_minutes: Option<u32>,
}

const fn one() -> u32 {
    1
}

impl BookingDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(self.places >= 1, "/places", FieldCode::TooSmall, "at least 1 place");
        refusals.require(self.places <= PLACES_MAX, "/places", FieldCode::TooLarge, "at most 20 places");
        let who = "either a guest or a learner";
        match (&self.guest, self.learner_id) {
            (None, None) => refusals.add("/guest", FieldCode::Required, who),
            (Some(_), Some(_)) => refusals.add("/guest", FieldCode::Inconsistent, who),
            (Some(_), None) | (None, Some(_)) => {}
        }
        let minutes = self.hold_for_minutes.unwrap_or(1);
        refusals.require(minutes >= 1, "/hold_for_minutes", FieldCode::TooSmall, "at least 1 minute");
        refusals.require(minutes <= HOLD_MINUTES_MAX, "/hold_for_minutes", FieldCode::TooLarge, "at most 60 minutes");
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    #[rstest]
    #[case(json!({"guest": {"name": "A guest", "contact": "020 7946 0000"}}), &[])]
    #[case(json!({"learner_id": "lrn_00000000000000000000000000000001"}), &[])]
    #[case(json!({}), &[("/guest", FieldCode::Required)])]
    #[case(json!({"learner_id": "lrn_00000000000000000000000000000001", "guest": {"name": "A guest", "contact": "e"}}),
        &[("/guest", FieldCode::Inconsistent)])]
    #[case(json!({"places": 0, "hold_for_minutes": 61}),
        &[("/places", FieldCode::TooSmall), ("/guest", FieldCode::Required), ("/hold_for_minutes", FieldCode::TooLarge)])]
    fn what_is_refused_and_where(#[case] changes: Value, #[case] expected: &[(&str, FieldCode)]) {
        let mut json = json!({"session_id": "ses_00000000000000000000000000000001", "route": "phone"});
        json.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        let details: BookingDetails = serde_json::from_value(json).unwrap();
        let refusals = details.check().err().into_iter().flat_map(Refusals::into_vec);
        let found: Vec<_> = refusals.map(|refusal| (refusal.pointer, refusal.code)).collect();
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(found, expected);
    }
}
