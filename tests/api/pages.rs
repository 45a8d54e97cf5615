//! `/n/{network}`: pages for people.

use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    harness::{Response, TestApp},
    sessions::session,
};

/// Tuesday 8 December, 10am to midday, at a library, with some fields set otherwise.
async fn publish(app: &TestApp, changes: Value) -> Response {
    let venue = app.plant_venue(app.seed.bexley.alder.id, "Sidcup Library", (51.4263, 0.1011)).await;
    let mut all = json!({
        "visibility": "public", "setting": "venue", "venue_id": venue, "phone": "020 7946 0001",
        "title": { "en": "Ask about your phone", "cy": "Holwch am eich ffôn" },
    });
    all.as_object_mut().unwrap().extend(changes.as_object().unwrap().clone());
    app.alder().await.post("/v1/sessions", session(&all)).await.expect(201)
}

/// The page, once it says this; it may be a second old.
async fn page(app: &TestApp, address: &str, says: &str) -> Response {
    Response::settle(|| app.anybody().get(address), |answer| answer.text.contains(says)).await
}

#[actix_web::test]
async fn a_resident_finds_a_session_near_a_postcode() {
    let app = TestApp::start().await;
    app.plant_postcodes().await;
    publish(&app, json!({})).await;
    let found =
        page(&app, "/n/bexley?postcode=DA6+7DA&distance=5&kind=centre", "Ask about your phone").await.expect(200);
    for words in [
        "<html lang=\"en\">",
        "Tuesday 8 December, 10am to midday",
        "Sidcup Library, 4.4 km",
        "Help with anything online. For: everybody.",
        "Step-free",
        "Hearing loop",
        "5 places left",
        "<a href=\"tel:02079460001\">020 7946 0001</a>",
        "How to book",
        "<p role=\"status\">1 session</p>",
        "value=\"DA6 7DA\"",
    ] {
        assert!(found.text.contains(words), "{words} is not in {}", found.text);
    }
    let far = page(&app, "/n/bexley?postcode=DA6+7DA&distance=3", "No sessions found").await.expect(200);
    assert!(!far.text.contains("Ask about your phone"));
    let district = page(&app, "/n/bexley?postcode=DA14+9ZZ", "middle of its district").await.expect(200);
    assert!(district.text.contains("Ask about your phone"));
    let another_day = page(&app, "/n/bexley?from=2026-12-09&to=2026-12-09", "No sessions found").await;
    another_day.expect(200);
    page(&app, "/n/bexley?from=2026-12-08&to=2026-12-08", "1 session").await.expect(200);
}

/// The page without the data for search engines, which no browser runs, and that data.
fn without_data(page: &str) -> (String, String) {
    let Some((before, rest)) = page.split_once("<script type=\"application/ld+json\">") else {
        return (page.to_owned(), String::new());
    };
    let (data, after) = rest.split_once("</script>").unwrap();
    (before.to_owned() + after, data.to_owned())
}

#[actix_web::test]
async fn search_engines_and_calendars_get_a_session_from_its_page() {
    let app = TestApp::start().await;
    let planned = publish(&app, json!({})).await;
    let address = format!("/n/bexley/sessions/{}", planned.id());
    let read = page(&app, &address, "Add to your calendar").await.expect(200);
    let data: Value = serde_json::from_str(&without_data(&read.text).1).unwrap();
    assert_eq!((&data["@type"], &data["name"]), (&json!("Event"), &json!("Ask about your phone")));
    assert_eq!(
        (&data["url"], &data["startDate"]),
        (&json!(format!("{}{address}", app.url)), &json!("2026-12-08T10:00:00+00:00"))
    );
    let link = read.text.split("href=\"").find(|part| part.contains(".ics") && part.contains("Add to")).unwrap();
    let link = link.split('"').next().unwrap();
    let calendar = app.anybody().get(link).await.expect(200);
    assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(calendar.header("content-disposition"), format!("attachment; filename=\"{}.ics\"", planned.id()));
    assert_eq!(calendar.text.matches("BEGIN:VEVENT").count(), 1);
    let welsh = page(&app, &format!("{address}?lang=cy"), "Ychwanegu at eich calendr").await.expect(200);
    assert_eq!(serde_json::from_str::<Value>(&without_data(&welsh.text).1).unwrap()["name"], "Holwch am eich ffôn");

    let cancel = format!("{}/cancel", planned.header("location"));
    app.alder().await.post(&cancel, json!({ "reason": "The library is closed" })).await.expect(200);
    let cancelled = page(&app, &address, "EventCancelled").await.expect(200);
    let data: Value = serde_json::from_str(&without_data(&cancelled.text).1).unwrap();
    assert_eq!(data["startDate"], "2026-12-08T10:00:00+00:00");
    for missing in ["garbage.ics", "ses_0198c0de00007000800000000000000a.ics"] {
        app.anybody().get(&format!("/n/bexley/sessions/{missing}")).await.expect_problem(404, "not_found");
    }
}

#[actix_web::test]
async fn a_resident_chooses_day_time_and_access() {
    let app = TestApp::start().await;
    publish(&app, json!({})).await;
    for (query, found) in [
        ("weekday=tuesday&hours=morning&access=step_free&access=hearing_loop", true),
        ("weekday=wednesday", false),
        ("hours=afternoon", false),
        ("access=step_free&access=lift", false),
        ("weekday=&hours=", true),
    ] {
        let says = if found { "1 session" } else { "No sessions found" };
        page(&app, &format!("/n/bexley?{query}"), says).await.expect(200);
    }
    let welsh = page(&app, "/n/bexley?lang=cy&weekday=tuesday&hours=evening&access=lift", "Ni chafwyd hyd").await;
    for words in [
        "<option value=\"tuesday\" selected>Dydd Mawrth</option>",
        "<option value=\"evening\" selected>Gyda’r nos, o 5pm</option>",
        "value=\"lift\" checked> <label for=\"access-lift\">Lifft</label>",
        "Yr hyn y mae’n rhaid i’r lle ei gael",
        "lang=en&#38;distance=5&#38;weekday=tuesday&#38;hours=evening&#38;access=lift",
    ] {
        assert!(welsh.text.contains(words), "{words} is not in {}", welsh.text);
    }
}

#[actix_web::test]
async fn a_page_runs_nothing_loads_nothing_and_sets_nothing() {
    let app = TestApp::start().await;
    let title = json!({ "en": "<script>alert(1)</script> & \"more\"" });
    let planned = publish(&app, json!({ "title": title })).await;
    let address = format!("/n/bexley/sessions/{}", planned.id());
    for address in ["/n/bexley", &address, "/n/bexley?postcode=%22%3E%3Cscript%3E"] {
        let page = Response::settle(|| app.anybody().get(address), |answer| answer.status != 404).await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.ends_with("frame-ancestors 'none'"), "{policy}");
        let (text, data) = without_data(&page.text);
        assert!(!text.contains("<script"), "{}", page.text);
        // The one whole address is where websites ask about this page; no browser follows it.
        let text: String = text.lines().filter(|line| !line.contains("application/json+oembed")).collect();
        assert!(!text.contains("style=") && !text.contains("http"), "{}", page.text);
        assert!(!data.contains('<'), "{data}");
        assert!(!page.headers.contains_key("set-cookie"));
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert!(page.text.len() < 30_000);
    }
}

#[rstest]
#[case("", "", "en", "5 places left")]
#[case("", "cy-GB,en;q=0.5", "cy", "5 lle ar ôl")]
#[case("?lang=cy", "en", "cy", "Holwch am eich ffôn")]
#[case("?lang=en", "cy", "en", "Ask about your phone")]
#[actix_web::test]
async fn pages_are_in_english_or_welsh(
    #[case] query: &str,
    #[case] accepts: &str,
    #[case] lang: &str,
    #[case] says: &str,
) {
    let app = TestApp::start().await;
    publish(&app, json!({})).await;
    let address = format!("/n/bexley{query}");
    let ask = || app.anybody().get(&address).header("accept-language", accepts);
    let page = Response::settle(ask, |answer| answer.text.contains(says)).await;
    assert!(page.text.contains(&format!("<html lang=\"{lang}\">")));
    assert_eq!((page.header("content-language"), page.header("vary")), (lang, "accept-language, accept-encoding"));
    assert_eq!(page.text.contains("Dydd Mawrth 8 Rhagfyr, 10am i hanner dydd"), lang == "cy");
}

#[actix_web::test]
async fn words_in_another_language_say_which() {
    let app = TestApp::start().await;
    publish(&app, json!({ "title": { "en": "Ask about your phone" } })).await;
    let welsh = page(&app, "/n/bexley?lang=cy", "Ask about your phone").await;
    assert!(welsh.text.contains("<span lang=\"en\">Ask about your phone</span>"));
}

#[actix_web::test]
async fn a_session_keeps_its_page_when_it_is_cancelled_and_when_it_is_over() {
    let app = TestApp::start().await;
    let planned = publish(&app, json!({ "description": { "en": "Bring your phone." } })).await;
    let address = format!("/n/bexley/sessions/{}", planned.id());
    let read = page(&app, &address, "To book, ring").await.expect(200);
    for words in [
        "Ask about your phone",
        "Bring your phone.",
        "1 High Street, Sidcup, DA14 6BN",
        "Checked on Sunday 1 November 2026",
        "Alder",
    ] {
        assert!(read.text.contains(words), "{words} is not in {}", read.text);
    }
    app.anybody().get(&address).header("if-none-match", read.etag()).await.expect(304);
    let cancel = format!("{}/cancel", planned.header("location"));
    app.alder().await.post(&cancel, json!({ "reason": "The library is closed" })).await.expect(200);
    let cancelled = page(&app, &address, "Cancelled: The library is closed").await.expect(200);
    assert!(!cancelled.text.contains("places left") && !cancelled.text.contains("To book"));
    page(&app, "/n/bexley", "Cancelled: The library is closed").await.expect(200);

    let other = publish(&app, json!({})).await;
    app.pass(chrono::TimeDelta::days(8));
    let over = page(&app, &format!("/n/bexley/sessions/{}", other.id()), "This session is over").await;
    over.expect(200);
}

#[actix_web::test]
async fn what_is_wrong_is_said_beside_the_form() {
    let app = TestApp::start().await;
    let wrong = app.anybody().get("/n/bexley?postcode=Sidcup&from=2026-12-09&to=2026-12-08").await.expect(422);
    assert!(wrong.text.contains("Enter a full postcode") && wrong.text.contains("Choose a last day"));
    assert!(wrong.text.contains("value=\"Sidcup\"") && wrong.text.contains("value=\"2026-12-09\""));
    assert_eq!(wrong.header("cache-control"), "no-store");
    let unknown = app.anybody().get("/n/bexley?postcode=ZZ1+1ZZ&lang=cy").await.expect(422);
    assert!(unknown.text.contains("Rhowch god post llawn"));
    for missing in
        ["/n/nowhere", "/n/bexley/sessions/garbage", "/n/bexley/sessions/ses_0198c0de00007000800000000000000a"]
    {
        let missing = app.anybody().get(missing).await.expect(404);
        assert!(missing.text.contains("There is no such page"));
    }
}

#[actix_web::test]
async fn a_long_list_goes_on() {
    let app = TestApp::start().await;
    let alder = app.alder().await;
    for minute in 0..26 {
        let start = format!("2026-12-08T10:{minute:02}:00Z");
        let planned =
            json!({ "visibility": "public", "starts_at": start, "title": { "en": format!("Number {minute}") } });
        alder.post("/v1/sessions", session(&planned)).await.expect(201);
    }
    let first = page(&app, "/n/bexley?kind=remote", "Later sessions").await.expect(200);
    assert!(first.text.contains("Number 24") && !first.text.contains("Number 25"));
    let next = first.text.split("<a href=\"").find(|part| part.contains("rel=\"next\"")).unwrap();
    let next = next.split('"').next().unwrap().replace("&#38;", "&");
    let last = app.anybody().get(&next).await.expect(200);
    assert!(last.text.contains("Number 25") && !last.text.contains("Later sessions"));
}

/// A page takes one connection, however much it reads: visitors who hold one and wait for a second would wait for each
/// other.
#[actix_web::test]
async fn more_visitors_than_there_are_connections_are_all_answered() {
    let app = TestApp::start().await;
    let session = publish(&app, json!({})).await;
    let address = format!("/n/bexley/sessions/{}", session.id());
    page(&app, &address, "Ask about your phone").await.expect(200);
    let visits = (0..24).map(|visit| app.anybody().get(&format!("{address}?visit={visit}")).into_future());
    for answer in futures::future::join_all(visits).await {
        answer.expect(200);
    }
}
