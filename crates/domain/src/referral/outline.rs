//! What may be seen of a request before anybody knows who asks.

use serde::{Deserialize, Serialize};

use crate::{
    area::AreaCode,
    availability::Slot,
    clock_time::Weekday,
    help::{AccessFeature, Setting, TopicSlug},
    language::Language,
    learner::Learner,
    part_of_day::PartOfDay,
    partner::Audience,
    request::{Request, Urgency},
};

/// When help is wanted, in general: no date and no hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WantedTime {
    /// On this day of the week.
    pub weekday: Weekday,
    /// In this part of the day.
    pub part: PartOfDay,
}

/// What is wanted, and not by whom: enough to see whether one could help. Free words, the postcode, the venues where the
/// learner goes, exact times, the champions they do not want and their id are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// What it is about.
    pub topics: Vec<TopicSlug>,
    /// Where help is wanted.
    pub setting: Setting,
    /// The ward in which it is wanted.
    pub ward: Option<AreaCode>,
    /// In general, when; at any time when empty.
    pub times: Vec<WantedTime>,
    /// How long help takes, in minutes.
    pub duration_minutes: u16,
    /// What the learner needs to get in and take part.
    pub access_needs: Vec<AccessFeature>,
    /// Languages of which the champion must speak one.
    pub required_languages: Vec<Language>,
    /// Languages that the learner would like the champion to speak.
    pub preferred_languages: Vec<Language>,
    /// The group of people that the champion must be at ease with.
    pub audience: Option<Audience>,
    /// How soon help is needed.
    pub urgency: Urgency,
}

impl Outline {
    /// The outline of a request, with what the learner's own record adds to it.
    pub fn of(request: &Request, learner: Option<&Learner>) -> Self {
        let details = &request.details;
        let mut access_needs = details.access_needs.clone();
        for need in learner.into_iter().flat_map(|learner| &learner.details.access_needs) {
            if !access_needs.contains(need) {
                access_needs.push(*need);
            }
        }
        Self {
            topics: details.topics.clone(),
            setting: details.setting,
            ward: request.ward.clone(),
            times: in_general(&details.all_times()),
            duration_minutes: details.duration_minutes,
            access_needs,
            required_languages: details.required_languages.clone(),
            preferred_languages: details.preferred_languages.clone(),
            audience: details.audience,
            urgency: details.urgency,
        }
    }

    /// The same without the times, which are of use only while somebody may still say yes.
    #[must_use]
    pub fn without_times(self) -> Self {
        Self { times: Vec::new(), ..self }
    }

    #[cfg(test)]
    pub(super) fn example() -> Self {
        Self {
            topics: vec!["blue-badge".parse().unwrap()],
            setting: Setting::Venue,
            ward: None,
            times: Vec::new(),
            duration_minutes: 60,
            access_needs: Vec::new(),
            required_languages: Vec::new(),
            preferred_languages: Vec::new(),
            audience: None,
            urgency: Urgency::Normal,
        }
    }
}

/// The parts of days that slots touch, each once, in the order of the learner's wishes.
fn in_general(slots: &[Slot]) -> Vec<WantedTime> {
    let mut times = Vec::new();
    for slot in slots {
        let weekday = slot.weekday.or_else(|| slot.date.map(|date| Weekday::of(&date)));
        for time in weekday
            .into_iter()
            .flat_map(|weekday| PartOfDay::between(slot.start, slot.end).map(move |part| WantedTime { weekday, part }))
        {
            if !times.contains(&time) {
                times.push(time);
            }
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Locality;
    use chrono::DateTime;

    const EVERYTHING: &str = r#"{
        "goal": "Zaunkoenig", "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "route": "web",
        "how_heard": "Zaunkoenig", "learner_id": "lrn_00000000000000000000000000000001", "access_needs": ["lift"],
        "excluded_affiliations": ["aff_00000000000000000000000000000001"],
        "preferred_venues": ["ven_00000000000000000000000000000001"],
        "times": [{"weekday": "tuesday", "start": "03:17", "end": "12:30"}, {"date": "2026-12-02", "start": "17:00", "end": "18:00"},
            {"weekday": "tuesday", "start": "13:00", "end": "14:00"}]
    }"#;

    fn outline() -> Outline {
        let details = serde_json::from_str(EVERYTHING).unwrap();
        let request = Request::for_partner(details, Locality::default(), DateTime::UNIX_EPOCH).unwrap();
        Outline::of(&request, None)
    }

    #[test]
    fn times_are_told_in_general_and_once() {
        let told: Vec<_> = outline().times.iter().map(|time| (time.weekday, time.part)).collect();
        let expected = [
            (Weekday::Tuesday, PartOfDay::Morning),
            (Weekday::Tuesday, PartOfDay::Afternoon),
            (Weekday::Wednesday, PartOfDay::Evening),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn nothing_that_could_say_who_asks_is_in_it() {
        let text = serde_json::to_string(&outline()).unwrap();
        for personal in ["Zaunkoenig", "DA6", "lrn_", "aff_", "ven_", "03:17", "2026"] {
            assert!(!text.contains(personal), "{text}");
        }
    }

    #[test]
    fn what_the_learner_s_record_adds_is_told_too() {
        let learner = serde_json::from_str(r#"{"name": "Example", "access_needs": ["lift", "hearing_loop"]}"#).unwrap();
        let details = serde_json::from_str(EVERYTHING).unwrap();
        let request = Request::for_partner(details, Locality::default(), DateTime::UNIX_EPOCH).unwrap();
        let told = Outline::of(&request, Some(&Learner::new(learner, None).unwrap())).access_needs;
        assert_eq!(told, [AccessFeature::Lift, AccessFeature::HearingLoop]);
    }
}
