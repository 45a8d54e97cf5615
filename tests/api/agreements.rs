//! `/v1/agreements`, and the champions who are lent by them.

use chrono::TimeDelta;
use futures::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    champions::code_for,
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// A champion of Alder's who may be lent to Birch, and the consent's address.
async fn to_lend(app: &TestApp) -> (AffiliationId, String) {
    let alder = app.alder().await;
    let ada = champion(app, &json!({})).await;
    let person = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200).text_of("champion_id");
    let consent = json!({
        "champion_id": person, "purpose": "lending", "recipient": "birch", "wording_version": "1",
        "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    let consent = alder.post("/v1/consents", consent).await.expect(201);
    (ada, consent.header("location").to_owned())
}

/// An offer of Alder's to Birch, from a week from now.
fn offer(app: &TestApp, whom: AffiliationId) -> Value {
    let to = app.seed.bexley.birch.id;
    json!({ "affiliation_id": whom, "to_partner_id": to, "from": "2026-12-08", "until": "2026-12-14" })
}

async fn agreed(app: &TestApp, whom: AffiliationId) -> String {
    let offered = app.alder().await.post("/v1/agreements", offer(app, whom)).await.expect(201);
    let agreement = offered.header("location").to_owned();
    app.birch().await.tell(&format!("{agreement}/accept")).await.expect(200);
    agreement
}

async fn proposals(client: &Client, request: &Response) -> Response {
    client.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201)
}

async fn proposed(client: &Client, request: &Response) -> Vec<Value> {
    let ranking = proposals(client, request).await;
    ranking.body["items"].as_array().unwrap().iter().map(|item| item["affiliation_id"].clone()).collect()
}

#[actix_web::test]
async fn both_sides_agree_and_nobody_else_reads_it() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let ada = champion(&app, &json!({})).await;
    alder.post("/v1/agreements", offer(&app, ada)).await.expect_problem(409, "lending_consent_required");
    let (ada, _) = to_lend(&app).await;
    let offered = alder.post("/v1/agreements", offer(&app, ada)).await.expect(201);
    let address = offered.header("location").to_owned();
    let expected = json!({
        "id": offered.id(), "partner_id": app.seed.bexley.alder.id, "to_partner_id": app.seed.bexley.birch.id,
        "affiliation_id": ada, "from": "2026-12-08", "until": "2026-12-14", "state": "offered",
        "decided_at": "2026-12-01T09:00:00Z", "created_at": "2026-12-01T09:00:00Z", "updated_at": "2026-12-01T09:00:00Z",
    });
    for side in [&alder, &birch] {
        assert_eq!(side.get(&address).await.expect(200).body, expected);
        assert_eq!(side.get("/v1/agreements?state=offered").await.expect(200).ids(), [offered.id()]);
        assert_eq!(side.get("/v1/agreements?state=accepted").await.expect(200).ids(), [""; 0]);
    }
    let cedar = app.plant_partner("Cedar").await;
    for other in [&cedar, &app.elsewhere().await] {
        other.get(&address).await.expect_problem(404, "not_found");
        other.tell(&format!("{address}/accept")).await.expect_problem(404, "not_found");
        other.tell(&format!("{address}/end")).await.expect_problem(404, "not_found");
    }
    alder.post("/v1/agreements", offer(&app, ada)).await.expect_problem(409, "already_exists");
    alder.tell(&format!("{address}/accept")).await.expect_problem(409, "agreement_other_side");
    assert_eq!(birch.tell(&format!("{address}/accept")).await.expect(200).body["state"], "accepted");
    birch.tell(&format!("{address}/accept")).await.expect_problem(409, "wrong_state");
    assert_eq!(alder.tell(&format!("{address}/end")).await.expect(200).body["state"], "ended");
    birch.tell(&format!("{address}/end")).await.expect_problem(409, "wrong_state");
    // The record of the person stays the lender's.
    birch.get(&format!("/v1/affiliations/{ada}")).await.expect_problem(404, "not_found");
    let told: Vec<_> = app.events(&birch).await;
    let told: Vec<_> = told.iter().filter(|event| event["id"] == offered.id()).map(|event| &event["change"]).collect();
    assert_eq!(told, ["created", "updated", "updated"]);
}

/// It is Tuesday, 1 December; Ada can on Tuesdays, and is lent from the 8th to the 14th.
#[actix_web::test]
async fn who_is_lent_is_proposed_on_the_days_of_the_agreement_and_on_no_other() {
    let app = start().await;
    let birch = app.birch().await;
    let (ada, _) = to_lend(&app).await;
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let explain = format!("{}/champions/{ada}", request.header("location"));
    assert_eq!(proposed(&birch, &request).await, [""; 0]);
    birch.get(&explain).await.expect_problem(404, "not_found");
    agreed(&app, ada).await;
    assert_eq!(proposed(&birch, &request).await, [json!(ada)]);
    let explained = birch.get(&explain).await.expect(200);
    assert_eq!(
        (&explained.body["outcome"], &explained.body["best"]["starts_at"]),
        (&json!("proposed"), &json!("2026-12-08T09:30:00Z"))
    );
    let before =
        birch.post("/v1/requests", ask(&json!({ "from": "2026-12-02", "until": "2026-12-07" }))).await.expect(201);
    let why = birch.get(&format!("{}/champions/{ada}", before.header("location"))).await.expect(200);
    let failed = why.body["rules"].as_array().unwrap().iter().find(|rule| rule["rejects"] == true).unwrap().clone();
    assert_eq!((&why.body["outcome"], &failed["rule"]), (&json!("rejected"), &json!("not_active")));
    assert_eq!(proposals(&birch, &before).await.body["rejected"], json!([{ "reason": "not_active", "count": 1 }]));
}

#[actix_web::test]
async fn a_check_of_the_lender_s_counts_only_by_attestation() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let check = json!({
        "affiliation_id": ada, "scheme": "dbs", "level": "basic", "workforce": "adult", "issued_on": "2026-10-01",
        "certificate": { "seen_by": "manager", "seen_on": "2026-10-08" },
        "decision": { "decided_on": "2026-10-09", "outcome": "suitable" },
    });
    let check = alder.post("/v1/checks", check).await.expect(201);
    agreed(&app, ada).await;
    let policy = format!("/v1/policies/{}", birch.get("/v1/policies").await.expect(200).ids().remove(0));
    let rules = json!({
        "required_checks": [{ "scheme": "dbs", "level": "basic" }],
        "accepted_attestations": [{ "scheme": "dbs", "level": "basic" }],
    });
    birch.patch(&policy, rules).if_match("*").await.expect(200);
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposed(&birch, &request).await, [""; 0]);
    let person = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200).text_of("champion_id");
    let consent = json!({
        "champion_id": person, "purpose": "share_attestations", "recipient": "Birch", "wording_version": "1",
        "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    alder.post("/v1/consents", consent).await.expect(201);
    let seen = json!({
        "affiliation_id": ada, "to_partner_id": app.seed.bexley.birch.id, "kind": "check_seen", "check_id": check.id(),
        "on": "2026-10-08",
    });
    alder.post("/v1/attestations", seen).await.expect(201);
    assert_eq!(proposed(&birch, &request).await, [json!(ada)]);
}

/// The one hour at which the champion can is accepted by both at once: one has it, the other is told that the champion is busy.
#[actix_web::test]
async fn the_lender_and_the_borrower_never_have_the_same_hour() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let an_hour = json!({ "availability": [{ "weekday": "tuesday", "start": "10:00", "end": "11:00" }] });
    alder.patch(&format!("/v1/affiliations/{ada}"), an_hour).if_match("*").await.expect(200);
    agreed(&app, ada).await;
    let mut offers = Vec::new();
    for side in [&alder, &birch] {
        let request = side.post("/v1/requests", ask(&json!({}))).await.expect(201);
        let proposal = proposals(side, &request).await.body["items"][0]["id"].as_str().unwrap().to_owned();
        offers.push((side, format!("/v1/proposals/{proposal}/accept")));
    }
    let answers = join_all(offers.iter().map(|(side, accept)| async move { side.tell(accept).await })).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 1));
    let refused = lost.into_iter().next().unwrap().expect_problem(409, "champion_busy");
    assert!(!refused.text.contains("ptn_"), "{}", refused.text);
}

#[rstest]
#[case::by_the_borrower(async |app: &TestApp, _: AffiliationId, agreement: &str, _: &str| {
    app.birch().await.tell(&format!("{agreement}/end")).await.expect(200);
})]
#[case::by_the_lender(async |app: &TestApp, _: AffiliationId, agreement: &str, _: &str| {
    app.alder().await.tell(&format!("{agreement}/end")).await.expect(200);
})]
#[case::without_consent(async |app: &TestApp, _: AffiliationId, _: &str, consent: &str| {
    app.alder().await.post(&format!("{consent}/withdraw"), json!({ "withdrawn_by": "person" })).await.expect(200);
})]
#[case::the_champion_has_gone(async |app: &TestApp, ada: AffiliationId, _: &str, _: &str| {
    let gone = json!({ "stage": "ended", "reason": "Moved away" });
    app.alder().await.post(&format!("/v1/affiliations/{ada}/stage"), gone).await.expect(200);
})]
#[actix_web::test]
async fn when_it_ends_what_was_to_come_is_called_off(#[case] end: impl AsyncFn(&TestApp, AffiliationId, &str, &str)) {
    let app = start().await;
    let birch = app.birch().await;
    let (ada, consent) = to_lend(&app).await;
    let agreement = agreed(&app, ada).await;
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposal = proposals(&birch, &request).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    let proposal = format!("/v1/proposals/{proposal}");
    birch.tell(&format!("{proposal}/accept")).await.expect(200);
    end(&app, ada, &agreement, &consent).await;
    assert_eq!(birch.get(&agreement).await.expect(200).body["state"], "ended");
    assert_eq!(birch.get(&proposal).await.expect(200).body["state"], "cancelled");
    assert_eq!(birch.get(request.header("location")).await.expect(200).body["state"], "taken");
    assert_eq!(proposed(&birch, &request).await, [""; 0]);
}

#[actix_web::test]
async fn after_its_last_day_it_is_over() {
    let app = start().await;
    let (ada, _) = to_lend(&app).await;
    let agreement = agreed(&app, ada).await;
    app.pass(TimeDelta::days(14));
    let (alder, birch) = (app.alder().await, app.birch().await);
    assert_eq!(birch.get(&agreement).await.expect(200).body["state"], "ended");
    assert_eq!(birch.get("/v1/agreements?state=ended").await.expect(200).ids().len(), 1);
    birch.tell(&format!("{agreement}/end")).await.expect_problem(409, "wrong_state");
    // And can be offered again.
    let mut again = offer(&app, ada);
    again["until"] = "2027-01-31".into();
    let again = alder.post("/v1/agreements", again).await.expect(201);
    birch.tell(&format!("{}/accept", again.header("location"))).await.expect(200);
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let ranking = proposals(&birch, &request).await;
    assert_eq!((&ranking.body["considered"], &ranking.body["passed"]), (&json!(1), &json!(1)));
}

#[rstest]
#[case::an_unknown_record(json!({ "affiliation_id": "aff_0198c0de00007000800000000000000a" }), "/affiliation_id")]
#[case::an_unknown_partner(json!({ "to_partner_id": "ptn_0198c0de00007000800000000000000a" }), "/to_partner_id")]
#[case::backwards(json!({ "until": "2026-12-07" }), "/until")]
#[case::too_long(json!({ "until": "2028-01-01" }), "/until")]
#[actix_web::test]
async fn it_says_what_is_wrong(#[case] changes: Value, #[case] pointer: &str) {
    let app = start().await;
    let (ada, _) = to_lend(&app).await;
    let mut details = offer(&app, ada);
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    let refused = app.alder().await.post("/v1/agreements", details).await.expect_problem(422, "invalid");
    assert_eq!(refused.body["errors"][0]["pointer"], pointer);
}

/// Ada's consent, heard by a partner, to be lent to Birch.
async fn consent(app: &TestApp, lender: &Client, whom: &str) {
    let known = lender.get(&format!("/v1/affiliations/{whom}")).await.expect(200);
    let consent = json!({
        "champion_id": known.text_of("champion_id"), "purpose": "lending", "recipient": "Birch", "wording_version": "1",
        "recipient_id": app.seed.bexley.birch.id, "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    lender.post("/v1/consents", consent).await.expect(201);
}

/// Whoever asks last would else decide whose record counts.
#[actix_web::test]
async fn a_person_is_borrowed_from_one_partner_at_a_time() {
    let app = start().await;
    let (alder, birch, cedar) = (app.alder().await, app.birch().await, app.plant_partner("Cedar").await);
    let (ada, _) = to_lend(&app).await;
    let first = agreed(&app, ada).await;
    let known = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200);
    let joining = json!({
        "given_name": "Demo A.", "stage": "active", "settings": ["venue"], "home_postcode": "DA6 7DA",
        "skills": [{ "topic": "specialist", "level": "confident" }], "join_code": code_for(&alder, &known).await,
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
    });
    let at_cedar = cedar.post("/v1/affiliations", joining).await.expect(201).id();
    consent(&app, &cedar, &at_cedar).await;
    let to = app.seed.bexley.birch.id;
    let second =
        json!({ "affiliation_id": at_cedar, "to_partner_id": to, "from": "2026-12-08", "until": "2026-12-30" });
    let second = cedar.post("/v1/agreements", second).await.expect(201).header("location").to_owned();
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposed(&birch, &request).await, [json!(ada)]);
    birch.tell(&format!("{second}/accept")).await.expect_problem(409, "already_exists");
    birch.tell(&format!("{first}/end")).await.expect(200);
    assert_eq!(proposed(&birch, &request).await, [""; 0]);
    birch.tell(&format!("{second}/accept")).await.expect(200);
    assert_eq!(proposed(&birch, &request).await, [json!(at_cedar)]);
}

#[rstest]
#[case::the_borrower(true)]
#[case::the_lender(false)]
#[actix_web::test]
async fn who_leaves_the_network_neither_lends_nor_borrows(#[case] borrower: bool) {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let agreement = agreed(&app, ada).await;
    let seed = &app.seed.bexley;
    let (leaver, id) = if borrower { (&birch, seed.birch.id) } else { (&alder, seed.alder.id) };
    if !borrower {
        let pause = json!({ "stage": "paused", "reason": "Away" });
        alder.post(&format!("/v1/affiliations/{ada}/stage"), pause).await.expect(200);
    }
    leaver
        .post(&format!("/v1/partners/{id}/stage"), json!({ "stage": "left", "reason": "No money" }))
        .await
        .expect(200);
    for (side, left) in [(&alder, !borrower), (&birch, borrower)] {
        assert_eq!(side.get(&agreement).await.expect(200).body["state"], "ended");
        assert_eq!(signed(&app, side, &agreement).await.last(), Some(&left), "who acts for the other is not told");
    }
    if borrower {
        let refused = alder.post("/v1/agreements", offer(&app, ada)).await.expect_problem(422, "invalid");
        assert_eq!(refused.body["errors"][0]["pointer"], "/to_partner_id");
    }
}

/// A partner that knows better is not talked out of it by what another attests, though its own record has ended.
#[actix_web::test]
async fn what_the_borrower_knows_against_somebody_still_counts() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let known = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200);
    let joining = json!({ "given_name": "Demo A.", "stage": "active", "join_code": code_for(&alder, &known).await });
    let at_birch = birch.post("/v1/affiliations", joining).await.expect(201).id();
    let check = |whom: Value, outcome: &str| {
        json!({
            "affiliation_id": whom, "scheme": "dbs", "level": "basic", "workforce": "adult", "issued_on": "2026-10-01",
            "certificate": { "seen_by": "manager", "seen_on": "2026-10-08" },
            "decision": { "decided_on": "2026-10-09", "outcome": outcome },
        })
    };
    let seen = alder.post("/v1/checks", check(json!(ada), "suitable")).await.expect(201);
    birch.post("/v1/checks", check(json!(at_birch), "unsuitable")).await.expect(201);
    let ended = json!({ "stage": "ended", "reason": "Unsuitable" });
    birch.post(&format!("/v1/affiliations/{at_birch}/stage"), ended).await.expect(200);
    let consent = json!({
        "champion_id": known.text_of("champion_id"), "purpose": "share_attestations", "recipient": "Birch",
        "wording_version": "1", "given_at": "2026-11-20T10:00:00Z", "given_by": "person",
    });
    alder.post("/v1/consents", consent).await.expect(201);
    let said = json!({
        "affiliation_id": ada, "to_partner_id": app.seed.bexley.birch.id, "kind": "check_seen", "check_id": seen.id(),
        "on": "2026-10-08",
    });
    alder.post("/v1/attestations", said).await.expect(201);
    let policy = format!("/v1/policies/{}", birch.get("/v1/policies").await.expect(200).ids().remove(0));
    let rules = json!({
        "required_checks": [{ "scheme": "dbs", "level": "basic" }],
        "accepted_attestations": [{ "scheme": "dbs", "level": "basic" }],
    });
    birch.patch(&policy, rules).if_match("*").await.expect(200);
    agreed(&app, ada).await;
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposals(&birch, &request).await.body["rejected"], json!([{ "reason": "check_missing", "count": 1 }]));
}

#[actix_web::test]
async fn a_learner_says_no_to_a_person_by_whichever_record() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let known = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200);
    let joining = json!({ "given_name": "Demo A.", "stage": "active", "join_code": code_for(&alder, &known).await });
    let at_birch = birch.post("/v1/affiliations", joining).await.expect(201).id();
    let before = birch.post("/v1/requests", ask(&json!({ "excluded_affiliations": [at_birch] }))).await.expect(201);
    birch.post("/v1/requests", ask(&json!({ "excluded_affiliations": [ada] }))).await.expect_problem(422, "invalid");
    let ended = json!({ "stage": "ended", "reason": "Moved away" });
    birch.post(&format!("/v1/affiliations/{at_birch}/stage"), ended).await.expect(200);
    agreed(&app, ada).await;
    let after = birch.post("/v1/requests", ask(&json!({ "excluded_affiliations": [ada] }))).await.expect(201);
    for request in [&before, &after] {
        assert_eq!(proposals(&birch, request).await.body["rejected"], json!([{ "reason": "excluded", "count": 1 }]));
    }
}

#[actix_web::test]
async fn neither_side_learns_who_acts_for_the_other() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, _) = to_lend(&app).await;
    let agreement = agreed(&app, ada).await;
    let request = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposal = proposals(&birch, &request).await.body["items"][0]["id"].as_str().unwrap().to_owned();
    birch.tell(&format!("/v1/proposals/{proposal}/accept")).await.expect(200);
    alder.tell(&format!("{agreement}/end")).await.expect(200);
    assert_eq!(signed(&app, &alder, &agreement).await, [true, false, true], "offered, accepted, ended");
    assert_eq!(signed(&app, &birch, &agreement).await, [false, true, false]);
    assert_eq!(signed(&app, &birch, &proposal).await, [true, true, false], "proposed, accepted, called off");
}

/// Whether somebody's events of a thing say by which client.
async fn signed(app: &TestApp, reader: &Client, thing: &str) -> Vec<bool> {
    let events = app.events(reader).await.into_iter();
    let of_it = events.filter(|event| thing.ends_with(event["id"].as_str().unwrap()));
    of_it.map(|event| event["client"].is_string()).collect()
}

/// Two persons were thought to be one when the consent was heard.
#[actix_web::test]
async fn nobody_is_lent_by_the_consent_of_somebody_else() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let person = json!({ "given_name": "Demo A.", "stage": "active" });
    let gone = alder.post("/v1/affiliations", person.clone()).await.expect(201);
    let joining = json!({ "given_name": "Demo A.", "stage": "active", "join_code": code_for(&alder, &gone).await });
    let at_birch = birch.post("/v1/affiliations", joining).await.expect(201);
    let ended = json!({ "stage": "ended", "reason": "Moved away" });
    alder.post(&format!("{}/stage", gone.header("location")), ended).await.expect(200);
    let ada = alder.post("/v1/affiliations", person).await.expect(201);
    let merge = format!("/v1/champions/{}/merge", ada.text_of("champion_id"));
    alder.post(&merge, json!({ "join_code": code_for(&birch, &at_birch).await })).await.expect(200);
    consent(&app, &alder, &ada.id()).await;
    let agreement = agreed(&app, ada.id().parse().unwrap()).await;
    let taken_for = at_birch.text_of("champion_id");
    alder.tell(&format!("/v1/champions/{taken_for}/unmerge")).await.expect(200);
    assert_eq!(birch.get(&agreement).await.expect(200).body["state"], "ended");
    alder
        .post("/v1/agreements", offer(&app, ada.id().parse().unwrap()))
        .await
        .expect_problem(409, "lending_consent_required");
}
