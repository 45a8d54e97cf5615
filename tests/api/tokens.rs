//! Access tokens: whose, for whom, until when, and that nobody else can make them.

use std::sync::Arc;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rstest::rstest;
use serde_json::{Value, json};
use strum::VariantArray;
use trellis_api::{State, oauth::TokenKeys};
use trellis_domain::{ClosedEnum, access::Scope};

use crate::harness::{Client, TestApp};

/// A service beside the test's, whose signing key the test knows.
struct Forge {
    app: TestApp,
    url: String,
    key: EncodingKey,
}

impl Forge {
    async fn start() -> Self {
        let app = TestApp::start().await;
        let key = TokenKeys::generate().unwrap();
        let keys = Arc::new(TokenKeys::from_pkcs8(&key).unwrap());
        let url = app.beside(State { keys, ..app.state.clone() });
        Self { app, url, key: EncodingKey::from_ec_der(&key) }
    }

    fn claims(&self) -> Value {
        let (issuer, alder) = (&*self.app.state.public_url, &self.app.seed.bexley.alder.client.id);
        let now = self.app.now().timestamp();
        json!({
            "iss": issuer, "aud": issuer, "sub": alder, "client_id": alder, "iat": now, "exp": now + 600, "jti": "1",
            "scope": "partners:read", "network": self.app.seed.bexley.id,
        })
    }

    async fn try_with(&self, header: &Header, claims: &Value, key: &EncodingKey) -> u16 {
        let token = jsonwebtoken::encode(header, claims, key).unwrap();
        self.get(&token, "/v1/partners").await
    }

    async fn get(&self, token: &str, path: &str) -> u16 {
        let answer = Client::anonymous(&self.url).with_token(token).get(path).await;
        if answer.status == 401 {
            assert_eq!(answer.header("www-authenticate"), "Bearer error=\"invalid_token\"");
        }
        answer.status
    }
}

fn header() -> Header {
    Header { typ: Some("at+jwt".to_owned()), ..Header::new(Algorithm::ES256) }
}

#[rstest]
#[case::as_it_should_be(json!({}), 200)]
#[case::expired(json!({ "exp": 1_796_115_600 }), 401)]
#[case::another_issuer(json!({ "iss": "https://example.org" }), 401)]
#[case::another_audience(json!({ "aud": "https://example.org" }), 401)]
#[case::no_audience(json!({ "aud": null }), 401)]
#[case::no_end(json!({ "exp": null }), 401)]
#[case::no_subject(json!({ "sub": null }), 401)]
#[case::no_such_client(json!({ "client_id": "cli_0198c0de00007000800000000000dead" }), 401)]
#[case::no_client(json!({ "client_id": "Alder" }), 401)]
#[case::no_network(json!({ "network": null }), 401)]
#[case::no_such_network(json!({ "network": "net_0198c0de00007000800000000000dead" }), 401)]
#[case::no_scope(json!({ "scope": "" }), 403)]
#[actix_web::test]
async fn every_claim_counts(#[case] changes: Value, #[case] status: u16) {
    let forge = Forge::start().await;
    let mut claims = forge.claims();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    assert_eq!(forge.app.now().timestamp(), 1_796_115_600, "the expired case ends just now");
    assert_eq!(forge.try_with(&header(), &claims, &forge.key).await, status);
}

#[actix_web::test]
async fn a_client_is_in_its_own_network_whatever_the_token_says() {
    let forge = Forge::start().await;
    let mut claims = forge.claims();
    claims["network"] = json!(forge.app.seed.other.id);
    assert_eq!(forge.try_with(&header(), &claims, &forge.key).await, 401);
}

#[actix_web::test]
async fn scopes_never_widen_a_role() {
    let forge = Forge::start().await;
    let sponsor = &forge.app.seed.bexley.sponsor.id;
    let mut claims = forge.claims();
    let every = Scope::VARIANTS.iter().map(|scope| scope.code()).collect::<Vec<_>>();
    claims["scope"] = json!(every.join(" "));
    claims["sub"] = json!(sponsor);
    claims["client_id"] = json!(sponsor);
    assert_eq!(forge.try_with(&header(), &claims, &forge.key).await, 403);
}

#[actix_web::test]
async fn only_our_key_our_algorithm_and_our_kind_of_token_count() {
    let forge = Forge::start().await;
    let claims = forge.claims();
    let another = EncodingKey::from_ec_der(&TokenKeys::generate().unwrap());
    assert_eq!(forge.try_with(&header(), &claims, &another).await, 401, "another key");
    for kind in [None, Some("JWT"), Some("jwt"), Some("id+jwt")] {
        let header = Header { typ: kind.map(ToOwned::to_owned), ..header() };
        assert_eq!(forge.try_with(&header, &claims, &forge.key).await, 401, "{kind:?}");
    }
    // What is public about the key, as a shared secret.
    let keys = Client::anonymous(&forge.url).get("/.well-known/jwks.json").await.expect(200);
    for secret in [keys.body["keys"][0]["x"].as_str().unwrap(), &keys.text] {
        let shared = Header { alg: Algorithm::HS256, ..header() };
        assert_eq!(forge.try_with(&shared, &claims, &EncodingKey::from_secret(secret.as_bytes())).await, 401);
    }
    let pointing =
        Header { jku: Some("https://example.org/keys".to_owned()), kid: Some("another".to_owned()), ..header() };
    assert_eq!(forge.try_with(&pointing, &claims, &another).await, 401, "a key that the token names");
}

#[actix_web::test]
async fn a_token_that_was_touched_or_not_signed_is_none() {
    let forge = Forge::start().await;
    let token = jsonwebtoken::encode(&header(), &forge.claims(), &forge.key).unwrap();
    assert_eq!(forge.get(&token, "/v1/partners").await, 200);
    let parts: Vec<_> = token.split('.').collect();
    // {"alg":"none","typ":"at+jwt"}
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
    let mut elsewhere = forge.claims();
    elsewhere["client_id"] = json!(forge.app.seed.other.alder.client.id);
    let another = jsonwebtoken::encode(&header(), &elsewhere, &forge.key).unwrap();
    let claims_of_another = another.split('.').nth(1).unwrap();
    for touched in [
        format!("{none}.{}.", parts[1]),
        format!("{none}.{}", parts[1]),
        format!("{none}.{}.{}", parts[1], parts[2]),
        format!("{}.{}.", parts[0], parts[1]),
        format!("{}.{claims_of_another}.{}", parts[0], parts[2]),
        format!("{}.{}.{}", parts[0], parts[1], another.split('.').nth(2).unwrap()),
        String::new(),
        "a.b.c".to_owned(),
    ] {
        let answer = Client::anonymous(&forge.url).with_token(&touched).get("/v1/partners").await;
        answer.expect_problem(401, "unauthenticated");
    }
}

#[actix_web::test]
async fn a_token_is_good_for_ten_minutes() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    app.pass(TimeDelta::seconds(599));
    alder.get("/v1/partners").await.expect(200);
    app.pass(TimeDelta::seconds(1));
    alder.get("/v1/partners").await.expect_problem(401, "unauthenticated");
}

#[actix_web::test]
async fn anybody_can_check_a_token_with_the_keys_that_are_served() {
    let app = TestApp::start().await;
    let token = app.alder().await.token().to_owned();
    let keys = app.anybody().get("/.well-known/jwks.json").await.expect(200);
    let key = &keys.body["keys"][0];
    let text = |name: &str| key[name].as_str().unwrap();
    assert_eq!(jsonwebtoken::decode_header(&token).unwrap().kid.unwrap(), text("kid"));
    assert_eq!((text("kty"), text("crv"), text("alg"), text("use")), ("EC", "P-256", "ES256", "sig"));
    assert!(key.get("d").is_none(), "the private half stays here");
    let key = DecodingKey::from_ec_components(text("x"), text("y")).unwrap();
    let mut validation = Validation::new(Algorithm::ES256);
    validation.set_issuer(&[&app.url]);
    validation.set_audience(&[&app.url]);
    // The test's clock is not the machine's.
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Value>(&token, &key, &validation).unwrap().claims;
    assert_eq!(claims["sub"], app.seed.bexley.alder.client.id);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
}

#[actix_web::test]
async fn a_token_carries_what_was_asked_for_as_far_as_the_client_has_it() {
    let app = TestApp::start().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let ask = async |scope: &str| {
        let client = &app.seed.bexley.referrer;
        let request = http.post(format!("{}/oauth/token", app.url)).basic_auth(&client.id, Some(&client.secret));
        let answer = request.form(&[("grant_type", "client_credentials"), ("scope", scope)]).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    let (status, some) = ask("requests:write learners:read areas:read").await;
    assert_eq!((status, &some["scope"]), (200, &json!("areas:read requests:write")));
    for wrong in ["requests:everything", "learners:read"] {
        let (status, refused) = ask(wrong).await;
        assert_eq!((status, &refused["error"]), (400, &json!("invalid_scope")));
    }
}

/// Whether a client gets a token with a secret.
async fn lets_in(app: &TestApp, client: &str, secret: &str) -> bool {
    let request = reqwest::Client::new().post(format!("{}/oauth/token", app.url)).basic_auth(client, Some(secret));
    request.form(&[("grant_type", "client_credentials")]).send().await.unwrap().status() == 200
}

#[actix_web::test]
async fn a_renewed_secret_lets_in_at_once_and_the_one_before_it_for_a_day() {
    let app = TestApp::start().await;
    let details = json!({ "name": "A site", "role": "booking_site" });
    let made = app.coordinator().await.post("/v1/clients", details).await.expect(201);
    let (client, first) = (made.body["client"]["id"].as_str().unwrap(), made.text_of("client_secret"));
    let address = format!("/v1/clients/{client}/secret");
    let renew = async || app.coordinator().await.tell(&address).await;

    let second = renew().await.expect(200).text_of("client_secret");
    assert!(lets_in(&app, client, &first).await && lets_in(&app, client, &second).await);
    app.pass(TimeDelta::hours(24));
    assert!(!lets_in(&app, client, &first).await && lets_in(&app, client, &second).await);
    let third = renew().await.expect(200).text_of("client_secret");
    renew().await.expect(200);
    assert!(!lets_in(&app, client, &second).await && lets_in(&app, client, &third).await);
    app.coordinator().await.tell(&format!("/v1/clients/{client}/revoke")).await.expect(200);
    assert!(!lets_in(&app, client, &third).await);
    renew().await.expect_problem(409, "wrong_state");
}

#[actix_web::test]
async fn a_secret_is_shown_once_for_a_key() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let make = || coordinator.post("/v1/clients", json!({ "name": "A site", "role": "booking_site" })).key("one");
    let client = make().await.expect(201).body["client"]["id"].as_str().unwrap().to_owned();
    make().await.expect_problem(409, "secret_already_shown");
    let renew = |key| coordinator.tell(&format!("/v1/clients/{client}/secret")).key(key);
    renew("two").await.expect(200);
    renew("two").await.expect_problem(409, "secret_already_shown");
    renew("three").await.expect(200);
}
