//! What the mode of a policy does by itself: `manual`, `suggest`, `auto_propose`, `auto_confirm`.

use chrono::TimeDelta;
use serde_json::{Value, json};
use trellis_app::proposal::{Looked, go_on_waiting};

use crate::{
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
};

async fn start(mode: &str) -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    change(&app.alder().await, mode).await;
    app
}

async fn change(partner: &Client, mode: &str) {
    let policy = format!("/v1/policies/{}", partner.get("/v1/policies").await.expect(200).ids()[0]);
    partner.patch(&policy, json!({ "mode": mode })).if_match("*").await.expect(200);
}

/// What was proposed for a request, in the order in which it was: who, and what became of it.
async fn proposed(client: &Client, request: &Response) -> Vec<(String, String)> {
    let made = client.get(&format!("/v1/proposals?request_id={}&limit=100", request.id())).await.expect(200);
    let pair = |one: &Value| ["affiliation_id", "state"].map(|field| one[field].as_str().unwrap().to_owned());
    let mut made: Vec<_> =
        made.body["items"].as_array().unwrap().iter().map(|one| (one["id"].clone(), pair(one))).collect();
    made.sort_by_key(|(id, _)| id.as_str().unwrap().to_owned());
    made.into_iter().map(|(_, [who, state])| (who, state)).collect()
}

async fn states(client: &Client, request: &Response) -> Vec<String> {
    proposed(client, request).await.into_iter().map(|(_, state)| state).collect()
}

/// Says no to, or calls off, the proposals of a request that stand so.
async fn decide(client: &Client, request: &Response, state: &str, what: &str, body: &Value) {
    let made = client.get(&format!("/v1/proposals?request_id={}&state={state}", request.id())).await.expect(200);
    for id in made.ids() {
        let address = format!("/v1/proposals/{id}/{what}");
        match body {
            Value::Null => client.tell(&address).await.expect(200),
            body => client.post(&address, body).await.expect(200),
        };
    }
}

/// What goes on in the background.
async fn look(app: &TestApp) -> usize {
    let network = app.store.installation().network_by_slug("bexley").await.unwrap().unwrap();
    go_on_waiting(&app.store, &network, app.now(), &mut Looked::default()).await.unwrap()
}

#[actix_web::test]
async fn a_mode_says_how_far_a_request_goes_by_itself() {
    let modes: [(&str, &[&str], Value, &str); 4] = [
        ("manual", &[], Value::Null, "taken"),
        ("suggest", &["open", "open", "open", "open"], json!(["suggest", 4]), "taken"),
        ("auto_propose", &["open"], json!(["propose", 1]), "taken"),
        ("auto_confirm", &["accepted"], json!(["confirm", 1]), "matched"),
    ];
    for (mode, expected, done, state) in modes {
        let app = start(mode).await;
        for _ in 0..4 {
            champion(&app, &json!({ "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "10:30" }] }))
                .await;
        }
        let (alder, referrer) = (app.alder().await, app.referrer().await);
        let told = |answer: &Response| match &answer.body["automatic"] {
            Value::Null => Value::Null,
            done => json!([done["step"], done["proposals"]]),
        };
        let own = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
        assert_eq!(states(&alder, &own).await, expected, "{mode}: its own request");
        assert_eq!((told(&own), own.text_of("state")), (done.clone(), state.to_owned()), "{mode}");
        assert_eq!(alder.get(own.header("location")).await.expect(200).etag(), own.etag(), "{mode}: as it is then");

        let learner = json!({ "name": "Example Learner", "postcode": "DA6 7DA" });
        let sent =
            referrer.post("/v1/requests", ask(&json!({ "route": "referrer", "learner": learner }))).await.expect(201);
        assert_eq!(states(&alder, &sent).await, Vec::<String>::new(), "{mode}: what waits in the inbox is nobody's");
        let taken = alder.tell(&format!("{}/take", sent.header("location"))).await.expect(200);
        assert_eq!(states(&alder, &sent).await, expected, "{mode}: out of the inbox");
        assert_eq!((told(&taken), taken.text_of("state")), (done, state.to_owned()), "{mode}");
        assert_eq!(look(&app).await, 0, "{mode}: nothing is left to do");
    }
}

#[actix_web::test]
async fn who_is_taken_meanwhile_does_not_hold_a_request_up() {
    for mode in ["suggest", "auto_propose"] {
        let app = start(mode).await;
        champion(&app, &json!({ "availability": [{ "weekday": "tuesday", "start": "09:30", "end": "10:30" }] })).await;
        let alder = app.alder().await;
        let policy = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids()[0]);
        alder.patch(&policy, json!({ "horizon_days": 28 })).if_match("*").await.expect(200);
        let [first, second] = [
            alder.post("/v1/requests", ask(&json!({}))).await.expect(201),
            alder.post("/v1/requests", ask(&json!({}))).await.expect(201),
        ];
        assert_eq!(states(&alder, &second).await, ["open"], "{mode}: the same hour of the same champion");
        assert_eq!(look(&app).await, 0, "{mode}: both could be accepted");
        decide(&alder, &first, "open", "accept", &Value::Null).await;
        assert_eq!(look(&app).await, 1, "{mode}: the other one no longer holds");
        assert_eq!(states(&alder, &second).await, ["superseded", "open"], "{mode}");
        decide(&alder, &second, "open", "accept", &Value::Null).await;
        assert_eq!(states(&alder, &second).await, ["superseded", "accepted"], "{mode}: another week");
    }
}

#[actix_web::test]
async fn a_no_leads_to_the_next() {
    let no = json!({ "reason": "other" });
    let modes = [
        ("auto_propose", "open", "decline", no, "declined"),
        ("auto_confirm", "accepted", "cancel", Value::Null, "cancelled"),
    ];
    for (mode, first, what, why, gone) in modes {
        let app = start(mode).await;
        let ada = champion(&app, &json!({})).await;
        let bob = champion(&app, &json!({ "home_postcode": "DA14 6BN", "travel_limit_km": 20 })).await;
        let alder = app.alder().await;
        let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
        assert_eq!(proposed(&alder, &request).await, [(ada.to_string(), first.to_owned())], "{mode}");
        decide(&alder, &request, first, what, &why).await;
        // A no leads on at once, and what was called off is looked at again in the background.
        assert_eq!(look(&app).await, usize::from(what == "cancel"), "{mode}");
        let then = [(ada.to_string(), gone.to_owned()), (bob.to_string(), first.to_owned())];
        assert_eq!(proposed(&alder, &request).await, then, "{mode}");
        decide(&alder, &request, first, what, &why).await;
        assert_eq!(look(&app).await, 0, "{mode}: who was decided against does not come again by itself");
        assert_eq!(states(&alder, &request).await, [gone, gone], "{mode}");
    }
}

#[actix_web::test]
async fn nobody_is_suggested_again_before_all_suggestions_are_gone() {
    let app = start("suggest").await;
    for _ in 0..6 {
        champion(&app, &json!({})).await;
    }
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(states(&alder, &request).await, ["open"; 5], "the best few");
    let made = alder.get("/v1/proposals?state=open").await.expect(200).ids();
    for id in &made[1..] {
        alder.post(&format!("/v1/proposals/{id}/decline"), json!({ "reason": "champion_said_no" })).await.expect(200);
    }
    assert_eq!((look(&app).await, states(&alder, &request).await.len()), (0, 5), "one is still open");
    let last = format!("/v1/proposals/{}/decline", made[0]);
    alder.post(&last, json!({ "reason": "champion_said_no" })).await.expect(200);
    let after = states(&alder, &request).await;
    assert_eq!((after.len(), after.iter().filter(|state| *state == "open").count()), (6, 1), "the sixth");
}

#[actix_web::test]
async fn what_nobody_answers_in_time_is_followed_by_the_next() {
    for (mode, next) in
        [("suggest", vec!["expired", "expired", "open", "open"]), ("auto_propose", vec!["expired", "open"])]
    {
        let app = start(mode).await;
        champion(&app, &json!({})).await;
        champion(&app, &json!({})).await;
        let alder = app.alder().await;
        let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
        app.pass(TimeDelta::days(8));
        let alder = app.alder().await;
        assert!(states(&alder, &request).await.iter().all(|state| state == "expired"), "{mode}");
        assert_eq!(look(&app).await, 1);
        assert_eq!(states(&alder, &request).await, next, "{mode}");
        let who: Vec<_> = proposed(&alder, &request).await.into_iter().map(|(who, _)| who).collect();
        if mode == "auto_propose" {
            assert_ne!(who[0], who[1], "somebody else is asked");
        }
    }
}

#[actix_web::test]
async fn a_champion_who_comes_later_is_found_for_those_who_wait() {
    for (mode, expected) in [("suggest", "open"), ("auto_propose", "open"), ("auto_confirm", "accepted")] {
        let app = start(mode).await;
        let alder = app.alder().await;
        champion(&app, &json!({ "skills": [] })).await;
        let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
        let done = &request.body["automatic"];
        assert_eq!((&done["step"], &done["proposals"]), (&json!("leave_to_staff"), &json!(0)));
        assert_eq!(done["rejected"], json!([{ "reason": "skill", "count": 1 }]), "why nobody was found");
        assert_eq!(look(&app).await, 0);
        let ada = champion(&app, &json!({})).await;
        assert_eq!((look(&app).await, look(&app).await), (1, 0), "once");
        assert_eq!(proposed(&alder, &request).await, [(ada.to_string(), expected.to_owned())], "{mode}");
    }
    let app = start("manual").await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    champion(&app, &json!({})).await;
    assert_eq!((look(&app).await, states(&alder, &request).await.len()), (0, 0), "staff ask for proposals");
}

#[actix_web::test]
async fn who_must_be_asked_first_is_not_confirmed() {
    let app = start("auto_confirm").await;
    champion(&app, &json!({ "availability": [], "ask_me": true })).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!((request.text_of("state"), &request.body["automatic"]["step"]), ("taken".to_owned(), &json!("propose")));
    assert_eq!(states(&alder, &request).await, ["open"]);
}
