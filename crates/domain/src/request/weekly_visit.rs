//! Where a learner already goes each week, and when.

use serde::{Deserialize, Serialize};

use super::RequestDetails;
use crate::{
    availability::{Slot, check_slots},
    clock_time::{TimeOfDay, Weekday},
    help::Setting,
    refusal::{FieldCode, Refusals},
    venue::VenueId,
};

/// The most weekly visits of one request.
pub const WEEKLY_VISITS_MAX: usize = 20;

/// An hour of the week at which the learner is at a venue anyway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WeeklyVisit {
    /// Where.
    pub venue_id: VenueId,
    /// On this day of the week.
    pub weekday: Weekday,
    /// From this local time on.
    pub start: TimeOfDay,
    /// Until just before this local time.
    pub end: TimeOfDay,
}

impl WeeklyVisit {
    /// When the learner is there.
    pub const fn slot(self) -> Slot {
        Slot { weekday: Some(self.weekday), date: None, start: self.start, end: self.end }
    }
}

impl RequestDetails {
    /// Every time at which the learner can: those that are named, and the hours of the weekly visits; at any time when empty.
    pub fn all_times(&self) -> Vec<Slot> {
        self.times.iter().copied().chain(self.weekly_visits.iter().map(|visit| visit.slot())).collect()
    }

    pub(super) fn check_visits(&self, refusals: &mut Refusals) {
        let few = self.weekly_visits.len() <= WEEKLY_VISITS_MAX;
        let right = format!("at most {WEEKLY_VISITS_MAX} visits");
        refusals.require(few, "/weekly_visits", FieldCode::TooLong, right);
        let slots: Vec<Slot> = self.weekly_visits.iter().map(|visit| visit.slot()).collect();
        refusals.nest("/weekly_visits", check_slots(&slots));
        let there = self.setting == Setting::Venue || self.weekly_visits.is_empty();
        let right = "visits only where the setting is venue";
        refusals.require(there, "/weekly_visits", FieldCode::Inconsistent, right);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn details(setting: &str, visits: &str) -> RequestDetails {
        let body = format!(
            r#"{{"route": "phone", "topics": ["nhs-app"], "setting": "{setting}", "weekly_visits": [{visits}]}}"#
        );
        serde_json::from_str(&body).unwrap()
    }

    fn visit(hours: &str) -> String {
        let (start, end) = hours.split_once('-').unwrap();
        format!(
            r#"{{"venue_id": "ven_00000000000000000000000000000001", "weekday": "tuesday", "start": "{start}", "end": "{end}"}}"#
        )
    }

    #[rstest]
    #[case::it_is_a_place_and_a_time("venue", &["10:00-11:00"], &[])]
    #[case::at_home("home", &["10:00-11:00"], &[("/near", FieldCode::Required), ("/weekly_visits", FieldCode::Inconsistent)])]
    #[case::backwards("venue", &["11:00-10:00"], &[("/weekly_visits/0/end", FieldCode::EndsBeforeStart)])]
    #[case::too_short("venue", &["10:00-10:59"], &[("/weekly_visits/0", FieldCode::TooShort)])]
    #[case::at_two_places_at_once(
        "venue",
        &["10:00-12:00", "11:00-13:00"],
        &[("/weekly_visits/1", FieldCode::Overlap)]
    )]
    fn every_refusal_names_its_place(
        #[case] setting: &str,
        #[case] hours: &[&str],
        #[case] expected: &[(&str, FieldCode)],
    ) {
        let visits: Vec<String> = hours.iter().map(|hours| visit(hours)).collect();
        let refusals = details(setting, &visits.join(",")).check().err().into_iter().flat_map(Refusals::into_vec);
        let refused: Vec<_> = refusals.map(|refusal| (refusal.pointer, refusal.code)).collect();
        let expected: Vec<_> = expected.iter().map(|(pointer, code)| ((*pointer).to_owned(), *code)).collect();
        assert_eq!(refused, expected);
    }

    #[test]
    fn who_is_erased_goes_nowhere() {
        let details = details("venue", &visit("10:00-11:00"));
        assert_eq!(details.all_times().len(), 1);
        assert_eq!(details.anonymised().weekly_visits, []);
    }
}
