//! What nobody is shown any more goes.

use chrono::TimeDelta;
use serde_json::json;

use crate::{harness::TestApp, sessions::session};

#[actix_web::test]
async fn what_is_over_and_what_is_not_given_again_is_removed() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let public = session(&json!({ "visibility": "public" }));
    let made = alder.post("/v1/sessions", &public).key("a key").await.expect(201);
    let page = format!("/v1/public/networks/bexley/sessions/{}", made.id());
    let ends: chrono::DateTime<chrono::Utc> = made.text_of("ends_at").parse().unwrap();
    let tidy = async || app.store.installation().tidy(app.now()).await.unwrap();

    app.pass(TimeDelta::hours(24) - TimeDelta::seconds(1));
    assert_eq!(tidy().await, (0, 0));
    app.pass(TimeDelta::seconds(1));
    assert_eq!(tidy().await, (1, 0), "the answer");

    app.pass(ends + TimeDelta::days(30) - app.now());
    assert_eq!(tidy().await, (0, 0));
    app.pass(TimeDelta::seconds(1));
    assert_eq!(tidy().await, (0, 1), "the listed occurrence");
    app.anybody().get(&page).await.expect(404);
}
