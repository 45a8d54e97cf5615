//! What a partner says about an activity.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    availability::{Slot, check_slots},
    help::TopicSlug,
    language::{Language, LocalizedWords},
    partner::Audience,
    refusal::{FieldCode, Refusals},
    text::Name,
    venue::VenueId,
};

/// The most champions that an activity can want.
pub const CHAMPIONS_WANTED_MAX: u32 = 100;

/// Whether an activity goes on. One that has ended may be taken up again.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, EnumString, IntoStaticStr, VariantArray,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum ActivityState {
    /// It takes place, and champions could join.
    #[default]
    Active,
    /// It no longer takes place.
    Ended,
}

/// What a partner may say about an activity: when, where, whom it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateActivity))]
pub struct ActivityDetails {
    /// The name that people know it by.
    #[cfg_attr(feature = "schema", schema(examples("Thursday coffee morning")))]
    pub name: Name,
    /// What happens there, by language.
    #[serde(default)]
    pub description: Option<LocalizedWords>,
    /// The venue; left out where it is not at one that the network knows.
    #[serde(default)]
    pub venue_id: Option<VenueId>,
    /// When it takes place, week by week, in the network's local time.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 100))]
    pub times: Vec<Slot>,
    /// Whom it reaches; everybody when empty. A champion who joins is at ease with all of them.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub audiences: Vec<Audience>,
    /// What people there would like help with, by slug of the topic; anything when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub topics: Vec<TopicSlug>,
    /// The languages that are of use there, one of which a champion speaks; those of the network when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub languages: Vec<Language>,
    /// How many champions it could do with.
    #[serde(default = "one")]
    #[cfg_attr(feature = "schema", schema(minimum = 1, maximum = 100, default = 1))]
    pub champions_wanted: u32,
    /// Whether the other partners of the network may see it, because a champion of theirs might join.
    #[serde(default = "yes")]
    #[cfg_attr(feature = "schema", schema(default = true))]
    pub shared: bool,
    /// Whether it goes on.
    #[serde(default)]
    pub state: ActivityState,
}

const fn one() -> u32 {
    1
}

const fn yes() -> bool {
    true
}

impl ActivityDetails {
    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(!self.times.is_empty(), "/times", FieldCode::TooShort, "at least one weekly time");
        refusals.nest("/times", check_slots(&self.times));
        for (index, time) in self.times.iter().enumerate() {
            let pointer = format!("/times/{index}/date");
            refusals.require(
                time.date.is_none(),
                pointer,
                FieldCode::Inconsistent,
                "a weekday: an activity repeats every week",
            );
        }
        refusals.distinct("/audiences", 20, &self.audiences);
        refusals.distinct("/topics", 20, &self.topics);
        refusals.distinct("/languages", 20, &self.languages);
        let wanted = self.champions_wanted;
        refusals.require(wanted >= 1, "/champions_wanted", FieldCode::TooSmall, "from 1 to 100 champions");
        let few = wanted <= CHAMPIONS_WANTED_MAX;
        refusals.require(few, "/champions_wanted", FieldCode::TooLarge, "from 1 to 100 champions");
        refusals.finish()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;
    use crate::{activity::Activity, noun::Noun};

    fn details(changes: &Value) -> ActivityDetails {
        let mut activity = json!({
            "name": "Coffee morning", "times": [{"weekday": "thursday", "start": "10:00", "end": "12:00"}],
        });
        activity.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
        serde_json::from_value(activity).unwrap()
    }

    #[rstest]
    #[case(json!({}), &[])]
    #[case(json!({"times": []}), &["/times"])]
    #[case(json!({"times": [{"weekday": "monday", "start": "12:00", "end": "09:00"}]}), &["/times/0/end"])]
    #[case(json!({"times": [{"date": "2026-12-03", "start": "09:00", "end": "12:00"}]}), &["/times/0/date"])]
    #[case(json!({"times": [{"start": "09:00", "end": "12:00"}]}), &["/times/0/weekday"])]
    #[case(json!({"audiences": ["carers", "carers"]}), &["/audiences/1"])]
    #[case(json!({"topics": ["nhs-app", "nhs-app"]}), &["/topics/1"])]
    #[case(json!({"languages": ["pa", "pa"]}), &["/languages/1"])]
    #[case(json!({"champions_wanted": 0}), &["/champions_wanted"])]
    #[case(json!({"champions_wanted": 101}), &["/champions_wanted"])]
    fn every_refusal_names_its_place(#[case] changes: Value, #[case] pointers: &[&str]) {
        let refusals = details(&changes).check().err();
        let found: Vec<_> = refusals.into_iter().flat_map(Refusals::into_vec).map(|refusal| refusal.pointer).collect();
        assert_eq!(found, pointers);
    }

    #[test]
    fn it_is_for_the_network_unless_the_partner_keeps_it_to_itself() {
        let activity = Activity::new(details(&json!({}))).unwrap();
        assert!(activity.shared());
        assert_eq!((activity.details.champions_wanted, activity.details.state), (1, ActivityState::Active));
        assert!(!activity.with(details(&json!({"shared": false}))).unwrap().shared());
    }

    #[test]
    fn an_activity_reads_back_as_it_was_written() {
        let activity = details(&json!({"description": {"en": "Tea"}, "audiences": ["carers"], "state": "ended"}));
        let json = serde_json::to_string(&activity).unwrap();
        assert_eq!(serde_json::from_str::<ActivityDetails>(&json).unwrap(), activity);
    }
}
