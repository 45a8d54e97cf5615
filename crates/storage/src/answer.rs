//! Answers kept for repeats: the answer of a success is stored in the transaction of its effect.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use trellis_domain::ClientId;
use uuid::Uuid;

use crate::{
    entity::answer::{ActiveModel, Column, Entity},
    error::StoreError,
    reading::{Reading, sealed::Connected},
    row::{self, Row},
    work::Work,
};

/// How long an answer is kept.
const KEPT_FOR: TimeDelta = TimeDelta::hours(24);

/// The answer to a command, enough to give it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The `Location` header.
    pub location: Option<String>,
    /// The `ETag` header.
    pub etag: Option<String>,
    /// The body.
    pub body: serde_json::Value,
}

/// What the store knows of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remembered {
    /// Nothing: go on.
    Nothing,
    /// This very command was answered.
    Answer(StoredAnswer),
    /// The key was used for another command.
    Other,
    /// A command was carried out under this key, and its answer spoke of something that is erased or somebody else's now.
    Forgotten,
}

/// What stands in place of an answer that was forgotten.
const FORGOTTEN: &str = "";

/// Forgets answers that are no longer given again; they may speak of people.
#[expect(clippy::disallowed_methods, reason = "tidying: what is too old in every network")]
pub(crate) async fn forget_old(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64, StoreError> {
    let old = Entity::delete_many().filter(Column::CreatedAt.lte(now - KEPT_FOR));
    Ok(old.exec(db).await?.rows_affected)
}

impl Work {
    /// What was answered to this client under this key in the last 24 hours.
    #[expect(clippy::disallowed_methods, reason = "held to the network, the client and the key")]
    pub async fn recall(&self, client: ClientId, key: &str, fingerprint: &str) -> Result<Remembered, StoreError> {
        let network = self.standpoint().network;
        let query = Entity::find_by_id((network.uuid(), client.uuid(), key.to_owned()));
        let Some(model) = query.one(&self.executor()).await? else { return Ok(Remembered::Nothing) };
        if model.created_at + KEPT_FOR <= self.now() {
            Entity::delete_by_id((network.uuid(), client.uuid(), key.to_owned())).exec(&self.executor()).await?;
            return Ok(Remembered::Nothing);
        }
        if model.answer == FORGOTTEN {
            return Ok(Remembered::Forgotten);
        }
        if model.fingerprint != fingerprint {
            return Ok(Remembered::Other);
        }
        let wrong = Row { table: "answers", id: model.client_id }.wrong("answer");
        let answer = serde_json::from_str(&model.answer).map_err(|_unreadable: serde_json::Error| wrong)?;
        Ok(Remembered::Answer(answer))
    }

    /// Keeps an answer; `subject` is what it speaks of, so that erasing that erases the answer.
    pub async fn remember(
        &self,
        client: ClientId,
        key: &str,
        fingerprint: &str,
        subject: Option<Uuid>,
        answer: &StoredAnswer,
    ) -> Result<(), StoreError> {
        let answer = row::json("answers", answer)?.to_string();
        let row = ActiveModel {
            network_id: Set(self.standpoint().network.uuid()),
            client_id: Set(client.uuid()),
            key: Set(key.to_owned()),
            fingerprint: Set(fingerprint.to_owned()),
            subject_id: Set(subject),
            answer: Set(answer),
            created_at: Set(self.now()),
        };
        Entity::insert(row).exec_without_returning(&self.executor()).await?;
        Ok(())
    }

    /// Forgets every answer that speaks of something, for when that is erased or becomes another's. The key stays used for as long as the answer would
    /// have been kept: a late repeat must not do it once more.
    #[expect(clippy::disallowed_methods, reason = "held to the network and the subject")]
    pub async fn forget_answers_about(&self, subject: Uuid) -> Result<(), StoreError> {
        let network = self.standpoint().network;
        let about = Entity::update_many()
            .col_expr(Column::Answer, Expr::value(FORGOTTEN))
            .col_expr(Column::Fingerprint, Expr::value(FORGOTTEN))
            .filter(Column::NetworkId.eq(network.uuid()))
            .filter(Column::SubjectId.eq(subject));
        about.exec(&self.executor()).await?;
        Ok(())
    }
}
