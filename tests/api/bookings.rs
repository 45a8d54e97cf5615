//! `/v1/bookings`

use std::sync::Arc;

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    harness::{Client, TestApp},
    sessions::session,
};

fn guest(session: &str, places: u32) -> Value {
    json!({ "session_id": session, "places": places, "route": "web", "guest": { "name": "A guest", "contact": "020 7946 0000" } })
}

async fn planned(client: &Client, changes: Value) -> String {
    client.post("/v1/sessions", session(&changes)).await.expect(201).id()
}

#[actix_web::test]
async fn a_booking_site_books_a_place_until_it_is_full_and_gives_it_back() {
    let app = TestApp::start().await;
    let (alder, site) = (app.alder().await, app.booking_site().await);
    let public = planned(&alder, json!({ "visibility": "public", "capacity": 1 })).await;
    let booked = site.post("/v1/bookings", guest(&public, 1)).key("b-1").await.expect(201);
    assert_eq!((&booked.body["state"], &booked.body["cancelled_late"]), (&json!("confirmed"), &Value::Null));
    let full = site.post("/v1/bookings", guest(&public, 1)).key("b-2").await.expect_problem(409, "session_full");
    assert_eq!(full.body["detail"], "Every place in this session is taken.");

    let cancel = format!("{}/cancel", booked.header("location"));
    let by_partner = site.post(&cancel, json!({ "by": "partner" })).await.expect_problem(422, "invalid");
    assert_eq!(by_partner.refusals(), [("/by", "unknown_value")]);
    let cancelled = site.post(&cancel, json!({})).await.expect(200);
    assert_eq!(
        (&cancelled.body["state"], &cancelled.body["cancelled_late"]),
        (&json!("cancelled_by_learner"), &json!(false))
    );
    site.post(&cancel, json!({})).await.expect_problem(409, "wrong_state");
    site.post("/v1/bookings", guest(&public, 1)).key("b-2").await.expect(201);
}

#[actix_web::test]
async fn a_repeat_with_the_same_key_books_once_and_a_key_is_needed() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let session = planned(&alder, json!({})).await;
    alder.post("/v1/bookings", guest(&session, 1)).await.expect_problem(400, "header_required");
    let first = alder.post("/v1/bookings", guest(&session, 1)).key("b-1").await.expect(201);
    let again = alder.post("/v1/bookings", guest(&session, 1)).key("b-1").await.expect(201);
    assert_eq!((again.id(), again.header("idempotent-replayed")), (first.id(), "true"));
    assert_eq!(alder.get("/v1/bookings").await.expect(200).ids(), [first.id()]);
}

#[actix_web::test]
async fn a_hold_keeps_its_places_for_a_while_and_then_they_are_free() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let session = planned(&alder, json!({ "capacity": 1 })).await;
    let mut hold = guest(&session, 1);
    hold["hold_for_minutes"] = json!(5);
    let held = alder.post("/v1/bookings", hold.clone()).key("h-1").await.expect(201);
    assert_eq!((&held.body["state"], &held.body["held_until"]), (&json!("held"), &json!("2026-12-01T09:05:00Z")));
    alder.post("/v1/bookings", guest(&session, 1)).key("h-2").await.expect_problem(409, "session_full");
    let tag = alder.get(held.header("location")).await.expect(200);
    app.pass(TimeDelta::minutes(5));
    let run_out = alder.get(held.header("location")).header("if-none-match", tag.etag()).await.expect(200);
    assert_eq!(run_out.body["state"], "expired");
    assert_eq!(alder.get("/v1/bookings?state=expired").await.expect(200).ids(), [held.id()]);
    assert_eq!(alder.get("/v1/bookings?state=held").await.expect(200).ids(), Vec::<String>::new());

    let other = alder.post("/v1/bookings", guest(&session, 1)).key("h-2").await.expect(201);
    let confirm = format!("{}/state", held.header("location"));
    alder.post(&confirm, json!({ "state": "confirmed" })).await.expect_problem(409, "session_full");
    alder.post(&format!("{}/cancel", other.header("location")), json!({})).await.expect(200);
    let confirmed = alder.post(&confirm, json!({ "state": "confirmed" })).await.expect(200);
    assert_eq!((&confirmed.body["state"], &confirmed.body["held_until"]), (&json!("confirmed"), &Value::Null));
}

#[actix_web::test]
async fn what_is_cancelled_past_or_drop_in_takes_no_bookings() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let drop_in = planned(&alder, json!({ "booking": "drop_in", "capacity": null })).await;
    alder.post("/v1/bookings", guest(&drop_in, 1)).key("b-1").await.expect_problem(409, "session_drop_in");
    let cancelled = planned(&alder, json!({})).await;
    alder.post(&format!("/v1/sessions/{cancelled}/cancel"), json!({ "reason": "No heating" })).await.expect(200);
    alder.post("/v1/bookings", guest(&cancelled, 1)).key("b-2").await.expect_problem(409, "session_cancelled");
    let soon = planned(&alder, json!({ "starts_at": "2026-12-01T09:05:00Z", "ends_at": "2026-12-01T10:00:00Z" })).await;
    let booked = alder.post("/v1/bookings", guest(&soon, 1)).key("b-3").await.expect(201);
    app.pass(TimeDelta::minutes(5));
    alder.post("/v1/bookings", guest(&soon, 1)).key("b-4").await.expect_problem(409, "session_past");
    let cancel = format!("{}/cancel", booked.header("location"));
    alder.post(&cancel, json!({})).await.expect_problem(409, "session_past");
    let step = format!("{}/state", booked.header("location"));
    let absent = alder.post(&step, json!({ "state": "learner_absent" })).await.expect(200);
    assert_eq!(absent.body["state"], "learner_absent");
    alder.post(&step, json!({ "state": "attended" })).await.expect(200);
}

#[actix_web::test]
async fn everybody_books_where_they_may_and_sees_their_own() {
    let app = TestApp::start().await;
    let (alder, birch, site) = (app.alder().await, app.birch().await, app.booking_site().await);
    let (public, private) =
        (planned(&alder, json!({ "visibility": "public" })).await, planned(&alder, json!({})).await);
    let unknown = |answer: crate::harness::Response| {
        let refused = answer.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/session_id", "unknown_reference")]);
    };
    unknown(site.post("/v1/bookings", guest(&private, 1)).key("b-1").await);
    unknown(birch.post("/v1/bookings", guest(&public, 1)).key("b-1").await);
    let theirs = site.post("/v1/bookings", guest(&public, 1)).key("b-2").await.expect(201);
    let ours = alder.post("/v1/bookings", guest(&private, 2)).key("b-3").await.expect(201);
    assert_eq!(alder.get("/v1/bookings").await.expect(200).ids(), [theirs.id(), ours.id()]);
    assert_eq!(site.get("/v1/bookings").await.expect(200).ids(), [theirs.id()]);
    assert_eq!(birch.get("/v1/bookings").await.expect(200).ids(), Vec::<String>::new());
    site.get(ours.header("location")).await.expect_problem(404, "not_found");
    let step = format!("{}/state", theirs.header("location"));
    let outcome = site.post(&step, json!({ "state": "attended" })).await.expect_problem(422, "invalid");
    assert_eq!(outcome.refusals(), [("/state", "unknown_value")]);
    app.coordinator().await.get("/v1/bookings").await.expect_problem(403, "role_forbidden");

    // A paused partner is out of the public's sight.
    let pause = json!({ "stage": "paused", "pause_reason": "funding", "review_on": "2027-03-01" });
    alder.post(&format!("/v1/partners/{}/stage", app.seed.bexley.alder.id), pause).await.expect(200);
    unknown(site.post("/v1/bookings", guest(&public, 1)).key("b-4").await);
}

/// A hundred clients race for five places, each with its own key, all let go at once.
#[actix_web::test]
async fn a_hundred_race_for_five_places_and_five_get_one() {
    let app = TestApp::start().await;
    let (alder, site) = (app.alder().await, app.booking_site().await);
    let session = planned(&alder, json!({ "visibility": "public", "capacity": 5 })).await;
    let barrier = Arc::new(tokio::sync::Barrier::new(100));
    let racers = (0..100).map(|racer| {
        let (client, barrier, session) = (if racer % 2 == 0 { &alder } else { &site }, Arc::clone(&barrier), &session);
        async move {
            barrier.wait().await;
            // Too busy is no refusal: the client comes again with the same key.
            for _ in 0..60 {
                let answer = client.post("/v1/bookings", guest(session, 1)).key(&format!("race-{racer}")).await;
                if answer.status != 503 {
                    return answer.status;
                }
            }
            503
        }
    });
    let outcomes = futures::future::join_all(racers).await;
    let count = |status| outcomes.iter().filter(|outcome| **outcome == status).count();
    assert_eq!((count(201), count(409)), (5, 95), "{outcomes:?}");
    let read = alder.get(&format!("/v1/sessions/{session}")).await.expect(200);
    assert_eq!(read.body["places"], json!({ "capacity": 5, "taken": 5, "free": 0 }));
    assert_eq!(alder.get("/v1/bookings?state=confirmed").await.expect(200).ids().len(), 5);
}

#[actix_web::test]
async fn a_partner_books_for_its_own_learner_and_erasing_leaves_a_figure() {
    let app = TestApp::start().await;
    let (alder, birch, site) = (app.alder().await, app.birch().await, app.booking_site().await);
    let session = planned(&alder, json!({ "visibility": "public" })).await;
    let learner = |id: &str| json!({ "session_id": session, "route": "phone", "learner_id": id });
    let ours = alder.post("/v1/learners", json!({ "name": "Demo Learner" })).await.expect(201);
    let theirs = birch.post("/v1/learners", json!({ "name": "Demo Other" })).await.expect(201);
    for (client, id) in [(&alder, theirs.id()), (&site, ours.id())] {
        let refused = client.post("/v1/bookings", learner(&id)).key("b-1").await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/learner_id", "unknown_reference")]);
    }
    let booked = alder.post("/v1/bookings", learner(&ours.id())).key("b-2").await.expect(201);
    assert_eq!(booked.body["learner_id"], json!(ours.id()));
    let read = alder.get(ours.header("location")).await.expect(200);
    alder.delete(ours.header("location")).if_match(read.etag()).await.expect(204);
    let left = alder.get(booked.header("location")).await.expect(200);
    assert_eq!((&left.body["learner_id"], &left.body["state"]), (&Value::Null, &json!("cancelled_by_learner")));
}
