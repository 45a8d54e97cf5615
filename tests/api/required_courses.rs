//! Courses that a policy requires: on saving it, in proposals, plans, open shifts and dry runs.

use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    calls::ready,
    courses::course,
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
    sessions::session,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

async fn policy(client: &Client) -> String {
    format!("/v1/policies/{}", client.get("/v1/policies").await.expect(200).ids()[0])
}

/// Saves rules that require these courses.
async fn require(client: &Client, courses: Value) -> Response {
    client.patch(&policy(client).await, json!({ "required_courses": courses })).if_match("*").await
}

async fn complete(client: &Client, who: AffiliationId, what: &Response, completed_on: &str) -> Response {
    let done = json!({ "affiliation_id": who, "course_id": what.id(), "completed_on": completed_on });
    client.post("/v1/completions", done).await.expect(201)
}

async fn proposals(client: &Client, request: &Response) -> Response {
    client.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201)
}

fn rejected(ranking: &Response) -> Value {
    ranking.body["rejected"].clone()
}

async fn explained(client: &Client, request: &Response, who: AffiliationId) -> Value {
    let explained = client.get(&format!("{}/champions/{who}", request.header("location"))).await.expect(200);
    json!([explained.body["outcome"], explained.body["courses"]])
}

/// Each time the pool has caught up: whatever is asked, and however the course or the record changed since.
#[actix_web::test]
async fn a_course_must_be_completed_and_count_on_the_day_of_the_help() {
    let app = start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let ada = champion(&app, &json!({})).await;
    let safety = course(&coordinator, json!({ "renewal_months": 12 })).await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposals(&alder, &request).await.body["passed"], 1);
    require(&alder, json!([{ "course_id": safety.id() }])).await.expect(200);
    assert_eq!(rejected(&proposals(&alder, &request).await), json!([{ "reason": "course_missing", "count": 1 }]));
    alder.patch(&policy(&alder).await, json!({ "horizon_days": 21 })).if_match("*").await.expect(200);
    let verdict = |outcome, verdict| json!([outcome, [{ "course_id": safety.id(), "verdict": verdict }]]);
    assert_eq!(explained(&alder, &request, ada).await, verdict("rejected", "missing"));

    // It is the first of December, and the next Tuesday is the eighth: until the tenth it counts, but not on the fifteenth.
    let done = complete(&alder, ada, &safety, "2025-12-10").await;
    assert_eq!(proposals(&alder, &request).await.body["items"][0]["starts_at"], "2026-12-08T09:30:00Z");
    assert_eq!(explained(&alder, &request, ada).await, verdict("proposed", "counts"));
    let later = alder.post("/v1/requests", ask(&json!({ "from": "2026-12-11" }))).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &later).await), json!([{ "reason": "course_lapsed", "count": 1 }]));
    assert_eq!(explained(&alder, &later, ada).await, verdict("rejected", "lapsed"));

    coordinator.patch(safety.header("location"), json!({ "renewal_months": 24 })).if_match("*").await.expect(200);
    assert_eq!(explained(&alder, &later, ada).await, verdict("proposed", "counts"));
    let until = |day: &str| json!({ "expires_on": day });
    alder.patch(done.header("location"), until("2026-12-10")).if_match("*").await.expect(200);
    assert_eq!(explained(&alder, &later, ada).await, verdict("rejected", "lapsed"));
    alder.patch(done.header("location"), until("2026-12-15")).if_match("*").await.expect(200);
    assert_eq!(explained(&alder, &later, ada).await, verdict("proposed", "counts"));
    alder.delete(done.header("location")).if_match("*").await.expect(204);
    assert_eq!(explained(&alder, &request, ada).await, verdict("rejected", "missing"));
}

#[actix_web::test]
async fn what_does_not_count_any_more_is_not_accepted() {
    let app = start().await;
    let alder = app.alder().await;
    let (ada, safety) = (champion(&app, &json!({})).await, course(&alder, json!({})).await);
    require(&alder, json!([{ "course_id": safety.id() }])).await.expect(200);
    let done = complete(&alder, ada, &safety, "2026-11-01").await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposal = proposals(&alder, &request).await.ids()[0].clone();
    alder.patch(done.header("location"), json!({ "expires_on": "2026-12-07" })).if_match("*").await.expect(200);
    let accept = format!("/v1/proposals/{proposal}/accept");
    alder.tell(&accept).await.expect_problem(409, "proposal_outdated");
    alder.patch(done.header("location"), json!({ "expires_on": null })).if_match("*").await.expect(200);
    alder.tell(&accept).await.expect(200);
}

#[actix_web::test]
async fn what_another_partner_recorded_of_the_same_person_does_not_count() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let ada = champion(&app, &json!({})).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let safety = course(&app.coordinator().await, json!({})).await;
    require(&alder, json!([{ "course_id": safety.id() }])).await.expect(200);
    complete(&birch, same_ada, &safety, "2026-11-01").await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &request).await), json!([{ "reason": "course_missing", "count": 1 }]));
}

#[actix_web::test]
async fn a_plan_takes_nobody_whose_course_does_not_count() {
    let app = start().await;
    let alder = app.alder().await;
    let (ada, ben) = (champion(&app, &json!({})).await, champion(&app, &json!({})).await);
    let safety = course(&alder, json!({})).await;
    require(&alder, json!([{ "course_id": safety.id() }])).await.expect(200);
    complete(&alder, ben, &safety, "2026-11-01").await;
    complete(&alder, ada, &safety, "2024-11-01").await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201).id();
    let operation = alder.post("/v1/match-plans", json!({ "request_ids": [request] })).await.expect(202);
    let plan = alder.get(&ready(&alder, operation.header("location")).await).await.expect(200);
    let arranged = plan.body["outcome"]["arrangements"].as_array().unwrap();
    let whom: Vec<_> = arranged.iter().map(|arranged| &arranged["affiliation_id"]).collect();
    assert_eq!(whom, [&json!(ben)]);
}

#[actix_web::test]
async fn an_open_shift_asks_for_the_course_too() {
    let app = start().await;
    let alder = app.alder().await;
    let everywhere =
        json!({ "settings": ["venue", "home", "remote"], "skills": [{ "topic": "blue-badge", "level": "basic" }] });
    let ada = champion(&app, &everywhere).await;
    let safety = course(&alder, json!({})).await;
    require(&alder, json!([{ "course_id": safety.id(), "setting": "remote" }])).await.expect(200);
    let planned = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let claim = json!({ "session_id": planned.id() });
    let claims = format!("/v1/affiliations/{ada}/shifts");
    let refused = alder.post(&claims, &claim).await.expect_problem(422, "invalid");
    let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.ends_with("it fails the rule course_missing"), "{detail}");
    complete(&alder, ada, &safety, "2026-11-01").await;
    assert_eq!(alder.get(&format!("/v1/affiliations/{ada}/open-shifts")).await.expect(200).ids(), [planned.id()]);
    alder.post(&claims, &claim).await.expect(201);
}

#[actix_web::test]
async fn a_dry_run_says_what_requiring_a_course_would_change() {
    let app = start().await;
    let alder = app.alder().await;
    let ada = champion(&app, &json!({})).await;
    let safety = course(&alder, json!({})).await;
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    app.pass(chrono::TimeDelta::minutes(1));
    let dry_run = format!("{}/dry-run", policy(&alder).await);
    let draft = json!({ "rules": { "required_courses": [{ "course_id": safety.id() }] } });
    let lost = alder.post(&dry_run, &draft).await.expect(200).body;
    assert_eq!(lost["requests"][0]["outcome"], "lost");
    assert_eq!(lost["after"]["rejected"], json!([{ "reason": "course_missing", "count": 1 }]));
    assert_eq!(lost["warnings"][0]["code"], "course_completed_by_nobody");
    complete(&alder, ada, &safety, "2026-11-01").await;
    let same = alder.post(&dry_run, &draft).await.expect(200).body;
    assert_eq!((&same["requests"][0]["outcome"], &same["warnings"]), (&json!("same"), &json!([])));
}

#[actix_web::test]
async fn a_policy_requires_what_its_partner_can_use() {
    let app = start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    champion(&app, &json!({})).await;
    let (own, shared) = (course(&alder, json!({})).await, course(&coordinator, json!({})).await);
    let managers = course(&coordinator, json!({ "audience": "project_managers" })).await;
    let ended = course(&coordinator, json!({})).await;
    coordinator.tell(&format!("{}/end", ended.header("location"))).await.expect(200);
    let named = |id: &str| json!([{ "course_id": id }]);
    let at = "/required_courses/0/course_id";
    let nothing = "crs_0198c0de00007000800000000000000a".to_owned();
    for (client, course, code) in [
        (&birch, own.id(), "unknown_reference"),
        (&alder, nothing, "unknown_reference"),
        (&alder, managers.id(), "inconsistent"),
        (&alder, ended.id(), "inconsistent"),
    ] {
        let refused = require(client, named(&course)).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [(at, code)]);
    }
    let twice = json!([{ "course_id": own.id() }, { "course_id": own.id() }]);
    let refused = require(&alder, twice).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/required_courses/1", "duplicate")]);
    let both = json!([{ "course_id": own.id(), "setting": "home", "role": null }, { "course_id": shared.id(), "setting": null, "role": "shops" }]);
    let saved = require(&alder, both.clone()).await.expect(200);
    assert_eq!(saved.body["required_courses"][1]["role"], "shops");
    let warned: Vec<_> = saved.body["warnings"].as_array().unwrap().iter().map(|one| &one["pointer"]).collect();
    assert_eq!(warned, ["/required_courses/0", "/required_courses/1"]);

    // A course that ends stays where it is required, and is not required anew.
    alder.tell(&format!("{}/end", own.header("location"))).await.expect(200);
    let notice = json!({ "notice_hours": 3 });
    alder.patch(&policy(&alder).await, notice).if_match("*").await.expect(200);
    require(&alder, named(&shared.id())).await.expect(200);
    require(&alder, both).await.expect_problem(422, "invalid");
}

#[actix_web::test]
async fn the_network_s_default_requires_what_the_network_offers() {
    let app = start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let (own, shared) = (course(&alder, json!({})).await, course(&coordinator, json!({})).await);
    let default = "/v1/network/default-policy";
    let required = |id: String| json!({ "required_courses": [{ "course_id": id }] });
    let refused = coordinator.patch(default, required(own.id())).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/required_courses/0/course_id", "unknown_reference")]);
    coordinator.patch(default, required(shared.id())).if_match("*").await.expect(200);
    let basis = format!("{}/basis", policy(&alder).await);
    alder.post(&basis, json!({ "basis": "default" })).await.expect(200);
    let champion = champion(&app, &json!({})).await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &request).await), json!([{ "reason": "course_missing", "count": 1 }]));
    complete(&alder, champion, &shared, "2026-11-01").await;
    assert_eq!(proposals(&alder, &request).await.body["passed"], 1);
}
