//! `/v1/venues`

use serde_json::{Value, json};
use trellis_domain::{Id, Venue, VenueId};
use trellis_storage::{Reading, Standpoint};
use uuid::Uuid;

use crate::harness::{Client, Response, TestApp};

const NEW: fn(&str) -> Value = |name| {
    json!({
        "kind": "library", "name": name, "address": { "lines": ["Townley Road"], "postcode": "da67hj" },
        "point": { "latitude": 51.456, "longitude": 0.1438 },
    })
};

async fn add(client: &Client, name: &str, changes: Value) -> Response {
    let mut venue = NEW(name);
    venue.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    client.post("/v1/venues", venue).await.expect(201)
}

fn at(latitude: f64, longitude: f64) -> Value {
    json!({ "point": { "latitude": latitude, "longitude": longitude } })
}

fn names(list: &Response) -> Vec<&str> {
    list.body["items"].as_array().unwrap().iter().map(|venue| venue["name"].as_str().unwrap()).collect()
}

#[actix_web::test]
async fn the_network_shares_a_venue_but_not_the_person_who_lets_people_in() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let created = add(&alder, "Central Library", json!({ "host_contact": "The caretaker, 020 7946 0000" })).await;
    assert_eq!(created.body["address"]["postcode"], "DA6 7HJ");
    assert_eq!(created.body["owner"], json!(app.seed.bexley.alder.id));
    let address = created.header("location").to_owned();

    assert_eq!(alder.get(&address).await.expect(200).body["host_contact"], "The caretaker, 020 7946 0000");
    for (other, reader) in
        [(&birch, "birch"), (&app.coordinator().await, "co-ordinator"), (&app.booking_site().await, "site")]
    {
        for seen in [other.get(&address).await.expect(200), other.get("/v1/venues").await.expect(200)] {
            assert!(!seen.text.contains("caretaker"), "{reader}");
        }
    }
    birch.patch(&address, json!({ "name": "Mine now" })).if_match("*").await.expect_problem(404, "not_found");
    let elsewhere = app.elsewhere().await;
    elsewhere.get(&address).await.expect_problem(404, "not_found");
    assert!(elsewhere.get("/v1/venues").await.expect(200).ids().is_empty());
}

#[actix_web::test]
async fn a_venue_changes_by_merge_patch() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let created = add(&alder, "Central Library", json!({ "notes": "Ask at the desk." })).await;
    let address = format!("/v1/venues/{}", created.id());
    let patch = json!({ "equipment": ["wifi"], "notes": null, "access": { "features": ["lift"], "verified_on": "2026-11-30" } });
    let changed = alder.patch(&address, patch).if_match(created.etag()).await.expect(200);
    assert_eq!(changed.body["equipment"], json!(["wifi"]));
    assert!(changed.body["notes"].is_null());
    let same = alder.patch(&address, json!({ "equipment": ["wifi"] })).if_match(changed.etag()).await.expect(200);
    assert_eq!(same.etag(), changed.etag(), "the same again is no change");
}

#[actix_web::test]
async fn venues_are_listed_by_kind_and_feature() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let access =
        json!({ "kind": "cafe", "access": { "features": ["step_free", "lift"], "verified_on": "2026-11-30" } });
    add(&alder, "Cafe with a lift", access).await;
    add(&alder, "Library", json!({})).await;
    assert_eq!(names(&alder.get("/v1/venues").await.expect(200)), ["Cafe with a lift", "Library"]);
    assert_eq!(names(&alder.get("/v1/venues?kind=library").await.expect(200)), ["Library"]);
    assert_eq!(names(&alder.get("/v1/venues?feature=lift").await.expect(200)), ["Cafe with a lift"]);
    assert!(names(&alder.get("/v1/venues?feature=hearing_loop").await.expect(200)).is_empty());
}

#[actix_web::test]
async fn venues_near_a_place_come_nearest_first_page_by_page() {
    let app = TestApp::start().await;
    app.load_places().await;
    let alder = app.alder().await;
    // One hundredth of a degree of latitude is 1.1 km.
    for (name, latitude) in [("two", 51.4795), ("none", 51.4595), ("one", 51.4695), ("far", 51.5595)] {
        add(&alder, name, at(latitude, 0.1452)).await;
    }
    let near = alder.get("/v1/venues?near=da67da&radius_km=3").await.expect(200);
    assert_eq!(names(&near), ["none", "one", "two"]);
    assert_eq!(near.body["near"]["precision"], "postcode");
    let kilometres = near.body["items"][1]["distance_km"].as_f64().unwrap();
    assert!((1.0..1.2).contains(&kilometres), "{kilometres}");

    let mut seen = Vec::new();
    let mut address = "/v1/venues?near=51.4595,0.1452&radius_km=50&limit=1".to_owned();
    loop {
        let page = alder.get(&address).await.expect(200);
        assert_eq!(page.body["near"]["precision"], "point");
        seen.extend(names(&page).into_iter().map(ToOwned::to_owned));
        let Some(cursor) = page.body["next_cursor"].as_str() else { break };
        address = format!("/v1/venues?near=51.4595,0.1452&radius_km=50&limit=1&cursor={cursor}");
    }
    assert_eq!(seen, ["none", "one", "two", "far"]);
}

#[actix_web::test]
async fn a_postcode_is_found_in_any_spelling_else_its_district_is_taken() {
    let app = TestApp::start().await;
    app.load_places().await;
    let alder = app.alder().await;
    for (near, precision) in [
        ("DA6%207DA", "postcode"),
        ("da67da", "postcode"),
        ("%20d%20a67DA%20", "postcode"),
        ("DA6%209ZZ", "district"),
        ("da6", "district"),
        ("51.45,0.14", "point"),
    ] {
        let list = alder.get(&format!("/v1/venues?near={near}")).await.expect(200);
        assert_eq!(list.body["near"]["precision"], precision, "{near}");
    }
    for (query, parameter, code) in [
        ("near=ZZ99%209ZZ", "near", "unknown_postcode"),
        ("near=Bexleyheath", "near", "unknown_postcode"),
        ("near=91,0", "near", "bad_format"),
        ("near=DA6%207DA&radius_km=50.1", "radius_km", "too_large"),
        ("near=DA6%207DA&radius_km=0", "radius_km", "too_small"),
        ("radius_km=3", "near", "required"),
    ] {
        let refused = alder.get(&format!("/v1/venues?{query}")).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [(parameter, code)], "{query}");
    }
}

#[actix_web::test]
async fn wrong_facts_are_named_by_place_and_nothing_is_stored() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let mut wrong = NEW("Library");
    wrong["access"] = json!({ "features": ["step_free"], "verified_on": "2026-12-02" });
    wrong["rooms"] = json!([{ "name": "Hall", "capacity": 0 }]);
    wrong["opening"] = json!([{ "weekday": "monday", "start": "09:00", "end": "12:00" }, { "weekday": "monday", "start": "11:00", "end": "13:00" }]);
    let refused = alder.post("/v1/venues", wrong).await.expect_problem(422, "invalid");
    let expected =
        [("/access/verified_on", "in_future"), ("/rooms/0/capacity", "too_small"), ("/opening/1", "overlap")];
    assert_eq!(refused.refusals(), expected);
    let mut wrong = NEW("Library");
    wrong["address"]["postcode"] = json!("Bexleyheath");
    let refused = alder.post("/v1/venues", wrong).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/address/postcode", "bad_format")]);
    assert!(alder.get("/v1/venues").await.expect(200).ids().is_empty());
}

#[actix_web::test]
async fn two_records_of_one_source_are_one_too_many() {
    let app = TestApp::start().await;
    let source = json!({ "source": { "name": "fhrs", "id": "329404" } });
    add(&app.alder().await, "Library", source.clone()).await;
    let mut again = NEW("Library");
    again["source"] = source["source"].clone();
    app.birch().await.post("/v1/venues", again).await.expect_problem(409, "already_exists");
}

/// More than either database takes values in a statement.
#[actix_web::test]
async fn however_many_are_looked_up_at_once() {
    let app = TestApp::start().await;
    let mut planted = Vec::new();
    for name in ["First", "Second"] {
        planted.push(app.plant_venue(app.seed.bexley.alder.id, name, (51.4560, 0.1438)).await);
    }
    let unknown = |number: u128| -> VenueId { Id::new(Uuid::from_u128(number)) };
    let mut ids: Vec<VenueId> = (0..70_000).map(unknown).collect();
    ids.extend([planted[1], planted[0], planted[1]]);
    let found = app.store.reads(Standpoint::network(app.seed.bexley.id)).load_all::<Venue>(&ids).await.unwrap();
    assert_eq!(found.iter().map(|venue| venue.id).collect::<Vec<_>>(), planted, "each once, in order");
}
