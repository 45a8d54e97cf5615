//! Whom rules name.

use trellis_domain::{FieldCode, Partner, Record, Refusals, policy::PolicyDetails};
use trellis_storage::{Reading, Work};

use crate::error::CommandError;

/// Whether the partners that rules name are of the network.
pub(super) async fn check(work: &Work, details: &PolicyDetails) -> Result<(), CommandError> {
    let mut refusals = Refusals::none();
    for (at, accepted) in details.accepted_attestations.iter().enumerate() {
        let named = accepted.from.as_deref().unwrap_or_default();
        let known: Vec<Record<Partner>> = work.load_all(named).await?;
        for (number, id) in named.iter().enumerate() {
            let pointer = format!("/accepted_attestations/{at}/from/{number}");
            let is_known = known.iter().any(|partner| partner.id == *id);
            refusals.require(is_known, pointer, FieldCode::UnknownReference, "the id of a partner");
        }
    }
    Ok(refusals.finish()?)
}
