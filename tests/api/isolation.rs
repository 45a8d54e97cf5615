//! Between networks and between partners: a foreign id answers exactly as an unknown one does.

mod strangers;

use reqwest::Method;
use serde_json::json;
use strum::VariantArray;
use trellis_domain::access::{Operation, Role};

use crate::calls::{Call, World, ids_in, prepare, with_ids, without_ids};
use strangers::{KNOWN_IN_BODIES, OPEN, OPEN_IN_BODIES, Stranger, strangers};

/// Whose things are tried: the partner's; and those of others where they make such things.
fn owners(operation: Operation) -> Vec<Role> {
    let mut owners = vec![Role::Partner];
    match operation {
        // Whoever sends requests does not take them.
        Operation::TakeRequest => owners = vec![Role::Referrer],
        Operation::GetRequest | Operation::UpdateRequest | Operation::MoveRequest => {
            owners.extend([Role::Coordinator, Role::Referrer]);
        }
        Operation::GetBooking | Operation::MoveBooking | Operation::CancelBooking => owners.push(Role::BookingSite),
        Operation::TriageRequest
        | Operation::ListSuggestedPartners
        | Operation::GetLearner
        | Operation::UpdateLearner
        | Operation::DeleteLearner
        | Operation::DiscloseLearnerAddress
        | Operation::UpdateVenue
        | Operation::UpdateCourse
        | Operation::EndCourse
        | Operation::DeleteCalendar
        | Operation::GetClient
        | Operation::RenewClientSecret
        | Operation::RevokeClient => owners.push(Role::Coordinator),
        _ => {}
    }
    owners
}

/// The same call with other preconditions: none, any, and one that no longer holds.
fn ways(call: &Call) -> Vec<Call> {
    let mut ways = vec![call.clone()];
    if call.method == Method::GET {
        ways.push(call.clone().with("if-none-match", "*"));
    } else {
        ways.push(call.clone().without("if-match"));
        ways.push(call.clone().with("if-match", "*"));
        ways.push(call.clone().with("if-match", "\"1-partner\""));
    }
    ways
}

#[actix_web::test]
async fn an_id_in_an_address() {
    let app = World::app().await;
    let (world, strangers) = (World::alder(&app).await, strangers(&app).await);
    let mut met = 0;
    for operation in Operation::VARIANTS {
        for owner in owners(*operation) {
            let call = prepare(&world, *operation, owner).await;
            met += usize::from(!ids_in(&call.path).is_empty());
            compare(&call, *operation, owner, &strangers).await;
        }
    }
    assert!(met > 50, "only {met} addresses have ids");
}

#[actix_web::test]
async fn an_id_in_an_address_where_there_is_more_than_one_way() {
    let app = World::app().await;
    let (world, strangers) = (World::alder(&app).await, strangers(&app).await);
    for (operation, call) in world.more().await {
        compare(&call, operation, Role::Partner, &strangers).await;
    }
}

async fn compare(call: &Call, operation: Operation, owner: Role, strangers: &[Stranger]) {
    if ids_in(&call.path).is_empty() {
        return;
    }
    for stranger in strangers.iter().filter(|stranger| !stranger.is(owner)) {
        let what = format!("{operation:?} of the {owner:?} by {}: {} {}", stranger.name, call.method, call.path);
        let open = OPEN.iter().any(|open| open.is(operation, owner, stranger.name));
        if open {
            let answer = call.by(&stranger.client).await;
            assert!(![403, 404].contains(&answer.status), "it is said to be open: {what}");
            continue;
        }
        for way in ways(call) {
            let foreign = way.by(&stranger.client).await;
            let unknown = Call { path: without_ids(&way.path), ..way.clone() }.by(&stranger.client).await;
            assert_eq!(foreign.masked(), unknown.masked(), "{what} {:?}", way.headers);
            let only_asked_for = !ids_in(&way.path).is_empty() && way.path.contains('?') && foreign.status == 200;
            assert!(only_asked_for || [403, 404].contains(&foreign.status), "{what}: {}", foreign.text);
            if foreign.body["code"] == "role_forbidden" {
                break;
            }
        }
    }
}

#[actix_web::test]
async fn an_id_in_a_body() {
    let app = World::app().await;
    let (alder, birch, elsewhere) = (World::alder(&app).await, World::birch(&app).await, World::elsewhere(&app).await);
    let mut met = 0;
    for (name, stranger, role) in [
        ("birch", &birch, Role::Partner),
        ("the co-ordinator", &alder, Role::Coordinator),
        ("elsewhere", &elsewhere, Role::Partner),
        ("elsewhere's co-ordinator", &elsewhere, Role::Coordinator),
    ] {
        let foreign = calls(&alder, Role::Partner).await;
        let own = calls(stranger, role).await;
        for ((operation, theirs), (_, mine)) in foreign.iter().zip(&own) {
            let (Some(theirs), Some(body)) = (&theirs.body, &mine.body) else { continue };
            for (pointer, id) in with_ids(theirs) {
                // An id that the stranger would not name there, or the same as its own, tells nothing.
                let own = body.pointer(&pointer).and_then(|own| own.as_str());
                if own.is_none() || own == Some(id.as_str()) {
                    continue;
                }
                met += 1;
                let with = |id: String| {
                    let mut call = mine.clone();
                    *call.body.as_mut().unwrap().pointer_mut(&pointer).unwrap() = id.into();
                    if call.header("idempotency-key").is_some() {
                        call.with("idempotency-key", &crate::calls::fresh().to_string())
                    } else {
                        call
                    }
                };
                let unknown = with(without_ids(&id)).by(stranger.caller(role)).await;
                let foreign = with(id).by(stranger.caller(role)).await;
                let what = format!("{pointer} of {operation:?} by {name}");
                if OPEN_IN_BODIES.contains(&(*operation, pointer.as_str(), name)) {
                    assert!(foreign.status < 300, "it is said to be open: {what}");
                    continue;
                }
                if KNOWN_IN_BODIES.contains(&(*operation, pointer.as_str(), name)) {
                    assert_eq!(foreign.status, 409, "it is said to be known: {what}");
                    continue;
                }
                assert_eq!(foreign.masked(), unknown.masked(), "{what}");
                assert!([403, 404, 422].contains(&foreign.status), "{what}: {}", foreign.text);
            }
        }
    }
    assert!(met > 40, "only {met} ids in bodies");
}

/// Every call that there is, and the other ways to make some.
async fn calls(world: &World<'_>, role: Role) -> Vec<(Operation, Call)> {
    let mut calls = Vec::new();
    for operation in Operation::VARIANTS {
        calls.push((*operation, prepare(world, *operation, role).await));
    }
    calls.extend(world.more().await);
    calls
}

#[actix_web::test]
async fn a_number_of_another_partner_says_nothing() {
    let app = World::app().await;
    let (alder, birch) = (World::alder(&app).await, World::birch(&app).await);
    for (noun, operation) in [("affiliations", Operation::UpsertAffiliation), ("learners", Operation::UpsertLearner)] {
        let call = prepare(&alder, operation, Role::Partner).await;
        let made = call.by(alder.partner()).await.expect(201);
        let theirs = call.by(birch.partner()).await.expect(201);
        assert_ne!(made.id(), theirs.id());
        let only = call.clone().with("if-match", "*");
        let unknown = prepare(&alder, operation, Role::Partner).await.with("if-match", "*");
        for stranger in [World::elsewhere(&app).await.partner(), alder.coordinator()] {
            assert_eq!(only.by(stranger).await.masked(), unknown.by(stranger).await.masked(), "{noun}");
        }
        let read = alder.partner().get(made.header("location")).await.expect(200);
        assert_eq!((read.body, read.headers["etag"].clone()), (made.body.clone(), made.headers["etag"].clone()));
    }
}

#[actix_web::test]
async fn a_session_that_is_not_public_or_of_another_network_is_not_there_for_the_public() {
    let app = World::app().await;
    let world = World::alder(&app).await;
    let anybody = app.anybody();
    for (role, network) in [(Role::Partner, "bexley"), (Role::BookingSite, "elsewhere")] {
        let id = ids_in(&prepare(&world, Operation::GetSession, role).await.path).remove(0);
        for address in [format!("/v1/public/networks/{network}/sessions/{id}"), format!("/n/{network}/sessions/{id}")] {
            let (foreign, unknown) = (anybody.get(&address).await, anybody.get(&without_ids(&address)).await);
            assert_eq!(foreign.clone().expect(404).masked(), unknown.masked(), "{address}");
            assert_eq!(foreign.text.len(), unknown.text.len(), "{address}");
        }
    }
    let nobody = json!(null);
    assert_eq!(anybody.get("/v1/public/sessions?setting=home").await.expect(200).body["next_cursor"], nobody);
}
