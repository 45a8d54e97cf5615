//! `/v1/courses`

use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{Client, Response, TestApp};

/// A course for champions that is due again every two years, with changes.
pub fn safety(changes: &Value) -> Value {
    let mut course = json!({
        "title": "Keeping people safe", "audience": "champions", "renewal_months": 24,
        "provider_url": "https://training.example.org/safe",
    });
    course.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    course
}

pub async fn course(client: &Client, changes: Value) -> Response {
    client.post("/v1/courses", safety(&changes)).await.expect(201)
}

#[actix_web::test]
async fn every_partner_uses_what_the_network_offers_and_only_the_lead_body_changes_it() {
    let app = TestApp::start().await;
    let (coordinator, alder) = (app.coordinator().await, app.alder().await);
    let made = course(&coordinator, json!({})).await;
    assert_eq!((&made.body["network_wide"], &made.body["ended_at"]), (&json!(true), &json!(null)));
    let address = made.header("location").to_owned();
    for reader in [&coordinator, &alder, &app.birch().await] {
        assert_eq!(reader.get(&address).await.expect(200).body, made.body);
        assert_eq!(reader.get("/v1/courses").await.expect(200).ids(), [made.id()]);
    }
    alder.patch(&address, json!({ "title": "Mine now" })).if_match("*").await.expect_problem(404, "not_found");
    alder.tell(&format!("{address}/end")).await.expect_problem(404, "not_found");
    app.elsewhere().await.get(&address).await.expect_problem(404, "not_found");
    for never in [app.referrer().await, app.booking_site().await, app.sponsor().await] {
        never.get(&address).await.expect_problem(403, "role_forbidden");
    }
}

#[actix_web::test]
async fn a_partner_s_own_course_is_nobody_else_s() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let made = course(&alder, json!({})).await;
    assert_eq!(made.body["network_wide"], false);
    for stranger in [&app.birch().await, &coordinator] {
        stranger.get(made.header("location")).await.expect_problem(404, "not_found");
        assert!(stranger.get("/v1/courses").await.expect(200).ids().is_empty());
        assert!(app.events(stranger).await.iter().all(|event| event["id"] != json!(made.id())));
    }
    assert!(app.events(&alder).await.iter().any(|event| event["id"] == json!(made.id())));
}

#[actix_web::test]
async fn the_co_ordinator_who_acts_for_a_partner_makes_that_partner_s_course() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let partner = app.seed.bexley.alder.id;
    let refused = coordinator.post("/v1/courses", safety(&json!({}))).acting_for(partner).await;
    assert_eq!(refused.status, 403);
    let delegation = json!({
        "to": "coordinator", "scopes": ["courses:write"], "until": "2027-03-01T00:00:00Z", "reason": "Away until spring",
    });
    alder.post("/v1/delegations", delegation).await.expect(201);
    let made = coordinator.post("/v1/courses", safety(&json!({}))).acting_for(partner).await.expect(201);
    assert_eq!((&made.body["owner"], &made.body["network_wide"]), (&json!(partner), &json!(false)));
    coordinator.get(made.header("location")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_course_changes_by_merge_patch_and_ends_once() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let made = alder.post("/v1/courses", safety(&json!({}))).key("course-1").await.expect(201);
    let again = alder.post("/v1/courses", safety(&json!({}))).key("course-1").await.expect(201);
    assert_eq!(again.body, made.body);
    let address = made.header("location").to_owned();
    alder.patch(&address, json!({ "renewal_months": null })).await.expect_problem(428, "precondition_required");
    let changed = alder.patch(&address, json!({ "renewal_months": null })).if_match(made.etag()).await.expect(200);
    assert_eq!(changed.body["renewal_months"], json!(null));
    alder
        .patch(&address, json!({ "title": "Other" }))
        .if_match(made.etag())
        .await
        .expect_problem(412, "precondition_failed");
    let ended = alder.tell(&format!("{address}/end")).await.expect(200);
    assert_eq!(ended.body["ended_at"], json!(app.now()));
    alder.tell(&format!("{address}/end")).await.expect_problem(409, "wrong_state");
}

#[rstest]
#[case(json!({ "renewal_months": 0 }), "/renewal_months", "too_small")]
#[case(json!({ "renewal_months": 121 }), "/renewal_months", "too_large")]
#[case(json!({ "provider_url": "http://training.example.org" }), "/provider_url", "bad_format")]
#[case(json!({ "audience": "learners" }), "/audience", "unknown_value")]
#[case(json!({ "network_wide": true }), "/network_wide", "unknown_field")]
#[actix_web::test]
async fn what_cannot_be_is_named_by_its_place(#[case] wrong: Value, #[case] pointer: &str, #[case] code: &str) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let refused = alder.post("/v1/courses", safety(&wrong)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(pointer, code)]);
}

#[actix_web::test]
async fn courses_are_listed_by_audience_and_by_whether_they_go_on() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let goes_on = course(&alder, json!({})).await;
    let managers = course(&alder, json!({ "audience": "project_managers" })).await;
    let ended = course(&alder, json!({})).await;
    alder.tell(&format!("{}/end", ended.header("location"))).await.expect(200);
    let listed = async |query: &str| alder.get(&format!("/v1/courses?{query}")).await.expect(200).ids();
    assert_eq!(listed("audience=project_managers").await, [managers.id()]);
    assert_eq!(listed("ended=true").await, [ended.id()]);
    assert_eq!(listed("audience=champions&ended=false").await, [goes_on.id()]);
    let address = managers.header("location");
    let moved = alder.patch(address, json!({ "audience": "champions" })).if_match("*").await;
    assert_eq!(moved.expect_problem(422, "invalid").refusals(), [("/audience", "inconsistent")]);
}
