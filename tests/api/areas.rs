//! `/v1/areas`

use serde_json::{Value, json};

use crate::harness::TestApp;

const NEW: fn(&str) -> Value = |code| {
    json!({
        "kind": "lsoa", "code": code, "name": "Example 001A", "centroid": { "latitude": 51.4595, "longitude": 0.1452 },
        "boundary": {
            "type": "Polygon",
            "coordinates": [[[0.14, 51.455], [0.15, 51.455], [0.15, 51.464], [0.14, 51.464], [0.14, 51.455]]],
        },
        "population": 1643, "population_16_plus": 1341, "population_65_plus": 332, "deprivation_decile": 4,
        "digital_exclusion": 2.883, "ward_code": "E05011219",
    })
};

#[actix_web::test]
async fn a_coordinator_describes_a_neighbourhood_and_the_network_reads_it() {
    let app = TestApp::start().await;
    let (coordinator, alder) = (app.coordinator().await, app.alder().await);
    let created = coordinator.post("/v1/areas", NEW("E01000362")).await.expect(201);
    let address = created.header("location").to_owned();
    let read = alder.get(&address).await.expect(200);
    assert_eq!(read.body, created.body);
    assert_eq!(read.body["boundary"]["coordinates"][0][2], json!([0.15, 51.464]));

    alder.post("/v1/areas", NEW("E01000363")).await.expect_problem(403, "role_forbidden");
    let elsewhere = app.elsewhere().await;
    let (foreign, unknown) =
        (elsewhere.get(&address).await, elsewhere.get(&format!("{}0", &address[..address.len() - 1])).await);
    assert_eq!(foreign.clone().expect_problem(404, "not_found").masked(), unknown.masked());
}

#[actix_web::test]
async fn areas_are_listed_by_kind_without_their_outlines_unless_asked() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let lsoa = coordinator.post("/v1/areas", NEW("E01000362")).await.expect(201);
    let ward = json!({ "kind": "ward", "code": "E05011219", "name": "Bexleyheath", "centroid": { "latitude": 51.46, "longitude": 0.14 } });
    let ward = coordinator.post("/v1/areas", ward).await.expect(201);
    let all = coordinator.get("/v1/areas").await.expect(200);
    assert_eq!(all.ids(), [lsoa.id(), ward.id()]);
    assert_eq!(all.body["items"][0].get("boundary"), None);
    let lsoas = coordinator.get("/v1/areas?kind=lsoa&boundaries=true").await.expect(200);
    assert_eq!(lsoas.ids(), [lsoa.id()]);
    assert_eq!(lsoas.body["items"][0]["boundary"]["type"], "Polygon");
}

#[actix_web::test]
async fn an_area_changes_by_merge_patch_and_its_code_is_its_own() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let first = coordinator.post("/v1/areas", NEW("E01000362")).await.expect(201);
    coordinator.post("/v1/areas", NEW("E01000362")).await.expect_problem(409, "already_exists");
    coordinator.post("/v1/areas", NEW("E01000363")).await.expect(201);

    let patch = json!({ "population": 1705, "digital_exclusion": null });
    let address = format!("/v1/areas/{}", first.id());
    let changed = coordinator.patch(&address, patch.clone()).if_match(first.etag()).await.expect(200);
    assert_eq!((&changed.body["population"], &changed.body["digital_exclusion"]), (&json!(1705), &Value::Null));
    coordinator.patch(&address, patch.clone()).if_match(first.etag()).await.expect_problem(412, "precondition_failed");
    coordinator.patch(&address, patch).await.expect_problem(428, "precondition_required");
    let taken = json!({ "code": "E01000363" });
    coordinator.patch(&address, taken).if_match(changed.etag()).await.expect_problem(409, "already_exists");
}

#[actix_web::test]
async fn wrong_figures_and_outlines_are_named_by_place() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let mut wrong = NEW("E01000362");
    wrong["boundary"]["coordinates"][0][4] = json!([0.2, 51.455]);
    wrong["population_65_plus"] = json!(5000);
    wrong["centroid"]["latitude"] = json!(151);
    let refused = coordinator.post("/v1/areas", wrong).await.expect_problem(422, "invalid");
    let expected = [
        ("/centroid/latitude", "bad_format"),
        ("/boundary/coordinates", "bad_format"),
        ("/population_65_plus", "inconsistent"),
    ];
    assert_eq!(refused.refusals(), expected);
    for (field, value, code) in [
        ("code", json!("Bexley"), "bad_format"),
        ("digital_exclusion", json!(11), "too_large"),
        ("boundary", json!({ "type": "Point", "coordinates": [0, 51] }), "unknown_value"),
    ] {
        let mut wrong = NEW("E01000362");
        wrong[field] = value;
        let refused = coordinator.post("/v1/areas", wrong).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals()[0].1, code, "{field}");
        assert!(refused.refusals()[0].0.starts_with(&format!("/{field}")), "{field}");
    }
}
