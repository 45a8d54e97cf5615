//! Champions, times and places together: where learners already go, and sessions that take place anyway.

use serde_json::{Value, json};
use trellis_domain::{AffiliationId, VenueId};

use crate::{
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
    sessions::session,
};

async fn start() -> (TestApp, VenueId) {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    let library = app.plant_venue(app.seed.bexley.alder.id, "Central Library", (51.4561, 0.1439)).await;
    (app, library)
}

fn at(venue: VenueId, start: &str, end: &str) -> Value {
    json!([{ "venue_id": venue, "weekday": "tuesday", "start": start, "end": end }])
}

async fn best(client: &Client, request: &Response) -> Value {
    let ranking = client.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201);
    ranking.body["items"][0].clone()
}

async fn decide(client: &Client, proposal: &Value, what: &str) -> Response {
    client.tell(&format!("/v1/proposals/{}/{what}", proposal["id"].as_str().unwrap())).await
}

async fn state(client: &Client, address: &str) -> Value {
    client.get(address).await.expect(200).body["state"].clone()
}

#[actix_web::test]
async fn a_learner_is_helped_where_and_when_they_go_anyway() {
    let (app, library) = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let only_there = json!({ "near": null, "times": [], "weekly_visits": at(library, "11:00", "12:00") });
    let request = alder.post("/v1/requests", ask(&only_there)).await.expect(201);
    assert_eq!(request.body["weekly_visits"], at(library, "11:00", "12:00"));
    let proposed = best(&alder, &request).await;
    assert_eq!((&proposed["venue_id"], &proposed["starts_at"]), (&json!(library), &json!("2026-12-08T11:00:00Z")));
    let preferred = proposed["parts"].as_array().unwrap().iter().find(|part| part["criterion"] == "preferred_place");
    assert_eq!(preferred.unwrap()["value"], 1000);
    decide(&alder, &proposed, "accept").await.expect(200);
    decide(&alder, &proposed, "cancel").await.expect(200);

    let patch = |body: Value| alder.patch(request.header("location"), body).if_match("*");
    let moved = patch(json!({ "weekly_visits": at(library, "10:00", "11:00") })).await.expect(200);
    assert_eq!(moved.body["weekly_visits"][0]["start"], "10:00");
    let elsewhere = patch(json!({ "setting": "remote" })).await.expect_problem(422, "invalid");
    assert_eq!(elsewhere.refusals(), [("/weekly_visits", "inconsistent")]);
    let nowhere = patch(json!({ "weekly_visits": null })).await.expect_problem(422, "invalid");
    assert_eq!(nowhere.refusals(), [("/near", "required")], "it was the only place");
    let unknown = json!([{ "venue_id": "ven_0198c0de00007000800000000000000a", "weekday": "monday", "start": "10:00", "end": "11:00" }]);
    let unknown = patch(json!({ "weekly_visits": unknown })).await.expect_problem(422, "invalid");
    assert_eq!(unknown.refusals(), [("/weekly_visits/0/venue_id", "unknown_reference")]);
}

#[actix_web::test]
async fn where_somebody_goes_is_told_to_nobody_else_and_forgotten_with_them() {
    let (app, library) = start().await;
    let learner = json!({ "name": "Demo Learner" });
    let changes =
        json!({ "times": [], "weekly_visits": at(library, "11:00", "12:00"), "route": "referrer", "learner": learner });
    let sent = app.referrer().await.post("/v1/requests", ask(&changes)).await.expect(201);
    let (alder, birch) = (app.alder().await, app.birch().await);
    let inbox = birch.get("/v1/inbox").await.expect(200);
    assert!(!inbox.text.contains(&library.to_string()), "{}", inbox.text);
    let hours = json!([{ "weekday": "tuesday", "start": "11:00", "end": "12:00" }]);
    assert_eq!(inbox.body["items"][0]["times"], hours, "only when the learner can");
    alder.tell(&format!("{}/take", sent.header("location"))).await.expect(200);
    let taken = alder.get(sent.header("location")).await.expect(200);
    assert_eq!(taken.body["weekly_visits"], at(library, "11:00", "12:00"));
    let seen = app.referrer().await.get(sent.header("location")).await.expect(200);
    assert_eq!(seen.body["weekly_visits"], json!([]));

    let learner = format!("/v1/learners/{}", taken.text_of("learner_id"));
    alder.delete(&learner).if_match("*").await.expect(204);
    assert_eq!(alder.get(sent.header("location")).await.expect(200).body["weekly_visits"], json!([]));
}

/// "Tuesday mornings, in the library".
fn wanted(library: VenueId) -> Value {
    ask(&json!({ "venue_ids": [library] }))
}

/// A published session of Alder's at the library, with changes.
async fn at_the_library(alder: &Client, library: VenueId, changes: &Value) -> Response {
    let mut details = session(&json!({ "setting": "venue", "venue_id": library, "visibility": "unlisted" }));
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    alder.post("/v1/sessions", details).await.expect(201)
}

/// The address of a champion's shift, who has said yes.
async fn on(alder: &Client, session: &Response, champion: AffiliationId) -> String {
    let shift = json!({ "session_id": session.id(), "affiliation_id": champion });
    let shift = alder.post("/v1/shifts", shift).await.expect(201).header("location").to_owned();
    alder.post(&format!("{shift}/state"), json!({ "state": "confirmed" })).await.expect(200);
    shift
}

#[actix_web::test]
async fn a_session_with_a_place_left_goes_before_an_hour_of_its_own() {
    let (app, library) = start().await;
    let ada = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let drop_in = at_the_library(&alder, library, &json!({ "capacity": 2 })).await;
    let shift = on(&alder, &drop_in, ada).await;
    let mut requests = Vec::new();
    for _ in 0..3 {
        requests.push(alder.post("/v1/requests", wanted(library)).await.expect(201));
    }
    for request in &requests[..2] {
        let proposed = best(&alder, request).await;
        assert_eq!((&proposed["session_id"], &proposed["venue_id"]), (&json!(drop_in.id()), &json!(library)));
        assert_eq!(
            (&proposed["starts_at"], &proposed["ends_at"]),
            (&json!("2026-12-08T10:00:00Z"), &json!("2026-12-08T11:00:00Z"))
        );
        let explained = format!("{}/champions/{ada}", request.header("location"));
        let explained = alder.get(&explained).await.expect(200).body;
        assert_eq!(
            (&explained["outcome"], &explained["best"]["session_id"]),
            (&json!("proposed"), &json!(drop_in.id()))
        );
        decide(&alder, &proposed, "accept").await.expect(200);
    }
    let shifts = alder.get("/v1/shifts").await.expect(200);
    assert_eq!(shifts.ids().len(), 1, "she is on it once, however many she helps there");
    let last = best(&alder, &requests[2]).await;
    assert_eq!(last["session_id"], Value::Null, "two were promised, and there were two places");
    assert_ne!(last["starts_at"], "2026-12-08T10:00:00Z", "she is busy then");

    // Whoever rests on her shift waits again once she cannot come.
    alder.post(&format!("{shift}/state"), json!({ "state": "withdrawn" })).await.expect(200);
    for request in &requests[..2] {
        assert_eq!(state(&alder, request.header("location")).await, "taken");
    }
    assert_eq!(alder.get("/v1/proposals?state=cancelled").await.expect(200).ids().len(), 2);
}

#[actix_web::test]
async fn going_with_an_open_shift_takes_it_and_the_champion_for_all_of_it() {
    let (app, library) = start().await;
    let ada = champion(&app, &json!({})).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let open = at_the_library(&alder, library, &json!({})).await;
    let [one, other] =
        [alder.post("/v1/requests", wanted(library)).await, alder.post("/v1/requests", wanted(library)).await]
            .map(|request| request.expect(201));
    let (first, second) = (best(&alder, &one).await, best(&alder, &other).await);
    assert_eq!((&first["session_id"], &second["session_id"]), (&json!(open.id()), &json!(open.id())));
    assert_eq!(alder.get("/v1/shifts").await.expect(200).ids().len(), 0, "nobody is asked by a proposal");

    // Birch has her for the second hour of it, in which nobody needs her.
    let hours = json!({ "starts_at": "2026-12-08T11:00:00Z", "ends_at": "2026-12-08T12:00:00Z" });
    let theirs = birch.post("/v1/sessions", session(&hours)).await.expect(201);
    let theirs = json!({ "session_id": theirs.id(), "affiliation_id": same_ada });
    let theirs = format!("{}/state", birch.post("/v1/shifts", theirs).await.expect(201).header("location"));
    birch.post(&theirs, json!({ "state": "confirmed" })).await.expect(200);
    decide(&alder, &first, "accept").await.expect_problem(409, "champion_busy");
    assert_eq!(state(&alder, one.header("location")).await, "taken");
    assert_eq!(alder.get("/v1/shifts").await.expect(200).ids().len(), 0, "nothing is left of it");
    birch.post(&theirs, json!({ "state": "withdrawn" })).await.expect(200);

    assert_eq!(decide(&alder, &first, "accept").await.expect(200).body["session_id"], json!(open.id()));
    let shifts = alder.get("/v1/shifts?state=confirmed").await.expect(200);
    assert_eq!(shifts.body["items"][0]["session_id"], json!(open.id()));
    decide(&alder, &second, "accept").await.expect(200);
    assert_eq!(alder.get("/v1/shifts").await.expect(200).ids(), shifts.ids());
    let hours = json!({ "starts_at": "2026-12-08T11:30:00Z", "ends_at": "2026-12-08T12:30:00Z" });
    let late = birch.post("/v1/sessions", session(&hours)).await.expect(201);
    let late = json!({ "session_id": late.id(), "affiliation_id": same_ada });
    let late = format!("{}/state", birch.post("/v1/shifts", late).await.expect(201).header("location"));
    birch.post(&late, json!({ "state": "confirmed" })).await.expect_problem(409, "champion_busy");

    // Moving it by an hour would have its learners come in vain; calling it off, too.
    let later = json!({ "starts_at": "2026-12-08T10:30:00Z", "ends_at": "2026-12-08T12:30:00Z" });
    alder.patch(open.header("location"), later).if_match("*").await.expect(200);
    assert_eq!(state(&alder, one.header("location")).await, "taken");
    assert_eq!(state(&alder, other.header("location")).await, "taken");
}

#[actix_web::test]
async fn what_is_not_for_the_learner_is_not_proposed() {
    let (app, library) = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", wanted(library)).await.expect(201);
    let unfit = [
        json!({ "visibility": "partner" }),
        json!({ "programme": "staff" }),
        json!({ "topics": ["foundation-1"] }),
        json!({ "audiences": ["dementia"] }),
        json!({ "starts_at": "2026-12-08T12:00:00Z", "ends_at": "2026-12-08T13:00:00Z" }),
        json!({ "starts_at": "2026-12-10T10:00:00Z", "ends_at": "2026-12-10T12:00:00Z" }),
    ];
    for changes in unfit {
        at_the_library(&alder, library, &changes).await;
        assert_eq!(best(&alder, &request).await["session_id"], Value::Null, "{changes}");
    }
    let full = at_the_library(&alder, library, &json!({ "capacity": 1 })).await;
    let guest = json!({ "session_id": full.id(), "places": 1, "route": "phone", "guest": { "name": "Demo Guest", "contact": "020 7946 0000" } });
    alder.post("/v1/bookings", guest).key("b-1").await.expect(201);
    assert_eq!(best(&alder, &request).await["session_id"], Value::Null, "no place is left");
    let birch = app.birch().await;
    at_the_library(&birch, library, &json!({ "visibility": "public" })).await;
    assert_eq!(best(&alder, &request).await["session_id"], Value::Null, "it is another partner's");
    let fits = at_the_library(&alder, library, &json!({ "topics": ["blue-badge"] })).await;
    let proposed = best(&alder, &request).await;
    assert_eq!(proposed["session_id"], json!(fits.id()));
    alder.post(&format!("{}/cancel", fits.header("location")), json!({ "reason": "No heating" })).await.expect(200);
    decide(&alder, &proposed, "accept").await.expect_problem(409, "proposal_outdated");
    assert_eq!(best(&alder, &request).await["session_id"], Value::Null);
}
