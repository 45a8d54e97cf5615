//! `/v1/public/sessions` and `/v1/public/networks/{network}/sessions`

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

const LISTING: &str = "/v1/public/networks/bexley/sessions";

/// About 4.4 km apart.
const SIDCUP: (f64, f64) = (51.4263, 0.1011);
const BEXLEYHEATH: (f64, f64) = (51.4560, 0.1438);

/// A public session on 8 December at an hour, with some fields set otherwise.
async fn publish(client: &Client, hour: u32, changes: Value) -> Response {
    let mut all = json!({
        "visibility": "public", "booking": "drop_in", "capacity": null,
        "starts_at": format!("2026-12-08T{hour:02}:00:00Z"), "ends_at": format!("2026-12-08T{:02}:00:00Z", hour + 1),
    });
    all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    client.post("/v1/sessions", session(&all)).await.expect(201)
}

/// What anybody finds, once it is these; an answer may be a second old.
async fn finds(app: &TestApp, query: &str, ids: &[&Response]) -> Response {
    let expected: Vec<_> = ids.iter().map(|response| response.id()).collect();
    let address = format!("{LISTING}?{query}");
    Response::settle(|| app.anybody().get(&address), |answer| answer.status == 200 && answer.ids() == expected).await
}

#[actix_web::test]
async fn a_website_finds_what_is_near_in_time_order_without_a_token() {
    let app = TestApp::start().await;
    app.plant_postcodes().await;
    let alder_id = app.seed.bexley.alder.id;
    let (sidcup, heath) = (
        app.plant_venue(alder_id, "Sidcup Library", SIDCUP).await,
        app.plant_venue(alder_id, "Central Library", BEXLEYHEATH).await,
    );
    let alder = app.alder().await;
    let patch = json!({ "public_phone": "020 7946 0001" });
    let read = alder.get(&format!("/v1/partners/{alder_id}")).await.expect(200);
    alder.patch(&format!("/v1/partners/{alder_id}"), patch).if_match(read.etag()).await.expect(200);
    let at = |venue| json!({ "setting": "venue", "venue_id": venue });
    let later = publish(&alder, 14, at(sidcup)).await;
    let sooner =
        publish(&alder, 10, json!({ "setting": "venue", "venue_id": heath, "booking": "pre_arranged", "capacity": 4 }))
            .await;
    let remote = publish(&alder, 12, json!({})).await;
    let home = publish(&alder, 13, json!({ "setting": "home" })).await;
    let hidden = json!({ "setting": "venue", "venue_id": sidcup, "visibility": "unlisted" });
    publish(&alder, 11, hidden).await;

    finds(&app, "", &[&sooner, &remote, &home, &later]).await;
    let near = finds(&app, "near=da14%206bn&radius_km=5", &[&sooner, &remote, &later]).await;
    assert_eq!(
        near.body["near"],
        json!({ "point": { "latitude": 51.4263, "longitude": 0.1011 }, "precision": "postcode", "radius_km": 5.0 })
    );
    let [first, by_phone, last] = near.body["items"].as_array().unwrap().as_slice() else { panic!("three items") };
    assert_eq!(
        (&first["distance_km"], &by_phone["distance_km"], &last["distance_km"]),
        (&json!(4.43), &Value::Null, &json!(0.0))
    );
    assert_eq!(first["venue"]["name"], "Central Library");
    assert_eq!(first["venue"]["access"]["features"], json!(["step_free", "hearing_loop"]));
    assert_eq!(first["partner"], json!({ "name": "Alder", "public_phone": "020 7946 0001" }));
    assert_eq!((&first["phone"], &first["state"]), (&json!("020 7946 0001"), &json!("scheduled")));
    assert_eq!(first["places"], json!({ "capacity": 4, "taken": 0, "free": 4 }));
    finds(&app, "near=DA14+6BN&radius_km=4", &[&remote, &later]).await;
    let district = finds(&app, "near=DA14+9ZZ&radius_km=2", &[&remote, &later]).await;
    assert_eq!(district.body["near"]["precision"], "district");
    finds(&app, "near=51.456,0.1438&radius_km=1&setting=venue", &[&sooner]).await;

    let all = app.anybody().get("/v1/public/sessions?near=DA14+6BN").await.expect(200);
    assert_eq!(all.ids(), [sooner.id(), later.id()], "help by phone is near in its own network only");
    assert_eq!(all.body["items"][0]["network"], "bexley");
}

#[actix_web::test]
async fn filters_narrow_it_down() {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", SIDCUP).await;
    let alder = app.alder().await;
    let badge = publish(&alder, 9, json!({ "setting": "venue", "venue_id": venue, "topics": ["blue-badge"] })).await;
    let basics = publish(&alder, 10, json!({ "topics": ["foundation-1"], "booking": "both", "capacity": 1 })).await;
    let carers = publish(
        &alder,
        11,
        json!({ "setting": "home", "audiences": ["carers"], "booking": "pre_arranged", "capacity": 1 }),
    )
    .await;
    for (query, found) in [
        ("topic=specialist", vec![&badge]),
        ("topic=blue-badge", vec![&badge]),
        ("topic=foundation", vec![&basics]),
        ("topic=found", vec![]),
        ("specialism=blue-badge", vec![&badge]),
        ("specialism=carers", vec![&carers]),
        ("specialism=foundation-1", vec![]),
        ("way=specialist", vec![&badge, &carers]),
        ("way=centre", vec![&badge]),
        ("way=home_visit", vec![&carers]),
        ("setting=remote", vec![&basics]),
        ("booking=drop_in", vec![&badge, &basics]),
        ("booking=pre_arranged", vec![&basics, &carers]),
        ("booking=both", vec![&basics]),
        ("has_places=true", vec![&badge, &basics, &carers]),
        ("has_places=false", vec![]),
        ("from=2026-12-08T10:00:00Z&to=2026-12-08T11:00:00Z", vec![&basics]),
        ("to=2026-12-01T00:00:00Z", vec![]),
    ] {
        finds(&app, query, &found).await;
    }
    for session in [&basics, &carers] {
        let booking =
            json!({ "session_id": session.id(), "route": "web", "guest": { "name": "A guest", "contact": "e" } });
        alder.post("/v1/bookings", booking).key(&session.id()).await.expect(201);
    }
    finds(&app, "has_places=true", &[&badge, &basics]).await;
    let full = finds(&app, "has_places=false", &[&carers]).await;
    assert_eq!(full.body["items"][0]["places"], json!({ "capacity": 1, "taken": 1, "free": 0 }));
}

#[actix_web::test]
async fn pages_go_on_where_the_last_one_ended() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let mut planned = Vec::new();
    for hour in [9, 9, 10, 10, 11] {
        planned.push(publish(&alder, hour, json!({})).await);
    }
    let all: Vec<_> = planned.iter().collect();
    finds(&app, "", &all).await;
    let (anybody, mut found, mut next) = (app.anybody(), Vec::new(), format!("{LISTING}?limit=2"));
    loop {
        let page = anybody.get(&next).await.expect(200);
        found.extend(page.ids());
        if page.body["next_cursor"].is_null() {
            break;
        }
        next = page.header("link").trim_start_matches('<').split('>').next().unwrap().to_owned();
    }
    assert_eq!(found, planned.iter().map(Response::id).collect::<Vec<_>>());
    let cursor =
        anybody.get(&format!("{LISTING}?limit=2")).await.expect(200).body["next_cursor"].as_str().unwrap().to_owned();
    anybody.get(&format!("{LISTING}?limit=2&setting=venue&cursor={cursor}")).await.expect_problem(400, "bad_cursor");
    anybody
        .get(&format!("/v1/public/networks/elsewhere/sessions?cursor={cursor}"))
        .await
        .expect_problem(400, "bad_cursor");
}

#[actix_web::test]
async fn it_follows_the_session_the_venue_and_the_partner() {
    let app = TestApp::start().await;
    let alder_id = app.seed.bexley.alder.id;
    let venue = app.plant_venue(alder_id, "Sidcup Library", SIDCUP).await;
    let alder = app.alder().await;
    let listed = publish(&alder, 10, json!({ "setting": "venue", "venue_id": venue })).await;
    let address = listed.header("location").to_owned();
    finds(&app, "", &[&listed]).await;
    let change = async |body: Value| {
        let read = alder.get(&address).await.expect(200);
        alder.patch(&address, body).if_match(read.etag()).await.expect(200)
    };
    change(json!({ "visibility": "partner" })).await;
    finds(&app, "", &[]).await;
    change(json!({ "visibility": "public" })).await;
    finds(&app, "", &[&listed]).await;

    let mut work = app.work(&app.seed.bexley).await;
    let record = trellis_storage::Reading::load(&work, venue).await.unwrap().unwrap();
    let mut moved = record.noun.details.clone();
    (moved.name, moved.point.latitude) = ("Moved Library".parse().unwrap(), 51.6);
    trellis_app::venue::update(&mut work, &record, moved).await.unwrap();
    work.commit().await.unwrap();
    finds(&app, "near=51.4263,0.1011", &[]).await;
    let there = finds(&app, "near=51.6,0.1011", &[&listed]).await;
    assert_eq!(there.body["items"][0]["venue"]["name"], "Moved Library");

    let stage = format!("/v1/partners/{alder_id}/stage");
    let pause = json!({ "stage": "paused", "pause_reason": "funding", "review_on": "2027-03-01" });
    alder.post(&stage, pause).await.expect(200);
    finds(&app, "", &[]).await;
    alder.post(&stage, json!({ "stage": "thinking" })).await.expect(200);
    finds(&app, "", &[&listed]).await;

    alder.post(&format!("{address}/cancel"), json!({ "reason": "The library is closed" })).await.expect(200);
    let read = format!("{LISTING}/{}", listed.id());
    let cancelled = Response::settle(|| app.anybody().get(&read), |answer| answer.body["state"] == "cancelled").await;
    assert_eq!(cancelled.body["cancelled"], "The library is closed");
    finds(&app, "", &[&listed]).await;
    finds(&app, "has_places=true", &[]).await;
}

#[actix_web::test]
async fn browsers_and_caches_know_what_to_do_with_it() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let listed = publish(&alder, 10, json!({ "booking": "pre_arranged", "capacity": 1 })).await;
    let first = finds(&app, "", &[&listed]).await;
    assert_eq!(first.header("cache-control"), "public, max-age=60, stale-while-revalidate=300");
    let anybody = app.anybody();
    let elsewhere = anybody.get(LISTING).header("origin", "https://council.example").await.expect(200);
    assert_eq!(elsewhere.header("access-control-allow-origin"), "*");
    assert!(!elsewhere.headers.contains_key("access-control-allow-credentials"));
    let known = anybody.get(LISTING).header("if-none-match", elsewhere.etag()).await.expect(304);
    assert_eq!((known.etag(), known.text.as_str()), (elsewhere.etag(), ""));

    // A hold takes the place, and gives it back by the clock alone.
    let hold = json!({ "session_id": listed.id(), "route": "web", "guest": { "name": "A guest", "contact": "e" }, "hold_for_minutes": 1 });
    alder.post("/v1/bookings", hold).key("h-1").await.expect(201);
    let free = |answer: &Response| answer.body["items"][0]["places"]["free"].clone();
    Response::settle(|| anybody.get(LISTING), |answer| free(answer) == 0).await;
    anybody.get(LISTING).header("if-none-match", elsewhere.etag()).await.expect(200);
    app.pass(TimeDelta::minutes(1));
    assert_eq!(free(&anybody.get(LISTING).await.expect(200)), 1);

    let wrong = anybody.get(&format!("{LISTING}?near=nowhere")).await.expect_problem(422, "invalid");
    assert_eq!(wrong.header("cache-control"), "no-store");
}

#[actix_web::test]
async fn what_cannot_be_asked_is_refused_by_its_name() {
    let app = TestApp::start().await;
    let anybody = app.anybody();
    for (query, status, refusals) in [
        ("near=Bexleyheath", 422, vec![("near", "unknown_postcode")]),
        ("near=ZZ1+1ZZ", 422, vec![("near", "unknown_postcode")]),
        ("near=91,0", 422, vec![("near", "bad_format")]),
        ("near=51.4,0.1&radius_km=50.1", 422, vec![("radius_km", "too_large")]),
        ("near=51.4,0.1&radius_km=0", 422, vec![("radius_km", "too_small")]),
        ("radius_km=3", 422, vec![("near", "required")]),
        ("to=2027-03-04T09:00:00Z", 422, vec![("to", "too_large")]),
        ("from=2026-12-02T09:00:00Z&to=2026-12-02T09:00:00Z", 422, vec![("to", "ends_before_start")]),
        ("from=soon", 400, vec![("from", "bad_time")]),
        ("way=sideways", 400, vec![("way", "unknown_value")]),
        ("specialism=Blue+Badge", 400, vec![("specialism", "unknown_value")]),
        ("limit=101", 400, vec![("limit", "too_large")]),
        ("colour=green", 400, vec![("colour", "unknown_field")]),
    ] {
        for surface in [LISTING, "/v1/public/sessions"] {
            let refused = anybody.get(&format!("{surface}?{query}")).await.expect(status);
            assert_eq!(refused.refusals(), refusals, "{query}");
        }
    }
    anybody.get("/v1/public/networks/nowhere/sessions").await.expect_problem(404, "not_found");
    for garbage in ["ses_0198c0de00007000800000000000000a", "garbage"] {
        anybody.get(&format!("{LISTING}/{garbage}")).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn what_is_not_public_is_in_no_public_answer() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let listed = publish(&alder, 10, json!({ "booking": "pre_arranged", "capacity": 2 })).await;
    let private = publish(&alder, 11, json!({ "visibility": "partner", "title": { "en": "Canary session" } })).await;
    let booking = json!({ "session_id": listed.id(), "route": "web", "how_heard": "Canary route", "guest": { "name": "Canary name", "contact": "canary@example.org" } });
    alder.post("/v1/bookings", booking).key("b-1").await.expect(201);
    let list = finds(&app, "", &[&listed]).await;
    let one = app.anybody().get(&format!("{LISTING}/{}", listed.id())).await.expect(200);
    let all = app.anybody().get("/v1/public/sessions").await.expect(200);
    for answer in [list, one, all] {
        assert!(!answer.text.to_lowercase().contains("canary"), "{}", answer.text);
    }
    app.anybody().get(&format!("{LISTING}/{}", private.id())).await.expect_problem(404, "not_found");
    let foreign = format!("/v1/public/networks/elsewhere/sessions/{}", listed.id());
    app.anybody().get(&foreign).await.expect_problem(404, "not_found");
}
