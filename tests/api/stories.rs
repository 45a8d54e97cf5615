//! The five stories of the README, on the demonstration network.

use serde_json::{Value, json};
use trellis::demo::names::ThingName;
use trellis_domain::{PartnerId, SessionId};

use crate::{
    calls::ready,
    harness::{Client, Demonstration},
};

const PARTNER: &str = "Demonstration library service";

/// A champion who can help with a Blue Badge on Tuesday mornings near DA6 7DA.
fn champion() -> Value {
    json!({
        "given_name": "Demo-Nora", "languages": ["en", "pa"], "settings": ["venue"], "stage": "active",
        "skills": [{ "topic": "blue-badge", "level": "expert" }], "home_postcode": "DA6 7HJ", "travel_limit_km": 8,
        "availability": [{ "weekday": "tuesday", "start": "09:00", "end": "12:30" }],
    })
}

#[actix_web::test]
async fn a_partner_s_crm_keeps_a_champion_and_finds_one_for_a_request() {
    let demo = Demonstration::start().await;
    let crm = demo.partner(PARTNER).await;

    // The champion, by the CRM's own number; the nightly repeat changes nothing and erases nothing.
    let number = "/v1/affiliations/by-external-id/library-crm/77";
    let created = crm.patch(number, champion()).await.expect(201);
    let repeated = crm.patch(number, champion()).await.expect(200);
    assert_eq!((repeated.etag(), &repeated.body), (created.etag(), &created.body));
    let partly = crm.patch(number, json!({ "phone": "020 7946 0777" })).await.expect(200);
    assert_eq!(partly.body["skills"], created.body["skills"]);

    // The learner and the request.
    let learner = json!({ "name": "Demo-Learner", "postcode": "DA6 7DA", "languages": ["en"] });
    let learner = crm.post("/v1/learners", learner).await.expect(201).id();
    let request = json!({
        "goal": "I want to apply for a Blue Badge", "topics": ["blue-badge"], "setting": "venue", "near": "da6 7da",
        "times": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }], "route": "phone", "learner_id": learner,
    });
    let request = crm.post("/v1/requests", request).await.expect(201);

    // Who could help: score, its parts, and the others by reason.
    let ranking =
        crm.post(&format!("{}/proposals", request.header("location")), json!({ "limit": 3 })).await.expect(201).body;
    let proposals = ranking["items"].as_array().unwrap();
    let found = proposals.iter().position(|proposal| proposal["affiliation_id"] == created.body["id"]);
    assert!(found.is_some(), "{ranking:#}");
    let scores: Vec<_> = proposals.iter().map(|proposal| proposal["score"].as_u64().unwrap()).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b), "the best first: {scores:?}");
    for proposal in proposals {
        let parts = proposal["parts"].as_array().unwrap();
        assert!(
            parts.iter().all(|part| part["criterion"].is_string() && part["value"].is_u64() && part["weight"].is_u64())
        );
        assert!(proposal["starts_at"].as_str().unwrap() > "2026-12-01");
    }
    let count = |value: &Value| value.as_u64().unwrap();
    let rejected: u64 = ranking["rejected"].as_array().unwrap().iter().map(|reason| count(&reason["count"])).sum();
    assert_eq!(count(&ranking["considered"]), count(&ranking["passed"]) + rejected);
    assert!(rejected > 0);
}

#[actix_web::test]
async fn a_partner_plans_its_waiting_list_asks_why_and_applies_the_plan() {
    let demo = Demonstration::start().await;
    let crm = demo.partner(PARTNER).await;
    let operation = crm.post("/v1/match-plans", json!({})).await.expect(202);
    let address = ready(&crm, operation.header("location")).await;
    let plan = crm.get(&address).await.expect(200).body;
    let outcome = &plan["outcome"];
    let (pairs, waiting) = (outcome["arrangements"].as_array().unwrap(), outcome["waiting"].as_array().unwrap());
    assert_eq!(pairs.len() + waiting.len(), plan["request_ids"].as_array().unwrap().len());
    assert!(!pairs.is_empty() && !waiting.is_empty(), "{outcome:#}");
    assert!(outcome["one_by_one"].as_i64() >= outcome["objective"].as_i64());
    assert!(outcome["lower_bound"].as_i64() <= outcome["objective"].as_i64());

    // Why not this one, for somebody who waits?
    let request = waiting[0]["request_id"].as_str().unwrap();
    for champion in crm.get("/v1/affiliations").await.expect(200).ids() {
        let why = crm.get(&format!("/v1/requests/{request}/champions/{champion}")).await.expect(200).body;
        let failed = why["rules"].as_array().unwrap().iter().any(|rule| rule["rejects"] == true);
        assert_eq!(why["outcome"] == "rejected", failed, "{why:#}");
    }

    let applied = crm.post(&format!("{address}/apply"), json!({})).await.expect(200).body;
    assert_eq!(applied["applied"].as_array().unwrap().len(), pairs.len(), "{applied:#}");
    for pair in pairs {
        let request = format!("/v1/requests/{}", pair["request_id"].as_str().unwrap());
        assert_eq!(crm.get(&request).await.expect(200).body["state"], "matched");
    }
}

#[actix_web::test]
async fn a_council_s_website_finds_sessions_near_a_postcode() {
    let demo = Demonstration::start().await;
    let website = demo.anybody();
    let near = "/v1/public/networks/bexley/sessions?near=da6+7da&radius_km=3&limit=100";
    let found = website.get(near).await.expect(200);
    let items = found.body["items"].as_array().unwrap();
    assert!(items.len() > 3, "{}", items.len());
    let starts: Vec<_> = items.iter().map(|item| item["starts_at"].as_str().unwrap()).collect();
    assert!(
        starts.is_sorted() && starts.iter().all(|start| ("2026-12-01".."2026-12-16").contains(start)),
        "{starts:?}"
    );
    for item in items.iter().filter(|item| item["setting"] == "venue") {
        assert!(item["distance_km"].as_f64().unwrap() <= 3.0);
        assert!(item["venue"]["name"].is_string() && item["venue"]["access"].is_object(), "{item:#}");
    }
    assert_eq!(found.header("cache-control"), "public, max-age=60, stale-while-revalidate=300");
    assert_eq!(found.header("access-control-allow-origin"), "*");
    website.get(near).header("if-none-match", found.etag()).await.expect(304);

    // Each filter leaves some of these, and only such.
    let every = |items: &Value, holds: &dyn Fn(&Value) -> bool| items.as_array().unwrap().iter().all(holds);
    let venues = website.get(&format!("{near}&setting=venue")).await.expect(200).body;
    assert!(every(&venues["items"], &|item| item["setting"] == "venue"));
    let tasks = website.get(&format!("{near}&way=specialist")).await.expect(200).body;
    assert!(every(&tasks["items"], &|item| item["ways"].as_array().unwrap().contains(&json!("specialist"))));
    let all = items.len();
    for filter in ["setting=venue", "way=specialist", "specialism=nhs-app", "topic=specialist"] {
        let some = website.get(&format!("{near}&{filter}")).await.expect(200).body["items"].as_array().unwrap().len();
        assert!(some > 0 && some < all, "{filter}: {some} of {all}");
    }

    // A web editor links to the page today.
    let page = website.get("/n/bexley?postcode=DA6+7DA&distance=3").await.expect(200);
    assert!(page.text.contains("<h1") && page.text.contains(" km"));
}

#[actix_web::test]
async fn a_booking_site_books_is_refused_when_full_and_cancels() {
    let demo = Demonstration::start().await;
    let site = demo.booking_site().await;
    let booking = |name: &str| {
        let session: SessionId = ThingName::new("session", name).id();
        json!({ "session_id": session, "guest": { "name": "A demonstration guest", "contact": "020 7946 0000" }, "route": "web" })
    };
    let full = site.post("/v1/bookings", booking("full")).key("b-1").await.expect_problem(409, "session_full");
    assert_eq!(full.body["detail"], "Every place in this session is taken.");
    let booked = site.post("/v1/bookings", booking("one-place-left")).key("b-2").await.expect(201);
    assert_eq!(booked.body["state"], "confirmed");
    site.post("/v1/bookings", booking("one-place-left")).key("b-3").await.expect_problem(409, "session_full");
    let cancelled = site.post(&format!("{}/cancel", booked.header("location")), json!({})).await.expect(200);
    assert_eq!(cancelled.body["state"], "cancelled_by_learner");
    site.post("/v1/bookings", booking("one-place-left")).key("b-3").await.expect(201);
}

#[actix_web::test]
async fn a_co_ordinator_sees_the_whole_and_not_a_partner_s_learners() {
    let demo = Demonstration::start().await;
    let coordinator = demo.coordinator().await;
    let partners = coordinator.get("/v1/partners?limit=100").await.expect(200).body;
    assert!(partners["items"].as_array().unwrap().iter().all(|partner| partner["stage"].is_string()));

    let lacking = "/v1/sessions?from=2026-12-07T00:00:00Z&to=2026-12-14T00:00:00Z&lacks_champions=true";
    let lacking = coordinator.get(lacking).await.expect(200).body;
    let sessions = lacking["items"].as_array().unwrap();
    assert!(!sessions.is_empty() && sessions.iter().all(|session| session["champions"]["lacks"].as_u64() > Some(0)));

    let inbox = coordinator.get("/v1/inbox").await.expect(200).body;
    let waiting = inbox["items"].as_array().unwrap();
    assert!(!waiting.is_empty() && waiting.iter().all(|request| request.get("goal").is_none()));

    let partner = demo.partner(PARTNER).await;
    let learners = partner.get("/v1/learners?limit=1").await.expect(200);
    let theirs = learner(&coordinator, &learners.ids()[0]).await;
    let unknown = learner(&coordinator, "lrn_0198c0de00007000800000000000000a").await;
    assert_eq!(theirs, unknown);

    // Until the partner lets it, for as long as the partner lets it.
    let id: PartnerId = ThingName::new("partner", "library").id();
    let acting = || coordinator.get("/v1/learners").acting_for(id);
    acting().await.expect_problem(403, "delegation_missing");
    let delegation = json!({
        "to": "coordinator", "scopes": ["learners:read"], "until": "2027-10-31T17:00:00Z", "reason": "Our manager is away",
    });
    let given = partner.post("/v1/delegations", delegation).await.expect(201);
    assert_eq!(acting().await.expect(200).body, partner.get("/v1/learners").await.expect(200).body);
    partner.tell(&format!("{}/revoke", given.header("location"))).await.expect(200);
    acting().await.expect_problem(403, "delegation_missing");
}

/// How the attempt to read a learner ends.
async fn learner(reader: &Client, id: &str) -> (u16, Vec<(String, String)>, Value) {
    reader.get(&format!("/v1/learners/{id}")).await.expect_problem(404, "not_found").masked()
}
