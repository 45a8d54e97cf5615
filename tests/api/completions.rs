//! `/v1/completions`

use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    courses::course,
    harness::{Client, TestApp},
};

async fn affiliation(partner: &Client) -> String {
    partner.post("/v1/affiliations", json!({ "given_name": "Demo Ada", "stage": "active" })).await.expect(201).id()
}

fn new(affiliation: &str, course: &str) -> Value {
    json!({
        "affiliation_id": affiliation, "course_id": course, "completed_on": "2026-01-31",
        "badge_url": "https://badges.example.org/1",
    })
}

#[actix_web::test]
async fn how_long_it_counts_follows_from_the_course_unless_the_record_says() {
    let app = TestApp::start().await;
    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    let (ada, safety) = (affiliation(&alder).await, course(&coordinator, json!({ "renewal_months": 13 })).await);
    let made = alder.post("/v1/completions", new(&ada, &safety.id())).await.expect(201);
    assert_eq!((&made.body["expires_on"], &made.body["counts_until"]), (&json!(null), &json!("2027-02-28")));
    let address = made.header("location").to_owned();
    let read = alder.get(&address).await.expect(200);
    assert_eq!(read.body, made.body);
    alder.get(&address).header("if-none-match", read.etag()).await.expect(304);

    let changed = coordinator.patch(safety.header("location"), json!({ "renewal_months": null })).if_match("*").await;
    changed.expect(200);
    let anew = alder.get(&address).header("if-none-match", read.etag()).await.expect(200);
    assert_eq!(anew.body["counts_until"], json!(null), "for good, now that the course says nothing");
    let said = alder.patch(&address, json!({ "expires_on": "2026-06-30" })).if_match(read.etag()).await.expect(200);
    assert_eq!(said.body["counts_until"], "2026-06-30", "the record itself had not changed");
    let listed = alder.get("/v1/completions").await.expect(200);
    assert_eq!(listed.body["items"], json!([said.body]));
}

#[actix_web::test]
async fn completions_are_listed_by_person_and_by_course() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (ada, ben) = (affiliation(&alder).await, affiliation(&alder).await);
    let (one, other) = (course(&alder, json!({})).await.id(), course(&alder, json!({})).await.id());
    let mut made = Vec::new();
    for (who, what) in [(&ada, &one), (&ada, &other), (&ben, &one)] {
        made.push(alder.post("/v1/completions", new(who, what)).await.expect(201).id());
    }
    let listed = async |query: String| alder.get(&format!("/v1/completions?{query}")).await.expect(200).ids();
    assert_eq!(listed(format!("affiliation_id={ada}")).await, made[..2]);
    assert_eq!(listed(format!("course_id={one}")).await, [made[0].clone(), made[2].clone()]);
    assert_eq!(listed(format!("affiliation_id={ben}&course_id={other}")).await, Vec::<String>::new());
}

#[rstest]
#[case(json!({ "completed_on": "2026-12-02" }), "/completed_on", "in_future")]
#[case(json!({ "expires_on": "2026-01-30" }), "/expires_on", "inconsistent")]
#[case(json!({ "badge_url": "http://badges.example.org/1" }), "/badge_url", "bad_format")]
#[case(json!({ "affiliation_id": "aff_0198c0de00007000800000000000000a" }), "/affiliation_id", "unknown_reference")]
#[case(json!({ "course_id": "crs_0198c0de00007000800000000000000a" }), "/course_id", "unknown_reference")]
#[case(json!({ "course_id": "chk_0198c0de00007000800000000000000a" }), "/course_id", "bad_id")]
#[actix_web::test]
async fn what_cannot_be_is_named_by_its_place(#[case] wrong: Value, #[case] pointer: &str, #[case] code: &str) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let mut body = new(&affiliation(&alder).await, &course(&alder, json!({})).await.id());
    body.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
    let refused = alder.post("/v1/completions", body).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(pointer, code)]);
    assert_eq!(alder.get("/v1/completions").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn it_stays_with_its_person_and_course_and_can_be_removed() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (ada, safety) = (affiliation(&alder).await, course(&alder, json!({})).await.id());
    let made = alder.post("/v1/completions", new(&ada, &safety)).key("done-1").await.expect(201);
    let again = alder.post("/v1/completions", new(&ada, &safety)).key("done-1").await.expect(201);
    assert_eq!(again.id(), made.id());
    let address = made.header("location").to_owned();
    let other =
        json!({ "affiliation_id": affiliation(&alder).await, "course_id": course(&alder, json!({})).await.id() });
    let moved = alder.patch(&address, other).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(moved.refusals(), [("/affiliation_id", "inconsistent"), ("/course_id", "inconsistent")]);
    alder.delete(&address).await.expect_problem(428, "precondition_required");
    alder.delete(&address).if_match(made.etag()).await.expect(204);
    alder.get(&address).await.expect_problem(404, "not_found");
    let events = app.events(&alder).await;
    let last = events.last().unwrap();
    assert_eq!((&last["change"], &last["id"]), (&json!("removed"), &json!(made.id())));
}

#[actix_web::test]
async fn another_partner_s_completion_is_not_there_nor_is_its_own_course() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, own) = (affiliation(&alder).await, course(&alder, json!({})).await.id());
    let shared = course(&app.coordinator().await, json!({})).await.id();
    let made = alder.post("/v1/completions", new(&ada, &shared)).await.expect(201);
    let address = made.header("location");
    for stranger in [&birch, &app.elsewhere().await] {
        stranger.get(address).await.expect_problem(404, "not_found");
        stranger.patch(address, json!({})).await.expect_problem(404, "not_found");
        stranger.delete(address).await.expect_problem(404, "not_found");
        assert!(stranger.get("/v1/completions").await.expect(200).ids().is_empty());
        assert!(app.events(stranger).await.iter().all(|event| event["id"] != json!(made.id())));
    }
    app.coordinator().await.get(address).await.expect_problem(403, "role_forbidden");
    let ben = affiliation(&birch).await;
    let refused = birch.post("/v1/completions", new(&ben, &own)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/course_id", "unknown_reference")]);
    let refused = birch.post("/v1/completions", new(&ada, &shared)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/affiliation_id", "unknown_reference")]);
    birch.post("/v1/completions", new(&ben, &shared)).await.expect(201);
}
