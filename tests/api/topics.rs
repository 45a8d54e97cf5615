//! `/v1/topics` and `/v1/public/topics`

use crate::harness::TestApp;

#[actix_web::test]
async fn the_tree_is_the_same_for_clients_and_for_anybody() {
    let app = TestApp::start().await;
    app.load_places().await;
    let (alder, anybody) = (app.alder().await, app.anybody());
    let topics = alder.get("/v1/topics").await.expect(200);
    let public = anybody.get("/v1/public/topics").await.expect(200);
    assert_eq!(topics.body, public.body);
    assert_eq!(public.header("cache-control"), "public, max-age=60, stale-while-revalidate=300");
    anybody.get("/v1/public/topics").header("if-none-match", public.etag()).await.expect(304);
    anybody.get("/v1/topics").await.expect_problem(401, "unauthenticated");

    let topic = alder.get("/v1/topics/blue-badge").await.expect(200);
    assert_eq!(topic.body["parent"], "specialist");
    assert_eq!(topic.body["official_link"], "https://www.gov.uk/apply-blue-badge");
    for unknown in ["unheard-of", "Not%20a%20slug"] {
        alder.get(&format!("/v1/topics/{unknown}")).await.expect_problem(404, "not_found");
    }
}
