//! A valid call for every operation: what the tables that guard the whole are made of.
//!
//! A call that is not refused does what it says, so each is made of things of its own, and those through the API.

mod ids;
mod made;
mod more;
mod world;

use reqwest::Method;
use serde_json::{Value, json};
use trellis_domain::access::{Operation, Role};

pub use ids::{ids_in, leaves, with_ids, without_ids};
pub use made::{fresh, ready};
pub use world::World;

use crate::harness::{Client, Request, Response};

/// A request, ready for whoever sends it.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: Method,
    pub path: String,
    pub body: Option<Value>,
    pub headers: Vec<(&'static str, String)>,
}

impl Call {
    fn new(method: Method, path: impl Into<String>, body: Option<Value>) -> Self {
        Self { method, path: path.into(), body, headers: Vec::new() }
    }

    fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path, None)
    }

    fn post(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::POST, path, Some(body)).with("content-type", "application/json")
    }

    fn tell(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path, None)
    }

    fn patch(path: impl Into<String>, body: Value) -> Self {
        Self::new(Method::PATCH, path, Some(body)).with("content-type", "application/merge-patch+json")
    }

    fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path, None)
    }

    /// The same with a header, over one of that name.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The same without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    fn if_match(self, item: &Response) -> Self {
        self.with("if-match", item.etag())
    }

    fn on_behalf_of(self) -> Self {
        self.with("on-behalf-of", "staff-7")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The request, as somebody sends it.
    pub fn by(&self, client: &Client) -> Request {
        let mut request = client.request(self.method.clone(), &self.path);
        if let Some(body) = &self.body {
            request = request.json(body);
        }
        self.headers.iter().fold(request, |request, (name, value)| request.header(name, value))
    }
}

/// A call that is valid for this role, or would be if the role might do it.
///
/// What it is about belongs to the world's partner; to the lead body for a co-ordinator; and to referrers and booking
/// sites themselves, where they make such things.
#[expect(clippy::too_many_lines, reason = "one exhaustive table: a line an operation")]
pub async fn prepare(world: &World<'_>, operation: Operation, role: Role) -> Call {
    // One arm an operation, so that a new one does not compile without a call.
    match operation {
        Operation::ListNetworks => Call::get("/v1/networks"),
        Operation::CreateNetwork => Call::post("/v1/networks", made::network()),
        Operation::GetNetwork => Call::get("/v1/network"),
        Operation::UpdateNetwork => {
            let network = world.coordinator().get("/v1/network").await.expect(200);
            let charter = json!({ "version": fresh().to_string(), "date": "2026-11-01", "principles": ["Everybody"] });
            Call::patch("/v1/network", json!({ "charter": charter })).if_match(&network)
        }
        Operation::ListClients => Call::get("/v1/clients"),
        Operation::CreateClient => Call::post("/v1/clients", world.new_client(role)),
        Operation::GetClient => Call::get(world.client(role).await),
        Operation::RenewClientSecret => Call::tell(world.client(role).await + "/secret"),
        Operation::RevokeClient => Call::tell(world.client(role).await + "/revoke"),
        Operation::ListAreas => Call::get("/v1/areas"),
        Operation::GetArea => Call::get(world.area().await.header("location")),
        Operation::CreateArea => Call::post("/v1/areas", made::area()),
        Operation::UpdateArea => {
            let area = world.area().await;
            Call::patch(area.header("location"), json!({ "population": 1705 })).if_match(&area)
        }
        Operation::ListTopics => Call::get("/v1/topics"),
        Operation::GetTopic => Call::get("/v1/topics/blue-badge"),
        Operation::ListPartners => Call::get("/v1/partners"),
        Operation::GetPartner => Call::get(world.partner_of(role)),
        Operation::CreatePartner => Call::post("/v1/partners", made::partner()),
        Operation::UpdatePartner => {
            let partner = world.partner().get(&world.partner_of(Role::Partner)).await.expect(200);
            Call::patch(world.partner_of(Role::Partner), json!({ "stated_capacity": fresh() })).if_match(&partner)
        }
        Operation::MovePartnerStage => world.step(role).await,
        Operation::ListStageChanges => Call::get(world.partner_of(role) + "/stage-changes"),
        Operation::ListDelegations => Call::get("/v1/delegations"),
        Operation::GetDelegation => Call::get(world.delegation().await.header("location")),
        Operation::CreateDelegation => Call::post("/v1/delegations", made::delegation()),
        Operation::RevokeDelegation => Call::tell(format!("{}/revoke", world.delegation().await.header("location"))),
        Operation::ListVenues => Call::get("/v1/venues?near=DA6+7DA&kind=community_centre"),
        Operation::GetVenue => Call::get(world.venue(role).await.header("location")),
        Operation::CreateVenue => Call::post("/v1/venues", made::venue()),
        Operation::UpdateVenue => {
            let venue = world.venue(role).await;
            Call::patch(venue.header("location"), json!({ "equipment": ["printer"] })).if_match(&venue)
        }
        Operation::ListActivities => {
            let activity = world.activity(role).await;
            Call::get(format!("/v1/activities?partner_id={}", activity.text_of("partner_id")))
        }
        Operation::GetActivity => Call::get(world.activity(role).await.header("location")),
        Operation::CreateActivity => Call::post("/v1/activities", world.new_activity(role).await),
        Operation::UpdateActivity => {
            let activity = world.activity(role).await;
            let venue = world.venue(Role::Partner).await.id();
            Call::patch(activity.header("location"), json!({ "champions_wanted": 2, "venue_id": venue }))
                .if_match(&activity)
        }
        Operation::ListActivityChampions => {
            world.affiliation().await;
            Call::get(format!("{}/champions", world.activity(role).await.header("location")))
        }
        Operation::ListAffiliationActivities => {
            world.activity(role).await;
            Call::get(format!("{}/activities", world.affiliation().await.header("location")))
        }
        Operation::ListAffiliations => {
            let affiliation = world.affiliation().await;
            Call::get(format!("/v1/affiliations?champion_id={}", affiliation.text_of("champion_id")))
        }
        Operation::GetAffiliation => Call::get(world.affiliation().await.header("location")),
        Operation::CreateAffiliation => Call::post("/v1/affiliations", made::affiliation()),
        Operation::UpdateAffiliation => {
            let affiliation = world.affiliation().await;
            Call::patch(affiliation.header("location"), json!({ "weekly_hours_cap": 6 })).if_match(&affiliation)
        }
        Operation::UpsertAffiliation => {
            Call::patch(format!("/v1/affiliations/by-external-id/civicrm/{}", fresh()), made::affiliation())
        }
        Operation::MoveAffiliation => {
            let affiliation = world.affiliation().await;
            Call::post(format!("{}/stage", affiliation.header("location")), json!({ "stage": "paused" }))
        }
        Operation::CreatePersonalLink => Call::tell(format!("{}/link", world.affiliation().await.header("location"))),
        Operation::DeletePersonalLink => {
            let affiliation = world.affiliation().await;
            Call::delete(format!("{}/link", affiliation.header("location"))).if_match(&affiliation)
        }
        Operation::CreateJoinCode => Call::tell(world.champion().await + "/join-codes"),
        Operation::GetChampion => Call::get(world.champion().await),
        Operation::MergeChampion => world.two_champions_that_are_one().await,
        Operation::UnmergeChampion => {
            let merged = world.two_champions_that_are_one().await.by(world.partner()).await.expect(200);
            Call::tell(format!("/v1/champions/{}/unmerge", merged.id()))
        }
        Operation::GetBusyTimes => {
            let affiliation = world.affiliation().await;
            Call::get(format!("{}/busy?across=partner", affiliation.header("location")))
        }
        Operation::ListConsents => {
            let consent = world.consent().await;
            Call::get(format!("/v1/consents?champion_id={}", consent.text_of("champion_id")))
        }
        Operation::GetConsent => Call::get(world.consent().await.header("location")),
        Operation::CreateConsent => Call::post("/v1/consents", world.new_consent().await),
        Operation::WithdrawConsent => {
            let consent = world.consent().await;
            Call::post(format!("{}/withdraw", consent.header("location")), json!({ "withdrawn_by": "person" }))
        }
        Operation::ListChecks => {
            let check = world.check().await;
            Call::get(format!("/v1/checks?affiliation_id={}", check.text_of("affiliation_id")))
        }
        Operation::GetCheck => Call::get(world.check().await.header("location")),
        Operation::CreateCheck => Call::post("/v1/checks", world.new_check().await),
        Operation::UpdateCheck => {
            let check = world.check().await;
            let decision = json!({ "decided_on": "2026-11-20", "outcome": "suitable" });
            Call::patch(check.header("location"), json!({ "decision": decision })).if_match(&check)
        }
        Operation::DiscloseCheck => {
            Call::tell(format!("{}/disclose", world.check().await.header("location"))).on_behalf_of()
        }
        Operation::ListCourses => {
            world.course(role).await;
            Call::get("/v1/courses?audience=champions")
        }
        Operation::GetCourse => Call::get(world.course(role).await.header("location")),
        Operation::CreateCourse => Call::post("/v1/courses", made::course()),
        Operation::UpdateCourse => {
            let course = world.course(role).await;
            Call::patch(course.header("location"), json!({ "renewal_months": 36 })).if_match(&course)
        }
        Operation::EndCourse => Call::tell(format!("{}/end", world.course(role).await.header("location"))),
        Operation::ListCompletions => {
            let completion = world.completion().await;
            let (person, course) = (completion.text_of("affiliation_id"), completion.text_of("course_id"));
            Call::get(format!("/v1/completions?affiliation_id={person}&course_id={course}"))
        }
        Operation::GetCompletion => Call::get(world.completion().await.header("location")),
        Operation::CreateCompletion => Call::post("/v1/completions", world.new_completion().await),
        Operation::UpdateCompletion => {
            let completion = world.completion().await;
            Call::patch(completion.header("location"), json!({ "expires_on": "2027-03-31" })).if_match(&completion)
        }
        Operation::DeleteCompletion => {
            let completion = world.completion().await;
            Call::delete(completion.header("location")).if_match(&completion)
        }
        Operation::ListAttestations => {
            let attestation = world.attestation().await;
            Call::get(format!("/v1/attestations?champion_id={}", attestation.text_of("champion_id")))
        }
        Operation::GetAttestation => Call::get(world.attestation().await.header("location")),
        Operation::CreateAttestation => Call::post("/v1/attestations", world.new_attestation().await),
        Operation::DeleteAttestation => {
            let attestation = world.attestation().await;
            Call::delete(attestation.header("location")).if_match(&attestation)
        }
        Operation::ListAgreements => Call::get("/v1/agreements?state=offered"),
        Operation::GetAgreement => Call::get(world.agreement_received().await.header("location")),
        Operation::CreateAgreement => Call::post("/v1/agreements", world.new_agreement().await),
        Operation::AcceptAgreement => {
            Call::tell(format!("{}/accept", world.agreement_received().await.header("location")))
        }
        Operation::EndAgreement => Call::tell(format!("{}/end", world.agreement().await.header("location"))),
        Operation::ListExternalIds => {
            let number = world.external_id().await;
            Call::get(format!("/v1/external-ids?subject_id={}", number.text_of("subject_id")))
        }
        Operation::CreateExternalId => Call::post("/v1/external-ids", world.new_external_id().await),
        Operation::DeleteExternalId => {
            let number = world.external_id().await;
            Call::delete(number.header("location")).if_match(&number)
        }
        Operation::ListSessions => {
            let session = world.session(role).await;
            Call::get(format!("/v1/sessions?partner_id={}", session.text_of("partner_id")))
        }
        Operation::GetSession => Call::get(world.session(role).await.header("location")),
        Operation::CreateSession => Call::post("/v1/sessions", world.new_session(role).await),
        Operation::UpdateSession => {
            let session = world.session(role).await;
            let venue = world.venue(Role::Partner).await.id();
            Call::patch(session.header("location"), json!({ "capacity": 8, "venue_id": venue })).if_match(&session)
        }
        Operation::CancelSession => {
            let session = world.session(role).await;
            Call::post(format!("{}/cancel", session.header("location")), json!({ "reason": "No heating" }))
        }
        Operation::ListSeries => {
            let series = world.series(role).await;
            Call::get(format!("/v1/series?partner_id={}", series.text_of("partner_id")))
        }
        Operation::GetSeries => Call::get(world.series(role).await.header("location")),
        Operation::CreateSeries => Call::post("/v1/series", world.new_series(role).await),
        Operation::UpdateSeries => {
            let series = world.series(role).await;
            let venue = world.venue(Role::Partner).await.id();
            Call::patch(series.header("location"), json!({ "capacity": 8, "venue_id": venue })).if_match(&series)
        }
        Operation::SplitSeries => {
            let series = world.series(role).await;
            Call::post(format!("{}/split", series.header("location")), json!({ "from": "2026-12-22" }))
        }
        Operation::CancelSeries => {
            let series = world.series(role).await;
            Call::post(format!("{}/cancel", series.header("location")), json!({ "reason": "No heating" }))
        }
        Operation::ListShifts => {
            let shift = world.shift().await;
            Call::get(format!("/v1/shifts?session_id={}", shift.text_of("session_id")))
        }
        Operation::GetShift => Call::get(world.shift().await.header("location")),
        Operation::CreateShift => Call::post("/v1/shifts", world.new_shift().await),
        Operation::MoveShift => {
            let shift = world.shift().await;
            Call::post(format!("{}/state", shift.header("location")), json!({ "state": "confirmed" }))
        }
        Operation::ListOpenShifts => Call::get(format!("{}/open-shifts", world.affiliation().await.header("location"))),
        Operation::ClaimShift => {
            let (session, affiliation) = (world.session(Role::Partner).await, world.affiliation().await);
            Call::post(format!("{}/shifts", affiliation.header("location")), json!({ "session_id": session.id() }))
        }
        Operation::ListCalendars => Call::get("/v1/calendars"),
        Operation::CreateCalendar => Call::post("/v1/calendars", world.new_calendar(role).await),
        Operation::DeleteCalendar => Call::delete(world.calendar(role).await).with("if-match", "*"),
        Operation::ListLearners => Call::get("/v1/learners"),
        Operation::GetLearner => Call::get(world.learner(role).await.header("location")),
        Operation::CreateLearner => Call::post("/v1/learners", made::learner()),
        Operation::UpdateLearner => {
            let learner = world.learner(role).await;
            Call::patch(learner.header("location"), json!({ "notes": "Likes tea" })).if_match(&learner)
        }
        Operation::UpsertLearner => {
            Call::patch(format!("/v1/learners/by-external-id/civicrm/{}", fresh()), made::learner())
        }
        Operation::DeleteLearner => {
            let learner = world.learner(role).await;
            Call::delete(learner.header("location")).if_match(&learner)
        }
        Operation::DiscloseLearnerAddress => {
            let learner = world.learner(role).await;
            Call::tell(format!("{}/disclose-address", learner.header("location"))).on_behalf_of()
        }
        Operation::ListRequests => Call::get("/v1/requests"),
        Operation::GetRequest => Call::get(world.request(role).await.header("location")),
        Operation::CreateRequest => Call::post("/v1/requests", world.new_request(role).await),
        Operation::UpdateRequest => {
            let request = world.request(role).await;
            let venue = world.venue(Role::Partner).await.id();
            Call::patch(request.header("location"), json!({ "preferred_venues": [venue] })).if_match(&request)
        }
        Operation::MoveRequest => {
            let request = world.request(role).await;
            Call::post(format!("{}/state", request.header("location")), json!({ "state": "withdrawn" }))
        }
        Operation::ListInboxRequests => Call::get("/v1/inbox"),
        Operation::TakeRequest => {
            Call::tell(format!("{}/take", world.request(Role::Referrer).await.header("location")))
        }
        Operation::TriageRequest => {
            let request = world.request(role).await;
            Call::post(format!("{}/triage", request.header("location")), json!({ "urgency": "high" }))
        }
        Operation::ListSuggestedPartners => {
            let request = world.request(role).await;
            Call::get(format!("{}/suggested-partners", request.header("location")))
        }
        Operation::ListReferrals => Call::get("/v1/referrals"),
        Operation::GetReferral => Call::get(world.referral_received().await.header("location")),
        Operation::CreateReferral => Call::post("/v1/referrals", world.new_referral().await),
        Operation::AcceptReferral => {
            Call::tell(format!("{}/accept", world.referral_received().await.header("location")))
        }
        Operation::DeclineReferral => {
            let referral = world.referral_received().await;
            Call::post(format!("{}/decline", referral.header("location")), json!({ "reason": "no_capacity" }))
        }
        Operation::WithdrawReferral => Call::tell(format!("{}/withdraw", world.referral().await.header("location"))),
        Operation::ListUnmetNeeds => Call::get("/v1/unmet-needs"),
        Operation::GetUnmetNeedSummary => Call::get("/v1/unmet-needs/summary"),
        Operation::ListPolicies => Call::get("/v1/policies"),
        Operation::GetPolicy => Call::get(world.policy().await),
        Operation::UpdatePolicy => {
            let policy = world.partner().get(&world.policy().await).await.expect(200);
            // In a setting in which nobody of the world helps, so that no other call hangs on it.
            let courses = json!([{ "setting": "remote", "course_id": world.course(Role::Partner).await.id() }]);
            let rules = json!({ "notice_hours": fresh() % 24, "required_courses": courses });
            Call::patch(world.policy().await, rules).if_match(&policy)
        }
        Operation::ListPolicyVersions => Call::get(format!("{}/versions", world.policy().await)),
        Operation::GetPolicyVersion => Call::get(format!("{}/versions/1", world.policy().await)),
        Operation::ChoosePolicyBasis => {
            Call::post(format!("{}/basis", world.policy().await), json!({ "basis": "default" }))
        }
        Operation::DryRunPolicy => {
            Call::post(format!("{}/dry-run", world.policy().await), json!({ "rules": { "required_level": "expert" } }))
        }
        Operation::GetDefaultPolicy => Call::get("/v1/network/default-policy"),
        Operation::UpdateDefaultPolicy => {
            Call::patch("/v1/network/default-policy", json!({ "notice_hours": fresh() % 24 })).with("if-match", "*")
        }
        Operation::ListProposals => {
            let request = world.request(Role::Partner).await.id();
            Call::get(format!("/v1/proposals?request_id={request}"))
        }
        Operation::GetProposal => Call::get(world.proposal().await),
        Operation::CreateProposals => {
            let request = world.request(Role::Partner).await;
            Call::post(format!("{}/proposals", request.header("location")), json!({ "limit": 3 }))
        }
        Operation::ExplainChampion => {
            let champion = world.affiliation().await.id();
            let request = world.request(Role::Partner).await;
            Call::get(format!("{}/champions/{champion}", request.header("location")))
        }
        Operation::AcceptProposal => Call::tell(format!("{}/accept", world.proposal().await)),
        Operation::DeclineProposal => {
            Call::post(format!("{}/decline", world.proposal().await), json!({ "reason": "time_unsuitable" }))
        }
        Operation::CancelProposal => {
            let accepted = world.proposal().await;
            world.partner().tell(&format!("{accepted}/accept")).await.expect(200);
            Call::tell(format!("{accepted}/cancel"))
        }
        Operation::ListMatchPlans => Call::get("/v1/match-plans"),
        Operation::CreateMatchPlan => {
            let request = world.request(Role::Partner).await.id();
            Call::post("/v1/match-plans", json!({ "request_ids": [request] }))
        }
        Operation::GetMatchPlan => Call::get(world.ready_plan().await),
        Operation::ApplyMatchPlan => Call::post(format!("{}/apply", world.ready_plan().await), json!({})),
        Operation::GetOperation => Call::get(world.match_plan().await.header("location")),
        Operation::CancelOperation => Call::delete(world.planned_by_nobody().await).with("if-match", "*"),
        Operation::ListBookings => {
            let booking = world.booking(role).await;
            Call::get(format!("/v1/bookings?session_id={}", booking.text_of("session_id")))
        }
        Operation::GetBooking => Call::get(world.booking(role).await.header("location")),
        Operation::CreateBooking => {
            Call::post("/v1/bookings", world.new_booking(role).await).with("idempotency-key", &fresh().to_string())
        }
        Operation::MoveBooking => {
            let booking = world.booking(role).await;
            Call::post(format!("{}/state", booking.header("location")), json!({ "state": "confirmed" }))
        }
        Operation::CancelBooking => {
            let booking = world.booking(role).await;
            Call::post(format!("{}/cancel", booking.header("location")), json!({ "by": "learner" }))
        }
        Operation::ListEvents => Call::get("/v1/events"),
    }
}
