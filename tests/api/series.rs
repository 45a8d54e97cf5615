//! `/v1/series`: help that repeats, its sessions, and what becomes of them when it changes.

use std::slice::from_ref;

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use trellis_app::series::expand_due;

use crate::harness::{Client, Request, Response, TestApp};

/// Public phone help on Tuesdays from 8 December, 10:00 to 12:00, four times, with some fields set otherwise.
fn series(changes: &Value) -> Value {
    let mut series = json!({
        "title": { "en": "Ask about your phone" }, "setting": "remote", "booking": "pre_arranged", "capacity": 5,
        "starts_on": "2026-12-08", "start_time": "10:00", "duration_minutes": 120, "rule": "FREQ=WEEKLY;COUNT=4",
        "visibility": "public",
    });
    series.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    series
}

async fn plan(client: &Client, changes: &Value) -> Response {
    client.post("/v1/series", series(changes)).await.expect(201)
}

/// The sessions of a series in the three months from December on.
async fn sessions(client: &Client, series: &str) -> Vec<Value> {
    let address =
        format!("/v1/sessions?series_id={series}&from=2026-12-01T00:00:00Z&to=2027-03-03T00:00:00Z&limit=100");
    client.get(&address).await.expect(200).body["items"].as_array().unwrap().clone()
}

/// When they start.
async fn starts(client: &Client, series: &str) -> Vec<String> {
    sessions(client, series).await.iter().map(|session| session["starts_at"].as_str().unwrap().to_owned()).collect()
}

/// A booking of one place in a session.
async fn book(client: &Client, session: &Value) -> String {
    let body = json!({ "session_id": session["id"], "route": "web", "guest": { "name": "A guest", "contact": "e" } });
    client
        .post("/v1/bookings", body)
        .key(session["id"].as_str().unwrap())
        .await
        .expect(201)
        .header("location")
        .to_owned()
}

fn change(client: &Client, series: &Response, query: &str, body: Value) -> Request {
    client.patch(&format!("/v1/series/{}{query}", series.id()), body).if_match(series.etag())
}

const TUESDAYS: [&str; 4] =
    ["2026-12-08T10:00:00Z", "2026-12-15T10:00:00Z", "2026-12-22T10:00:00Z", "2026-12-29T10:00:00Z"];

#[actix_web::test]
async fn a_partner_plans_a_series_and_its_sessions_are_there() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    assert_eq!(
        (&created.body["rule"], &created.body["time_zone"], &created.body["cancelled"]),
        (&json!("FREQ=WEEKLY;COUNT=4"), &json!("Europe/London"), &Value::Null)
    );
    let read = alder.get(created.header("location")).await.expect(200);
    assert_eq!((&read.body, read.etag()), (&created.body, created.etag()));
    assert_eq!(alder.get("/v1/series").await.expect(200).ids(), [created.id()]);

    let made = sessions(&alder, &created.id()).await;
    assert_eq!(starts(&alder, &created.id()).await, TUESDAYS);
    let first = &made[0];
    assert_eq!(
        (&first["series_id"], &first["recurrence_date"], &first["detached"], &first["ends_at"]),
        (&created.body["id"], &json!("2026-12-08"), &json!(false), &json!("2026-12-08T12:00:00Z"))
    );
    let listed = app.anybody().get("/v1/public/networks/bexley/sessions?to=2027-01-01T00:00:00Z").await.expect(200);
    assert_eq!(listed.ids().len(), 4);
    assert!(listed.body["items"].as_array().unwrap().iter().all(|session| session["series_id"] == created.body["id"]));
}

#[actix_web::test]
async fn ten_oclock_stays_ten_oclock_half_a_year_ahead() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let weekly = plan(&alder, &json!({ "rule": "FREQ=WEEKLY;BYDAY=TU" })).await.id();
    let address = format!("/v1/sessions?series_id={weekly}&from=2027-03-20T00:00:00Z&to=2027-06-15T00:00:00Z");
    let found = alder.get(&address).await.expect(200).body;
    let times: Vec<_> =
        found["items"].as_array().unwrap().iter().map(|session| session["starts_at"].as_str().unwrap()).collect();
    assert_eq!(times[..2], ["2027-03-23T10:00:00Z", "2027-03-30T09:00:00Z"]);
    assert_eq!(times.last(), Some(&"2027-06-08T09:00:00Z"));
}

#[actix_web::test]
async fn expanding_again_adds_nothing_twice_and_a_later_day_adds_its_sessions() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let daily = plan(&alder, &json!({ "rule": "FREQ=DAILY" })).await.id();
    let network = app.store.installation().network(app.seed.bexley.id).await.unwrap().unwrap();
    let expand = async || expand_due(&app.store, &network, app.now()).await.unwrap();
    // 2026-12-08 to 2027-06-08: a hundred at once, the rest by and by.
    assert_eq!(expand().await, 183 - 100);
    assert_eq!(expand().await, 0);
    app.pass(TimeDelta::days(1));
    assert_eq!(expand().await, 0, "a week more was made than there has to be");
    app.pass(TimeDelta::days(7));
    assert_eq!(expand().await, 8);
    assert_eq!(sessions(&app.alder().await, &daily).await.len(), 85, "every day until 2 March, each once");
    let other = app.store.installation().network(app.seed.other.id).await.unwrap().unwrap();
    assert_eq!(expand_due(&app.store, &other, app.now()).await.unwrap(), 0);
}

#[actix_web::test]
async fn two_who_expand_at_once_make_each_session_once() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let daily = plan(&alder, &json!({ "rule": "FREQ=DAILY" })).await.id();
    let network = app.store.installation().network(app.seed.bexley.id).await.unwrap().unwrap();
    let expand = || expand_due(&app.store, &network, app.now());
    let (one, other) = futures::join!(expand(), expand());
    assert_eq!(one.unwrap() + other.unwrap(), 183 - 100);
    assert_eq!(sessions(&alder, &daily).await.len(), 85);
}

#[rstest]
#[case::hourly(json!({ "rule": "FREQ=HOURLY" }), "/rule", "unknown_value")]
#[case::several_a_day(json!({ "rule": "FREQ=DAILY;BYHOUR=9,14" }), "/rule", "unknown_value")]
#[case::no_rule(json!({ "rule": "every Tuesday" }), "/rule", "bad_format")]
#[case::never(json!({ "starts_on": "2027-02-28", "rule": "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=30" }), "/rule", "inconsistent")]
#[case::over(json!({ "starts_on": "2026-11-03", "rule": "FREQ=WEEKLY;COUNT=2" }), "/rule", "inconsistent")]
#[case::until_before_the_start(json!({ "rule": "FREQ=WEEKLY;UNTIL=20261207" }), "/rule", "ends_before_start")]
#[case::zone(json!({ "time_zone": "Europe/Bexley" }), "/time_zone", "unknown_zone")]
#[case::time(json!({ "start_time": "24:00" }), "/start_time", "bad_time")]
#[case::venue(json!({ "setting": "venue", "venue_id": "ven_0198c0de00007000800000000000000a" }), "/venue_id", "unknown_reference")]
#[case::topic(json!({ "topics": ["unheard-of"] }), "/topics/0", "unknown_reference")]
#[actix_web::test]
async fn wrong_values_are_named_by_place_and_nothing_is_stored(
    #[case] changes: Value,
    #[case] pointer: &str,
    #[case] code: &str,
) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let before = app.events(&alder).await.len();
    let refused = alder.post("/v1/series", series(&changes)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(pointer, code)]);
    assert_eq!(app.events(&alder).await.len(), before);
}

#[actix_web::test]
async fn a_venue_of_another_network_is_as_unknown() {
    let app = TestApp::start().await;
    let theirs = app.plant_venue_in(&app.seed.other, app.seed.other.alder.id, "Elsewhere", (51.4, 0.1)).await;
    let refused =
        app.alder().await.post("/v1/series", series(&json!({ "setting": "venue", "venue_id": theirs }))).await;
    assert_eq!(refused.expect_problem(422, "invalid").refusals(), [("/venue_id", "unknown_reference")]);
}

#[actix_web::test]
async fn a_change_reaches_the_sessions_to_come_and_leaves_what_was_said_of_one() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let pies = &sessions(&alder, &created.id()).await[2];
    let address = format!("/v1/sessions/{}", pies["id"].as_str().unwrap());
    let etag = alder.get(&address).await.expect(200).etag().to_owned();
    let own = json!({ "title": { "en": "With mince pies" }, "starts_at": "2026-12-23T14:00:00Z", "ends_at": "2026-12-23T15:00:00Z" });
    alder.patch(&address, own).if_match(&etag).await.expect(200);
    app.pass(TimeDelta::days(7));

    let later = json!({ "title": { "en": "Phones" }, "start_time": "11:00", "champions_needed": 2 });
    let changed = change(&app.alder().await, &created, "", later).await.expect(200);
    let alder = app.alder().await;
    assert_eq!(changed.body["start_time"], "11:00");
    let now = sessions(&alder, &created.id()).await;
    let said: Vec<_> = now
        .iter()
        .map(|session| (session["title"]["en"].as_str().unwrap(), session["starts_at"].as_str().unwrap()))
        .collect();
    let expected = [
        // It starts in an hour; the others are to come.
        ("Phones", "2026-12-08T11:00:00Z"),
        ("Phones", "2026-12-15T11:00:00Z"),
        ("With mince pies", "2026-12-23T14:00:00Z"),
        ("Phones", "2026-12-29T11:00:00Z"),
    ];
    assert_eq!(said, expected);
    assert!(now.iter().all(|session| session["champions_needed"] == 2));
    assert_eq!(now[2]["recurrence_date"], "2026-12-22");
    // The same again is no change.
    let again = change(&alder, &changed, "", json!({ "start_time": "11:00" })).await.expect(200);
    assert_eq!(again.etag(), changed.etag());
}

#[actix_web::test]
async fn dates_that_a_rule_no_longer_names_go_and_new_ones_come() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let dropped = sessions(&alder, &created.id()).await[0]["id"].as_str().unwrap().to_owned();
    let wednesdays = json!({ "rule": "FREQ=WEEKLY;BYDAY=WE;UNTIL=20261216", "extra_dates": ["2026-12-22"] });
    change(&alder, &created, "", wednesdays).await.expect(200);
    let expected = ["2026-12-09T10:00:00Z", "2026-12-16T10:00:00Z", "2026-12-22T10:00:00Z"];
    assert_eq!(starts(&alder, &created.id()).await, expected);
    alder.get(&format!("/v1/sessions/{dropped}")).await.expect_problem(404, "not_found");
    let listed = app.anybody().get("/v1/public/networks/bexley/sessions?to=2027-01-01T00:00:00Z").await.expect(200);
    assert_eq!(listed.ids().len(), 3);
}

/// What is done to a series, and whether somebody who has booked on 15 December would notice.
#[rstest]
#[case::another_time(json!({ "start_time": "11:00" }), "sessions_in_use")]
#[case::another_day(json!({ "rule": "FREQ=WEEKLY;BYDAY=WE;COUNT=4" }), "sessions_in_use")]
#[case::an_exception(json!({ "except_dates": ["2026-12-15"] }), "sessions_in_use")]
#[case::a_closure(json!({ "closures": [{ "first": "2026-12-14", "last": "2027-01-04" }] }), "sessions_in_use")]
#[case::another_place(json!({ "setting": "home" }), "sessions_in_use")]
#[case::no_places(json!({ "booking": "drop_in", "capacity": null }), "capacity_below_booked")]
#[actix_web::test]
async fn a_session_that_is_booked_is_never_silently_moved_or_dropped(#[case] body: Value, #[case] code: &str) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let before = sessions(&alder, &created.id()).await;
    let booking = book(&alder, &before[1]).await;
    let before = sessions(&alder, &created.id()).await;
    let refused = change(&alder, &created, "", body.clone()).await.expect_problem(409, code);
    assert_eq!(refused.body["sessions"], json!([before[1]["id"]]));
    assert_eq!(sessions(&alder, &created.id()).await, before, "nothing half-made");

    let kept = change(&alder, &created, "?on_conflict=keep", body).await.expect(200);
    let now = sessions(&alder, &created.id()).await;
    let booked = now.iter().find(|session| session["id"] == before[1]["id"]).unwrap();
    assert_eq!(
        (&booked["starts_at"], &booked["capacity"], &booked["detached"]),
        (&json!(TUESDAYS[1]), &json!(5), &json!(true))
    );
    assert_eq!(alder.get(&booking).await.expect(200).body["state"], "confirmed");
    // From now on the series leaves it alone.
    change(&alder, &kept, "", json!({ "start_time": "12:00" })).await.expect(200);
    let now = sessions(&alder, &created.id()).await;
    assert!(now.iter().any(|session| session["id"] == before[1]["id"] && session["starts_at"] == TUESDAYS[1]));
}

#[actix_web::test]
async fn a_session_that_is_booked_can_be_called_off_with_its_date() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let session = sessions(&alder, &created.id()).await[1].clone();
    let booking = book(&alder, &session).await;
    let exception = json!({ "except_dates": ["2026-12-15"] });
    change(&alder, &created, "?on_conflict=cancel", exception).await.expect(200);
    assert_eq!(alder.get(&booking).await.expect(200).body["state"], "cancelled_by_partner");
    let page = format!("/v1/public/networks/bexley/sessions/{}", session["id"].as_str().unwrap());
    let page = app.anybody().get(&page).await.expect(200).body;
    assert_eq!(
        (&page["state"], &page["cancelled"]),
        (&json!("cancelled"), &json!("This date is no longer part of the series."))
    );
}

#[actix_web::test]
async fn a_champion_who_was_asked_is_relied_on_too() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let champion = app.plant_champion(app.seed.bexley.alder.id).await;
    let created = plan(&alder, &json!({})).await;
    let session = sessions(&alder, &created.id()).await[0].clone();
    let shift =
        alder.post("/v1/shifts", json!({ "session_id": session["id"], "affiliation_id": champion })).await.expect(201);
    let refused =
        change(&alder, &created, "", json!({ "start_time": "11:00" })).await.expect_problem(409, "sessions_in_use");
    assert_eq!(refused.body["sessions"], json!([session["id"]]));
    // Words may change; and who has declined is not relied on.
    let changed = change(&alder, &created, "", json!({ "title": { "en": "Phones" } })).await.expect(200);
    alder.post(&format!("{}/state", shift.header("location")), json!({ "state": "declined" })).await.expect(200);
    change(&alder, &changed, "", json!({ "start_time": "11:00" })).await.expect(200);
    // A record names it, so it is called off and not removed.
    let read = alder.get(created.header("location")).await.expect(200);
    change(&alder, &read, "", json!({ "except_dates": ["2026-12-08"] })).await.expect(200);
    let ended = alder.get(&format!("/v1/sessions/{}", session["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(ended.body["state"], "cancelled");
}

#[actix_web::test]
async fn fewer_places_than_are_booked_are_refused_with_the_sessions() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let session = sessions(&alder, &created.id()).await[3].clone();
    let body = json!({ "session_id": session["id"], "places": 3, "route": "web", "guest": { "name": "A guest", "contact": "e" } });
    alder.post("/v1/bookings", body).key("b-1").await.expect(201);
    let refused =
        change(&alder, &created, "", json!({ "capacity": 2 })).await.expect_problem(409, "capacity_below_booked");
    assert_eq!(refused.body["sessions"], json!([session["id"]]));
    let changed = change(&alder, &created, "", json!({ "capacity": 3 })).await.expect(200);
    assert_eq!(changed.body["capacity"], 3);
}

#[actix_web::test]
async fn this_session_and_all_that_follow() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let before = sessions(&alder, &created.id()).await;
    book(&alder, &before[3]).await;
    let split = format!("{}/split", created.header("location"));
    let new = alder.post(&split, json!({ "from": "2026-12-16" })).await.expect(201);
    assert_eq!((&new.body["starts_on"], &new.body["rule"]), (&json!("2026-12-22"), &json!("FREQ=WEEKLY;COUNT=2")));
    let old = alder.get(created.header("location")).await.expect(200);
    assert_eq!(old.body["rule"], "FREQ=WEEKLY;UNTIL=20261215");
    assert_eq!(starts(&alder, &created.id()).await, TUESDAYS[..2]);
    assert_eq!(starts(&alder, &new.id()).await, TUESDAYS[2..]);
    let ids = |sessions: &[Value]| sessions.iter().map(|session| session["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&sessions(&alder, &new.id()).await), ids(&before[2..]));
    // Nothing is made twice, and the new series is changed by itself.
    let network = app.store.installation().network(app.seed.bexley.id).await.unwrap().unwrap();
    assert_eq!(expand_due(&app.store, &network, app.now()).await.unwrap(), 0);
    change(&alder, &new, "", json!({ "start_time": "11:00" })).await.expect_problem(409, "sessions_in_use");
    change(&alder, &new, "?on_conflict=keep", json!({ "start_time": "11:00" })).await.expect(200);
    assert_eq!(starts(&alder, &new.id()).await, ["2026-12-22T11:00:00Z", TUESDAYS[3]]);
    assert_eq!(starts(&alder, &created.id()).await, TUESDAYS[..2]);
    let first = alder.post(&split, json!({ "from": "2026-12-08" })).await.expect_problem(422, "invalid");
    assert_eq!(first.refusals(), [("/from", "inconsistent")]);
}

#[actix_web::test]
async fn calling_a_series_off_keeps_its_pages_with_the_reason() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let before = sessions(&alder, &created.id()).await;
    let booking = book(&alder, &before[1]).await;
    let address = format!("{}/cancel", created.header("location"));
    let order = json!({ "reason": "The library closes for repairs" });
    let refused = alder.post(&address, order.clone()).await.expect_problem(409, "sessions_in_use");
    assert_eq!(refused.body["sessions"], json!([before[1]["id"]]));
    let cancelled = alder.post(&format!("{address}?on_conflict=keep"), order.clone()).await.expect(200);
    assert_eq!(
        cancelled.body["cancelled"],
        json!({ "reason": "The library closes for repairs", "at": "2026-12-01T09:00:00Z" })
    );
    assert_eq!(alder.get(&booking).await.expect(200).body["state"], "confirmed");
    let listed =
        app.anybody().get("/v1/public/networks/bexley/sessions?to=2027-01-01T00:00:00Z").await.expect(200).body;
    let states: Vec<_> = listed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| (session["state"].as_str().unwrap(), session["cancelled"].as_str()))
        .collect();
    let off = ("cancelled", Some("The library closes for repairs"));
    assert_eq!(states, [off, ("scheduled", None), off, off]);
    alder.post(&address, order).await.expect_problem(409, "series_cancelled");
    change(&alder, &cancelled, "", json!({ "capacity": 9 })).await.expect_problem(409, "series_cancelled");
    alder
        .post(&format!("{}/split", created.header("location")), json!({ "from": "2026-12-22" }))
        .await
        .expect_problem(409, "series_cancelled");
}

#[actix_web::test]
async fn calling_a_series_off_with_its_bookings() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let session = sessions(&alder, &created.id()).await[1].clone();
    let booking = book(&alder, &session).await;
    let address = format!("{}/cancel?on_conflict=cancel", created.header("location"));
    alder.post(&address, json!({ "reason": "No heating" })).await.expect(200);
    assert_eq!(alder.get(&booking).await.expect(200).body["state"], "cancelled_by_partner");
    let made = sessions(&alder, &created.id()).await;
    assert!(
        made.iter().all(|session| session["state"] == "cancelled" && session["cancelled"]["reason"] == "No heating")
    );
}

#[actix_web::test]
async fn a_series_of_an_unpublished_kind_is_its_partner_s_own() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let private = plan(&alder, &json!({ "visibility": "partner" })).await;
    let public = plan(&alder, &json!({})).await;
    assert_eq!(birch.get("/v1/series").await.expect(200).ids(), from_ref(&public.id()));
    birch.get(private.header("location")).await.expect_problem(404, "not_found");
    assert_eq!(
        birch.get(&format!("/v1/sessions?series_id={}", private.id())).await.expect(200).ids(),
        Vec::<String>::new()
    );
    change(&birch, &public, "", json!({ "capacity": 9 })).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_key_tells_keeping_from_cancelling() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = plan(&alder, &json!({})).await;
    let address = format!("{}/cancel?on_conflict=", created.header("location"));
    let order = json!({ "reason": "No heating" });
    alder.post(&(address.clone() + "keep"), order.clone()).key("c-1").await.expect(200);
    alder.post(&(address + "cancel"), order).key("c-1").await.expect_problem(422, "idempotency_key_reused");
}
