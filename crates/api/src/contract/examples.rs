//! Examples that work: what a request can say on the demonstration network, and what it is answered there.
//!
//! The demonstration's things have the same ids wherever it is loaded. Examples in the code name things by placeholders;
//! here each becomes the thing of its kind that the demonstration has. The answers are those that the demonstration gave;
//! a test asks again and compares (`tests/api/examples.rs`).

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What the demonstration answered, by operation: `{"status": "200", "body": …}`.
const ANSWERS: &str = include_str!("examples.json");

/// How examples in the code end where they name a thing.
const PLACEHOLDER: &str = "_0198c0de00007000800000000000000a";

/// The thing of each kind that examples are about; the comment says its name in the demonstration.
const THINGS: &[(&str, &str)] = &[
    ("act", "act_019b76daa8007112b2725b7e1aeb9d0a"), // activity/central-knit-and-natter
    ("aff", "aff_019b76daa80076a48b5f109c576acefb"), // affiliation/ada/library
    ("agr", "agr_019b76daa8007a89aaf27a4f0fbfb735"), // agreement/carmen/library: the library service lends
    ("are", "are_019b76daa800702fa73a363312a92b3b"), // area/E05011219
    ("att", "att_019b76daa8007026988c78a8b9fe44de"), // attestation/ada/library
    ("bkg", "bkg_019b76daa8007505af6966eb250f8c1b"), // booking/session/with-places/0
    ("cal", "cal_019b76daa8007a62b8e925552c55c4e5"), // calendar/library
    ("chk", "chk_019b76daa8007174ad72d96412a5af3f"), // check/ada/library/0
    ("chm", "chm_019b76daa80071d4842d9738e5c576b3"), // affiliation/ada/library, made along with it
    ("cli", "cli_019b76daa80077b38a6d5fb5833a2f47"), // client/old-booking-site
    ("cmp", "cmp_019b76daa8007772994835e411ccdfec"), // completion/ada/library
    ("cns", "cns_019b76daa8007437a6414c42b440ad40"), // consent/affiliation/ada/library/0
    ("crs", "crs_019b76daa8007d20b23548840e274c53"), // course/keeping-people-safe: the network offers it
    ("lrn", "lrn_019b76daa80070dc864d2d639c1ee047"), // learner/amber
    ("net", "net_019b76daa8007da9ac40bc1418cf841c"), // network/bexley
    ("pln", "pln_019b76daa800770087884a5a1b60e423"), // match-plan/library
    ("pol", "pol_019b76daa8007915945b74a3301f7ef6"), // partner/library, made along with it
    ("pro", "pro_019b76daa800788f95fc3c6c26e30c60"), // proposals/blue-badge
    ("ptn", "ptn_019b76daa800739d9ae895e8a7f48a45"), // partner/library
    ("ref", "ref_019b76daa8007b88b394374a4dfd9987"), // referral/lithuanian: the library service offers it
    ("req", "req_019b76daa800793bbe206c7fc30aed56"), // request/blue-badge
    ("ser", "ser_019b76daa800733290a52153f3be7fbd"), // series/central-drop-in
    ("ses", "ses_019b76daa800725583dbec04c365a5ae"), // session/with-places
    ("shf", "shf_019b76daa80077958b17ed6c9c66afc6"), // shift/session/with-places/0
    ("ven", "ven_019b76daa8007e679dac5b54194d36b8"), // venue/libraries/100022922362
    ("dlg", "dlg_019b76daa80070f28580efebc6347b9d"), // delegation/library
    ("ext", "ext_019b76daa8007ca9ab9fc3f1b9a9f112"), // external-id/affiliation/ada/library
];

/// Where an operation is about another thing than the rest of its kind.
const OTHERS: &[(&str, &str)] = &[
    ("move_affiliation", "aff_019b76daa800704bb362a0398f8ce335"), // affiliation/esther/library: still inducting
    ("move_booking", "bkg_019b76daa80078c582eda98e3a3204d8"),     // booking/session/with-places/1: a hold
    ("cancel_series", "ser_019b76daa80076dbb1debe15bb9b68fa"),    // series/library-colleagues: nobody relies on it
    ("split_series", "ser_019b76daa80076dbb1debe15bb9b68fa"),
    ("update_series", "ser_019b76daa80076dbb1debe15bb9b68fa"),
    ("accept_proposal", "pro_019b76daa8007a519d4265dfc86f8327"), // proposals/driving-licence
    ("cancel_proposal", "pro_019b76daa8007a519d4265dfc86f8327"),
    ("decline_proposal", "pro_019b76daa80072589269821fadef71e6"), // proposals/passport
    ("accept_agreement", "agr_019b76daa80075a094dd9f95044b5809"), // agreement/lina/charity: offered to the library service
    ("accept_referral", "ref_019b76daa8007ae89caead238fe5cf65"),  // referral/punjabi: offered to the library service
    ("decline_referral", "ref_019b76daa800751ea9fa9d3ec0e9edcf"), // referral/hearing: the same
    ("triage_request", "req_019b76daa8007f99a128c1d1d33b8efb"),   // request/bus-pass: only taken
    ("take_request", "req_019b76daa800730fbdc8da02b20b1795"),     // request/inbox-teal: nobody has taken it
];

/// Puts working examples into the whole document.
pub(super) fn put(document: &mut Value) {
    name_things(document);
    let known = examples_of_schemas(document);
    let answers: Map<String, Value> = serde_json::from_str(ANSWERS).unwrap_or_default();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for item in paths.into_iter().flatten().filter_map(|(_, item)| item.as_object_mut()) {
        for operation in item.values_mut() {
            let id = operation.get("operationId").and_then(Value::as_str).unwrap_or_default().to_owned();
            say_which(&id, operation, &known);
            if let Some(answer) = answers.get(&id) {
                say_what_came(operation, answer);
            }
        }
    }
}

/// Every placeholder becomes the thing of its kind.
fn name_things(value: &mut Value) {
    match value {
        Value::String(text) => {
            for (prefix, id) in THINGS {
                *text = text.replace(&format!("{prefix}{PLACEHOLDER}"), id);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(name_things),
        Value::Object(members) => members.values_mut().for_each(name_things),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The first example of every schema that has one, by reference.
fn examples_of_schemas(document: &Value) -> BTreeMap<String, Value> {
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).into_iter().flatten();
    let first = |(name, schema): (&String, &Value)| {
        Some((format!("#/components/schemas/{name}"), schema.pointer("/examples/0")?.clone()))
    };
    schemas.filter_map(first).collect()
}

/// Gives each parameter in the path a value that leads somewhere.
fn say_which(operation: &str, documented: &mut Value, known: &BTreeMap<String, Value>) {
    let parameters = documented.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        let in_path = parameter.get("in").and_then(Value::as_str) == Some("path");
        let other = OTHERS.iter().find(|(other, _)| *other == operation).map(|(_, id)| Value::from(*id));
        let of_schema = parameter.pointer("/schema/$ref").and_then(Value::as_str).and_then(|name| known.get(name));
        let own = parameter.get("example").or_else(|| parameter.pointer("/schema/examples/0"));
        let example = other.or_else(|| own.or(of_schema).cloned());
        if let (true, Some(parameter), Some(example)) = (in_path, parameter.as_object_mut(), example) {
            parameter.insert("example".to_owned(), example);
        }
    }
}

/// Shows what the demonstration answered.
fn say_what_came(documented: &mut Value, answer: &Value) {
    let Some(status) = answer.get("status").and_then(Value::as_str) else { return };
    let contents = documented.pointer_mut(&format!("/responses/{status}/content")).and_then(Value::as_object_mut);
    for content in contents.into_iter().flatten().filter_map(|(_, content)| content.as_object_mut()) {
        content.extend(answer.get("body").map(|body| ("example".to_owned(), body.clone())));
    }
}
