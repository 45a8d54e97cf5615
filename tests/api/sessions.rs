//! `/v1/sessions`

use std::slice::from_ref;

use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::TestApp;

/// A remote session on Tuesday, 8 December, 10:00 to 12:00, with some fields set otherwise.
pub(crate) fn session(changes: &Value) -> Value {
    let mut session = json!({
        "title": { "en": "Ask about your phone" }, "setting": "remote", "booking": "pre_arranged", "capacity": 5,
        "starts_at": "2026-12-08T10:00:00Z", "ends_at": "2026-12-08T12:00:00Z",
    });
    session.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    session
}

#[actix_web::test]
async fn a_partner_plans_a_session_and_reads_it_back() {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let alder = app.alder().await;
    let new =
        session(&json!({ "setting": "venue", "venue_id": venue, "topics": ["blue-badge"], "champions_needed": 2 }));
    let created = alder.post("/v1/sessions", new).await.expect(201);
    let body = &created.body;
    assert_eq!(
        (&body["state"], &body["visibility"], &body["time_zone"]),
        (&json!("scheduled"), &json!("partner"), &json!("Europe/London"))
    );
    assert_eq!(body["ways"], json!(["centre", "specialist"]));
    assert_eq!(body["places"], json!({ "capacity": 5, "taken": 0, "free": 5 }));
    let missing = json!({ "languages": [], "topics": ["blue-badge"] });
    assert_eq!(body["champions"], json!({ "needed": 2, "confirmed": 0, "lacks": 2, "missing": missing }));
    assert_eq!(body["partner_id"], json!(app.seed.bexley.alder.id));
    let read = alder.get(created.header("location")).await.expect(200);
    assert_eq!(&read.body, body);
    alder.get(created.header("location")).header("if-none-match", read.etag()).await.expect(304);
}

#[rstest]
#[case(json!({ "starts_at": "2026-12-01T08:59:59Z", "ends_at": "2026-12-01T10:00:00Z" }), &[("/starts_at", "in_past")])]
#[case(json!({ "starts_at": "2026-12-08T25:00:00Z" }), &[("/starts_at", "bad_time")])]
#[case(json!({ "ends_at": "2026-12-08T10:00:00Z", "capacity": null }), &[("/ends_at", "ends_before_start"), ("/capacity", "required")])]
#[case(json!({ "time_zone": "Europe/Bexley" }), &[("/time_zone", "unknown_zone")])]
#[case(json!({ "setting": "venue" }), &[("/venue_id", "required")])]
#[case(json!({ "setting": "venue", "venue_id": "ven_0198c0de00007000800000000000000a", "topics": ["unheard-of"] }),
    &[("/venue_id", "unknown_reference"), ("/topics/0", "unknown_reference")])]
#[actix_web::test]
async fn wrong_values_are_named_by_place_and_nothing_is_stored(
    #[case] changes: Value,
    #[case] expected: &[(&str, &str)],
) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let before = app.events(&alder).await.len();
    let refused = alder.post("/v1/sessions", session(&changes)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), expected);
    assert_eq!(app.events(&alder).await.len(), before);
}

#[actix_web::test]
async fn what_is_not_published_is_not_there_for_others() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let private = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let unlisted = alder.post("/v1/sessions", session(&json!({ "visibility": "unlisted" }))).await.expect(201);
    assert_eq!(birch.get("/v1/sessions").await.expect(200).ids(), [unlisted.id()]);
    assert_eq!(alder.get("/v1/sessions").await.expect(200).ids(), [private.id(), unlisted.id()]);
    let foreign = birch.get(private.header("location")).await.expect_problem(404, "not_found");
    let unknown = birch.get("/v1/sessions/ses_0198c0de00007000800000000000000a").await.expect_problem(404, "not_found");
    assert_eq!(foreign.masked(), unknown.masked());
    let theirs = birch.patch(unlisted.header("location"), json!({ "capacity": 9 })).if_match(unlisted.etag()).await;
    theirs.expect_problem(404, "not_found");
    app.elsewhere().await.get(unlisted.header("location")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn sessions_are_listed_by_window_and_state_in_time_order() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let plan = async |starts_at: &str, ends_at: &str, setting: &str| {
        let new = session(&json!({ "starts_at": starts_at, "ends_at": ends_at, "setting": setting }));
        alder.post("/v1/sessions", new).await.expect(201).id()
    };
    let later = plan("2026-12-09T10:00:00Z", "2026-12-09T12:00:00Z", "home").await;
    let sooner = plan("2026-12-08T10:00:00Z", "2026-12-08T12:00:00Z", "remote").await;
    let far = plan("2027-02-08T10:00:00Z", "2027-02-08T12:00:00Z", "remote").await;
    let list = async |query: &str| alder.get(&format!("/v1/sessions?{query}")).await.expect(200).ids();
    assert_eq!(list("").await, [sooner.clone(), later.clone()]);
    assert_eq!(list("to=2027-03-01T00:00:00Z").await, [sooner.clone(), later.clone(), far]);
    assert_eq!(list("setting=home").await, from_ref(&later));
    assert_eq!(list("from=2026-12-08T10:00:00Z&to=2026-12-08T10:00:01Z").await, from_ref(&sooner));
    assert_eq!(list("from=2026-12-08T10:00:01Z&to=2026-12-09T10:00:00Z").await, Vec::<String>::new());
    assert_eq!(list("lacks_champions=true&state=scheduled").await, [sooner.clone(), later.clone()]);
    assert_eq!(list("lacks_champions=false").await, Vec::<String>::new());
    let first = alder.get("/v1/sessions?limit=1").await.expect(200);
    assert_eq!(first.ids(), [sooner]);
    let cursor = first.body["next_cursor"].as_str().unwrap();
    assert_eq!(list(&format!("limit=1&cursor={cursor}")).await, [later]);
    let wide = alder.get("/v1/sessions?from=2026-12-01T00:00:00Z&to=2027-03-04T00:00:00Z").await;
    assert_eq!(wide.expect_problem(422, "invalid").refusals(), [("to", "too_large")]);
    alder.get("/v1/sessions?from=tomorrow").await.expect_problem(400, "bad_query");
}

#[actix_web::test]
async fn a_change_keeps_what_is_booked() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let address = created.header("location");
    let guest = json!({ "session_id": created.id(), "places": 3, "route": "phone", "guest": { "name": "A guest", "contact": "e" } });
    alder.post("/v1/bookings", guest).key("b-1").await.expect(201);
    let read = alder.get(address).await.expect(200);
    assert_ne!(read.etag(), created.etag(), "places are part of the tag");
    let change = |body: Value| alder.patch(address, body).if_match(created.etag());
    change(json!({ "capacity": 2 })).await.expect_problem(409, "capacity_below_booked");
    change(json!({ "booking": "drop_in" })).await.expect_problem(409, "capacity_below_booked");
    let changed = change(json!({ "capacity": 3 })).await.expect(200);
    assert_eq!(changed.body["places"], json!({ "capacity": 3, "taken": 3, "free": 0 }));
    change(json!({ "capacity": 4 })).await.expect_problem(412, "precondition_failed");
}

#[actix_web::test]
async fn calling_it_off_tells_every_booking_by_its_state() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let book = async |key: &str, hold: Value| {
        let body = json!({ "session_id": created.id(), "route": "web", "guest": { "name": "A guest", "contact": "e" }, "hold_for_minutes": hold });
        alder.post("/v1/bookings", body).key(key).await.expect(201).header("location").to_owned()
    };
    let (confirmed, held, expired) =
        (book("b-1", Value::Null).await, book("b-2", json!(60)).await, book("b-3", json!(1)).await);
    app.pass(chrono::TimeDelta::minutes(1));
    let order = json!({ "reason": "The library is closed" });
    let cancel = format!("{}/cancel", created.header("location"));
    let cancelled = alder.post(&cancel, order.clone()).await.expect(200);
    assert_eq!(cancelled.body["state"], "cancelled");
    assert_eq!(cancelled.body["cancelled"], json!({ "reason": "The library is closed", "at": "2026-12-01T09:01:00Z" }));
    for (booking, state) in [(confirmed, "cancelled_by_partner"), (held, "cancelled_by_partner"), (expired, "expired")]
    {
        let booking = alder.get(&booking).await.expect(200);
        assert_eq!(booking.body["state"], state);
    }
    alder.post(&cancel, order).await.expect_problem(409, "session_cancelled");
    let change = alder.patch(created.header("location"), json!({ "capacity": 9 })).if_match(cancelled.etag()).await;
    change.expect_problem(409, "session_cancelled");
    assert_eq!(alder.get("/v1/sessions?state=cancelled").await.expect(200).ids(), [created.id()]);
}

#[actix_web::test]
async fn what_is_over_is_history() {
    let app = TestApp::start().await;
    let planned = app.alder().await.post("/v1/sessions", session(&json!({}))).await.expect(201);
    app.pass(chrono::TimeDelta::days(8));
    let change = json!({ "starts_at": "2027-05-08T10:00:00Z", "ends_at": "2027-05-08T12:00:00Z" });
    let moved = app.alder().await.patch(planned.header("location"), change).if_match(planned.etag()).await;
    moved.expect_problem(409, "session_past");
}

#[actix_web::test]
async fn those_who_could_see_a_session_are_told_when_they_cannot_any_more() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let planned = alder.post("/v1/sessions", session(&json!({ "visibility": "public" }))).await.expect(201);
    let address = planned.header("location");
    let hidden = alder.patch(address, json!({ "visibility": "partner" })).if_match(planned.etag()).await.expect(200);
    let told = async || app.events(&birch).await.iter().filter(|event| event["id"] == planned.id()).count();
    assert_eq!(told().await, 2);
    birch.get(address).await.expect_problem(404, "not_found");
    alder.patch(address, json!({ "capacity": 6 })).if_match(hidden.etag()).await.expect(200);
    assert_eq!(told().await, 2, "and of nothing after that");
}
