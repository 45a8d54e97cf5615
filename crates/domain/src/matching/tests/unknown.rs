//! What nobody has recorded is never taken for well: whatever is left out of the records of somebody who fits, a rule rejects for just that.
//! A rule without a line does not compile.

use chrono::NaiveDate;
use rstest::rstest;
use serde_json::{Value, json};
use strum::VariantArray;
use uuid::Uuid;

use super::{
    alone::judged,
    world::{BEXLEYHEATH, WELLING, World, affiliation, completed, course, venue},
};
use crate::{
    affiliation::{Affiliation, AffiliationDetails},
    champion::ChampionId,
    check::Check,
    geo::Point,
    matching::{Candidate, CompletedCourse, Outcome, Place, Reason},
    network::Nation,
    venue::VenueDetails,
};

/// What is recorded; all of it as partners write it.
struct Records {
    champion: Value,
    home: Option<Point>,
    check: Value,
    completed: Option<CompletedCourse>,
    venue: Value,
    request: Value,
    /// The learner's home, or the postcode of the request.
    point: Option<Point>,
    policy: Value,
}

/// What takes one thing out of the records.
type LeaveOut = fn(&mut Records);

/// What may be unknown of a rule.
enum Unknown {
    /// To leave this out rejects.
    Rejects(&'static [(&'static str, LeaveOut)]),
    /// Nothing, because of this.
    Nothing(&'static str),
}

fn leave_out(record: &mut Value, field: &str) {
    record.as_object_mut().unwrap().remove(field).unwrap();
}

/// Everything is known, of a champion who can help, and every rule has something to ask.
fn records() -> Records {
    Records {
        champion: json!({
            "given_name": "Demo-Ada", "stage": "active", "settings": ["venue", "home"], "languages": ["en"],
            "skills": [{"topic": "blue-badge", "level": "confident"}], "audiences": ["older_people"], "travel_limit_km": 3,
            "availability": [{"weekday": "tuesday", "start": "09:00", "end": "13:00"}], "weekly_hours_cap": 4,
            "decisions": [{"role_flag": "handles_money", "decided_on": "2026-10-01", "allowed": true}],
        }),
        home: Some(WELLING),
        check: json!({
            "affiliation_id": affiliation(1), "scheme": "dbs", "level": "enhanced", "workforce": "adult",
            "issued_on": "2026-09-01", "eligibility_basis": "Handles money", "certificate": {"seen_by": "manager", "seen_on": "2026-09-10"},
            "decision": {"decided_on": "2026-09-11", "outcome": "suitable"},
            "update_service": {"consented_on": "2026-09-10", "last_checked_on": "2026-11-01", "last_status": "no_change"},
        }),
        completed: Some(completed("2026-01-01", "2028-01-01")),
        venue: json!({
            "kind": "library", "name": "Central Library", "address": {"lines": ["Townley Road"], "postcode": "DA6 7HJ"},
            "point": BEXLEYHEATH, "access": {"features": ["step_free"], "verified_on": "2026-11-01"},
            "opening": [{"weekday": "tuesday", "start": "09:00", "end": "17:00"}],
        }),
        request: json!({
            "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "route": "web", "required_languages": ["en"],
            "audience": "older_people", "access_needs": ["step_free"], "role_flags": ["handles_money"],
            "times": [{"weekday": "tuesday", "start": "10:00", "end": "12:00"}],
        }),
        point: Some(BEXLEYHEATH),
        policy: json!({"required_courses": [{"course_id": course(1)}], "required_checks": [{
            "scheme": "dbs", "level": "enhanced", "workforce": "adult", "eligibility_basis": "Handles money", "recheck_months": 24,
        }]}),
    }
}

impl Records {
    fn world(self) -> World {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        let mut details: AffiliationDetails = serde_json::from_value(self.champion).unwrap();
        let beginning = details.take_beginning();
        let person = ChampionId::new(Uuid::from_u128(1));
        let now = super::world::instant(super::world::NOW);
        let recorded = Affiliation::new(person, details, &beginning, self.home, now, today).unwrap();
        let check =
            (!self.check.is_null()).then(|| Check::new(serde_json::from_value(self.check).unwrap(), today).unwrap());
        let venue_details: VenueDetails = serde_json::from_value(self.venue).unwrap();
        World {
            request: serde_json::from_value(self.request).unwrap(),
            point: self.point,
            places: vec![Place::of(venue(1), &venue_details, Nation::England)],
            policy: serde_json::from_value(self.policy).unwrap(),
            candidates: vec![
                Candidate::new(affiliation(1), &recorded, &check, Vec::new()).with_completed(self.completed),
            ],
            ..World::new()
        }
    }
}

fn at_home(records: &mut Records) {
    records.request["setting"] = json!("home");
}

fn unknown(rule: Reason) -> Unknown {
    use Unknown::{Nothing, Rejects};
    match rule {
        Reason::NotActive => Rejects(&[("the stage", |records| leave_out(&mut records.champion, "stage"))]),
        Reason::Excluded => Nothing("whom the learner does not want, the learner says"),
        Reason::Declined => Nothing("what nobody declined is not declined"),
        Reason::DecisionMissing => {
            Rejects(&[("the decision", |records| leave_out(&mut records.champion, "decisions"))])
        }
        Reason::Setting => Rejects(&[("the settings", |records| leave_out(&mut records.champion, "settings"))]),
        Reason::CheckMissing => Rejects(&[("the check", |records| records.check = Value::Null)]),
        Reason::CheckUnknown => Rejects(&[
            ("who saw the certificate", |records| leave_out(&mut records.check, "certificate")),
            ("what was decided", |records| leave_out(&mut records.check, "decision")),
            ("what the Update Service says", |records| {
                records.check["update_service"]["last_status"] = json!("unknown");
            }),
        ]),
        Reason::CheckLapsed => Nothing("no check is recorded without the day of its issue"),
        Reason::CourseMissing => Rejects(&[("the course", |records| records.completed = None)]),
        Reason::CourseLapsed => Nothing("no course is recorded as completed without its day"),
        Reason::Skill => Rejects(&[("the skills", |records| leave_out(&mut records.champion, "skills"))]),
        Reason::Language => Rejects(&[
            ("the languages", |records| leave_out(&mut records.champion, "languages")),
            ("any language", |records| records.champion["languages"] = json!([])),
        ]),
        Reason::Audience => Rejects(&[("the audiences", |records| leave_out(&mut records.champion, "audiences"))]),
        Reason::VenueAccess => Rejects(&[
            ("how people get in", |records| leave_out(&mut records.venue, "access")),
            ("who has seen it", |records| leave_out(&mut records.venue["access"], "verified_on")),
        ]),
        Reason::DistanceUnknown => Rejects(&[
            ("from where the champion sets out", |records| records.home = None),
            ("from where to a home", |records| {
                at_home(records);
                records.home = None;
            }),
            ("where the learner lives", |records| {
                at_home(records);
                records.point = None;
            }),
        ]),
        Reason::TooFar => Nothing("how far it is, or it is not known"),
        Reason::NotAvailable => {
            Rejects(&[("the availability", |records| leave_out(&mut records.champion, "availability"))])
        }
        Reason::VenueClosed => Nothing("help is by arrangement where no opening times are recorded"),
        Reason::Busy => Nothing("commitments are made here"),
        Reason::OverCap => Nothing("who names no cap has none"),
        Reason::NoSecondChampion => Nothing("somebody is there or is not"),
    }
}

#[test]
fn whatever_is_unknown_rejects_alone() {
    assert_eq!(judged(&records().world()).0, Outcome::Proposed, "all is known");
    for rule in Reason::VARIANTS {
        let ways = match unknown(*rule) {
            Unknown::Rejects(ways) => ways,
            Unknown::Nothing(because) => {
                assert!(!because.is_empty());
                continue;
            }
        };
        for (what, forget) in ways {
            let mut records = records();
            forget(&mut records);
            let (outcome, rules) = judged(&records.world());
            let failed: Vec<Reason> =
                rules.iter().filter(|judged| judged.rejects == Some(true)).map(|judged| judged.rule).collect();
            assert_eq!((outcome, failed), (Outcome::Rejected, vec![*rule]), "{what}");
        }
    }
}

/// Where nobody set a limit, or nobody travels, distance is no rule.
#[rstest]
#[case::without_a_limit(|records: &mut Records| leave_out(&mut records.champion, "travel_limit_km"))]
#[case::by_phone(|records: &mut Records| {
    records.champion["settings"] = json!(["remote"]);
    records.request["setting"] = json!("remote");
})]
#[case::always_open(|records: &mut Records| {
    leave_out(&mut records.venue, "opening");
    records.home = Some(WELLING);
})]
fn what_no_rule_asks_may_be_unknown(#[case] change: fn(&mut Records)) {
    let mut records = records();
    records.home = None;
    change(&mut records);
    assert_eq!(judged(&records.world()).0, Outcome::Proposed);
}
