//! A pool with what is needed to bring it up to date.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use chrono::{DateTime, Utc};
use trellis_domain::{AffiliationId, ChampionId, Revision, interval::Interval, matching::Candidate};
use uuid::Uuid;

use super::{Crew, due::Due};

/// A partner's champions as they were after a change of the network.
#[derive(Debug, Clone)]
pub struct KeptPool {
    crew: Arc<Crew>,
    /// Up to which change.
    reached: Revision,
    /// When the questions may be asked that it can answer.
    serves: (DateTime<Utc>, DateTime<Utc>),
    /// For when it knows what champions are taken for.
    window: Option<Interval>,
    /// As of when the loads are.
    clock: DateTime<Utc>,
    /// Whom a check, shift, session or proposal is or was about. Nobody is ever taken out: it may name too many.
    about: HashMap<Uuid, Vec<AffiliationId>>,
    loads: Due,
    /// Who is as they were in a unit of work of which it is not known whether it was kept.
    doubtful: BTreeSet<AffiliationId>,
}

/// A champion as they are now.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The person.
    pub person: ChampionId,
    /// What the rules see.
    pub candidate: Candidate,
    /// The checks, shifts, sessions and proposals that it follows from.
    pub sources: Vec<Uuid>,
}

impl KeptPool {
    /// A pool of nobody, as after a change of the network, for questions from the first of two moments until before the second.
    pub fn new(serves: (DateTime<Utc>, DateTime<Utc>), window: Option<Interval>, reached: Revision) -> Self {
        Self {
            crew: Arc::default(),
            reached,
            serves,
            window,
            clock: serves.0,
            about: HashMap::new(),
            loads: Due::default(),
            doubtful: BTreeSet::new(),
        }
    }

    /// The champions as they are in it.
    pub fn crew(&self) -> Arc<Crew> {
        Arc::clone(&self.crew)
    }

    /// Up to which change of the network it has come.
    pub const fn reached(&self) -> Revision {
        self.reached
    }

    /// For when it knows what champions are taken for.
    pub const fn window(&self) -> Option<Interval> {
        self.window
    }

    /// Who must be read again, whatever has happened since.
    pub const fn doubtful(&self) -> &BTreeSet<AffiliationId> {
        &self.doubtful
    }

    /// Whether it can answer questions that are asked at this moment.
    pub fn serves(&self, now: DateTime<Utc>) -> bool {
        self.serves.0 <= now && now < self.serves.1
    }

    /// Whom one of these checks, shifts, sessions or proposals is or was about.
    pub fn about<'a>(&'a self, ids: impl IntoIterator<Item = Uuid> + 'a) -> impl Iterator<Item = AffiliationId> + 'a {
        ids.into_iter().filter_map(|id| self.about.get(&id)).flatten().copied()
    }

    /// Some champions as they are now: whoever of `read` has no entry is gone.
    ///
    /// All of it is as after the change `reached`; where it was seen in a unit of work that has changed something, `read` is doubtful.
    pub fn advance(
        &mut self,
        (reached, read): (Revision, BTreeSet<AffiliationId>),
        entries: impl IntoIterator<Item = Entry>,
        is_doubtful: bool,
    ) {
        let mut gone = read.clone();
        for entry in entries {
            gone.remove(&entry.candidate.affiliation);
            self.enter(entry);
        }
        for affiliation in gone {
            self.leave(affiliation);
        }
        self.reached = reached;
        self.doubtful = if is_doubtful { read } else { BTreeSet::new() };
    }

    /// Makes the loads those of a moment.
    pub fn set_clock(&mut self, now: DateTime<Utc>) {
        let due = if now < self.clock {
            self.crew.pool.iter().map(|candidate| candidate.affiliation).collect()
        } else {
            self.loads.by(now)
        };
        self.clock = now;
        if due.is_empty() {
            return;
        }
        let crew = Arc::make_mut(&mut self.crew);
        for affiliation in due {
            let Some(candidate) = crew.pool.get(affiliation) else { continue };
            let (load, changes) = (candidate.load_at(now), candidate.load_changes(now));
            crew.pool.set_load(affiliation, load);
            self.loads.set(affiliation, changes);
        }
    }

    /// A champion as they are now.
    pub fn enter(&mut self, entry: Entry) {
        let Entry { person, candidate, sources } = entry;
        let affiliation = candidate.affiliation;
        for source in sources {
            let about = self.about.entry(source).or_default();
            if !about.contains(&affiliation) {
                about.push(affiliation);
            }
        }
        self.loads.set(affiliation, candidate.load_changes(self.clock));
        let crew = Arc::make_mut(&mut self.crew);
        crew.enter(affiliation, person);
        let load_minutes = candidate.load_at(self.clock);
        crew.pool.replace(Candidate { load_minutes, ..candidate });
    }

    fn leave(&mut self, affiliation: AffiliationId) {
        self.loads.set(affiliation, None);
        let crew = Arc::make_mut(&mut self.crew);
        crew.forget(affiliation);
        crew.pool.remove(affiliation);
    }
}
