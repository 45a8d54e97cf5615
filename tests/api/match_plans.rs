//! `/v1/match-plans` and `/v1/operations`

use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use trellis_app::match_plan;
use trellis_domain::{AffiliationId, MatchPlan, MatchPlanId, Network, Record, match_plan::MatchPlanDetails};
use trellis_storage::Reading;

use crate::{
    calls::ready,
    harness::{Client, Response, TestApp},
    requests::ask,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// A champion of Alder who can help with Blue Badges for an hour on Tuesdays, with changes.
async fn champion(app: &TestApp, changes: &Value) -> AffiliationId {
    let mut details = json!({
        "given_name": "Demo Ada", "stage": "active", "settings": ["venue", "home"],
        "skills": [{ "topic": "specialist", "level": "confident" }], "home_postcode": "DA6 7DA", "travel_limit_km": 3,
        "availability": [{ "date": "2026-12-08", "start": "10:00", "end": "11:00" }],
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    app.plant_affiliation(app.seed.bexley.alder.id, details).await
}

async fn asked(client: &Client, changes: &Value) -> String {
    client.post("/v1/requests", ask(changes)).await.expect(201).id()
}

async fn planned(client: &Client, details: Value) -> Response {
    let operation = client.post("/v1/match-plans", details).await.expect(202);
    let plan = ready(client, operation.header("location")).await;
    client.get(&plan).await.expect(200)
}

fn pairs(plan: &Response) -> Vec<(String, String)> {
    let text = |pair: &Value, name: &str| pair[name].as_str().unwrap().to_owned();
    let pairs = plan.body["outcome"]["arrangements"].as_array().unwrap();
    pairs.iter().map(|pair| (text(pair, "request_id"), text(pair, "affiliation_id"))).collect()
}

#[actix_web::test]
async fn a_partner_waits_for_ten_plans_at_a_time() {
    let app = start().await;
    let (alder, owner) = (app.alder().await, app.seed.bexley.alder.id);
    let mut waited_for = Vec::new();
    for _ in 0..10 {
        waited_for.push(app.plant_match_plan(&app.seed.bexley, owner).await);
    }
    alder.post("/v1/match-plans", json!({})).await.expect_problem(409, "too_many_plans");
    alder.delete(&format!("/v1/operations/{}", waited_for[0])).if_match("*").await.expect(204);
    alder.post("/v1/match-plans", json!({})).await.expect(202);
    app.birch().await.post("/v1/match-plans", json!({})).await.expect(202);
}

#[actix_web::test]
async fn a_waiting_list_is_planned_together_and_says_who_waits_and_why() {
    let app = start().await;
    let punjabi =
        champion(&app, &json!({ "languages": ["en", "pa"], "skills": [{ "topic": "specialist", "level": "expert" }] }))
            .await;
    let english = champion(&app, &json!({ "skills": [{ "topic": "specialist", "level": "basic" }] })).await;
    let alder = app.alder().await;
    let first = asked(&alder, &json!({ "urgency": "high" })).await;
    let second = asked(&alder, &json!({ "required_languages": ["pa"] })).await;
    let third = asked(&alder, &json!({ "required_languages": ["ur"] })).await;

    let plan = planned(&alder, json!({ "thoroughness": "quick" })).await;
    assert_eq!(pairs(&plan), [(first.clone(), english.to_string()), (second.clone(), punjabi.to_string())]);
    let outcome = &plan.body["outcome"];
    assert_eq!((&outcome["optimal"], &outcome["lower_bound"]), (&json!(true), &outcome["objective"]));
    assert!(outcome["one_by_one"].as_i64() > outcome["objective"].as_i64(), "planning together gains something");
    let waits = &outcome["waiting"][0];
    assert_eq!((&waits["request_id"], &waits["because"]), (&json!(third), &json!("nobody_can")));
    assert_eq!(waits["funnel"]["rejected"], json!([{ "reason": "language", "count": 2 }]));
    assert_eq!(outcome["shortages"][0]["language"], "ur");
    assert_eq!(planned(&alder, json!({ "thoroughness": "quick" })).await.body["outcome"], *outcome, "the same again");
    assert_eq!(alder.get("/v1/proposals").await.expect(200).ids().len(), 0, "nothing is decided by planning");
}

#[actix_web::test]
async fn a_plan_is_applied_as_far_as_it_still_holds() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let bob =
        champion(&app, &json!({ "availability": [{ "date": "2026-12-08", "start": "11:00", "end": "12:00" }] })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let requests = [asked(&alder, &json!({})).await, asked(&alder, &json!({})).await];
    let plan = planned(&alder, json!({ "request_ids": requests })).await;
    assert_eq!(pairs(&plan).len(), 2, "{}", plan.text);
    let address = format!("/v1/match-plans/{}", plan.id());
    birch.get(&address).await.expect_problem(404, "not_found");

    // Ada goes elsewhere meanwhile.
    let record = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200);
    alder
        .patch(&format!("/v1/affiliations/{ada}"), json!({ "settings": ["remote"] }))
        .if_match(record.etag())
        .await
        .expect(200);
    let applied = alder.post(&format!("{address}/apply"), json!({})).await.expect(200).body;
    let of = |champion: AffiliationId| pairs(&plan).into_iter().find(|pair| pair.1 == champion.to_string()).unwrap().0;
    assert_eq!(applied["applied"][0]["request_id"], json!(of(bob)));
    assert_eq!(applied["not_applied"], json!([{ "request_id": of(ada), "code": "proposal_outdated" }]));
    assert_eq!(alder.get(&format!("/v1/requests/{}", of(bob))).await.expect(200).body["state"], "matched");
    assert_eq!(alder.get(&format!("/v1/requests/{}", of(ada))).await.expect(200).body["state"], "taken");

    let nothing = alder.post(&format!("{address}/apply"), json!({ "request_ids": [] })).await;
    assert_eq!(nothing.expect_problem(422, "invalid").refusals(), [("/request_ids", "too_short")]);
    let again = alder.post(&format!("{address}/apply"), json!({ "request_ids": [of(bob)] })).await.expect(200).body;
    assert_eq!(again["not_applied"][0]["code"], "wrong_state", "what is done is not done twice");
}

/// Two hours of one champion, who may only help for one of them by now.
#[actix_web::test]
async fn what_a_pair_takes_counts_for_the_next() {
    let app = start().await;
    let hours = json!([{ "date": "2026-12-08", "start": "09:00", "end": "12:00" }]);
    champion(&app, &json!({ "availability": hours })).await;
    let alder = app.alder().await;
    let requests = [asked(&alder, &json!({})).await, asked(&alder, &json!({})).await];
    let plan = planned(&alder, json!({ "request_ids": requests })).await;
    assert_eq!(pairs(&plan).len(), 2, "{}", plan.text);
    let policy = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids().remove(0));
    alder.patch(&policy, json!({ "weekly_minutes_cap": 60 })).if_match("*").await.expect(200);
    let applied = alder.post(&format!("/v1/match-plans/{}/apply", plan.id()), json!({})).await.expect(200).body;
    assert_eq!(applied["applied"].as_array().unwrap().len(), 1, "{applied}");
    assert_eq!(applied["not_applied"][0]["code"], "proposal_outdated");
}

#[actix_web::test]
async fn a_plan_applied_while_its_champions_are_booked_books_nobody_twice() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    asked(&alder, &json!({})).await;
    let plan = planned(&alder, json!({})).await;
    let theirs = birch.get("/v1/affiliations").await.expect(200).ids().pop().unwrap();
    let session = json!({
        "title": { "en": "Ask about your phone" }, "setting": "remote", "booking": "drop_in",
        "starts_at": "2026-12-08T10:00:00Z", "ends_at": "2026-12-08T12:00:00Z",
    });
    let session = birch.post("/v1/sessions", session).await.expect(201).id();
    let shift = json!({ "session_id": session, "affiliation_id": theirs });
    let shift = birch.post("/v1/shifts", shift).await.expect(201);
    let apply = format!("/v1/match-plans/{}/apply", plan.id());
    let confirm = format!("{}/state", shift.header("location"));
    let (applied, confirmed) = futures::join!(async { alder.post(&apply, json!({})).await.expect(200) }, async {
        birch.post(&confirm, json!({ "state": "confirmed" })).await
    },);
    let not_applied = &applied.body["not_applied"];
    let booked = applied.body["applied"].as_array().unwrap().len() + usize::from(confirmed.status == 200);
    assert_eq!(booked, 1, "{} {}", applied.text, confirmed.text);
    assert!(not_applied.as_array().unwrap().iter().all(|one| one["code"] == "champion_busy"), "{not_applied}");
}

#[actix_web::test]
async fn long_work_is_followed_and_called_off() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let nobody_s = app.plant_match_plan(&app.seed.bexley, app.seed.bexley.alder.id).await;
    let operation = format!("/v1/operations/{nobody_s}");
    let seen = alder.get(&operation).await.expect(200);
    assert_eq!((&seen.body["status"], &seen.body["result_url"]), (&json!("queued"), &Value::Null));
    alder.post(&format!("/v1/match-plans/{nobody_s}/apply"), json!({})).await.expect_problem(409, "plan_not_ready");
    birch.get(&operation).await.expect_problem(404, "not_found");
    alder.delete(&operation).if_match("*").await.expect(204);
    assert_eq!(alder.get(&operation).await.expect(200).body["status"], "cancelled");
    alder.delete(&operation).if_match("*").await.expect(204);
    let done = planned(&alder, json!({})).await;
    alder.delete(&format!("/v1/operations/{}", done.id())).if_match("*").await.expect(204);
    assert_eq!(
        alder.get(&format!("/v1/match-plans/{}", done.id())).await.expect(200).body["state"],
        "ready",
        "what is ready stays"
    );
}

#[actix_web::test]
async fn only_what_waits_is_planned() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let own = asked(&alder, &json!({})).await;
    let foreign = asked(&birch, &json!({})).await;
    let withdrawn = asked(&alder, &json!({})).await;
    alder.post(&format!("/v1/requests/{withdrawn}/state"), json!({ "state": "withdrawn" })).await.expect(200);
    let refused = alder.post("/v1/match-plans", json!({ "request_ids": [own, foreign, withdrawn] })).await;
    let problem = refused.expect_problem(422, "invalid");
    let places: Vec<_> =
        problem.body["errors"].as_array().unwrap().iter().map(|error| error["pointer"].clone()).collect();
    assert_eq!(places, [json!("/request_ids/1"), json!("/request_ids/2")]);
    alder.post("/v1/match-plans", json!({ "request_ids": [own, own] })).await.expect_problem(422, "invalid");
    alder.post("/v1/match-plans", json!({ "request_ids": [] })).await.expect_problem(422, "invalid");
}

#[actix_web::test]
async fn a_plan_is_asked_for_the_price_of_any_champion() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let bob = champion(&app, &json!({ "skills": [{ "topic": "specialist", "level": "basic" }] })).await;
    let punjabi = champion(&app, &json!({ "languages": ["pa"], "settings": ["remote"] })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let first = asked(&alder, &json!({})).await;
    let unplanned = asked(&alder, &json!({})).await;
    let plan = planned(&alder, json!({ "request_ids": [first] })).await;
    assert_eq!(pairs(&plan), [(first.clone(), ada.to_string())]);
    let explained = async |request: &str, champion: AffiliationId| {
        let address = format!("/v1/requests/{request}/champions/{champion}?match_plan_id={}", plan.id());
        alder.get(&address).await.expect(200).body["plan"].clone()
    };
    assert_eq!(explained(&first, ada).await, json!({ "standing": "chosen", "dearer_by": 0 }));
    let told = &plan.body["outcome"]["arrangements"][0]["alternatives"][0];
    assert_eq!(told["affiliation_id"], json!(bob.to_string()));
    assert!(told["dearer_by"].as_i64() > Some(0), "{told}");
    let price = json!({ "standing": "not_chosen", "dearer_by": told["dearer_by"] });
    assert_eq!(explained(&first, bob).await, price);
    assert_eq!(explained(&first, punjabi).await, json!({ "standing": "not_an_option", "dearer_by": null }));
    assert_eq!(explained(&unplanned, ada).await, json!({ "standing": "not_planned", "dearer_by": null }));

    let ask = |plan: &str| format!("/v1/requests/{first}/champions/{ada}?match_plan_id={plan}");
    let waits = app.plant_match_plan(&app.seed.bexley, app.seed.bexley.alder.id).await;
    assert_eq!(alder.get(&ask(&waits.to_string())).await.expect(200).body["plan"], Value::Null, "it is not ready");
    let theirs = planned(&birch, json!({})).await;
    alder.get(&ask(&theirs.id())).await.expect_problem(404, "not_found");
}

/// A plan of these requests that nobody has begun.
async fn planted(app: &TestApp, requests: &[String]) -> MatchPlanId {
    let ids = requests.iter().map(|id| id.parse().unwrap()).collect();
    let details = MatchPlanDetails { request_ids: Some(ids), ..MatchPlanDetails::default() };
    let mut work = app.work(&app.seed.bexley).await;
    let plan = match_plan::create(&mut work, app.seed.bexley.alder.id, details).await.unwrap();
    work.commit().await.unwrap();
    plan.id
}

async fn network(app: &TestApp) -> Network {
    trellis_app::network::of(&app.work(&app.seed.bexley).await).await.unwrap()
}

async fn begun(app: &TestApp, plan: MatchPlanId) -> Record<MatchPlan> {
    match_plan::begin(&app.store, &network(app).await, plan, app.now()).await.unwrap().unwrap()
}

async fn read(app: &TestApp, plan: MatchPlanId) -> Record<MatchPlan> {
    app.work(&app.seed.bexley).await.load(plan).await.unwrap().unwrap()
}

#[actix_web::test]
async fn what_went_before_it_was_planned_is_told_to_be_gone() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let requests = [asked(&alder, &json!({})).await, asked(&alder, &json!({})).await];
    let plan = planted(&app, &requests).await;
    alder.post(&format!("/v1/requests/{}/state", requests[0]), json!({ "state": "withdrawn" })).await.expect(200);
    let begun = begun(&app, plan).await;
    let (store, network) = (&app.store, &network(&app).await);
    let prepared = match_plan::prepare(store, network, &begun, &|| app.now()).await.unwrap().unwrap();
    match_plan::finish(store, network, plan, prepared.solve(&|| false), app.now()).await.unwrap();
    let plan = alder.get(&format!("/v1/match-plans/{plan}")).await.expect(200);
    assert_eq!(pairs(&plan).into_iter().map(|pair| pair.0).collect::<Vec<_>>(), requests[1..]);
    let waiting = &plan.body["outcome"]["waiting"];
    assert_eq!((&waiting[0]["request_id"], &waiting[0]["because"]), (&json!(requests[0]), &json!("gone")));
    assert_eq!(waiting.as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn a_sign_of_life_is_of_the_moment_and_nobody_writes_to_what_is_called_off() {
    let app = start().await;
    let alder = app.alder().await;
    let mut requests = Vec::new();
    for _ in 0..102 {
        requests.push(asked(&alder, &json!({})).await);
    }
    let plan = planted(&app, &requests).await;
    // The report is due where nothing is left to be gathered, too.
    alder.post(&format!("/v1/requests/{}/state", requests[100]), json!({ "state": "withdrawn" })).await.expect(200);
    let plan_now = begun(&app, plan).await;
    let looks = AtomicUsize::new(0);
    let start = app.now();
    let clock = || -> DateTime<Utc> {
        start + TimeDelta::minutes(i64::try_from(looks.fetch_add(1, Ordering::SeqCst)).unwrap())
    };
    let (store, network) = (&app.store, &network(&app).await);
    assert!(match_plan::prepare(store, network, &plan_now, &clock).await.unwrap().is_some());
    let seen = read(&app, plan).await;
    assert_eq!((seen.head.updated_at, seen.progress), (start + TimeDelta::minutes(1), 78));

    alder.delete(&format!("/v1/operations/{plan}")).if_match("*").await.expect(204);
    let cancelled = read(&app, plan).await;
    assert!(match_plan::prepare(store, network, &plan_now, &clock).await.unwrap().is_none());
    assert_eq!(read(&app, plan).await, cancelled, "not even an event");
}
