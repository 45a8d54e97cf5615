//! Two persons found to be one, and taking that back.

use serde_json::{Value, json};

use super::{code_for, recorded};
use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

fn address(affiliation: &Response, command: &str) -> String {
    format!("/v1/champions/{}/{command}", affiliation.text_of("champion_id"))
}

/// The partner's champion is the one whose code this is.
async fn merge(partner: &Client, own: &Response, code: &str) -> Response {
    partner.post(&address(own, "merge"), json!({ "join_code": code })).await
}

/// A confirmed shift from one hour to another on 8 December, or the refusal to confirm it.
async fn confirm(partner: &Client, affiliation: &Response, hours: (u32, u32)) -> Response {
    let at = |hour| format!("2026-12-08T{hour:02}:00:00Z");
    let times = json!({ "starts_at": at(hours.0), "ends_at": at(hours.1) });
    let planned = partner.post("/v1/sessions", session(&times)).await.expect(201);
    let ask = json!({ "session_id": planned.id(), "affiliation_id": affiliation.id() });
    let shift = partner.post("/v1/shifts", ask).await.expect(201);
    partner.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await
}

async fn person(partner: &Client, affiliation: &Response) -> Value {
    partner.get(affiliation.header("location")).await.expect(200).body["champion_id"].clone()
}

#[actix_web::test]
async fn the_commitments_of_both_count_once_they_are_one_and_apart_again_after() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ours, theirs) = (recorded(&alder).await, recorded(&birch).await);
    confirm(&alder, &ours, (10, 12)).await.expect(200);
    let merged = merge(&alder, &ours, &code_for(&birch, &theirs).await).await.expect(200);
    assert_eq!(merged.body, json!({ "id": theirs.body["champion_id"] }));
    assert_eq!(person(&alder, &ours).await, theirs.body["champion_id"]);
    alder.get(&address(&ours, "")).await.expect(404);
    confirm(&birch, &theirs, (11, 13)).await.expect_problem(409, "champion_busy");
    confirm(&birch, &theirs, (12, 13)).await.expect(200);

    // What was made since goes back with the record that it is of.
    confirm(&alder, &ours, (14, 15)).await.expect(200);
    let back = alder.tell(&address(&theirs, "unmerge")).await.expect(200);
    assert_eq!(back.body, json!({ "id": ours.body["champion_id"] }));
    assert_eq!(person(&alder, &ours).await, ours.body["champion_id"]);
    assert_eq!(person(&birch, &theirs).await, theirs.body["champion_id"]);
    confirm(&birch, &theirs, (9, 10)).await.expect(200);
    confirm(&birch, &theirs, (14, 15)).await.expect(200);
    confirm(&alder, &ours, (11, 12)).await.expect_problem(409, "champion_busy");
    alder.tell(&address(&ours, "unmerge")).await.expect_problem(409, "wrong_state");
    birch.tell(&address(&theirs, "unmerge")).await.expect_problem(409, "wrong_state");
}

#[actix_web::test]
async fn two_who_are_taken_at_the_same_hour_are_not_made_one() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ours, theirs) = (recorded(&alder).await, recorded(&birch).await);
    confirm(&alder, &ours, (10, 12)).await.expect(200);
    confirm(&birch, &theirs, (11, 13)).await.expect(200);
    let code = code_for(&birch, &theirs).await;
    let busy = merge(&alder, &ours, &code).await.expect_problem(409, "champion_busy");
    assert_eq!(busy.body["detail"], "This champion is busy at that time.");
    assert_eq!(person(&alder, &ours).await, ours.body["champion_id"]);
    // Nothing happened, so the code still works; and what is over does not count.
    app.pass(chrono::TimeDelta::days(8));
    merge(&app.alder().await, &ours, &code).await.expect(200);
}

#[actix_web::test]
async fn it_takes_a_code_that_works_and_is_of_another_person() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ours, theirs) = (recorded(&alder).await, recorded(&birch).await);
    let own = code_for(&alder, &ours).await;
    let refused = merge(&alder, &ours, &own).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/join_code", "inconsistent")]);
    let wrong = merge(&alder, &ours, "0000-0000-0000").await.expect_problem(422, "invalid");
    assert_eq!(wrong.refusals(), [("/join_code", "unknown_reference")]);
    let code = code_for(&birch, &theirs).await;
    // Whose record it is not, and who is elsewhere, does not get as far as the code.
    for stranger in [&birch, &app.elsewhere().await, &app.plant_partner("Cedar").await] {
        let foreign = merge(stranger, &ours, &code).await.expect_problem(404, "not_found");
        let unknown = json!({ "join_code": code });
        let unknown = stranger.post("/v1/champions/chm_0198c0de00007000800000000000dead/merge", unknown).await;
        assert_eq!(foreign.masked(), unknown.masked());
        stranger.tell(&address(&ours, "unmerge")).await.expect_problem(404, "not_found");
    }
    merge(&alder, &ours, &code).await.expect(200);
}

#[actix_web::test]
async fn a_partner_with_both_ends_one_of_them_first() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (kept, twice) = (recorded(&alder).await, recorded(&alder).await);
    let code = code_for(&alder, &kept).await;
    merge(&alder, &twice, &code).await.expect_problem(409, "already_exists");
    let end = json!({ "stage": "ended", "reason": "Twice on file" });
    alder.post(&format!("/v1/affiliations/{}/stage", twice.id()), end).await.expect(200);
    merge(&alder, &twice, &code).await.expect(200);
    let of_person = format!("/v1/affiliations?champion_id={}", kept.text_of("champion_id"));
    assert_eq!(alder.get(&of_person).await.expect(200).ids(), [kept.id(), twice.id()]);
}

#[actix_web::test]
async fn what_a_third_partner_knows_moves_too_and_nobody_learns_of_the_others() {
    let app = TestApp::start().await;
    let (alder, birch, cedar) = (app.alder().await, app.birch().await, app.plant_partner("Cedar").await);
    let (ours, theirs) = (recorded(&alder).await, recorded(&birch).await);
    let joining = json!({ "given_name": "Demo A.", "join_code": code_for(&alder, &ours).await });
    let third = cedar.post("/v1/affiliations", joining).await.expect(201);
    let consent = json!({
        "champion_id": third.body["champion_id"], "purpose": "contact", "recipient": "Cedar", "wording_version": "1",
        "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    let consent = cedar.post("/v1/consents", consent).await.expect(201);
    let before = [app.events(&alder).await.len(), app.events(&birch).await.len(), app.events(&cedar).await.len()];
    merge(&alder, &ours, &code_for(&birch, &theirs).await).await.expect(200);

    assert_eq!(person(&cedar, &third).await, theirs.body["champion_id"]);
    assert_eq!(cedar.get(consent.header("location")).await.expect(200).body["champion_id"], theirs.body["champion_id"]);
    let bexley = &app.seed.bexley;
    for (reader, seen_before, others) in [
        (&birch, before[1], vec![bexley.alder.client.id.clone(), ours.id(), third.id(), consent.id()]),
        (
            &cedar,
            before[2],
            vec![bexley.alder.client.id.clone(), bexley.birch.client.id.clone(), ours.id(), theirs.id()],
        ),
        (&alder, before[0], vec![bexley.birch.client.id.clone(), theirs.id(), third.id(), consent.id()]),
    ] {
        let events = app.events(reader).await;
        let seen = serde_json::to_string(&events[seen_before..]).unwrap();
        assert!(others.iter().all(|other| !seen.contains(other.as_str())), "{seen}");
    }
    let told = app.events(&cedar).await;
    let told: Vec<_> = told[before[2]..].iter().map(|event| event["id"].as_str().unwrap().to_owned()).collect();
    for id in [&third.id(), &consent.id(), &third.text_of("champion_id"), &theirs.text_of("champion_id")] {
        assert!(told.contains(id), "{told:?}");
    }
    // Only who asked can take it back.
    cedar.tell(&address(&theirs, "unmerge")).await.expect_problem(409, "wrong_state");
    alder.tell(&address(&theirs, "unmerge")).await.expect(200);
    assert_eq!(person(&cedar, &third).await, ours.body["champion_id"]);
    assert_eq!(cedar.get(consent.header("location")).await.expect(200).body["champion_id"], ours.body["champion_id"]);
    assert_eq!(person(&birch, &theirs).await, theirs.body["champion_id"]);
}
