//! Every operation × every role, over HTTP, against a text file that people read.
//!
//! `access.txt` says what is meant: `-` nothing, `C` what the client itself made, `O` its partner's own, `P` that and what
//! others gave it, `S` that and what the network shares, `N` the whole network. It is written by hand and never from the code.

use std::collections::{BTreeMap, BTreeSet};

use rstest::rstest;
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum,
    access::{Operation, Reach, Role},
};

use crate::{
    calls::{Call, World, prepare},
    harness::{CONTRACT, Client, operation},
};

const TABLE: &str = include_str!("access.txt");

/// The columns of the table after operation and scope.
const COLUMNS: [(Role, &str); 7] = [
    (Role::Operator, "op"),
    (Role::Coordinator, "co"),
    (Role::Partner, "pa"),
    (Role::Champion, "ch"),
    (Role::Referrer, "re"),
    (Role::BookingSite, "bs"),
    (Role::Sponsor, "sp"),
];

struct Row {
    operation: Operation,
    scope: &'static str,
    cells: Vec<&'static str>,
}

fn rows() -> Vec<Row> {
    let read = |line: &'static str| {
        let words: Vec<_> = line.split_whitespace().collect();
        assert_eq!(words.len(), 2 + COLUMNS.len(), "{line}");
        let operation = Operation::parse(words[0]).unwrap_or_else(|| panic!("there is no operation {}", words[0]));
        Row { operation, scope: words[1], cells: words[2..].to_vec() }
    };
    TABLE.lines().skip(1).map(read).collect()
}

impl Row {
    fn allows(&self, role: Role) -> bool {
        let column = COLUMNS.iter().position(|(known, _)| *known == role).unwrap();
        self.cells[column] != "-"
    }
}

#[test]
fn the_table_that_the_code_reads_is_the_one_that_people_read() {
    let names: Vec<_> = COLUMNS.iter().map(|(_, name)| *name).collect();
    let mut made = format!("{:<25} {:<20} {}\n", "operation", "scope", names.join(" "));
    for operation in Operation::VARIANTS {
        let letter = |(role, _): &(Role, &str)| match operation.reach(*role) {
            Reach::None => "-",
            Reach::Created => "C",
            Reach::Own => "O",
            Reach::Party => "P",
            Reach::Shared => "S",
            Reach::Network => "N",
        };
        let letters: Vec<_> = COLUMNS.iter().map(letter).collect();
        let line = format!("{:<25} {:<20} {}\n", operation.code(), operation.scope().code(), letters.join("  "));
        made.push_str(&line);
    }
    let differing: Vec<_> = made.lines().zip(TABLE.lines()).filter(|(made, meant)| made != meant).collect();
    assert!(made == TABLE, "what the code says and what is meant differ: {differing:#?}");
}

#[test]
fn every_operation_of_the_contract_that_needs_a_token_is_a_row() {
    let operations =
        CONTRACT["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values());
    let open = ["issue_token"];
    let secured = operations.filter(|operation| operation["security"].as_array().is_some_and(|ways| !ways.is_empty()));
    let ids: BTreeSet<_> = secured.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    let ids: BTreeSet<_> = ids.into_iter().filter(|id| !open.contains(id)).collect();
    assert_eq!(rows().iter().map(|row| row.operation.code()).collect::<BTreeSet<_>>(), ids);
    assert_eq!(rows().len(), ids.len(), "each once");
}

#[test]
fn no_client_is_a_champion() {
    assert!(rows().iter().all(|row| !row.allows(Role::Champion)));
}

#[rstest]
#[actix_web::test]
async fn every_cell_is_what_the_table_says(
    #[values(Role::Operator, Role::Coordinator, Role::Partner, Role::Referrer, Role::BookingSite, Role::Sponsor)]
    role: Role,
) {
    let app = World::app().await;
    let world = World::alder(&app).await;
    let rows = rows();
    let all: BTreeSet<_> = rows.iter().filter(|row| row.allows(role)).map(|row| row.scope).collect();
    let mut held = Held { world: &world, role, clients: BTreeMap::new() };
    for row in &rows {
        let operation = row.operation;
        let call = prepare(&world, operation, role).await;
        assert_eq!(operation_of(&call), operation.code());
        call.by(&app.anybody()).await.expect_problem(401, "unauthenticated");
        if !row.allows(role) {
            call.by(world.caller(role)).await.expect_problem(403, "role_forbidden");
            continue;
        }
        let others: Vec<_> = all.iter().copied().filter(|scope| *scope != row.scope).collect();
        let refused = call.by(held.to(&others.join(" ")).await).await.expect_problem(403, "scope_forbidden");
        assert!(refused.header("www-authenticate").ends_with(&format!("scope=\"{}\"", row.scope)), "{operation:?}");
        succeed(&call, world.caller(role)).await;
        let again = prepare(&world, operation, role).await;
        // Nobody lets others do what its own token may not.
        let given = if operation == Operation::CreateDelegation { " sessions:read" } else { "" };
        succeed(&again, held.to(&format!("{}{given}", row.scope)).await).await;
    }
}

/// A role's clients with tokens that are held to some scopes.
struct Held<'a> {
    world: &'a World<'a>,
    role: Role,
    clients: BTreeMap<String, Client>,
}

impl Held<'_> {
    async fn to(&mut self, scopes: &str) -> &Client {
        if !self.clients.contains_key(scopes) {
            let (url, credentials) = (&self.world.app.url, self.world.credentials(self.role));
            let client = Client::with_scope(url, credentials, Some(scopes)).await;
            self.clients.insert(scopes.to_owned(), client);
        }
        &self.clients[scopes]
    }
}

async fn succeed(call: &Call, client: &Client) {
    let answer = call.by(client).await;
    assert!((200..300).contains(&answer.status), "{} {}: {}", call.method, call.path, answer.text);
}

fn operation_of(call: &Call) -> &str {
    let path = call.path.split('?').next().unwrap();
    let (_, operation) = operation(call.method.as_str(), path).expect("an operation of the contract");
    operation["operationId"].as_str().unwrap()
}
