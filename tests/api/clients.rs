//! `/v1/clients`: a client is a way in, so nobody hands out more than they have themselves.

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

async fn refused(issuer: &Client, details: Value) -> String {
    let refused = issuer.post("/v1/clients", details).await.expect_problem(422, "invalid");
    let [(pointer, _)] = refused.refusals()[..] else { panic!("{}", refused.text) };
    pointer.to_owned()
}

#[actix_web::test]
async fn a_narrowed_token_makes_no_wider_client() {
    let app = TestApp::start().await;
    let credentials = &app.seed.bexley.alder.client;
    let narrowed = Client::with_scope(&app.url, credentials, Some("clients:read clients:write sessions:read")).await;
    assert_eq!(refused(&narrowed, json!({ "name": "All", "role": "partner" })).await, "/scopes");
    let some = json!({ "name": "Some", "role": "partner", "scopes": ["sessions:read", "learners:read"] });
    assert_eq!(refused(&narrowed, some).await, "/scopes");
    let as_narrow = json!({ "name": "Board", "role": "partner", "scopes": ["sessions:read"] });
    let board = narrowed.post("/v1/clients", as_narrow).await.expect(201);
    narrowed.tell(&format!("{}/secret", board.header("location"))).await.expect(200);

    let own = format!("/v1/clients/{}/secret", credentials.id);
    narrowed.tell(&own).await.expect_problem(403, "scope_forbidden");
    app.alder().await.tell(&own).await.expect(200);
}

#[actix_web::test]
async fn a_coordinator_makes_a_partner_s_first_client_and_no_other() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let new = json!({ "name": "Cedar", "kind": "charity", "size": "small" });
    let cedar = coordinator.post("/v1/partners", new).await.expect(201).id();
    let details = json!({ "name": "CRM", "role": "partner", "partner_id": cedar });
    let first = coordinator.post("/v1/clients", &details).await.expect(201);
    assert_eq!(refused(&coordinator, details.clone()).await, "/role");

    let crm = app.client(&first.body).await;
    let secret = format!("{}/secret", first.header("location"));
    coordinator.tell(&secret).await.expect_problem(404, "not_found");
    crm.tell(&secret).await.expect(200);
    coordinator.tell(&format!("{}/revoke", first.header("location"))).await.expect(200);
    assert_eq!(refused(&coordinator, details).await, "/role");
}

#[actix_web::test]
async fn an_operator_makes_a_network_s_first_coordinator_and_no_other() {
    let app = TestApp::start().await;
    let details = json!({ "name": "Another", "role": "coordinator", "network_id": app.seed.bexley.id });
    assert_eq!(refused(&app.operator().await, details).await, "/role");
    let own = format!("/v1/clients/{}/secret", app.seed.bexley.coordinator.id);
    app.operator().await.tell(&own).await.expect_problem(404, "not_found");
}
