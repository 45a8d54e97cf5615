//! Ids in addresses and bodies.

use serde_json::Value;

/// The number that nothing has.
const UNKNOWN: &str = "0198c0de00007000800000000000dead";

/// A prefix of three letters and 32 hexadecimal digits.
fn is_id(text: &str) -> bool {
    let hexadecimal = |digits: &str| digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    text.len() == 36 && text.split_once('_').is_some_and(|(prefix, digits)| prefix.len() == 3 && hexadecimal(digits))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

/// The ids in a text.
pub fn ids_in(text: &str) -> Vec<String> {
    words(text).filter(|word| is_id(word)).map(ToOwned::to_owned).collect()
}

/// The same text with an unknown id of the same kind in place of each.
pub fn without_ids(text: &str) -> String {
    ids_in(text).iter().fold(text.to_owned(), |text, id| text.replace(id, &format!("{}{UNKNOWN}", &id[..4])))
}

/// The ids in a body, by their place.
pub fn with_ids(body: &Value) -> Vec<(String, String)> {
    leaves(body).into_iter().filter(|(_, text)| is_id(text)).collect()
}

/// The texts in a body, by their place.
pub fn leaves(body: &Value) -> Vec<(String, String)> {
    match body {
        Value::String(text) => vec![(String::new(), text.clone())],
        Value::Array(items) => below(items.iter().enumerate().map(|(index, item)| (index.to_string(), item))),
        Value::Object(members) => below(members.iter().map(|(name, member)| (name.clone(), member))),
        _ => Vec::new(),
    }
}

fn below<'a>(parts: impl Iterator<Item = (String, &'a Value)>) -> Vec<(String, String)> {
    parts
        .flat_map(|(name, part)| {
            leaves(part).into_iter().map(move |(pointer, text)| (format!("/{name}{pointer}"), text))
        })
        .collect()
}
