//! `/v1/requests/{request_id}/suggested-partners` and `/v1/requests/{request_id}/triage`

use serde_json::{Value, json};

use crate::{
    harness::{Client, TestApp},
    requests::ask,
    sessions::session,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

async fn suggested(client: &Client, request: &str) -> Vec<Value> {
    let page = client.get(&format!("{request}/suggested-partners")).await.expect(200);
    page.body["items"].as_array().unwrap().clone()
}

fn value(suggested: &Value, reason: &str) -> Value {
    let parts = suggested["reasons"].as_array().unwrap();
    parts.iter().find(|part| part["reason"] == reason).map_or(Value::Null, |part| part["value"].clone())
}

#[actix_web::test]
async fn who_shows_the_public_what_is_wanted_comes_first_and_champions_count_for_nothing() {
    let app = start().await;
    let (coordinator, birch) = (app.coordinator().await, app.birch().await);
    let waiting = app.referrer().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let address = waiting.header("location");
    let names = |items: &[Value]| items.iter().map(|item| item["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(&suggested(&coordinator, address).await), ["Alder", "Birch"]);

    // Alder has just the champion for it; that is its own affair.
    let before = suggested(&coordinator, address).await;
    let champion = json!({
        "given_name": "Demo Ada", "stage": "active", "settings": ["venue"],
        "skills": [{ "topic": "blue-badge", "level": "expert" }],
    });
    app.plant_affiliation(app.seed.bexley.alder.id, champion).await;
    assert_eq!(suggested(&coordinator, address).await, before);

    // Birch plans something, and then lets the public know.
    let venue = app.plant_venue(app.seed.bexley.birch.id, "Library", (51.4560, 0.1438)).await;
    let planned = session(&json!({ "setting": "venue", "venue_id": venue, "topics": ["blue-badge"] }));
    let planned = birch.post("/v1/sessions", planned).await.expect(201);
    assert_eq!(suggested(&coordinator, address).await, before);
    birch.patch(planned.header("location"), json!({ "visibility": "public" })).if_match("*").await.expect(200);
    let now = suggested(&coordinator, address).await;
    assert_eq!(names(&now), ["Birch", "Alder"]);
    assert_eq!((value(&now[0], "helps_with_topics"), value(&now[0], "near")), (json!(1000), json!(1000)));
    assert_eq!(value(&now[1], "helps_with_topics"), 0);

    // Once it is taken, its owner asks, and is not among the answers.
    let alder = app.alder().await;
    alder.tell(&format!("{address}/take")).await.expect(200);
    assert_eq!(names(&suggested(&alder, address).await), ["Birch", "Lead body"]);
    coordinator.get(&format!("{address}/suggested-partners")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_lead_body_sorts_what_comes_in_for_whoever_takes_it() {
    let app = start().await;
    let (coordinator, alder) = (app.coordinator().await, app.alder().await);
    let waiting = app.referrer().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let triage = format!("{}/triage", waiting.header("location"));
    assert_eq!(alder.get("/v1/inbox").await.expect(200).body["items"][0]["triaged_at"], Value::Null);
    let order = json!({ "urgency": "high", "topics": ["foundation-1"], "note": "Zaunkoenig rang twice" });
    let sorted = coordinator.post(&triage, order).await.expect(200);
    assert_eq!((&sorted.body["urgency"], &sorted.body["topics"]), (&json!("high"), &json!(["foundation-1"])));
    assert_eq!(sorted.body["triaged_at"], "2026-12-01T09:00:00Z");
    let inbox = alder.get("/v1/inbox").await.expect(200);
    assert_eq!(inbox.body["items"][0]["triaged_at"], "2026-12-01T09:00:00Z");
    assert!(!inbox.text.contains("Zaunkoenig"), "{}", inbox.text);
    let read = app.referrer().await.get(waiting.header("location")).await.expect(200);
    assert_eq!(read.body["triage_note"], Value::Null);

    alder.tell(&format!("{}/take", waiting.header("location"))).await.expect(200);
    let taken = alder.get(waiting.header("location")).await.expect(200);
    assert_eq!(taken.body["triage_note"], "Zaunkoenig rang twice");
    let unheard = alder.post(&triage, json!({ "topics": ["unheard-of"] })).await.expect_problem(422, "invalid");
    assert_eq!(unheard.refusals(), [("/topics/0", "unknown_reference")]);
    alder.post(&triage, json!({})).await.expect_problem(422, "invalid");
    alder.post(&format!("{}/state", waiting.header("location")), json!({ "state": "matched" })).await.expect(200);
    alder.post(&triage, json!({ "urgency": "low" })).await.expect_problem(409, "wrong_state");
}
