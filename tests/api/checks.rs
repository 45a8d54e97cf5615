//! `/v1/checks`

use rstest::rstest;
use serde_json::{Value, json};

use crate::harness::{Client, TestApp};

async fn affiliation(partner: &Client) -> String {
    partner.post("/v1/affiliations", json!({ "given_name": "Demo Ada", "stage": "active" })).await.expect(201).id()
}

fn new(affiliation: &str) -> Value {
    json!({
        "affiliation_id": affiliation, "scheme": "dbs", "level": "enhanced", "workforce": "adult", "for_volunteer": true,
        "issued_on": "2026-10-01", "eligibility_basis": "Visits at home",
        "certificate": { "seen_by": "volunteering manager", "seen_on": "2026-10-08", "reference": "001234567890" },
        "decision": { "decided_on": "2026-10-09", "outcome": "with_conditions" },
    })
}

#[actix_web::test]
async fn the_plain_view_shows_level_and_status_and_nothing_protected() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let affiliation = affiliation(&alder).await;
    let created = alder.post("/v1/checks", new(&affiliation)).await.expect(201);
    assert_eq!((&created.body["level"], &created.body["status"]), (&json!("enhanced"), &json!("current")));
    let address = format!("/v1/checks/{}", created.id());
    let read = alder.get(&address).await.expect(200);
    let listed = alder.get(&format!("/v1/checks?affiliation_id={affiliation}")).await.expect(200);
    assert_eq!(listed.ids(), [created.id()]);
    for answer in [&created, &read, &listed] {
        for detail in ["001234567890", "volunteering manager", "Visits at home", "with_conditions"] {
            assert!(!answer.text.contains(detail), "{detail} is protected");
        }
    }
}

#[actix_web::test]
async fn reading_the_protected_detail_leaves_a_record() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/checks", new(&affiliation(&alder).await)).await.expect(201);
    let address = format!("/v1/checks/{}", created.id());
    let disclose = format!("{address}/disclose");
    alder.tell(&disclose).await.expect_problem(400, "header_required");
    let disclosed = alder.tell(&disclose).on_behalf_of("staff-0042").await.expect(200);
    assert_eq!(disclosed.body["certificate"]["reference"], "001234567890");
    assert_eq!(disclosed.body["decision"]["outcome"], "with_conditions");
    assert_eq!(disclosed.header("cache-control"), "no-store");
    let events = app.events(&alder).await;
    let last = events.last().unwrap();
    assert_eq!((&last["change"], &last["id"]), (&json!("disclosed"), &created.body["id"]));
    assert_eq!(alder.get(&address).await.expect(200).etag(), created.etag(), "the check itself has not changed");
}

#[actix_web::test]
async fn a_disclosure_needs_its_own_scope() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = alder.post("/v1/checks", new(&affiliation(&alder).await)).await.expect(201);
    let reader = Client::with_scope(&app.url, &app.seed.bexley.alder.client, Some("checks:read")).await;
    let disclose = format!("/v1/checks/{}/disclose", created.id());
    reader.tell(&disclose).on_behalf_of("staff-0042").await.expect_problem(403, "scope_forbidden");
}

#[rstest]
#[case(json!({ "issued_on": "2026-12-02" }), "/issued_on", "in_future")]
#[case(json!({ "certificate": { "seen_by": "manager", "seen_on": "2027-01-01" } }), "/certificate/seen_on", "in_future")]
#[case(json!({ "eligibility_basis": null }), "/eligibility_basis", "eligibility_basis_required")]
#[case(json!({ "affiliation_id": "aff_0198c0de00007000800000000000000a" }), "/affiliation_id", "unknown_reference")]
#[case(json!({ "expires_on": "2027-10-01" }), "/expires_on", "unknown_field")]
#[actix_web::test]
async fn what_cannot_be_is_named_by_its_place(#[case] wrong: Value, #[case] pointer: &str, #[case] code: &str) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let mut body = new(&affiliation(&alder).await);
    body.as_object_mut().unwrap().extend(wrong.as_object().unwrap().clone());
    let refused = alder.post("/v1/checks", body).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(pointer, code)]);
    assert_eq!(alder.get("/v1/checks").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_check_is_changed_by_merge_patch_and_stays_with_its_person() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (one, other) = (affiliation(&alder).await, affiliation(&alder).await);
    let created = alder.post("/v1/checks", new(&one)).await.expect(201);
    let address = format!("/v1/checks/{}", created.id());
    let unsuitable = json!({ "decision": { "decided_on": "2026-11-30", "outcome": "unsuitable" } });
    let changed = alder.patch(&address, unsuitable).if_match(created.etag()).await.expect(200);
    assert_eq!(changed.body["status"], "not_current");
    let moved =
        alder.patch(&address, json!({ "affiliation_id": other })).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(moved.refusals(), [("/affiliation_id", "inconsistent")]);
}

#[actix_web::test]
async fn another_partner_s_check_is_not_there() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let own = affiliation(&alder).await;
    let created = alder.post("/v1/checks", new(&own)).await.expect(201);
    let address = format!("/v1/checks/{}", created.id());
    for stranger in [app.birch().await, app.elsewhere().await] {
        stranger.get(&address).await.expect_problem(404, "not_found");
        stranger.patch(&address, json!({})).await.expect_problem(404, "not_found");
        stranger.tell(&format!("{address}/disclose")).on_behalf_of("x").await.expect_problem(404, "not_found");
        let refused = stranger.post("/v1/checks", new(&own)).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/affiliation_id", "unknown_reference")]);
    }
}
