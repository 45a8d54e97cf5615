//! Free and busy times across partners.

use rstest::rstest;
use serde_json::{Value, json};
use trellis_domain::{AffiliationId, PartnerId};

use crate::{
    harness::{Client, TestApp},
    sessions::session,
};

const DAY: &str = "from=2026-12-08T00:00:00Z&to=2026-12-09T00:00:00Z";

fn at(time: &str) -> String {
    format!("2026-12-08T{time}:00Z")
}

/// A shift that the champion has said yes to.
async fn confirm(partner: &Client, champion: AffiliationId, start: &str, end: &str) {
    let times = json!({ "starts_at": at(start), "ends_at": at(end) });
    let planned = partner.post("/v1/sessions", session(&times)).await.expect(201);
    let ask = json!({ "session_id": planned.id(), "affiliation_id": champion });
    let shift = partner.post("/v1/shifts", ask).await.expect(201);
    partner.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await.expect(200);
}

/// What the person agreed to, with some of it otherwise.
async fn consent(partner: &Client, champion: AffiliationId, changes: &Value) -> String {
    let affiliation = partner.get(&format!("/v1/affiliations/{champion}")).await.expect(200);
    let mut consent = json!({
        "champion_id": affiliation.body["champion_id"], "purpose": "free_busy", "recipient": "birch",
        "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    consent.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    partner.post("/v1/consents", consent).await.expect(201).header("location").to_owned()
}

#[actix_web::test]
async fn who_takes_the_name_of_a_recipient_is_not_let_in_and_who_gives_it_up_still_is() {
    let app = TestApp::start().await;
    let (bexley, alder, birch) = (&app.seed.bexley, app.alder().await, app.birch().await);
    let ada = app.plant_champion(bexley.alder.id).await;
    let same_ada = app.plant_shared_champion(ada, bexley.birch.id).await;
    consent(&alder, ada, &json!({ "recipient": "Alder" })).await;
    let address = |affiliation: AffiliationId| format!("/v1/affiliations/{affiliation}/busy?{DAY}");
    let rename = async |partner: &Client, id: PartnerId, name: &str| {
        partner.patch(&format!("/v1/partners/{id}"), json!({ "name": name })).if_match("*").await.expect(200);
    };
    rename(&alder, bexley.alder.id, "Elder").await;
    rename(&birch, bexley.birch.id, "Alder").await;
    alder.get(&address(ada)).await.expect(200);
    birch.get(&address(same_ada)).await.expect_problem(409, "free_busy_consent_required");
    // Now that another has the name, the words alone do not say who is meant.
    rename(&alder, bexley.alder.id, "alder").await;
    let person = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200).body["champion_id"].clone();
    let mut said = json!({
        "champion_id": person, "purpose": "free_busy", "recipient": "ALDER", "wording_version": "1",
        "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    let refused = alder.post("/v1/consents", said.clone()).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/recipient_id", "required")]);
    said["recipient_id"] = json!(bexley.birch.id);
    assert_eq!(alder.post("/v1/consents", said).await.expect(201).body["recipient_id"], json!(bexley.birch.id));
    birch.get(&address(same_ada)).await.expect(200);
}

#[actix_web::test]
async fn with_consent_the_hours_are_seen_and_nothing_else() {
    let app = TestApp::start().await;
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    confirm(&alder, ada, "09:00", "10:00").await;
    confirm(&birch, same_ada, "10:00", "11:30").await;
    confirm(&alder, ada, "14:00", "15:00").await;
    let address = format!("/v1/affiliations/{same_ada}/busy?{DAY}");
    let refused = birch.get(&address).await.expect_problem(409, "free_busy_consent_required");
    assert!(refused.text_of("detail").contains("free_busy"));
    let stretch = |start: &str, end: &str| json!({ "starts_at": at(start), "ends_at": at(end) });
    let own = birch.get(&format!("{address}&across=partner")).await.expect(200);
    assert_eq!(own.body["busy"], json!([stretch("10:00", "11:30")]));

    let agreed = consent(&birch, same_ada, &json!({})).await;
    let expected = json!({
        "from": "2026-12-08T00:00:00Z", "to": "2026-12-09T00:00:00Z", "across": "network",
        "busy": [stretch("09:00", "11:30"), stretch("14:00", "15:00")],
    });
    assert_eq!(birch.get(&address).await.expect(200).body, expected);
    // Cut to the window that is asked for.
    let hour = format!("/v1/affiliations/{same_ada}/busy?from={}&to={}", at("09:30"), at("14:00"));
    assert_eq!(birch.get(&hour).await.expect(200).body["busy"], json!([stretch("09:30", "11:30")]));
    // It was given to one partner, and ends at once.
    let theirs = format!("/v1/affiliations/{ada}/busy?{DAY}");
    alder.get(&theirs).await.expect_problem(409, "free_busy_consent_required");
    birch.get(&theirs).await.expect_problem(404, "not_found");
    birch.post(&format!("{agreed}/withdraw"), json!({ "withdrawn_by": "person" })).await.expect(200);
    birch.get(&address).await.expect_problem(409, "free_busy_consent_required");
}

/// Whoever heard it, a consent counts if it is of this person, for this, and names the partner that asks.
#[rstest]
#[case(json!({}), true)]
#[case(json!({ "recipient": "Alder" }), false)]
#[case(json!({ "purpose": "share_attestations" }), false)]
#[actix_web::test]
async fn which_consent_counts(#[case] changes: Value, #[case] counts: bool) {
    let app = TestApp::start().await;
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    consent(&app.alder().await, ada, &changes).await;
    let answer = app.birch().await.get(&format!("/v1/affiliations/{same_ada}/busy")).await;
    assert_eq!(answer.status, if counts { 200 } else { 409 });
}

#[rstest]
#[case("from=2026-12-01T00:00:00Z&to=2026-12-29T00:00:00Z", 200)]
#[case("from=2026-12-01T00:00:00Z&to=2026-12-29T00:00:01Z", 422)]
#[case("from=2026-12-01T00:00:00Z&to=2026-12-01T00:00:00Z", 422)]
#[actix_web::test]
async fn at_most_four_weeks_are_asked_for_at_once(#[case] window: &str, #[case] status: u16) {
    let app = TestApp::start().await;
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let address = format!("/v1/affiliations/{ada}/busy?across=partner&{window}");
    assert_eq!(app.alder().await.get(&address).await.status, status);
}
