//! `POST /v1/agreements`

use actix_web::post;
use trellis_app::{agreement, network};
use trellis_domain::agreement::AgreementDetails;
use trellis_storage::Work;

use super::model::{AgreementView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Offer to lend a champion
///
/// Another partner may then accept. It takes the champion's consent, recorded by you, with purpose `lending` and the other partner as
/// `recipient_id`: else 409 `lending_consent_required`. From the first day to the last the champion counts in that partner's proposals, plans and
/// explanations, by its own policy: it sees how well they fit, and neither name nor contact details. A check counts there only by an attestation that
/// its policy accepts, and a role only by a decision of its own; where they start from is known to about a kilometre. With the consent the person agrees
/// that the borrowing partner can tell at which hours they have time. The weekly limit of hours counts for each partner apart. A partner borrows a person from
/// one other at a time. Nobody is taken twice at the same hour. It ends at once when either side says so, when the
/// consent is withdrawn, when the champion has gone from you, and when one of you leaves the network; what was accepted with them for a time to come is then called off.
#[utoipa::path(
    tag = "agreements",
    request_body(content = AgreementDetails, example = json!(create_example())),
    responses((status = 201, description = "The new agreement.", body = AgreementView)),
)]
#[post("/agreements")]
pub(super) async fn create_agreement(caller: Caller, body: Body<AgreementDetails>) -> ApiResult<Reply<AgreementView>> {
    let create = async |work: &mut Work| {
        let offered = agreement::create(work, caller.partner()?, body.read()?).await?;
        let view = AgreementView::new(&offered, network::today(work, work.now()).await?);
        Ok(Answer::created("/v1/agreements", &offered, view))
    };
    caller.command(&body, create).await
}
