//! Commands: one unit of work, answered once, and repeated safely.

use serde::Serialize;
use sha2::{Digest, Sha256};
use trellis_domain::Conflict;
use trellis_storage::{Remembered, Shown, StoredAnswer, Work};

use super::Caller;
use crate::{
    answer::{Answer, Reply, Revealed},
    body::Asked,
    problem::{ApiError, ApiResult, Code},
};

impl Caller {
    /// Carries out a command in a unit of work and commits it.
    ///
    /// With an `Idempotency-Key`, a success is stored in the same transaction, and a repeat is answered from there;
    /// refusals are decided anew.
    pub async fn command<V: Serialize>(
        &self,
        asked: &impl Asked,
        act: impl AsyncFnOnce(&mut Work) -> ApiResult<Answer<V>>,
    ) -> ApiResult<Reply<V>> {
        let mut work = self.work().await?;
        let Some(key) = &self.key() else {
            let answer = act(&mut work).await?.stored(&self.variant())?;
            work.commit().await?;
            return Ok(Reply::new(answer, false));
        };
        let fingerprint = self.fingerprint(asked);
        if let Some(answer) = self.given_before(&mut work, key, &fingerprint).await? {
            return Ok(Reply::new(answer, true));
        }
        let answer = act(&mut work).await?;
        let subject = answer.subject();
        let answer = answer.stored(&self.variant())?;
        work.remember(self.who.client, key, &fingerprint, subject, &answer).await?;
        work.commit().await?;
        Ok(Reply::new(answer, false))
    }

    /// Carries out a command whose answer shows a secret. That answer is never stored; a repeat with the same key is told so,
    /// and makes no other secret.
    pub async fn show_once<V>(
        &self,
        asked: &impl Asked,
        act: impl AsyncFnOnce(&mut Work) -> ApiResult<V>,
    ) -> ApiResult<Revealed<V>> {
        let mut work = self.work().await?;
        let Some(key) = &self.key() else {
            let view = act(&mut work).await?;
            work.commit().await?;
            return Ok(Revealed(view));
        };
        let fingerprint = self.fingerprint(asked);
        if self.given_before(&mut work, key, &fingerprint).await?.is_some() {
            return Err(Conflict::SecretAlreadyShown.into());
        }
        let view = act(&mut work).await?;
        let without_secret = Answer::ok(None, serde_json::Value::Null).stored(&self.variant())?;
        work.remember(self.who.client, key, &fingerprint, None, &without_secret).await?;
        work.commit().await?;
        Ok(Revealed(view))
    }

    /// A unit of work. The network is locked before it is asked once more whether the caller may still act for whom it acts:
    /// what was taken back while this waited for its turn lets nobody change anything.
    async fn work(&self) -> ApiResult<Work> {
        let work = self.state.store.work(self.standpoint()?, self.actor()).await?;
        self.still_acts(&work).await?;
        Ok(work)
    }

    /// The request in whose answer a client's secret is about to be shown; none without a key.
    pub fn shown(&self) -> Option<Shown> {
        self.key().map(|under| Shown { to: self.who.client, under })
    }

    /// Carries out a command whose answer shows something protected: each time leaves a record, that answer is never stored, and
    /// a repeat is carried out anew.
    pub async fn reveal<V>(&self, act: impl AsyncFnOnce(&mut Work) -> ApiResult<V>) -> ApiResult<Revealed<V>> {
        let mut work = self.work().await?;
        let view = act(&mut work).await?;
        work.commit().await?;
        Ok(Revealed(view))
    }

    /// Goes on only with an `Idempotency-Key`, where doing something twice would hurt.
    pub fn require_idempotency_key(&self) -> ApiResult<()> {
        let missing = "Send an Idempotency-Key, so that a repeat after a lost answer does not do it twice.";
        self.idempotency_key.as_ref().map(drop).ok_or_else(|| ApiError::new(Code::HeaderRequired, missing))
    }

    /// What was answered to this very request before; a key that was used for another one is refused.
    async fn given_before(&self, work: &mut Work, key: &str, fingerprint: &str) -> ApiResult<Option<StoredAnswer>> {
        match work.recall(self.who.client, key, fingerprint).await? {
            Remembered::Answer(answer) => Ok(Some(answer)),
            Remembered::Other => Err(reused()),
            Remembered::Forgotten => Err(Conflict::AlreadyDone.into()),
            Remembered::Nothing => Ok(None),
        }
    }

    /// The key that was sent, for this method and path alone, and for whom it is done: the same key elsewhere is another one.
    fn key(&self) -> Option<String> {
        let key = self.idempotency_key.as_ref()?;
        let key = format!("{} {} {key}", self.request.method(), self.request.path());
        Some(self.acts_for().map_or_else(|| key.clone(), |partner| format!("{partner} {key}")))
    }

    /// Query and body: what makes two requests under one key the same.
    fn fingerprint(&self, asked: &impl Asked) -> String {
        let mut hash = Sha256::new();
        hash.update(self.request.query_string());
        hash.update([0]);
        hash.update(asked.bytes());
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

fn reused() -> ApiError {
    ApiError::new(
        Code::IdempotencyKeyReused,
        "Use a new key for a new request, and the same key only for the same one.",
    )
}
