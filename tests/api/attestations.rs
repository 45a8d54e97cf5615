//! `/v1/attestations`, and what counts by them.

use chrono::TimeDelta;
use rstest::rstest;
use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    harness::{Client, Response, TestApp},
    requests::ask,
    sessions::session,
};

/// A person whom Alder knows, and perhaps Birch, with a check at Alder that can be relied on.
struct Known {
    at_alder: AffiliationId,
    champion: Value,
    check: Response,
}

/// The same, known to Birch.
struct Shared {
    at_birch: AffiliationId,
    known: Known,
}

impl std::ops::Deref for Shared {
    type Target = Known;

    fn deref(&self) -> &Known {
        &self.known
    }
}

async fn shared(app: &TestApp) -> Shared {
    let known = known(app).await;
    Shared { at_birch: app.plant_shared_champion(known.at_alder, app.seed.bexley.birch.id).await, known }
}

async fn known(app: &TestApp) -> Known {
    let at_alder = app.plant_champion(app.seed.bexley.alder.id).await;
    let alder = app.alder().await;
    let check = json!({
        "affiliation_id": at_alder, "scheme": "dbs", "level": "enhanced", "workforce": "adult", "issued_on": "2026-10-01",
        "eligibility_basis": "Regular visits to adults at home",
        "certificate": { "seen_by": "manager", "seen_on": "2026-10-08" },
        "decision": { "decided_on": "2026-10-09", "outcome": "suitable" },
    });
    let check = alder.post("/v1/checks", check).await.expect(201);
    let known = alder.get(&format!("/v1/affiliations/{at_alder}")).await.expect(200);
    Known { at_alder, champion: known.body["champion_id"].clone(), check }
}

async fn consent(partner: &Client, known: &Known, recipient: &str) -> String {
    let consent = json!({
        "champion_id": known.champion, "purpose": "share_attestations", "recipient": recipient,
        "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    partner.post("/v1/consents", consent).await.expect(201).header("location").to_owned()
}

fn check_seen(app: &TestApp, known: &Known) -> Value {
    json!({
        "affiliation_id": known.at_alder, "to_partner_id": app.seed.bexley.birch.id, "kind": "check_seen",
        "check_id": known.check.id(), "on": "2026-10-08",
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
        "issued_on": "2026-10-01", "on": "2026-10-08", "until": null,
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

/// What Birch's events say of something.
async fn told(app: &TestApp, birch: &Client, id: &str) -> Vec<Value> {
    let events = app.events(birch).await.into_iter();
    events.filter(|event| event["id"] == id).map(|event| event["change"].clone()).collect()
}

#[actix_web::test]
async fn a_partner_without_a_record_of_the_person_hears_nothing_and_the_giver_is_not_told() {
    let app = TestApp::start().await;
    let known = known(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    consent(&alder, &known, "Birch").await;
    let said = alder.post("/v1/attestations", check_seen(&app, &known)).await.expect(201);
    let unknown = birch.get("/v1/attestations/att_0198c0de00007000800000000000000a").await;
    let read = async || birch.get(said.header("location")).await;
    let listed = async || birch.get("/v1/attestations").await.expect(200).ids();
    assert_eq!(read().await.expect(404).masked(), unknown.masked());
    assert_eq!((listed().await, told(&app, &birch, &said.id()).await), (vec![], vec![]));

    let at_birch = app.plant_shared_champion(known.at_alder, app.seed.bexley.birch.id).await;
    read().await.expect(200);
    assert_eq!((listed().await, told(&app, &birch, &said.id()).await), (vec![said.id()], vec![json!("created")]));

    let end = json!({ "stage": "ended", "reason": "Moved away" });
    birch.post(&format!("/v1/affiliations/{at_birch}/stage"), end).await.expect(200);
    assert_eq!(read().await.expect(404).masked(), unknown.masked());
    assert_eq!((listed().await, told(&app, &birch, &said.id()).await.len()), (vec![], 2));
    alder.delete(said.header("location")).if_match("*").await.expect(204);
    assert_eq!(told(&app, &birch, &said.id()).await.len(), 2);
}

#[actix_web::test]
async fn who_acts_for_the_giver_is_not_told() {
    let app = TestApp::start().await;
    let shared = shared(&app).await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let delegation =
        json!({ "to": "coordinator", "scopes": ["checks:write"], "until": "2027-03-01T00:00:00Z", "reason": "Away" });
    alder.post("/v1/delegations", delegation).await.expect(201);
    consent(&alder, &shared, "Birch").await;
    let giver = app.seed.bexley.alder.id;
    let said = coordinator.post("/v1/attestations", check_seen(&app, &shared)).acting_for(giver).await.expect(201);
    coordinator.delete(said.header("location")).if_match("*").acting_for(giver).await.expect(204);
    let signed = async |reader: &Client| {
        let of_it = app.events(reader).await.into_iter().filter(|event| event["id"] == said.id());
        let signatures = of_it.map(|event| (event["delegation_id"].is_string(), event["client"].is_string()));
        signatures.collect::<Vec<_>>()
    };
    assert_eq!(signed(&alder).await, [(true, true); 2]);
    assert_eq!(signed(&birch).await, [(false, false); 2]);
}

#[rstest]
#[case::taken_back(async |app: &TestApp, _: &Shared, said: &Response| {
    app.alder().await.delete(said.header("location")).if_match(said.header("etag")).await.expect(204);
})]
#[case::the_person_has_gone(async |app: &TestApp, shared: &Shared, _: &Response| {
    let end = json!({ "stage": "ended", "reason": "Moved away" });
    app.alder().await.post(&format!("/v1/affiliations/{}/stage", shared.at_alder), end).await.expect(200);
})]
#[actix_web::test]
async fn it_ends_for_both(#[case] end: impl AsyncFn(&TestApp, &Shared, &Response)) {
    let app = TestApp::start().await;
    let shared = shared(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    consent(&alder, &shared, "Birch").await;
    let said = alder.post("/v1/attestations", check_seen(&app, &shared)).await.expect(201);
    birch.get(said.header("location")).await.expect(200);
    end(&app, &shared, &said).await;
    for side in [&alder, &birch] {
        side.get(said.header("location")).await.expect_problem(404, "not_found");
        assert_eq!(side.get("/v1/attestations").await.expect(200).ids(), [""; 0]);
    }
    assert_eq!(told(&app, &birch, &said.id()).await, ["created", "updated"]);
}

#[actix_web::test]
async fn after_its_last_day_only_the_giver_reads_it() {
    let app = TestApp::start().await;
    let shared = shared(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    consent(&alder, &shared, "Birch").await;
    let mut details = check_seen(&app, &shared);
    details["until"] = "2026-12-01".into();
    let said = alder.post("/v1/attestations", details.clone()).await.expect(201);
    assert_eq!(birch.get(said.header("location")).await.expect(200).body["until"], "2026-12-01");
    app.pass(TimeDelta::days(1));
    let (alder, birch) = (app.alder().await, app.birch().await);
    birch.get(said.header("location")).await.expect_problem(404, "not_found");
    assert_eq!(birch.get("/v1/attestations").await.expect(200).ids(), [""; 0]);
    assert_eq!(alder.get("/v1/attestations").await.expect(200).ids(), [said.id()]);
    let refused = alder.post("/v1/attestations", details).await.expect_problem(422, "invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/until");
}

#[rstest]
#[case::an_unknown_partner(json!({ "to_partner_id": "ptn_0198c0de00007000800000000000000a" }), "/to_partner_id")]
#[case::an_unknown_record(json!({ "affiliation_id": "aff_0198c0de00007000800000000000000a" }), "/affiliation_id")]
#[case::an_unknown_check(json!({ "check_id": "chk_0198c0de00007000800000000000000a" }), "/check_id")]
#[case::a_check_too_many(json!({ "kind": "references_held" }), "/check_id")]
#[case::to_come(json!({ "on": "2026-12-02" }), "/on")]
#[actix_web::test]
async fn it_says_what_is_wrong(#[case] changes: Value, #[case] pointer: &str) {
    let app = TestApp::start().await;
    let known = known(&app).await;
    let alder = app.alder().await;
    consent(&alder, &known, "Birch").await;
    let mut details = check_seen(&app, &known);
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let refused = alder.post("/v1/attestations", details).await.expect_problem(422, "invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], pointer);
}

#[actix_web::test]
async fn nothing_is_said_or_given_to_a_partner_that_has_left() {
    let app = TestApp::start().await;
    let known = known(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    consent(&alder, &known, "Birch").await;
    let to = app.seed.bexley.birch.id;
    let leave = json!({ "stage": "left", "reason": "No money" });
    birch.post(&format!("/v1/partners/{to}/stage"), leave).await.expect(200);
    let delegation = json!({
        "to": "partner", "to_partner_id": to, "scopes": ["sessions:write"], "until": "2027-03-01T00:00:00Z",
        "reason": "Away",
    });
    for (path, body) in [("/v1/attestations", check_seen(&app, &known)), ("/v1/delegations", delegation)] {
        let refused = alder.post(path, body).await.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/to_partner_id", "inconsistent")], "{path}");
    }
}

fn enhanced() -> Value {
    json!([{ "scheme": "dbs", "level": "enhanced", "eligibility_basis": "Visits to adults at home" }])
}

#[actix_web::test]
async fn a_policy_trusts_partners_that_there_are() {
    let app = TestApp::start().await;
    let birch = app.birch().await;
    let policy = format!("/v1/policies/{}", birch.get("/v1/policies").await.expect(200).ids().remove(0));
    let accepted =
        |from: Value| json!({ "accepted_attestations": [{ "scheme": "dbs", "level": "basic", "from": from }] });
    let trusting = accepted(json!([app.seed.bexley.alder.id, "ptn_0198c0de00007000800000000000000a"]));
    let refused = birch.patch(&policy, trusting).if_match("*").await.expect_problem(422, "invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], "/accepted_attestations/0/from/1");
    birch.patch(&policy, accepted(json!([app.seed.bexley.alder.id]))).if_match("*").await.expect(200);
}

/// For a request of Birch's, on a Tuesday a week from now.
#[rstest]
#[case::accepted(json!([{ "scheme": "dbs", "level": "enhanced" }]), None, "counts")]
#[case::not_accepted(json!([]), Some("check_missing"), "not_accepted")]
#[case::too_old(json!([{ "scheme": "dbs", "level": "enhanced", "max_age_months": 1 }]), Some("check_lapsed"), "lapsed")]
#[actix_web::test]
async fn an_explanation_names_it_or_says_why_it_is_not_enough(
    #[case] accepted: Value,
    #[case] fails: Option<&str>,
    #[case] verdict: &str,
) {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    let shared = shared(&app).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    consent(&alder, &shared, "Birch").await;
    let said = alder.post("/v1/attestations", check_seen(&app, &shared)).await.expect(201);
    let policy = format!("/v1/policies/{}", birch.get("/v1/policies").await.expect(200).ids().remove(0));
    let rules = json!({ "required_checks": enhanced(), "accepted_attestations": accepted });
    birch.patch(&policy, rules).if_match("*").await.expect(200);
    let helps = json!({
        "settings": ["venue"], "skills": [{ "topic": "blue-badge", "level": "confident" }],
        "availability": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }],
    });
    birch.patch(&format!("/v1/affiliations/{}", shared.at_birch), helps).if_match("*").await.expect(200);
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let address = format!("{}/champions/{}", request.header("location"), shared.at_birch);
    let explained = birch.get(&address).await.expect(200).body;
    let failed = explained["rules"].as_array().unwrap().iter().find(|rule| rule["rejects"] == true);
    assert_eq!(failed.map(|rule| rule["rule"].as_str().unwrap()), fails);
    let proof = if fails.is_none() { json!("attestation") } else { Value::Null };
    let attestation =
        json!({ "attestation_id": said.id(), "partner_id": app.seed.bexley.alder.id, "verdict": verdict });
    assert_eq!(
        explained["checks"],
        json!([{ "scheme": "dbs", "level": "enhanced", "workforce": null, "met_by": proof, "attestations": [attestation] }])
    );
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
        "required_checks": enhanced(),
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
