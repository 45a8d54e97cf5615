//! `/v1/affiliations`

use serde_json::{Value, json};

use crate::harness::TestApp;

fn new() -> Value {
    json!({
        "given_name": "Demo Ada", "family_name": "Example", "email": "ada@example.org",
        "languages": ["en", "pa"], "skills": [{ "topic": "blue-badge", "level": "expert" }], "settings": ["venue"],
        "home_postcode": "da67da", "travel_limit_km": 5.5,
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
        "induction": [{ "item": "Lone working talk" }],
    })
}

async fn started() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

#[actix_web::test]
async fn a_partner_records_somebody_who_helps() {
    let app = started().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/affiliations", new()).await.expect(201);
    assert_eq!((&created.body["stage"], &created.body["home_postcode"]), (&json!("enquiry"), &json!("DA6 7DA")));
    let address = format!("/v1/affiliations/{}", created.id());
    assert_eq!(created.header("location"), address);
    let read = alder.get(&address).await.expect(200);
    assert_eq!((&read.body, read.etag()), (&created.body, created.etag()));
    assert_eq!(alder.get("/v1/affiliations?stage=enquiry").await.expect(200).ids(), [created.id()]);
    assert_eq!(alder.get("/v1/affiliations?stage=active").await.expect(200).ids(), Vec::<String>::new());
    let person = created.body["champion_id"].as_str().unwrap();
    assert_eq!(alder.get(&format!("/v1/affiliations?champion_id={person}")).await.expect(200).ids(), [created.id()]);
}

#[actix_web::test]
async fn nobody_else_reads_or_changes_a_partner_s_record() {
    let app = started().await;
    let created = app.alder().await.post("/v1/affiliations", new()).await.expect(201);
    let address = format!("/v1/affiliations/{}", created.id());
    let unknown = "/v1/affiliations/aff_0198c0de00007000800000000000000a";
    for stranger in [app.birch().await, app.elsewhere().await] {
        let foreign = stranger.get(&address).await.expect_problem(404, "not_found");
        assert_eq!(foreign.masked(), stranger.get(unknown).await.masked());
        stranger.patch(&address, json!({ "known_as": "Mine" })).await.expect_problem(404, "not_found");
        stranger.post(&format!("{address}/stage"), json!({ "stage": "active" })).await.expect_problem(404, "not_found");
        assert_eq!(stranger.get("/v1/affiliations").await.expect(200).ids(), Vec::<String>::new());
    }
    app.coordinator().await.get(&address).await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn wrong_values_are_named_by_place_all_at_once() {
    let app = started().await;
    let alder = app.alder().await;
    let wrong = json!({
        "given_name": "Demo Ada", "languages": ["en", "en"],
        "skills": [{ "topic": "blue-badge", "level": "basic" }, { "topic": "no-such-topic", "level": "basic" }],
        "availability": [{ "weekday": "monday", "start": "10:00", "end": "12:00" }, { "weekday": "monday", "start": "11:00", "end": "13:00" }],
        "home_postcode": "ZZ1 1ZZ",
    });
    let refused = alder.post("/v1/affiliations", wrong).await.expect_problem(422, "invalid");
    let expected = [
        ("/languages/1", "duplicate"),
        ("/availability/1", "overlap"),
        ("/skills/1/topic", "unknown_reference"),
        ("/home_postcode", "unknown_postcode"),
    ];
    assert_eq!(refused.refusals(), expected);
    let impossible = json!({ "given_name": "Demo Ada", "availability": [{ "weekday": "monday", "start": "25:61", "end": "12:00" }] });
    let refused = alder.post("/v1/affiliations", impossible).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/availability/0/start", "bad_time")]);
    assert_eq!(alder.get("/v1/affiliations").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_merge_patch_leaves_what_it_does_not_mention() {
    let app = started().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/affiliations", new()).await.expect(201);
    let address = format!("/v1/affiliations/{}", created.id());
    let patch = json!({ "email": null, "weekly_hours_cap": 4 });
    let changed = alder.patch(&address, &patch).if_match(created.etag()).await.expect(200);
    assert_eq!((&changed.body["email"], &changed.body["weekly_hours_cap"]), (&Value::Null, &json!(4)));
    assert_eq!(changed.body["languages"], json!(["en", "pa"]));
    alder.patch(&address, &patch).if_match(created.etag()).await.expect_problem(412, "precondition_failed");
    alder.patch(&address, &patch).await.expect_problem(428, "precondition_required");
    let staged = alder.patch(&address, json!({ "stage": "active" })).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(staged.refusals(), [("/stage", "inconsistent")]);
}

#[actix_web::test]
async fn somebody_becomes_active_once_the_checklist_is_done() {
    let app = started().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/affiliations", new()).await.expect(201);
    let address = format!("/v1/affiliations/{}", created.id());
    let stage = format!("{address}/stage");
    alder.post(&stage, json!({ "stage": "active" })).await.expect_problem(409, "induction_unfinished");
    let done = json!({ "induction": [{ "item": "Lone working talk", "done_on": "2026-11-30" }] });
    alder.patch(&address, done).if_match("*").await.expect(200);
    let active = alder.post(&stage, json!({ "stage": "active" })).await.expect(200);
    assert_eq!(
        (&active.body["stage"], &active.body["stage_since"]),
        (&json!("active"), &json!("2026-12-01T09:00:00Z"))
    );
    alder.post(&stage, json!({ "stage": "enquiry" })).await.expect_problem(409, "wrong_state");
    let unexplained = alder.post(&stage, json!({ "stage": "ended" })).await.expect_problem(422, "invalid");
    assert_eq!(unexplained.refusals(), [("/reason", "required")]);
    alder.post(&stage, json!({ "stage": "ended", "reason": "Moved away" })).await.expect(200);
}

#[actix_web::test]
async fn a_nightly_repeat_changes_nothing_and_erases_nothing() {
    let app = started().await;
    let alder = app.alder().await;
    let address = "/v1/affiliations/by-external-id/civicrm/1042";
    let nightly = json!({ "given_name": "Demo Ada", "skills": [{ "topic": "blue-badge", "level": "expert" }], "stage": "active" });
    let created = alder.patch(address, &nightly).await.expect(201);
    assert_eq!(created.body["stage"], "active");
    let by_hand = format!("/v1/affiliations/{}", created.id());
    assert_eq!(created.header("location"), by_hand);
    let noted = alder.patch(&by_hand, json!({ "supervisor": "manager" })).if_match(created.etag()).await.expect(200);

    let before = app.events(&alder).await;
    let repeated = alder.patch(address, &nightly).await.expect(200);
    assert_eq!((repeated.etag(), &repeated.body), (noted.etag(), &noted.body));
    assert_eq!(app.events(&alder).await, before, "no event");

    let changed = alder.patch(address, json!({ "skills": [] })).await.expect(200);
    assert_eq!((&changed.body["skills"], &changed.body["supervisor"]), (&json!([]), &json!("manager")));
}

#[actix_web::test]
async fn an_upsert_can_be_held_to_making_or_changing() {
    let app = started().await;
    let alder = app.alder().await;
    let address = "/v1/affiliations/by-external-id/civicrm/7";
    let body = json!({ "given_name": "Demo Ben" });
    alder.patch(address, &body).if_match("*").await.expect_problem(412, "precondition_failed");
    let created = alder.patch(address, &body).header("if-none-match", "*").await.expect(201);
    alder.patch(address, &body).header("if-none-match", "*").await.expect_problem(412, "precondition_failed");
    let changed = alder.patch(address, json!({ "ask_me": true })).if_match(created.etag()).await.expect(200);
    alder.patch(address, &body).if_match(created.etag()).await.expect_problem(412, "precondition_failed");
    alder.patch(address, &body).if_match(changed.etag()).await.expect(200);
    for known_or_not in [address, "/v1/affiliations/by-external-id/civicrm/9"] {
        let both = alder.patch(known_or_not, &body).if_match("*").header("if-none-match", "*").await;
        both.expect_problem(412, "precondition_failed");
    }
    let nameless =
        alder.patch("/v1/affiliations/by-external-id/civicrm/8", json!({})).await.expect_problem(422, "invalid");
    assert_eq!(nameless.refusals(), [("/given_name", "required")]);
    alder.patch("/v1/affiliations/by-external-id/Not%20One/8", &body).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn two_partners_number_their_people_independently() {
    let app = started().await;
    let address = "/v1/affiliations/by-external-id/civicrm/1";
    let mine = app.alder().await.patch(address, json!({ "given_name": "Demo Ada" })).await.expect(201);
    let theirs = app.birch().await.patch(address, json!({ "given_name": "Demo Ben" })).await.expect(201);
    assert_ne!(mine.id(), theirs.id());
    let again = app.alder().await.patch(address, json!({ "known_as": "Addie" })).await.expect(200);
    assert_eq!((again.id(), &again.body["given_name"]), (mine.id(), &json!("Demo Ada")));
}

#[actix_web::test]
async fn events_name_a_person_by_id_only() {
    let app = started().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/affiliations", new()).await.expect(201);
    let seen = app.events(&alder).await;
    assert!(seen.iter().any(|event| event["id"] == created.body["id"]));
    let text = serde_json::to_string(&seen).unwrap();
    assert!(!text.contains("Ada") && !text.contains("example.org"));
    let others = app.events(&app.birch().await).await;
    assert!(!others.iter().any(|event| event["type"] == "affiliation" || event["type"] == "champion"));
}
