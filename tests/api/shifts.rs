//! `/v1/shifts`

use serde_json::json;

use crate::{harness::TestApp, sessions::session};

#[actix_web::test]
async fn a_champion_is_asked_says_yes_and_comes() {
    let app = TestApp::start().await;
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let alder = app.alder().await;
    let planned = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
    let ask = json!({ "session_id": planned.id(), "affiliation_id": ada });
    let shift = alder.post("/v1/shifts", ask.clone()).await.expect(201);
    assert_eq!(shift.body["state"], "asked");
    alder.post("/v1/shifts", ask).await.expect_problem(409, "already_exists");
    let lacking = async || alder.get("/v1/sessions?lacks_champions=true").await.expect(200).ids();
    assert_eq!(lacking().await, [planned.id()], "being asked commits nobody");

    let address = shift.header("location").to_owned();
    let step = format!("{address}/state");
    alder.post(&step, json!({ "state": "attended" })).await.expect_problem(409, "wrong_state");
    let confirmed = alder.post(&step, json!({ "state": "confirmed" })).await.expect(200);
    assert_eq!(confirmed.body["state"], "confirmed");
    assert_eq!(lacking().await, Vec::<String>::new());
    let read = alder.get(planned.header("location")).await.expect(200);
    assert_eq!(
        read.body["champions"],
        json!({ "needed": 1, "confirmed": 1, "lacks": 0, "missing": { "languages": [], "topics": [] } })
    );

    alder.post(&step, json!({ "state": "attended" })).await.expect_problem(409, "wrong_state");
    app.pass(chrono::TimeDelta::days(7) + chrono::TimeDelta::hours(1));
    let alder = app.alder().await;
    alder.post(&step, json!({ "state": "attended" })).await.expect(200);
    assert_eq!(alder.get(&address).await.expect(200).body["state"], "attended");
    assert_eq!(alder.get("/v1/shifts?state=attended").await.expect(200).ids(), [shift.id()]);
}

#[actix_web::test]
async fn nobody_is_committed_twice_at_the_same_hour_whichever_partners_ask() {
    let app = TestApp::start().await;
    let ada = app.plant_champion(app.seed.bexley.alder.id).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let hours = |start: &str, end: &str| json!({ "starts_at": format!("2026-12-08T{start}:00Z"), "ends_at": format!("2026-12-08T{end}:00Z") });
    let ask = async |client: &crate::harness::Client, who: trellis_domain::AffiliationId, start: &str, end: &str| {
        let planned = client.post("/v1/sessions", session(&hours(start, end))).await.expect(201);
        let ask = json!({ "session_id": planned.id(), "affiliation_id": who });
        let shift = client.post("/v1/shifts", ask).await.expect(201);
        (planned, format!("{}/state", shift.header("location")))
    };
    let yes = json!({ "state": "confirmed" });
    let (_, at_alder) = ask(&alder, ada, "10:00", "12:00").await;
    let (overlapping, at_birch) = ask(&birch, same_ada, "11:59", "13:00").await;
    let (_, after) = ask(&birch, same_ada, "12:00", "13:00").await;
    alder.post(&at_alder, yes.clone()).await.expect(200);
    let busy = birch.post(&at_birch, yes.clone()).await.expect_problem(409, "champion_busy");
    assert_eq!(busy.body["detail"], "This champion is busy at that time.");
    birch.post(&after, yes.clone()).await.expect(200);

    // Neither does a session move over another commitment of its champion.
    let (mine, later) = ask(&birch, same_ada, "15:00", "16:00").await;
    birch.post(&later, yes.clone()).await.expect(200);
    let moved = birch.patch(mine.header("location"), hours("11:00", "12:30")).if_match(mine.etag()).await;
    moved.expect_problem(409, "champion_busy");
    let moved = birch.patch(mine.header("location"), hours("15:30", "17:00")).if_match(mine.etag()).await;
    moved.expect(200);

    // What is called off or withdrawn commits nobody.
    alder.post(&at_alder, json!({ "state": "withdrawn" })).await.expect(200);
    birch.post(&after, json!({ "state": "withdrawn" })).await.expect(200);
    birch.post(&at_birch, yes.clone()).await.expect(200);
    let (_, again) = ask(&alder, ada, "12:00", "14:00").await;
    alder.post(&again, yes.clone()).await.expect_problem(409, "champion_busy");
    let cancel = format!("{}/cancel", overlapping.header("location"));
    birch.post(&cancel, json!({ "reason": "No heating" })).await.expect(200);
    alder.post(&again, yes).await.expect(200);
}

#[actix_web::test]
async fn only_active_champions_of_the_partner_are_asked_and_only_to_its_sessions() {
    let app = TestApp::start().await;
    let (alder_id, birch_id) = (app.seed.bexley.alder.id, app.seed.bexley.birch.id);
    let (ours, theirs) = (app.plant_champion(alder_id).await, app.plant_champion(birch_id).await);
    let newcomer = app.plant_affiliation(alder_id, json!({ "given_name": "Demo Ben" })).await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let planned = alder.post("/v1/sessions", session(&json!({ "visibility": "public" }))).await.expect(201);
    let ask = |affiliation| json!({ "session_id": planned.id(), "affiliation_id": affiliation });
    alder.post("/v1/shifts", ask(newcomer)).await.expect_problem(409, "champion_not_active");
    let refused = alder.post("/v1/shifts", ask(theirs)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/affiliation_id", "unknown_reference")]);
    let refused = birch.post("/v1/shifts", ask(theirs)).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [("/session_id", "unknown_reference")]);
    let shift = alder.post("/v1/shifts", ask(ours)).await.expect(201);
    birch.get(shift.header("location")).await.expect_problem(404, "not_found");
    assert_eq!(birch.get("/v1/shifts").await.expect(200).ids(), Vec::<String>::new());
}

#[actix_web::test]
async fn who_ends_or_pauses_leaves_a_gap_that_shows() {
    for stage in ["ended", "paused"] {
        let app = TestApp::start().await;
        let ada = app.plant_champion(app.seed.bexley.alder.id).await;
        let alder = app.alder().await;
        let planned = alder.post("/v1/sessions", session(&json!({}))).await.expect(201);
        let ask = json!({ "session_id": planned.id(), "affiliation_id": ada });
        let shift = alder.post("/v1/shifts", ask).await.expect(201);
        let said = json!({ "state": "confirmed" });
        alder.post(&format!("{}/state", shift.header("location")), said).await.expect(200);

        let step = json!({ "stage": stage, "reason": "Moves away" });
        alder.post(&format!("/v1/affiliations/{ada}/stage"), step).await.expect(200);
        let read = alder.get(planned.header("location")).await.expect(200);
        assert_eq!(read.body["champions"]["lacks"], 1);
        assert_eq!(alder.get("/v1/sessions?lacks_champions=true").await.expect(200).ids(), [planned.id()]);
        assert_eq!(alder.get(shift.header("location")).await.expect(200).body["state"], "withdrawn");
    }
}
