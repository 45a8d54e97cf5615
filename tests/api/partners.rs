//! `/v1/partners`

use serde_json::json;

use crate::{harness::TestApp, sessions::session};

const NEW: fn() -> serde_json::Value = || json!({ "name": "Cedar", "kind": "housing_provider", "size": "medium" });

#[actix_web::test]
async fn a_coordinator_adds_a_partner_that_then_owns_itself() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let created = coordinator.post("/v1/partners", NEW()).await.expect(201);
    assert_eq!(created.body["stage"], "thinking");
    assert_eq!(created.header("location"), format!("/v1/partners/{}", created.id()));

    let address = format!("/v1/partners/{}", created.id());
    let read = coordinator.get(&address).await.expect(200);
    assert_eq!((&read.body, read.etag()), (&created.body, created.etag()));
    let change = coordinator.patch(&address, json!({ "name": "Mine now" })).if_match(read.etag()).await;
    change.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn partners_are_listed_in_pages_that_go_on_where_the_last_one_ended() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let first = alder.get("/v1/partners?limit=2").await.expect(200);
    let cursor = first.body["next_cursor"].as_str().unwrap();
    assert!(first.header("link").ends_with("; rel=\"next\""));
    let second = alder.get(&format!("/v1/partners?limit=2&cursor={cursor}")).await.expect(200);
    assert_eq!((first.ids().len(), second.ids().len()), (2, 1));
    assert!(second.body["next_cursor"].is_null());
    let whole = alder.get("/v1/partners").await.expect(200);
    assert_eq!(whole.ids(), [first.ids(), second.ids()].concat());
    assert_eq!(alder.get("/v1/partners?stage=delivering").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_cursor_is_good_only_for_its_own_list() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let page = alder.get("/v1/partners?limit=1").await.expect(200);
    let cursor = page.body["next_cursor"].as_str().unwrap().to_owned();
    alder.get(&format!("/v1/partners?limit=1&kind=charity&cursor={cursor}")).await.expect_problem(400, "bad_cursor");
    let elsewhere = app.elsewhere().await;
    elsewhere.get(&format!("/v1/partners?limit=1&cursor={cursor}")).await.expect_problem(400, "bad_cursor");
}

#[actix_web::test]
async fn a_partner_changes_itself_by_merge_patch_and_nobody_s_change_is_lost() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/partners/{}", app.seed.bexley.alder.id);
    let read = alder.get(&address).await.expect(200);
    let patch = json!({ "public_phone": "020 7946 0001", "about": { "en": "We help." } });
    let changed = alder.patch(&address, patch.clone()).if_match(read.etag()).await.expect(200);
    assert_eq!(changed.body["public_phone"], "020 7946 0001");
    assert_eq!(changed.body["name"], "Alder");

    alder.patch(&address, patch.clone()).if_match(read.etag()).await.expect_problem(412, "precondition_failed");
    alder.patch(&address, patch.clone()).await.expect_problem(428, "precondition_required");

    let again = alder.patch(&address, patch).if_match(changed.etag()).await.expect(200);
    assert_eq!(again.etag(), changed.etag(), "the same again is no change");
    let removed = alder.patch(&address, json!({ "public_phone": null })).if_match(again.etag()).await.expect(200);
    assert!(removed.body["public_phone"].is_null());
    assert_eq!(removed.body["about"], json!({ "en": "We help." }));
}

#[actix_web::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/partners/{}", app.seed.bexley.birch.id);
    let read = alder.get(&address).await.expect(200);
    let same = alder.get(&address).header("if-none-match", read.etag()).await.expect(304);
    assert_eq!((same.etag(), same.text.as_str()), (read.etag(), ""));
}

#[actix_web::test]
async fn wrong_values_are_named_by_place_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let before = app.events(&coordinator).await.len();
    let wrong = json!({ "name": "Cedar", "kind": "charity", "size": "small", "logo_url": "http://x", "stated_capacity": 10_001 });
    let refused = coordinator.post("/v1/partners", wrong).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/stated_capacity", "too_large"), ("/logo_url", "bad_format")]);
    let unknown = json!({ "name": "Cedar", "kind": "charity", "size": "small", "colour": "green" });
    let refused = coordinator.post("/v1/partners", unknown).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/colour", "unknown_field")]);
    assert_eq!(app.events(&coordinator).await.len(), before);
}

#[actix_web::test]
async fn a_partner_moves_along_and_leaves_a_dated_history() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let stage = format!("/v1/partners/{}/stage", app.seed.bexley.alder.id);
    alder.post(&stage, json!({ "stage": "exploring" })).await.expect(200);
    app.pass(chrono::TimeDelta::days(30));
    // The co-ordinator keeps the stages, too; its token has run out meanwhile.
    coordinator.post(&stage, json!({ "stage": "agreed" })).await.expect_problem(401, "unauthenticated");
    let coordinator = app.coordinator().await;
    let agreed = coordinator.post(&stage, json!({ "stage": "agreed" })).await.expect(200);
    assert_eq!(agreed.body["stage_since"], "2026-12-31T09:00:00Z");
    coordinator.post(&stage, json!({ "stage": "delivering" })).await.expect_problem(409, "wrong_state");
    let back = coordinator.post(&stage, json!({ "stage": "exploring" })).await.expect_problem(422, "invalid");
    assert_eq!(back.refusals(), [("/reason", "required")]);
    let pause = json!({ "stage": "paused", "pause_reason": "funding", "review_on": "2027-03-01" });
    coordinator.post(&stage, pause).await.expect(200);

    let history = format!("/v1/partners/{}/stage-changes", app.seed.bexley.alder.id);
    let steps = coordinator.get(&history).await.expect(200);
    let to: Vec<_> = steps.body["items"].as_array().unwrap().iter().map(|step| step["to"].as_str().unwrap()).collect();
    assert_eq!(to, ["exploring", "agreed", "paused"]);
}

#[actix_web::test]
async fn another_partner_s_history_is_not_there() {
    let app = TestApp::start().await;
    let birch = app.birch().await;
    let stage = format!("/v1/partners/{}/stage", app.seed.bexley.alder.id);
    birch.post(&stage, json!({ "stage": "exploring" })).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_repeat_with_the_same_key_is_answered_once_done() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let first = coordinator.post("/v1/partners", NEW()).key("k-1").await.expect(201);
    let again = coordinator.post("/v1/partners", NEW()).key("k-1").await.expect(201);
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert_eq!(
        (again.id(), again.etag(), again.header("location")),
        (first.id(), first.etag(), first.header("location"))
    );
    let other = json!({ "name": "Other", "kind": "charity", "size": "small" });
    coordinator.post("/v1/partners", other).key("k-1").await.expect_problem(422, "idempotency_key_reused");
    let refused = json!({ "name": "", "kind": "charity", "size": "small" });
    coordinator.post("/v1/partners", refused).key("k-2").await.expect_problem(422, "invalid");
    coordinator.post("/v1/partners", NEW()).key("k-2").await.expect(201);
}

#[actix_web::test]
async fn every_change_is_one_event_and_its_revision() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/partners/{}", app.seed.bexley.alder.id);
    let read = alder.get(&address).await.expect(200);
    let after = alder.get("/v1/events").await.expect(200).body["next_after"].clone();
    let changed = alder.patch(&address, json!({ "size": "large" })).if_match(read.etag()).await.expect(200);
    let feed = alder.get(&format!("/v1/events?after={after}&wait=1")).await.expect(200);
    let event = &feed.body["items"][0];
    assert_eq!(
        (&event["type"], &event["change"], &event["id"]),
        (&json!("partner"), &json!("updated"), &read.body["id"])
    );
    assert_eq!(changed.etag(), format!("\"{}-partner\"", event["revision"]));
    assert_eq!(feed.body["next_after"], event["revision"]);
}

#[actix_web::test]
async fn nobody_leaves_who_still_owes_help_and_only_the_lead_body_says_that_somebody_is_gone() {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let step = format!("/v1/partners/{}/stage", app.seed.bexley.alder.id);
    let leave = async || alder.post(&step, json!({ "stage": "left", "reason": "No money" })).await;

    let planned = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    leave().await.expect_problem(409, "partner_still_active");
    alder.post(&format!("{}/cancel", planned.header("location")), json!({ "reason": "We stop" })).await.expect(200);
    let person = json!({ "given_name": "Demo Ada", "stage": "active" });
    let ada = alder.post("/v1/affiliations", person).await.expect(201);
    leave().await.expect_problem(409, "partner_still_active");
    let ended = json!({ "stage": "ended", "reason": "We stop" });
    alder.post(&format!("{}/stage", ada.header("location")), ended).await.expect(200);
    let ask = json!({ "goal": "I want e-mail", "topics": ["blue-badge"], "setting": "remote", "route": "phone" });
    let request = alder.post("/v1/requests", ask).await.expect(201);
    leave().await.expect_problem(409, "partner_still_active");
    alder.post(&format!("{}/state", request.header("location")), json!({ "state": "withdrawn" })).await.expect(200);

    let closed = json!({ "stage": "closed", "reason": "Dissolved" });
    let refused = alder.post(&step, &closed).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/stage", "unknown_value")]);
    leave().await.expect(200);
    coordinator.post(&step, closed).await.expect(200);
}
