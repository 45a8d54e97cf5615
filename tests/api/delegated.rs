//! Acting for a partner, over every operation that a partner may do: refused without a delegation and with one for everything
//! else, done with one for exactly what it takes.

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};
use strum::VariantArray;
use trellis_domain::{
    ClosedEnum,
    access::{Operation, Reach, Role, Scope},
};

use crate::{
    calls::{World, prepare},
    harness::{CONTRACT, Client, Response},
};

/// What a partner may do, by what it takes.
fn operations() -> BTreeMap<Scope, Vec<Operation>> {
    let mut operations: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for operation in Operation::VARIANTS.iter().filter(|operation| operation.reach(Role::Partner) != Reach::None) {
        operations.entry(operation.scope()).or_default().push(*operation);
    }
    operations
}

fn delegable() -> Vec<Scope> {
    Scope::VARIANTS.iter().copied().filter(|scope| scope.is_delegable()).collect()
}

/// To the co-ordinator, or to another partner.
fn to(world: &World<'_>, delegate: Role) -> Value {
    match delegate {
        Role::Coordinator => json!({ "to": "coordinator" }),
        _ => json!({ "to": "partner", "to_partner_id": world.network.birch.id }),
    }
}

async fn give(world: &World<'_>, delegate: Role, scopes: &[Scope]) -> Response {
    let mut delegation = to(world, delegate);
    let rest = json!({ "scopes": scopes, "until": "2027-03-01T00:00:00Z", "reason": "Away until spring" });
    delegation.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    world.partner().post("/v1/delegations", delegation).await.expect(201)
}

async fn take_back(world: &World<'_>, given: &Response) {
    world.partner().tell(&format!("{}/revoke", given.header("location"))).await.expect(200);
}

#[rstest]
#[actix_web::test]
async fn every_operation_of_a_partner_takes_a_delegation_for_just_that(
    #[values(Role::Coordinator, Role::Partner)] delegate: Role,
) {
    let app = World::app().await;
    let (world, birch) = (World::alder(&app).await, World::birch(&app).await);
    let client: &Client = if delegate == Role::Coordinator { world.coordinator() } else { birch.partner() };
    let (mut refused, mut done) = (0, 0);
    for (scope, operations) in operations() {
        let mut calls = Vec::new();
        for operation in operations {
            calls.push(prepare(&world, operation, Role::Partner).await.with("acting-for", &world.of.id.to_string()));
        }
        let others: Vec<_> = delegable().into_iter().filter(|other| *other != scope).collect();
        for for_others in [false, true] {
            let given = if for_others { Some(give(&world, delegate, &others).await) } else { None };
            for call in &calls {
                call.by(client).await.expect_problem(403, "delegation_missing");
                refused += 1;
            }
            if let Some(given) = given {
                take_back(&world, &given).await;
            }
        }
        if !scope.is_delegable() {
            continue;
        }
        let given = give(&world, delegate, &[scope]).await;
        for call in &calls {
            let answer = call.by(client).await;
            assert!((200..300).contains(&answer.status), "{} {}: {}", call.method, call.path, answer.text);
            done += 1;
        }
        take_back(&world, &given).await;
        for call in &calls {
            call.by(client).await.expect_problem(403, "delegation_missing");
        }
    }
    assert!(refused > 150 && done > 75, "only {refused} refused and {done} done");
}

#[actix_web::test]
async fn what_no_partner_may_do_nobody_does_for_one() {
    let app = World::app().await;
    let world = World::alder(&app).await;
    give(&world, Role::Coordinator, &delegable()).await;
    let mut met = 0;
    for operation in Operation::VARIANTS.iter().filter(|operation| operation.reach(Role::Partner) == Reach::None) {
        let call = prepare(&world, *operation, Role::Coordinator).await;
        call.with("acting-for", &world.of.id.to_string())
            .by(world.coordinator())
            .await
            .expect_problem(403, "role_forbidden");
        met += 1;
    }
    assert!(met > 4, "only {met} operations");
}

#[actix_web::test]
async fn no_other_role_acts_for_a_partner() {
    let app = World::app().await;
    let world = World::alder(&app).await;
    give(&world, Role::Coordinator, &delegable()).await;
    for role in [Role::Operator, Role::Referrer, Role::BookingSite, Role::Sponsor] {
        for operation in [Operation::ListVenues, Operation::CreateBooking, Operation::CreateRequest] {
            let call = prepare(&world, operation, Role::Partner).await.with("acting-for", &world.of.id.to_string());
            call.by(world.caller(role)).await.expect_problem(403, "role_forbidden");
        }
    }
}

#[test]
fn the_contract_offers_it_wherever_it_is_possible() {
    let reference = json!({ "$ref": "#/components/parameters/Acting-For" });
    for item in CONTRACT["paths"].as_object().unwrap().values() {
        for documented in item.as_object().unwrap().values() {
            let id = documented["operationId"].as_str().unwrap();
            let offered = documented["parameters"].as_array().is_some_and(|sent| sent.contains(&reference));
            let possible = Operation::parse(id)
                .is_some_and(|it| it.reach(Role::Partner) != Reach::None && it.scope().is_delegable());
            assert_eq!(offered, possible, "{id}");
        }
    }
    // Documentation fills examples in: everybody would act for that partner.
    assert!(CONTRACT["components"]["parameters"]["Acting-For"]["example"].is_null());
}
