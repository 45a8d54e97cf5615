//! Files of open data, through the same commands as the API.

use trellis::demo::reference;

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
}
