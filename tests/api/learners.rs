//! `/v1/learners`

use serde_json::{Value, json};

use crate::harness::{Response, TestApp};

fn learner() -> Value {
    json!({
        "name": "Canary Learner", "phone": "020 7946 0123", "address": "Flat 2, 1 Canary Road", "postcode": "da67da",
        "languages": ["en", "pa"], "access_needs": ["step_free"],
    })
}

/// A learner of Alder.
async fn planted() -> (TestApp, Response) {
    let app = TestApp::start().await;
    app.plant_postcodes().await;
    let created = app.alder().await.post("/v1/learners", learner()).await.expect(201);
    (app, created)
}

#[actix_web::test]
async fn an_answer_shows_everything_but_the_home_address() {
    let (app, created) = planted().await;
    let read = app.alder().await.get(created.header("location")).await.expect(200);
    assert_eq!(read.body, created.body);
    assert!(!read.text.contains("Canary Road"), "{}", read.text);
    assert_eq!(read.body["has_address"], true);
    assert_eq!(read.body["postcode"], "DA6 7DA");
    assert_eq!(read.body["point"], json!({ "latitude": 51.456, "longitude": 0.1438 }));
}

#[actix_web::test]
async fn a_home_address_is_disclosed_on_somebody_s_behalf_and_that_is_recorded() {
    let (app, created) = planted().await;
    let alder = app.alder().await;
    let disclose = format!("{}/disclose-address", created.header("location"));
    alder.tell(&disclose).await.expect_problem(400, "header_required");
    let disclosed = alder.tell(&disclose).on_behalf_of("staff-7").await.expect(200);
    let address = json!({ "learner_id": created.id(), "address": "Flat 2, 1 Canary Road", "postcode": "DA6 7DA" });
    assert_eq!(disclosed.body, address);
    let events = app.events(&alder).await;
    let event = events.last().unwrap();
    assert_eq!((&event["change"], &event["id"]), (&json!("disclosed"), &created.body["id"]));
    assert!(!events.iter().any(|event| event.to_string().contains("Canary")));
}

#[actix_web::test]
async fn a_patch_keeps_the_address_that_it_does_not_mention() {
    let (app, created) = planted().await;
    let alder = app.alder().await;
    let address = created.header("location");
    let changed = alder.patch(address, json!({ "phone": null, "notes": "Rings twice" })).if_match(created.etag());
    let changed = changed.await.expect(200);
    assert_eq!((&changed.body["phone"], &changed.body["has_address"]), (&Value::Null, &json!(true)));
    let moved = alder.patch(address, json!({ "postcode": "DA14 6BN" })).if_match(changed.etag()).await.expect(200);
    assert_eq!(moved.body["point"]["latitude"], 51.4263);
}

#[actix_web::test]
async fn wrong_values_are_named_and_never_repeated() {
    let (app, _) = planted().await;
    let alder = app.alder().await;
    let nowhere = json!({ "name": "Canary", "postcode": "ZZ1 1ZZ" });
    let refused = alder.post("/v1/learners", nowhere).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/postcode", "unknown_postcode")]);
    let wrong = json!({ "name": "Canary", "email": "canary", "languages": ["en", "en"] });
    let refused = alder.post("/v1/learners", wrong).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/email", "bad_format")]);
    assert!(!refused.text.contains("anary"), "{}", refused.text);
}

#[actix_web::test]
async fn a_learner_is_there_for_its_own_partner_only() {
    let (app, created) = planted().await;
    let address = created.header("location");
    let unknown = "/v1/learners/lrn_0198c0de00007000800000000000000a";
    for other in [app.birch().await, app.coordinator().await, app.elsewhere().await] {
        let foreign = other.get(address).await.expect_problem(404, "not_found");
        assert_eq!(foreign.masked(), other.get(unknown).await.masked());
        let changed = other.patch(address, json!({ "name": "Mine" })).if_match(created.etag()).await;
        changed.expect_problem(404, "not_found");
        other.delete(address).if_match(created.etag()).await.expect_problem(404, "not_found");
        let disclose = other.tell(&format!("{address}/disclose-address")).on_behalf_of("staff-7").await;
        disclose.expect_problem(404, "not_found");
        assert_eq!(other.get("/v1/learners").await.expect(200).ids(), Vec::<String>::new());
    }
    app.referrer().await.get(address).await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn a_crm_upserts_by_its_own_number_and_a_nightly_repeat_changes_nothing() {
    let (app, _) = planted().await;
    let alder = app.alder().await;
    let address = "/v1/learners/by-external-id/civicrm/1042";
    let first = alder.patch(address, learner()).await.expect(201);
    let again = alder.patch(address, json!({ "name": "Canary Learner" })).await.expect(200);
    assert_eq!((again.id(), again.etag()), (first.id(), first.etag()));
    alder.patch(address, learner()).header("if-none-match", "*").await.expect_problem(412, "precondition_failed");
    let unknown = "/v1/learners/by-external-id/civicrm/1043";
    alder.patch(unknown, learner()).header("if-match", "*").await.expect_problem(412, "precondition_failed");
    let same_number = app.birch().await.patch(address, json!({ "name": "Somebody else" })).await.expect(201);
    assert_ne!(same_number.id(), first.id(), "numbers are a partner's own");
}

#[actix_web::test]
async fn erasing_removes_the_person_and_leaves_the_need() {
    let (app, created) = planted().await;
    app.plant_topics().await;
    let alder = app.alder().await;
    let ask = json!({
        "goal": "Canary goal", "topics": ["blue-badge"], "setting": "home", "learner_id": created.id(), "route": "phone",
    });
    let request = alder.post("/v1/requests", ask.clone()).key("k-1").await.expect(201);
    let consent = json!({
        "learner_id": created.id(), "purpose": "contact", "recipient": "Demonstration partner", "wording_version": "1",
        "given_at": "2026-11-30T09:00:00Z", "given_by": "proxy", "given_by_proxy": "Canary Proxy",
    });
    alder.post("/v1/consents", consent).await.expect(201);
    alder.delete(created.header("location")).await.expect_problem(428, "precondition_required");
    alder.delete(created.header("location")).if_match(created.etag()).await.expect(204);
    alder.get(created.header("location")).await.expect_problem(404, "not_found");
    assert_eq!(alder.get("/v1/consents").await.expect(200).ids(), Vec::<String>::new());

    let left = alder.get(request.header("location")).await.expect(200);
    assert!(!left.text.contains("anary"), "{}", left.text);
    assert_eq!((&left.body["state"], &left.body["learner_id"]), (&json!("withdrawn"), &Value::Null));
    assert_eq!(left.body["topics"], json!(["blue-badge"]));
    // The answer that was kept for a repeat is gone, too, and a late repeat does not ask once more.
    alder.post("/v1/requests", ask).key("k-1").await.expect_problem(409, "already_done");
    let tombstone = app.events(&alder).await.into_iter().rfind(|event| event["id"] == created.body["id"]).unwrap();
    assert_eq!(tombstone["change"], "removed");
}
