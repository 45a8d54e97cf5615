//! Onward referrals: requests offered to another partner.

mod accept;
mod create;
mod decline;
mod get;
mod list;
mod model;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_referrals)
        .service(create::create_referral)
        .service(get::get_referral)
        .service(accept::accept_referral)
        .service(decline::decline_referral)
        .service(withdraw::withdraw_referral);
}
