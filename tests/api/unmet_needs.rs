//! `/v1/unmet-needs`

use chrono::TimeDelta;
use serde_json::{Value, json};
use trellis_app::{request, unmet_need};
use trellis_domain::{geo::Point, postcode::PostcodePlace};

use crate::{
    harness::{Client, TestApp},
    requests::ask,
};

const HERE: &str = "E05011219";
const THERE: &str = "E05011220";

/// Two postcodes, each in a ward of its own.
async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let place = |postcode: &str, ward: &str, latitude| PostcodePlace {
        postcode: postcode.parse().unwrap(),
        point: Point { latitude, longitude: 0.14 },
        lsoa: None,
        ward: Some(ward.parse().unwrap()),
    };
    let places = [place("DA6 7DA", HERE, 51.45), place("DA14 6BN", THERE, 51.42)];
    app.store.installation().put_postcodes(&places).await.unwrap();
    app
}

/// Somebody asks, and it comes to nothing.
async fn unmet(client: &Client, near: &str, step: Value) -> String {
    let made = client.post("/v1/requests", ask(&json!({ "near": near, "goal": "Zaunkoenig" }))).await.expect(201);
    client.post(&format!("{}/state", made.header("location")), step).await.expect(200);
    made.header("location").to_owned()
}

fn too_far() -> Value {
    json!({ "state": "unmet", "unmet_reason": "too_far" })
}

async fn reasons(client: &Client) -> Vec<String> {
    let page = client.get("/v1/unmet-needs").await.expect(200);
    let items = page.body["items"].as_array().unwrap();
    items.iter().map(|item| item["reason"].as_str().unwrap().to_owned()).collect()
}

#[actix_web::test]
async fn what_was_given_up_is_in_the_ledger_of_whoever_gave_it_up_and_names_nobody() {
    let app = start().await;
    let alder = app.alder().await;
    unmet(&alder, "DA6 7DA", too_far()).await;
    unmet(&alder, "DA14 6BN", json!({ "state": "withdrawn" })).await;
    let page = alder.get("/v1/unmet-needs").await.expect(200);
    assert_eq!(
        page.body["items"],
        json!([
            { "month": "2026-12", "ward_code": HERE, "topics": ["blue-badge"], "setting": "venue", "required_languages": [],
                "reason": "too_far", "urgency": "normal" },
            { "month": "2026-12", "ward_code": THERE, "topics": ["blue-badge"], "setting": "venue", "required_languages": [],
                "reason": "withdrawn", "urgency": "normal" },
        ])
    );
    let only = alder.get("/v1/unmet-needs?reason=withdrawn").await.expect(200);
    assert_eq!(only.body["items"].as_array().unwrap().len(), 1);
    for other in [app.birch().await, app.coordinator().await, app.elsewhere().await] {
        assert_eq!(reasons(&other).await, Vec::<String>::new());
    }
}

#[actix_web::test]
async fn a_need_stays_in_the_ledger_when_the_learner_is_erased() {
    let app = start().await;
    let alder = app.alder().await;
    let learner = alder.post("/v1/learners", json!({ "name": "Example" })).await.expect(201);
    let asked = alder.post("/v1/requests", ask(&json!({ "learner_id": learner.id() }))).await.expect(201);
    alder.post(&format!("{}/state", asked.header("location")), too_far()).await.expect(200);
    let open = alder.post("/v1/requests", ask(&json!({ "learner_id": learner.id() }))).await.expect(201);
    assert_eq!(reasons(&alder).await, ["too_far"]);
    alder.delete(learner.header("location")).if_match("*").await.expect(204);
    assert_eq!(reasons(&alder).await, ["too_far", "withdrawn"]);
    assert_eq!(alder.get(open.header("location")).await.expect(200).body["state"], "withdrawn");
}

#[actix_web::test]
async fn what_nobody_answers_lapses_and_comes_back_when_somebody_does() {
    let app = start().await;
    let referred = app.referrer().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let own = app.alder().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let wanted = json!({ "until": "2027-02-28" });
    app.alder().await.post("/v1/requests", ask(&wanted)).await.expect(201);
    let network = app.store.installation().network(app.seed.bexley.id).await.unwrap().unwrap();
    let note = async || unmet_need::note_lapsed(&app.store, &network, app.now()).await.unwrap();

    app.pass(TimeDelta::days(60) - TimeDelta::seconds(1));
    assert_eq!(note().await, 0);
    app.pass(TimeDelta::seconds(1));
    assert_eq!((note().await, note().await), (2, 0));
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    assert_eq!(
        (reasons(&alder).await, reasons(&coordinator).await),
        (vec!["lapsed".to_owned()], vec!["lapsed".to_owned()])
    );

    // One is taken, the other changed: neither has lapsed any more.
    alder.tell(&format!("{}/take", referred.header("location"))).await.expect(200);
    alder.patch(own.header("location"), json!({ "urgency": "high" })).if_match("*").await.expect(200);
    assert_eq!((reasons(&alder).await, reasons(&coordinator).await), (vec![], vec![]));
    assert_eq!(note().await, 0);
    // The third was wanted until the end of February.
    app.pass(TimeDelta::days(90));
    assert_eq!(note().await, 3);
}

#[actix_web::test]
async fn who_asked_is_forgotten_where_nobody_takes_the_request() {
    let app = start().await;
    let (referrer, coordinator) = (app.referrer().await, app.coordinator().await);
    let described = json!({ "learner": { "name": "Zaunkoenig", "phone": "020 7946 0000" }, "goal": "Zaunkoenig" });
    let alone = referrer.post("/v1/requests", ask(&described)).await.expect(201);
    let first = referrer.post("/v1/requests", ask(&described)).await.expect(201);
    let learner = async |request: &str| coordinator.get(request).await.expect(200).body["learner_id"].clone();
    let (gone, stays) = (learner(alone.header("location")).await, learner(first.header("location")).await);
    let network = app.store.installation().network(app.seed.bexley.id).await.unwrap().unwrap();
    let forget = async || request::forget_untaken(&app.store, &network, app.now()).await.unwrap();

    app.pass(TimeDelta::days(60));
    unmet_need::note_lapsed(&app.store, &network, app.now()).await.unwrap();
    let coordinator = app.coordinator().await;
    let second = coordinator.post("/v1/requests", ask(&json!({ "learner_id": stays }))).await.expect(201);
    app.pass(TimeDelta::days(30) - TimeDelta::seconds(1));
    assert_eq!(forget().await, 0);
    app.pass(TimeDelta::seconds(1));
    assert_eq!((forget().await, forget().await), (2, 0));

    let coordinator = app.coordinator().await;
    let learner = async |request: &str| coordinator.get(request).await.expect(200).body["learner_id"].clone();
    let left = coordinator.get(alone.header("location")).await.expect(200);
    assert_eq!((&left.body["state"], &left.body["unmet_reason"]), (&json!("unmet"), &json!("lapsed")));
    assert!(!left.body.to_string().contains("Zaunkoenig"));
    assert_eq!(reasons(&coordinator).await, ["lapsed", "lapsed"]);
    app.alder().await.tell(&format!("{}/take", alone.header("location"))).await.expect(409);
    // One asks for nothing else any more; the other does.
    let address = |learner: &Value| format!("/v1/learners/{}", learner.as_str().unwrap());
    coordinator.get(&address(&gone)).await.expect(404);
    coordinator.get(&address(&stays)).await.expect(200);
    assert_eq!(learner(second.header("location")).await, stays);
}

async fn summary(app: &TestApp) -> Value {
    app.coordinator().await.get("/v1/unmet-needs/summary?year=2026").await.expect(200).body
}

/// The cells of a summary as text: ward, reason and count.
fn cells(summary: &Value) -> Vec<String> {
    let wards = summary["wards"].as_array().unwrap().iter();
    let of_ward = |ward: &Value| {
        let cells = ward["reasons"].as_array().unwrap().iter();
        let name = ward["ward_code"].clone();
        cells.map(move |cell| format!("{name} {} {}", cell["reason"], cell["count"])).collect::<Vec<_>>()
    };
    wards.flat_map(of_ward).map(|cell| cell.replace('"', "")).collect()
}

#[actix_web::test]
async fn the_co_ordinator_sees_no_small_count_of_others_however_it_adds_up() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    for _ in 0..3 {
        unmet(&alder, "DA6 7DA", too_far()).await;
        unmet(&birch, "DA6 7DA", too_far()).await;
    }
    for _ in 0..4 {
        unmet(&alder, "DA14 6BN", too_far()).await;
    }
    unmet(&birch, "DA6 7DA", json!({ "state": "withdrawn" })).await;
    let shown = summary(&app).await;
    let expected = [
        format!("{HERE} too_far 6"),
        format!("{HERE} withdrawn null"),
        format!("{THERE} too_far null"),
        format!("{THERE} withdrawn 0"),
    ];
    assert_eq!(cells(&shown), expected);
    assert_eq!((&shown["total"], &shown["wards"][1]["total"]), (&json!(6), &json!(0)));

    // Its own, which it knows, make no small count of others large enough.
    let coordinator = app.coordinator().await;
    unmet(&coordinator, "DA14 6BN", too_far()).await;
    assert_eq!(cells(&summary(&app).await)[2], format!("{THERE} too_far null"));
    unmet(&alder, "DA14 6BN", too_far()).await;
    assert_eq!(cells(&summary(&app).await)[2], format!("{THERE} too_far 6"));
    app.alder().await.get("/v1/unmet-needs/summary").await.expect_problem(403, "role_forbidden");
    let early = coordinator.get("/v1/unmet-needs/summary?year=2025").await.expect(200);
    assert_eq!((&early.body["wards"], &early.body["total"]), (&json!([]), &json!(0)));
    coordinator.get("/v1/unmet-needs/summary?year=26").await.expect_problem(400, "bad_query");
}
