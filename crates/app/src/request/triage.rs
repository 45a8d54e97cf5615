//! A first look at a request.

use trellis_domain::{
    Record,
    request::{Request, TriageRequest},
};
use trellis_storage::Work;

use super::{follow, references};
use crate::error::CommandError;

/// Its owner sorts a request: in the inbox that is the lead body.
pub async fn triage(
    work: &mut Work,
    request: &Record<Request>,
    order: TriageRequest,
) -> Result<Record<Request>, CommandError> {
    let triaged = request.noun.clone().triaged(order, work.now())?;
    references::check(work, request.head.owner, &triaged.details, Some(&request.details)).await?;
    let triaged = work.update(request, triaged).await?;
    follow(work, &triaged).await?;
    Ok(triaged)
}
