//! `/v1/public/sessions` and `/v1/public/networks/{network}/sessions`

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

pub const LISTING: &str = "/v1/public/networks/bexley/sessions";

/// About 4.4 km apart.
const SIDCUP: (f64, f64) = (51.4263, 0.1011);
const BEXLEYHEATH: (f64, f64) = (51.4560, 0.1438);

/// A public session on 8 December at an hour, with some fields set otherwise.
pub async fn publish(client: &Client, hour: u32, changes: Value) -> Response {
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
    assert_eq!(first["partner"], json!({ "id": alder_id, "name": "Alder", "public_phone": "020 7946 0001" }));
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

/// What is planned for the filters by day, hours, people, language, access and partner.
async fn plan_a_week(app: &TestApp) -> [Response; 4] {
    app.plant_topics().await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", SIDCUP).await;
    let (alder, birch) = (app.alder().await, app.plant_partner("Birch Two").await);
    let tuesday = publish(&alder, 10, json!({ "setting": "venue", "venue_id": venue, "topics": ["blue-badge"] })).await;
    let evening = publish(&birch, 18, json!({ "audiences": ["carers"], "languages": ["pa", "en"] })).await;
    // Half past midnight on Wednesday, where it is.
    let night = json!({
        "starts_at": "2026-12-08T23:30:00Z", "ends_at": "2026-12-09T00:30:00Z", "time_zone": "Europe/Berlin", "languages": ["pa"],
        "booking": "pre_arranged", "capacity": 3,
    });
    let night = publish(&alder, 0, night).await;
    let saturday = json!({
        "starts_at": "2026-12-12T09:00:00Z", "ends_at": "2026-12-12T10:00:00Z", "audiences": ["jobseekers", "carers"], "setting": "home",
    });
    [tuesday, evening, night, publish(&birch, 0, saturday).await]
}

#[actix_web::test]
async fn filters_go_by_the_wall_clock_by_people_by_language_by_access_and_by_partner() {
    let app = TestApp::start().await;
    let [tuesday, evening, night, saturday] = plan_a_week(&app).await;
    let of_birch =
        finds(&app, "", &[&tuesday, &evening, &night, &saturday]).await.body["items"][1]["partner"]["id"].clone();
    let of_birch = format!("partner_id={}", of_birch.as_str().unwrap());
    let cases = [
        ("weekday=tuesday", vec![&tuesday, &evening]),
        ("weekday=wednesday", vec![&night]),
        ("weekday=wednesday,saturday", vec![&night, &saturday]),
        ("weekday=monday", vec![]),
        ("starts_from=10:00&starts_to=10:01", vec![&tuesday]),
        ("starts_from=10:01&starts_to=18:00", vec![]),
        ("starts_to=09:00", vec![&night]),
        ("starts_from=18:00", vec![&evening]),
        ("weekday=tuesday&starts_to=12:00", vec![&tuesday]),
        ("audience=carers", vec![&tuesday, &evening, &night, &saturday]),
        ("audience=staff", vec![&tuesday, &night]),
        ("language=pa", vec![&evening, &night]),
        ("language=en", vec![&tuesday, &evening, &saturday]),
        ("language=cy", vec![&tuesday, &saturday]),
        ("language=ur", vec![]),
        ("access=step_free", vec![&tuesday]),
        ("access=hearing_loop,step_free", vec![&tuesday]),
        ("access=step_free,lift", vec![]),
        (of_birch.as_str(), vec![&evening, &saturday]),
        ("partner_id=ptn_0198c0de00007000800000000000000a", vec![]),
    ];
    for (query, found) in &cases {
        finds(&app, query, found).await;
        let everywhere = app.anybody().get(&format!("/v1/public/sessions?{query}")).await.expect(200);
        assert_eq!(everywhere.ids(), found.iter().map(|session| session.id()).collect::<Vec<_>>(), "{query}");
    }
    let coordinator = app.coordinator().await;
    let network = coordinator.get("/v1/network").await.expect(200);
    let english = json!({ "languages": ["en"] });
    coordinator.patch("/v1/network", english).if_match(network.etag()).await.expect(200);
    finds(&app, "language=cy", &[]).await;
}

#[actix_web::test]
async fn a_facet_counts_what_its_filter_finds() {
    let app = TestApp::start().await;
    let planned = plan_a_week(&app).await;
    finds(&app, "", &planned.each_ref()).await;
    let anybody = app.anybody();
    for given in [
        "",
        "weekday=tuesday",
        "language=pa",
        "has_places=true&starts_from=09:00",
        "near=51.4263,0.1011",
        "topic=blue-badge",
    ] {
        let facets = anybody.get(&format!("{LISTING}/facets?{given}")).await.expect(200);
        let total = anybody.get(&format!("{LISTING}?{given}")).await.expect(200).ids().len();
        assert_eq!((&facets.body["total"], &facets.body["complete"]), (&json!(total), &json!(true)), "{given}");
        let mut tried = 0;
        for (filter, counts) in facets.body.as_object().unwrap().iter().filter(|(_, counts)| counts.is_array()) {
            // What is given already cannot be asked for twice.
            if given.contains(&format!("{filter}=")) {
                continue;
            }
            for entry in counts.as_array().unwrap() {
                let query = match entry["value"].as_str() {
                    Some(value) => format!("{filter}={value}&{given}"),
                    None => format!("partner_id={}&{given}", entry["id"].as_str().unwrap()),
                };
                let found = anybody.get(&format!("{LISTING}?{query}")).await.expect(200).ids().len();
                assert_eq!(entry["count"], found, "{query}");
                tried += 1;
            }
        }
        assert!(tried > 10, "only {tried} values");
    }
    let all = anybody.get(&format!("{LISTING}/facets")).await.expect(200).body;
    assert_eq!(all["weekday"][0], json!({ "value": "tuesday", "count": 2 }));
    let names: Vec<_> =
        all["partner"].as_array().unwrap().iter().map(|partner| partner["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Alder", "Birch Two"]);
    assert_eq!(all["topic"], json!([{ "value": "blue-badge", "count": 1 }, { "value": "specialist", "count": 1 }]));
    anybody.get(&format!("{LISTING}/facets?limit=3")).await.expect_problem(400, "bad_query");
    let over = anybody.get(&format!("{LISTING}/facets?to=2026-11-01T00:00:00Z")).await.expect(200);
    assert_eq!((&over.body["total"], &over.body["weekday"]), (&json!(0), &json!([])));
}

#[actix_web::test]
async fn pages_stay_right_while_sessions_are_added_and_taken_away() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let mut planned = Vec::new();
    for hour in [9, 11, 13, 15] {
        planned.push(publish(&alder, hour, json!({})).await);
    }
    finds(&app, "", &planned.iter().collect::<Vec<_>>()).await;
    let anybody = app.anybody();
    let first = anybody.get(&format!("{LISTING}?limit=2&weekday=tuesday")).await.expect(200);
    assert_eq!(first.ids(), [planned[0].id(), planned[1].id()]);
    let next = first.header("link").trim_start_matches('<').split('>').next().unwrap().to_owned();
    // One before the cursor, one right behind it; and the last that was shown is hidden.
    publish(&alder, 10, json!({})).await;
    let behind = publish(&alder, 12, json!({})).await;
    let address = planned[1].header("location");
    let read = alder.get(address).await.expect(200);
    alder.patch(address, json!({ "visibility": "partner" })).if_match(read.etag()).await.expect(200);
    let expected = vec![behind.id(), planned[2].id()];
    let second = Response::settle(|| anybody.get(&next), |answer| answer.ids() == expected).await;
    let next = second.header("link").trim_start_matches('<').split('>').next().unwrap().to_owned();
    assert_eq!(anybody.get(&next).await.expect(200).ids(), [planned[3].id()]);
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
        ("starts_from=12:00&starts_to=12:00", 422, vec![("starts_to", "ends_before_start")]),
        ("starts_from=9am", 400, vec![("starts_from", "bad_time")]),
        ("weekday=tuesday,someday", 400, vec![("weekday", "unknown_value")]),
        ("weekday=", 400, vec![("weekday", "unknown_value")]),
        ("weekday=monday&weekday=tuesday", 400, vec![("weekday", "duplicate")]),
        ("access=step_free,magic", 400, vec![("access", "unknown_value")]),
        ("audience=everybody", 400, vec![("audience", "unknown_value")]),
        ("language=English", 400, vec![("language", "bad_format")]),
        ("partner_id=alder", 400, vec![("partner_id", "bad_id")]),
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

#[actix_web::test]
async fn an_answer_given_again_is_the_same_but_for_its_request() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let listed = publish(&alder, 10, json!({})).await;
    finds(&app, "", &[&listed]).await;
    let anybody = app.anybody();
    for address in [LISTING, "/v1/public/sessions"] {
        for coding in ["identity", "gzip", "br"] {
            let ask = || anybody.get(address).header("accept-encoding", coding);
            let (first, again) = (ask().await.expect(200), ask().await.expect(200));
            assert_ne!(first.header("request-id"), again.header("request-id"), "{coding}");
            let heads = [&first, &again].map(|answer| {
                let mut head = answer.headers.clone();
                for name in ["request-id", "date"] {
                    head.remove(name);
                }
                head
            });
            assert_eq!(heads[0], heads[1], "{address} {coding}");
            assert_eq!(first.text, again.text, "{address} {coding}");
        }
        let known = anybody.get(address).await.expect(200);
        anybody.get(address).header("if-none-match", known.etag()).await.expect(304);
    }
}
