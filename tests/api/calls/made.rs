//! What calls are about, made through the API by whoever owns it.

use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use trellis_domain::access::Role;

use super::{Call, World};
use crate::harness::{Client, Response};

static COUNT: AtomicU64 = AtomicU64::new(0);

/// A number that nobody has used.
pub fn fresh() -> u64 {
    COUNT.fetch_add(1, Ordering::SeqCst)
}

pub(super) fn network() -> Value {
    json!({
        "network": {
            "slug": format!("network-{}", fresh()), "name": { "en": "Example" }, "nation": "england",
            "time_zone": "Europe/London", "languages": ["en"],
        },
        "lead_body": partner(),
    })
}

pub(super) fn partner() -> Value {
    json!({ "name": "Cedar", "kind": "charity", "size": "small", "safeguarding_contact": "The manager" })
}

/// To the co-ordinator, from a day on that is still to come: until then it lets nobody act.
pub(super) fn delegation() -> Value {
    json!({
        "to": "coordinator", "scopes": ["sessions:read"], "from": "2027-01-04T00:00:00Z",
        "until": "2027-03-01T00:00:00Z", "reason": "Away until spring",
    })
}

pub(super) fn area() -> Value {
    let code = format!("E01{:06}", fresh());
    json!({ "kind": "lsoa", "code": code, "name": "Example", "centroid": { "latitude": 51.45, "longitude": 0.14 } })
}

pub(super) fn venue() -> Value {
    json!({
        "kind": "community_centre", "name": "Example hall", "point": { "latitude": 51.4595, "longitude": 0.1452 },
        "address": { "lines": ["1 Broadway"], "town": "Bexleyheath", "postcode": "DA6 7DA" },
        "access": { "features": ["step_free"], "verified_on": "2026-11-02" }, "host_contact": "The caretaker",
    })
}

pub(super) fn affiliation() -> Value {
    json!({
        "given_name": "Demo Ada", "email": "ada@example.org", "stage": "active", "settings": ["venue", "home"],
        "skills": [{ "topic": "blue-badge", "level": "expert" }], "home_postcode": "DA6 7DA",
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
    })
}

pub(super) fn learner() -> Value {
    json!({ "name": "Example Learner", "phone": "020 7946 0123", "address": "1 Example Road", "postcode": "DA6 7DA" })
}

pub(super) fn course() -> Value {
    json!({ "title": "Keeping people safe", "audience": "champions", "renewal_months": 24 })
}

async fn create(client: &Client, path: &str, body: Value) -> Response {
    client.post(path, body).await.expect(201)
}

impl World<'_> {
    /// Who keeps what the lead body and partners keep alike.
    fn keeper(&self, role: Role) -> &Client {
        if role == Role::Coordinator { self.coordinator() } else { self.partner() }
    }

    pub(super) fn partner_of(&self, role: Role) -> String {
        let id = if role == Role::Coordinator { self.network.lead_body } else { self.of.id };
        format!("/v1/partners/{id}")
    }

    /// A step to another stage, there and back.
    pub(super) async fn step(&self, role: Role) -> Call {
        if role == Role::Coordinator {
            let partner = create(self.coordinator(), "/v1/partners", partner()).await;
            return Call::post(format!("{}/stage", partner.header("location")), json!({ "stage": "exploring" }));
        }
        let address = self.partner_of(Role::Partner);
        let partner = self.partner().get(&address).await.expect(200);
        let on = json!({ "stage": "exploring" });
        let back = json!({ "stage": "thinking", "reason": "Not yet" });
        let step = if partner.body["stage"] == "thinking" { on } else { back };
        Call::post(address + "/stage", step)
    }

    pub(super) async fn delegation(&self) -> Response {
        create(self.partner(), "/v1/delegations", delegation()).await
    }

    pub(super) fn new_client(&self, role: Role) -> Value {
        // A token that has only the scope it takes hands out no other.
        let (network, scopes) = (self.network.id, ["clients:write"]);
        match role {
            Role::Operator => json!({ "name": "Another operator", "role": "operator", "scopes": scopes }),
            Role::Coordinator => {
                json!({ "name": "Office", "role": "coordinator", "network_id": network, "scopes": scopes })
            }
            _ => {
                json!({ "name": "CRM", "role": "partner", "network_id": network, "partner_id": self.of.id, "scopes": scopes })
            }
        }
    }

    pub(super) async fn client(&self, role: Role) -> String {
        let owner = if role == Role::Operator { self.caller(role) } else { self.keeper(role) };
        create(owner, "/v1/clients", self.new_client(role)).await.header("location").to_owned()
    }

    pub(super) async fn area(&self) -> Response {
        create(self.coordinator(), "/v1/areas", area()).await
    }

    pub(super) async fn venue(&self, role: Role) -> Response {
        create(self.keeper(role), "/v1/venues", venue()).await
    }

    /// An activity that only its partner sees, or one that the network shares for the others.
    pub(super) async fn new_activity(&self, role: Role) -> Value {
        json!({
            "name": "Coffee morning", "venue_id": self.venue(Role::Partner).await.id(), "shared": role != Role::Partner,
            "times": [{ "weekday": "tuesday", "start": "10:00", "end": "12:00" }], "topics": ["blue-badge"],
        })
    }

    pub(super) async fn activity(&self, role: Role) -> Response {
        create(self.partner(), "/v1/activities", self.new_activity(role).await).await
    }

    pub(super) async fn affiliation(&self) -> Response {
        create(self.partner(), "/v1/affiliations", affiliation()).await
    }

    pub(super) async fn champion(&self) -> String {
        format!("/v1/champions/{}", self.affiliation().await.text_of("champion_id"))
    }

    /// Merging two, of whom one has gone: a partner has one living record of a person.
    pub(super) async fn two_champions_that_are_one(&self) -> Call {
        let (champion, gone) = (self.champion().await, self.affiliation().await);
        let code = format!("/v1/champions/{}/join-codes", gone.text_of("champion_id"));
        let code = self.partner().tell(&code).await.expect(200).text_of("join_code");
        let end = json!({ "stage": "ended", "reason": "Twice on file" });
        self.partner().post(&format!("{}/stage", gone.header("location")), end).await.expect(200);
        Call::post(champion + "/merge", json!({ "join_code": code }))
    }

    pub(super) async fn new_consent(&self) -> Value {
        let affiliation = self.affiliation().await;
        json!({
            "champion_id": affiliation.text_of("champion_id"), "purpose": "free_busy", "recipient": "Everybody",
            "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        })
    }

    pub(super) async fn consent(&self) -> Response {
        create(self.partner(), "/v1/consents", self.new_consent().await).await
    }

    /// Of a check that can be relied on, to the lead body, with the person's consent.
    pub(super) async fn new_attestation(&self) -> Value {
        let mut check = self.new_check().await;
        check["decision"] = json!({ "decided_on": "2026-10-09", "outcome": "suitable" });
        let check = create(self.partner(), "/v1/checks", check).await;
        let affiliation = check.text_of("affiliation_id");
        let person = self.partner().get(&format!("/v1/affiliations/{affiliation}")).await.expect(200);
        let consent = json!({
            "champion_id": person.text_of("champion_id"), "purpose": "share_attestations", "recipient": "Lead body",
            "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        });
        create(self.partner(), "/v1/consents", consent).await;
        json!({
            "affiliation_id": affiliation, "to_partner_id": self.network.lead_body, "kind": "check_seen",
            "check_id": check.id(), "on": "2026-10-08",
        })
    }

    pub(super) async fn attestation(&self) -> Response {
        create(self.partner(), "/v1/attestations", self.new_attestation().await).await
    }

    /// A champion with the consent to be lent to a partner.
    async fn champion_to_lend(&self, by: &Client, to: &str) -> String {
        let champion = create(by, "/v1/affiliations", affiliation()).await;
        let consent = json!({
            "champion_id": champion.text_of("champion_id"), "purpose": "lending", "recipient": "The other", "recipient_id": to,
            "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        });
        create(by, "/v1/consents", consent).await;
        champion.id()
    }

    /// A champion for the lead body.
    pub(super) async fn new_agreement(&self) -> Value {
        let to = self.network.lead_body.to_string();
        let champion = self.champion_to_lend(self.partner(), &to).await;
        json!({ "affiliation_id": champion, "to_partner_id": to, "from": "2026-12-08", "until": "2027-03-31" })
    }

    pub(super) async fn agreement(&self) -> Response {
        create(self.partner(), "/v1/agreements", self.new_agreement().await).await
    }

    /// A champion of the neighbour's.
    pub(super) async fn agreement_received(&self) -> Response {
        let (_, neighbour) = self.neighbour().await;
        let champion = self.champion_to_lend(neighbour, &self.of.id.to_string()).await;
        let offer = json!({
            "affiliation_id": champion, "to_partner_id": self.of.id, "from": "2026-12-08", "until": "2027-03-31",
        });
        create(neighbour, "/v1/agreements", offer).await
    }

    pub(super) async fn new_check(&self) -> Value {
        json!({
            "affiliation_id": self.affiliation().await.id(), "scheme": "dbs", "level": "basic", "workforce": "adult",
            "issued_on": "2026-10-01", "certificate": { "seen_by": "manager", "seen_on": "2026-10-08" },
        })
    }

    pub(super) async fn check(&self) -> Response {
        create(self.partner(), "/v1/checks", self.new_check().await).await
    }

    /// A course that only its partner sees, or the network's by the co-ordinator.
    pub(super) async fn course(&self, role: Role) -> Response {
        create(self.keeper(role), "/v1/courses", course()).await
    }

    pub(super) async fn new_completion(&self) -> Value {
        json!({
            "affiliation_id": self.affiliation().await.id(), "course_id": self.course(Role::Partner).await.id(),
            "completed_on": "2026-10-01", "badge_url": "https://badges.example.org/1",
        })
    }

    pub(super) async fn completion(&self) -> Response {
        create(self.partner(), "/v1/completions", self.new_completion().await).await
    }

    pub(super) async fn new_external_id(&self) -> Value {
        number(&self.affiliation().await.id())
    }

    pub(super) async fn external_id(&self) -> Response {
        create(self.partner(), "/v1/external-ids", self.new_external_id().await).await
    }

    /// A session that only its partner sees, or a public one for the others.
    pub(super) async fn new_session(&self, role: Role) -> Value {
        let visibility = if role == Role::Partner { "partner" } else { "public" };
        json!({
            "title": { "en": "Ask about your phone" }, "setting": "venue", "venue_id": self.venue(Role::Partner).await.id(),
            "booking": "pre_arranged", "capacity": 5, "champions_needed": 1, "visibility": visibility,
            "starts_at": "2026-12-08T10:00:00Z", "ends_at": "2026-12-08T12:00:00Z",
        })
    }

    pub(super) async fn session(&self, role: Role) -> Response {
        create(self.partner(), "/v1/sessions", self.new_session(role).await).await
    }

    /// A series that only its partner sees, or a public one for the others; three sessions.
    pub(super) async fn new_series(&self, role: Role) -> Value {
        let visibility = if role == Role::Partner { "partner" } else { "public" };
        json!({
            "title": { "en": "Phones on Tuesdays" }, "setting": "venue", "venue_id": self.venue(Role::Partner).await.id(),
            "booking": "pre_arranged", "capacity": 5, "visibility": visibility, "starts_on": "2026-12-08",
            "start_time": "14:00", "duration_minutes": 60, "rule": "FREQ=WEEKLY;COUNT=3",
            "activity_id": self.activity(role).await.id(),
        })
    }

    pub(super) async fn series(&self, role: Role) -> Response {
        create(self.partner(), "/v1/series", self.new_series(role).await).await
    }

    pub(super) async fn new_shift(&self) -> Value {
        let (session, affiliation) = (self.session(Role::Partner).await, self.affiliation().await);
        json!({ "session_id": session.id(), "affiliation_id": affiliation.id() })
    }

    pub(super) async fn shift(&self) -> Response {
        create(self.partner(), "/v1/shifts", self.new_shift().await).await
    }

    /// A champion's calendar, or that of the lead body itself.
    pub(super) async fn new_calendar(&self, role: Role) -> Value {
        match role {
            Role::Coordinator => json!({ "kind": "partner", "subject_id": self.network.lead_body }),
            _ => json!({ "kind": "champion", "subject_id": self.affiliation().await.id() }),
        }
    }

    pub(super) async fn calendar(&self, role: Role) -> String {
        let made = self.keeper(role).post("/v1/calendars", self.new_calendar(role).await).await.expect(200);
        format!("/v1/calendars/{}", made.body["calendar"]["id"].as_str().unwrap())
    }

    pub(super) async fn learner(&self, role: Role) -> Response {
        create(self.keeper(role), "/v1/learners", learner()).await
    }

    pub(super) async fn new_request(&self, role: Role) -> Value {
        let venue = self.venue(Role::Partner).await.id();
        let mut request = json!({
            "goal": "I want a Blue Badge", "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA",
            "route": "phone", "venue_ids": [venue], "preferred_venues": [venue],
            "weekly_visits": [{ "venue_id": venue, "weekday": "tuesday", "start": "10:00", "end": "12:00" }],
        });
        if role == Role::Referrer {
            request["learner"] = learner();
        } else {
            request["learner_id"] = self.learner(role).await.id().into();
        }
        if role == Role::Partner {
            request["excluded_affiliations"] = json!([self.affiliation().await.id()]);
        }
        request
    }

    pub(super) async fn request(&self, role: Role) -> Response {
        let asker = if role == Role::Referrer { self.caller(role) } else { self.keeper(role) };
        create(asker, "/v1/requests", self.new_request(role).await).await
    }

    /// A request of a partner, with the learner's consent to be referred to another.
    async fn request_to_refer(&self, by: &Client, to: &str) -> String {
        let learner = create(by, "/v1/learners", learner()).await.id();
        let consent = json!({
            "learner_id": learner, "purpose": "referral", "recipient": "Another partner", "recipient_id": to,
            "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
        });
        create(by, "/v1/consents", consent).await;
        let request = json!({
            "goal": "I want a Blue Badge", "topics": ["blue-badge"], "setting": "remote", "route": "phone", "learner_id": learner,
        });
        create(by, "/v1/requests", request).await.id()
    }

    /// An offer to the lead body.
    pub(super) async fn new_referral(&self) -> Value {
        let neighbour = &self.neighbour().await.0;
        let request = self.request_to_refer(self.partner(), neighbour).await;
        json!({ "request_id": request, "to_partner_id": neighbour, "note": "Rings twice" })
    }

    pub(super) async fn referral(&self) -> Response {
        create(self.partner(), "/v1/referrals", self.new_referral().await).await
    }

    /// An offer by the neighbour.
    pub(super) async fn referral_received(&self) -> Response {
        let (_, neighbour) = self.neighbour().await;
        let request = self.request_to_refer(neighbour, &self.of.id.to_string()).await;
        create(neighbour, "/v1/referrals", json!({ "request_id": request, "to_partner_id": self.of.id })).await
    }

    pub(super) async fn policy(&self) -> String {
        let policies = self.partner().get("/v1/policies").await.expect(200);
        format!("/v1/policies/{}", policies.ids().first().expect("every partner has one"))
    }

    /// A proposal of a champion whom no other one takes: nobody else speaks the language that the request needs.
    pub(super) async fn proposal(&self) -> String {
        let number = fresh();
        let letter = |place: u32| char::from(b'a' + u8::try_from(number / 26_u64.pow(place) % 26).unwrap());
        let language: String = [letter(2), letter(1), letter(0)].iter().collect();
        let mut champion = affiliation();
        champion["languages"] = json!([language]);
        create(self.partner(), "/v1/affiliations", champion).await;
        let mut request = self.new_request(Role::Partner).await;
        request["required_languages"] = json!([language]);
        let request = create(self.partner(), "/v1/requests", request).await;
        let made = create(self.partner(), &format!("{}/proposals", request.header("location")), json!({})).await;
        format!("/v1/proposals/{}", made.ids().first().expect("somebody can help"))
    }

    pub(super) async fn match_plan(&self) -> Response {
        let request = self.request(Role::Partner).await.id();
        self.partner().post("/v1/match-plans", json!({ "request_ids": [request] })).await.expect(202)
    }

    pub(super) async fn ready_plan(&self) -> String {
        let operation = self.match_plan().await;
        ready(self.partner(), operation.header("location")).await
    }

    /// Long work that waits until somebody calls it off.
    pub(super) async fn planned_by_nobody(&self) -> String {
        format!("/v1/operations/{}", self.app.plant_match_plan(self.network, self.of.id).await)
    }

    pub(super) async fn new_booking(&self, role: Role) -> Value {
        let session = self.session(role).await.id();
        let mut booking = json!({ "session_id": session, "route": "web", "hold_for_minutes": 30 });
        if role == Role::BookingSite {
            booking["guest"] = json!({ "name": "A guest", "contact": "020 7946 0000" });
        } else {
            booking["learner_id"] = self.learner(Role::Partner).await.id().into();
        }
        booking
    }

    pub(super) async fn booking(&self, role: Role) -> Response {
        let booker = if role == Role::BookingSite { self.caller(role) } else { self.partner() };
        booker.post("/v1/bookings", self.new_booking(role).await).key(&fresh().to_string()).await.expect(201)
    }
}

/// The address of what an operation makes, once it is made.
pub async fn ready(client: &Client, operation: &str) -> String {
    for _ in 0..10_000 {
        let seen = client.get(operation).await.expect(200).body;
        match seen["status"].as_str().unwrap() {
            "ready" => return seen["result_url"].as_str().unwrap().to_owned(),
            "queued" | "running" => {}
            other => panic!("it is {other}"),
        }
    }
    panic!("it never was ready");
}

/// A number for something.
pub(super) fn number(subject: &str) -> Value {
    json!({ "subject_id": subject, "source": "civicrm", "external_id": fresh().to_string() })
}
