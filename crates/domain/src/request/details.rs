//! What is asked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Relation, Urgency, WeeklyVisit};
use crate::{
    affiliation::{AffiliationId, RoleFlag},
    availability::{Slot, check_slots},
    clock_time,
    help::{AccessFeature, Route, Setting, SkillLevel, TopicSlug},
    language::Language,
    learner::{LearnerDetails, LearnerId},
    partner::Audience,
    postcode::Postcode,
    refusal::{FieldCode, Refusals},
    text::{Text, Words},
    venue::VenueId,
};

/// The most topics of one request.
pub const TOPICS_MAX: usize = 10;
/// The shortest help that can be asked for, in minutes.
pub const DURATION_MIN: u16 = 15;
/// The longest help that can be asked for, in minutes.
pub const DURATION_MAX: u16 = 480;
/// How long help takes unless somebody says otherwise, in minutes.
pub const DURATION_DEFAULT: u16 = 60;

const LIST_MAX: usize = 20;

/// What is asked, by whoever owns the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = CreateRequest))]
pub struct RequestDetails {
    /// What the learner wants to do, in the learner's own words.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("I want to apply for a Blue Badge")))]
    pub goal: Option<Words>,
    /// What it is about; a champion must be able to help with each.
    #[cfg_attr(feature = "schema", schema(min_items = 1, max_items = 10))]
    pub topics: Vec<TopicSlug>,
    /// How well the champion must know the topics, where the policy's own level is too low.
    #[serde(default)]
    pub level: Option<SkillLevel>,
    /// Where help is wanted.
    pub setting: Setting,
    /// The postcode near which help is wanted; for help at home, that of the home.
    #[serde(default)]
    pub near: Option<Postcode>,
    /// The venues the learner can come to; any near the postcode when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub venue_ids: Vec<VenueId>,
    /// When the learner can, the best first. When empty: at the hours of the weekly visits, or at any time where there are none of those
    /// either.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 100))]
    pub times: Vec<Slot>,
    /// How long help takes, in minutes.
    #[serde(default = "duration_default")]
    #[cfg_attr(feature = "schema", schema(minimum = 15, maximum = 480, default = 60))]
    pub duration_minutes: u16,
    /// What the learner needs to get in and take part.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub access_needs: Vec<AccessFeature>,
    /// Languages of which the champion must speak one; any when empty.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub required_languages: Vec<Language>,
    /// Languages that the learner would like the champion to speak.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub preferred_languages: Vec<Language>,
    /// The group of people that the champion must be at ease with.
    #[serde(default)]
    pub audience: Option<Audience>,
    /// How soon help is needed.
    #[serde(default)]
    pub urgency: Urgency,
    /// How the request reached the network.
    pub route: Route,
    /// How the learner heard of the network.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(examples("A poster in the library")))]
    pub how_heard: Option<Text<200>>,
    /// Who speaks for the learner; nobody when absent.
    #[serde(default)]
    pub on_behalf_of: Option<Relation>,
    /// Who asks, once there is a record of the learner.
    #[serde(default)]
    pub learner_id: Option<LearnerId>,
    /// Champions whom the learner does not want, by their affiliation.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub excluded_affiliations: Vec<AffiliationId>,
    /// Where the learner would rather come to than elsewhere.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub preferred_venues: Vec<VenueId>,
    /// Where the learner already goes each week, and when: these hours are good for help there, and only there, and as good as the first of the
    /// times.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 20))]
    pub weekly_visits: Vec<WeeklyVisit>,
    /// What the champion would do beyond helping; only somebody whom the partner allows to is proposed.
    #[serde(default)]
    #[cfg_attr(feature = "schema", schema(max_items = 4))]
    pub role_flags: Vec<RoleFlag>,
    /// The first day on which help is wanted.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub from: Option<NaiveDate>,
    /// The last day on which help is wanted.
    #[serde(default, deserialize_with = "clock_time::maybe_date")]
    pub until: Option<NaiveDate>,
    /// Only when the request is made: who asks, where there is no record of the learner yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learner: Option<Box<LearnerDetails>>,
}

const fn duration_default() -> u16 {
    DURATION_DEFAULT
}

impl RequestDetails {
    /// Whether the same help would do for both: the same topics at the same places and times, by the same rules. What is said besides may differ.
    pub fn asks_for_the_same_help_as(&self, other: &Self) -> bool {
        let besides = Self {
            goal: other.goal.clone(),
            preferred_languages: other.preferred_languages.clone(),
            urgency: other.urgency,
            route: other.route,
            how_heard: other.how_heard.clone(),
            on_behalf_of: other.on_behalf_of,
            learner_id: other.learner_id,
            excluded_affiliations: other.excluded_affiliations.clone(),
            preferred_venues: other.preferred_venues.clone(),
            learner: other.learner.clone(),
            ..self.clone()
        };
        besides == *other
    }

    /// Whether the details make sense together.
    pub fn check(&self) -> Result<(), Refusals> {
        let mut refusals = Refusals::none();
        refusals.require(!self.topics.is_empty(), "/topics", FieldCode::TooShort, "at least one topic");
        let long_enough = self.duration_minutes >= DURATION_MIN;
        refusals.require(
            long_enough,
            "/duration_minutes",
            FieldCode::TooSmall,
            format!("at least {DURATION_MIN} minutes"),
        );
        let short_enough = self.duration_minutes <= DURATION_MAX;
        refusals.require(
            short_enough,
            "/duration_minutes",
            FieldCode::TooLarge,
            format!("at most {DURATION_MAX} minutes"),
        );
        self.check_lists(&mut refusals);
        self.check_place(&mut refusals);
        self.check_times(&mut refusals);
        let twice = self.learner_id.is_some() && self.learner.is_some();
        refusals.require(!twice, "/learner", FieldCode::Inconsistent, "nothing where /learner_id stands");
        refusals.nest("/learner", self.learner.as_ref().map_or(Ok(()), |learner| learner.check()));
        refusals.finish()
    }

    fn check_lists(&self, refusals: &mut Refusals) {
        refusals.distinct("/topics", TOPICS_MAX, &self.topics);
        refusals.distinct("/venue_ids", LIST_MAX, &self.venue_ids);
        refusals.distinct("/access_needs", LIST_MAX, &self.access_needs);
        refusals.distinct("/required_languages", LIST_MAX, &self.required_languages);
        refusals.distinct("/preferred_languages", LIST_MAX, &self.preferred_languages);
        refusals.distinct("/excluded_affiliations", LIST_MAX, &self.excluded_affiliations);
        refusals.distinct("/preferred_venues", LIST_MAX, &self.preferred_venues);
        refusals.distinct("/role_flags", LIST_MAX, &self.role_flags);
    }

    fn check_place(&self, refusals: &mut Refusals) {
        let at_venue = self.setting == Setting::Venue;
        let only_there = at_venue || self.venue_ids.is_empty();
        refusals.require(only_there, "/venue_ids", FieldCode::Inconsistent, "venues only where the setting is venue");
        let (place_known, right) = match self.setting {
            Setting::Venue => {
                let named = !self.venue_ids.is_empty() || !self.weekly_visits.is_empty();
                (self.near.is_some() || named, "a postcode, or venues in /venue_ids or /weekly_visits")
            }
            Setting::Home => (self.near.is_some() || self.names_learner(), "the postcode of the home, or a learner"),
            Setting::Remote => (true, ""),
        };
        refusals.require(place_known, "/near", FieldCode::Required, right);
    }

    fn check_times(&self, refusals: &mut Refusals) {
        refusals.nest("/times", check_slots(&self.times));
        self.check_visits(refusals);
        let times = self.times.iter().copied().enumerate().map(|(index, slot)| (format!("/times/{index}"), slot));
        let visits = self.weekly_visits.iter().enumerate();
        let visits = visits.map(|(index, visit)| (format!("/weekly_visits/{index}"), visit.slot()));
        for (pointer, slot) in times.chain(visits) {
            let length = slot.end.minutes().saturating_sub(slot.start.minutes());
            let fits = slot.start >= slot.end || length >= self.duration_minutes;
            refusals.require(fits, pointer, FieldCode::TooShort, "at least as long as the help takes");
        }
        let forward = self.from.zip(self.until).is_none_or(|(from, until)| from <= until);
        refusals.require(forward, "/until", FieldCode::EndsBeforeStart, "a date that is not before /from");
    }

    const fn names_learner(&self) -> bool {
        self.learner_id.is_some() || self.learner.is_some()
    }

    /// The same request without anything that could say who asked: need and outcome stay for the figures.
    pub(super) fn anonymised(self) -> Self {
        Self {
            goal: None,
            near: None,
            how_heard: None,
            learner_id: None,
            learner: None,
            times: Vec::new(),
            excluded_affiliations: Vec::new(),
            preferred_venues: Vec::new(),
            weekly_visits: Vec::new(),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn refused(rest: &str) -> Vec<(String, FieldCode)> {
        let body = format!(r#"{{"route": "phone", {rest}}}"#);
        let details: RequestDetails = serde_json::from_str(&body).unwrap();
        let refusals = details.check().err().into_iter().flat_map(Refusals::into_vec);
        refusals.map(|refusal| (refusal.pointer, refusal.code)).collect()
    }

    #[rstest]
    #[case::well(r#""topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA""#, &[])]
    #[case::no_topic(r#""topics": [], "setting": "remote""#, &[("/topics", FieldCode::TooShort)])]
    #[case::nowhere(r#""topics": ["nhs-app"], "setting": "venue""#, &[("/near", FieldCode::Required)])]
    #[case::no_home(r#""topics": ["nhs-app"], "setting": "home""#, &[("/near", FieldCode::Required)])]
    #[case::venue_by_phone(
        r#""topics": ["nhs-app"], "setting": "remote", "venue_ids": ["ven_00000000000000000000000000000001"]"#,
        &[("/venue_ids", FieldCode::Inconsistent)]
    )]
    #[case::too_short(r#""topics": ["nhs-app"], "setting": "remote", "duration_minutes": 5"#, &[("/duration_minutes", FieldCode::TooSmall)])]
    #[case::slot_too_short(
        r#""topics": ["nhs-app"], "setting": "remote", "times": [{"weekday": "tuesday", "start": "10:00", "end": "10:30"}]"#,
        &[("/times/0", FieldCode::TooShort)]
    )]
    #[case::slot_backwards(
        r#""topics": ["nhs-app"], "setting": "remote", "times": [{"weekday": "tuesday", "start": "10:00", "end": "09:30"}]"#,
        &[("/times/0/end", FieldCode::EndsBeforeStart)]
    )]
    #[case::dates_backwards(
        r#""topics": ["nhs-app"], "setting": "remote", "from": "2026-12-02", "until": "2026-12-01""#,
        &[("/until", FieldCode::EndsBeforeStart)]
    )]
    fn every_refusal_names_its_place(#[case] rest: &str, #[case] expected: &[(&str, FieldCode)]) {
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(refused(rest), expected);
    }
}
