//! Which champions' loads the clock changes, and when.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use trellis_domain::AffiliationId;

/// For each champion whose load will change by itself, from when on.
#[derive(Debug, Clone, Default)]
pub(super) struct Due {
    by_time: BTreeSet<(DateTime<Utc>, AffiliationId)>,
    by_champion: HashMap<AffiliationId, DateTime<Utc>>,
}

impl Due {
    /// Notes from when on a champion's load changes, instead of what was noted before.
    pub(super) fn set(&mut self, champion: AffiliationId, at: Option<DateTime<Utc>>) {
        if let Some(before) = self.by_champion.remove(&champion) {
            self.by_time.remove(&(before, champion));
        }
        if let Some(at) = at {
            self.by_champion.insert(champion, at);
            self.by_time.insert((at, champion));
        }
    }

    /// Whose loads may be others than they were.
    pub(super) fn by(&self, now: DateTime<Utc>) -> Vec<AffiliationId> {
        self.by_time.iter().take_while(|(at, _)| *at <= now).map(|(_, champion)| *champion).collect()
    }
}
