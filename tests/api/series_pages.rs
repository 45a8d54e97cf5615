//! `/n/{network}/series/{series_id}`: as a page, a poster and a calendar; and the large-print sheet.

use serde_json::{Value, json};

use crate::harness::{Client, Demonstration, TestApp};

/// A public series on Tuesdays, 10:00 to 12:00.
async fn tuesdays(app: &TestApp, client: &Client) -> String {
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let series = json!({
        "title": { "en": "Tea & tablets <b>" }, "setting": "venue", "venue_id": venue, "booking": "drop_in", "visibility": "public",
        "starts_on": "2026-12-08", "start_time": "10:00", "duration_minutes": 120, "rule": "FREQ=WEEKLY",
    });
    client.post("/v1/series", series).await.expect(201).id()
}

async fn text(client: &Client, address: &str) -> String {
    client.get(address).await.expect(200).text
}

#[actix_web::test]
async fn a_series_has_a_page_a_poster_and_a_calendar() {
    let app = TestApp::start().await;
    let (alder, anybody) = (app.alder().await, app.anybody());
    let id = tuesdays(&app, &alder).await;
    let page = text(&anybody, &format!("/n/bexley/series/{id}")).await;
    assert!(page.contains("Every Tuesday, 10am to midday") && page.contains("Tea &#38; tablets &#60;b&#62;"), "{page}");
    assert!(page.contains("Tuesday 8 December, 10am to midday") && page.contains("Tuesday 15 December"));
    let welsh = text(&anybody, &format!("/n/bexley/series/{id}?lang=cy")).await;
    assert!(welsh.contains("Bob dydd Mawrth, 10am i hanner dydd"));

    let poster = text(&anybody, &format!("/n/bexley/series/{id}/poster")).await;
    assert!(poster.contains("Every Tuesday, 10am to midday") && poster.contains("class=\"qr\""));
    let short = format!("/n/bexley/s/{}", &id[id.len() - 8..]);
    assert!(poster.contains(&short), "the address is printed under the code");
    let led = anybody.get(&short).await.expect(307);
    assert_eq!(led.header("location"), format!("/n/bexley/series/{id}"));
    anybody.get("/n/bexley/s/00000000").await.expect(404);
}

#[actix_web::test]
async fn a_series_is_one_event_that_repeats_with_its_exceptions() {
    let app = TestApp::start().await;
    let (alder, anybody) = (app.alder().await, app.anybody());
    let id = tuesdays(&app, &alder).await;
    let sessions = alder.get(&format!("/v1/sessions?series_id={id}&limit=5&to=2027-02-01T00:00:00Z")).await.expect(200);
    let [_, cancelled, moved, hidden, _] = &sessions.ids()[..] else { panic!("{}", sessions.text) };
    let cancel = json!({ "reason": "The library is closed" });
    alder.post(&format!("/v1/sessions/{cancelled}/cancel"), cancel).await.expect(200);
    let change = async |id: &str, change: Value| {
        let address = format!("/v1/sessions/{id}");
        let read = alder.get(&address).await.expect(200);
        alder.patch(&address, change).if_match(read.etag()).await.expect(200);
    };
    let later = json!({ "starts_at": "2026-12-22T14:00:00Z", "ends_at": "2026-12-22T16:00:00Z" });
    change(moved, later).await;
    change(hidden, json!({ "visibility": "partner" })).await;

    let calendar = text(&anybody, &format!("/n/bexley/series/{id}.ics")).await;
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3, "the pattern, a cancelled and a moved one: {calendar}");
    for line in [
        "DTSTART;TZID=Europe/London:20261208T100000",
        "RRULE:FREQ=WEEKLY",
        "EXDATE;TZID=Europe/London:20261229T100000",
        "RECURRENCE-ID;TZID=Europe/London:20261215T100000",
        "STATUS:CANCELLED",
        "RECURRENCE-ID;TZID=Europe/London:20261222T100000",
        "DTSTART;TZID=Europe/London:20261222T140000",
    ] {
        assert!(calendar.contains(&format!("\r\n{line}\r\n")), "{line} is missing: {calendar}");
    }
    assert_eq!(calendar.matches(&format!("UID:{id}")).count(), 3, "{calendar}");
}

#[actix_web::test]
async fn what_is_not_public_has_no_page() {
    let app = TestApp::start().await;
    let (alder, anybody) = (app.alder().await, app.anybody());
    let id = tuesdays(&app, &alder).await;
    let address = format!("/v1/series/{id}");
    let read = alder.get(&address).await.expect(200);
    alder.patch(&address, json!({ "visibility": "partner" })).if_match(read.etag()).await.expect(200);
    for page in ["", "/poster", ".ics"] {
        anybody.get(&format!("/n/bexley/series/{id}{page}")).await.expect(404);
        anybody.get(&format!("/n/bexley/series/ser_0{page}")).await.expect(404);
        anybody.get(&format!("/n/nowhere/series/{id}{page}")).await.expect(404);
    }
}

#[actix_web::test]
async fn a_sheet_in_large_print_names_what_is_on_near_a_postcode() {
    let demo = Demonstration::start().await;
    let sheet = text(&demo.anybody(), "/n/bexley/whats-on?postcode=da6+7da&distance=3").await;
    assert!(sheet.contains("What’s on near DA6 7DA") && sheet.matches("class=\"day\"").count() > 5, "{sheet}");
    let listed: Value = demo.anybody().get("/v1/public/networks/bexley/sessions?near=DA6+7DA&radius_km=3").await.body;
    let first = listed["items"][0]["title"]["en"].as_str().unwrap();
    assert!(sheet.contains(first), "{first}");
    let wrong = demo.anybody().get("/n/bexley/whats-on?postcode=nowhere").await.expect(422);
    assert!(wrong.text.contains("aria-invalid"));
    demo.anybody().get("/n/nowhere/whats-on").await.expect(404);
}
