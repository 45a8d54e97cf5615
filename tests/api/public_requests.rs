//! `POST /v1/public/networks/{network}/requests`

use std::num::NonZeroU32;

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use trellis_api::{
    State,
    rate_limit::{RateLimits, Rates},
};

use crate::harness::{Client, TestApp};

const FORM: &str = "/v1/public/networks/bexley/requests";

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    turn(&app, true).await;
    app
}

async fn turn(app: &TestApp, on: bool) {
    app.coordinator().await.patch("/v1/network", json!({ "public_requests": on })).if_match("*").await.expect(200);
}

fn form(changes: &Value) -> Value {
    let mut form = json!({
        "goal": "Canary goal", "topics": ["blue-badge"], "setting": "venue", "near": "DA6 7DA", "languages": ["en"],
        "times": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }], "access_needs": ["step_free"],
        "name": "Canary Learner", "phone": "020 7946 0001", "on_behalf_of": "family", "how_heard": "Canary poster",
        "consent": { "agreed": true, "given_by": "proxy", "given_by_proxy": "Canary Proxy", "wording_version": "2026-1" },
        "website": "",
    });
    form.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    form
}

#[actix_web::test]
async fn a_network_takes_no_requests_from_the_public_unless_it_says_so() {
    let app = start().await;
    let anybody = app.anybody();
    let network = async || anybody.get("/v1/public/networks/bexley").await.expect(200).body["takes_requests"].clone();
    assert_eq!(network().await, json!(true));
    anybody.post(FORM, form(&json!({}))).await.expect(200);
    turn(&app, false).await;
    let off = anybody.post(FORM, form(&json!({}))).await.expect_problem(404, "not_found");
    let unknown = anybody.post("/v1/public/networks/nowhere/requests", form(&json!({}))).await;
    assert_eq!(off.masked(), unknown.masked(), "nor does it say that it could");
    let wrong = anybody.post(FORM, json!({ "mood": "good" })).await.expect_problem(404, "not_found");
    assert_eq!(wrong.masked(), unknown.masked(), "before the body is looked at");
    assert_eq!(
        app.referrer().await.get("/v1/requests").await.expect(200).ids(),
        Vec::<String>::new(),
        "nobody made it"
    );
}

#[actix_web::test]
async fn what_the_public_asks_waits_in_the_inbox_and_tells_nobody_who_asks() {
    let app = start().await;
    let coordinator = app.coordinator().await;
    let before = coordinator.get("/v1/events?limit=100").await.expect(200).body["next_after"].clone();
    let sent = app.anybody().post(FORM, form(&json!({}))).await.expect(200);
    assert_eq!(sent.header("cache-control"), "no-store");
    assert_eq!(sent.header("access-control-allow-origin"), "*");
    let fields: Vec<_> = sent.body.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["reference", "next", "forgotten_after_days"]);
    let preflight = app.anybody().request(reqwest::Method::OPTIONS, FORM).header("origin", "https://council.example");
    let preflight = preflight.header("access-control-request-method", "POST");
    let allowed = preflight.header("access-control-request-headers", "content-type").await;
    assert!(allowed.header("access-control-allow-methods").contains("POST"), "{:?}", allowed.headers);
    assert!(!sent.text.contains("anary") && !sent.text.contains("7946"), "{}", sent.text);
    let again = app.anybody().post(FORM, form(&json!({}))).await.expect(200);
    assert_eq!((&again.body["next"], &again.body["forgotten_after_days"]), (&sent.body["next"], &json!(90)));

    let reference = sent.text_of("reference");
    for reader in [app.alder().await, coordinator.clone()] {
        let inbox = reader.get("/v1/inbox").await.expect(200);
        assert!(inbox.ids().contains(&reference), "{}", inbox.text);
        assert!(!inbox.text.contains("anary") && !inbox.text.contains("7DA"), "{}", inbox.text);
    }
    let events = coordinator.get(&format!("/v1/events?limit=100&after={before}")).await.expect(200);
    assert!(events.text.contains(&reference) && !events.text.contains("anary"), "{}", events.text);
    assert!(
        events.body["items"].as_array().unwrap().iter().all(|event| event["client_id"].is_null()),
        "{}",
        events.text
    );

    let alder = app.alder().await;
    let address = format!("/v1/requests/{reference}");
    app.anybody().get(&address).await.expect_problem(401, "unauthenticated");
    alder.tell(&format!("{address}/take")).await.expect(200);
    let taken = alder.get(&address).await.expect(200);
    assert_eq!((&taken.body["goal"], &taken.body["route"]), (&json!("Canary goal"), &json!("web")));
    assert_eq!((&taken.body["on_behalf_of"], &taken.body["inbox"]), (&json!("family"), &json!(true)));
    let learner = alder.get(&format!("/v1/learners/{}", taken.text_of("learner_id"))).await.expect(200);
    assert_eq!((&learner.body["name"], &learner.body["phone"]), (&json!("Canary Learner"), &json!("020 7946 0001")));
    let consents = alder.get(&format!("/v1/consents?learner_id={}", learner.id())).await.expect(200);
    let [consent] = consents.body["items"].as_array().unwrap().as_slice() else { panic!("{}", consents.text) };
    assert_eq!((&consent["purpose"], &consent["given_by"]), (&json!("contact"), &json!("proxy")));
    assert_eq!((&consent["given_by_proxy"], &consent["holds"]), (&json!("Canary Proxy"), &json!(true)));
}

#[rstest]
#[case::a_robot(json!({ "website": "https://example.org" }), "/website", "too_long")]
#[case::no_consent(
    json!({ "consent": { "agreed": false, "given_by": "person", "wording_version": "2026-1" } }), "/consent/agreed", "required"
)]
#[case::nobody_to_call(json!({ "phone": null }), "/phone", "required")]
#[case::a_wrong_number(json!({ "phone": "ring me" }), "/phone", "bad_format")]
#[case::nowhere(json!({ "near": null }), "/near", "required")]
#[case::an_unknown_place(json!({ "near": "ZZ9 9ZZ" }), "/near", "unknown_postcode")]
#[case::an_unknown_topic(json!({ "topics": ["gardening"] }), "/topics/0", "unknown_reference")]
#[case::nothing(json!({ "topics": [] }), "/topics", "too_short")]
#[case::twice(json!({ "languages": ["en", "en"] }), "/languages/1", "duplicate")]
#[case::too_short(json!({ "times": [{ "weekday": "tuesday", "start": "09:00", "end": "09:30" }] }), "/times/0", "too_short")]
#[case::what_only_partners_say(json!({ "urgency": "high" }), "/urgency", "unknown_field")]
#[actix_web::test]
async fn a_wrong_form_is_told_where_and_keeps_nothing(#[case] changes: Value, #[case] place: &str, #[case] code: &str) {
    let app = start().await;
    let refused = app.anybody().post(FORM, form(&changes)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(place, code)]);
    assert!(!refused.text.contains("anary"), "{}", refused.text);
    let coordinator = app.coordinator().await;
    assert_eq!(coordinator.get("/v1/inbox").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_form_is_small_and_an_address_sends_few() {
    let app = start().await;
    let long = form(&json!({ "how_heard": "x".repeat(17_000) }));
    app.anybody().post(FORM, long).await.expect_problem(413, "payload_too_large");
    app.anybody().request(reqwest::Method::POST, FORM).raw("text/plain", "help").await.expect(415);

    let number = |number| NonZeroU32::new(number).unwrap();
    let limits = RateLimits::new(Rates { forms_per_address: number(2), ..Rates::default() }, Vec::new());
    let url = app.beside(State { rate_limits: Some(limits), ..app.state.clone() });
    let anybody = Client::anonymous(&url);
    anybody.post(FORM, form(&json!({}))).await.expect(200);
    anybody.post(FORM, form(&json!({ "website": "x" }))).await.expect(422);
    let refused = anybody.post(FORM, form(&json!({}))).await.expect_problem(429, "rate_limited");
    assert!((1..=3_600).contains(&refused.header("retry-after").parse::<u32>().unwrap()));
    assert_eq!(refused.header("access-control-allow-origin"), "*");
    anybody.get("/v1/public/networks/bexley").await.expect(200);
}

#[actix_web::test]
async fn who_asked_by_the_form_is_forgotten_where_nobody_takes_it() {
    let app = start().await;
    let sent = app.anybody().post(FORM, form(&json!({}))).await.expect(200);
    let network = app.store.installation().network_by_slug("bexley").await.unwrap().unwrap();
    let forget = async || trellis_app::request::forget_untaken(&app.store, &network, app.now()).await.unwrap();
    assert_eq!(
        app.coordinator().await.get("/v1/learners").await.expect(200).ids().len(),
        1,
        "the lead body's, until then"
    );
    app.pass(TimeDelta::days(89));
    assert_eq!(forget().await, 0);
    app.pass(TimeDelta::days(2));
    assert_eq!(forget().await, 1);
    let coordinator = app.coordinator().await;
    assert_eq!(coordinator.get("/v1/learners").await.expect(200).ids(), Vec::<String>::new());
    let left = coordinator.get(&format!("/v1/requests/{}", sent.text_of("reference"))).await.expect(200);
    assert_eq!((&left.body["goal"], &left.body["learner_id"]), (&Value::Null, &Value::Null));
}
