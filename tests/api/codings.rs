//! Compressed answers: which, how they are told apart, and that no secret is among them.

use reqwest::{Method, RequestBuilder};
use rstest::rstest;
use serde_json::json;

use crate::harness::TestApp;

fn ask(app: &TestApp, method: Method, path: &str) -> RequestBuilder {
    let http = reqwest::Client::builder().no_gzip().no_proxy().build().unwrap();
    http.request(method, format!("{}{path}", app.url))
}

async fn coding_of(request: RequestBuilder) -> String {
    let answer = request.header("accept-encoding", "gzip, br").send().await.unwrap();
    assert!(answer.status().is_success(), "{}", answer.status());
    let coding = answer.headers().get("content-encoding").map(|value| value.to_str().unwrap().to_owned());
    coding.unwrap_or_else(|| "none".to_owned())
}

/// The length of a compressed answer says something of what is in it (BREACH).
#[actix_web::test]
async fn what_nobody_may_keep_is_never_compressed() {
    let app = TestApp::start().await;
    let client = &app.seed.bexley.alder.client;
    let token = ask(&app, Method::POST, "/oauth/token").basic_auth(&client.id, Some(&client.secret));
    assert_eq!(coding_of(token.form(&[("grant_type", "client_credentials")])).await, "none");
    let coordinator = app.coordinator().await;
    let details = json!({ "name": "A site", "role": "booking_site" });
    let made = ask(&app, Method::POST, "/v1/clients").bearer_auth(coordinator.token());
    let made = made.header("content-type", "application/json").body(details.to_string());
    assert_eq!(coding_of(made).await, "none");
}

#[rstest]
#[case::long("/n/bexley", "br")]
#[case::long_too("/openapi.json", "br")]
#[case::short("/v1/public/networks/bexley", "none")]
#[case::short_too("/health/live", "none")]
#[actix_web::test]
async fn short_answers_are_sent_as_they_are(#[case] path: &str, #[case] coding: &str) {
    let app = TestApp::start().await;
    assert_eq!(coding_of(ask(&app, Method::GET, path)).await, coding);
}

/// A strong tag stands for the very bytes, so each coding has its own; and whoever has any of them has the page.
#[rstest]
#[case::a_page("/n/bexley", false)]
#[case::an_item("partner", true)]
#[actix_web::test]
async fn each_coding_has_a_tag_of_its_own(#[case] path: &str, #[case] with_token: bool) {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let partner = format!("/v1/partners/{}", app.seed.bexley.alder.id);
    let about = json!({ "about": { "en": "Help with phones. ".repeat(70) } });
    alder.patch(&partner, about).if_match("*").await.expect(200);
    let path = if with_token { partner.as_str() } else { path };
    let get = async |headers: &[(&str, &str)]| {
        let request = ask(&app, Method::GET, path).bearer_auth(alder.token());
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let answer = request.send().await.unwrap();
        let header = |name: &str| answer.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        (answer.status().as_u16(), header("etag"), header("content-encoding"), header("vary").to_lowercase())
    };
    let mut tags = Vec::new();
    for coding in ["identity", "gzip", "br"] {
        let (status, tag, coded, vary) = get(&[("accept-encoding", coding)]).await;
        assert_eq!((status, coded.as_str()), (200, if coding == "identity" { "" } else { coding }), "{path}");
        assert!(vary.contains("accept-encoding") && vary.matches("encoding").count() == 1, "{coding}: {vary}");
        assert!(!tags.contains(&tag), "{coding} has the tag of another");
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.matches('"').count() == 2, "{tag}");
        tags.push(tag);
    }
    for tag in &tags {
        for coding in ["identity", "gzip", "br"] {
            let (status, again, _, vary) = get(&[("accept-encoding", coding), ("if-none-match", tag)]).await;
            assert_eq!((status, &again), (304, tag), "{path} as {coding}");
            assert!(vary.contains("accept-encoding"), "{vary}");
        }
    }
    if with_token {
        let change = json!({ "stated_capacity": 3 });
        alder.patch(&partner, &change).if_match(&tags[1]).await.expect(200);
        alder.patch(&partner, &change).if_match(&tags[2]).await.expect_problem(412, "precondition_failed");
    }
}
