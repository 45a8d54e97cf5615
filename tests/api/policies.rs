//! `/v1/policies`

use serde_json::json;

use crate::harness::TestApp;

#[actix_web::test]
async fn every_partner_begins_with_a_policy_that_requires_no_check() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let policies = alder.get("/v1/policies").await.expect(200);
    let [policy] = policies.body["items"].as_array().unwrap().as_slice() else { panic!("{}", policies.text) };
    assert_eq!((&policy["required_checks"], &policy["mode"]), (&json!([]), &json!("suggest")));
    assert_eq!(policy["partner_id"], json!(app.seed.bexley.alder.id));
    assert_ne!(birch.get("/v1/policies").await.expect(200).ids(), policies.ids());
    birch.get(&format!("/v1/policies/{}", policies.ids()[0])).await.expect_problem(404, "not_found");
    app.coordinator().await.get("/v1/policies").await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn a_check_above_basic_is_required_only_with_its_eligibility_basis() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
    let read = alder.get(&address).await.expect(200);
    let check = json!({ "setting": "home", "scheme": "dbs", "level": "enhanced", "workforce": "adult" });
    let patch = json!({ "required_checks": [{ "scheme": "dbs", "level": "basic" }, check] });
    let refused = alder.patch(&address, patch).if_match(read.etag()).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/required_checks/1/eligibility_basis", "eligibility_basis_required")]);
    assert_eq!(alder.get(&address).await.expect(200).etag(), read.etag(), "nothing was stored");

    let mut lawful = check;
    lawful["eligibility_basis"] = json!("Regular unsupervised visits to adults at risk");
    let patch = json!({ "required_checks": [lawful], "two_champions_at_home": true, "weights": { "distance": 500 } });
    let changed = alder.patch(&address, patch).if_match(read.etag()).await.expect(200);
    assert_eq!(changed.body["required_checks"][0]["level"], "enhanced");
    assert_eq!(
        (&changed.body["weights"]["distance"], &changed.body["weights"]["skill_fit"]),
        (&json!(500), &json!(200))
    );
    let back = alder.patch(&address, json!({ "required_checks": null, "weights": null })).if_match(changed.etag());
    let back = back.await.expect(200);
    assert_eq!((&back.body["required_checks"], &back.body["weights"]["distance"]), (&json!([]), &json!(200)));
}

#[actix_web::test]
async fn rules_beyond_their_limits_are_named_by_place() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
    let etag = alder.get(&address).await.expect(200).etag().to_owned();
    let patch = json!({ "horizon_days": 29, "max_travel_factor": 0, "weights": { "fairness": 1001 } });
    let refused = alder.patch(&address, patch).if_match(&etag).await.expect_problem(422, "invalid");
    let expected =
        [("/max_travel_factor", "too_small"), ("/horizon_days", "too_large"), ("/weights/fairness", "too_large")];
    assert_eq!(refused.refusals(), expected);
}
