//! Every failure is a problem: route, method, media type, JSON, field, size, cursor, token, panic.

use std::num::NonZeroUsize;

use actix_web::{App, HttpServer, middleware::from_fn, web};
use serde_json::json;

use crate::harness::{Client, TestApp};

#[actix_web::test]
async fn an_address_that_is_not_there() {
    let app = TestApp::start().await;
    for path in ["/", "/v1", "/v1/nothing", "/v1/partners/x/y/z", "/n"] {
        app.anybody().get(path).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn a_method_that_is_not_there_says_which_are() {
    let app = TestApp::start().await;
    let refused = app.alder().await.delete("/v1/partners").await.expect_problem(405, "method_not_allowed");
    assert_eq!(refused.header("allow"), "GET, HEAD, POST");
    let refused = app.anybody().get("/oauth/token").await.expect_problem(405, "method_not_allowed");
    assert_eq!(refused.header("allow"), "POST");
}

#[actix_web::test]
async fn garbage_where_an_id_should_be_is_an_unknown_id() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let unknown = alder.get("/v1/partners/ptn_0000000000000000000000000000dead").await.expect_problem(404, "not_found");
    for garbage in
        ["x", "ptn_", "net_0000000000000000000000000000dead", "%00", "%ff", "'; DROP TABLE partners", "..%2f"]
    {
        let answer = alder.get(&format!("/v1/partners/{garbage}")).await.expect_problem(404, "not_found");
        assert_eq!(answer.masked(), unknown.masked(), "{garbage}");
    }
}

#[actix_web::test]
async fn a_body_of_another_kind_or_none_at_all() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let text = coordinator.tell("/v1/partners").raw("text/plain", "{}").await;
    assert_eq!(text.expect_problem(415, "unsupported_media_type").header("accept"), "application/json");
    coordinator.tell("/v1/partners").await.expect_problem(415, "unsupported_media_type");
    for body in ["", "{", "{\"name\": }", "\u{0}"] {
        coordinator.tell("/v1/partners").raw("application/json", body).await.expect_problem(400, "bad_request");
    }
    for body in ["[]", "7", "null", "\"name\""] {
        let refused =
            coordinator.tell("/v1/partners").raw("application/json", body).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("", "wrong_type")]);
    }
}

#[actix_web::test]
async fn a_body_that_is_too_large() {
    let app = TestApp::start().await;
    let body = json!({ "name": "x".repeat(1024 * 1024) }).to_string();
    let sent = app.coordinator().await.tell("/v1/partners").raw("application/json", body).await;
    sent.expect_problem(413, "payload_too_large");
}

#[actix_web::test]
async fn wrong_parameters_are_named() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let cases = [
        ("limit=0", "limit", "too_small"),
        ("limit=101", "limit", "too_large"),
        ("limit=many", "limit", "bad_format"),
        ("stage=dreaming", "stage", "unknown_value"),
        ("colour=green", "colour", "unknown_field"),
    ];
    for (query, name, code) in cases {
        let refused = alder.get(&format!("/v1/partners?{query}")).await.expect_problem(400, "bad_query");
        assert_eq!(refused.refusals(), [(name, code)], "{query}");
    }
    alder.get("/v1/partners?cursor=AAAA").await.expect_problem(400, "bad_cursor");
    alder.get(&format!("/v1/partners?cursor={}", "A".repeat(1100))).await.expect_problem(400, "bad_cursor");
}

/// Each refusal of a parameter names it, and says in plain words what would be right.
#[actix_web::test]
async fn what_a_parameter_should_be_is_said_plainly() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    for (address, name, code, right) in [
        ("/v1/partners?limit=x", "limit", "bad_format", "a whole number from 1 to 100"),
        ("/v1/partners?limit=", "limit", "bad_format", "a whole number from 1 to 100"),
        ("/v1/partners?limit=0", "limit", "too_small", "a whole number from 1 to 100"),
        ("/v1/partners?limit=-1", "limit", "bad_format", "a whole number from 1 to 100"),
        ("/v1/partners?limit=101", "limit", "too_large", "a whole number from 1 to 100"),
        ("/v1/partners?limit=5&limit=6", "limit", "duplicate", "this parameter once"),
        ("/v1/events?after=-1", "after", "too_small", "a whole number of 0 or more"),
        ("/v1/events?after=x", "after", "bad_format", "a whole number of 0 or more"),
        ("/v1/events?wait=31", "wait", "too_large", "a whole number from 0 to 30"),
        ("/v1/events?wait=-1", "wait", "bad_format", "a whole number from 0 to 30"),
        ("/v1/public/sessions?has_places=maybe", "has_places", "bad_format", "true or false"),
        ("/v1/public/sessions?near=DA6&radius_km=far", "radius_km", "bad_format", "a number"),
    ] {
        let refused = alder.get(address).await.expect_problem(400, "bad_query");
        assert_eq!(refused.refusals(), [(name, code)], "{address}");
        assert_eq!(refused.body["errors"][0]["detail"], right, "{address}");
    }
    alder.get("/v1/events?after=0&wait=0").await.expect(200);
}

/// The same for values in bodies: no names of types of a programming language.
#[actix_web::test]
async fn what_a_value_should_be_is_said_plainly() {
    let app = TestApp::start().await;
    let (coordinator, alder) = (app.coordinator().await, app.alder().await);
    let partner = |name: &str, value: serde_json::Value| {
        let mut body = json!({ "name": "A", "kind": "charity", "size": "micro" });
        body[name] = value;
        ("/v1/partners", body)
    };
    let affiliation = |name: &str, value: serde_json::Value| {
        let mut body = json!({ "given_name": "Demo Ben" });
        body[name] = value;
        ("/v1/affiliations", body)
    };
    for ((address, body), place, right) in [
        (partner("name", json!(7)), "/name", "a text"),
        (partner("stated_capacity", json!("many")), "/stated_capacity", "a whole number of 0 or more"),
        (partner("stated_capacity", json!(-1)), "/stated_capacity", "a whole number of 0 or more"),
        (partner("serves", json!("everybody")), "/serves", "a list"),
        (partner("about", json!(7)), "/about", "an object"),
        (affiliation("travel_limit_km", json!("far")), "/travel_limit_km", "a number"),
        (affiliation("ask_me", json!("yes")), "/ask_me", "true or false"),
    ] {
        let client = if address == "/v1/partners" { &coordinator } else { &alder };
        let refused = client.post(address, &body).await.expect_problem(422, "invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], place, "{body}");
        assert_eq!(refused.body["errors"][0]["detail"], right, "{body}");
    }
    let (address, body) = affiliation("travel_limit_km", json!(-1));
    let refused = alder.post(address, &body).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/travel_limit_km", "too_small")]);
}

#[actix_web::test]
async fn a_token_that_is_missing_wrong_or_of_a_revoked_client() {
    let app = TestApp::start().await;
    let missing = app.anybody().get("/v1/partners").await.expect_problem(401, "unauthenticated");
    assert_eq!(missing.header("www-authenticate"), "Bearer");
    let forged = app.anybody().with_token("eyJhbGciOiJub25lIn0.e30.").get("/v1/partners").await;
    assert!(forged.expect_problem(401, "unauthenticated").header("www-authenticate").contains("invalid_token"));

    let (alder, coordinator) = (app.alder().await, app.coordinator().await);
    alder.get("/v1/partners").await.expect(200);
    coordinator.tell(&format!("/v1/clients/{}/revoke", app.seed.bexley.alder.client.id)).await.expect(200);
    alder.get("/v1/partners").await.expect_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn a_token_without_the_scope_says_which_is_missing() {
    let app = TestApp::start().await;
    let narrow = Client::with_scope(&app.url, &app.seed.bexley.alder.client, Some("events:read")).await;
    let refused = narrow.get("/v1/partners").await.expect_problem(403, "scope_forbidden");
    assert!(refused.header("www-authenticate").contains("scope=\"partners:read\""));
    narrow.get("/v1/events").await.expect(200);
}

/// A panic is one request's trouble: it is answered, says nothing of its cause, and the next request is served.
#[actix_web::test]
async fn a_panic_is_answered_and_the_service_goes_on() {
    let app = TestApp::start().await;
    let state = web::Data::new(app.state.clone());
    let panicking = move || {
        let panic = web::get().to(|| async { if true { panic!("a secret reason") } else { "" } });
        App::new().app_data(state.clone()).wrap(from_fn(trellis_api::observe)).route("/panic", panic)
    };
    let socket = trellis::bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let server =
        HttpServer::new(panicking).workers(NonZeroUsize::MIN.get()).listen(socket).unwrap().disable_signals().run();
    let handle = server.handle();
    actix_web::rt::spawn(server);
    for _ in 0..2 {
        let answer = Client::anonymous(&url).get("/panic").await.expect_problem(500, "internal");
        assert!(answer.body["instance"].as_str().unwrap().starts_with("urn:uuid:"));
        assert!(!answer.text.contains("secret reason"));
    }
    handle.stop(false).await;
}

#[actix_web::test]
async fn every_problem_has_a_page_and_the_id_of_its_request() {
    let app = TestApp::start().await;
    let problem = app.anybody().get("/nowhere").await.expect_problem(404, "not_found");
    let page = app.anybody().get(problem.body["type"].as_str().unwrap()).await.expect(200);
    assert!(page.text.contains("There is no such thing"));
    assert_eq!(problem.body["instance"], format!("urn:uuid:{}", problem.header("request-id")));
}
