//! Everything that a caller can read: every GET of the contract, with every filter and every id that turns up.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use futures::future::join_all;
use serde_json::Value;

use crate::{
    calls::ids_in,
    harness::{CONTRACT, Client, Response},
};

/// Pages for people, which the contract does not describe.
const PAGES: &[&str] = &[
    "/n/{network}",
    "/n/{network}?postcode=DA6+7DA&distance=5",
    "/n/{network}?lang=cy",
    "/n/{network}?weekday=tuesday&hours=morning&access=step_free",
    "/n/{network}/sessions/{session_id}",
    "/n/{network}/sessions/{session_id}.ics",
];

/// How many ids of a kind a filter is tried with.
const TRIED: usize = 2;

/// How many questions are asked at once.
const AT_ONCE: usize = 8;

/// What was read, by address.
pub type Reads = BTreeMap<String, Response>;

/// Reads whatever there is for somebody, of the network with this slug.
pub async fn crawl(client: &Client, slug: &str) -> Reads {
    let mut crawl = Crawl { slug, ids: BTreeMap::new(), seen: BTreeSet::new(), queue: VecDeque::new() };
    crawl.find_addresses();
    let mut reads = Reads::new();
    while !crawl.queue.is_empty() {
        let batch: Vec<_> = crawl.queue.drain(..crawl.queue.len().min(AT_ONCE)).collect();
        let answers = join_all(batch.iter().map(|address| client.get(address).into_future())).await;
        for (address, answer) in batch.into_iter().zip(answers) {
            crawl.learn(&answer);
            reads.insert(address, answer);
        }
        if crawl.queue.is_empty() {
            crawl.find_addresses();
        }
    }
    reads
}

struct Crawl<'a> {
    slug: &'a str,
    ids: BTreeMap<String, Vec<String>>,
    seen: BTreeSet<String>,
    queue: VecDeque<String>,
}

impl Crawl<'_> {
    fn learn(&mut self, answer: &Response) {
        for id in ids_in(&answer.text) {
            let known = self.ids.entry(id[..3].to_owned()).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
        if let Some(cursor) = answer.body["next_cursor"].as_str() {
            let address = answer.path().split("&cursor=").next().unwrap();
            let and = if address.contains('?') { '&' } else { '?' };
            self.add(format!("{address}{and}cursor={cursor}"));
        }
        let events = answer.body["items"].as_array().filter(|events| !events.is_empty());
        if let (Some(_), Some(after)) = (events, answer.body["next_after"].as_i64()) {
            self.add(format!("/v1/events?after={after}&limit=100"));
        }
    }

    fn add(&mut self, address: String) {
        if self.seen.insert(address.clone()) {
            self.queue.push_back(address);
        }
    }

    fn find_addresses(&mut self) {
        for (pattern, item) in CONTRACT["paths"].as_object().unwrap() {
            let parameters = item["get"]["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
            if item["get"].is_null() {
                continue;
            }
            // A document in a format of others has the filters of the list beside it, which is tried with every value.
            let documented = &item["get"]["responses"]["200"]["content"];
            let most = if documented["application/json"].is_null() { 1 } else { usize::MAX };
            for address in self.filled(pattern, parameters) {
                self.add(address.clone());
                for query in parameters.iter().filter(|parameter| parameter["in"] == "query") {
                    for value in self.values(query).into_iter().take(most) {
                        self.add(format!("{address}?{}={value}", query["name"].as_str().unwrap()));
                    }
                }
            }
        }
        for page in PAGES {
            for address in self.filled(page, &[]) {
                self.add(address);
            }
        }
    }

    /// The addresses of a pattern, one for each id that is known; where it has several ids, a few of each.
    fn filled(&self, pattern: &str, parameters: &[Value]) -> Vec<String> {
        let address = pattern.replace("{network}", self.slug).replace("{slug}", "blue-badge");
        // The first version of whatever has versions.
        let address = address.replace("{number}", "1");
        let Some((before, rest)) = address.split_once('{') else { return vec![address] };
        let (name, after) = rest.split_once('}').unwrap();
        let schema = parameters.iter().find(|parameter| parameter["name"] == name).map(|known| known["schema"].clone());
        let prefix = schema.and_then(|schema| prefix(&schema)).unwrap_or_else(|| name[..3].to_owned());
        let most = if after.contains('{') || before.contains('_') { TRIED } else { usize::MAX };
        let ids = self.ids.get(&prefix).into_iter().flatten().take(most);
        ids.flat_map(|id| self.filled(&format!("{before}{id}{after}"), parameters)).collect()
    }

    /// What a filter is tried with. A new kind of filter does not pass without a value.
    fn values(&self, query: &Value) -> Vec<String> {
        let (name, schema) = (query["name"].as_str().unwrap(), &query["schema"]);
        // One of several values, or one alone.
        let schema = if schema["items"].is_object() { &schema["items"] } else { schema };
        if let Some(values) = schema["enum"].as_array() {
            return values.iter().map(|value| value.as_str().unwrap().to_owned()).collect();
        }
        if let Some(prefix) = prefix(schema) {
            return self.ids.get(&prefix).into_iter().flatten().take(TRIED).cloned().collect();
        }
        let values: &[&str] = match name {
            "subject_id" => return self.ids.values().flat_map(|ids| ids.iter().take(TRIED)).cloned().collect(),
            _ if schema["type"] == "boolean" => &["true", "false"],
            "near" => &["DA6+7DA", "DA6+7DA&radius_km=1"],
            "from" => &["2026-12-08T10:00:00Z"],
            "to" => &["2026-12-08T10:00:01Z"],
            "topic" | "specialism" => &["blue-badge"],
            "starts_from" => &["10:00"],
            "starts_to" => &["10:00", "12:00&starts_from=09:00&weekday=tuesday,sunday"],
            "language" => &["en", "pa"],
            "source" => &["civicrm"],
            "external_id" => &["1"],
            // Even, so that no page ends between the two of one id that `twin.rs` makes.
            "limit" => &["8"],
            "after" => &["5"],
            "year" => &["2026"],
            "radius_km" | "wait" | "cursor" => &[],
            _ => panic!("nothing to try the filter {name} with"),
        };
        values.iter().map(|value| (*value).to_owned()).collect()
    }
}

/// The prefix of the ids that a schema describes.
fn prefix(schema: &Value) -> Option<String> {
    let schema = match schema["$ref"].as_str() {
        Some(reference) => CONTRACT.pointer(reference.trim_start_matches('#'))?,
        None => schema,
    };
    let pattern = schema["pattern"].as_str()?;
    let (prefix, _) = pattern.trim_start_matches('^').split_once("_[0-9a-f]")?;
    (prefix.len() == 3).then(|| prefix.to_owned())
}
