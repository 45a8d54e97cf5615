//! What becomes of the sessions of a series that changes.

use rstest::rstest;

use super::*;
use crate::session::{SeriesDate, Session, SessionState};

const ON: &str = "2026-12-15";
const FREE: InUse = InUse { live: false, places: 0, named: false };
const BOOKED: InUse = InUse { live: true, places: 3, named: true };

fn at(details: &SeriesDetails) -> Option<SessionDetails> {
    let series = Series { details: details.clone(), cancellation: None };
    let found = details.occurrences(Nation::England, date("2026-12-01"), date("2027-01-31")).unwrap();
    series.session_on(&found, date(ON))
}

fn bookable(changes: &Value) -> SeriesDetails {
    let mut all = json!({ "booking": "pre_arranged", "capacity": 5 });
    all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    details(&all)
}

/// The session of the series before it changed, with some of it said otherwise.
fn session(own: &Value) -> Session {
    let mut json = serde_json::to_value(at(&bookable(&json!({}))).unwrap()).unwrap();
    json.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
    let details = serde_json::from_value(json).unwrap();
    let session = Session::new(details, Zone::LONDON, "2026-12-01T09:00:00Z".parse().unwrap()).unwrap();
    session.of_series(SeriesDate { series: Id::new(uuid::Uuid::nil()), date: date(ON), detached: false })
}

fn become_of(session: &Session, in_use: InUse, changes: &Value) -> SeriesChange {
    following(session, in_use, at(&bookable(&json!({}))).as_ref(), at(&bookable(changes)))
}

fn name(change: &SeriesChange) -> &'static str {
    match change {
        SeriesChange::Stays => "stays",
        SeriesChange::Says(_) => "says",
        SeriesChange::Goes => "goes",
        SeriesChange::Relied => "relied",
        SeriesChange::Booked => "booked",
    }
}

#[rstest]
#[case::nothing(json!({}), "stays", "stays")]
#[case::words(json!({ "title": { "en": "Phones" } }), "says", "says")]
#[case::time(json!({ "start_time": "11:00" }), "says", "relied")]
#[case::length(json!({ "duration_minutes": 90 }), "says", "relied")]
#[case::place(json!({ "setting": "home" }), "says", "relied")]
#[case::another_day(json!({ "rule": "FREQ=WEEKLY;BYDAY=WE" }), "goes", "relied")]
#[case::an_exception(json!({ "except_dates": [ON] }), "goes", "relied")]
#[case::fewer_places_but_enough(json!({ "capacity": 3 }), "says", "says")]
#[case::too_few_places(json!({ "capacity": 2 }), "says", "booked")]
#[case::no_places(json!({ "booking": "drop_in" }), "says", "booked")]
fn a_session_that_says_what_its_series_says(#[case] changes: Value, #[case] free: &str, #[case] booked: &str) {
    let session = session(&json!({}));
    assert_eq!(name(&become_of(&session, FREE, &changes)), free);
    assert_eq!(name(&become_of(&session, BOOKED, &changes)), booked);
    assert_eq!(become_of(&session.clone().detached(), BOOKED, &changes), SeriesChange::Stays);
    assert_eq!(
        become_of(&Session { state: SessionState::Cancelled, ..session }, BOOKED, &changes),
        SeriesChange::Stays
    );
}

#[test]
fn what_was_said_of_one_session_alone_stays() {
    let own = json!({ "title": { "en": "With mince pies" }, "starts_at": "2026-12-15T14:00:00Z", "ends_at": "2026-12-15T15:00:00Z" });
    let changes = json!({ "title": { "en": "Phones" }, "start_time": "11:00", "champions_needed": 3 });
    let SeriesChange::Says(said) = become_of(&session(&own), BOOKED, &changes) else {
        panic!("it says something else")
    };
    assert_eq!(said.title.plain(), "With mince pies");
    assert_eq!(said.starts_at, "2026-12-15T14:00:00Z".parse::<DateTime<Utc>>().unwrap());
    assert_eq!(said.champions_needed, 3);
}
