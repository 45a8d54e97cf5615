//! Requests: partners' own, those in the inbox, and what became of them.

use trellis_app::{
    proposal, referral,
    request::{self, Asker},
};
use trellis_domain::{referral::ReferralDetails, request::Request};
use trellis_storage::{Reading, Standpoint, StoreError};

use super::{Loader, error::LoadError};
use crate::demo::{
    content::{Content, RequestEntry},
    names::ThingName,
};

/// Who is asked when nobody in particular is.
const INBOX: &str = "inbox";

/// Whether the last thing of the network is there, and so the whole.
pub(super) async fn all_there(loader: &Loader, content: &Content) -> Result<bool, StoreError> {
    let Some(last) = content.requests.last() else { return Ok(false) };
    let reads = loader.store.reads(Standpoint::network(loader.network.id));
    Ok(reads.load::<Request>(name(last).id()).await?.is_some())
}

/// The requests, in units of one: the last one tells that all are there.
pub(super) async fn load(
    loader: &Loader,
    entries: Vec<RequestEntry>,
    progress: &mut dyn FnMut(&str, usize),
) -> Result<(), LoadError> {
    let count = entries.len();
    for entry in entries {
        load_one(loader, entry).await?;
    }
    progress("requests", count);
    Ok(())
}

async fn load_one(loader: &Loader, entry: RequestEntry) -> Result<(), LoadError> {
    let name = name(&entry);
    let mut work = loader.work().await?;
    if work.load::<Request>(name.id()).await?.is_some() {
        return Ok(());
    }
    let asker = match entry.from.as_str() {
        INBOX => Asker::Inbox,
        partner => Asker::Partner(loader.partner(partner)?),
    };
    let details = loader.references.read("requests", entry.details)?;
    loader.ids.next_is(&name);
    let (mut made, _) = request::create(&mut work, asker, details).await.map_err(LoadError::about(&name))?;
    if let Some(taker) = &entry.taken_by {
        (made, _) = request::take(&mut work, &made, loader.partner(taker)?).await.map_err(LoadError::about(&name))?;
    }
    for step in entry.steps {
        made = request::move_on(&mut work, &made, step).await.map_err(LoadError::about(&name))?;
    }
    if let Some(limit) = entry.proposals {
        loader.ids.next_is(&ThingName::new("proposals", &entry.key));
        proposal::create(&mut work, &made, limit).await.map_err(LoadError::about(&name))?;
    }
    if let Some(to) = &entry.offered_to {
        let to_partner_id = loader.partner(to)?;
        loader.ids.next_is(&ThingName::new("referral", &entry.key));
        let offer = ReferralDetails { request_id: made.id, to_partner_id, note: None };
        referral::offer(&mut work, made.head.owner, offer).await.map_err(LoadError::about(&name))?;
    }
    work.commit().await?;
    Ok(())
}

fn name(entry: &RequestEntry) -> ThingName {
    ThingName::new("request", &entry.key)
}
