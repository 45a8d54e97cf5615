//! A small world in which everything fits, for tests that break one thing at a time.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    affiliation::AffiliationId,
    availability::Slot,
    check::{CheckLevel, CheckScheme, Workforce},
    clock_time::Zone,
    closed::ClosedEnum,
    course::CourseId,
    geo::Point,
    help::{AccessFeature, Setting, SkillLevel, TopicSlug},
    interval::Interval,
    matching::{
        Ask, Calendar, Candidate, Commitment, CompletedCourse, Days, Declined, HeldCheck, OpeningTimes, Place, Ranking,
        Reason, rank,
    },
    network::Nation,
    partner::Audience,
    policy::PolicyDetails,
    request::RequestDetails,
    shift::Whereabouts,
    venue::VenueId,
};

pub(super) const BEXLEYHEATH: Point = Point { latitude: 51.456, longitude: 0.142 };
/// 1.9 km from Bexleyheath.
pub(super) const WELLING: Point = Point { latitude: 51.463, longitude: 0.115 };
/// 8 km from Sidcup, 5 km from Bexleyheath.
pub(super) const ERITH: Point = Point { latitude: 51.479, longitude: 0.181 };

/// A Monday noon in winter, when London's clocks show UTC.
pub(super) const NOW: &str = "2026-11-23T12:00:00Z";

pub(super) fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub(super) fn calendar(now: &str) -> Calendar {
    Calendar { now: instant(now), zone: Zone::LONDON }
}

pub(super) fn topic(slug: &str) -> TopicSlug {
    slug.parse().unwrap()
}

/// `tuesday 10:00-12:00` or `2026-12-01 10:00-12:00`.
pub(super) fn slot(text: &str) -> Slot {
    let (day, hours) = text.split_once(' ').unwrap();
    let (start, end) = hours.split_once('-').unwrap();
    Slot {
        weekday: ClosedEnum::parse(day),
        date: day.parse().ok(),
        start: start.parse().unwrap(),
        end: end.parse().unwrap(),
    }
}

/// Opening times in England.
pub(super) fn opening(slots: &[&str]) -> Option<OpeningTimes> {
    OpeningTimes::of(&slots.iter().map(|text| slot(text)).collect::<Vec<_>>(), Nation::England)
}

pub(super) fn commitment(start: &str, end: &str) -> Commitment {
    Commitment { interval: Interval::new(instant(start), instant(end)).unwrap(), at: Whereabouts::Home, own: false }
}

pub(super) fn venue(number: u128) -> VenueId {
    VenueId::new(Uuid::from_u128(number))
}

pub(super) fn affiliation(number: u128) -> AffiliationId {
    AffiliationId::new(Uuid::from_u128(number))
}

pub(super) fn check() -> HeldCheck {
    HeldCheck {
        scheme: CheckScheme::Dbs,
        level: CheckLevel::Enhanced,
        workforce: Workforce::Adult,
        issued_on: "2025-01-01".parse().unwrap(),
        current: true,
    }
}

pub(super) fn course(number: u128) -> CourseId {
    CourseId::new(Uuid::from_u128(number))
}

/// The first course, counting from one date until another.
pub(super) fn completed(first: &str, last: &str) -> CompletedCourse {
    CompletedCourse { course: course(1), counts: Days { first: first.parse().unwrap(), last: last.parse().unwrap() } }
}

/// "I want to apply for a Blue Badge, Tuesday mornings, near DA6 7DA", and a champion who can help with that.
#[derive(Debug)]
pub(super) struct World {
    pub(super) request: RequestDetails,
    pub(super) point: Option<Point>,
    pub(super) places: Vec<Place>,
    pub(super) policy: PolicyDetails,
    pub(super) candidates: Vec<Candidate>,
    pub(super) declined: Vec<Declined>,
    pub(super) now: &'static str,
}

impl World {
    pub(super) fn new() -> Self {
        let request = r#"{"topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "route": "web",
            "times": [{"weekday": "tuesday", "start": "10:00", "end": "12:00"}]}"#;
        Self {
            request: serde_json::from_str(request).unwrap(),
            point: Some(BEXLEYHEATH),
            places: vec![place(1, BEXLEYHEATH)],
            policy: PolicyDetails { travel_buffer_minutes: 30, ..PolicyDetails::default() },
            candidates: vec![champion(1)],
            declined: Vec::new(),
            now: NOW,
        }
    }

    pub(super) fn ranking(&self) -> Ranking {
        rank(&self.ask(), &self.candidates, &self.policy, calendar(self.now), 20)
    }

    pub(super) fn ask(&self) -> Ask<'_> {
        let lines = self.request.topics.iter().map(|slug| match slug.as_str() {
            "blue-badge" => vec![slug.clone(), topic("specialist")],
            _ => vec![slug.clone()],
        });
        Ask {
            details: &self.request,
            topics: lines.collect(),
            point: self.point,
            places: self.places.clone(),
            declined: self.declined.clone(),
        }
    }

    /// Why the only champion is rejected, if so.
    pub(super) fn reason(&self) -> Option<Reason> {
        let funnel = self.ranking().funnel;
        assert!(funnel.rejected.len() <= 1, "{funnel:?}");
        funnel.rejected.first().map(|rejected| rejected.reason)
    }

    /// When help would start.
    pub(super) fn start(&self) -> Option<String> {
        self.ranking().proposals.first().map(|ranked| ranked.starts_at.format("%Y-%m-%dT%H:%MZ").to_string())
    }

    pub(super) fn champion(&mut self) -> &mut Candidate {
        self.candidates.first_mut().unwrap()
    }
}

pub(super) fn place(number: u128, point: Point) -> Place {
    Place { venue: venue(number), point, features: vec![AccessFeature::StepFree], opening: None }
}

pub(super) fn champion(number: u128) -> Candidate {
    Candidate {
        affiliation: affiliation(number),
        active: Some(Days::ALL),
        settings: vec![Setting::Venue, Setting::Home],
        skills: vec![(topic("blue-badge"), SkillLevel::Confident)],
        languages: vec!["en".parse().unwrap()],
        audiences: vec![Audience::OlderPeople],
        point: Some(WELLING),
        travel_limit_m: Some(3_000),
        slots: vec![slot("tuesday 09:00-13:00")],
        ask_me: false,
        weekly_minutes_cap: None,
        allowed: Vec::new(),
        checks: Vec::new(),
        attested: Vec::new(),
        completed: Vec::new(),
        commitments: Vec::new(),
        load_minutes: 0,
        helped_before: false,
        is_lent: false,
    }
}
