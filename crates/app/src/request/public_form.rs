//! Asking for help by a public form.

use trellis_domain::{
    Consent, Record,
    request::{PublicRequest, Request},
};
use trellis_storage::Work;

use super::{Asker, create};
use crate::{error::CommandError, network};

/// Somebody asks by the network's public form. It waits in the inbox as a referrer's does, with who asks and their consent to be called; all of that is
/// the lead body's until a partner takes it, and forgotten where nobody does.
pub async fn receive(work: &mut Work, form: PublicRequest) -> Result<Record<Request>, CommandError> {
    let network = network::of(work).await?;
    form.check(network.today(work.now()))?;
    let (details, agreed) = form.into_request();
    let (request, _) = create(work, Asker::Inbox, details).await?;
    let name = network.details.name.in_language(&network.details.languages);
    let recipient = name.map_or_else(|| network.details.slug.as_str(), |(_, name)| name);
    let recipient = recipient.parse().map_err(|_too_long| CommandError::NotFound)?;
    let consent = Consent::new(agreed.recorded(request.details.learner_id, recipient, work.now()), work.now())?;
    let id = work.new_id();
    work.insert(id, network.lead_body, consent).await?;
    Ok(request)
}
