//! The twin network: the same rows again under a second `network_id`. No answer of either may change by the other, so a
//! query that forgets the network, in whatever join, is seen.

use std::collections::BTreeMap;

use futures::future::join_all;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend};
use serde_json::{Value, json};
use strum::VariantArray;
use trellis_domain::{
    NetworkId,
    access::{Operation, Reach, Role},
};
use trellis_storage::catalogue::{TABLES, TableKind};
use uuid::Uuid;

use crate::{
    calls::{Call, World, fresh, prepare},
    catalogue::Found,
    crawl::crawl,
    harness::{Client, TestApp},
};

const TWIN: &str = "twin";
const TWIN_ID: Uuid = Uuid::from_u128(0x7817);

/// Networks and clients are the installation's: they have no copy in the twin.
const OF_THE_INSTALLATION: &[Operation] =
    &[Operation::CreateNetwork, Operation::CreateClient, Operation::RenewClientSecret, Operation::RevokeClient];

/// Everything that a partner, a co-ordinator and the public read.
type Answers = BTreeMap<String, (u16, String, Value, String)>;

#[actix_web::test]
async fn nothing_in_one_network_changes_what_the_other_answers() {
    let app = World::app().await;
    let world = World::alder(&app).await;
    let changes = everything(&world).await;
    let here = [world.partner().clone(), world.coordinator().clone()];
    let before = read(&app, &here, "bexley").await;
    assert!(before.len() > 1000, "only {} addresses", before.len());

    let twin = clone(&app, world.network.id).await;
    let there = clients(&app, &world, twin).await;
    assert_same(&read(&app, &here, "bexley").await, &before, |_| true);
    let copied = read(&app, &there, TWIN).await;
    // Clients are not copied.
    assert_same(&copied, &before, |address| !address.contains("/v1/clients") && !address.contains("=cli_"));

    make(&changes, &there).await;
    assert_same(&read(&app, &here, "bexley").await, &before, |_| true);
    let changed = read(&app, &there, TWIN).await;
    assert!(changed != copied, "the changes were none");
    make(&changes, &here).await;
    assert_same(&read(&app, &there, TWIN).await, &changed, |_| true);
}

/// A change by every operation, ready to be sent, and so at least one of everything.
async fn everything(world: &World<'_>) -> Vec<(Role, Call)> {
    let mut calls = Vec::new();
    prepare(world, Operation::GetRequest, Role::Referrer).await;
    // Most of the places of a session: were they counted twice, it would be full.
    let mut booking = prepare(world, Operation::CreateBooking, Role::BookingSite).await;
    booking.body.as_mut().unwrap()["places"] = json!(3);
    booking.by(world.caller(Role::BookingSite)).await.expect(201);
    for role in [Role::Coordinator, Role::Partner] {
        for operation in Operation::VARIANTS.iter().filter(|operation| operation.reach(role) != Reach::None) {
            let call = prepare(world, *operation, role).await;
            if call.method != reqwest::Method::GET && !OF_THE_INSTALLATION.contains(operation) {
                calls.push((role, call));
            }
        }
    }
    calls
}

/// Makes every change that the role may make.
async fn make(changes: &[(Role, Call)], [partner, coordinator]: &[Client; 2]) {
    let mut made = 0;
    for (role, call) in changes {
        let call = match call.header("idempotency-key") {
            Some(_) => call.clone().with("idempotency-key", &format!("again-{}", fresh())),
            None => call.clone(),
        };
        let answer = call.by(if *role == Role::Partner { partner } else { coordinator }).await;
        assert!((200..300).contains(&answer.status), "{} {}: {}", call.method, call.path, answer.text);
        made += 1;
    }
    assert!(made > 45, "only {made} changes");
}

async fn clients(app: &TestApp, world: &World<'_>, twin: NetworkId) -> [Client; 2] {
    let client = |role: &str, partner| json!({ "name": role, "role": role, "network_id": twin, "partner_id": partner });
    let partner = app.plant_client(client("partner", world.of.id)).await;
    [partner, app.plant_client(client("coordinator", world.network.lead_body)).await]
}

/// What they answer to each, past any cache, and without what names the network.
async fn read(app: &TestApp, [partner, coordinator]: &[Client; 2], slug: &str) -> Answers {
    let readers = [("partner", partner), ("co-ordinator", coordinator), ("public", &app.anybody())];
    let read = readers.map(|(name, client)| async move {
        let client = client.at(&app.beside(app.state.clone()));
        (name, crawl(&client, slug).await)
    });
    let mut answers = Answers::new();
    for (name, reads) in join_all(read).await {
        let (first, twin) = (app.seed.bexley.id.to_string(), NetworkId::new(TWIN_ID).to_string());
        let mask = |text: &str| {
            let masked = text.replace(&first, "{id}").replace(&twin, "{id}");
            masked.replace(&app.seed.bexley.slug, "{network}").replace(TWIN, "{network}")
        };
        for (address, answer) in reads {
            // Cursors name the network in a way that nobody can read.
            let address = address.split("cursor=").next().unwrap().trim_end_matches(['?', '&']).to_owned();
            let mut body: Value = serde_json::from_str(&mask(&answer.body.to_string())).unwrap();
            if address.starts_with("/v1/public/sessions") {
                for listed in listed(&body, &answer.body, slug) {
                    let key = format!("{name} {address} {}", listed["id"]);
                    answers.insert(key, (answer.status, String::new(), listed, String::new()));
                }
                continue;
            }
            if let Some(cursor) = body.get_mut("next_cursor").filter(|cursor| cursor.is_string()) {
                *cursor = "{cursor}".into();
            }
            if let Some(problem) = body.as_object_mut() {
                problem.remove("instance");
            }
            // The tags of public answers are made from their text.
            let public = ["/v1/public/", "/n/"].iter().any(|prefix| address.starts_with(prefix));
            let tag = answer.headers.get("etag").filter(|_| !public).map(|tag| format!("{tag:?}"));
            // Where a line of a calendar is folded depends on how long the network's name is.
            let text = if answer.body.is_null() { mask(&answer.text.replace("\r\n ", "")) } else { String::new() };
            let key = format!("{name} {} {}", mask(&address), body["items"][0]["id"]);
            answers.insert(key, (answer.status, tag.unwrap_or_default(), body, text));
        }
    }
    answers
}

/// What all networks list together, as far as it is of one: pages are cut elsewhere when there is more to list.
fn listed(masked: &Value, whole: &Value, slug: &str) -> Vec<Value> {
    let items = |page: &Value| page["items"].as_array().cloned().unwrap_or_default();
    let of_network = items(whole).into_iter().map(|item| item["network"] == slug);
    items(masked).into_iter().zip(of_network).filter(|(_, of_network)| *of_network).map(|(item, _)| item).collect()
}

#[track_caller]
fn assert_same(found: &Answers, expected: &Answers, told: impl Fn(&str) -> bool) {
    let addresses = |answers: &Answers| answers.keys().filter(|address| told(address)).cloned().collect::<Vec<_>>();
    let (found_at, expected_at) = (addresses(found), addresses(expected));
    let more: Vec<_> = found_at.iter().filter(|address| !expected.contains_key(*address)).collect();
    let less: Vec<_> = expected_at.iter().filter(|address| !found.contains_key(*address)).collect();
    assert!(more.is_empty() && less.is_empty(), "more: {more:#?}, less: {less:#?}");
    for address in expected_at {
        assert_eq!(found[&address], expected[&address], "{address}");
    }
}

/// Copies a network with all that it has.
async fn clone(app: &TestApp, network: NetworkId) -> NetworkId {
    let columns = Found::read(app).await.columns;
    let database =
        Database::connect(ConnectOptions::new(app.database_url()).max_connections(1).to_owned()).await.unwrap();
    let number = |id: Uuid| literal(&database, id);
    let copy = |table: &str, key: &str, changed: &[(&str, String)]| {
        let names: Vec<_> = columns[table].iter().map(|name| format!("\"{name}\"")).collect();
        let values = columns[table].iter().map(|name| {
            let changed = changed.iter().find(|(known, _)| known == name);
            changed.map_or_else(|| format!("\"{name}\""), |(_, value)| value.clone())
        });
        let (names, values) = (names.join(", "), values.collect::<Vec<_>>().join(", "));
        format!("INSERT INTO {table} ({names}) SELECT {values} FROM {table} WHERE {key} = {};", number(network.uuid()))
    };
    let mut sql = match database.get_database_backend() {
        DbBackend::Postgres => "SET session_replication_role = replica;".to_owned(),
        _ => "PRAGMA foreign_keys = OFF;".to_owned(),
    };
    sql += &copy("networks", "id", &[("id", number(TWIN_ID)), ("slug", format!("'{TWIN}'"))]);
    for table in TABLES.iter().filter(|table| table.kind == TableKind::Tenant) {
        sql += &copy(table.name, "network_id", &[("network_id", number(TWIN_ID))]);
    }
    database.execute_unprepared(&sql).await.unwrap();
    NetworkId::new(TWIN_ID)
}

/// An id as SQL writes it.
fn literal(database: &DatabaseConnection, id: Uuid) -> String {
    match database.get_database_backend() {
        DbBackend::Postgres => format!("'{id}'"),
        _ => format!("x'{}'", id.simple()),
    }
}
