//! Refusals, as many as can be thought of, with canaries in whatever is wrong.

use serde_json::{Value, json};
use strum::VariantArray;
use trellis_domain::access::{Operation, Reach, Role};

use super::leaks::{PHONE, POSTCODE, WORD, assert_silent};
use crate::{
    calls::{Call, World, ids_in, leaves, prepare},
    harness::{CONTRACT, Client, Request},
};

/// Provokes them: none may repeat what it was sent.
pub async fn provoke(world: &World<'_>) {
    let mut met = 0;
    for role in [Role::Partner, Role::Coordinator, Role::BookingSite] {
        for operation in Operation::VARIANTS.iter().filter(|operation| operation.reach(role) != Reach::None) {
            let call = prepare(world, *operation, role).await;
            for spoilt in spoilt(&call) {
                met += refused(spoilt.by(world.caller(role))).await;
            }
        }
    }
    for address in addresses() {
        met += refused(world.partner().get(&address)).await;
        met += refused(world.app.anybody().get(&address)).await;
    }
    met += tokens(world).await;
    assert!(met > 1000, "only {met} refusals");
}

/// One if it was refused, without a word of what was sent.
async fn refused(request: Request) -> usize {
    let answer = request.await;
    assert_ne!(answer.status, 500, "{}", answer.path());
    if answer.status < 400 {
        return 0;
    }
    assert_silent(&format!("a refusal of {}", answer.path()), &format!("{:?} {}", answer.masked().1, answer.text));
    1
}

/// A call with a canary in each place in turn.
fn spoilt(call: &Call) -> Vec<Call> {
    let mut calls = Vec::new();
    for id in ids_in(&call.path) {
        for wrong in [WORD.to_owned(), format!("{}{WORD}", &id[..4]), format!("{id}{WORD}")] {
            calls.push(Call { path: call.path.replace(&id, &wrong), ..call.clone() });
        }
    }
    for (name, value) in [
        ("idempotency-key", WORD.repeat(30)),
        ("on-behalf-of", WORD.repeat(20)),
        ("acting-for", WORD.to_owned()),
        ("if-match", WORD.to_owned()),
        ("content-type", format!("text/{WORD}")),
        ("authorization", format!("{WORD} {WORD}")),
    ] {
        calls.push(call.clone().with(name, &value));
    }
    let Some(body) = &call.body else { return calls };
    for (pointer, _) in leaves(body) {
        for wrong in wrong_values() {
            let mut body = body.clone();
            *body.pointer_mut(&pointer).unwrap() = wrong;
            calls.push(Call { body: Some(body), ..call.clone() });
        }
    }
    calls.extend(wrong_values().map(|body| Call { body: Some(body), ..call.clone() }));
    calls
}

fn wrong_values() -> impl Iterator<Item = Value> {
    [
        json!(WORD),
        json!(format!("{WORD}\u{0}")),
        json!(WORD.repeat(1000)),
        json!(PHONE),
        json!(POSTCODE),
        json!([WORD, { "x": WORD }]),
        json!({ "x": WORD }),
        json!(7),
    ]
    .into_iter()
}

/// Addresses with a canary in the path, or in what is asked for.
fn addresses() -> Vec<String> {
    let mut addresses = vec![format!("/v1/{WORD}"), format!("/{WORD}?{WORD}"), format!("/problems/{WORD}")];
    for (pattern, item) in CONTRACT["paths"].as_object().unwrap() {
        for query in item["get"]["parameters"].as_array().into_iter().flatten().filter(|query| query["in"] == "query") {
            let (path, name) = (pattern.replace("{network}", "bexley"), query["name"].as_str().unwrap());
            for value in [WORD.to_owned(), WORD.repeat(200), format!("%00{WORD}"), POSTCODE.replace(' ', "+") + "x"] {
                addresses.push(format!("{path}?{name}={value}"));
            }
        }
        if pattern.contains('{') && !item["get"].is_null() {
            let parts: Vec<_> =
                pattern.split('/').map(|part| if part.starts_with('{') { WORD } else { part }).collect();
            addresses.push(parts.join("/"));
        }
    }
    addresses
}

/// Refusals of the token endpoint, and of what is no token.
async fn tokens(world: &World<'_>) -> usize {
    let anybody = world.app.anybody();
    let form = |text: String| anybody.tell("/oauth/token").raw("application/x-www-form-urlencoded", text);
    let mut met = 0;
    for text in [format!("grant_type={WORD}"), format!("grant_type=client_credentials&scope={WORD}"), WORD.to_owned()] {
        met += refused(form(text.clone())).await;
        met += refused(form(text).header("authorization", &format!("Basic {WORD}"))).await;
    }
    let wrong = Client::anonymous(&world.app.url).with_token(WORD);
    met += refused(wrong.get("/v1/partners")).await;
    let broken = format!("{{\"name\": \"{WORD}\", \"kind\": {WORD}}}");
    met + refused(world.coordinator().tell("/v1/partners").raw("application/json", broken)).await
}
