//! `/v1/activities`, and what suits whom

use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::harness::{Client, Response, TestApp};

/// A coffee morning on Tuesdays, with some fields set otherwise.
fn activity(changes: &Value) -> Value {
    let mut activity = json!({
        "name": "Coffee morning", "times": [{ "weekday": "tuesday", "start": "10:00", "end": "12:00" }],
    });
    activity.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    activity
}

async fn add(client: &Client, changes: Value) -> Response {
    client.post("/v1/activities", activity(&changes)).await.expect(201)
}

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// A champion of Alder from Bexleyheath who is free on Tuesday mornings, with changes.
async fn champion(app: &TestApp, changes: &Value) -> AffiliationId {
    let mut details = json!({
        "given_name": "Demo Ada", "stage": "active", "settings": ["venue"], "languages": ["en"], "audiences": ["carers"],
        "skills": [{ "topic": "specialist", "level": "confident" }], "home_postcode": "DA6 7DA", "travel_limit_km": 3,
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    app.plant_affiliation(app.seed.bexley.alder.id, details).await
}

fn rejected(ranking: &Response) -> Vec<(&str, u64)> {
    let rejected = ranking.body["rejected"].as_array().unwrap();
    rejected.iter().map(|one| (one["reason"].as_str().unwrap(), one["count"].as_u64().unwrap())).collect()
}

/// The members of this name of all items.
fn each<'a>(list: &'a Response, pointer: &str) -> Vec<&'a Value> {
    list.body["items"].as_array().unwrap().iter().map(|item| item.pointer(pointer).unwrap()).collect()
}

#[actix_web::test]
async fn the_network_sees_an_activity_unless_its_partner_keeps_it_to_itself() {
    let app = start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let open = add(&alder, json!({})).await;
    assert_eq!(
        (&open.body["shared"], &open.body["champions_wanted"], &open.body["state"]),
        (&json!(true), &json!(1), &json!("active"))
    );
    let closed = add(&alder, json!({ "shared": false })).await;
    for reader in [&birch, &coordinator] {
        assert_eq!(reader.get(open.header("location")).await.expect(200).body, open.body);
        reader.get(closed.header("location")).await.expect_problem(404, "not_found");
        assert_eq!(reader.get("/v1/activities").await.expect(200).ids(), [open.id()]);
    }
    assert_eq!(alder.get("/v1/activities").await.expect(200).ids(), [open.id(), closed.id()]);
    birch
        .patch(open.header("location"), json!({ "name": "Mine now" }))
        .if_match("*")
        .await
        .expect_problem(404, "not_found");
    coordinator.post("/v1/activities", activity(&json!({}))).await.expect_problem(403, "role_forbidden");
    app.elsewhere().await.get(open.header("location")).await.expect_problem(404, "not_found");

    // Kept back, it is gone for the others; their feed names it once more.
    let before = birch.get("/v1/events").await.expect(200).body["next_after"].clone();
    alder.patch(open.header("location"), json!({ "shared": false })).if_match(open.etag()).await.expect(200);
    birch.get(open.header("location")).await.expect_problem(404, "not_found");
    let told = birch.get(&format!("/v1/events?after={before}")).await.expect(200);
    assert!(told.text.contains(&open.id()), "{}", told.text);
}

#[actix_web::test]
async fn an_activity_changes_by_merge_patch_and_is_listed_by_partner_venue_and_state() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let library = app.plant_venue(app.seed.bexley.alder.id, "Central Library", (51.456, 0.1438)).await;
    let here = add(&alder, json!({ "venue_id": library, "description": { "en": "Tea", "cy": "Te" } })).await;
    let theirs = add(&birch, json!({ "audiences": ["carers"], "topics": ["blue-badge"], "languages": ["pa"] })).await;
    let ended = alder.patch(here.header("location"), json!({ "state": "ended", "description": null }));
    let ended = ended.if_match(here.etag()).await.expect(200);
    assert_eq!((&ended.body["state"], &ended.body["description"]), (&json!("ended"), &Value::Null));
    let same =
        alder.patch(here.header("location"), json!({ "state": "ended" })).if_match(ended.etag()).await.expect(200);
    assert_eq!(same.etag(), ended.etag(), "the same again is no change");
    for (query, expected) in [
        (format!("partner_id={}", app.seed.bexley.birch.id), theirs.id()),
        (format!("venue_id={library}"), here.id()),
        ("state=ended".to_owned(), here.id()),
        ("state=active".to_owned(), theirs.id()),
    ] {
        assert_eq!(alder.get(&format!("/v1/activities?{query}")).await.expect(200).ids(), [expected], "{query}");
    }
}

#[actix_web::test]
async fn wrong_values_are_named_by_place_and_nothing_is_stored() {
    let app = start().await;
    let alder = app.alder().await;
    let wrong = activity(&json!({
        "times": [{ "weekday": "monday", "start": "12:00", "end": "10:00" }, { "date": "2026-12-08", "start": "10:00", "end": "12:00" }],
        "audiences": ["carers", "carers"], "champions_wanted": 0,
    }));
    let refused = alder.post("/v1/activities", wrong).await.expect_problem(422, "invalid");
    let expected = [
        ("/times/0/end", "ends_before_start"),
        ("/times/1/date", "inconsistent"),
        ("/audiences/1", "duplicate"),
        ("/champions_wanted", "too_small"),
    ];
    assert_eq!(refused.refusals(), expected);
    let elsewhere = app.plant_venue_in(&app.seed.other, app.seed.other.alder.id, "There", (51.4, 0.1)).await;
    let wrong = activity(&json!({ "venue_id": elsewhere, "topics": ["blue-badge", "juggling"] }));
    let refused = alder.post("/v1/activities", wrong).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/venue_id", "unknown_reference"), ("/topics/1", "unknown_reference")]);
    assert!(alder.get("/v1/activities").await.expect(200).ids().is_empty());
}

#[actix_web::test]
async fn a_series_is_part_of_an_activity_of_the_same_partner() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (own, theirs) = (add(&alder, json!({})).await, add(&birch, json!({})).await);
    let series = |activity: &Response| {
        json!({
            "title": { "en": "Phones on Tuesdays" }, "setting": "remote", "booking": "drop_in", "starts_on": "2026-12-08",
            "start_time": "10:00", "duration_minutes": 60, "rule": "FREQ=WEEKLY;COUNT=4", "activity_id": activity.id(),
        })
    };
    let refused = alder.post("/v1/series", series(&theirs)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/activity_id", "unknown_reference")]);
    let made = alder.post("/v1/series", series(&own)).await.expect(201);
    assert_eq!(made.body["activity_id"], json!(own.id()));
    let split =
        alder.post(&format!("{}/split", made.header("location")), json!({ "from": "2026-12-22" })).await.expect(201);
    assert_eq!(split.body["activity_id"], json!(own.id()), "what follows is part of it, too");
    let listed = |activity: &Response| format!("/v1/series?activity_id={}", activity.id());
    assert_eq!(alder.get(&listed(&own)).await.expect(200).ids(), [made.id(), split.id()]);
    assert!(alder.get(&listed(&theirs)).await.expect(200).ids().is_empty());

    let address = made.header("location");
    let refused =
        alder.patch(address, json!({ "activity_id": theirs.id() })).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/activity_id", "unknown_reference")]);
    let alone = alder.patch(address, json!({ "activity_id": null })).if_match("*").await.expect(200);
    assert_eq!(alone.body["activity_id"], Value::Null);
    assert_eq!(alder.get(&listed(&own)).await.expect(200).ids(), [split.id()]);
}

#[actix_web::test]
async fn champions_are_ranked_for_an_activity_and_the_others_counted_by_reason() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let expert = json!({ "skills": [{ "topic": "blue-badge", "level": "expert" }], "languages": ["en", "pa"] });
    let bea = champion(&app, &expert).await;
    let cy = champion(&app, &json!({ "availability": [], "ask_me": true })).await;
    champion(&app, &json!({ "stage": "inducting" })).await;
    champion(&app, &json!({ "settings": ["remote"] })).await;
    champion(&app, &json!({ "skills": [] })).await;
    champion(&app, &json!({ "languages": ["cy"] })).await;
    champion(&app, &json!({ "audiences": [] })).await;
    champion(&app, &json!({ "home_postcode": "DA14 6BN" })).await;
    champion(&app, &json!({ "availability": [{ "weekday": "friday", "start": "09:00", "end": "17:00" }] })).await;
    champion(&app, &json!({ "weekly_hours_cap": 1 })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let library = app.plant_venue(app.seed.bexley.birch.id, "Central Library", (51.4561, 0.1439)).await;
    // It is another partner's: a champion of ours might join.
    let changes = json!({
        "venue_id": library, "topics": ["blue-badge"], "audiences": ["carers"], "languages": ["en", "pa"],
    });
    let coffee = add(&birch, changes).await;
    let address = format!("{}/champions", coffee.header("location"));
    let ranking = alder.get(&address).await.expect(200);
    assert_eq!((&ranking.body["considered"], &ranking.body["passed"]), (&json!(11), &json!(3)));
    let reasons = ["not_active", "setting", "skill", "language", "audience", "too_far", "not_available", "over_cap"];
    assert_eq!(rejected(&ranking), reasons.map(|reason| (reason, 1)));
    assert_eq!(each(&ranking, "/affiliation_id"), [&json!(bea), &json!(ada), &json!(cy)]);
    let time = json!({ "weekday": "tuesday", "start": "10:00", "end": "12:00" });
    assert_eq!(ranking.body["items"][0]["times"], json!([{ "time": time, "to_be_asked": false }]));
    assert_eq!(ranking.body["items"][2]["times"], json!([{ "time": time, "to_be_asked": true }]));
    for item in ranking.body["items"].as_array().unwrap() {
        let sum =
            |name: &str| item["parts"].as_array().unwrap().iter().map(|part| part[name].as_u64().unwrap()).sum::<u64>();
        assert_eq!(item["score"].as_u64().unwrap(), sum("points") / sum("weight"));
    }
    let best = alder.get(&format!("{address}?limit=1")).await.expect(200);
    assert_eq!((best.body["items"].as_array().unwrap().len(), &best.body["passed"]), (1, &json!(3)));
    for (limit, code) in [("0", "too_small"), ("51", "too_large"), ("many", "bad_format")] {
        let refused = alder.get(&format!("{address}?limit={limit}")).await.expect_problem(400, "bad_query");
        assert_eq!(refused.refusals(), [("limit", code)]);
    }
    // Birch has nobody, and sees nobody of Alder's.
    assert_eq!(birch.get(&address).await.expect(200).body["considered"], 0);
    app.coordinator().await.get(&address).await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn activities_are_ranked_for_a_champion_with_the_same_scores() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    champion(&app, &json!({ "languages": ["en", "pa"] })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let near = app.plant_venue(app.seed.bexley.alder.id, "Central Library", (51.4561, 0.1439)).await;
    let far = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let two = json!([
        { "weekday": "tuesday", "start": "10:00", "end": "12:00" }, { "weekday": "friday", "start": "10:00", "end": "12:00" },
    ]);
    let good = add(&birch, json!({ "venue_id": near, "topics": ["blue-badge"] })).await;
    let half = add(&alder, json!({ "venue_id": near, "times": two, "shared": false })).await;
    add(&birch, json!({ "venue_id": far })).await;
    add(&birch, json!({ "audiences": ["older_people"] })).await;
    add(&birch, json!({ "topics": ["foundation"] })).await;
    add(&birch, json!({ "languages": ["cy"] })).await;
    // Those that nobody else sees and those that have ended are not looked at.
    add(&birch, json!({ "shared": false })).await;
    add(&birch, json!({ "state": "ended" })).await;
    let address = format!("/v1/affiliations/{ada}/activities");
    let ranking = alder.get(&address).await.expect(200);
    assert_eq!((&ranking.body["considered"], &ranking.body["passed"]), (&json!(6), &json!(2)));
    assert_eq!(rejected(&ranking), [("skill", 1), ("language", 1), ("audience", 1), ("too_far", 1)]);
    let mut both = each(&ranking, "/activity/id");
    both.sort_by_key(|id| id.as_str());
    let mut expected = [json!(good.id()), json!(half.id())];
    expected.sort_by_key(|id| id.as_str().map(ToOwned::to_owned));
    assert_eq!(both, expected.iter().collect::<Vec<_>>());
    for item in ranking.body["items"].as_array().unwrap() {
        let back = format!("/v1/activities/{}/champions", item["activity"]["id"].as_str().unwrap());
        let back = alder.get(&back).await.expect(200);
        let same =
            back.body["items"].as_array().unwrap().iter().find(|champion| champion["affiliation_id"] == json!(ada));
        let same = same.expect("whoever suits, suits from both sides");
        assert_eq!((&same["score"], &same["times"], &same["parts"]), (&item["score"], &item["times"], &item["parts"]));
    }
    assert_eq!(alder.get(&format!("{address}?limit=1")).await.expect(200).body["items"].as_array().unwrap().len(), 1);
    birch.get(&address).await.expect_problem(404, "not_found");
    app.coordinator().await.get(&address).await.expect_problem(403, "role_forbidden");

    let end = json!({ "stage": "ended", "reason": "Moved away" });
    alder.post(&format!("/v1/affiliations/{ada}/stage"), end).await.expect(200);
    assert_eq!(rejected(&alder.get(&address).await.expect(200)), [("not_active", 6)]);
}

#[actix_web::test]
async fn the_asking_partner_s_own_policy_and_its_own_commitments_decide() {
    let app = start().await;
    let ada = champion(&app, &json!({ "travel_limit_km": null })).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let address = format!("{}/champions", add(&birch, json!({})).await.header("location"));
    assert_eq!(alder.get(&address).await.expect(200).body["passed"], 1);

    // It is Tuesday, nine o'clock. At ten she helps Birch: that is not for Alder to learn from a list.
    let session = json!({
        "title": { "en": "Ask about your phone" }, "setting": "remote", "booking": "drop_in",
        "starts_at": "2026-12-01T09:30:00Z", "ends_at": "2026-12-01T12:30:00Z",
    });
    let commit = async |client: &Client, affiliation: AffiliationId| {
        let session = client.post("/v1/sessions", session.clone()).await.expect(201);
        let shift = json!({ "session_id": session.id(), "affiliation_id": affiliation });
        let shift = client.post("/v1/shifts", shift).await.expect(201);
        let confirm = json!({ "state": "confirmed" });
        client.post(&format!("{}/state", shift.header("location")), confirm).await.expect(200);
        shift
    };
    let theirs = commit(&birch, same_ada).await;
    assert_eq!(alder.get(&address).await.expect(200).body["passed"], 1);
    let withdraw = json!({ "state": "withdrawn" });
    birch.post(&format!("{}/state", theirs.header("location")), withdraw).await.expect(200);
    commit(&alder, ada).await;
    assert_eq!(rejected(&alder.get(&address).await.expect(200)), [("busy", 1)]);

    let policy = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
    let required = json!({ "required_checks": [{ "setting": "venue", "scheme": "dbs", "level": "basic" }] });
    alder.patch(&policy, required).if_match("*").await.expect(200);
    assert_eq!(rejected(&alder.get(&address).await.expect(200)), [("check_missing", 1)]);
}
