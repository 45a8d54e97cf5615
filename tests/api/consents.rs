//! `/v1/consents`

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

async fn champion(partner: &Client) -> Value {
    let made = partner.post("/v1/affiliations", json!({ "given_name": "Demo Ada" })).await.expect(201);
    made.body["champion_id"].clone()
}

fn given(champion: &Value) -> Value {
    json!({
        "champion_id": champion, "purpose": "share_attestations", "recipient": "Birch", "wording_version": "2026-1",
        "given_at": "2026-11-30T10:00:00Z", "given_by": "person",
    })
}

#[actix_web::test]
async fn a_consent_holds_until_it_is_withdrawn() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let champion = champion(&alder).await;
    let created = alder.post("/v1/consents", given(&champion)).await.expect(201);
    assert_eq!(created.body["holds"], true);
    let address = format!("/v1/consents/{}", created.id());
    assert_eq!(alder.get(&address).await.expect(200).body, created.body);
    let withdraw = format!("{address}/withdraw");
    let withdrawn = alder.post(&withdraw, json!({ "withdrawn_by": "person" })).await.expect(200);
    assert_eq!(
        (&withdrawn.body["holds"], &withdrawn.body["withdrawn_at"]),
        (&json!(false), &json!("2026-12-01T09:00:00Z"))
    );
    alder.post(&withdraw, json!({ "withdrawn_by": "person" })).await.expect_problem(409, "wrong_state");
    let listed = alder.get(&format!("/v1/consents?champion_id={}", champion.as_str().unwrap())).await.expect(200);
    assert_eq!(listed.ids(), [created.id()]);
}

#[actix_web::test]
async fn a_learner_agrees_through_somebody_with_a_name() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let learner = alder.post("/v1/learners", json!({ "name": "Demo Lou" })).await.expect(201);
    let mut body = given(&Value::Null);
    body["learner_id"] = learner.body["id"].clone();
    body["given_by"] = json!("proxy");
    let nameless = alder.post("/v1/consents", &body).await.expect_problem(422, "invalid");
    assert_eq!(nameless.refusals(), [("/given_by_proxy", "required")]);
    body["given_by_proxy"] = json!("Demo Daughter");
    let created = alder.post("/v1/consents", &body).await.expect(201);
    let listed = alder.get(&format!("/v1/consents?learner_id={}", learner.id())).await.expect(200);
    assert_eq!(listed.ids(), [created.id()]);
}

#[actix_web::test]
async fn a_consent_is_not_given_in_the_future_nor_for_a_stranger() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let champion = champion(&alder).await;
    let mut early = given(&champion);
    early["given_at"] = json!("2026-12-01T09:00:01Z");
    let refused = alder.post("/v1/consents", early).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/given_at", "in_future")]);
    let refused = app.birch().await.post("/v1/consents", given(&champion)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/champion_id", "unknown_reference")]);
}

#[actix_web::test]
async fn another_partner_s_consent_is_not_there() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/consents", given(&champion(&alder).await)).await.expect(201);
    let address = format!("/v1/consents/{}", created.id());
    for stranger in [app.birch().await, app.elsewhere().await] {
        stranger.get(&address).await.expect_problem(404, "not_found");
        let withdraw = json!({ "withdrawn_by": "person" });
        stranger.post(&format!("{address}/withdraw"), withdraw).await.expect_problem(404, "not_found");
        assert_eq!(stranger.get("/v1/consents").await.expect(200).ids(), Vec::<String>::new());
    }
}
