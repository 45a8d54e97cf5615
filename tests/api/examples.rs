//! Every documented example gives its documented answer on the demonstration network.
//!
//! `make openapi` asks with `TRELLIS_RECORD_EXAMPLES=1`: then what is answered is written down instead of compared.

use reqwest::Method;
use serde_json::{Map, Value, json};
use trellis_domain::{
    ClosedEnum,
    access::{Operation, Reach, Role},
};

use crate::harness::{CONTRACT, Client, Demonstration, Request, Response};

const RECORD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/api/src/contract/examples.json");

/// What the co-ordinator asks though the library service might too: the lead body keeps the venues, and the clients that are
/// not of one partner.
const BY_THE_COORDINATOR: [&str; 7] = [
    "update_venue",
    "update_course",
    "end_course",
    "get_client",
    "create_client",
    "renew_client_secret",
    "revoke_client",
];

#[actix_web::test]
async fn every_example_gives_its_documented_answer() {
    let demo = Demonstration::start().await;
    let callers = Callers::of(&demo).await;
    let record = std::env::var_os("TRELLIS_RECORD_EXAMPLES").is_some();
    let (mut answers, mut wrong) = (Map::new(), Vec::new());
    for example in in_order() {
        let request = example.by(callers.who(&example));
        let request =
            if example.id == "issue_token" { request.header("authorization", &callers.basic) } else { request };
        let request = if example.id == "merge_champion" { merging(&callers.library, &example).await } else { request };
        let answer = request.await;
        let (status, documented) = example.documented(&answer);
        let given = json!({ "status": status, "body": masked(&example.id, demo.at_home(&answer)) });
        if !(200..300).contains(&answer.status) || !record && given["body"] != documented {
            wrong.push(format!("{}: {} {}", example.id, answer.status, answer.text));
        }
        if !answer.body.is_null() {
            answers.insert(example.id, given);
        }
    }
    assert!(wrong.is_empty(), "look at each; then `make openapi`:\n{}", wrong.join("\n"));
    if record {
        answers.sort_keys();
        std::fs::write(RECORD, serde_json::to_string_pretty(&answers).unwrap() + "\n").unwrap();
    }
}

/// One operation as the contract shows it.
struct Example {
    id: String,
    method: Method,
    path: String,
    operation: &'static Value,
}

/// Reads come first, then what makes things, changes them, moves them on; what ends them comes last.
fn in_order() -> Vec<Example> {
    let paths = CONTRACT["paths"].as_object().unwrap().iter();
    let mut examples: Vec<_> = paths
        .flat_map(|(path, item)| {
            item.as_object().unwrap().iter().map(move |(method, operation)| Example {
                id: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                operation,
            })
        })
        .collect();
    let verbs = ["get", "list", "issue", "disclose", "create", "upsert", "update", "renew", "take", "move", "split"];
    let place = |id: &str| verbs.iter().position(|verb| id.starts_with(&format!("{verb}_"))).unwrap_or(verbs.len());
    examples.sort_by_key(|example| place(&example.id));
    examples
}

impl Example {
    /// The request with the documented parameters and body.
    fn by(&self, client: &Client) -> Request {
        let (mut path, mut query, mut headers) = (self.path.clone(), Vec::new(), Vec::new());
        for parameter in self.operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(parameter);
            let (name, example) = (parameter["name"].as_str().unwrap(), &parameter["example"]);
            let text = example.as_str().map_or_else(|| example.to_string(), ToOwned::to_owned);
            match parameter["in"].as_str().unwrap() {
                "path" => path = path.replace(&format!("{{{name}}}"), &text),
                "query" if !example.is_null() => query.push((name, text)),
                "header" if parameter["required"] == true => headers.push((name, text)),
                _ => {}
            }
        }
        if !query.is_empty() {
            path = format!("{path}?{}", serde_urlencoded::to_string(query).unwrap());
        }
        let mut request = client.request(self.method.clone(), &path);
        for (media_type, content) in self.operation["requestBody"]["content"].as_object().into_iter().flatten() {
            let example = &content["example"];
            assert!(!example.is_null(), "{} takes a body and shows none", self.id);
            request = match media_type.as_str() {
                "application/x-www-form-urlencoded" => {
                    request.raw(media_type, serde_urlencoded::to_string(example).unwrap())
                }
                _ => request.json(example).header("content-type", media_type),
            };
        }
        headers.iter().fold(request, |request, (name, text)| request.header(name, text))
    }

    /// The documented answer of this status.
    fn documented(&self, answer: &Response) -> (String, Value) {
        let status = answer.status.to_string();
        let contents = self.operation["responses"][&status]["content"].as_object();
        let example = contents.and_then(|contents| contents.values().next()).map(|content| content["example"].clone());
        (status, example.unwrap_or_default())
    }
}

/// Who asks.
struct Callers {
    anybody: Client,
    library: Client,
    coordinator: Client,
    operator: Client,
    referrer: Client,
    /// What a client sends to get a token.
    basic: String,
}

impl Callers {
    async fn of(demo: &Demonstration) -> Self {
        Self {
            anybody: demo.anybody(),
            library: demo.partner("Demonstration library service").await,
            coordinator: demo.coordinator().await,
            operator: demo.operator().await,
            referrer: demo.referrer().await,
            basic: basic(demo).await,
        }
    }

    fn who(&self, example: &Example) -> &Client {
        let Some(operation) = Operation::parse(&example.id) else {
            return &self.anybody;
        };
        let may = |role| operation.reach(role) != Reach::None;
        let by_coordinator = BY_THE_COORDINATOR.contains(&example.id.as_str());
        match () {
            () if may(Role::Partner) && !by_coordinator => &self.library,
            () if may(Role::Coordinator) => &self.coordinator,
            () if may(Role::Operator) => &self.operator,
            () => &self.referrer,
        }
    }
}

async fn basic(demo: &Demonstration) -> String {
    let client = demo.credentials(json!({ "name": "A test", "role": "referrer", "network_id": demo.network.id })).await;
    let request = reqwest::Client::new().post(&demo.url).basic_auth(client.id, Some(client.secret)).build().unwrap();
    request.headers()["authorization"].to_str().unwrap().to_owned()
}

fn resolve(value: &'static Value) -> &'static Value {
    value["$ref"].as_str().map_or(value, |reference| CONTRACT.pointer(reference.trim_start_matches('#')).unwrap())
}

/// What cannot be written down: somebody new is found to be the champion of the examples, with a code that is out for that champion.
async fn merging(library: &Client, example: &Example) -> Request {
    let new = library.post("/v1/affiliations", json!({ "given_name": "Demo Twice" })).await.expect(201);
    let stage = format!("/v1/affiliations/{}/stage", new.id());
    library.post(&stage, json!({ "stage": "withdrawn", "reason": "Twice on file" })).await.expect(200);
    let known = example.by(library).await.path().replace("/merge", "/join-codes");
    let code = library.tell(&known).await.expect(200).text_of("join_code");
    let address = format!("/v1/champions/{}/merge", new.text_of("champion_id"));
    library.post(&address, json!({ "join_code": code }))
}

/// Random members, by operation, and what stands for each in the contract.
const RANDOM: [(&str, &str, &str); 10] = [
    ("create_calendar", "address", "https://trellis.example/calendars/bexley/trs_4f1kQ.ics"),
    ("create_client", "client_secret", "…"),
    ("create_join_code", "join_code", "7Q4M-XK2P-9RTD"),
    ("create_personal_link", "address", "https://trellis.example/n/bexley/me/trs_4f1kQ"),
    ("get_signing_keys", "kid", "…"),
    ("get_signing_keys", "x", "…"),
    ("get_signing_keys", "y", "…"),
    ("issue_token", "access_token", "…"),
    ("renew_client_secret", "client_secret", "…"),
    ("unmerge_champion", "id", "chm_0198c0de00007000800000000000000b"),
];

/// The body with what is random replaced, so that the rest can be compared exactly; of a page the first item.
fn masked(operation: &str, mut body: Value) -> Value {
    if let Some(items) = body.get_mut("items").and_then(Value::as_array_mut) {
        items.truncate(1);
    }
    mask(operation, &mut body);
    body
}

fn mask(operation: &str, value: &mut Value) {
    let stand_in = |name: &str| {
        let random = RANDOM.iter().find(|(id, member, _)| *id == operation && *member == name);
        random.map(|(_, _, stand_in)| *stand_in).or((name == "next_cursor").then_some("…"))
    };
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match (&mut *member, stand_in(name)) {
                    (Value::String(text), Some(stand_in)) => stand_in.clone_into(text),
                    _ => mask(operation, member),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask(operation, item)),
        _ => {}
    }
}
