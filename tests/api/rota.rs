//! The rota: personal links, open shifts, what a session lacks, and nobody in two places at once.

use std::sync::Arc;

use chrono::TimeDelta;
use futures::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};
use trellis_domain::AffiliationId;

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

/// A champion of Alder who helps in venues and by phone, knows Blue Badges and speaks English.
async fn champion(app: &TestApp, changes: Value) -> AffiliationId {
    let mut details = json!({
        "given_name": "Zaunkoenig", "known_as": "Zaunkoenig", "stage": "active", "settings": ["venue", "remote"], "languages": ["en"],
    });
    details.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    app.plant_affiliation(app.seed.bexley.alder.id, details).await
}

/// The path of somebody's personal page.
async fn link(app: &TestApp, partner: &Client, who: AffiliationId) -> String {
    let made = partner.tell(&format!("/v1/affiliations/{who}/link")).await.expect(200);
    assert_eq!(made.header("cache-control"), "no-store");
    made.text_of("address").strip_prefix(&app.url).unwrap().to_owned()
}

async fn send(app: &TestApp, path: &str, form: &str) -> Response {
    app.anybody().tell(path).raw("application/x-www-form-urlencoded", form).await
}

/// Sends a form and says what became of it.
async fn said(app: &TestApp, path: &str, form: &str) -> String {
    let answer = send(app, path, form).await.expect(303);
    assert_eq!((answer.header("cache-control"), answer.header("referrer-policy")), ("no-store", "no-referrer"));
    let location = answer.header("location");
    app.anybody().get(location).await.expect(200);
    location.split("said=").nth(1).unwrap().to_owned()
}

fn hours(start: &str, end: &str) -> Value {
    json!({ "starts_at": format!("2026-12-08T{start}:00Z"), "ends_at": format!("2026-12-08T{end}:00Z") })
}

fn with(mut one: Value, other: &Value) -> Value {
    one.as_object_mut().unwrap().extend(other.as_object().unwrap().clone());
    one
}

#[actix_web::test]
async fn a_champion_says_yes_takes_it_back_and_takes_an_open_shift_without_an_account() {
    let app = TestApp::start().await;
    let (alder, ada) = (app.alder().await, champion(&app, json!({})).await);
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let at = json!({ "setting": "venue", "venue_id": venue, "title": { "en": "Morning help", "cy": "Help y bore" } });
    let morning = alder.post("/v1/sessions", session(&with(hours("10:00", "12:00"), &at))).await.expect(201);
    let afternoon = with(hours("14:00", "16:00"), &json!({ "title": { "en": "Afternoon help" } }));
    let afternoon = alder.post("/v1/sessions", session(&afternoon)).await.expect(201);
    let ask = json!({ "session_id": morning.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", ask).await.expect(201);
    let me = link(&app, &alder, ada).await;

    let page = app.anybody().get(&me).await.expect(200);
    for (name, value) in
        [("cache-control", "no-store"), ("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex")]
    {
        assert_eq!(page.header(name), value);
    }
    let policy = page.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && policy.contains("form-action 'self'"));
    for words in [
        "With Alder",
        "Tuesday 8 December, 10am to midday",
        "Morning help",
        "Sidcup Library, 1 High Street, Sidcup, DA14 6BN",
        "You are asked to help. Can you come?",
        "Afternoon help",
        "1 more champion",
        "I will help",
    ] {
        assert!(page.text.contains(words), "{words} is not in {}", page.text);
    }
    assert!(!page.text.contains("<script") && !page.headers.contains_key("set-cookie"));
    assert!(!page.text.contains("Nobody with"), "nobody has said yes yet");
    let welsh = app.anybody().get(&format!("{me}?lang=cy")).await.expect(200);
    for words in ["Eich sifftiau", "Help y bore", "Dydd Mawrth 8 Rhagfyr, 10am i hanner dydd", "1 hyrwyddwr arall"] {
        assert!(welsh.text.contains(words), "{words} is not in {}", welsh.text);
    }

    let own = format!("{me}/shifts/{}", shift.id());
    assert_eq!(said(&app, &own, "state=attended").await, "not_possible");
    assert_eq!(said(&app, &own, "state=confirmed").await, "yes");
    let read = async || alder.get(shift.header("location")).await.expect(200).text_of("state");
    assert_eq!(read().await, "confirmed");
    assert_eq!(said(&app, &own, "state=withdrawn").await, "withdrawn");
    assert_eq!(read().await, "withdrawn");
    assert_eq!(said(&app, &own, "state=confirmed").await, "not_possible");

    let claim = format!("session_id={}", afternoon.id());
    assert_eq!(said(&app, &format!("{me}/claims"), &claim).await, "taken");
    let taken = alder.get("/v1/shifts?state=confirmed").await.expect(200);
    assert_eq!(taken.body["items"][0]["session_id"], json!(afternoon.id()));
    assert_eq!(said(&app, &format!("{me}/claims"), &claim).await, "not_possible");
    let page = app.anybody().get(&format!("{me}?said=taken")).await.expect(200);
    assert!(page.text.contains("Thank you: the shift is yours.") && page.text.contains("I can no longer come"));

    // No client did it.
    let last = app.events(&alder).await.last().cloned().unwrap();
    assert_eq!((&last["type"], &last["client"]), (&json!("shift"), &Value::Null), "{last}");
}

#[actix_web::test]
async fn a_wrong_an_old_and_a_revoked_link_are_as_if_they_had_never_been() {
    let app = TestApp::start().await;
    let (alder, ada) = (app.alder().await, champion(&app, json!({})).await);
    let affiliation = format!("/v1/affiliations/{ada}");
    let old = link(&app, &alder, ada).await;
    let new = link(&app, &alder, ada).await;
    assert_ne!(old, new);
    app.anybody().get(&new).await.expect(200);
    let unknown = app.anybody().get("/n/bexley/sessions/ses_0198c0de00007000800000000000dead").await.expect(404);
    let gone = async |path: &str| {
        let answer = app.anybody().get(path).await.expect(404);
        assert_eq!((&answer.text, answer.masked()), (&unknown.text, unknown.masked()), "{path}");
        for (below, form) in
            [("claims", "session_id=ses_0198c0de00007000800000000000dead"), ("shifts/x", "state=confirmed")]
        {
            let answer = send(&app, &format!("{path}/{below}"), form).await.expect(404);
            assert_eq!(answer.text, unknown.text);
        }
    };
    gone(&old).await;
    gone("/n/bexley/me/trs_nothing").await;
    gone(&new.replace("bexley", "elsewhere")).await;
    gone(&new.replace("bexley", "nowhere")).await;

    let read = alder.get(&affiliation).await.expect(200);
    assert_eq!(read.body["has_link"], json!(true));
    alder.delete(&format!("{affiliation}/link")).await.expect_problem(428, "precondition_required");
    alder.delete(&format!("{affiliation}/link")).if_match(read.etag()).await.expect(204);
    assert_eq!(alder.get(&affiliation).await.expect(200).body["has_link"], json!(false));
    gone(&new).await;

    // Whoever has gone is let in no longer, and gets no other link.
    let last = link(&app, &alder, ada).await;
    alder.post(&format!("{affiliation}/stage"), json!({ "stage": "ended", "reason": "Moved away" })).await.expect(200);
    gone(&last).await;
    alder.tell(&format!("{affiliation}/link")).await.expect_problem(409, "wrong_state");

    // A link is shown once.
    let ben = champion(&app, json!({})).await;
    let address = format!("/v1/affiliations/{ben}/link");
    alder.tell(&address).key("once").await.expect(200);
    alder.tell(&address).key("once").await.expect_problem(409, "secret_already_shown");
}

#[actix_web::test]
async fn a_personal_page_tells_of_one_partner_and_moves_nobody_elses_shifts() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let ada = champion(&app, json!({})).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let ben = champion(&app, json!({})).await;
    let secret = with(hours("10:00", "12:00"), &json!({ "title": { "en": "At Birch" } }));
    let elsewhere = birch.post("/v1/sessions", session(&secret)).await.expect(201);
    let at_birch = json!({ "session_id": elsewhere.id(), "affiliation_id": same_ada });
    let at_birch = birch.post("/v1/shifts", at_birch).await.expect(201);
    let overlapping = alder.post("/v1/sessions", session(&hours("11:00", "13:00"))).await.expect(201);
    let of_ben = json!({ "session_id": overlapping.id(), "affiliation_id": ben });
    let of_ben = alder.post("/v1/shifts", of_ben).await.expect(201);
    let me = link(&app, &alder, ada).await;

    let page = app.anybody().get(&me).await.expect(200);
    assert!(!page.text.contains("Birch"), "{}", page.text);
    for foreign in [of_ben.id(), at_birch.id(), "shf_0198c0de00007000800000000000dead".to_owned(), "x".to_owned()] {
        assert_eq!(said(&app, &format!("{me}/shifts/{foreign}"), "state=confirmed").await, "not_possible");
    }
    for foreign in [elsewhere.id(), "ses_0198c0de00007000800000000000dead".to_owned(), "x".to_owned()] {
        assert_eq!(said(&app, &format!("{me}/claims"), &format!("session_id={foreign}")).await, "not_possible");
    }
    // Open until the person is busy with the other; the page knows that, the partner's list does not.
    let offered = async || app.anybody().get(&me).await.expect(200).text.contains("I will help");
    let listed = async || alder.get(&format!("/v1/affiliations/{ada}/open-shifts")).await.expect(200).ids();
    assert!(offered().await);
    let yes = json!({ "state": "confirmed" });
    birch.post(&format!("{}/state", at_birch.header("location")), yes).await.expect(200);
    assert!(!offered().await);
    assert_eq!(listed().await, [overlapping.id()]);
    assert_eq!(said(&app, &format!("{me}/claims"), &format!("session_id={}", overlapping.id())).await, "busy");
    let claim = json!({ "session_id": overlapping.id() });
    let busy = alder.post(&format!("/v1/affiliations/{ada}/shifts"), claim).await.expect_problem(409, "champion_busy");
    assert_eq!(busy.body["detail"], "This champion is busy at that time.");
}

#[rstest]
#[case::fits(json!({}), json!({}), None)]
#[case::skill(json!({ "topics": ["foundation"] }), json!({}), Some("skill"))]
#[case::language(json!({ "languages": ["pa"] }), json!({}), Some("language"))]
#[case::language_is_no_rule(json!({ "languages": ["pa"] }), json!({ "require_language": false }), None)]
#[case::audience(json!({ "audiences": ["carers"] }), json!({}), Some("audience"))]
#[case::setting(json!({ "setting": "home" }), json!({}), Some("setting"))]
#[case::cap(json!({}), json!({ "weekly_minutes_cap": 60 }), Some("over_cap"))]
#[case::check(
    json!({}), json!({ "required_checks": [{ "setting": "remote", "scheme": "dbs", "level": "basic" }] }),
    Some("check_missing")
)]
#[case::check_of_another_setting(
    json!({}), json!({ "required_checks": [{ "setting": "home", "scheme": "dbs", "level": "basic" }] }), None
)]
#[actix_web::test]
async fn the_partners_policy_decides_what_is_open_to_whom(
    #[case] changes: Value,
    #[case] rules: Value,
    #[case] broken: Option<&str>,
) {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let alder = app.alder().await;
    let ada = champion(&app, json!({ "skills": [{ "topic": "blue-badge", "level": "basic" }] })).await;
    let policies = alder.get("/v1/policies").await.expect(200);
    let policy = format!("/v1/policies/{}", policies.ids()[0]);
    alder.patch(&policy, rules).if_match("*").await.expect(200);
    let planned = alder.post("/v1/sessions", session(&changes)).await.expect(201);
    let open = alder.get(&format!("/v1/affiliations/{ada}/open-shifts")).await.expect(200).ids();
    let me = link(&app, &alder, ada).await;
    assert_eq!(app.anybody().get(&me).await.expect(200).text.contains("I will help"), broken.is_none());
    let claim = json!({ "session_id": planned.id() });
    let answer = alder.post(&format!("/v1/affiliations/{ada}/shifts"), claim).await;
    let Some(rule) = broken else {
        assert_eq!(open, [planned.id()]);
        assert_eq!(answer.expect(201).body["state"], "confirmed");
        return;
    };
    assert_eq!(open, Vec::<String>::new());
    let refused = answer.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/session_id", "outside_policy")]);
    let detail = refused.body["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.ends_with(&format!("it fails the rule {rule}")), "{detail}");
}

#[actix_web::test]
async fn a_shift_is_open_until_enough_have_said_yes_or_it_begins() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let (ada, ben) = (champion(&app, json!({})).await, champion(&app, json!({})).await);
    let newcomer = champion(&app, json!({ "stage": "inducting" })).await;
    let planned = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let claim = json!({ "session_id": planned.id() });
    let take = |who| format!("/v1/affiliations/{who}/shifts");
    alder.post(&take(newcomer), &claim).await.expect_problem(409, "champion_not_active");
    let taken = alder.post(&take(ada), &claim).await.expect(201);
    alder.get(taken.header("location")).await.expect(200);
    alder.post(&take(ada), &claim).await.expect_problem(409, "already_exists");
    alder.post(&take(ben), &claim).await.expect_problem(409, "session_staffed");
    alder.post(&format!("{}/state", taken.header("location")), json!({ "state": "withdrawn" })).await.expect(200);
    app.pass(TimeDelta::days(7) + TimeDelta::hours(1));
    let alder = app.alder().await;
    alder.post(&take(ben), &claim).await.expect_problem(409, "session_past");
    assert_eq!(alder.get(&format!("/v1/affiliations/{ben}/open-shifts")).await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn a_session_says_what_it_still_lacks() {
    let app = TestApp::start().await;
    app.plant_topics().await;
    let alder = app.alder().await;
    let wanted = json!({ "languages": ["en", "pa"], "topics": ["blue-badge", "foundation-1"], "champions_needed": 2 });
    let planned = alder.post("/v1/sessions", session(&wanted)).await.expect(201);
    let all = json!({ "languages": ["en", "pa"], "topics": ["blue-badge", "foundation-1"] });
    assert_eq!(planned.body["champions"], json!({ "needed": 2, "confirmed": 0, "lacks": 2, "missing": all }));

    // A skill in an area stands for everything below it.
    let skills = json!({ "skills": [{ "topic": "foundation", "level": "basic" }] });
    let (ada, address) = (champion(&app, skills).await, planned.header("location"));
    let ask = json!({ "session_id": planned.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", ask).await.expect(201);
    let before = alder.get(address).await.expect(200);
    assert_eq!(before.body["champions"]["missing"], all, "being asked brings nothing");
    alder.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await.expect(200);
    let read = alder.get(address).header("if-none-match", before.etag()).await.expect(200);
    let missing = json!({ "languages": ["pa"], "topics": ["blue-badge"] });
    assert_eq!(read.body["champions"], json!({ "needed": 2, "confirmed": 1, "lacks": 1, "missing": missing }));

    // What a champion learns shows at once, in the tag as well.
    let learned = json!({ "languages": ["en", "pa"] });
    alder.patch(&format!("/v1/affiliations/{ada}"), learned).if_match("*").await.expect(200);
    let later = alder.get(address).header("if-none-match", read.etag()).await.expect(200);
    assert_eq!(later.body["champions"]["missing"], json!({ "languages": [], "topics": ["blue-badge"] }));

    let skills =
        json!({ "skills": [{ "topic": "foundation", "level": "basic" }, { "topic": "blue-badge", "level": "basic" }] });
    let ben = champion(&app, skills).await;
    alder.patch(&format!("/v1/affiliations/{ada}"), json!({ "languages": ["en"] })).if_match("*").await.expect(200);
    alder.patch(planned.header("location"), json!({ "languages": ["en"] })).if_match("*").await.expect(200);
    let me = link(&app, &alder, ben).await;
    let page = app.anybody().get(&me).await.expect(200);
    assert!(page.text.contains("1 more champion") && page.text.contains("Nobody with blue-badge"), "{}", page.text);
}

#[rstest]
#[case::by_the_partners(false)]
#[case::by_links_too(true)]
#[actix_web::test]
async fn of_twenty_who_want_a_champion_at_the_same_hour_one_gets_them(#[case] links: bool) {
    let app = TestApp::start().await;
    let ada = champion(&app, json!({})).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let birch_id = app.seed.bexley.birch.id;
    let (alder, birch) = (app.alder().await, app.birch().await);
    assert_ne!(app.seed.bexley.alder.id, birch_id);
    alder.patch(&format!("/v1/affiliations/{ada}"), json!({ "settings": ["remote"] })).if_match("*").await.expect(200);
    let there = format!("/v1/affiliations/{same_ada}");
    birch.patch(&there, json!({ "settings": ["remote"] })).if_match("*").await.expect(200);
    let pages = [link(&app, &alder, ada).await, link(&app, &birch, same_ada).await];

    // Each at another minute, and every one overlaps with every other.
    let mut orders = Vec::new();
    for racer in 0..20_usize {
        let (client, who) = if racer % 2 == 0 { (&alder, ada) } else { (&birch, same_ada) };
        let start = format!("10:{racer:02}");
        let planned = client.post("/v1/sessions", session(&hours(&start, "12:00"))).await.expect(201);
        if links && racer % 4 < 2 {
            orders.push((client, Err((pages[racer % 2].clone(), planned.id()))));
            continue;
        }
        let ask = json!({ "session_id": planned.id(), "affiliation_id": who });
        let shift = client.post("/v1/shifts", ask).await.expect(201);
        orders.push((client, Ok(format!("{}/state", shift.header("location")))));
    }
    let barrier = Arc::new(tokio::sync::Barrier::new(orders.len()));
    let race = orders.into_iter().map(|(client, order)| {
        let (app, barrier) = (&app, Arc::clone(&barrier));
        async move {
            barrier.wait().await;
            match order {
                Ok(step) => match client.post(&step, json!({ "state": "confirmed" })).await {
                    won if won.status == 200 => true,
                    lost => {
                        let problem = lost.expect_problem(409, "champion_busy");
                        assert_eq!(problem.body["detail"], "This champion is busy at that time.");
                        false
                    }
                },
                Err((page, session)) => {
                    let outcome = send(app, &format!("{page}/claims"), &format!("session_id={session}")).await;
                    let outcome = outcome.expect(303).header("location").split("said=").nth(1).unwrap().to_owned();
                    assert!(["taken", "busy"].contains(&outcome.as_str()), "{outcome}");
                    outcome == "taken"
                }
            }
        }
    });
    let won = join_all(race).await.into_iter().filter(|won| *won).count();
    assert_eq!(won, 1);
    let confirmed = async |client: &Client| client.get("/v1/shifts?state=confirmed").await.expect(200).ids().len();
    assert_eq!(confirmed(&alder).await + confirmed(&birch).await, 1);
}

#[actix_web::test]
async fn the_way_between_two_places_takes_the_time_that_the_policy_says() {
    let app = TestApp::start().await;
    let (alder, ada) = (app.alder().await, champion(&app, json!({})).await);
    let venue = async |name| app.plant_venue(app.seed.bexley.alder.id, name, (51.4263, 0.1011)).await;
    let (sidcup, erith) = (venue("Sidcup").await, venue("Erith").await);
    let plan = async |venue: &Value, start: &str, end: &str| {
        let at = if venue.is_null() { json!({}) } else { json!({ "setting": "venue", "venue_id": venue }) };
        let planned = alder.post("/v1/sessions", session(&with(hours(start, end), &at))).await.expect(201);
        let ask = json!({ "session_id": planned.id(), "affiliation_id": ada });
        let shift = alder.post("/v1/shifts", ask).await.expect(201);
        (planned, format!("{}/state", shift.header("location")))
    };
    let (sidcup, erith, nowhere) = (json!(sidcup), json!(erith), Value::Null);
    let (yes, back) = (json!({ "state": "confirmed" }), json!({ "state": "withdrawn" }));
    let (_, first) = plan(&sidcup, "10:00", "12:00").await;
    alder.post(&first, &yes).await.expect(200);
    // Back to back is fine, unless the partner says otherwise.
    let (_, right_after) = plan(&erith, "12:00", "13:00").await;
    alder.post(&right_after, &yes).await.expect(200);
    alder.post(&right_after, &back).await.expect(200);

    let policies = alder.get("/v1/policies").await.expect(200);
    assert_eq!(policies.body["items"][0]["travel_buffer_minutes"], 0);
    let policy = format!("/v1/policies/{}", policies.ids()[0]);
    let too_long = alder.patch(&policy, json!({ "travel_buffer_minutes": 241 })).if_match("*").await;
    assert_eq!(too_long.expect_problem(422, "invalid").refusals(), [("/travel_buffer_minutes", "too_large")]);
    alder.patch(&policy, json!({ "travel_buffer_minutes": 30 })).if_match("*").await.expect(200);
    let (_, too_soon) = plan(&erith, "12:29", "13:00").await;
    alder.post(&too_soon, &yes).await.expect_problem(409, "champion_busy");
    let (moving, just_enough) = plan(&erith, "12:30", "13:00").await;
    alder.post(&just_enough, &yes).await.expect(200);
    let (_, by_phone) = plan(&nowhere, "13:00", "13:30").await;
    alder.post(&by_phone, &yes).await.expect(200);
    let (_, same_place) = plan(&sidcup, "09:00", "10:00").await;
    alder.post(&same_place, &yes).await.expect(200);
    // A session does not move too close either, in time or in place.
    let move_to = async |changes: Value| alder.patch(moving.header("location"), changes).if_match("*").await;
    move_to(hours("12:15", "13:00")).await.expect_problem(409, "champion_busy");
    move_to(with(hours("12:15", "13:00"), &json!({ "venue_id": sidcup }))).await.expect(200);
    move_to(json!({ "venue_id": erith })).await.expect_problem(409, "champion_busy");
}
