//! What every address owes the protocol (RFC 9110): HEAD, `Allow`, content codings, and an answer when the database is away.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use reqwest::{Method, header::HeaderMap};
use rstest::rstest;
use serde_json::json;

use crate::harness::{Client, TestApp};

/// An answer as it came, nothing decoded.
struct Plain {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Plain {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The headers but for those that differ from request to request.
    fn lasting(&self) -> HeaderMap {
        let mut headers = self.headers.clone();
        headers.remove("request-id");
        headers.remove("date");
        headers
    }
}

async fn ask(app: &TestApp, method: Method, path: &str, headers: &[(&str, &str)]) -> Plain {
    let http = reqwest::Client::builder().no_gzip().no_proxy().build().unwrap();
    let request = http.request(method, format!("{}{path}", app.url));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    let answer = request.send().await.unwrap();
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Plain { status, headers, body: answer.bytes().await.unwrap().to_vec() }
}

#[actix_web::test]
async fn head_answers_as_get_does_without_the_body() {
    let app = TestApp::start().await;
    let alder = format!("Bearer {}", app.alder().await.token());
    for path in [
        "/n/bexley",
        "/health/live",
        "/health/ready",
        "/openapi.json",
        "/docs/",
        "/problems/not_found",
        "/v1/public/topics",
        "/v1/public/networks/bexley",
        "/v1/partners",
        "/v1/events",
        "/nowhere",
    ] {
        for coding in ["identity", "gzip"] {
            let headers = [("accept-encoding", coding), ("authorization", alder.as_str())];
            let (get, head) =
                (ask(&app, Method::GET, path, &headers).await, ask(&app, Method::HEAD, path, &headers).await);
            assert_eq!((head.status, head.lasting()), (get.status, get.lasting()), "{path} as {coding}");
            assert!(head.body.is_empty() && !get.body.is_empty(), "{path} as {coding}");
            if coding == "identity" {
                assert_eq!(head.header("content-length"), get.body.len().to_string(), "{path}");
            }
        }
    }
    let missing = ask(&app, Method::HEAD, "/n/nowhere", &[]).await;
    assert_eq!((missing.status, missing.body.len()), (404, 0));
    assert_eq!(ask(&app, Method::HEAD, "/v1/partners", &[]).await.status, 401);
}

/// Several answers on one connection, HEAD among them: none runs into the next.
#[actix_web::test]
async fn a_connection_stays_in_step_after_head() {
    let app = TestApp::start().await;
    let host = app.url.trim_start_matches("http://").to_owned();
    let heads = ["/openapi.json", "/n/bexley", "/health/live"];
    let asked: String = heads
        .iter()
        .map(|path| format!("HEAD {path} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n"))
        .chain(["GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".to_owned()])
        .collect();
    let answered = tokio::task::spawn_blocking(move || {
        let mut connection = TcpStream::connect(host).unwrap();
        let mut answered = String::new();
        for one in asked.split_inclusive("\r\n\r\n") {
            connection.write_all(one.as_bytes()).unwrap();
            answered.push('|');
            while !answered.ends_with("\r\n\r\n") && !one.contains("close") {
                let mut some = [0; 4096];
                let read = connection.read(&mut some).unwrap();
                assert_ne!(read, 0, "the connection stays open");
                answered.push_str(std::str::from_utf8(&some[..read]).expect("headers only"));
            }
        }
        connection.read_to_string(&mut answered).unwrap();
        answered
    });
    let answered = answered.await.unwrap();
    assert_eq!(answered.matches("|HTTP/1.1 200 OK\r\n").count(), 4, "{answered}");
    assert!(answered.ends_with("\r\n\r\n{\"status\":\"ok\"}"), "{answered}");
}

#[rstest]
#[case::a_page("POST", "/n/bexley", "GET, HEAD")]
#[case::a_page_of_one("DELETE", "/n/bexley/sessions/x", "GET, HEAD")]
#[case::a_probe("DELETE", "/health/live", "GET, HEAD")]
#[case::the_contract("PUT", "/openapi.json", "GET, HEAD")]
#[case::the_documentation("POST", "/docs/", "GET, HEAD")]
#[case::a_kind_of_problem("PATCH", "/problems/not_found", "GET, HEAD")]
#[case::of_the_contract("DELETE", "/v1/public/topics", "GET, HEAD")]
#[case::in_other_letters("DELETE", "/v1/%70ublic/topics", "GET, HEAD")]
#[case::that_takes_something("DELETE", "/v1/partners", "GET, HEAD, POST")]
#[case::that_only_takes("GET", "/oauth/token", "POST")]
#[actix_web::test]
async fn a_method_that_is_not_there_says_which_are(#[case] method: &str, #[case] path: &str, #[case] allowed: &str) {
    let app = TestApp::start().await;
    let refused = app.anybody().request(method.parse().unwrap(), path).await;
    assert_eq!(refused.expect_problem(405, "method_not_allowed").header("allow"), allowed);
}

#[rstest]
#[case("bogus")]
#[case("gzip")]
#[actix_web::test]
async fn a_body_in_a_content_coding_is_not_taken(#[case] coding: &str) {
    let app = TestApp::start().await;
    let sent = app.coordinator().await.post("/v1/partners", json!({})).header("content-encoding", coding).await;
    assert_eq!(sent.expect_problem(415, "unsupported_media_type").header("accept-encoding"), "identity");
    let plain = app.coordinator().await.post("/v1/partners", json!({})).header("content-encoding", "identity").await;
    plain.expect_problem(422, "invalid");
}

#[actix_web::test]
async fn without_its_database_the_service_is_busy_and_says_when_to_come_back() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    app.store.clone().close().await;
    let answers = [
        alder.get("/v1/partners").await,
        alder.post("/v1/clients", json!({})).await,
        app.anybody().get("/v1/public/networks/bexley").await,
        app.anybody().get("/n/bexley").await,
        app.anybody().get("/health/ready").await,
    ];
    for answer in answers {
        let retry_after = answer.expect_problem(503, "busy").header("retry-after").to_owned();
        assert!((1..=60).contains(&retry_after.parse::<u32>().unwrap()), "{retry_after}");
    }
    app.anybody().get("/health/live").await.expect(200);
}

/// Residents read words, in their language; programs get the problem.
#[actix_web::test]
async fn what_goes_wrong_on_a_page_is_said_on_a_page() {
    let app = TestApp::start().await;
    app.store.clone().close().await;
    for (languages, lang, words) in [("en", "en", "try again"), ("cy", "cy", "eto")] {
        let resident = app.anybody().get("/n/bexley").header("accept", "text/html,*/*;q=0.8");
        let page = resident.header("accept-language", languages).await.expect(503);
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        assert_eq!((page.header("content-language"), page.header("cache-control")), (lang, "no-store"));
        assert!(page.header("content-security-policy").contains("default-src 'none'"));
        assert!(!page.header("retry-after").is_empty());
        assert!(page.text.contains(&format!("<html lang=\"{lang}\">")) && page.text.contains(words), "{}", page.text);
    }
    let program = app.anybody().get("/v1/public/networks/bexley").header("accept", "text/html").await;
    program.expect_problem(503, "busy");
}

/// The documentation runs its own scripts and nobody else's; the page of a problem runs nothing.
#[actix_web::test]
async fn pages_for_developers_say_what_they_may_load() {
    let app = TestApp::start().await;
    for path in ["/docs/", "/docs/swagger-ui-bundle.js"] {
        let docs = app.anybody().get(path).await.expect(200);
        assert!(docs.header("content-security-policy").contains("script-src 'self'"), "{path}");
    }
    let problem = app.anybody().get("/problems/not_found").await.expect(200);
    assert!(problem.header("content-security-policy").contains("default-src 'none'"));
    Client::anonymous(&app.url).get("/health/live").await.expect(200);
}
