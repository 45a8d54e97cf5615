//! What the champions who have said yes bring along to a session: languages and topics, without who they are.

use std::collections::BTreeMap;

use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use serde_json::Value;
use trellis_domain::{Id, SessionId, affiliation::Skill, session::Helper};
use uuid::Uuid;

use crate::{
    entity::{
        affiliation,
        shift::{Column, Entity},
    },
    error::StoreError,
    reading::Reading,
    row::Row,
    scope::{self, Standpoint},
};

/// The confirmed champions of each of these sessions; those without any are left out.
pub async fn helpers(
    reading: &impl Reading,
    sessions: &[SessionId],
) -> Result<BTreeMap<SessionId, Vec<Helper>>, StoreError> {
    let anybody = Standpoint::network(reading.standpoint().network);
    let confirmed = scope::scoped::<Entity>(&anybody)?
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
        .filter(Column::State.is_in(super::committing()))
        .select_only()
        .columns([Column::SessionId, Column::AffiliationId]);
    let confirmed: Vec<(Uuid, Uuid)> = confirmed.into_tuple().all(&reading.executor()).await?;
    if confirmed.is_empty() {
        return Ok(BTreeMap::new());
    }
    let bring = scope::scoped::<affiliation::Entity>(&anybody)?
        .filter(affiliation::Column::Id.is_in(confirmed.iter().map(|(_, affiliation)| *affiliation)))
        .select_only()
        .columns([affiliation::Column::Id, affiliation::Column::Languages, affiliation::Column::Skills]);
    let bring: Vec<(Uuid, Value, Value)> = bring.into_tuple().all(&reading.executor()).await?;
    let bring = bring.into_iter().map(|(id, languages, skills)| Ok((id, helper(id, languages, skills)?)));
    let bring = bring.collect::<Result<BTreeMap<Uuid, Helper>, StoreError>>()?;
    let mut helpers: BTreeMap<SessionId, Vec<Helper>> = BTreeMap::new();
    for (session, affiliation) in confirmed {
        helpers.entry(Id::new(session)).or_default().extend(bring.get(&affiliation).cloned());
    }
    Ok(helpers)
}

fn helper(id: Uuid, languages: Value, skills: Value) -> Result<Helper, StoreError> {
    let row = Row { table: "affiliations", id };
    let skills: Vec<Skill> = row.json("skills", skills)?;
    Ok(Helper {
        languages: row.json("languages", languages)?,
        topics: skills.into_iter().map(|skill| skill.topic).collect(),
    })
}
