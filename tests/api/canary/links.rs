//! Addresses that are secrets: visited, so that whatever is logged of that is looked at.

use serde_json::json;

use crate::harness::TestApp;

/// Makes a personal link and a calendar address, visits both, and says which tokens stand in them.
pub async fn visit(app: &TestApp) -> Vec<String> {
    let (alder, anybody) = (app.alder().await, app.anybody());
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let link = alder.tell(&format!("/v1/affiliations/{ada}/link")).await.expect(200).text_of("address");
    let calendar = json!({ "kind": "champion", "subject_id": ada });
    let calendar = alder.post("/v1/calendars", calendar).await.expect(200).text_of("address");
    let path = |address: &str| address.strip_prefix(&app.url).unwrap().to_owned();
    let (link, calendar) = (path(&link), path(&calendar));
    anybody.get(&link).await.expect(200);
    anybody.get(&calendar).await.expect(200);
    for below in ["claims", "shifts/x"] {
        let order = anybody.tell(&format!("{link}/{below}"));
        order.raw("application/x-www-form-urlencoded", "state=confirmed").await.expect(303);
    }
    let token = |path: &str| path.rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
    vec![token(&link), token(&calendar)]
}
