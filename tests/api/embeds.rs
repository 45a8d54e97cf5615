//! What other websites show: frame, fragment, oEmbed, element, gallery.

use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    harness::{Response, TestApp},
    sessions::session,
};

const COUNCIL: &str = "https://www.example.gov.uk";

/// A session by phone.
async fn publish(app: &TestApp, title: &str) {
    let planned = json!({ "visibility": "public", "phone": "020 7946 0001", "title": { "en": title } });
    app.alder().await.post("/v1/sessions", session(&planned)).await.expect(201);
}

/// The network lets these websites show its pages.
async fn allow(app: &TestApp, origins: Value) -> Response {
    let coordinator = app.coordinator().await;
    let read = coordinator.get("/v1/network").await.expect(200);
    coordinator.patch("/v1/network", json!({ "embed_origins": origins })).if_match(read.etag()).await
}

/// The page for a frame of this website, once it says this.
async fn framed(app: &TestApp, website: &str, says: &str) -> Response {
    let ask = || {
        let request = app.anybody().get("/n/bexley/embed?lang=en");
        request.header("sec-fetch-dest", "iframe").header("referer", website)
    };
    Response::settle(ask, |answer| answer.text.contains(says)).await
}

#[actix_web::test]
async fn a_network_says_which_websites_may_frame_its_page() {
    let app = TestApp::start().await;
    publish(&app, "Ask about your phone").await;
    let refused = framed(&app, COUNCIL, "cannot show the sessions yet").await.expect(403);
    assert!(refused.text.contains(COUNCIL) && !refused.text.contains("Ask about your phone"), "{}", refused.text);
    assert!(refused.header("content-security-policy").ends_with("frame-ancestors *"));
    assert_eq!(refused.header("cache-control"), "no-store");

    let allowed = allow(&app, json!(["HTTPS://www.Example.gov.uk:443", "http://localhost:3000"])).await.expect(200);
    assert_eq!(allowed.body["embed_origins"], json!([COUNCIL, "http://localhost:3000"]));
    let shown = framed(&app, &format!("{COUNCIL}/help?page=1"), "Ask about your phone").await.expect(200);
    let policy = shown.header("content-security-policy");
    assert!(policy.ends_with(&format!("frame-ancestors 'self' {COUNCIL} http://localhost:3000")), "{policy}");
    assert_eq!(shown.header("vary"), "accept-language, referer, sec-fetch-dest, accept-encoding");
    assert!(shown.text.contains("action=\"/n/bexley/embed\"") && shown.text.contains("target=\"_top\""));
    framed(&app, "https://elsewhere.example", "cannot show the sessions yet").await.expect(403);
    let wrong = app.anybody().get("/n/bexley/embed?postcode=Sidcup").await.expect(422);
    assert!(wrong.header("content-security-policy").contains(COUNCIL));
}

#[rstest]
#[case(json!(["https://example.org/path"]), "/embed_origins/0", "bad_format")]
#[case(json!(["https://example.org; script-src *"]), "/embed_origins/0", "bad_format")]
#[case(json!(["http://example.org"]), "/embed_origins/0", "bad_format")]
#[case(json!(["https://a.example", "https://A.example:443"]), "/embed_origins/1", "duplicate")]
#[actix_web::test]
async fn a_wrong_website_is_named_by_place(#[case] origins: Value, #[case] place: &str, #[case] code: &str) {
    let app = TestApp::start().await;
    let refused = allow(&app, origins).await.expect_problem(422, "invalid");
    assert_eq!(refused.refusals(), [(place, code)]);
}

#[rstest]
#[case("/n/bexley/embed", "text/html; charset=utf-8")]
#[case("/n/bexley/fragment", "text/html; charset=utf-8")]
#[case("/n/bexley/cards.json", "application/json")]
#[actix_web::test]
async fn every_form_of_the_list_has_the_same_questions_and_languages(#[case] path: &str, #[case] media_type: &str) {
    let app = TestApp::start().await;
    publish(&app, "Ask about your phone").await;
    let ask = |query: &str, says: &'static str| {
        let (app, address) = (&app, format!("{path}?{query}"));
        async move { Response::settle(|| app.anybody().get(&address), |answer| answer.text.contains(says)).await }
    };
    let english = ask("lang=en", "Ask about your phone").await.expect(200);
    assert_eq!((english.header("content-type"), english.header("content-language")), (media_type, "en"));
    assert!(english.text.contains("Help with anything online. For: everybody.") && english.text.contains("1 session"));
    app.anybody().get(&format!("{path}?lang=en")).header("if-none-match", english.etag()).await.expect(304);
    let welsh = ask("lang=cy", "1 sesiwn").await.expect(200);
    assert!(welsh.text.contains("Ar gyfer: pawb") && !welsh.text.contains("For: everybody"));
    ask("lang=en&weekday=sunday", "No sessions found").await.expect(200);
    ask("lang=cy&postcode=Sidcup", "Rhowch god post llawn").await.expect(422);
    app.anybody().get(&path.replace("bexley", "nowhere")).await.expect(404);
}

#[actix_web::test]
async fn a_fragment_stands_in_any_page() {
    let app = TestApp::start().await;
    publish(&app, "<b>Ask</b>").await;
    let address = "/n/bexley/fragment?heading_level=4&limit=1&lang=en";
    let fragment = Response::settle(|| app.anybody().get(address), |answer| answer.text.contains("Ask")).await;
    assert!(fragment.text.contains(&format!("<h4><a href=\"{}/n/bexley/sessions/ses_", app.url)), "{}", fragment.text);
    assert!(!fragment.text.contains("<b>") && !fragment.text.contains("<style") && !fragment.text.contains("href=\"/"));
    assert_eq!(fragment.header("access-control-allow-origin"), "*");
    for level in ["1", "7", "x"] {
        let usual = app.anybody().get(&format!("/n/bexley/fragment?heading_level={level}")).await.expect(200);
        assert!(usual.text.contains("<h3>"));
    }
}

#[actix_web::test]
async fn an_address_of_a_list_is_a_frame_for_websites_that_ask() {
    let app = TestApp::start().await;
    let oembed =
        |url: &str, more: &str| format!("/oembed?{}{more}", serde_urlencoded::to_string([("url", url)]).unwrap());
    let page = format!("{}/n/bexley?lang=cy&topic=email&utm_source=x", app.url);
    let found = app.anybody().get(&oembed(&page, "&maxwidth=400&format=json")).await.expect(200);
    assert_eq!((&found.body["type"], &found.body["version"]), (&json!("rich"), &json!("1.0")));
    assert_eq!((&found.body["width"], &found.body["height"]), (&json!(400), &json!(900)));
    let html = found.body["html"].as_str().unwrap();
    let frame = format!("<iframe src=\"{}/n/bexley/embed?lang=cy&amp;distance=5&amp;topic=email\"", app.url);
    assert!(html.starts_with(&frame), "{html}");
    assert!(html.contains("title=\"Help gyda’ch ffôn") && html.contains("referrerpolicy=\"origin\""));
    assert_eq!(found.header("access-control-allow-origin"), "*");

    let listing = app.anybody().get("/n/bexley?lang=cy&topic=email").await.expect(200);
    let link = listing.text.split("type=\"application/json+oembed\" href=\"").nth(1).unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&");
    let discovered = app.anybody().get(link.strip_prefix(&app.url).unwrap()).await.expect(200);
    assert_eq!(discovered.body["html"].as_str().unwrap(), html.replace("400", "640"));

    let other = app.anybody().get(&oembed("https://elsewhere.example/n/bexley", "")).await;
    other.expect_problem(404, "not_found");
    app.anybody().get(&oembed(&page, "&format=xml")).await.expect(501);
    app.anybody().get("/oembed").await.expect_problem(400, "bad_query");
    app.anybody().get(&oembed(&format!("{}/n/nowhere", app.url), "")).await.expect_problem(404, "not_found");
}

#[actix_web::test]
async fn the_element_is_one_small_module() {
    let app = TestApp::start().await;
    let module = app.anybody().get("/embed/trellis-sessions.js").await.expect(200);
    assert_eq!(module.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(module.header("access-control-allow-origin"), "*");
    assert!(module.header("cache-control").starts_with("public, max-age=3600"));
    app.anybody().get("/embed/trellis-sessions.js").header("if-none-match", module.etag()).await.expect(304);
    for forbidden in ["innerHTML", "insertAdjacent", "document.cookie", "localStorage", "eval(", "import "] {
        assert!(!module.text.contains(forbidden), "{forbidden}");
    }
    let gallery = app.anybody().get("/embed?network=bexley").await.expect(200);
    let versioned = gallery.text.split("/embed/trellis-sessions.").find(|rest| rest.contains("integrity")).unwrap();
    let versioned = format!("/embed/trellis-sessions.{}", versioned.split("&#34;").next().unwrap());
    let same = app.anybody().get(&versioned).await.expect(200);
    assert!(same.header("cache-control").ends_with("immutable") && same.text == module.text);
    let older = app.anybody().get("/embed/trellis-sessions.0123456789ab.js").await.expect(200);
    assert!(!older.header("cache-control").contains("immutable"));
}

#[actix_web::test]
async fn the_gallery_makes_snippets_of_what_is_chosen() {
    let app = TestApp::start().await;
    let address = "/embed?network=bexley&lang=cy&postcode=%22%3E%3Cscript%3E&access=lift&heading_level=2";
    let gallery = app.anybody().get(address).await.expect(200);
    let policy = gallery.header("content-security-policy");
    assert!(
        policy.contains("require-trusted-types-for 'script'") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && !gallery.text.contains("\"><script>"), "{}", gallery.text);
    let tag =
        "<trellis-sessions network=\"bexley\" lang=\"cy\" heading-level=\"2\" postcode=\"&quot;&gt;&lt;script&gt;\"";
    assert!(gallery.text.contains(tag), "{}", gallery.text);
    for statement in ["accessibility", "privacy"] {
        let address = format!("/embed/{statement}");
        for lang in ["en", "cy"] {
            let read = app.anybody().get(&address).header("accept-language", lang).await.expect(200);
            assert!(read.text.contains(&format!("<html lang=\"{lang}\">")));
            assert!(read.header("content-security-policy").ends_with("frame-ancestors 'none'"));
        }
    }
}

#[rstest]
#[case("/v1/public/topics")]
#[case("/openapi.json")]
#[case("/docs/")]
#[case("/n/bexley")]
#[case("/n/nowhere")]
#[case("/problems/not_found")]
#[actix_web::test]
async fn nothing_else_can_be_framed(#[case] path: &str) {
    let app = TestApp::start().await;
    let answer = app.anybody().get(path).await;
    assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"));
}
