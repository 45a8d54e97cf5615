//! Who asks too much is asked to wait; nobody else notices.

use std::num::NonZeroU32;

use rstest::rstest;
use trellis_api::{
    State,
    rate_limit::{RateLimits, Rates},
};

use crate::harness::{Client, TestApp};

/// A service that lets a client ask three times a minute, and an address four times.
fn slow(app: &TestApp) -> String {
    let number = |number| NonZeroU32::new(number).unwrap();
    let limits = RateLimits::new(
        Rates { per_client: number(3), per_address: number(4), forms_per_address: number(2) },
        Vec::new(),
    );
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
    assert_eq!(refused.header("ratelimit-policy"), "\"client\";q=3;w=60");
    assert!(refused.header("ratelimit").starts_with("\"client\";r=0;t="));
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

/// However an address is written, and whatever a caller pretends to have.
#[rstest]
#[case::a_letter_of_the_token_endpoint("/oauth/%74oken")]
#[case::a_letter_of_the_public_listing("/v1/%70ublic/topics")]
#[case::a_letter_of_a_page("/%6e/bexley")]
#[case::without_a_token("/v1/partners")]
#[case::an_address_that_is_not_there("/v1/nothing")]
#[case::the_documentation("/docs/")]
#[actix_web::test]
async fn nobody_gets_around_the_limit_of_an_address(
    #[case] path: &str,
    #[values(None, Some("not-a-token"))] token: Option<&str>,
) {
    let app = TestApp::start().await;
    let anybody = Client::anonymous(&slow(&app));
    let asking = token.map_or(anybody.clone(), |token| anybody.clone().with_token(token));
    for _ in 0..4 {
        assert_ne!(asking.get(path).await.status, 429);
    }
    asking.get(path).await.expect_problem(429, "rate_limited");
    anybody.get("/v1/public/topics").await.expect_problem(429, "rate_limited");
    anybody.get("/health/ready").await.expect(200);
}

/// Who has a good token is not held up by others behind the same address.
#[actix_web::test]
async fn a_client_does_not_take_from_its_address() {
    let app = TestApp::start().await;
    let url = slow(&app);
    let alder = Client::with_credentials(&url, &app.seed.bexley.alder.client).await;
    let anybody = Client::anonymous(&url);
    for _ in 0..3 {
        alder.get("/v1/partners").await.expect(200);
        anybody.get("/v1/partners").await.expect_problem(401, "unauthenticated");
    }
    anybody.get("/v1/partners").await.expect_problem(429, "rate_limited");
    alder.get("/v1/partners").await.expect_problem(429, "rate_limited").header("ratelimit");
    let birch = app.birch().await.at(&url);
    birch.get("/v1/partners").await.expect(200);
}

/// A page of somebody else's can read that it has to wait, and how long.
#[actix_web::test]
async fn a_browser_may_read_that_it_has_to_wait() {
    let app = TestApp::start().await;
    let anybody = Client::anonymous(&slow(&app));
    for _ in 0..4 {
        anybody.get("/v1/public/topics").header("origin", "https://council.example").await.expect(200);
    }
    let refused = anybody.get("/v1/public/topics").header("origin", "https://council.example").await;
    let refused = refused.expect_problem(429, "rate_limited");
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    assert!(refused.header("access-control-expose-headers").contains("retry-after"));
}
