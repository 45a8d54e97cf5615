//! `POST /v1/public/networks/{network}/requests`

use actix_web::{HttpRequest, HttpResponse, http::header, post, web::Data};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_app::request;
use trellis_domain::{
    RequestId,
    request::{GRACE_DAYS, PublicRequest},
    unmet_need::LAPSE_DAYS,
};
use trellis_storage::{Actor, Standpoint};
use utoipa::ToSchema;

use crate::{body::Body, caller::OrNotFound, path::Path, problem::ApiResult, state::State};

/// The largest form, in bytes.
const FORM_MAX: usize = 16 * 1024;

const NEXT: &str =
    "Somebody from the network reads it and looks for a partner who can help. Whoever can gets in touch.";

/// That a request arrived. The same whoever asks, and whatever is known of them.
#[derive(Debug, Serialize, ToSchema)]
struct PublicRequestReceipt {
    /// What to name when asking about it. Nothing can be read with it.
    reference: RequestId,
    /// What happens next, in English.
    #[schema(examples(
        "Somebody from the network reads it and looks for a partner who can help. Whoever can gets in touch."
    ))]
    next: &'static str,
    /// After how many days it is forgotten who asked, where nobody could help: counted from its last change, or from `until` where that is later.
    #[schema(examples(90))]
    forgotten_after_days: i64,
}

/// Ask for help, by anybody
///
/// For the form on a public page: a resident asks, or somebody for them. Where the network has turned it on (`public_requests`), the request waits in its
/// inbox like a referrer's until a partner takes it; else there is nothing at this address. Show what is agreed to next to `consent`, and keep the
/// version of those words. Leave `website` empty. An address can send 20 forms in an hour, of 16 KiB each. Each is a request of its own: there are no keys
/// for repeats here, so let a form be sent once. The answer tells nothing of what is known; history says that a request was made, and not by whom.
#[utoipa::path(
    tag = "public",
    params(("network" = String, Path, description = "The short name of the network.", example = "bexley")),
    request_body(content = PublicRequest, example = json!(create_example())),
    responses((status = 200, description = "It arrived.", body = PublicRequestReceipt)),
)]
#[post("/networks/{network}/requests")]
pub(super) async fn create_public_request(
    http: HttpRequest,
    state: Data<State>,
    slug: Path<String>,
    body: Body<PublicRequest, FORM_MAX>,
) -> ApiResult<HttpResponse> {
    if let Some(limits) = &state.rate_limits {
        limits.take_for_form(&http)?;
    }
    let network = state.store.installation().network_by_slug(&slug.0).await?;
    let network = network.filter(|network| network.details.public_requests).or_not_found()?;
    let form = body.read()?;
    let mut work = state.store.work(Standpoint::network(network.id), Actor::nobody(state.now())).await?;
    let request = request::receive(&mut work, form).await?;
    work.commit().await?;
    // It waits for as long as help is wanted, and then as long as others do.
    let wanted = request.details.until.map_or(0, |until| (until - network.today(state.now())).num_days());
    let forgotten_after_days = wanted + LAPSE_DAYS + GRACE_DAYS;
    let receipt = PublicRequestReceipt { reference: request.id, next: NEXT, forgotten_after_days };
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "no-store")).json(receipt))
}

/// What a public form can send.
fn create_example() -> Value {
    json!({
        "goal": "I want to apply for a Blue Badge",
        "topics": ["blue-badge"],
        "setting": "venue",
        "near": "DA6 7DA",
        "times": [{ "weekday": "tuesday", "start": "09:00", "end": "12:00" }],
        "languages": ["en"],
        "access_needs": ["step_free"],
        "name": "Example Learner",
        "phone": "020 7946 0001",
        "on_behalf_of": "family",
        "consent": { "agreed": true, "given_by": "person", "wording_version": "2026-1" },
        "website": "",
    })
}
