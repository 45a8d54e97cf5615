//! Champions as answers show them: hardly at all.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::{Value, json};
use trellis_domain::{
    Champion, ChampionId, Record,
    champion::{JoinCode, JoinOffer},
};
use utoipa::ToSchema;

/// A person who helps, once per network. What is known of the person stands in each partner's own affiliation; nobody can
/// look up who else has one.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Champion)]
pub struct ChampionView {
    /// Its id.
    id: ChampionId,
}

/// A one-time code for a person to carry to another partner.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = JoinCodeOffer)]
pub struct JoinCodeView {
    /// The code. It is shown this once.
    join_code: JoinCode,
    /// From this instant on it no longer works.
    expires_at: DateTime<Utc>,
}

impl From<&Record<Champion>> for ChampionView {
    fn from(record: &Record<Champion>) -> Self {
        Self { id: record.id }
    }
}

impl JoinCodeView {
    pub(super) fn new(join_code: JoinCode, offer: &JoinOffer) -> Self {
        Self { join_code, expires_at: offer.expires_at }
    }
}

/// A code that a person brought.
pub(super) fn merge_example() -> Value {
    json!({ "join_code": "7Q4M-XK2P-9RTD" })
}
