//! What the demonstration network consists of. Everything in it is invented but the places; `demo/README.md` says so.
//!
//! The details are those that the API takes, with two abbreviations: `@today-30`, `@now-30` and the like are relative to
//! the day of loading, and `@session/full` is the id of something that is loaded before.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use trellis_domain::{
    clock_time::{TimeOfDay, Weekday},
    external_id::ExternalNumber,
    request::MoveRequest,
    session::CancelSession,
    venue::VenueSource,
};

use super::LoadError;

const NETWORK: &str = include_str!("../../demo/content/network.json");
const VENUES: &str = include_str!("../../demo/content/venues.json");
const PARTNERS: &str = include_str!("../../demo/content/partners.json");
const CHAMPIONS: &str = include_str!("../../demo/content/champions.json");
const LEARNERS: &str = include_str!("../../demo/content/learners.json");
const ACTIVITIES: &str = include_str!("../../demo/content/activities.json");
const SESSIONS: &str = include_str!("../../demo/content/sessions.json");
const REQUESTS: &str = include_str!("../../demo/content/requests.json");

/// The weekly pattern with the most places, and its day: good for booking in examples.
pub(super) const BOOKABLE: (&str, Weekday) = ("central-first-steps", Weekday::Wednesday);

/// Everything.
pub(super) struct Content {
    pub(super) network: Value,
    pub(super) venues: Vec<VenueFacts>,
    pub(super) lead: PartnerEntry,
    pub(super) partners: Vec<PartnerEntry>,
    pub(super) champions: Vec<ChampionEntry>,
    pub(super) learners: Vec<LearnerEntry>,
    pub(super) activities: Vec<ActivityEntry>,
    pub(super) sessions: SessionEntries,
    pub(super) requests: Vec<RequestEntry>,
}

/// A venue of the open data, and what the demonstration says of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VenueFacts {
    pub(super) key: String,
    /// For people who read the file.
    #[serde(rename = "name")]
    _name: String,
    pub(super) source: VenueSource,
    pub(super) facts: Map<String, Value>,
}

/// A partner, its rules where they are its own, and the steps that it has taken.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartnerEntry {
    pub(super) key: String,
    pub(super) details: Value,
    pub(super) steps: Vec<PastStep>,
    #[serde(default)]
    pub(super) policy: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PastStep {
    pub(super) days_ago: u16,
    pub(super) step: Value,
}

/// A person, as each partner knows the person.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChampionEntry {
    pub(super) key: String,
    pub(super) records: Vec<ChampionRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ChampionRecord {
    pub(super) partner: String,
    pub(super) number: ExternalNumber,
    pub(super) details: Value,
    #[serde(default)]
    pub(super) checks: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) consents: Vec<Map<String, Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LearnerEntry {
    pub(super) key: String,
    pub(super) partner: String,
    pub(super) number: ExternalNumber,
    pub(super) details: Value,
    #[serde(default)]
    pub(super) consents: Vec<Map<String, Value>>,
}

/// What a partner already runs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ActivityEntry {
    pub(super) key: String,
    pub(super) partner: String,
    pub(super) details: Value,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionEntries {
    /// Those that repeat.
    pub(super) weekly: Vec<SessionEntry>,
    /// Those at stable addresses.
    pub(super) single: Vec<SessionEntry>,
}

/// A session, or a week's pattern of sessions.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SessionEntry {
    pub(super) key: String,
    pub(super) partner: String,
    pub(super) weekday: Weekday,
    pub(super) start: TimeOfDay,
    pub(super) end: TimeOfDay,
    /// Every so many weeks; for those that repeat.
    #[serde(default = "one")]
    pub(super) every_weeks: i32,
    /// On the first such weekday that is at least so many days ahead; for single ones.
    #[serde(default)]
    pub(super) after_days: u16,
    pub(super) details: Map<String, Value>,
    /// Who has said yes.
    #[serde(default)]
    pub(super) confirmed: Vec<Value>,
    /// Who was asked and has not answered.
    #[serde(default)]
    pub(super) asked: Vec<Value>,
    /// Who has booked; of those that repeat, in the first.
    #[serde(default)]
    pub(super) bookings: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) cancelled: Option<CancelSession>,
}

const fn one() -> i32 {
    1
}

/// A request, from a partner or to the inbox, and what became of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RequestEntry {
    pub(super) key: String,
    /// The partner whose own it is, or `inbox`.
    pub(super) from: String,
    pub(super) details: Value,
    #[serde(default)]
    pub(super) taken_by: Option<String>,
    #[serde(default)]
    pub(super) steps: Vec<MoveRequest>,
    /// How many champions are proposed for it; nobody has asked when left out.
    #[serde(default)]
    pub(super) proposals: Option<u16>,
    /// The partner that it is offered to, with the learner's consent.
    #[serde(default)]
    pub(super) offered_to: Option<String>,
}

impl Content {
    pub(super) fn read() -> Result<Self, LoadError> {
        let mut partners = read::<Vec<PartnerEntry>>("partners", PARTNERS)?.into_iter();
        let lead = partners.next().ok_or_else(|| LoadError::content("partners", "the lead body comes first"))?;
        Ok(Self {
            network: read("network", NETWORK)?,
            venues: read("venues", VENUES)?,
            lead,
            partners: partners.collect(),
            champions: read("champions", CHAMPIONS)?,
            learners: read("learners", LEARNERS)?,
            activities: read("activities", ACTIVITIES)?,
            sessions: read("sessions", SESSIONS)?,
            requests: read("requests", REQUESTS)?,
        })
    }
}

fn read<T: DeserializeOwned>(file: &str, json: &str) -> Result<T, LoadError> {
    serde_json::from_str(json).map_err(|error| LoadError::content(file, error))
}
