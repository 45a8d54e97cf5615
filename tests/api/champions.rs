//! `/v1/champions`

mod busy;
mod merge;

use serde_json::json;

use crate::harness::{Client, Response, TestApp};

pub(crate) async fn recorded(partner: &Client) -> Response {
    partner.post("/v1/affiliations", json!({ "given_name": "Demo Ada", "stage": "active" })).await.expect(201)
}

pub(crate) async fn code_for(partner: &Client, affiliation: &Response) -> String {
    let address = format!("/v1/champions/{}/join-codes", affiliation.body["champion_id"].as_str().unwrap());
    let offered = partner.tell(&address).await.expect(200);
    assert_eq!(offered.header("cache-control"), "no-store");
    offered.body["join_code"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn a_second_partner_links_its_own_record_by_a_code_that_the_person_gives() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let first = recorded(&alder).await;
    let code = code_for(&alder, &first).await;
    let typed = code.to_lowercase().replace('-', " ");
    let joining = json!({ "given_name": "Demo A.", "join_code": typed });
    let second = birch.post("/v1/affiliations", &joining).await.expect(201);
    assert_eq!(second.body["champion_id"], first.body["champion_id"]);
    assert_ne!(second.id(), first.id());
    assert_eq!(second.body["given_name"], "Demo A.");

    let again = app.birch().await.post("/v1/affiliations", &joining).await.expect_problem(422, "invalid");
    assert_eq!(again.refusals(), [("/join_code", "unknown_reference")]);
}

#[actix_web::test]
async fn neither_partner_finds_out_about_the_other() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let first = recorded(&alder).await;
    let code = code_for(&alder, &first).await;
    let second =
        birch.post("/v1/affiliations", json!({ "given_name": "Demo A.", "join_code": code })).await.expect(201);
    let person = format!("/v1/champions/{}", first.body["champion_id"].as_str().unwrap());
    for partner in [&alder, &birch] {
        let read = partner.get(&person).await.expect(200);
        assert_eq!(read.body, json!({ "id": first.body["champion_id"] }));
        assert_eq!(partner.get("/v1/affiliations").await.expect(200).ids().len(), 1);
    }
    let birch_client = &app.seed.bexley.birch.client.id;
    let seen = serde_json::to_string(&app.events(&alder).await).unwrap();
    assert!(!seen.contains(birch_client.as_str()) && !seen.contains(&second.id()));
}

#[actix_web::test]
async fn a_champion_is_there_only_for_partners_that_have_a_record() {
    let app = TestApp::start().await;
    let first = recorded(&app.alder().await).await;
    let person = format!("/v1/champions/{}", first.body["champion_id"].as_str().unwrap());
    let unknown = "/v1/champions/chm_0198c0de00007000800000000000000a";
    for stranger in [app.birch().await, app.elsewhere().await] {
        let foreign = stranger.get(&person).await.expect_problem(404, "not_found");
        assert_eq!(foreign.masked(), stranger.get(unknown).await.masked());
        stranger.tell(&format!("{person}/join-codes")).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn a_new_code_replaces_the_old_one_and_ends_after_its_days() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let first = recorded(&alder).await;
    let (old, new) = (code_for(&alder, &first).await, code_for(&alder, &first).await);
    let joining = |code: &str| json!({ "given_name": "Demo A.", "join_code": code });
    birch.post("/v1/affiliations", joining(&old)).await.expect_problem(422, "invalid");
    app.pass(chrono::TimeDelta::days(14));
    app.birch().await.post("/v1/affiliations", joining(&new)).await.expect_problem(422, "invalid");
}

#[actix_web::test]
async fn a_partner_has_one_living_record_of_a_person() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let first = recorded(&alder).await;
    let code = code_for(&alder, &first).await;
    let twice = json!({ "given_name": "Demo Ada", "join_code": code });
    alder.post("/v1/affiliations", &twice).await.expect_problem(409, "already_exists");
    let stage = format!("/v1/affiliations/{}/stage", first.id());
    alder.post(&stage, json!({ "stage": "ended", "reason": "Moved away" })).await.expect(200);
    // The refusal undid everything, so the code still works.
    let back = alder.post("/v1/affiliations", &twice).await.expect(201);
    assert_eq!(back.body["champion_id"], first.body["champion_id"]);
}
