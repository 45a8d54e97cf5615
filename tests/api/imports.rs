//! Files of open data, through the same commands as the API.

use trellis::{
    demo::{files, reference},
    import::{apply, areas, champions},
};

use crate::harness::TestApp;

#[actix_web::test]
async fn the_open_data_of_the_borough_is_loaded_once_however_often() {
    let app = TestApp::start().await;
    app.load_places().await;
    let network = app.store.installation().network_by_slug("bexley").await.unwrap().unwrap();
    reference::load_network(&app.store, &network, app.now()).await.unwrap();
    let alder = app.alder().await;
    let wards = alder.get("/v1/areas?kind=ward&limit=100").await.expect(200);
    assert_eq!(wards.ids().len(), 17);
    let near = alder.get("/v1/venues?near=DA6%207DA&radius_km=1&kind=library").await.expect(200);
    assert_eq!(near.body["items"][0]["name"], "Central Library");

    let after = app.events(&alder).await.len();
    let feed = alder.get("/v1/events?after=0&limit=1").await.expect(200);
    reference::load_shared(&app.store).await.unwrap();
    app.pass(chrono::TimeDelta::minutes(1));
    reference::load_network(&app.store, &network, app.now()).await.unwrap();
    assert_eq!(app.events(&alder).await.len(), after);
    assert_eq!(alder.get("/v1/events?after=0&limit=1").await.expect(200).body, feed.body);
    let again = alder.get("/v1/areas?kind=ward&limit=100").await.expect(200);
    assert_eq!(again.body, wards.body, "nothing changed, so nothing is newer");

    let centres = app.store.installation().area_centres().await.unwrap();
    let plain = areas::read(files::WARDS, &areas::Besides { centres, ..areas::Besides::default() }).unwrap();
    let applied = apply::areas(&app.store, &network, plain, app.now()).await.unwrap();
    assert_eq!((applied.rows, applied.changes), (17, 0), "a file without outlines erases none");
}

const NIGHT: &str = "\
external_id,given_name,family_name,email,languages,skills,settings,postcode,availability,stage
42,Demo Ada,Example,ada@example.org,en;pa,blue-badge:confident,venue;home,DA6 7DA,tue 09:00-12:00,active
43,Demo Bo,,,,,,,,
";

const NEXT_NIGHT: &str = "\
external_id,given_name,family_name,email,languages,skills,settings,postcode,availability,stage
42,Demo Ada,,,cy,,,,,
";

#[actix_web::test]
async fn champions_are_imported_under_the_partner_s_own_numbers() {
    let app = TestApp::start().await;
    app.load_places().await;
    let network = app.store.installation().network_by_slug("bexley").await.unwrap().unwrap();
    let (topics, source) = (app.store.installation().topics().await.unwrap(), "civicrm".parse().unwrap());
    let import = async |file: &str| {
        let rows = champions::read(file.as_bytes(), &topics, network.today(app.now())).unwrap();
        let partner = (app.seed.bexley.alder.id, &source);
        apply::champions(&app.store, &network, partner, rows, app.now()).await.unwrap()
    };
    assert!(import(NIGHT).await.changes > 0);
    assert_eq!(import(NIGHT).await.changes, 0, "a nightly repeat changes nothing");

    let alder = app.alder().await;
    let list = alder.get("/v1/affiliations").await.expect(200);
    let ada = list.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|person| person["given_name"] == "Demo Ada")
        .unwrap()
        .clone();
    assert_eq!((&ada["stage"], &ada["languages"]), (&"active".into(), &serde_json::json!(["en", "pa"])));
    assert!(app.birch().await.get("/v1/affiliations").await.expect(200).ids().is_empty());

    assert_eq!(import(NEXT_NIGHT).await.changes, 1);
    let after = alder.get(&format!("/v1/affiliations/{}", ada["id"].as_str().unwrap())).await.expect(200).body;
    assert_eq!(after["languages"], serde_json::json!(["cy"]));
    assert_eq!(after["email"], "ada@example.org", "a blank cell says nothing");
}
