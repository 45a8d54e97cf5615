//! `/v1/calendars` and `/calendars/{network}/{name}.ics`

use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    harness::{Client, Response, TestApp},
    sessions::session,
};

/// A new calendar: its id, and its path.
async fn make(app: &TestApp, client: &Client, kind: &str, subject: &str) -> (String, String) {
    let made = client.post("/v1/calendars", json!({ "kind": kind, "subject_id": subject })).await.expect(200);
    assert_eq!(made.header("cache-control"), "no-store");
    let address = made.text_of("address").strip_prefix(&app.url).unwrap().to_owned();
    (made.body["calendar"]["id"].as_str().unwrap().to_owned(), address)
}

/// The calendar, unfolded.
async fn read(app: &TestApp, path: &str) -> String {
    let answer = app.anybody().get(path).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(answer.text.starts_with("BEGIN:VCALENDAR\r\n") && answer.text.ends_with("END:VCALENDAR\r\n"));
    answer.text.replace("\r\n ", "")
}

async fn plan(client: &Client, title: &str, changes: Value) -> Response {
    let mut all = json!({ "title": { "en": title } });
    all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    client.post("/v1/sessions", session(&all)).await.expect(201)
}

#[actix_web::test]
async fn a_champion_reads_their_own_shifts_with_one_partner_in_a_calendar_program() {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let name = json!({ "given_name": "Zaunkoenig", "stage": "active" });
    let ada = app.plant_affiliation(app.seed.bexley.alder.id, name).await;
    let same_ada = app.plant_shared_champion(ada, app.seed.bexley.birch.id).await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let mine = plan(&alder, "Mine", json!({ "setting": "venue", "venue_id": venue })).await;
    let asked =
        plan(&alder, "Only asked", json!({ "starts_at": "2026-12-09T10:00:00Z", "ends_at": "2026-12-09T11:00:00Z" }))
            .await;
    let away =
        plan(&birch, "Elsewhere", json!({ "starts_at": "2026-12-10T10:00:00Z", "ends_at": "2026-12-10T11:00:00Z" }))
            .await;
    let guest = json!({ "session_id": mine.id(), "route": "web", "guest": { "name": "Zaunkoenig", "contact": "020 7946 0917" } });
    alder.post("/v1/bookings", guest).key("guest").await.expect(201);
    let mut shifts = Vec::new();
    for (client, planned, who) in [(&alder, &mine, ada), (&alder, &asked, ada), (&birch, &away, same_ada)] {
        let ask = json!({ "session_id": planned.id(), "affiliation_id": who });
        shifts.push(client.post("/v1/shifts", ask).await.expect(201).header("location").to_owned());
    }
    for (client, shift) in [(&alder, &shifts[0]), (&birch, &shifts[2])] {
        client.post(&format!("{shift}/state"), json!({ "state": "confirmed" })).await.expect(200);
    }
    let (_, path) = make(&app, &alder, "champion", &ada.to_string()).await;
    let calendar = read(&app, &path).await;
    for line in [
        "SUMMARY;LANGUAGE=en:Mine\r\n",
        "DTSTART;TZID=Europe/London:20261208T100000\r\n",
        "DTEND;TZID=Europe/London:20261208T120000\r\n",
        "Sidcup Library",
        "CONTACT:Alder\r\n",
        "STATUS:CONFIRMED\r\n",
        "BEGIN:VTIMEZONE\r\n",
        &format!("UID:{}\r\n", mine.id()),
    ] {
        assert!(calendar.contains(line), "{line} is not in {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    for secret in ["Only asked", "Elsewhere", "Birch", "Zaunkoenig", "0917", "trs_", &ada.to_string()] {
        assert!(!calendar.contains(secret), "{secret} is in {calendar}");
    }
    let answer = app.anybody().get(&path).await.expect(200);
    for (name, value) in
        [("cache-control", "no-store"), ("referrer-policy", "no-referrer"), ("x-robots-tag", "noindex")]
    {
        assert_eq!(answer.header(name), value);
    }
    // What is called off stays, and says so under a higher number.
    let cancel = format!("{}/cancel", mine.header("location"));
    alder.post(&cancel, json!({ "reason": "No heating" })).await.expect(200);
    let cancelled = read(&app, &path).await;
    assert!(cancelled.contains("STATUS:CANCELLED\r\n"), "{cancelled}");
    let sequence =
        |text: &str| -> u32 { text.split("SEQUENCE:").nth(1).unwrap().split("\r\n").next().unwrap().parse().unwrap() };
    assert!(sequence(&cancelled) > sequence(&calendar));
    // Whoever has gone reads nothing more.
    alder
        .post(&format!("/v1/affiliations/{ada}/stage"), json!({ "stage": "ended", "reason": "Moved away" }))
        .await
        .expect(200);
    app.anybody().get(&path).await.expect(404);
}

#[rstest]
#[case::the_partners_own("partner", &["Private", "Unlisted", "Public"])]
#[case::the_venue("venue", &["Private", "Unlisted", "Public", "Shared by Birch"])]
#[case::the_network("network", &["Private", "Unlisted", "Public", "Shared by Birch", "By phone"])]
#[actix_web::test]
async fn a_calendar_shows_what_its_owner_may_see_at_each_read(#[case] kind: &str, #[case] shown: &[&str]) {
    let app = TestApp::start().await;
    let (alder, birch) = (app.alder().await, app.birch().await);
    let venue = app.plant_venue(app.seed.bexley.birch.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let at = |visibility: &str| json!({ "setting": "venue", "venue_id": venue, "visibility": visibility });
    plan(&alder, "Private", at("partner")).await;
    plan(&alder, "Unlisted", at("unlisted")).await;
    plan(&alder, "Public", at("public")).await;
    let shared = plan(&birch, "Shared by Birch", at("unlisted")).await;
    plan(&birch, "By phone", json!({ "visibility": "public" })).await;
    plan(&birch, "Nobody else sees it", at("partner")).await;
    let subject = match kind {
        "partner" => app.seed.bexley.alder.id.to_string(),
        "venue" => venue.to_string(),
        _ => app.seed.bexley.id.to_string(),
    };
    let (id, path) = make(&app, &alder, kind, &subject).await;
    let titles = async || {
        let calendar = read(&app, &path).await;
        let titles = calendar.split("SUMMARY;LANGUAGE=en:").skip(1).map(|rest| rest.split("\r\n").next().unwrap());
        let mut titles: Vec<_> = titles.map(ToOwned::to_owned).collect();
        titles.sort();
        titles
    };
    let mut expected: Vec<_> = shown.to_vec();
    expected.sort_unstable();
    assert_eq!(titles().await, expected);
    // Birch keeps it to itself again.
    birch.patch(shared.header("location"), json!({ "visibility": "partner" })).if_match("*").await.expect(200);
    expected.retain(|title| *title != "Shared by Birch");
    assert_eq!(titles().await, expected);

    assert_eq!(alder.get("/v1/calendars").await.expect(200).ids(), [id.as_str()]);
    assert_eq!(alder.get(&format!("/v1/calendars?kind={kind}")).await.expect(200).ids(), [id.as_str()]);
    assert_eq!(birch.get("/v1/calendars").await.expect(200).ids(), Vec::<String>::new());
    birch.delete(&format!("/v1/calendars/{id}")).if_match("*").await.expect_problem(404, "not_found");
    alder.delete(&format!("/v1/calendars/{id}")).if_match("*").await.expect(204);
    let unknown = app.anybody().get("/calendars/bexley/trs_nothing.ics").await.expect(404);
    assert_eq!(app.anybody().get(&path).await.masked(), unknown.masked());
}

#[actix_web::test]
async fn an_address_is_good_in_its_own_network_and_is_shown_once() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let subject = app.seed.bexley.alder.id.to_string();
    let (_, path) = make(&app, &alder, "partner", &subject).await;
    let body = json!({ "kind": "partner", "subject_id": subject });
    alder.post("/v1/calendars", &body).key("once").await.expect(200);
    alder.post("/v1/calendars", &body).key("once").await.expect_problem(409, "secret_already_shown");
    read(&app, &path).await;
    app.anybody().get(&path.replace("/bexley/", "/elsewhere/")).await.expect(404);
    app.anybody().get(&path.replace("/bexley/", "/nowhere/")).await.expect(404);
}

#[actix_web::test]
async fn nobody_makes_an_address_for_what_is_not_theirs() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let theirs = app.plant_champion(app.seed.bexley.birch.id).await.to_string();
    let (birch, other) = (app.seed.bexley.birch.id.to_string(), app.seed.other.id.to_string());
    for (kind, subject) in [("champion", &theirs), ("partner", &birch), ("network", &other)] {
        let refused = alder.post("/v1/calendars", json!({ "kind": kind, "subject_id": subject })).await;
        let refused = refused.expect_problem(422, "invalid");
        assert_eq!(refused.refusals(), [("/subject_id", "unknown_reference")], "{kind}");
    }
    let wrong = alder.post("/v1/calendars", json!({ "kind": "venue", "subject_id": birch })).await;
    assert_eq!(wrong.expect_problem(422, "invalid").refusals(), [("/subject_id", "bad_id")]);
    // The lead body has its own.
    let coordinator = app.coordinator().await;
    make(&app, &coordinator, "network", &app.seed.bexley.id.to_string()).await;
}

#[actix_web::test]
async fn what_is_public_has_plain_addresses() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let at = |visibility: &str| json!({ "setting": "venue", "venue_id": venue, "visibility": visibility });
    let public = plan(&alder, "Public", at("public")).await;
    plan(&alder, "Unlisted", at("unlisted")).await;
    plan(&alder, "Private", at("partner")).await;
    plan(&alder, "By phone", json!({ "visibility": "public" })).await;
    let (network, there) = ("/calendars/bexley/public.ics", format!("/calendars/bexley/{venue}.ics"));
    for (path, by_phone) in [(network, true), (there.as_str(), false)] {
        let calendar = read(&app, path).await;
        assert!(calendar.contains(":Public\r\n"), "{calendar}");
        assert!(calendar.contains(&format!("{}/n/bexley/sessions/{}", app.url, public.id())), "{calendar}");
        assert_eq!(calendar.contains(":By phone\r\n"), by_phone);
        assert!(!calendar.contains("Unlisted") && !calendar.contains("Private"));
    }
    let empty = read(&app, "/calendars/elsewhere/public.ics").await;
    assert!(!empty.contains("BEGIN:VEVENT"));
    app.anybody().get(&there.replace("bexley", "elsewhere")).await.expect(404);
    app.anybody().get("/calendars/nowhere/public.ics").await.expect(404);
}
