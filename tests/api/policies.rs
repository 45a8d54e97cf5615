//! `/v1/policies`

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
    sessions::session,
};

const DEFAULT: &str = "/v1/network/default-policy";

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// Where a partner's policy is.
async fn address(partner: &Client) -> String {
    format!("/v1/policies/{}", partner.get("/v1/policies").await.expect(200).ids()[0])
}

async fn change(partner: &Client, rules: Value) -> Response {
    partner.patch(&address(partner).await, rules).if_match("*").await.expect(200)
}

async fn choose(partner: &Client, basis: &str) -> Response {
    partner.post(&format!("{}/basis", address(partner).await), json!({ "basis": basis })).await.expect(200)
}

/// Version, basis, version of the default and hours of notice of a partner's policy in force.
async fn in_force(partner: &Client) -> Value {
    let policy = partner.get(&address(partner).await).await.expect(200).body;
    json!([policy["version"], policy["basis"], policy["default_version"], policy["notice_hours"]])
}

/// The warnings of an answer, as codes with pointers.
fn warnings(answer: &Response) -> Vec<(&str, &str)> {
    let warnings = answer.body["warnings"].as_array().unwrap();
    warnings.iter().map(|one| (one["code"].as_str().unwrap(), one["pointer"].as_str().unwrap())).collect()
}

#[actix_web::test]
async fn every_partner_begins_with_a_policy_that_requires_no_check() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let policies = alder.get("/v1/policies").await.expect(200);
    let [policy] = policies.body["items"].as_array().unwrap().as_slice() else { panic!("{}", policies.text) };
    assert_eq!((&policy["required_checks"], &policy["mode"]), (&json!([]), &json!("manual")));
    assert_eq!(policy["partner_id"], json!(app.seed.bexley.alder.id));
    assert_ne!(birch.get("/v1/policies").await.expect(200).ids(), policies.ids());
    birch.get(&format!("/v1/policies/{}", policies.ids()[0])).await.expect_problem(404, "not_found");
    app.coordinator().await.get("/v1/policies").await.expect_problem(403, "role_forbidden");
}

#[actix_web::test]
async fn a_check_above_basic_is_required_only_with_its_eligibility_basis() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
    let read = alder.get(&address).await.expect(200);
    let check = json!({ "setting": "home", "scheme": "dbs", "level": "enhanced", "workforce": "adult" });
    let patch = json!({ "required_checks": [{ "scheme": "dbs", "level": "basic" }, check] });
    let refused = alder.patch(&address, patch).if_match(read.etag()).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/required_checks/1/eligibility_basis", "eligibility_basis_required")]);
    assert_eq!(alder.get(&address).await.expect(200).etag(), read.etag(), "nothing was stored");

    let mut lawful = check;
    lawful["eligibility_basis"] = json!("Regular unsupervised visits to adults at risk");
    let patch = json!({ "required_checks": [lawful], "two_champions_at_home": true, "weights": { "distance": 500 } });
    let changed = alder.patch(&address, patch).if_match(read.etag()).await.expect(200);
    assert_eq!(changed.body["required_checks"][0]["level"], "enhanced");
    assert_eq!(
        (&changed.body["weights"]["distance"], &changed.body["weights"]["skill_fit"]),
        (&json!(500), &json!(200))
    );
    let back = alder.patch(&address, json!({ "required_checks": null, "weights": null })).if_match(changed.etag());
    let back = back.await.expect(200);
    assert_eq!((&back.body["required_checks"], &back.body["weights"]["distance"]), (&json!([]), &json!(200)));
}

#[actix_web::test]
async fn rules_beyond_their_limits_are_named_by_place() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let address = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
    let etag = alder.get(&address).await.expect(200).etag().to_owned();
    let patch = json!({ "horizon_days": 29, "max_travel_factor": 0, "weights": { "fairness": 1001 } });
    let refused = alder.patch(&address, patch).if_match(&etag).await.expect_problem(422, "invalid");
    let expected =
        [("/max_travel_factor", "too_small"), ("/horizon_days", "too_large"), ("/weights/fairness", "too_large")];
    assert_eq!(refused.refusals(), expected);
}

#[actix_web::test]
async fn each_change_is_a_version_that_nothing_changes_any_more() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let versions = format!("{}/versions", address(&alder).await);
    change(&alder, json!({ "notice_hours": 48 })).await;
    change(&alder, json!({ "notice_hours": 12, "weights": { "distance": 300 } })).await;
    assert_eq!(change(&alder, json!({ "notice_hours": 12 })).await.body["version"], 3, "the same again is no change");

    let listed = alder.get(&versions).await.expect(200);
    let items = listed.body["items"].as_array().unwrap();
    let said: Vec<_> = items.iter().map(|one| json!([one["number"], one["rules"]["notice_hours"]])).collect();
    assert_eq!(said, [json!([3, 12]), json!([2, 48]), json!([1, 24])]);
    let client = &app.seed.bexley.alder.client.id;
    assert_eq!((&items[0]["made_by"], &items[2]["made_by"]), (&json!(client), &json!(null)));
    assert_eq!(items[0]["made_at"], json!(app.now()));

    let (mut paged, mut page) = (Vec::new(), alder.get(&format!("{versions}?limit=1")).await.expect(200));
    while let Some(cursor) = page.body["next_cursor"].as_str() {
        paged.extend(page.body["items"].as_array().unwrap().clone());
        page = alder.get(&format!("{versions}?limit=1&cursor={cursor}")).await.expect(200);
    }
    paged.extend(page.body["items"].as_array().unwrap().clone());
    assert_eq!(&paged, items);

    let first = alder.get(&format!("{versions}/1")).await.expect(200);
    assert_eq!(first.body, items[2]);
    change(&alder, json!({ "notice_hours": 1 })).await;
    let again = alder.get(&format!("{versions}/1")).await.expect(200);
    assert_eq!((&again.body, again.etag()), (&first.body, first.etag()));
    for unknown in ["0", "5", "-1", "x", "4294967296"] {
        alder.get(&format!("{versions}/{unknown}")).await.expect_problem(404, "not_found");
    }
    for foreign in [versions.clone(), format!("{versions}/1")] {
        birch.get(&foreign).await.expect_problem(404, "not_found");
        app.coordinator().await.get(&foreign).await.expect_problem(403, "role_forbidden");
    }
}

#[actix_web::test]
async fn proposals_remember_by_which_version_they_were_made() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let proposals = format!("{}/proposals", request.header("location"));
    assert_eq!(alder.post(&proposals, json!({})).await.expect(201).body["items"][0]["policy_version"], 1);
    change(&alder, json!({ "notice_hours": 48 })).await;
    assert_eq!(alder.post(&proposals, json!({})).await.expect(201).body["items"][0]["policy_version"], 2);
    let superseded = alder.get("/v1/proposals?state=superseded").await.expect(200);
    assert_eq!(superseded.body["items"][0]["policy_version"], 1);
}

#[actix_web::test]
async fn a_default_is_taken_followed_adapted_and_declined() {
    let app = TestApp::start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    let nothing = alder.get(DEFAULT).await.expect(200);
    assert_eq!((&nothing.body["version"], &nothing.body["rules"]["notice_hours"]), (&json!(0), &json!(24)));
    let basis = format!("{}/basis", address(&alder).await);
    alder.post(&basis, json!({ "basis": "default" })).await.expect_problem(409, "no_default_policy");
    alder.patch(DEFAULT, json!({})).if_match("*").await.expect_problem(403, "role_forbidden");

    let lay_down = async |hours: u16| {
        let read = coordinator.get(DEFAULT).await.expect(200);
        coordinator.patch(DEFAULT, json!({ "notice_hours": hours })).if_match(read.etag()).await.expect(200)
    };
    assert_eq!(lay_down(48).await.body["version"], 1);
    assert_eq!(alder.get(DEFAULT).await.expect(200).body["rules"]["notice_hours"], 48);
    assert_eq!(in_force(&alder).await, json!([1, "own", null, 24]), "nobody has to take it");
    choose(&alder, "default").await;
    assert_eq!(in_force(&alder).await, json!([2, "default", 1, 48]));

    let before = app.events(&birch).await.len();
    assert_eq!(lay_down(72).await.body["version"], 2);
    assert_eq!(lay_down(72).await.body["version"], 2, "the same again is no change");
    assert_eq!(in_force(&alder).await, json!([3, "default", 2, 72]));
    assert_eq!(in_force(&birch).await, json!([1, "own", null, 24]));
    assert_eq!(app.events(&birch).await.len(), before + 1, "that the network changed, and nothing of Alder");

    assert_eq!(change(&alder, json!({ "notice_hours": 6 })).await.body["basis"], "adapted");
    lay_down(96).await;
    assert_eq!(in_force(&alder).await, json!([4, "adapted", 2, 6]));
    choose(&alder, "default").await;
    assert_eq!(in_force(&alder).await, json!([5, "default", 3, 96]));
    choose(&alder, "own").await;
    lay_down(8).await;
    assert_eq!(in_force(&alder).await, json!([6, "own", null, 96]));
    let adapted = alder.post(&basis, json!({ "basis": "adapted" })).await.expect_problem(422, "invalid");
    assert_eq!(adapted.refusals(), [("/basis", "inconsistent")]);
    birch.post(&basis, json!({ "basis": "own" })).await.expect_problem(404, "not_found");

    let third = alder.get(&format!("{}/versions/3", address(&alder).await)).await.expect(200);
    assert_eq!((&third.body["basis"], &third.body["default_version"]), (&json!("default"), &json!(2)));
    assert_eq!(third.body["made_by"], json!(app.seed.bexley.coordinator.id));
    let newcomer = app.plant_partner("Cedar").await;
    assert_eq!(in_force(&newcomer).await, json!([1, "default", 4, 8]));
    let elsewhere = app.elsewhere().await.get(DEFAULT).await.expect(200);
    assert_eq!(elsewhere.body["version"], 0, "another network has its own");
}

#[actix_web::test]
async fn an_unlawful_default_is_refused_and_the_lost_update_too() {
    let app = TestApp::start().await;
    let coordinator = app.coordinator().await;
    let read = coordinator.get(DEFAULT).await.expect(200);
    let unlawful = json!({ "required_checks": [{ "scheme": "dbs", "level": "enhanced" }] });
    let refused = coordinator.patch(DEFAULT, unlawful).if_match(read.etag()).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/required_checks/0/eligibility_basis", "eligibility_basis_required")]);
    coordinator.patch(DEFAULT, json!({})).await.expect_problem(428, "precondition_required");
    coordinator.patch(DEFAULT, json!({})).if_match(read.etag()).await.expect(200);
    coordinator.patch(DEFAULT, json!({})).if_match(read.etag()).await.expect_problem(412, "precondition_failed");
}

#[actix_web::test]
async fn a_save_tells_what_is_odd_and_refuses_nothing_for_it() {
    let app = start().await;
    let alder = app.alder().await;
    assert_eq!(warnings(&change(&alder, json!({ "notice_hours": 2 })).await), [("no_active_champion", "")]);
    champion(&app, &json!({})).await;
    assert_eq!(warnings(&change(&alder, json!({ "notice_hours": 3 })).await), []);
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let rules = json!({
        "required_checks": [{ "scheme": "dbs", "level": "basic" }], "required_level": "expert",
        "weekly_minutes_cap": 0, "two_champions_at_home": true,
    });
    let saved = change(&alder, rules).await;
    let expected = [
        ("check_held_by_nobody", "/required_checks/0"),
        ("level_met_by_nobody", "/required_level"),
        ("cap_below_shortest_help", "/weekly_minutes_cap"),
        ("no_second_champion", "/two_champions_at_home"),
    ];
    assert_eq!(warnings(&saved), expected);
    let words = saved.body["warnings"][1]["detail"].as_str().unwrap();
    assert!(words.contains("blue-badge"), "{words}");
    let read = alder.get(&address(&alder).await).await.expect(200);
    assert_eq!((&read.body["weekly_minutes_cap"], read.body.get("warnings")), (&json!(0), None), "saved all the same");
    assert_eq!(warnings(&choose(&alder, "own").await), expected);
}

#[actix_web::test]
async fn a_dry_run_says_what_a_draft_would_change_and_changes_nothing() {
    let app = start().await;
    let near = champion(&app, &json!({})).await;
    let expert = json!([{ "topic": "blue-badge", "level": "expert" }]);
    let far = json!({ "skills": expert, "home_postcode": "DA14 6BN", "travel_limit_km": 20 });
    let far = champion(&app, &far).await;
    let alder = app.alder().await;
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    app.pass(TimeDelta::days(1));
    let alder = app.alder().await;
    let setting = json!({ "setting": "remote", "near": null });
    alder.post("/v1/requests", ask(&setting)).await.expect(201);
    app.pass(TimeDelta::days(30));

    let alder = app.alder().await;
    let policy = alder.get(&address(&alder).await).await.expect(200);
    let dry_run = format!("{}/dry-run", address(&alder).await);
    let feed = alder.get("/v1/events?limit=100").await.expect(200);
    let only_distance = json!({
        "distance": 1, "skill_fit": 0, "continuity": 0, "preferred_time": 0, "preferred_place": 0, "fairness": 0,
        "language_preference": 0, "scarcity": 0,
    });
    change(&alder, json!({ "weights": only_distance })).await;
    let draft = json!({ "rules": { "required_level": "expert" } });
    let answer = alder.post(&dry_run, draft).await.expect(200).body;
    assert_eq!((&answer["version"], &answer["replayed"], &answer["more"]), (&json!(2), &json!(2), &json!(false)));
    let [remote, venue] = answer["requests"].as_array().unwrap().as_slice() else { panic!("{answer}") };
    assert_eq!((&remote["outcome"], &remote["before"], &remote["after"]), (&json!("same"), &json!(null), &json!(null)));
    assert_eq!(venue["outcome"], "changed");
    assert_eq!(venue["before"]["affiliation_id"], json!(near));
    assert_eq!(venue["after"]["affiliation_id"], json!(far));
    assert_eq!((&answer["before"]["proposed"], &answer["before"]["considered"]), (&json!(1), &json!(4)));
    assert_eq!((&answer["before"]["passed"], &answer["after"]["passed"]), (&json!(2), &json!(1)));
    assert_eq!(answer["before"]["rejected"], json!([{ "reason": "setting", "count": 2 }]));
    let after = json!([{ "reason": "setting", "count": 2 }, { "reason": "skill", "count": 1 }]);
    assert_eq!(answer["after"]["rejected"], after);
    assert_eq!(answer["before"]["average_top_score"], venue["before"]["score"]);

    let more = json!({ "reason": "skill", "before": 0, "after": 1 });
    assert_eq!((&venue["rules"], &remote["rules"]), (&json!([more]), &json!([])));
    let changes = json!({ "gained": 0, "lost": 0, "changed": 1, "same": 1, "differences": [
        { "difference": "champion", "count": 1 }, { "difference": "score", "count": 1 },
    ] });
    assert_eq!(answer["changes"], changes);

    let nobody = json!({ "rules": { "required_checks": [{ "scheme": "dbs", "level": "basic" }] } });
    let lost = alder.post(&dry_run, nobody).await.expect(200);
    assert_eq!(lost.body["requests"][1]["outcome"], "lost");
    let why = json!([{ "reason": "check_missing", "before": 0, "after": 2 }]);
    assert_eq!(lost.body["requests"][1]["rules"], why);
    assert_eq!((&lost.body["changes"]["lost"], &lost.body["changes"]["same"]), (&json!(1), &json!(1)));
    assert_eq!(warnings(&lost), [("check_held_by_nobody", "/required_checks/0")]);

    let now = alder.get(&address(&alder).await).await.expect(200);
    assert_eq!(now.body["version"], 2);
    let one_more = alder.get("/v1/events?limit=100").await.expect(200);
    let count = |feed: &Response| feed.body["items"].as_array().unwrap().len();
    assert_eq!(count(&one_more), count(&feed) + 1, "the change that was meant, and nothing else");
    assert_ne!(now.etag(), policy.etag());
    assert_eq!(alder.get("/v1/proposals").await.expect(200).ids(), Vec::<String>::new());
    let revision = one_more.body["next_after"].clone();
    alder.post(&dry_run, json!({})).await.expect(200);
    assert_eq!(alder.get("/v1/events?limit=100").await.expect(200).body["next_after"], revision);
}

#[actix_web::test]
async fn a_dry_run_asks_at_the_time_of_the_request_and_in_the_window_only() {
    let app = start().await;
    let dated = json!([{ "date": "2026-12-08", "start": "09:00", "end": "12:00" }]);
    champion(&app, &json!({ "availability": dated })).await;
    let alder = app.alder().await;
    let began = app.now();
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    app.pass(TimeDelta::days(60));
    let dry_run = format!("{}/dry-run", address(&app.alder().await).await);
    // A token does not live as long.
    let ask_for = async |window: Value| app.alder().await.post(&dry_run, window).await;
    let found = ask_for(json!({ "rules": { "notice_hours": 336 } })).await.expect(200).body;
    assert_eq!(found["requests"][0]["outcome"], "lost", "there was time then");
    let later = json!({ "from": began + TimeDelta::seconds(1) });
    assert_eq!(ask_for(later).await.expect(200).body["replayed"], 0);
    let earlier = json!({ "until": began - TimeDelta::seconds(1) });
    assert_eq!(ask_for(earlier).await.expect(200).body["replayed"], 0);
    for exactly in [json!({ "from": began }), json!({ "until": began })] {
        assert_eq!(ask_for(exactly).await.expect(200).body["replayed"], 1);
    }
    app.pass(TimeDelta::days(31));
    assert_eq!(ask_for(json!({})).await.expect(200).body["replayed"], 0, "the last 90 days");

    let backwards = ask_for(json!({ "from": "2026-12-02T00:00:00Z", "until": "2026-12-01T00:00:00Z" })).await;
    assert_eq!(backwards.expect_problem(422, "invalid").refusals(), [("/until", "inconsistent")]);
    let long = ask_for(json!({ "from": "2024-12-02T00:00:00Z" })).await;
    assert_eq!(long.expect_problem(422, "invalid").refusals(), [("/from", "too_small")]);
    let wrong = ask_for(json!({ "rules": { "horizon_days": 29 } })).await;
    assert_eq!(wrong.expect_problem(422, "invalid").refusals(), [("/rules/horizon_days", "too_large")]);
    let unknown = ask_for(json!({ "rules": { "mood": "good" } })).await;
    assert_eq!(unknown.expect_problem(422, "invalid").refusals(), [("/rules/mood", "unknown_field")]);
    let unlawful = json!({ "rules": { "required_checks": [{ "scheme": "dbs", "level": "enhanced" }] } });
    let unlawful = ask_for(unlawful).await.expect_problem(422, "invalid");
    assert_eq!(unlawful.refusals(), [("/rules/required_checks/0/eligibility_basis", "eligibility_basis_required")]);
    app.birch().await.post(&dry_run, json!({})).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn a_dry_run_knows_nothing_of_what_was_agreed_or_declined_later() {
    let app = start().await;
    let only = json!({ "availability": [{ "date": "2026-12-08", "start": "10:00", "end": "11:00" }] });
    let ada = champion(&app, &only).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let dry_run = format!("{}/dry-run", address(&alder).await);
    let proposed = async |last: usize| {
        let answer = alder.post(&dry_run, json!({})).await.expect(200).body;
        answer["requests"][last]["before"]["affiliation_id"].clone()
    };
    let best = async || {
        let ranking = alder.post(&format!("{}/proposals", request.header("location")), json!({})).await.expect(201);
        format!("/v1/proposals/{}", ranking.body["items"][0]["id"].as_str().unwrap())
    };
    // At the same instant, so that only what belongs to the request can tell it.
    let accepted = best().await;
    alder.tell(&format!("{accepted}/accept")).await.expect(200);
    assert_eq!(proposed(0).await, json!(ada), "her own yes to it does not make her busy");
    alder.tell(&format!("{accepted}/cancel")).await.expect(200);
    let declined = best().await;
    alder.post(&format!("{declined}/decline"), json!({ "reason": "champion_said_no" })).await.expect(200);
    assert_eq!(proposed(0).await, json!(ada), "nor does she say no before she is asked");

    app.pass(TimeDelta::minutes(1));
    let hours = json!({ "starts_at": "2026-12-08T10:00:00Z", "ends_at": "2026-12-08T11:00:00Z" });
    let planned = alder.post("/v1/sessions", session(&hours)).await.expect(201);
    let shift = json!({ "session_id": planned.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", shift).await.expect(201);
    alder.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await.expect(200);
    assert_eq!(proposed(0).await, json!(ada), "she was free when it was asked");
    app.pass(TimeDelta::minutes(1));
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(proposed(0).await, Value::Null, "and is not for who asks now; the newest comes first");
    assert_eq!(proposed(1).await, json!(ada));
}

#[actix_web::test]
async fn a_dry_run_says_what_is_otherwise_with_the_same_champion() {
    let app = start().await;
    let times = ["tuesday", "thursday"].map(|day| json!({ "weekday": day, "start": "09:30", "end": "12:30" }));
    champion(&app, &json!({ "availability": times })).await;
    let alder = app.alder().await;
    alder.post("/v1/requests", ask(&json!({ "times": [] }))).await.expect(201);
    let dry_run = format!("{}/dry-run", address(&alder).await);
    let run = async |rules: Value| {
        let answer = alder.post(&dry_run, json!({ "rules": rules })).await.expect(200).body;
        let request = answer["requests"][0].clone();
        (answer, request)
    };
    let (_, same) = run(json!({})).await;
    assert_eq!((&same["outcome"], &same["differences"], &same["rules"]), (&json!("same"), &json!([]), &json!([])));

    let (answer, later) = run(json!({ "notice_hours": 120 })).await;
    assert_eq!((&later["outcome"], &later["differences"]), (&json!("changed"), &json!(["time", "score"])));
    assert_eq!(later["before"]["affiliation_id"], later["after"]["affiliation_id"]);
    assert!(later["before"]["starts_at"].as_str() < later["after"]["starts_at"].as_str(), "{later}");
    let counted = json!([{ "difference": "time", "count": 1 }, { "difference": "score", "count": 1 }]);
    assert_eq!(answer["changes"]["differences"], counted);

    let (_, scored) = run(json!({ "weights": { "distance": 0, "fairness": 0 } })).await;
    assert_eq!((&scored["outcome"], &scored["differences"]), (&json!("changed"), &json!(["score"])));

    for (mode, step) in [("suggest", "suggest"), ("auto_propose", "propose"), ("auto_confirm", "confirm")] {
        let (answer, moved) = run(json!({ "mode": mode })).await;
        assert_eq!((&moved["outcome"], &moved["differences"]), (&json!("changed"), &json!(["step"])), "{mode}");
        assert_eq!(moved["before"]["step"], "leave_to_staff");
        assert_eq!(moved["after"]["step"], step);
        assert_eq!(answer["after"]["steps"], json!([{ "step": step, "count": 1 }]));
    }
}

#[actix_web::test]
async fn a_dry_run_knows_the_sessions_that_were_there_then() {
    let app = start().await;
    let library = app.plant_venue(app.seed.bexley.alder.id, "Central Library", (51.4561, 0.1439)).await;
    let only = json!({ "availability": [{ "date": "2026-12-08", "start": "10:00", "end": "12:00" }] });
    let ada = champion(&app, &only).await;
    let alder = app.alder().await;
    let published = json!({ "setting": "venue", "venue_id": library, "visibility": "unlisted", "capacity": 1 });
    let drop_in = alder.post("/v1/sessions", session(&published)).await.expect(201);
    let shift = json!({ "session_id": drop_in.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", shift).await.expect(201);
    alder.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await.expect(200);
    app.pass(TimeDelta::minutes(1));
    alder.post("/v1/requests", ask(&json!({ "venue_ids": [library] }))).await.expect(201);
    let dry_run = format!("{}/dry-run", address(&alder).await);
    let found = async |last: usize| {
        let answer = alder.post(&dry_run, json!({})).await.expect(200).body;
        answer["requests"][last]["before"]["session_id"].clone()
    };
    assert_eq!(found(0).await, json!(drop_in.id()));

    app.pass(TimeDelta::minutes(1));
    let guest = json!({ "session_id": drop_in.id(), "places": 1, "route": "web", "guest": { "name": "Guest", "contact": "guest@example.org" } });
    let booking = alder.post("/v1/bookings", guest).key("a booking").await.expect(201);
    assert_eq!(found(0).await, json!(drop_in.id()), "there was a place when it was asked");
    app.pass(TimeDelta::minutes(1));
    alder.post("/v1/requests", ask(&json!({ "venue_ids": [library] }))).await.expect(201);
    assert_eq!(found(0).await, Value::Null, "and is none for who asks now; she is there all the time");
    assert_eq!(found(1).await, json!(drop_in.id()));
    app.pass(TimeDelta::minutes(1));
    let cancel = format!("{}/cancel", booking.header("location"));
    alder.post(&cancel, json!({})).await.expect(200);
    assert_eq!(found(0).await, Value::Null, "what is given back later was taken then");
    app.pass(TimeDelta::minutes(1));
    alder.post("/v1/requests", ask(&json!({ "venue_ids": [library] }))).await.expect(201);
    assert_eq!(found(0).await, json!(drop_in.id()));
}

#[actix_web::test]
async fn a_dry_run_leaves_out_what_is_no_longer_anywhere() {
    let app = start().await;
    champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let learner = json!({ "name": "Example Learner", "postcode": "DA6 7DA" });
    let learner = alder.post("/v1/learners", learner).await.expect(201);
    alder.post("/v1/requests", ask(&json!({ "learner_id": learner.id() }))).await.expect(201);
    alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let dry_run = format!("{}/dry-run", address(&alder).await);
    let before = alder.post(&dry_run, json!({})).await.expect(200).body;
    assert_eq!((&before["replayed"], &before["left_out"]), (&json!(2), &json!(0)));
    alder.delete(learner.header("location")).if_match("*").await.expect(204);
    let after = alder.post(&dry_run, json!({})).await.expect(200).body;
    assert_eq!((&after["replayed"], &after["left_out"]), (&json!(1), &json!(1)));
}
