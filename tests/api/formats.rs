//! `/v1/public/networks/{network}/sessions.*`: the listing in the formats of others.

use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    harness::{Response, TestApp},
    sessions::session,
};

const LISTING: &str = "/v1/public/networks/bexley/sessions";

/// Every format: its ending, its media type, and what stands once in it for each session.
const FORMATS: [(&str, &str, &str); 6] = [
    ("ics", "text/calendar; charset=utf-8", "BEGIN:VEVENT"),
    ("geojson", "application/geo+json", "\"Feature\""),
    ("atom", "application/atom+xml; charset=utf-8", "<entry>"),
    ("feed.json", "application/feed+json", "\"content_text\""),
    ("jsonld", "application/ld+json", "\"startDate\""),
    ("csv", "text/csv; charset=utf-8; header=present", "Europe/London"),
];

/// Two public sessions on Tuesday 8 December: at a library at ten, by phone at two.
async fn plan(app: &TestApp) -> [Response; 2] {
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let alder = app.alder().await;
    let at_library = json!({
        "visibility": "public", "setting": "venue", "venue_id": venue, "phone": "020 7946 0001",
        "title": { "en": "Ask about your phone", "cy": "Holwch am eich ffôn" }, "description": { "en": "Bring it, and its charger." },
    });
    let by_phone = json!({
        "visibility": "public", "title": { "en": "=SUM(1); </script>, \"x\"" }, "booking": "drop_in", "capacity": null,
        "starts_at": "2026-12-08T14:00:00Z", "ends_at": "2026-12-08T15:00:00Z",
    });
    let first = alder.post("/v1/sessions", session(&at_library)).await.expect(201);
    [first, alder.post("/v1/sessions", session(&by_phone)).await.expect(201)]
}

/// The document, once there are so many sessions in it; it may be a second old.
async fn document(app: &TestApp, address: &str, mark: &str, count: usize) -> Response {
    let address = format!("{LISTING}.{address}");
    Response::settle(|| app.anybody().get(&address), |answer| answer.text.matches(mark).count() == count)
        .await
        .expect(200)
}

#[actix_web::test]
async fn every_format_has_the_same_sessions_under_the_same_filters() {
    let app = TestApp::start().await;
    app.plant_postcodes().await;
    plan(&app).await;
    for (ending, media_type, mark) in FORMATS {
        // A calendar names the zone of its own, too.
        let all = document(&app, ending, mark, 2).await;
        assert_eq!(all.header("content-type"), media_type);
        assert_eq!(all.header("cache-control"), "public, max-age=60, stale-while-revalidate=300");
        assert_eq!(all.header("access-control-allow-origin"), "*");
        assert_eq!(all.header("vary"), "accept-language, accept-encoding");
        for (query, count) in [
            ("setting=venue", 1),
            ("starts_from=12:00", 1),
            ("weekday=monday,wednesday", 0),
            ("near=DA14+6BN&radius_km=1&access=step_free,hearing_loop", 1),
            ("to=2026-12-08T10:00:01Z", 1),
        ] {
            document(&app, &format!("{ending}?{query}"), mark, count).await;
        }
        let address = format!("{LISTING}.{ending}");
        let known = app.anybody().get(&address).header("if-none-match", all.etag()).await.expect(304);
        assert_eq!(known.text, "");
        for (query, status, refused) in [
            ("near=nowhere", 422, "near"),
            ("limit=5", 400, "limit"),
            ("cursor=x", 400, "cursor"),
            ("lang=fr", 400, "lang"),
        ] {
            let answer = app.anybody().get(&format!("{address}?{query}")).await.expect(status);
            assert_eq!(answer.refusals().first().map(|(place, _)| *place), Some(refused));
        }
        app.anybody()
            .get(&format!("/v1/public/networks/nowhere/sessions.{ending}"))
            .await
            .expect_problem(404, "not_found");
    }
}

#[rstest]
#[case("?lang=cy", "en", "cy", "Holwch am eich ffôn")]
#[case("", "cy", "cy", "Holwch am eich ffôn")]
#[case("?lang=en", "cy", "en", "Ask about your phone")]
#[actix_web::test]
async fn words_are_in_the_readers_language(
    #[case] query: &str,
    #[case] accepts: &str,
    #[case] lang: &str,
    #[case] says: &str,
) {
    let app = TestApp::start().await;
    plan(&app).await;
    for (ending, ..) in FORMATS {
        let address = format!("{LISTING}.{ending}{query}");
        let ask = || app.anybody().get(&address).header("accept-language", accepts);
        let answer = Response::settle(ask, |answer| answer.text.contains(says)).await;
        assert_eq!(answer.header("content-language"), lang);
    }
}

#[actix_web::test]
async fn a_calendar_program_keeps_a_session_through_changes() {
    let app = TestApp::start().await;
    let [planned, _] = plan(&app).await;
    let lines = |answer: &Response| -> Vec<String> {
        assert!(answer.text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{}", answer.text);
        answer.text.replace("\r\n ", "").lines().map(ToOwned::to_owned).collect()
    };
    let number = |lines: &[String]| {
        let mut numbers = lines.iter().filter_map(|line| line.strip_prefix("SEQUENCE:"));
        numbers.next().unwrap().parse::<u32>().unwrap()
    };
    let first = lines(&document(&app, "ics", "BEGIN:VEVENT", 2).await);
    for line in [
        "VERSION:2.0",
        "X-WR-CALNAME:bexley: Help with your phone\\, tablet or computer",
        "REFRESH-INTERVAL;VALUE=DURATION:PT3600S",
        "TZID:Europe/London",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "DTSTART;TZID=Europe/London:20261208T100000",
        "DTEND;TZID=Europe/London:20261208T120000",
        "DTSTAMP:20261201T090000Z",
        "STATUS:CONFIRMED",
        "SUMMARY;LANGUAGE=en:Ask about your phone",
        "LOCATION:Sidcup Library\\, 1 High Street\\, Sidcup\\, DA14 6BN",
        "GEO:51.4263;0.1011",
    ] {
        assert!(first.iter().any(|found| found == line), "{line} is not in {first:#?}");
    }
    assert!(first.contains(&format!("UID:{}", planned.id())) && !first.iter().any(|line| line.starts_with("METHOD")));

    app.pass(chrono::TimeDelta::hours(1));
    let cancel = format!("{}/cancel", planned.header("location"));
    app.alder().await.post(&cancel, json!({ "reason": "The library is closed" })).await.expect(200);
    let cancelled = lines(&document(&app, "ics", "STATUS:CANCELLED", 1).await);
    assert!(
        cancelled.contains(&format!("UID:{}", planned.id()))
            && cancelled.contains(&"DTSTAMP:20261201T100000Z".to_owned())
    );
    assert!(number(&cancelled) > number(&first));
    let said = cancelled.iter().any(|line| line.starts_with("DESCRIPTION:Cancelled: The library is closed\\n"));
    assert!(said, "{cancelled:#?}");
}

#[actix_web::test]
async fn a_change_of_the_venue_is_a_change_of_its_sessions() {
    let app = TestApp::start().await;
    let [planned, _] = plan(&app).await;
    let before = document(&app, "csv", "Sidcup Library", 1).await;
    app.pass(chrono::TimeDelta::hours(1));
    let mut work = app.work(&app.seed.bexley).await;
    let read = app.alder().await.get(planned.header("location")).await.expect(200);
    let venue = read.text_of("venue_id").parse().unwrap();
    let record: trellis_domain::Record<trellis_domain::Venue> =
        trellis_storage::Reading::load(&work, venue).await.unwrap().unwrap();
    let mut renamed = record.noun.details.clone();
    renamed.name = "Moved Library".parse().unwrap();
    trellis_app::venue::update(&mut work, &record, renamed).await.unwrap();
    work.commit().await.unwrap();
    let after = document(&app, "csv", "Moved Library", 1).await;
    assert!(before.text.contains("2026-12-01T09:00:00+00:00") && after.text.contains("2026-12-01T10:00:00+00:00"));
}

#[actix_web::test]
async fn maps_feeds_and_tables_say_what_a_site_needs() {
    let app = TestApp::start().await;
    let [planned, by_phone] = plan(&app).await;
    let page = format!("{}/n/bexley/sessions/{}", app.url, planned.id());

    let map = document(&app, "geojson", "\"Feature\"", 2).await.body;
    assert_eq!(map["bbox"], json!([0.1011, 51.4263, 0.1011, 51.4263]));
    assert_eq!(map["features"][0]["geometry"], json!({ "type": "Point", "coordinates": [0.1011, 51.4263] }));
    assert_eq!(map["features"][0]["properties"]["page"], page.as_str());
    assert_eq!((&map["features"][1]["geometry"], &map["features"][1]["id"]), (&Value::Null, &json!(by_phone.id())));

    let feed = document(&app, "feed.json?setting=venue", "\"content_text\"", 1).await.body;
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["feed_url"], format!("{}{LISTING}.feed.json?setting=venue", app.url));
    assert_eq!((&feed["items"][0]["id"], &feed["items"][0]["title"]), (&json!(page), &json!("Ask about your phone")));
    assert!(
        feed["items"][0]["content_text"]
            .as_str()
            .unwrap()
            .starts_with("Tuesday 8 December, 10am to midday\nSidcup Library")
    );

    let atom = document(&app, "atom", "<entry>", 2).await.text;
    assert!(atom.contains(&format!("<id>{page}</id><updated>2026-12-01T09:00:00+00:00</updated>")), "{atom}");
    assert!(atom.contains("=SUM(1); &lt;/script&gt;, &quot;x&quot;"), "{atom}");

    let graph = document(&app, "jsonld", "\"startDate\"", 2).await.body;
    assert_eq!(graph["@graph"][0]["startDate"], "2026-12-08T10:00:00+00:00");
    assert_eq!(graph["@graph"][0]["location"]["address"]["postalCode"], "DA14 6BN");
    assert_eq!(graph["@graph"][1]["location"]["@type"], "VirtualLocation");

    let table = document(&app, "csv", "Europe/London", 2).await;
    assert_eq!(table.header("content-disposition"), "inline; filename=\"bexley-sessions.csv\"");
    assert!(table.text.starts_with("id,title,description,starts_at,"));
    assert!(table.text.contains(",\"'=SUM(1); </script>, \"\"x\"\"\","), "{}", table.text);
}

#[actix_web::test]
async fn nothing_to_list_is_an_empty_document_and_stays_the_same() {
    let app = TestApp::start().await;
    for (ending, _, mark) in FORMATS {
        let empty = document(&app, ending, mark, 0).await;
        app.pass(chrono::TimeDelta::minutes(2));
        let address = format!("{LISTING}.{ending}");
        app.anybody().get(&address).header("if-none-match", empty.etag()).await.expect(304);
    }
}

#[actix_web::test]
async fn what_is_not_public_is_in_no_format() {
    let app = TestApp::start().await;
    plan(&app).await;
    let hidden = json!({ "visibility": "partner", "title": { "en": "Canary session" } });
    let hidden = app.alder().await.post("/v1/sessions", session(&hidden)).await.expect(201);
    for (ending, _, mark) in FORMATS {
        let answer = document(&app, ending, mark, 2).await;
        assert!(!answer.text.contains("Canary") && !answer.text.contains(&hidden.id()));
    }
    app.anybody().get(&format!("/n/bexley/sessions/{}.ics", hidden.id())).await.expect_problem(404, "not_found");
}
