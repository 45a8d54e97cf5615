//! `/v1/requests` and `/v1/inbox`

use futures::future::join_all;
use serde_json::{Value, json};

use crate::harness::{Client, Response, TestApp};

/// "I want to apply for a Blue Badge, Tuesday mornings, near DA6 7DA", with changes.
pub fn ask(changes: &Value) -> Value {
    let mut ask = json!({
        "goal": "I want to apply for a Blue Badge", "topics": ["blue-badge"], "setting": "venue", "near": "da6 7da",
        "times": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }], "route": "phone",
    });
    ask.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    ask
}

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// What a referrer sends, with the person it is about.
async fn referred(referrer: &Client) -> Response {
    let learner = json!({ "name": "Canary Learner", "address": "1 Canary Road", "postcode": "DA6 7DA" });
    let changes = json!({ "goal": "Canary goal", "route": "referrer", "learner": learner });
    referrer.post("/v1/requests", ask(&changes)).await.expect(201)
}

#[actix_web::test]
async fn a_partner_s_own_request_is_its_own_and_taken() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let created = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!((&created.body["state"], &created.body["inbox"]), (&json!("taken"), &json!(false)));
    assert_eq!((&created.body["near"], &created.body["duration_minutes"]), (&json!("DA6 7DA"), &json!(60)));
    assert_eq!(alder.get(created.header("location")).await.expect(200).body, created.body);
    assert_eq!(alder.get("/v1/requests?state=taken").await.expect(200).ids(), [created.id()]);

    let unknown = birch.get("/v1/requests/req_0198c0de00007000800000000000000a").await;
    assert_eq!(birch.get(created.header("location")).await.expect(404).masked(), unknown.masked());
    let take = birch.tell(&format!("{}/take", created.header("location"))).await.expect_problem(404, "not_found");
    let unknown = birch.tell("/v1/requests/req_0198c0de00007000800000000000000a/take").await;
    assert_eq!(take.masked(), unknown.masked());
    assert_eq!(birch.get("/v1/inbox").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn the_inbox_says_what_is_wanted_and_not_by_whom() {
    let app = start().await;
    let created = referred(&app.referrer().await).await;
    assert_eq!(created.body["state"], "new");
    for reader in [app.alder().await, app.birch().await, app.coordinator().await] {
        let inbox = reader.get("/v1/inbox").await.expect(200);
        assert_eq!(inbox.ids(), [created.id()]);
        assert!(!inbox.text.contains("anary"), "{}", inbox.text);
        assert!(!inbox.text.contains("7DA"), "{}", inbox.text);
        let item = &inbox.body["items"][0];
        assert_eq!((&item["topics"], &item["district"]), (&json!(["blue-badge"]), &json!("DA6")));
    }
    assert_eq!(app.elsewhere().await.get("/v1/inbox").await.expect(200).ids(), Vec::<String>::new());
    app.referrer().await.get("/v1/inbox").await.expect_problem(403, "role_forbidden");
    // In the inbox it is the lead body's, and no partner's.
    app.alder().await.get(created.header("location")).await.expect_problem(404, "not_found");
    let read = app.coordinator().await.get(created.header("location")).await.expect(200);
    assert_eq!(read.body["goal"], "Canary goal");
}

#[actix_web::test]
async fn taking_hands_over_the_request_and_its_learner() {
    let app = start().await;
    let (coordinator, alder, birch) = (app.coordinator().await, app.alder().await, app.birch().await);
    let created = referred(&app.referrer().await).await;
    let address = created.header("location").to_owned();
    let learner = coordinator.get(&address).await.expect(200).body["learner_id"].as_str().unwrap().to_owned();
    coordinator.get(&format!("/v1/learners/{learner}")).await.expect(200);
    let second = ask(&json!({ "topics": ["foundation-1"], "learner_id": learner }));
    let second = coordinator.post("/v1/requests", second).await.expect(201);

    let taken = alder.tell(&format!("{address}/take")).await.expect(200);
    assert_eq!((&taken.body["state"], &taken.body["goal"]), (&json!("taken"), &json!("Canary goal")));
    assert_eq!(alder.get(&format!("/v1/learners/{learner}")).await.expect(200).body["name"], "Canary Learner");
    alder.get(second.header("location")).await.expect(200);
    assert_eq!(alder.get("/v1/inbox").await.expect(200).ids(), Vec::<String>::new());

    // The lead body's access ends.
    coordinator.get(&address).await.expect_problem(404, "not_found");
    coordinator.get(&format!("/v1/learners/{learner}")).await.expect_problem(404, "not_found");
    let seen = |events: Vec<Value>, id: &str| {
        let last = events.into_iter().rfind(|event| event["id"] == id).unwrap();
        last["change"].as_str().unwrap().to_owned()
    };
    for id in [&created.id(), &learner] {
        assert_eq!(seen(app.events(&coordinator).await, id), "removed");
        assert_eq!(seen(app.events(&alder).await, id), "created");
    }
    for late in [&birch, &alder] {
        late.tell(&format!("{address}/take")).await.expect_problem(409, "already_taken");
    }
}

#[actix_web::test]
async fn of_ten_partners_that_take_one_wins() {
    let app = start().await;
    let coordinator = app.coordinator().await;
    let created = referred(&app.referrer().await).await;
    let take = format!("{}/take", created.header("location"));
    let mut clients = Vec::new();
    for number in 0..10 {
        clients.push(app.plant_partner(&format!("Partner {number}")).await);
    }
    let answers = join_all(clients.iter().map(|client| async { client.tell(&take).await })).await;
    let won: Vec<_> = answers.iter().map(|answer| answer.status).filter(|status| *status == 200).collect();
    assert_eq!(won.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
    for lost in answers.into_iter().filter(|answer| answer.status != 200) {
        lost.expect_problem(409, "already_taken");
    }
    let reading = join_all(clients.iter().map(|client| async { client.get(created.header("location")).await })).await;
    assert_eq!(reading.iter().filter(|answer| answer.status == 200).count(), 1);
    let removed = app.events(&coordinator).await;
    let removed = removed.iter().filter(|event| event["id"] == created.body["id"] && event["change"] == "removed");
    assert_eq!(removed.count(), 1);
}

#[actix_web::test]
async fn a_referrer_sees_how_its_requests_stand_and_no_more() {
    let app = start().await;
    let referrer = app.referrer().await;
    let created = referred(&referrer).await;
    let other = app.coordinator().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(referrer.get("/v1/requests").await.expect(200).ids(), [created.id()]);
    referrer.get(other.header("location")).await.expect_problem(404, "not_found");

    let alder = app.alder().await;
    let taken = alder.tell(&format!("{}/take", created.header("location"))).await.expect(200);
    let later = json!({ "goal": "Canary, said later" });
    alder.patch(created.header("location"), later).if_match(taken.etag()).await.expect(200);
    let read = referrer.get(created.header("location")).await.expect(200);
    assert_eq!((&read.body["state"], &read.body["goal"]), (&json!("taken"), &Value::Null));
    assert!(!read.text.contains("anary") && !read.text.contains("7DA"), "{}", read.text);
    let step = json!({ "state": "withdrawn" });
    let moved = referrer.post(&format!("{}/state", created.header("location")), step).await;
    moved.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn a_request_moves_along_one_step_at_a_time() {
    let app = start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let state = format!("{}/state", created.header("location"));
    let step = async |to: &str| alder.post(&state, json!({ "state": to })).await;
    step("helped").await.expect_problem(409, "wrong_state");
    for to in ["matched", "scheduled", "matched", "scheduled", "helped", "closed"] {
        assert_eq!(step(to).await.expect(200).body["state"], to);
    }
    step("taken").await.expect_problem(409, "wrong_state");

    let other = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let state = format!("{}/state", other.header("location"));
    let refused = alder.post(&state, json!({ "state": "unmet" })).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/unmet_reason", "required")]);
    let unmet = alder.post(&state, json!({ "state": "unmet", "unmet_reason": "no_language" })).await.expect(200);
    assert_eq!(unmet.body["unmet_reason"], "no_language");
}

#[actix_web::test]
async fn what_waits_in_the_inbox_can_be_withdrawn_but_not_taken_by_a_move() {
    let app = start().await;
    let coordinator = app.coordinator().await;
    let created = coordinator.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let state = format!("{}/state", created.header("location"));
    coordinator.post(&state, json!({ "state": "taken" })).await.expect_problem(409, "wrong_state");
    coordinator.post(&state, json!({ "state": "withdrawn" })).await.expect(200);
    let take = format!("{}/take", created.header("location"));
    app.alder().await.tell(&take).await.expect_problem(409, "wrong_state");
    coordinator.tell(&take).await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn wrong_values_are_named_by_place_and_nothing_is_stored() {
    let app = start().await;
    let alder = app.alder().await;
    let foreign = app.birch().await.post("/v1/learners", json!({ "name": "Not yours" })).await.expect(201);
    let cases = [
        (json!({ "near": "ZZ1 1ZZ" }), ("/near", "unknown_postcode")),
        (json!({ "topics": ["unheard-of"] }), ("/topics/0", "unknown_reference")),
        (json!({ "topics": [] }), ("/topics", "too_short")),
        (json!({ "near": null }), ("/near", "required")),
        (json!({ "learner_id": foreign.id() }), ("/learner_id", "unknown_reference")),
        (json!({ "learner_id": "lrn_0198c0de00007000800000000000000a" }), ("/learner_id", "unknown_reference")),
        (json!({ "venue_ids": ["ven_0198c0de00007000800000000000000a"] }), ("/venue_ids/0", "unknown_reference")),
        (
            json!({ "excluded_affiliations": ["aff_0198c0de00007000800000000000000a"] }),
            ("/excluded_affiliations/0", "unknown_reference"),
        ),
        (
            json!({ "times": [{ "weekday": "tuesday", "start": "25:61", "end": "26:00" }] }),
            ("/times/0/start", "bad_time"),
        ),
        (json!({ "learner": { "name": "A", "postcode": "ZZ1 1ZZ" } }), ("/learner/postcode", "unknown_postcode")),
    ];
    let before = app.events(&alder).await.len();
    for (changes, expected) in cases {
        let refused = alder.post("/v1/requests", ask(&changes)).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [expected], "{changes}");
    }
    assert_eq!(app.events(&alder).await.len(), before);
}

#[actix_web::test]
async fn a_change_keeps_what_it_does_not_mention() {
    let app = start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let address = created.header("location");
    let changed = alder.patch(address, json!({ "urgency": "high", "near": "DA14 6BN" })).if_match(created.etag());
    let changed = changed.await.expect(200);
    assert_eq!((&changed.body["urgency"], &changed.body["goal"]), (&json!("high"), &created.body["goal"]));
    assert_eq!(changed.body["point"]["latitude"], 51.4263);
    alder
        .patch(address, json!({ "urgency": "low" }))
        .if_match(created.etag())
        .await
        .expect_problem(412, "precondition_failed");
    let described = json!({ "learner": { "name": "Too late" } });
    let refused = alder.patch(address, described).if_match(changed.etag()).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/learner", "inconsistent")]);
}
