//! `/v1/attestations`, and what counts by them.

use rstest::rstest;
use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

/// A person whom Alder and Birch know, with a check at Alder that can be relied on.
struct Shared {
    at_alder: AffiliationId,
    at_birch: AffiliationId,
    champion: Value,
    check: Response,
}

async fn shared(app: &TestApp) -> Shared {
    let at_alder = app.plant_champion(app.seed.bexley.alder.id).await;
    let at_birch = app.plant_shared_champion(at_alder, app.seed.bexley.birch.id).await;
    let alder = app.alder().await;
    let check = json!({
        "affiliation_id": at_alder, "scheme": "dbs", "level": "enhanced", "workforce": "adult", "issued_on": "2026-10-01",
        "eligibility_basis": "Regular visits to adults at home",
        "certificate": { "seen_by": "manager", "seen_on": "2026-10-08" },
        "decision": { "decided_on": "2026-10-09", "outcome": "suitable" },
    });
    let check = alder.post("/v1/checks", check).await.expect(201);
    let known = alder.get(&format!("/v1/affiliations/{at_alder}")).await.expect(200);
    Shared { at_alder, at_birch, champion: known.body["champion_id"].clone(), check }
}

async fn consent(partner: &Client, shared: &Shared, recipient: &str) -> String {
    let consent = json!({
        "champion_id": shared.champion, "purpose": "share_attestations", "recipient": recipient,
        "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    partner.post("/v1/consents", consent).await.expect(201).header("location").to_owned()
}

fn check_seen(app: &TestApp, shared: &Shared) -> Value {
    json!({
        "affiliation_id": shared.at_alder, "to_partner_id": app.seed.bexley.birch.id, "kind": "check_seen",
        "check_id": shared.check.id(), "on": "2026-10-08",
    })
}

#[actix_web::test]
async fn it_is_said_with_consent_and_read_by_both_and_nobody_else() {
    let app = TestApp::start().await;
    let shared = shared(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let say = || alder.post("/v1/attestations", check_seen(&app, &shared));
    say().await.expect_problem(409, "attestation_consent_required");
    consent(&alder, &shared, "Cedar").await;
    consent(&birch, &shared, "Birch").await;
    say().await.expect_problem(409, "attestation_consent_required");
    let agreed = consent(&alder, &shared, "birch").await;
    let said = say().await.expect(201);
    let expected = json!({
        "id": said.id(), "partner_id": app.seed.bexley.alder.id, "to_partner_id": app.seed.bexley.birch.id,
        "champion_id": shared.champion, "kind": "check_seen", "scheme": "dbs", "level": "enhanced", "workforce": "adult",
        "issued_on": "2026-10-01", "on": "2026-10-08",
        "created_at": "2026-12-01T09:00:00Z", "updated_at": "2026-12-01T09:00:00Z",
    });
    for side in [&alder, &birch] {
        assert_eq!(side.get(said.header("location")).await.expect(200).body, expected);
        assert_eq!(side.get("/v1/attestations").await.expect(200).ids(), [said.id()]);
    }
    let cedar = app.plant_partner("Cedar").await;
    for other in [&cedar, &app.elsewhere().await] {
        other.get(said.header("location")).await.expect_problem(404, "not_found");
    }
    birch.get(shared.check.header("location")).await.expect_problem(404, "not_found");
    birch.delete(said.header("location")).if_match("*").await.expect_problem(404, "not_found");

    alder.post(&format!("{agreed}/withdraw"), json!({ "withdrawn_by": "person" })).await.expect(200);
    for side in [&alder, &birch] {
        side.get(said.header("location")).await.expect_problem(404, "not_found");
    }
    let events = app.events(&birch).await;
    let told: Vec<_> = events.iter().filter(|event| event["id"] == said.id()).map(|event| &event["change"]).collect();
    assert_eq!(told, ["created", "updated"]);
}

/// Under a policy that requires the check, the champion whom another partner has seen it of may do what is open.
#[rstest]
#[case::not_accepted(json!([]), false)]
#[case::accepted(json!([{ "scheme": "dbs", "level": "enhanced" }]), true)]
#[case::of_a_lower_level(json!([{ "scheme": "dbs", "level": "basic" }]), false)]
#[actix_web::test]
async fn what_another_partner_has_seen_counts_by_the_partner_s_own_policy(
    #[case] accepted: Value,
    #[case] counts: bool,
) {
    let app = TestApp::start().await;
    let shared = shared(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let policy = birch.get("/v1/policies").await.expect(200).ids().remove(0);
    let rules = json!({
        "required_checks": [{ "scheme": "dbs", "level": "enhanced", "eligibility_basis": "Visits to adults at home" }],
        "accepted_attestations": accepted,
    });
    birch.patch(&format!("/v1/policies/{policy}"), rules).if_match("*").await.expect(200);
    let remote =
        json!({ "settings": ["remote"], "availability": [{ "weekday": "tuesday", "start": "09:00", "end": "17:00" }] });
    let address = format!("/v1/affiliations/{}", shared.at_birch);
    birch.patch(&address, remote).if_match("*").await.expect(200);
    let planned = birch.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let open = async || birch.get(&format!("/v1/affiliations/{}/open-shifts", shared.at_birch)).await.expect(200).ids();
    assert_eq!(open().await, [""; 0]);
    consent(&alder, &shared, "Birch").await;
    alder.post("/v1/attestations", check_seen(&app, &shared)).await.expect(201);
    assert_eq!(open().await == [planned.id()], counts);
    // Once the check cannot be relied on, nothing is said of it any more.
    let unsuitable = json!({ "decision": { "decided_on": "2026-11-30", "outcome": "unsuitable" } });
    alder.patch(shared.check.header("location"), unsuitable).if_match("*").await.expect(200);
    assert_eq!(open().await, [""; 0]);
    assert_eq!(birch.get("/v1/attestations").await.expect(200).ids(), [""; 0]);
    alder.post("/v1/attestations", check_seen(&app, &shared)).await.expect_problem(409, "check_not_current");
}
