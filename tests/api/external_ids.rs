//! `/v1/external-ids`

use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

async fn affiliation(partner: &Client) -> String {
    partner.post("/v1/affiliations", json!({ "given_name": "Demo Ada" })).await.expect(201).id()
}

fn number(subject: &str, external_id: &str) -> Value {
    json!({ "subject_id": subject, "source": "civicrm", "external_id": external_id })
}

#[actix_web::test]
async fn a_partner_numbers_what_it_owns_and_finds_it_by_that_number() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let id = affiliation(&alder).await;
    let created = alder.post("/v1/external-ids", number(&id, "1042")).await.expect(201);
    assert_eq!((&created.body["noun"], &created.body["subject_id"]), (&json!("affiliation"), &json!(id)));
    for query in [format!("subject_id={id}"), "source=civicrm&external_id=1042".into(), "noun=affiliation".into()] {
        assert_eq!(alder.get(&format!("/v1/external-ids?{query}")).await.expect(200).ids(), [created.id()], "{query}");
    }
    let found =
        alder.patch("/v1/affiliations/by-external-id/civicrm/1042", json!({ "ask_me": true })).await.expect(200);
    assert_eq!(found.id(), id);
}

#[actix_web::test]
async fn a_number_names_one_thing_until_it_is_taken_back() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (one, other) = (affiliation(&alder).await, affiliation(&alder).await);
    let created = alder.post("/v1/external-ids", number(&one, "7")).await.expect(201);
    alder.post("/v1/external-ids", number(&other, "7")).await.expect_problem(409, "already_exists");
    let address = format!("/v1/external-ids/{}", created.id());
    alder.delete(&address).await.expect_problem(428, "precondition_required");
    alder.delete(&address).if_match(created.etag()).await.expect(204);
    alder.delete(&address).if_match("*").await.expect_problem(404, "not_found");
    alder.get(&format!("/v1/affiliations/{one}")).await.expect(200);
    alder.post("/v1/external-ids", number(&other, "7")).await.expect(201);
}

#[actix_web::test]
async fn nobody_numbers_or_sees_what_is_another_partner_s() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let id = affiliation(&alder).await;
    let created = alder.post("/v1/external-ids", number(&id, "7")).await.expect(201);
    for stranger in [app.birch().await, app.elsewhere().await] {
        let refused = stranger.post("/v1/external-ids", number(&id, "7")).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/subject_id", "unknown_reference")]);
        assert_eq!(stranger.get("/v1/external-ids").await.expect(200).ids(), Vec::<String>::new());
        let address = format!("/v1/external-ids/{}", created.id());
        stranger.delete(&address).if_match("*").await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn a_network_is_not_numbered() {
    let app = TestApp::start().await;
    let id = app.seed.bexley.id.to_string();
    let refused = app.alder().await.post("/v1/external-ids", number(&id, "7")).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/subject_id", "bad_id")]);
}

#[actix_web::test]
async fn a_learner_s_number_takes_the_scope_for_learners() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let learner = alder.post("/v1/learners", json!({ "name": "Example" })).await.expect(201);
    let numbered = alder.post("/v1/external-ids", number(&learner.id(), "7")).await.expect(201);
    let client = &app.seed.bexley.alder.client;
    let scopes = "affiliations:read affiliations:write learners:read";
    let reader = Client::with_scope(&app.url, client, Some(scopes)).await;
    let nobody = Client::with_scope(&app.url, client, Some("affiliations:read affiliations:write")).await;
    assert_eq!(reader.get("/v1/external-ids").await.expect(200).ids(), [numbered.id()]);
    assert_eq!(nobody.get("/v1/external-ids").await.expect(200).ids(), [""; 0]);
    let address = format!("/v1/external-ids/{}", numbered.id());
    for narrow in [&reader, &nobody] {
        let refused = narrow.post("/v1/external-ids", number(&learner.id(), "8")).await;
        refused.expect_problem(403, "scope_forbidden");
        narrow.delete(&address).if_match("*").await.expect_problem(403, "scope_forbidden");
    }
}
