//! A plan for the library service's waiting list at a stable id: something to read and to apply.

use trellis_app::match_plan;
use trellis_domain::{
    MatchPlan,
    match_plan::{MatchPlanDetails, Thoroughness},
};
use trellis_storage::Reading;

use super::{Loader, error::LoadError};
use crate::demo::names::ThingName;

/// Asks for the plan and works it out.
pub(super) async fn load(loader: &Loader) -> Result<(), LoadError> {
    let name = ThingName::new("match-plan", "library");
    let mut work = loader.work().await?;
    if work.load::<MatchPlan>(name.id()).await?.is_some() {
        return Ok(());
    }
    let details = MatchPlanDetails { thoroughness: Thoroughness::Quick, ..MatchPlanDetails::default() };
    loader.ids.next_is(&name);
    let about = LoadError::about(&name);
    let plan = match_plan::create(&mut work, loader.partner("library")?, details).await.map_err(about)?.id;
    work.commit().await?;
    let (store, network, now) = (&loader.store, &loader.network, loader.calendar.now);
    if let Some(begun) = match_plan::begin(store, network, plan, now).await.map_err(LoadError::about(&name))? {
        let prepared = match_plan::prepare(store, network, &begun, &|| now).await.map_err(LoadError::about(&name))?;
        if let Some(prepared) = prepared {
            match_plan::finish(store, network, plan, prepared.solve(&|| false), now)
                .await
                .map_err(LoadError::about(&name))?;
        }
    }
    Ok(())
}
