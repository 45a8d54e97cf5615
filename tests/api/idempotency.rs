//! Idempotency keys: however often and however close together a request is repeated, it is carried out once.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;

use crate::{
    harness::{Response, TestApp},
    sessions::session,
};

fn cedar(size: &str) -> serde_json::Value {
    json!({ "name": "Cedar", "kind": "charity", "size": size })
}

fn replayed(answer: &Response) -> bool {
    answer.headers.contains_key("idempotent-replayed")
}

#[actix_web::test]
async fn repeats_at_the_same_time_do_it_once() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let before = app.events(&coordinator).await.len();
    let answers =
        join_all((0..16).map(|_| coordinator.post("/v1/partners", cedar("small")).key("k").into_future())).await;
    let answers: Vec<_> = answers.into_iter().map(|answer| answer.expect(201)).collect();
    assert_eq!(answers.iter().map(Response::id).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(answers.iter().filter(|answer| !replayed(answer)).count(), 1);
    assert_eq!(coordinator.get("/v1/partners").await.expect(200).ids().len(), 4);
    let alone = coordinator.post("/v1/partners", cedar("small")).await.expect(201);
    let of_one = app.events(&coordinator).await.iter().filter(|event| event["id"] == alone.id()).count();
    let after = app.events(&coordinator).await.len();
    assert_eq!(after - before, 2 * of_one, "each partner has the same history");
}

#[actix_web::test]
async fn of_two_requests_under_one_key_at_the_same_time_one_is_refused() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let ask = |number: usize| coordinator.post("/v1/partners", cedar(["small", "large"][number % 2])).key("k");
    let answers = join_all((0..16).map(|number| ask(number).into_future())).await;
    let (done, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
    assert_eq!((done.len(), refused.len()), (8, 8));
    assert_eq!(done.iter().map(Response::id).collect::<BTreeSet<_>>().len(), 1);
    for answer in refused {
        answer.expect_problem(422, "idempotency_key_reused");
    }
}

#[actix_web::test]
async fn a_place_is_booked_once_however_often_it_is_asked_for() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let session = alder.post("/v1/sessions", session(&json!({ "capacity": 1 }))).await.expect(201);
    let guest = json!({ "session_id": session.id(), "route": "web", "guest": { "name": "A guest", "contact": "e" } });
    let answers = join_all((0..16).map(|_| alder.post("/v1/bookings", guest.clone()).key("b").into_future())).await;
    assert_eq!(answers.into_iter().map(|answer| answer.expect(201).id()).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(alder.get("/v1/bookings").await.expect(200).ids().len(), 1);
}

#[actix_web::test]
async fn a_key_is_each_client_s_own() {
    let app = TestApp::start().await;
    let (alder, birch, elsewhere) = (app.alder().await, app.birch().await, app.elsewhere().await);
    let another = json!({ "name": "CRM", "role": "partner" });
    let colleague = app.client(&alder.post("/v1/clients", another).await.expect(201).body).await;
    let mut ids = BTreeSet::new();
    for client in [&alder, &birch, &elsewhere, &colleague] {
        let made = client.post("/v1/sessions", session(&json!({}))).key("k").await.expect(201);
        assert!(!replayed(&made));
        ids.insert(made.id());
    }
    assert_eq!(ids.len(), 4);
}

#[actix_web::test]
async fn a_key_is_good_for_one_request_and_each_address_has_its_own() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let first = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let second = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let cancel = async |of: &Response, reason: &str| {
        alder.post(&format!("{}/cancel", of.header("location")), json!({ "reason": reason })).key("k").await
    };
    let cancelled = cancel(&first, "No heating").await.expect(200);
    cancel(&first, "No light").await.expect_problem(422, "idempotency_key_reused");
    assert!(!replayed(&cancel(&second, "No heating").await.expect(200)));
    let again = cancel(&first, "No heating").await.expect(200);
    assert!(replayed(&again), "it would be refused otherwise: it is cancelled");
    assert_eq!((&again.body, again.etag()), (&cancelled.body, cancelled.etag()));
}

#[actix_web::test]
async fn a_repeated_change_is_answered_though_its_precondition_no_longer_holds() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/partners/{}", app.seed.bexley.alder.id);
    let read = alder.get(&address).await.expect(200);
    let change = || alder.patch(&address, json!({ "size": "large" })).if_match(read.etag());
    let changed = change().key("k").await.expect(200);
    assert_eq!(change().key("k").await.expect(200).etag(), changed.etag());
    change().key("k-2").await.expect_problem(412, "precondition_failed");
}

#[actix_web::test]
async fn an_answer_is_kept_for_a_day() {
    let app = TestApp::start().await;
    let ask = async || app.coordinator().await.post("/v1/partners", cedar("small")).key("k").await.expect(201);
    let first = ask().await;
    app.pass(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(ask().await.id(), first.id());
    app.pass(TimeDelta::seconds(1));
    let anew = ask().await;
    assert!(!replayed(&anew));
    assert_ne!(anew.id(), first.id());
}

#[actix_web::test]
async fn a_key_has_1_to_255_visible_characters() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    for key in [String::new(), " ".to_owned(), "k".repeat(256), "ŵ".to_owned()] {
        let refused = coordinator.post("/v1/partners", cedar("small")).key(&key).await;
        refused.expect_problem(400, "bad_request");
    }
    coordinator.post("/v1/partners", cedar("small")).key(&"k".repeat(255)).await.expect(201);
}

#[actix_web::test]
async fn a_code_is_shown_once_for_a_key() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let person = alder.post("/v1/affiliations", json!({ "given_name": "Demo Ada" })).await.expect(201);
    let address = format!("/v1/champions/{}/join-codes", person.body["champion_id"].as_str().unwrap());
    let code = |key| alder.tell(&address).key(key);
    assert_eq!(code("one").await.expect(200).header("cache-control"), "no-store");
    code("one").await.expect_problem(409, "secret_already_shown");
    code("two").await.expect(200);
}

#[actix_web::test]
async fn a_late_repeat_brings_nobody_back() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let ada = json!({ "name": "Example" });
    let made = alder.post("/v1/learners", &ada).key("k").await.expect(201);
    alder.delete(made.header("location")).if_match("*").await.expect(204);
    for late in [&ada, &json!({ "name": "Another" })] {
        alder.post("/v1/learners", late).key("k").await.expect_problem(409, "already_done");
    }
    assert_eq!(alder.get("/v1/learners").await.expect(200).ids(), [""; 0]);
    app.pass(TimeDelta::hours(24));
    app.alder().await.post("/v1/learners", &ada).key("k").await.expect(201);
}
