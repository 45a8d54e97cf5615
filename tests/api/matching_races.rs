//! Champions who are wanted by many at once: nobody is booked twice, and every answer is exact.

use std::{collections::BTreeMap, sync::Arc};

use futures::future::join_all;
use serde_json::{Value, json};
use tokio::sync::Barrier;
use trellis_domain::AffiliationId;

use crate::{
    calls::ready,
    harness::{Client, Response, TestApp},
    proposals::champion,
    requests::ask,
    sessions::session,
};

const CHAMPIONS: usize = 8;

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// Too busy is no refusal: the client comes again.
async fn insists(client: &Client, address: &str, body: &Value) -> Response {
    loop {
        let answer = client.post(address, body).await;
        if answer.status != 503 {
            return answer;
        }
    }
}

async fn asked(client: &Client, changes: &Value) -> String {
    client.post("/v1/requests", ask(changes)).await.expect(201).id()
}

/// A shift that waits for a yes, in the only hour that anybody has.
async fn shift(client: &Client, champion: AffiliationId) -> String {
    let hours = json!({ "starts_at": "2026-12-08T10:30:00Z", "ends_at": "2026-12-08T11:30:00Z" });
    let planned = client.post("/v1/sessions", session(&hours)).await.expect(201).id();
    let order = json!({ "session_id": planned, "affiliation_id": champion });
    format!("{}/state", client.post("/v1/shifts", order).await.expect(201).header("location"))
}

fn text(item: &Value, name: &str) -> String {
    item[name].as_str().unwrap().to_owned()
}

/// Twenty-four clients accept proposals and say yes to shifts for the champions of a plan while it is applied: in their only hour.
#[actix_web::test]
async fn a_plan_applied_while_all_its_champions_are_booked_books_nobody_twice_and_reports_every_pair() {
    let app = start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let hour = json!([{ "date": "2026-12-08", "start": "10:00", "end": "11:00" }]);
    let mut champions = Vec::new();
    for _ in 0..CHAMPIONS {
        let ours = champion(&app, &json!({ "availability": hour })).await;
        champions.push((ours, app.plant_shared_champion(ours, app.seed.bexley.birch.id).await));
    }
    let mut waiting = Vec::new();
    for _ in 0..CHAMPIONS {
        waiting.push(asked(&alder, &json!({})).await);
    }
    let operation = alder.post("/v1/match-plans", json!({ "request_ids": waiting })).await.expect(202);
    let plan = ready(&alder, operation.header("location")).await;
    let planned = alder.get(&plan).await.expect(200).body["outcome"]["arrangements"].clone();
    let planned: BTreeMap<String, String> = planned
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (text(pair, "request_id"), text(pair, "affiliation_id")))
        .collect();
    assert_eq!(planned.len(), CHAMPIONS, "everybody is needed");

    let mut orders = Vec::new();
    for (ours, theirs) in &champions {
        let others: Vec<_> = champions.iter().map(|(other, _)| *other).filter(|other| other != ours).collect();
        let request = asked(&alder, &json!({ "excluded_affiliations": others })).await;
        let ranking = alder.post(&format!("/v1/requests/{request}/proposals"), json!({})).await.expect(201);
        assert_eq!(ranking.body["items"][0]["affiliation_id"], json!(ours));
        let proposal = text(&ranking.body["items"][0], "id");
        orders.push((&alder, format!("/v1/proposals/{proposal}/accept"), Value::Null));
        orders.push((&alder, shift(&alder, *ours).await, json!({ "state": "confirmed" })));
        orders.push((&birch, shift(&birch, *theirs).await, json!({ "state": "confirmed" })));
    }
    assert_eq!(orders.len(), 24);
    let barrier = Arc::new(Barrier::new(orders.len() + 1));
    let race = orders.into_iter().map(|(client, address, body)| {
        let barrier = Arc::clone(&barrier);
        async move {
            barrier.wait().await;
            let answer =
                if body.is_null() { tells(client, &address).await } else { insists(client, &address, &body).await };
            if answer.status != 200 {
                answer.expect_problem(409, "champion_busy");
                return 0;
            }
            1
        }
    });
    let apply = async {
        barrier.wait().await;
        insists(&alder, &format!("{plan}/apply"), &json!({})).await.expect(200)
    };
    let (applied, won) = futures::join!(apply, join_all(race));

    // The report is exact.
    let of = |list: &str| applied.body[list].as_array().unwrap().clone();
    let (done, not_done) = (of("applied"), of("not_applied"));
    let mut told: Vec<String> = done.iter().chain(&not_done).map(|pair| text(pair, "request_id")).collect();
    told.sort();
    assert_eq!(told, planned.keys().cloned().collect::<Vec<_>>(), "each pair is told once");
    for pair in &done {
        assert_eq!(planned[&text(pair, "request_id")], text(pair, "affiliation_id"));
        let proposal = alder.get(&format!("/v1/proposals/{}", text(pair, "proposal_id"))).await.expect(200);
        assert_eq!(proposal.body["state"], "accepted");
    }
    for pair in &not_done {
        assert_eq!(pair["code"], "champion_busy", "{pair}");
        let request = alder.get(&format!("/v1/requests/{}", text(pair, "request_id"))).await.expect(200);
        assert_eq!(request.body["state"], "taken");
    }
    assert_eq!(done.len() + won.iter().sum::<usize>(), CHAMPIONS, "for each champion one of four");

    // And the records say the same: everybody is taken exactly once.
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let lists = [
        (&alder, "/v1/proposals?state=accepted&limit=100"),
        (&alder, "/v1/shifts?state=confirmed&limit=100"),
        (&birch, "/v1/shifts?state=confirmed&limit=100"),
    ];
    for (client, list) in lists {
        for item in client.get(list).await.expect(200).body["items"].as_array().unwrap() {
            let affiliation = text(item, "affiliation_id");
            let same = champions.iter().find(|(_, theirs)| theirs.to_string() == affiliation);
            *taken.entry(same.map_or(affiliation, |(ours, _)| ours.to_string())).or_default() += 1;
        }
    }
    let once: BTreeMap<String, usize> = champions.iter().map(|(ours, _)| (ours.to_string(), 1)).collect();
    assert_eq!(taken, once);
}

async fn tells(client: &Client, address: &str) -> Response {
    loop {
        let answer = client.tell(address).await;
        if answer.status != 503 {
            return answer;
        }
    }
}

/// Two partners know the same person, and propose her for the same hour, day after day: one wins, the other learns that she is busy, and no more.
#[actix_web::test]
async fn one_person_is_promised_once_for_each_hour_round_after_round() {
    let app = start().await;
    let ada = champion(&app, &json!({})).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let person = alder.get(&format!("/v1/affiliations/{ada}")).await.expect(200).text_of("champion_id");
    let code = alder.tell(&format!("/v1/champions/{person}/join-codes")).await.expect(200);
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let always = json!(days.map(|day| json!({ "weekday": day, "start": "09:00", "end": "18:00" })));
    let same_person = json!({
        "given_name": "Demo Ada", "join_code": code.body["join_code"], "stage": "active", "settings": ["venue", "home"],
        "skills": [{ "topic": "specialist", "level": "confident" }], "home_postcode": "DA6 7DA", "availability": always,
    });
    birch.post("/v1/affiliations", same_person).await.expect(201);
    alder.patch(&format!("/v1/affiliations/{ada}"), json!({ "availability": always })).if_match("*").await.expect(200);
    for round in 0..20 {
        let (day, start) = (3 + round % 10, if round < 10 { 9 } else { 14 });
        let hour = json!({ "date": format!("2026-12-{day:02}"), "start": format!("{start:02}:00"), "end": format!("{}:00", start + 1) });
        let mut proposals = Vec::new();
        for partner in [&alder, &birch] {
            let request = partner.post("/v1/requests", ask(&json!({ "times": [hour] }))).await.expect(201);
            let address = format!("{}/proposals", request.header("location"));
            let ranking = partner.post(&address, json!({})).await.expect(201);
            proposals.push(format!("/v1/proposals/{}/accept", text(&ranking.body["items"][0], "id")));
        }
        let (first, second) = if round % 2 == 0 { (0, 1) } else { (1, 0) };
        let partners = [&alder, &birch];
        let (one, other) =
            futures::join!(tells(partners[first], &proposals[first]), tells(partners[second], &proposals[second]));
        let mut answers = [one, other];
        answers.sort_by_key(|answer| answer.status);
        let [won, lost] = answers;
        won.expect(200);
        let problem = lost.expect_problem(409, "champion_busy");
        assert_eq!(problem.body["detail"], "This champion is busy at that time.", "round {round}");
        assert!(problem.body.get("errors").is_none_or(|errors| errors == &json!([])), "{}", problem.text);
    }
    let accepted = async |client: &Client| {
        let list = client.get("/v1/proposals?state=accepted&limit=100").await.expect(200).body["items"].clone();
        list.as_array().unwrap().iter().map(|item| text(item, "starts_at")).collect::<Vec<_>>()
    };
    let mut hours = [accepted(&alder).await, accepted(&birch).await].concat();
    hours.sort();
    hours.dedup();
    assert_eq!(hours.len(), 20, "every hour went to one of them");
}
