//! `/v1/referrals`

use chrono::TimeDelta;
use futures::future::join_all;
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    calls::ready,
    harness::{Client, Response, TestApp},
    requests::ask,
};

/// In every text, number and time that could say who asks.
const MARK: &str = "Zaunkoenig";
const TIME: &str = "03:17";

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// Somebody whom Alder helps.
async fn learner(alder: &Client) -> String {
    let learner = json!({
        "name": MARK, "phone": "020 7946 0917", "address": MARK, "postcode": "DA6 7DA", "notes": MARK,
        "access_needs": ["hearing_loop"],
    });
    alder.post("/v1/learners", learner).await.expect(201).id()
}

async fn request_of(alder: &Client, learner: &str) -> Response {
    let asked = ask(&json!({
        "goal": MARK, "how_heard": MARK, "learner_id": learner, "audience": "carers",
        "times": [{ "weekday": "tuesday", "start": TIME, "end": "12:30" }],
    }));
    alder.post("/v1/requests", asked).await.expect(201)
}

async fn consent(alder: &Client, learner: &str, recipient: &str) -> Response {
    let consent = json!({
        "learner_id": learner, "purpose": "referral", "recipient": recipient, "wording_version": "2026-1",
        "given_at": "2026-11-30T10:00:00Z", "given_by": "proxy", "given_by_proxy": MARK,
    });
    alder.post("/v1/consents", consent).await.expect(201)
}

/// An offer of a request by Alder to Birch.
fn to_birch(app: &TestApp, request: &Response) -> Value {
    json!({ "request_id": request.id(), "to_partner_id": app.seed.bexley.birch.id, "note": MARK })
}

struct Offer {
    learner: String,
    request: Response,
    consent: Response,
    /// The referral's address.
    at: String,
}

/// A request of Alder's, with everything that could say who asks, on offer to Birch.
async fn offer(app: &TestApp) -> Offer {
    let alder = app.alder().await;
    let learner = learner(&alder).await;
    let (request, consent) = (request_of(&alder, &learner).await, consent(&alder, &learner, "Birch").await);
    let made = alder.post("/v1/referrals", to_birch(app, &request)).await.expect(201);
    Offer { learner, request, consent, at: made.header("location").to_owned() }
}

impl Offer {
    fn below(&self, command: &str) -> String {
        format!("{}/{command}", self.at)
    }

    fn request(&self) -> &str {
        self.request.header("location")
    }
}

fn assert_silent(text: &str, offer: &Offer) {
    for personal in [MARK, TIME, "020 7946", "DA6", &offer.learner, &offer.request.id()] {
        assert!(!text.contains(personal), "{personal}: {text}");
    }
}

#[actix_web::test]
async fn without_the_learner_s_consent_nothing_is_offered() {
    let app = start().await;
    let alder = app.alder().await;
    let learner = learner(&alder).await;
    let request = request_of(&alder, &learner).await;
    let refused = async || {
        let answer = alder.post("/v1/referrals", to_birch(&app, &request)).await;
        let problem = answer.expect_problem(409, "referral_consent_required");
        assert!(problem.text_of("detail").contains("/v1/consents"), "{}", problem.text);
    };
    refused().await;
    consent(&alder, &learner, "Cedar").await;
    refused().await;
    let agreed = consent(&alder, &learner, "birch").await;
    let withdraw = format!("{}/withdraw", agreed.header("location"));
    alder.post(&withdraw, json!({ "withdrawn_by": "person" })).await.expect(200);
    refused().await;
    consent(&alder, &learner, "Birch").await;
    alder.post("/v1/referrals", to_birch(&app, &request)).await.expect(201);

    let nobody = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let nobody = alder.post("/v1/referrals", to_birch(&app, &nobody)).await;
    nobody.expect_problem(409, "referral_consent_required");
}

#[actix_web::test]
async fn until_it_accepts_the_receiver_sees_what_is_wanted_and_not_by_whom() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let offer = offer(&app).await;
    let seen = birch.get(&offer.at).await.expect(200);
    assert_silent(&seen.text, &offer);
    assert_eq!(seen.body["direction"], "received");
    assert_eq!((&seen.body["request_id"], &seen.body["note"]), (&Value::Null, &Value::Null));
    assert_eq!((&seen.body["topics"], &seen.body["audience"]), (&json!(["blue-badge"]), &json!("carers")));
    assert_eq!(seen.body["access_needs"], json!(["hearing_loop"]));
    let times = json!([{ "weekday": "tuesday", "part": "morning" }, { "weekday": "tuesday", "part": "afternoon" }]);
    assert_eq!((&seen.body["times"], &seen.body["consent_holds"]), (&times, &json!(true)));

    // Nor by anything else that it reads.
    for (address, answer) in crate::crawl::crawl(&birch, "bexley").await {
        assert!(!answer.text.contains(MARK) && !answer.text.contains(&offer.learner), "{address}: {}", answer.text);
    }
    let events = app.events(&birch).await;
    let of_referral: Vec<_> = events.iter().filter(|event| event["type"] == "referral").collect();
    assert_eq!(of_referral.len(), 1, "{events:?}");
    assert_eq!(of_referral[0]["change"], "created");

    let own = alder.get(&offer.at).await.expect(200);
    assert_eq!((&own.body["direction"], &own.body["note"]), (&json!("sent"), &json!(MARK)));
    assert_eq!(own.body["request_id"], offer.request.body["id"]);
    for stranger in [app.plant_partner("Cedar").await, app.elsewhere().await] {
        stranger.get(&offer.at).await.expect_problem(404, "not_found");
        assert_eq!(stranger.get("/v1/referrals").await.expect(200).ids(), Vec::<String>::new());
    }
}

#[actix_web::test]
async fn accepting_hands_the_learner_over_and_the_sender_keeps_what_says_nobody() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let mut offer = offer(&app).await;
    // A first try that came to nothing.
    birch.post(&offer.below("decline"), json!({ "reason": "too_far" })).await.expect(200);
    let second = alder.post("/v1/referrals", to_birch(&app, &offer.request)).await.expect(201);
    second.header("location").clone_into(&mut offer.at);
    let earlier = request_of(&alder, &offer.learner).await;
    let state = format!("{}/state", earlier.header("location"));
    alder.post(&state, json!({ "state": "withdrawn" })).await.expect(200);
    let number = json!({ "subject_id": offer.request.id(), "source": "crm", "external_id": MARK });
    alder.post("/v1/external-ids", number).await.expect(201);

    let accepted = birch.tell(&offer.below("accept")).await.expect(200);
    assert_eq!((&accepted.body["state"], &accepted.body["note"]), (&json!("accepted"), &json!(MARK)));
    let received = format!("/v1/requests/{}", accepted.text_of("request_id"));
    assert_ne!(received, offer.request());
    let received = birch.get(&received).await.expect(200);
    assert_eq!((&received.body["goal"], &received.body["state"]), (&json!(MARK), &json!("taken")));
    let learner = format!("/v1/learners/{}", received.text_of("learner_id"));
    assert_eq!(birch.get(&learner).await.expect(200).body["name"], MARK);
    let consents = birch.get("/v1/consents").await.expect(200);
    assert_eq!(consents.ids(), [offer.consent.id()]);

    // The sender's part: the outcome, and two requests without anybody in them.
    alder.get(&learner).await.expect_problem(404, "not_found");
    alder.get(received.path()).await.expect_problem(404, "not_found");
    let kept = alder.get(offer.request()).await.expect(200);
    assert_eq!((&kept.body["state"], &kept.body["goal"]), (&json!("referred_on"), &Value::Null));
    for (address, answer) in crate::crawl::crawl(&alder, "bexley").await {
        assert!(!answer.text.contains(MARK), "{address}: {}", answer.text);
    }
    let outcome = alder.get(&offer.at).await.expect(200);
    assert_eq!((&outcome.body["state"], &outcome.body["note"]), (&json!("accepted"), &Value::Null));
    assert_eq!(alder.get(earlier.header("location")).await.expect(200).body["learner_id"], Value::Null);
    let learners = |events: Vec<Value>| {
        let of_learner = events.into_iter().filter(|event| event["id"] == offer.learner.as_str());
        of_learner.map(|event| event["change"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(learners(app.events(&alder).await), ["created", "removed"]);
    assert_eq!(learners(app.events(&birch).await), ["created"]);
}

#[actix_web::test]
async fn whoever_has_it_it_waits_since_it_was_first_made() {
    let app = start().await;
    let offer = offer(&app).await;
    app.pass(TimeDelta::days(3));
    let birch = app.birch().await;
    birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let received = birch.tell(&offer.below("accept")).await.expect(200).text_of("request_id").clone();
    app.pass(TimeDelta::days(2));
    let birch = app.birch().await;
    let operation = birch.post("/v1/match-plans", json!({})).await.expect(202);
    let plan = birch.get(&ready(&birch, operation.header("location")).await).await.expect(200);
    assert_eq!(plan.body["request_ids"][0], received.as_str(), "it has waited longest");
    let price = |waits: &Value| waits["waiting_price"].as_i64().unwrap();
    let waiting = plan.body["outcome"]["waiting"].as_array().unwrap();
    let (own, received): (Vec<&Value>, Vec<&Value>) =
        waiting.iter().partition(|waits| waits["request_id"] != received.as_str());
    assert_eq!(price(received[0]) - price(own[0]), 3 * 100, "three days more");
}

#[actix_web::test]
async fn whom_both_help_has_a_record_with_each() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let offer = offer(&app).await;
    request_of(&alder, &offer.learner).await;
    let accepted = birch.tell(&offer.below("accept")).await.expect(200);
    let received = birch.get(&format!("/v1/requests/{}", accepted.text_of("request_id"))).await.expect(200);
    let copy = received.text_of("learner_id");
    assert_ne!(copy, offer.learner);
    assert_eq!(birch.get(&format!("/v1/learners/{copy}")).await.expect(200).body["name"], MARK);
    birch.get(&format!("/v1/learners/{}", offer.learner)).await.expect_problem(404, "not_found");
    alder.get(&format!("/v1/learners/{}", offer.learner)).await.expect(200);
    let agreed = birch.get(&format!("/v1/consents?learner_id={copy}")).await.expect(200);
    assert_eq!(agreed.body["items"][0]["purpose"], "referral");
    assert_eq!(alder.get(offer.request()).await.expect(200).body["learner_id"], Value::Null);
}

#[actix_web::test]
async fn champions_whom_the_learner_does_not_want_are_not_wanted_by_the_receiver_s_own_records_either() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let (ada, ben) =
        (app.plant_champion(app.seed.bexley.alder.id).await, app.plant_champion(app.seed.bexley.alder.id).await);
    let ada_at_birch = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let learner = learner(&alder).await;
    consent(&alder, &learner, "Birch").await;
    let asked = ask(&json!({ "learner_id": learner, "excluded_affiliations": [ada, ben] }));
    let request = alder.post("/v1/requests", asked).await.expect(201);
    let made = alder.post("/v1/referrals", to_birch(&app, &request)).await.expect(201);
    assert!(!birch.get(made.header("location")).await.expect(200).text.contains("aff_"));
    let accepted = birch.tell(&format!("{}/accept", made.header("location"))).await.expect(200);
    let received = birch.get(&format!("/v1/requests/{}", accepted.text_of("request_id"))).await.expect(200);
    assert_eq!(received.body["excluded_affiliations"], json!([ada_at_birch]));
}

#[actix_web::test]
async fn a_request_is_offered_to_one_partner_at_a_time_and_each_side_has_its_own_answers() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let offer = offer(&app).await;
    let again = || alder.post("/v1/referrals", to_birch(&app, &offer.request));
    again().await.expect_problem(409, "already_offered");
    alder.tell(&offer.below("accept")).await.expect_problem(409, "referral_other_side");
    birch.tell(&offer.below("withdraw")).await.expect_problem(409, "referral_other_side");

    let no = json!({ "reason": "no_capacity" });
    let declined = birch.post(&offer.below("decline"), &no).await.expect(200);
    assert_eq!(
        (&declined.body["state"], &declined.body["decline_reason"]),
        (&json!("declined"), &json!("no_capacity"))
    );
    birch.tell(&offer.below("accept")).await.expect_problem(409, "wrong_state");
    assert_eq!(alder.get(offer.request()).await.expect(200).body["state"], "taken");
    let second = again().await.expect(201);
    alder.tell(&format!("{}/withdraw", second.header("location"))).await.expect(200);
    birch.tell(&format!("{}/accept", second.header("location"))).await.expect_problem(409, "wrong_state");

    let list =
        async |who: &Client, query: &str| who.get(&format!("/v1/referrals?{query}")).await.expect(200).ids().len();
    assert_eq!((list(&birch, "direction=received").await, list(&birch, "direction=sent").await), (2, 0));
    assert_eq!((list(&alder, "direction=sent").await, list(&alder, "state=declined").await), (2, 1));
    let told: Vec<_> = app.events(&birch).await.into_iter().filter(|event| event["type"] == "referral").collect();
    assert_eq!(told.len(), 4);
}

#[actix_web::test]
async fn an_offer_expires_by_itself() {
    let app = start().await;
    let offer = offer(&app).await;
    app.pass(TimeDelta::days(14) - TimeDelta::seconds(1));
    let (alder, birch) = (app.alder().await, app.birch().await);
    assert_eq!(birch.get(&offer.at).await.expect(200).body["state"], "offered");
    app.pass(TimeDelta::seconds(1));
    let expired = birch.get(&offer.at).await.expect(200);
    assert_eq!(
        (&expired.body["state"], &expired.body["state_since"]),
        (&json!("expired"), &expired.body["expires_at"])
    );
    assert_eq!(alder.get("/v1/referrals?state=offered").await.expect(200).ids(), Vec::<String>::new());
    assert_eq!(alder.get("/v1/referrals?state=expired").await.expect(200).ids().len(), 1);
    birch.tell(&offer.below("accept")).await.expect_problem(409, "wrong_state");
    alder.post("/v1/referrals", to_birch(&app, &offer.request)).await.expect(201);
}

#[actix_web::test]
async fn an_offer_ends_with_what_it_rests_on() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let stands = async |offer: &Offer| birch.get(&offer.at).await.expect(200).body["state"].clone();

    let unmet = offer(&app).await;
    let step = json!({ "state": "unmet", "unmet_reason": "too_far" });
    alder.post(&format!("{}/state", unmet.request()), step).await.expect(200);
    assert_eq!(stands(&unmet).await, "withdrawn");

    let unwilling = offer(&app).await;
    let withdraw = format!("{}/withdraw", unwilling.consent.header("location"));
    alder.post(&withdraw, json!({ "withdrawn_by": "person" })).await.expect(200);
    assert_eq!(stands(&unwilling).await, "withdrawn");
    birch.tell(&unwilling.below("accept")).await.expect_problem(409, "wrong_state");

    let erased = offer(&app).await;
    alder.delete(&format!("/v1/learners/{}", erased.learner)).if_match("*").await.expect(204);
    assert_eq!(stands(&erased).await, "withdrawn");
    assert_eq!(alder.get(&erased.at).await.expect(200).body["note"], Value::Null);

    let changed = offer(&app).await;
    let urgent = alder.patch(changed.request(), json!({ "urgency": "high" })).if_match("*").await.expect(200);
    assert_eq!(urgent.body["urgency"], "high");
    assert_eq!(birch.get(&changed.at).await.expect(200).body["urgency"], "high");
}

#[actix_web::test]
async fn only_what_waits_for_a_champion_or_a_time_is_offered_and_only_to_another_partner() {
    let app = start().await;
    let alder = app.alder().await;
    let learner = learner(&alder).await;
    consent(&alder, &learner, "Birch").await;
    let request = request_of(&alder, &learner).await;
    let refused = async |offer: Value| {
        let refused = alder.post("/v1/referrals", offer).await.expect_problem(422, "invalid");
        let found: Vec<_> = refused.refusals().iter().map(|(at, code)| format!("{at} {code}")).collect();
        found.join(", ")
    };
    let mut offer = to_birch(&app, &request);
    offer["to_partner_id"] = json!(app.seed.bexley.alder.id);
    assert_eq!(refused(offer.clone()).await, "/to_partner_id inconsistent");
    offer["to_partner_id"] = json!(app.seed.other.birch.id);
    assert_eq!(refused(offer.clone()).await, "/to_partner_id unknown_reference");
    let theirs = app.birch().await.post("/v1/requests", ask(&json!({}))).await.expect(201);
    assert_eq!(refused(to_birch(&app, &theirs)).await, "/request_id unknown_reference");

    let state = format!("{}/state", request.header("location"));
    for to in ["matched", "scheduled"] {
        alder.post(&state, json!({ "state": to })).await.expect(200);
    }
    let scheduled = alder.post("/v1/referrals", to_birch(&app, &request)).await;
    scheduled.expect_problem(409, "wrong_state");
    alder.post(&state, json!({ "state": "matched" })).await.expect(200);
    alder.post("/v1/referrals", to_birch(&app, &request)).await.expect(201);
}

#[actix_web::test]
async fn of_two_that_accept_and_one_that_withdraws_at_once_one_wins() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    for _ in 0..5 {
        let offer = offer(&app).await;
        let (accept, withdraw) = (offer.below("accept"), offer.below("withdraw"));
        let tried = [(&birch, &accept), (&alder, &withdraw), (&birch, &accept)];
        let answers = join_all(tried.map(|(who, what)| async move { who.tell(what).await })).await;
        let won: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
        assert_eq!(won.len(), 1, "{:?}", answers.iter().map(|answer| answer.status).collect::<Vec<_>>());
        let accepted = won[0].body["state"] == "accepted";
        for lost in answers.iter().filter(|answer| answer.status != 200) {
            lost.clone().expect_problem(409, "wrong_state");
        }
        let learner = format!("/v1/learners/{}", offer.learner);
        let (with, without) = if accepted { (&birch, &alder) } else { (&alder, &birch) };
        with.get(&learner).await.expect(200);
        without.get(&learner).await.expect_problem(404, "not_found");
        let state = alder.get(offer.request()).await.expect(200).body["state"].clone();
        assert_eq!(state, if accepted { "referred_on" } else { "taken" });
    }
}

/// The co-ordinator acts for both, each time for one of them.
#[rstest]
#[case::no("decline", json!({ "reason": "too_far" }))]
#[case::yes("accept", json!({}))]
#[actix_web::test]
async fn neither_side_learns_who_acts_for_the_other(#[case] answer: &str, #[case] body: Value) {
    let app = start().await;
    let (alder, birch, coordinator) = (app.alder().await, app.birch().await, app.coordinator().await);
    for partner in [&alder, &birch] {
        let delegation = json!({
            "to": "coordinator", "scopes": ["referrals:write"], "until": "2027-03-01T00:00:00Z", "reason": "Away",
        });
        partner.post("/v1/delegations", delegation).await.expect(201);
    }
    let learner = learner(&alder).await;
    let request = request_of(&alder, &learner).await;
    consent(&alder, &learner, "Birch").await;
    let (before_alder, before_birch) = (app.events(&alder).await.len(), app.events(&birch).await.len());
    let offered = coordinator.post("/v1/referrals", to_birch(&app, &request)).acting_for(app.seed.bexley.alder.id);
    let at = offered.await.expect(201).header("location").to_owned();
    let signed = async |reader: &Client, since: usize| {
        let events = app.events(reader).await.split_off(since);
        let signatures = |event: &Value| (event["delegation_id"].is_string(), event["client"].is_string());
        events.iter().map(signatures).collect::<Vec<_>>()
    };
    assert!(signed(&alder, before_alder).await.iter().all(|by| *by == (true, true)));
    assert_eq!(signed(&birch, before_birch).await, [(false, false)]);
    let (before_alder, before_birch) = (app.events(&alder).await.len(), app.events(&birch).await.len());
    let command = format!("{at}/{answer}");
    let command = if answer == "accept" { coordinator.tell(&command) } else { coordinator.post(&command, body) };
    command.acting_for(app.seed.bexley.birch.id).await.expect(200);
    let (told, own) = (signed(&alder, before_alder).await, signed(&birch, before_birch).await);
    assert!(!told.is_empty() && told.iter().all(|by| *by == (false, false)), "{told:?}");
    assert!(!own.is_empty() && own.iter().all(|by| *by == (true, true)), "{own:?}");
}
