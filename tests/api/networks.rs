//! `/v1/networks`, `/v1/network` and `/v1/public/networks`

use serde_json::{Value, json};

use crate::harness::TestApp;

const NEW: fn(&str) -> Value = |slug| {
    json!({
        "network": {
            "slug": slug, "name": { "en": "Example" }, "nation": "england", "time_zone": "Europe/London", "languages": ["en"],
        },
        "lead_body": { "name": "Lead", "kind": "charity", "size": "small" },
    })
};

#[actix_web::test]
async fn an_operator_founds_a_network_and_hands_over_the_first_client() {
    let app = TestApp::start().await;
    let operator = app.operator().await;
    let founded = operator.post("/v1/networks", NEW("example")).await.expect(201);
    assert_eq!(founded.header("location"), "/v1/public/networks/example");
    assert_eq!(operator.get("/v1/networks?limit=100").await.expect(200).ids().last(), Some(&founded.id()));

    let client = json!({ "name": "First", "role": "coordinator", "network_id": founded.id() });
    let client = operator.post("/v1/clients", client).await.expect(201);
    let coordinator = app.client(&client.body).await;
    let network = coordinator.get("/v1/network").await.expect(200);
    assert_eq!(network.body, founded.body);
    let partners = coordinator.get("/v1/partners").await.expect(200);
    assert_eq!(json!(partners.ids()), json!([founded.body["lead_body"]]));
    let types: Vec<_> = app.events(&coordinator).await.iter().map(|event| event["type"].clone()).collect();
    assert_eq!(types, ["network", "partner"], "the history names the network, too");
}

#[actix_web::test]
async fn a_slug_is_used_once_and_wrong_values_are_named_by_place() {
    let app = TestApp::start().await;
    let operator = app.operator().await;
    operator.post("/v1/networks", NEW("bexley")).await.expect_problem(409, "already_exists");
    let mut wrong = NEW("Not a slug");
    wrong["network"]["languages"] = json!(["en", "en"]);
    wrong["lead_body"]["stated_capacity"] = json!(10_001);
    let refused = operator.post("/v1/networks", wrong).await.expect_problem(422, "invalid");
    let expected = [
        ("/network/slug", "bad_format"),
        ("/network/languages/1", "duplicate"),
        ("/lead_body/stated_capacity", "too_large"),
    ];
    assert_eq!(refused.refusals(), expected);
    let mut wrong = NEW("example");
    wrong["network"]["time_zone"] = json!("Europe/Bexley");
    let refused = operator.post("/v1/networks", wrong).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/network/time_zone", "unknown_zone")]);
}

#[actix_web::test]
async fn the_lead_body_speaks_for_its_network_and_the_slug_stays() {
    let app = TestApp::start().await;
    let (coordinator, alder) = (app.coordinator().await, app.alder().await);
    let read = alder.get("/v1/network").await.expect(200);
    let patch = json!({ "area_code": "E09000004" });
    alder.patch("/v1/network", patch.clone()).if_match(read.etag()).await.expect_problem(403, "role_forbidden");
    let read = coordinator.get("/v1/network").await.expect(200);
    let changed = coordinator.patch("/v1/network", patch.clone()).if_match(read.etag()).await.expect(200);
    assert_eq!(changed.body["area_code"], "E09000004");
    coordinator.patch("/v1/network", patch).if_match(read.etag()).await.expect_problem(412, "precondition_failed");
    let slug = coordinator.patch("/v1/network", json!({ "slug": "sidcup" })).if_match(changed.etag()).await;
    assert_eq!(slug.expect_problem(422, "invalid").refusals(), [("/slug", "inconsistent")]);
    let elsewhere = app.elsewhere().await.get("/v1/network").await.expect(200);
    assert!(elsewhere.body["area_code"].is_null());
}

#[actix_web::test]
async fn operators_see_networks_from_outside_only() {
    let app = TestApp::start().await;
    app.operator().await.get("/v1/network").await.expect_problem(403, "role_forbidden");
    app.coordinator().await.get("/v1/networks").await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn anybody_may_know_that_a_network_is_there() {
    let app = TestApp::start().await;
    let network = app.anybody().get("/v1/public/networks/bexley").await.expect(200);
    assert_eq!(network.body["languages"], json!(["en", "cy"]));
    app.anybody().get("/v1/public/networks/bexley").header("if-none-match", network.etag()).await.expect(304);
    app.anybody().get("/v1/public/networks/unheard-of").await.expect_problem(404, "not_found");
}
