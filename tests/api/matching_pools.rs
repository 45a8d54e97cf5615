//! Pools that rankings are answered from: whatever happened, a pool that caught up is what the records say.

mod history;

use std::{
    collections::{BTreeMap, BTreeSet},
    future::IntoFuture,
    pin::pin,
};

use chrono::TimeDelta;
use futures::future::{Either, select};
use serde_json::{Value, json};
use trellis_domain::{
    Affiliation, AffiliationId, Attestation, ChampionId, PartnerId, Record,
    attestation::HeardAttestation,
    interval::Interval,
    matching::{Candidate, Commitment, CompletedCourse},
};
use trellis_storage::{
    PageRequest, Pools, Reading, Reads, Standpoint, Store, affiliation, agreement::lent_to,
    attestation::AttestationFilter, check, completion, engagement::commitments, matching_pool::KeptPool,
};

use self::history::History;
use crate::{
    harness::{Client, Response, TestApp},
    requests::ask,
};

async fn start() -> TestApp {
    let app = TestApp::start().await;
    app.plant_topics().await;
    app.plant_postcodes().await;
    app
}

/// The pool of a partner as it is kept.
async fn kept(app: &TestApp, partner: PartnerId) -> KeptPool {
    let reads = app.store.reads(Standpoint::network(app.seed.bexley.id));
    let place = reads.matching_pools().of(app.seed.bexley.id, partner);
    let kept = place.lock().await;
    kept.clone().expect("somebody has asked")
}

/// The partner's champions, and whoever is lent to it, by their records, each read for itself, with the person behind each.
async fn recorded(app: &TestApp, partner: PartnerId, window: Interval) -> BTreeMap<AffiliationId, String> {
    let reads = app.store.snapshot(Standpoint::network(app.seed.bexley.id)).await.unwrap();
    let own = affiliation::present(&reads, partner).await.unwrap();
    let mut persons: BTreeSet<_> = own.iter().map(|present| present.champion).collect();
    let mut everybody: Vec<_> = own.into_iter().map(|present| (present, None)).collect();
    let mut agreements = lent_to(&reads, partner).await.unwrap();
    agreements.sort_by_key(|agreed| std::cmp::Reverse((agreed.until, agreed.affiliation)));
    for agreed in agreements {
        let lent: Record<Affiliation> = reads.load(agreed.affiliation).await.unwrap().unwrap();
        if persons.insert(lent.champion) {
            everybody.push((lent, agreed.days()));
        }
    }
    let mut recorded = BTreeMap::new();
    for (present, lent) in everybody {
        let checks = check::of_affiliation(&reads, partner, present.id).await.unwrap();
        let taken = commitments(&reads, present.champion, window).await.unwrap();
        let commitments = taken.iter().map(|taken| Commitment {
            interval: taken.taken.interval,
            at: taken.taken.at,
            own: taken.partner == partner,
        });
        let mut candidate =
            Candidate::new(present.id, &present, checks.iter().map(|check| &check.noun), commitments.collect());
        let mut completed = Vec::new();
        for done in completion::of_affiliations(&reads, partner, [present.id]).await.unwrap() {
            let course = reads.load(done.details.course_id).await.unwrap().unwrap();
            completed.push(CompletedCourse::new(&done, &course));
        }
        candidate = candidate.with_completed(completed);
        let load_minutes = candidate.load_at(app.now());
        let candidate = Candidate { load_minutes, ..candidate };
        let said = heard(&reads, partner, present.champion).await;
        let mut before = Vec::new();
        for own in affiliation::of_champion(&reads, partner, present.champion).await.unwrap() {
            before.extend(check::of_affiliation(&reads, partner, own.id).await.unwrap());
        }
        // Of somebody who is lent everything counts that the partner knows itself.
        let own = if lent.is_some() { before } else { checks };
        let candidate = candidate.with_attested(own.iter().map(|check| &check.noun), said);
        let candidate = lent.map_or(candidate.clone(), |days| candidate.lent(days));
        recorded.insert(present.id, format!("{} {}", present.champion, shown(candidate)));
    }
    recorded
}

/// What others attest of a person to a partner, by all that anybody attests of them.
async fn heard(reads: &Reads, partner: PartnerId, person: ChampionId) -> Vec<HeardAttestation> {
    let filter = AttestationFilter { champion: Some(person), ..AttestationFilter::default() };
    let all = reads.list::<Attestation>(&filter, PageRequest { after: None, limit: 1_000 }).await.unwrap().items;
    let heard = |said: Record<Attestation>| HeardAttestation {
        id: said.id,
        from: said.head.owner,
        attestation: said.noun,
        doubted: false,
    };
    all.into_iter().filter(|said| said.to == partner).map(heard).collect()
}

/// Everything about a champion, in an order of its own.
fn shown(mut candidate: Candidate) -> String {
    candidate.commitments.sort_by_key(|taken| (taken.interval.start(), taken.interval.end(), taken.own));
    candidate.checks.sort_by_key(|check| format!("{check:?}"));
    candidate.attested.sort_by_key(|heard| heard.id);
    candidate.completed.sort_by_key(|completed| format!("{completed:?}"));
    format!("{candidate:?}")
}

/// Asks for one champion's part in a ranking, so that the pool catches up; nothing is changed by it.
async fn asked(client: &Client, request: &Response, champion: AffiliationId) -> Response {
    client.get(&format!("{}/champions/{champion}", request.header("location"))).await
}

async fn assert_pool_is_as_recorded(app: &TestApp, partner: PartnerId) {
    let pool = kept(app, partner).await;
    let crew = pool.crew();
    let found = crew.pool().iter().map(|candidate| {
        let person = crew.person(candidate.affiliation).unwrap();
        (candidate.affiliation, format!("{person} {}", shown(candidate.clone())))
    });
    let found: BTreeMap<_, _> = found.collect();
    assert_eq!(found, recorded(app, partner, pool.window().unwrap()).await);
}

/// The same database with pools of its own, at another address.
async fn with_empty_pools(app: &TestApp) -> String {
    let store =
        Store::open(app.database_url(), Pools { readers: 3, writers: 1 }, std::sync::Arc::new(|_| uuid::Uuid::nil()))
            .await
            .unwrap();
    let mut state = app.state.clone();
    state.store = store;
    app.beside(state)
}

#[actix_web::test]
async fn a_pool_that_caught_up_is_a_pool_built_anew_and_what_the_records_say() {
    let mut attested = 0;
    for seed in 0..3 {
        let app = start().await;
        let (alder, birch) = (&app.seed.bexley.alder, &app.seed.bexley.birch);
        let mut history = History::begin(&app, seed).await;
        for round in 0..30 {
            history.step().await;
            if history.dice.one_in(3) {
                continue;
            }
            for partner in [alder, birch] {
                let Some(champion) = history.champion_of(partner.id) else { continue };
                let (client, request) = history.questions(partner.id);
                asked(client, request, champion).await;
                assert_pool_is_as_recorded(&app, partner.id).await;
            }
            attested += kept(&app, alder.id).await.crew().pool().iter().filter(|one| !one.attested.is_empty()).count();
            if round % 10 == 9 {
                let elsewhere = with_empty_pools(&app).await;
                for (partner, champion) in history.champions() {
                    let (client, request) = history.questions(partner);
                    let here = asked(client, request, champion).await;
                    let anew = asked(&client.at(&elsewhere), request, champion).await;
                    assert_eq!(here.masked(), anew.masked());
                }
            }
        }
    }
    assert!(attested > 0, "somebody is attested to Alder");
}

#[actix_web::test]
async fn what_is_undone_was_never_in_the_pool() {
    let app = start().await;
    let ada = crate::proposals::champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let partner = app.seed.bexley.alder.id;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    // The rules are asked within a unit of work that has already changed something, and is then dropped.
    let mut work = app.work(&app.seed.bexley).await;
    let record = work.load(ada).await.unwrap().unwrap();
    let details: trellis_domain::affiliation::AffiliationDetails =
        trellis_domain::affiliation::AffiliationDetails { skills: Vec::new(), ..record.details.clone() };
    trellis_app::affiliation::update(&mut work, &record, details).await.unwrap();
    let wanted = work.load(request.id().parse().unwrap()).await.unwrap().unwrap();
    let proposed = trellis_app::proposal::create(&mut work, &wanted, 3).await.unwrap();
    assert_eq!(proposed.funnel.passed, 0);
    drop(work);
    let explained = asked(&alder, &request, ada).await.expect(200);
    assert_eq!(explained.body["outcome"], "proposed");
    assert_pool_is_as_recorded(&app, partner).await;
}

/// While all champions are read, others can write.
#[actix_web::test]
async fn a_pool_is_built_before_the_network_is_held_for_the_question() {
    let app = start().await;
    crate::proposals::champion(&app, &json!({})).await;
    let (alder, referrer) = (app.alder().await, app.referrer().await);
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let waiting = referrer.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let policy = format!("/v1/policies/{}", alder.get("/v1/policies").await.expect(200).ids().remove(0));
    alder.patch(&policy, json!({ "mode": "auto_propose" })).if_match("*").await.expect(200);
    let commands = [
        alder.post(&format!("{}/proposals", request.header("location")), json!({})),
        alder.post("/v1/requests", ask(&json!({}))),
        alder.tell(&format!("{}/take", waiting.header("location"))),
        alder.patch(&policy, json!({ "notice_hours": 25 })).if_match("*"),
        alder.post(&format!("{policy}/basis"), json!({ "basis": "own" })),
    ];
    let (network, partner) = (app.seed.bexley.id, app.seed.bexley.alder.id);
    let reads = app.store.reads(Standpoint::network(network));
    for command in commands {
        reads.matching_pools().forget(network, partner);
        let turn = app.work(&app.seed.bexley).await;
        let ready = async {
            while reads.matching_pools().of(network, partner).lock().await.is_none() {
                tokio::task::yield_now().await;
            }
        };
        match select(command.into_future(), pin!(ready)).await {
            Either::Left((answer, _)) => panic!("it waits for the network: {}", answer.text),
            Either::Right(((), answer)) => {
                drop(turn);
                assert!(answer.await.status < 300);
            }
        }
    }
}

#[actix_web::test]
async fn a_pool_is_the_partner_s_own() {
    let app = start().await;
    let ada = crate::proposals::champion(&app, &json!({})).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let ours = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    asked(&alder, &ours, ada).await.expect(200);
    let theirs = birch.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let ranking = birch.post(&format!("{}/proposals", theirs.header("location")), json!({})).await.expect(201);
    assert_eq!(ranking.body["considered"], 0);
    asked(&birch, &theirs, ada).await.expect(404);
    assert!(kept(&app, app.seed.bexley.birch.id).await.crew().pool().is_empty());
}

#[actix_web::test]
async fn loads_go_with_the_clock() {
    let app = start().await;
    let ada = crate::proposals::champion(&app, &json!({})).await;
    let alder = app.alder().await;
    let request = alder.post("/v1/requests", ask(&json!({}))).await.expect(201);
    let hours = json!({ "starts_at": "2026-12-08T09:00:00Z", "ends_at": "2026-12-08T11:00:00Z" });
    let planned = alder.post("/v1/sessions", crate::sessions::session(&hours)).await.expect(201);
    let shift = json!({ "session_id": planned.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", shift).await.expect(201);
    alder.post(&format!("{}/state", shift.header("location")), json!({ "state": "confirmed" })).await.expect(200);
    let load = async || {
        // Tokens end too.
        asked(&app.alder().await, &request, ada).await.expect(200);
        assert_pool_is_as_recorded(&app, app.seed.bexley.alder.id).await;
        kept(&app, app.seed.bexley.alder.id).await.crew().pool().get(ada).unwrap().load_minutes
    };
    assert_eq!(load().await, 0);
    app.pass(TimeDelta::days(7) + TimeDelta::hours(1));
    assert_eq!(load().await, 60);
    app.pass(TimeDelta::minutes(30));
    assert_eq!(load().await, 90);
    app.pass(TimeDelta::days(1));
    assert_eq!(load().await, 120);
    app.pass(TimeDelta::days(27));
    assert_eq!(load().await, 30);
    app.pass(TimeDelta::days(1));
    assert_eq!(load().await, 0);
}

/// A JSON object with some members changed.
fn changed(object: Value, changes: &Value) -> Value {
    let mut object = object;
    object.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    object
}
