//! `/v1/delegations`, and acting by them; `delegated.rs` tries every operation.

use chrono::TimeDelta;
use futures::{StreamExt, stream::FuturesUnordered};
use rstest::rstest;
use serde_json::{Value, json};
use trellis_app::delegation;
use trellis_domain::{Delegation, DelegationId, PartnerId, Record};
use trellis_storage::Reading;

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

const UNTIL: &str = "2027-03-01T00:00:00Z";

fn to_the_coordinator(scopes: &[&str]) -> Value {
    json!({ "to": "coordinator", "scopes": scopes, "until": UNTIL, "reason": "Away until spring" })
}

fn to_partner(partner: PartnerId, scopes: &[&str]) -> Value {
    let mut delegation = to_the_coordinator(scopes);
    delegation["to"] = "partner".into();
    delegation["to_partner_id"] = json!(partner);
    delegation
}

async fn give(partner: &Client, delegation: Value) -> Response {
    partner.post("/v1/delegations", delegation).await.expect(201)
}

async fn take_back(partner: &Client, given: &Response) -> Response {
    partner.tell(&format!("{}/revoke", given.header("location"))).await.expect(200)
}

#[actix_web::test]
async fn a_narrowed_token_lets_nobody_do_what_it_may_not() {
    let app = TestApp::start().await;
    let client = &app.seed.bexley.alder.client;
    let narrow = Client::with_scope(&app.url, client, Some("delegations:write sessions:read")).await;
    let refused = narrow.post("/v1/delegations", to_the_coordinator(&["learners:read"])).await;
    assert_eq!(refused.expect_problem(422, "invalid").refusals(), [("/scopes", "unknown_value")]);
    give(&narrow, to_the_coordinator(&["sessions:read"])).await;
}

#[actix_web::test]
async fn a_partner_gives_a_delegation_and_takes_it_back() {
    let app = TestApp::start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let given = give(&alder, to_the_coordinator(&["sessions:write", "sessions:read"])).await;
    let expected = json!({
        "id": given.id(), "partner_id": app.seed.bexley.alder.id, "to": "coordinator",
        "to_partner_id": app.seed.bexley.lead_body, "scopes": ["sessions:write", "sessions:read"],
        "from": "2026-12-01T09:00:00Z", "until": UNTIL, "reason": "Away until spring", "state": "live",
        "revoked_at": null, "created_at": "2026-12-01T09:00:00Z", "updated_at": "2026-12-01T09:00:00Z",
    });
    assert_eq!(given.body, expected);
    let address = given.header("location");
    for side in [&alder, &coordinator] {
        assert_eq!(side.get(address).await.expect(200).body, expected);
        assert_eq!(side.get("/v1/delegations").await.expect(200).ids(), [given.id()]);
        assert_eq!(side.get("/v1/delegations?live=false").await.expect(200).ids(), [""; 0]);
    }
    birch.get(address).await.expect_problem(404, "not_found");
    assert_eq!(birch.get("/v1/delegations").await.expect(200).ids(), [""; 0]);
    for other in [&birch, &app.elsewhere().await] {
        other.tell(&format!("{address}/revoke")).await.expect_problem(404, "not_found");
    }
    coordinator.tell(&format!("{address}/revoke")).await.expect_problem(403, "role_forbidden");

    app.pass(TimeDelta::hours(1));
    let revoked = take_back(&app.alder().await, &given).await;
    assert_eq!(
        (&revoked.body["state"], &revoked.body["revoked_at"]),
        (&json!("revoked"), &json!("2026-12-01T10:00:00Z"))
    );
    app.pass(TimeDelta::hours(1));
    let again = take_back(&app.alder().await, &given).await;
    assert_eq!((again.body.clone(), again.etag()), (revoked.body.clone(), revoked.etag()), "it changes nothing");

    let changes = async |reader: Client| {
        let events = app.events(&reader).await;
        let of_it = events.into_iter().filter(|event| event["id"] == given.id()).map(|event| event["change"].clone());
        of_it.collect::<Vec<_>>()
    };
    assert_eq!(changes(app.alder().await).await, ["created", "updated"]);
    assert_eq!(changes(app.coordinator().await).await, ["created", "updated"], "the other side is told");
    assert_eq!(changes(app.birch().await).await, [""; 0]);
}

#[rstest]
#[case(json!({ "scopes": [] }), ("/scopes", "too_short"))]
#[case(json!({ "scopes": ["clients:write"] }), ("/scopes/0", "unknown_value"))]
#[case(json!({ "scopes": ["delegations:write"] }), ("/scopes/0", "unknown_value"))]
#[case(json!({ "scopes": ["delegations:act"] }), ("/scopes/0", "unknown_value"))]
#[case(json!({ "scopes": ["areas:write"] }), ("/scopes/0", "unknown_value"))]
#[case(json!({ "until": "2027-12-01T09:00:01Z" }), ("/until", "too_large"))]
#[case(json!({ "from": "2026-11-01T00:00:00Z", "until": "2026-12-01T09:00:00Z" }), ("/until", "in_past"))]
#[case(json!({ "to": "partner" }), ("/to_partner_id", "required"))]
#[case(json!({ "to": "partner", "to_partner_id": "ptn_0198c0de00007000800000000000dead" }), ("/to_partner_id", "unknown_reference"))]
#[actix_web::test]
async fn what_cannot_be_given(#[case] changes: Value, #[case] refusal: (&str, &str)) {
    let app = TestApp::start().await;
    let mut delegation = to_the_coordinator(&["sessions:read"]);
    delegation.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let refused = app.alder().await.post("/v1/delegations", delegation).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [refusal]);
}

#[actix_web::test]
async fn it_begins_and_ends_by_the_clock() {
    let app = TestApp::start().await;
    let mut delegation = to_the_coordinator(&["shifts:read"]);
    delegation["from"] = "2026-12-01T10:00:00Z".into();
    delegation["until"] = "2026-12-01T12:00:00Z".into();
    let given = give(&app.alder().await, delegation).await;
    let mut tags = Vec::new();
    let mut look = async |state: &str, refused: bool| {
        let coordinator = app.coordinator().await;
        let read = coordinator.get(given.header("location")).await.expect(200);
        assert_eq!(read.body["state"], state);
        tags.push(read.etag().to_owned());
        let live = coordinator.get("/v1/delegations?live=true").await.expect(200).ids();
        assert_eq!(live.len(), usize::from(!refused));
        let acting = coordinator.get("/v1/shifts").acting_for(app.seed.bexley.alder.id).await;
        if refused {
            acting.expect_problem(403, "delegation_missing")
        } else {
            acting.expect(200)
        };
    };
    look("upcoming", true).await;
    app.pass(TimeDelta::hours(1));
    look("live", false).await;
    app.pass(TimeDelta::hours(2) - TimeDelta::microseconds(1));
    look("live", false).await;
    app.pass(TimeDelta::microseconds(1));
    look("expired", true).await;
    assert_eq!((tags[1] == tags[2], tags[0] == tags[1], tags[2] == tags[3]), (true, false, false));
    let revoke = format!("{}/revoke", given.header("location"));
    app.alder().await.tell(&revoke).await.expect_problem(409, "wrong_state");
}

#[actix_web::test]
async fn whoever_acts_reaches_what_is_the_partner_s_and_nothing_of_others() {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let (for_alder, for_birch) = (app.seed.bexley.alder.id, app.seed.bexley.birch.id);
    give(&alder, to_the_coordinator(&["learners:read", "learners:write", "requests:write"])).await;
    let ours = alder.post("/v1/learners", json!({ "name": "Demo Ours" })).await.expect(201);
    let theirs = birch.post("/v1/learners", json!({ "name": "Demo Theirs" })).await.expect(201);
    let get = |learner: &Response| coordinator.get(learner.header("location"));
    get(&ours).await.expect_problem(404, "not_found");
    assert_eq!(get(&ours).acting_for(for_alder).await.expect(200).body, ours.body);
    get(&theirs).acting_for(for_alder).await.expect_problem(404, "not_found");
    get(&theirs).acting_for(for_birch).await.expect_problem(403, "delegation_missing");
    // What is made for a partner is the partner's: its own request does not wait in the inbox.
    let request = json!({ "goal": "Photos", "setting": "remote", "topics": ["blue-badge"], "route": "phone", "learner_id": ours.id() });
    let made = coordinator.post("/v1/requests", request).acting_for(for_alder).await.expect(201);
    assert_eq!(alder.get(made.header("location")).await.expect(200).body["state"], "taken");
    coordinator.get(made.header("location")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_refusal_says_nothing_of_the_partner() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let (bexley, other) = (&app.seed.bexley, &app.seed.other);
    give(&app.birch().await, to_the_coordinator(&["sessions:read"])).await;
    give(&app.elsewhere().await, to_the_coordinator(&["shifts:read"])).await;
    let ask = async |partner: &str| {
        let refused = coordinator.get("/v1/shifts").acting_for(partner).await;
        refused.expect_problem(403, "delegation_missing").masked()
    };
    let unknown = ask("ptn_0198c0de00007000800000000000dead").await;
    for partner in [bexley.alder.id, bexley.birch.id, bexley.lead_body, other.alder.id] {
        assert_eq!(ask(&partner.to_string()).await, unknown);
    }
    for wrong in ["", "alder", "net_0198c0de00007000800000000000dead"] {
        coordinator.get("/v1/shifts").acting_for(wrong).await.expect_problem(400, "bad_request");
    }
}

#[actix_web::test]
async fn a_token_without_the_scope_to_act_does_not() {
    let app = TestApp::start().await;
    give(&app.alder().await, to_the_coordinator(&["sessions:read"])).await;
    let client = &app.seed.bexley.coordinator;
    let for_alder = app.seed.bexley.alder.id;
    let narrow = Client::with_scope(&app.url, client, Some("sessions:read")).await;
    let refused = narrow.get("/v1/sessions").acting_for(for_alder).await.expect_problem(403, "scope_forbidden");
    assert!(refused.header("www-authenticate").ends_with("scope=\"delegations:act\""));
    let acting = Client::with_scope(&app.url, client, Some("delegations:act")).await;
    acting.get("/v1/sessions").acting_for(for_alder).await.expect(200);
    acting.get("/v1/sessions").await.expect_problem(403, "scope_forbidden");
}

#[actix_web::test]
async fn another_partner_acts_and_cannot_pass_it_on() {
    let app = TestApp::start().await;
    let (alder, birch, cedar) = (app.alder().await, app.birch().await, app.plant_partner("Cedar").await);
    let (for_alder, for_birch) = (app.seed.bexley.alder.id, app.seed.bexley.birch.id);
    let given = give(&alder, to_partner(for_birch, &["shifts:read"])).await;
    give(&birch, to_the_coordinator(&["shifts:read", "delegations:read"])).await;
    birch.get("/v1/shifts").acting_for(for_alder).await.expect(200);
    for other in [&cedar, &app.coordinator().await] {
        other.get("/v1/shifts").acting_for(for_alder).await.expect_problem(403, "delegation_missing");
    }
    assert_eq!(birch.get("/v1/delegations?live=true").await.expect(200).ids().len(), 2);
    let gave = birch.get(&format!("/v1/delegations?partner_id={for_alder}")).await.expect(200).ids();
    assert_eq!(gave, [given.id()]);
    cedar.get(given.header("location")).await.expect_problem(404, "not_found");
    take_back(&alder, &given).await;
    birch.get("/v1/shifts").acting_for(for_alder).await.expect_problem(403, "delegation_missing");
}

#[actix_web::test]
async fn a_partner_client_of_the_lead_body_is_not_the_co_ordinator() {
    let app = TestApp::start().await;
    let (network, lead) = (app.seed.bexley.id, app.seed.bexley.lead_body);
    let details = json!({ "name": "Its own CRM", "role": "partner", "network_id": network, "partner_id": lead });
    let crm = app.plant_client(details).await;
    let (alder, for_alder) = (app.alder().await, app.seed.bexley.alder.id);
    let reads = async |client: &Client| client.get("/v1/shifts").acting_for(for_alder).await.status;
    let coordinator = app.coordinator().await;
    let first = give(&alder, to_the_coordinator(&["shifts:read"])).await;
    assert_eq!((reads(&coordinator).await, reads(&crm).await), (200, 403));
    take_back(&alder, &first).await;
    give(&alder, to_partner(lead, &["shifts:read"])).await;
    assert_eq!((reads(&coordinator).await, reads(&crm).await), (403, 200));
}

#[actix_web::test]
async fn every_act_is_marked_and_only_the_partner_is_told() {
    let app = TestApp::start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let for_alder = app.seed.bexley.alder.id;
    let learner = json!({ "name": "Demo Learner", "address": "1 High Street" });
    let learner = alder.post("/v1/learners", learner).await.expect(201);
    let scopes = ["sessions:write", "learners:write", "learners:disclose", "events:read", "sessions:read"];
    let given = give(&alder, to_the_coordinator(&scopes)).await;
    let before = app.events(&alder).await.len();

    let public = session(&json!({ "visibility": "public" }));
    let planned = coordinator.post("/v1/sessions", public).acting_for(for_alder).await.expect(201);
    let change = coordinator.patch(learner.header("location"), json!({ "notes": "Likes tea" })).if_match("*");
    change.acting_for(for_alder).await.expect(200);
    let disclose =
        || coordinator.tell(&format!("{}/disclose-address", learner.header("location"))).acting_for(for_alder);
    disclose().await.expect_problem(400, "header_required");
    disclose().on_behalf_of("staff-7").await.expect(200);
    alder.patch(planned.header("location"), json!({ "capacity": 6 })).if_match("*").await.expect(200);

    let events = app.events(&alder).await;
    let acts: Vec<_> = events[before..]
        .iter()
        .map(|event| (event["change"].as_str().unwrap(), event["delegation_id"].as_str(), event["client"].as_str()))
        .collect();
    let (by, them) = (given.id(), Some(app.seed.bexley.coordinator.id.as_str()));
    let marked = Some(by.as_str());
    let own = ("updated", None, Some(app.seed.bexley.alder.client.id.as_str()));
    assert_eq!(acts, [("created", marked, them), ("updated", marked, them), ("disclosed", marked, them), own]);
    // Whoever acts reads the partner's feed as the partner does, as far as the scopes go.
    let acting = coordinator.get("/v1/events?limit=100").acting_for(for_alder).await.expect(200);
    let seen = acting.body["items"].as_array().unwrap();
    assert!(seen.iter().any(|event| event["delegation_id"] == given.id()));
    assert!(seen.iter().all(|event| ["session"].contains(&event["type"].as_str().unwrap())), "{seen:#?}");
    for (reader, name) in [(&birch, "Birch"), (&coordinator, "the co-ordinator")] {
        let events = app.events(reader).await;
        let of_session: Vec<_> = events.iter().filter(|event| event["id"] == planned.id()).collect();
        assert!(!of_session.is_empty(), "{name} knows of the session");
        assert!(of_session.iter().all(|event| event["delegation_id"].is_null()), "{name} is told by what");
    }
}

#[actix_web::test]
async fn keys_cursors_and_tags_of_who_acts_are_others() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (for_alder, for_birch) = (app.seed.bexley.alder.id, app.seed.bexley.birch.id);
    give(&alder, to_partner(for_birch, &["sessions:write", "sessions:read", "partners:read"])).await;
    let plan = || birch.post("/v1/sessions", session(&json!({}))).key("k");
    let (own, acting) = (plan().await.expect(201), plan().acting_for(for_alder).await.expect(201));
    assert_eq!((&own.body["partner_id"], &acting.body["partner_id"]), (&json!(for_birch), &json!(for_alder)));
    assert_eq!(plan().acting_for(for_alder).await.expect(201).id(), acting.id(), "a repeat is one");
    assert_eq!(plan().await.expect(201).id(), own.id());

    for _ in 0..2 {
        birch.post("/v1/sessions", session(&json!({}))).acting_for(for_alder).await.expect(201);
    }
    let page = birch.get("/v1/sessions?limit=1").acting_for(for_alder).await.expect(200);
    let cursor = page.text_of("next_cursor");
    let next = || birch.get(&format!("/v1/sessions?limit=1&cursor={cursor}"));
    next().acting_for(for_alder).await.expect(200);
    next().await.expect_problem(400, "bad_cursor");

    let partner = format!("/v1/partners/{for_alder}");
    let own = birch.get(&partner).await.expect(200);
    let acting = || birch.get(&partner).acting_for(for_alder);
    let tag = acting().await.expect(200).etag().to_owned();
    assert_ne!(own.etag(), tag);
    acting().header("if-none-match", own.etag()).await.expect(200);
    acting().header("if-none-match", &tag).await.expect(304);
}

#[actix_web::test]
async fn what_was_answered_before_is_not_repeated_after_it_is_taken_back() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let given = give(&alder, to_the_coordinator(&["sessions:write"])).await;
    let plan = || coordinator.post("/v1/sessions", session(&json!({}))).key("k").acting_for(app.seed.bexley.alder.id);
    let planned = plan().await.expect(201);
    take_back(&alder, &given).await;
    plan().await.expect_problem(403, "delegation_missing");
    give(&alder, to_the_coordinator(&["sessions:write"])).await;
    assert_eq!(plan().await.expect(201).id(), planned.id());
}

/// The queue of a network has room for 256 writes, and this test has the turn. Whoever is turned away as one too many says that the
/// others were let in while the delegation was live, and wait.
#[actix_web::test]
async fn what_waits_for_its_turn_when_it_is_taken_back_is_refused() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let for_alder = app.seed.bexley.alder.id;
    let given: DelegationId = give(&alder, to_the_coordinator(&["sessions:write"])).await.id().parse().unwrap();
    let mut turn = app.work(&app.seed.bexley).await;
    let mut writes: FuturesUnordered<_> = (0..300)
        .map(|_| {
            let write = coordinator.post("/v1/sessions", session(&json!({}))).acting_for(for_alder);
            actix_web::rt::spawn(write.into_future())
        })
        .collect();
    writes.next().await.unwrap().unwrap().expect_problem(503, "busy");
    let record: Record<Delegation> = turn.load(given).await.unwrap().unwrap();
    delegation::revoke(&mut turn, &record).await.unwrap();
    turn.commit().await.unwrap();
    let outcomes: Vec<Response> = writes.map(Result::unwrap).collect().await;
    let (refused, busy): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(|answer| answer.status != 503);
    assert!(!refused.is_empty(), "all {} were turned away", busy.len());
    for answer in refused {
        answer.expect_problem(403, "delegation_missing");
    }
    assert_eq!(alder.get("/v1/sessions").await.expect(200).ids(), [""; 0]);
    assert!(app.events(&alder).await.iter().all(|event| event["delegation_id"].is_null()));
}

#[actix_web::test]
async fn whoever_waits_for_events_learns_none_after_it_is_taken_back() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let for_alder = app.seed.bexley.alder.id;
    let scopes = ["events:read", "sessions:read", "delegations:read"];
    let given = give(&alder, to_the_coordinator(&scopes)).await;
    let read = coordinator.get("/v1/events?limit=100").acting_for(for_alder).await.expect(200);
    let path = format!("/v1/events?after={}&wait=30", read.body["next_after"]);
    let waiting = coordinator.get(&path).acting_for(for_alder).into_future();
    let (answer, _) = futures::future::join(waiting, take_back(&alder, &given)).await;
    answer.expect_problem(403, "delegation_missing");
}
