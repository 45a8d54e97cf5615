//! Requests as answers show them: to their owner, to who made them, and to everybody while they wait in the inbox.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_app::proposal::Automatic;
use trellis_domain::{
    AffiliationId, LearnerId, Record, RequestId, VenueId,
    access::Reach,
    affiliation::RoleFlag,
    area::AreaCode,
    availability::Slot,
    geo::Point,
    help::{AccessFeature, Route, Setting, SkillLevel, TopicSlug},
    language::Language,
    matching::{Funnel, Rejected},
    partner::Audience,
    policy::AutomaticStep,
    postcode::Postcode,
    request::{Relation, Request, RequestDetails, RequestState, UnmetReason, Urgency, WeeklyVisit},
    text::{Text, Words},
};
use utoipa::ToSchema;

use crate::{body::MergePatch, page::PageOf};

/// A change to a request.
pub(super) type RequestPatch = MergePatch<RequestDetails>;

/// A page of requests.
pub(super) type RequestPage = PageOf<RequestView>;

/// A page of the inbox.
pub(super) type InboxPage = PageOf<InboxView>;

/// One ask for help. Who does not own it, but made it, sees how it stands and nothing that says who asked.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Request)]
pub(super) struct RequestView {
    /// Its id.
    id: RequestId,
    /// What the learner wants to do, in the learner's own words.
    #[schema(required, value_type = Option<String>)]
    goal: Option<Words>,
    /// What it is about.
    topics: Vec<TopicSlug>,
    /// How well the champion must know the topics, where the policy's own level is too low.
    #[schema(required)]
    level: Option<SkillLevel>,
    /// Where help is wanted.
    setting: Setting,
    /// The postcode near which help is wanted.
    #[schema(required)]
    near: Option<Postcode>,
    /// Where the postcode lies.
    #[schema(required)]
    point: Option<Point>,
    /// The code of the ward it lies in.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// The venues the learner can come to; any near the postcode when empty.
    venue_ids: Vec<VenueId>,
    /// When the learner can, the best first. When empty: at the hours of the weekly visits, or at any time from 08:00 to 20:00 where there are
    /// none of those either.
    times: Vec<Slot>,
    /// How long help takes, in minutes.
    duration_minutes: u16,
    /// What the learner needs to get in and take part.
    access_needs: Vec<AccessFeature>,
    /// Languages of which the champion must speak one; any when empty.
    required_languages: Vec<Language>,
    /// Languages that the learner would like the champion to speak.
    preferred_languages: Vec<Language>,
    /// The group of people that the champion must be at ease with.
    #[schema(required)]
    audience: Option<Audience>,
    /// How soon help is needed.
    urgency: Urgency,
    /// How the request reached the network.
    route: Route,
    /// How the learner heard of the network.
    #[schema(required, value_type = Option<String>)]
    how_heard: Option<Text<200>>,
    /// Who speaks for the learner; nobody when null.
    #[schema(required)]
    on_behalf_of: Option<Relation>,
    /// Who asks, once there is a record of the learner.
    #[schema(required)]
    learner_id: Option<LearnerId>,
    /// Champions whom the learner does not want.
    excluded_affiliations: Vec<AffiliationId>,
    /// Where the learner would rather come to than elsewhere.
    preferred_venues: Vec<VenueId>,
    /// Where the learner already goes each week, and when.
    weekly_visits: Vec<WeeklyVisit>,
    /// What the champion would do beyond helping.
    role_flags: Vec<RoleFlag>,
    /// The first day on which help is wanted.
    #[schema(required)]
    from: Option<NaiveDate>,
    /// The last day on which help is wanted.
    #[schema(required)]
    until: Option<NaiveDate>,
    /// How far it has come.
    state: RequestState,
    /// Since when.
    state_since: DateTime<Utc>,
    /// Why it could not be met.
    #[schema(required)]
    unmet_reason: Option<UnmetReason>,
    /// Whether it came through the network's inbox.
    inbox: bool,
    /// When a partner took it.
    #[schema(required)]
    taken_at: Option<DateTime<Utc>>,
    /// When somebody last sorted it.
    #[schema(required)]
    triaged_at: Option<DateTime<Utc>>,
    /// What they noted for whoever takes it.
    #[schema(required, value_type = Option<String>)]
    triage_note: Option<Words>,
    /// When it was made.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    /// What the mode of the policy did by itself, and why not more; only in the answer by which a request becomes a partner's, and not where the mode is
    /// `manual`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    automatic: Option<AutomaticView>,
}

/// What the mode of a policy did for a request by itself.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AutomaticAnswer)]
struct AutomaticView {
    /// What was done; `leave_to_staff` where nobody was found.
    step: AutomaticStep,
    /// How many champions were proposed: see `list_proposals`.
    proposals: usize,
    /// How many champions were looked at.
    considered: u32,
    /// How many of them pass every hard rule.
    passed: u32,
    /// The others, by the first rule that they fail, in the order of the rules.
    rejected: Vec<Rejected>,
}

impl From<Automatic> for AutomaticView {
    fn from(done: Automatic) -> Self {
        let Automatic { step, proposals, funnel: Funnel { considered, passed, rejected } } = done;
        Self { step, proposals, considered, passed, rejected }
    }
}

impl RequestView {
    /// The same with what was done by itself.
    pub(super) fn with(self, done: Option<Automatic>) -> Self {
        Self { automatic: done.map(AutomaticView::from), ..self }
    }

    /// The request as somebody sees it who reaches it so.
    pub(super) fn new(record: &Record<Request>, reach: Reach) -> Self {
        let request = record.noun.clone();
        let request = if reach == Reach::Created { request.anonymised() } else { request };
        let Request { details, point, ward, state, state_since, unmet_reason, inbox, asked_at: _, taken_at, triage } =
            request;
        let (triaged_at, triage_note) = triage.map_or((None, None), |triage| (Some(triage.at), triage.note));
        let RequestDetails {
            goal,
            topics,
            level,
            setting,
            near,
            venue_ids,
            times,
            duration_minutes,
            access_needs,
            required_languages,
            preferred_languages,
            audience,
            urgency,
            route,
            how_heard,
            on_behalf_of,
            learner_id,
            excluded_affiliations,
            preferred_venues,
            weekly_visits,
            role_flags,
            from,
            until,
            learner: _has_a_record,
        } = details;
        Self {
            id: record.id,
            goal,
            topics,
            level,
            setting,
            near,
            point,
            ward_code: ward,
            venue_ids,
            times,
            duration_minutes,
            access_needs,
            required_languages,
            preferred_languages,
            audience,
            urgency,
            route,
            how_heard,
            on_behalf_of,
            learner_id,
            excluded_affiliations,
            preferred_venues,
            weekly_visits,
            role_flags,
            from,
            until,
            state,
            state_since,
            unmet_reason,
            inbox,
            taken_at,
            triaged_at,
            triage_note,
            created_at: record.head.created_at,
            updated_at: record.head.updated_at,
            automatic: None,
        }
    }
}

/// A request that waits for a partner, without anything that says who asks.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = InboxRequest)]
pub(super) struct InboxView {
    /// Its id.
    id: RequestId,
    /// What it is about.
    topics: Vec<TopicSlug>,
    /// Where help is wanted.
    setting: Setting,
    /// The code of the ward in which it is wanted.
    #[schema(required)]
    ward_code: Option<AreaCode>,
    /// The first half of the postcode near which it is wanted.
    #[schema(required, examples("DA6"))]
    district: Option<String>,
    /// When the learner can, the best first; at any time when empty. What the learner does at these times is not said.
    times: Vec<Slot>,
    /// How long help takes, in minutes.
    duration_minutes: u16,
    /// Languages of which the champion must speak one.
    required_languages: Vec<Language>,
    /// Languages that the learner would like the champion to speak.
    preferred_languages: Vec<Language>,
    /// How soon help is needed.
    urgency: Urgency,
    /// When the lead body last sorted it; null when nobody has looked yet.
    #[schema(required)]
    triaged_at: Option<DateTime<Utc>>,
    /// When it was made.
    created_at: DateTime<Utc>,
}

impl From<&Record<Request>> for InboxView {
    fn from(record: &Record<Request>) -> Self {
        let details = record.details.clone();
        Self {
            id: record.id,
            times: details.all_times(),
            topics: details.topics,
            setting: details.setting,
            ward_code: record.ward.clone(),
            district: details.near.map(|near| near.district().as_str().to_owned()),
            duration_minutes: details.duration_minutes,
            required_languages: details.required_languages,
            preferred_languages: details.preferred_languages,
            urgency: details.urgency,
            triaged_at: record.triage.as_ref().map(|triage| triage.at),
            created_at: record.head.created_at,
        }
    }
}

/// What a request can be made of.
pub(super) fn create_example() -> Value {
    json!({
        "goal": "I want to apply for a Blue Badge",
        "topics": ["blue-badge"],
        "setting": "venue",
        "near": "DA6 7DA",
        "times": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }],
        "weekly_visits": [{
            "venue_id": "ven_0198c0de00007000800000000000000a", "weekday": "thursday", "start": "10:00", "end": "11:30",
        }],
        "preferred_languages": ["en"],
        "route": "phone",
        "how_heard": "A poster in the library",
    })
}

/// A change to a request.
pub(super) fn patch_example() -> Value {
    json!({ "urgency": "high", "times": [{ "weekday": "wednesday", "start": "10:00", "end": "12:00" }] })
}

/// A first look.
pub(super) fn triage_example() -> Value {
    json!({ "urgency": "high", "note": "Rang twice; a letter has a date on it." })
}

/// A step to another state.
pub(super) fn move_example() -> Value {
    json!({ "state": "unmet", "unmet_reason": "no_time" })
}
