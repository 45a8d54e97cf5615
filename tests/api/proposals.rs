//! `/v1/requests/{request_id}/proposals` and `/v1/proposals`

use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    harness::{Client, Response, TestApp},
    requests::ask,
    sessions::session,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// A champion of Alder who can help with Blue Badges on Tuesday mornings in Bexleyheath, with changes.
pub async fn champion(app: &TestApp, changes: &Value) -> AffiliationId {
    let mut details = json!({
        "given_name": "Demo Ada", "stage": "active", "settings": ["venue", "home"],
        "skills": [{ "topic": "specialist", "level": "confident" }], "home_postcode": "DA6 7DA", "travel_limit_km": 3,
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    app.plant_affiliation(app.seed.bexley.alder.id, details).await
}

async fn proposals(client: &Client, request: &Response) -> Response {
    client.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201)
}

fn rejected(ranking: &Response) -> Vec<(&str, u64)> {
    let rejected = ranking.body["rejected"].as_array().unwrap();
    rejected.iter().map(|one| (one["reason"].as_str().unwrap(), one["count"].as_u64().unwrap())).collect()
}

#[actix_web::test]
async fn the_best_champions_come_with_time_score_and_reasons_and_the_others_are_counted() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let basic = json!([{ "topic": "blue-badge", "level": "basic" }]);
    let bob = champion(&app, &json!({ "skills": basic })).await;
    champion(&app, &json!({ "stage": "inducting" })).await;
    champion(&app, &json!({ "settings": ["remote"] })).await;
    champion(&app, &json!({ "skills": [] })).await;
    champion(&app, &json!({ "home_postcode": "DA14 6BN" })).await;
    champion(&app, &json!({ "availability": [{ "weekday": "friday", "start": "09:00", "end": "17:00" }] })).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let ranking = proposals(&alder, &request).await;
    assert_eq!((&ranking.body["considered"], &ranking.body["passed"]), (&json!(7), &json!(2)));
    assert_eq!(
        rejected(&ranking),
        [("not_active", 1), ("setting", 1), ("skill", 1), ("too_far", 1), ("not_available", 1)]
    );
    let items = ranking.body["items"].as_array().unwrap();
    let order: Vec<_> = items.iter().map(|item| &item["affiliation_id"]).collect();
    assert_eq!(order, [&json!(ada), &json!(bob)]);
    // It is Tuesday, nine o'clock; tomorrow at the earliest, so the Tuesday after.
    let best = &items[0];
    assert_eq!(
        (&best["starts_at"], &best["ends_at"]),
        (&json!("2026-12-08T09:30:00Z"), &json!("2026-12-08T10:30:00Z"))
    );
    assert_eq!((&best["to_be_asked"], &best["state"]), (&json!(false), &json!("open")));
    let sum =
        |name: &str| best["parts"].as_array().unwrap().iter().map(|part| part[name].as_u64().unwrap()).sum::<u64>();
    assert_eq!(best["score"].as_u64().unwrap(), sum("points") / sum("weight"));

    let listed = alder.get(ranking.header("location")).await.expect(200);
    assert_eq!(listed.body["items"], ranking.body["items"]);
    let one = alder.get(&format!("/v1/proposals/{}", best["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(&one.body, best);
}

#[actix_web::test]
async fn asking_again_supersedes_what_was_proposed() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let address = format!("{}/proposals", request.header("location"));
    let first = alder.post(&address, json!({ "limit": 1 })).key("k-1").await.expect(201);
    let repeated = alder.post(&address, json!({ "limit": 1 })).key("k-1").await.expect(201);
    assert_eq!(repeated.body, first.body);
    let second = proposals(&alder, &request).await;
    let open = alder.get("/v1/proposals?state=open").await.expect(200);
    assert_eq!(open.body["items"], second.body["items"]);
    assert_eq!(alder.get("/v1/proposals?state=superseded").await.expect(200).ids().len(), 1);
    let too_many = alder.post(&address, json!({ "limit": 21 })).await.expect_problem(422, "invalid");
    assert_eq!(too_many.refusals(), [("/limit", "too_large")]);
}

#[actix_web::test]
async fn commitments_reject_whichever_partner_made_them_and_are_not_told() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let request = alder.post("/v1/requests", ask(&json!({ "until": "2026-12-08" }))).await.expect(201);
    assert_eq!(proposals(&alder, &request).await.body["passed"], 1);
    let hours = json!({ "starts_at": "2026-12-08T09:00:00Z", "ends_at": "2026-12-08T12:00:00Z" });
    let planned = birch.post("/v1/sessions", session(&hours)).await.expect(201);
    let shift = json!({ "session_id": planned.id(), "affiliation_id": same_ada });
    let shift = birch.post("/v1/shifts", shift).await.expect(201);
    let confirm = json!({ "state": "confirmed" });
    birch.post(&format!("{}/state", shift.header("location")), confirm).await.expect(200);
    let ranking = proposals(&alder, &request).await;
    assert_eq!(rejected(&ranking), [("busy", 1)]);
    assert!(!ranking.text.contains(&planned.id()), "{}", ranking.text);
}

#[actix_web::test]
async fn checks_are_judged_by_the_partner_s_own_policy() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let policy = alder.get("/v1/policies").await.expect(200).ids()[0].clone();
    let policy = alder.get(&format!("/v1/policies/{policy}")).await.expect(200);
    let required = json!({ "required_checks": [{
        "setting": "home", "scheme": "dbs", "level": "enhanced", "workforce": "adult",
        "eligibility_basis": "Regular unsupervised visits", "recheck_months": 12,
    }] });
    alder.patch(&format!("/v1/policies/{}", policy.id()), required).if_match(policy.etag()).await.expect(200);
    let at_home = alder.post("/v1/requests", ask(&json!({ "setting": "home" }))).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &at_home).await), [("check_missing", 1)]);
    let in_library = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposals(&alder, &in_library).await.body["passed"], 1, "a check for visits is not asked for elsewhere");

    // Issued a year before the Tuesday after next: it holds today, and on the eighth, but not on the fifteenth.
    let check = json!({
        "affiliation_id": ada, "scheme": "dbs", "level": "enhanced", "workforce": "adult", "issued_on": "2025-12-10",
        "eligibility_basis": "Regular unsupervised visits",
    });
    let check = alder.post("/v1/checks", check).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &at_home).await), [("check_unknown", 1)]);
    let seen = json!({
        "certificate": { "seen_by": "volunteering manager", "seen_on": "2025-12-11" },
        "decision": { "decided_on": "2025-12-12", "outcome": "suitable" },
    });
    alder.patch(check.header("location"), seen).if_match(check.etag()).await.expect(200);
    assert_eq!(proposals(&alder, &at_home).await.body["items"][0]["starts_at"], "2026-12-08T09:30:00Z");
    let later = alder.post("/v1/requests", ask(&json!({ "setting": "home", "from": "2026-12-11" }))).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &later).await), [("check_lapsed", 1)]);
}

#[actix_web::test]
async fn a_venue_is_proposed_where_one_is_known_to_meet_the_needs() {
    let app = start().await;
    champion(&app, &json!({ "ask_me": true })).await;
    let library = app.plant_venue(app.seed.bexley.alder.id, "Central Library", (51.4561, 0.1439)).await;
    let alder = app.alder().await;
    let needs = |feature: &str| ask(&json!({ "venue_ids": [library], "access_needs": [feature] }));
    let request = alder.post("/v1/requests", needs("step_free")).await.expect(201);
    assert_eq!(proposals(&alder, &request).await.body["items"][0]["venue_id"], json!(library));
    let request = alder.post("/v1/requests", needs("changing_places")).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &request).await), [("venue_access", 1)]);
    // What the learner's own record says counts, too.
    let learner = json!({ "name": "Demo Learner", "access_needs": ["lift"] });
    let learner = alder.post("/v1/learners", learner).await.expect(201);
    let request = ask(&json!({ "venue_ids": [library], "learner_id": learner.id() }));
    let request = alder.post("/v1/requests", request).await.expect(201);
    assert_eq!(rejected(&proposals(&alder, &request).await), [("venue_access", 1)]);
}

#[actix_web::test]
async fn proposals_are_the_owner_s_and_only_for_open_requests() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let ranking = proposals(&alder, &request).await;
    let address = format!("{}/proposals", request.header("location"));
    birch.post(&address, json!({})).await.expect_problem(404, "not_found");
    let proposal = format!("/v1/proposals/{}", ranking.body["items"][0]["id"].as_str().unwrap());
    birch.get(&proposal).await.expect_problem(404, "not_found");
    assert_eq!(birch.get("/v1/proposals").await.expect(200).ids(), Vec::<String>::new());
    app.coordinator().await.get(&proposal).await.expect_problem(403, "role_forbidden");

    let withdraw = json!({ "state": "withdrawn" });
    alder.post(&format!("{}/state", request.header("location")), withdraw).await.expect(200);
    alder.post(&address, json!({})).await.expect_problem(409, "wrong_state");
}

async fn first(client: &Client, request: &Response) -> String {
    format!("/v1/proposals/{}", proposals(client, request).await.body["items"][0]["id"].as_str().unwrap())
}

async fn told(client: &Client, address: &str, what: &str) -> Response {
    client.tell(&format!("{address}/{what}")).await.expect(200)
}

#[actix_web::test]
async fn who_is_accepted_is_taken_for_that_time_until_it_is_called_off() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let other = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let (wanted, same_time) = (first(&alder, &request).await, first(&alder, &other).await);

    let accepted = told(&alder, &wanted, "accept").await;
    assert_eq!(accepted.body["state"], "accepted");
    assert_eq!(alder.get(request.header("location")).await.expect(200).body["state"], "matched");
    alder.tell(&format!("{wanted}/accept")).await.expect_problem(409, "wrong_state");
    alder.tell(&format!("{same_time}/accept")).await.expect_problem(409, "champion_busy");
    let later = proposals(&alder, &other).await;
    assert_ne!(later.body["items"][0]["starts_at"], accepted.body["starts_at"], "the other one gets another week");

    assert_eq!(told(&alder, &wanted, "cancel").await.body["state"], "cancelled");
    assert_eq!(alder.get(request.header("location")).await.expect(200).body["state"], "taken");
    let again = first(&alder, &other).await;
    told(&alder, &again, "accept").await;
}

#[actix_web::test]
async fn other_help_than_was_agreed_is_asked_for_once_that_is_called_off() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let address = request.header("location");
    let wanted = first(&alder, &request).await;
    told(&alder, &wanted, "accept").await;
    let change = async |patch: &Value| {
        let now = alder.get(address).await.expect(200);
        alder.patch(address, patch).if_match(now.etag()).await
    };

    let others = [
        json!({ "excluded_affiliations": [ada] }),
        json!({ "setting": "home" }),
        json!({ "times": [] }),
        json!({ "duration_minutes": 90 }),
        json!({ "required_languages": ["pa"] }),
        json!({ "until": "2026-12-02" }),
    ];
    for other in &others {
        change(other).await.expect_problem(409, "arranged");
    }
    change(&json!({ "urgency": "high", "goal": "A badge", "preferred_languages": ["pa"] })).await.expect(200);
    alder.post(&format!("{address}/proposals"), json!({})).await.expect_problem(409, "wrong_state");

    told(&alder, &wanted, "cancel").await;
    for other in &others {
        change(other).await.expect(200);
    }
}

#[actix_web::test]
async fn what_has_been_given_is_not_called_off() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let wanted = first(&alder, &request).await;
    told(&alder, &wanted, "accept").await;
    for state in ["scheduled", "helped", "closed"] {
        alder.post(&format!("{}/state", request.header("location")), json!({ "state": state })).await.expect(200);
        if state != "scheduled" {
            alder.tell(&format!("{wanted}/cancel")).await.expect_problem(409, "wrong_state");
        }
    }
}

#[actix_web::test]
async fn what_a_proposal_was_declined_for_is_not_proposed_again() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let bob = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let said = |reason: &str| json!({ "reason": reason });

    let proposal = first(&alder, &request).await;
    let before = alder.get(&proposal).await.expect(200);
    let declined = alder.post(&format!("{proposal}/decline"), said("time_unsuitable")).await.expect(200);
    assert_eq!(
        (&declined.body["state"], &declined.body["decline_reason"]),
        (&json!("declined"), &json!("time_unsuitable"))
    );
    let next = proposals(&alder, &request).await;
    for item in next.body["items"].as_array().unwrap() {
        assert!(item["starts_at"].as_str() >= before.body["ends_at"].as_str(), "{item}");
    }

    let theirs = next.body["items"][0].clone();
    let address = format!("/v1/proposals/{}/decline", theirs["id"].as_str().unwrap());
    alder.post(&address, said("champion_said_no")).await.expect(200);
    let left = proposals(&alder, &request).await;
    assert_eq!(rejected(&left), [("declined", 1)]);
    let gone = if theirs["affiliation_id"] == json!(ada) { ada } else { bob };
    let why = alder.get(&format!("{}/champions/{gone}", request.header("location"))).await.expect(200);
    assert_eq!((&why.body["outcome"], &why.body["best"]), (&json!("rejected"), &Value::Null));
    let rule = why.body["rules"].as_array().unwrap().iter().find(|rule| rule["rejects"] == true).unwrap();
    assert_eq!(rule["rule"], "declined");
}

#[actix_web::test]
async fn a_champion_is_explained_by_rule_or_by_score() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let bob = champion(&app, &json!({ "skills": [{ "topic": "blue-badge", "level": "basic" }] })).await;
    let far = champion(&app, &json!({ "home_postcode": "DA14 6BN" })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let explained = async |champion: AffiliationId| {
        let address = format!("{}/champions/{champion}?limit=1", request.header("location"));
        alder.get(&address).await.expect(200).body
    };

    let (first, second, third) = (explained(ada).await, explained(bob).await, explained(far).await);
    assert_eq!((&first["outcome"], &first["place"]), (&json!("proposed"), &json!(1)));
    assert_eq!((&second["outcome"], &second["place"]), (&json!("outranked"), &json!(2)));
    assert_eq!(second["least_proposed_score"], first["best"]["score"], "what it would take");
    assert_eq!(third["outcome"], "rejected");
    let judged = third["rules"].as_array().unwrap();
    let failed = judged.iter().position(|rule| rule["rejects"] == true).unwrap();
    assert_eq!(judged[failed]["rule"], "too_far");
    assert!(judged[failed + 1..].iter().all(|rule| rule["rejects"].is_null()), "what comes behind was not asked");

    let foreign = format!("{}/champions/{ada}", request.header("location"));
    birch.get(&foreign).await.expect_problem(404, "not_found");
    assert_eq!(alder.get("/v1/proposals").await.expect(200).ids(), Vec::<String>::new(), "nothing was kept");
}

#[actix_web::test]
async fn a_proposal_waits_a_week_for_a_decision() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({ "from": "2026-12-08" }))).await.expect(201);
    let proposal = first(&alder, &request).await;
    app.pass(chrono::TimeDelta::days(7));
    let alder = app.alder().await;
    assert_eq!(alder.get(&proposal).await.expect(200).body["state"], "expired");
    assert_eq!(alder.get("/v1/proposals?state=expired").await.expect(200).ids().len(), 1);
    assert_eq!(alder.get("/v1/proposals?state=open").await.expect(200).ids().len(), 0);
    alder.tell(&format!("{proposal}/accept")).await.expect_problem(409, "proposal_expired");
    let fresh = first(&alder, &request).await;
    told(&alder, &fresh, "accept").await;
    assert_eq!(alder.get(&proposal).await.expect(200).body["state"], "superseded");
}

#[actix_web::test]
async fn what_no_longer_holds_is_not_accepted() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposal = first(&alder, &request).await;
    let address = format!("/v1/affiliations/{ada}");
    let before = alder.get(&address).await.expect(200);
    alder.patch(&address, json!({ "settings": ["remote"] })).if_match(before.etag()).await.expect(200);
    alder.tell(&format!("{proposal}/accept")).await.expect_problem(409, "proposal_outdated");
    assert_eq!(alder.get(request.header("location")).await.expect(200).body["state"], "taken");
}

#[actix_web::test]
async fn one_champion_is_not_enough_where_the_policy_wants_two_by_then() {
    let app = start().await;
    champion(&app, &json!({})).await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({ "setting": "home" }))).await.expect(201);
    let proposal = first(&alder, &request).await;
    let policy = alder.get("/v1/policies").await.expect(200).ids()[0].clone();
    let two = json!({ "two_champions_at_home": true });
    alder.patch(&format!("/v1/policies/{policy}"), two).if_match("*").await.expect(200);
    alder.tell(&format!("{proposal}/accept")).await.expect_problem(409, "proposal_outdated");
    let proposal = first(&alder, &request).await;
    let accepted = alder.tell(&format!("{proposal}/accept")).await.expect(200);
    assert!(accepted.body["second_affiliation_id"].is_string());
}

/// The one of two who says no is not proposed again; the other one is.
#[actix_web::test]
async fn a_no_is_about_whoever_said_it() {
    let app = start().await;
    let bob = champion(&app, &json!({ "skills": [{ "topic": "specialist", "level": "expert" }] })).await;
    champion(&app, &json!({})).await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let policy = alder.get("/v1/policies").await.expect(200).ids()[0].clone();
    let two = json!({ "two_champions_at_home": true });
    alder.patch(&format!("/v1/policies/{policy}"), two).if_match("*").await.expect(200);
    let request = alder.post("/v1/requests", ask(&json!({ "setting": "home" }))).await.expect(201);
    let proposal = first(&alder, &request).await;
    let made = alder.get(&proposal).await.expect(200).body;
    assert_eq!(made["affiliation_id"], json!(bob), "the expert leads");
    let refuser = made["second_affiliation_id"].clone();

    let said = |whom: &Value| json!({ "reason": "champion_said_no", "affiliation_id": whom });
    let stranger = json!("aff_0198c0de00007000800000000000000a");
    let refused = alder.post(&format!("{proposal}/decline"), said(&stranger)).await.expect(422);
    assert_eq!(refused.refusals(), [("/affiliation_id", "unknown_reference")]);
    let declined = alder.post(&format!("{proposal}/decline"), said(&refuser)).await.expect(200);
    assert_eq!(declined.body["declined_affiliation_id"], refuser);

    let next = proposals(&alder, &request).await;
    assert_eq!(rejected(&next), [("declined", 1)]);
    assert_eq!(next.body["items"][0]["affiliation_id"], json!(bob), "who said yes leads still");
    for item in next.body["items"].as_array().unwrap() {
        assert!(item["affiliation_id"] != refuser && item["second_affiliation_id"] != refuser, "{item}");
    }
}

#[actix_web::test]
async fn what_is_unknown_of_a_champion_rejects() {
    let app = start().await;
    champion(&app, &json!({ "languages": [] })).await;
    champion(&app, &json!({ "languages": ["en"], "home_postcode": null })).await;
    let near = champion(&app, &json!({ "languages": ["en"] })).await;
    let anywhere =
        champion(&app, &json!({ "languages": ["en"], "home_postcode": null, "travel_limit_km": null })).await;
    let alder = app.alder().await;
    let wanted = json!({ "setting": "home", "required_languages": ["en"] });
    let request = alder.post("/v1/requests", ask(&wanted)).await.expect(201);
    let ranking = proposals(&alder, &request).await;
    assert_eq!(rejected(&ranking), [("language", 1), ("distance_unknown", 1)]);
    let proposed: Vec<_> =
        ranking.body["items"].as_array().unwrap().iter().map(|item| item["affiliation_id"].clone()).collect();
    assert_eq!(proposed, [json!(near), json!(anywhere)]);
}

/// Help is asked for on Tuesday mornings.
#[actix_web::test]
async fn nobody_is_proposed_for_a_venue_that_is_closed_then() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "The Hall", (51.457, 0.141)).await;
    let open = async |slots: Value| {
        alder.patch(&format!("/v1/venues/{venue}"), json!({ "opening": slots })).if_match("*").await.expect(200);
    };
    let request = alder.post("/v1/requests", ask(&json!({ "venue_ids": [venue] }))).await.expect(201);
    open(json!([{ "weekday": "tuesday", "start": "09:00", "end": "17:00" }])).await;
    let proposal = first(&alder, &request).await;

    open(json!([{ "weekday": "monday", "start": "09:00", "end": "12:00" }])).await;
    alder.tell(&format!("{proposal}/accept")).await.expect_problem(409, "proposal_outdated");
    assert_eq!(rejected(&proposals(&alder, &request).await), [("venue_closed", 1)]);
    let why = alder.get(&format!("{}/champions/{ada}", request.header("location"))).await.expect(200);
    let rule = why.body["rules"].as_array().unwrap().iter().find(|rule| rule["rejects"] == true).unwrap();
    assert_eq!(rule["rule"], "venue_closed");

    open(json!([])).await;
    told(&alder, &first(&alder, &request).await, "accept").await;
}

/// A champion who is at a venue until eleven can go on there at eleven, whatever the way to other places takes.
#[actix_web::test]
async fn who_is_there_already_is_proposed_without_a_way() {
    let app = start().await;
    champion(&app, &json!({ "availability": [{ "date": "2026-12-08", "start": "10:00", "end": "12:00" }] })).await;
    let alder = app.alder().await;
    let policy = alder.get("/v1/policies").await.expect(200).ids()[0].clone();
    let buffer = json!({ "travel_buffer_minutes": 60 });
    alder.patch(&format!("/v1/policies/{policy}"), buffer).if_match("*").await.expect(200);
    let venue = app.plant_venue(app.seed.bexley.alder.id, "The Hall", (51.457, 0.141)).await;
    let wanted = json!({ "venue_ids": [venue], "times": [{ "date": "2026-12-08", "start": "10:00", "end": "12:00" }] });
    let one = alder.post("/v1/requests", ask(&wanted)).await.expect(201);
    let other = alder.post("/v1/requests", ask(&wanted)).await.expect(201);
    told(&alder, &first(&alder, &one).await, "accept").await;
    let next = first(&alder, &other).await;
    assert_eq!(alder.get(&next).await.expect(200).body["starts_at"], "2026-12-08T11:00:00Z");
    told(&alder, &next, "accept").await;
}

#[actix_web::test]
async fn who_leaves_or_is_no_longer_needed_is_released() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposal = first(&alder, &request).await;
    told(&alder, &proposal, "accept").await;
    alder.post(&format!("{}/state", request.header("location")), json!({ "state": "withdrawn" })).await.expect(200);
    assert_eq!(alder.get(&proposal).await.expect(200).body["state"], "cancelled");
}

/// Two partners know the same person, and both go with a proposal for the same hour at once.
#[actix_web::test]
async fn one_person_is_not_promised_twice_however_close_together() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let person = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200).text_of("champion_id");
    let code = alder.tell(&format!("/v1/champions/{person}/join-codes")).await.expect(200);
    let same_person = json!({
        "given_name": "Demo Ada", "join_code": code.body["join_code"], "stage": "active", "settings": ["venue", "home"],
        "skills": [{ "topic": "specialist", "level": "confident" }], "home_postcode": "DA6 7DA", "travel_limit_km": 3,
        "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "12:30" }],
    });
    birch.post("/v1/affiliations", same_person).await.expect(201);
    let mut wanted = Vec::new();
    for partner in [&alder, &birch] {
        let request = partner.post("/v1/requests", ask(&json!({}))).await.expect(201);
        wanted.push(first(partner, &request).await);
    }
    let (one, other) = futures::join!(async { alder.tell(&format!("{}/accept", wanted[0])).await }, async {
        birch.tell(&format!("{}/accept", wanted[1])).await
    },);
    let mut answers = [one, other];
    answers.sort_by_key(|answer| answer.status);
    let [won, lost] = answers;
    won.expect(200);
    lost.expect_problem(409, "champion_busy");
}
