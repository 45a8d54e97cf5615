//! `POST /v1/areas`

use actix_web::post;
use trellis_app::area;
use trellis_domain::area::AreaDetails;

use super::model::{AreaView, create_example};
use crate::{
    answer::{Answer, Reply},
    body::Body,
    caller::Caller,
    problem::ApiResult,
};

/// Add an area
///
/// A neighbourhood of the network. Whole boroughs are better brought in with `trellis import areas`.
#[utoipa::path(
    tag = "places",
    request_body(content = AreaDetails, example = json!(create_example())),
    responses((status = 201, description = "The new area.", body = AreaView)),
)]
#[post("/areas")]
pub(super) async fn create_area(caller: Caller, body: Body<AreaDetails>) -> ApiResult<Reply<AreaView>> {
    let create = async |work: &mut _| {
        let area = area::create(work, caller.partner()?, body.read()?).await?;
        Ok(Answer::created("/v1/areas", &area, AreaView::from(&area)))
    };
    caller.command(&body, create).await
}
