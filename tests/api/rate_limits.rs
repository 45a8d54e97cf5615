//! Who asks too much is asked to wait; nobody else notices.

use std::num::NonZeroU32;

use trellis_api::{
    State,
    rate_limit::{RateLimits, Rates},
};

use crate::harness::{Client, TestApp};

/// A service that lets a client ask three times a minute, and an address four times.
fn slow(app: &TestApp) -> String {
    let number = |number| NonZeroU32::new(number).unwrap();
    let limits = RateLimits::new(Rates { per_client: number(3), per_address: number(4) }, Vec::new());
    app.beside(State { rate_limits: Some(limits), ..app.state.clone() })
}

#[actix_web::test]
async fn a_client_that_asks_too_much_waits_and_another_does_not() {
    let app = TestApp::start().await;
    let url = slow(&app);
    let alder = Client::with_credentials(&url, &app.seed.bexley.alder.client).await;
    let birch = Client::with_credentials(&url, &app.seed.bexley.birch.client).await;
    for left in [2, 1, 0] {
        let answer = alder.get("/v1/partners").await.expect(200);
        assert_eq!(answer.header("ratelimit-policy"), "\"client\";q=3;w=60");
        assert_eq!(answer.header("ratelimit"), format!("\"client\";r={left};t=60"));
    }
    let refused = alder.get("/v1/partners").await.expect_problem(429, "rate_limited");
    assert!((1..=60).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    birch.get("/v1/partners").await.expect(200);
}

#[actix_web::test]
async fn an_address_without_a_token_that_asks_too_much_waits() {
    let app = TestApp::start().await;
    let anybody = Client::anonymous(&slow(&app));
    for _ in 0..4 {
        anybody.get("/v1/public/topics").await.expect(200);
    }
    let refused = anybody.get("/v1/public/topics").await.expect_problem(429, "rate_limited");
    assert!(!refused.header("request-id").is_empty());
    anybody.get("/health/live").await.expect(200);
}
