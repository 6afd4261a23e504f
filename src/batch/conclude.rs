//! The end of a run: what stays of held notes, what is gone, and whether anything changed at all.
//!
//! Handed: what became of each note, and the run before. Gives: a [`Conclusion`], which says of each note what there is to
//! say, and tells stretches of notes of which that is what the run before said from those that differ.

use super::disk::hash_file;
use super::ledger::{Head, Line};
use super::manifest;
use super::previous::Previous;
use super::publish::Staging;
use super::report::{self, LastGood, NoteReport, Outcome, Removed, Report, Tally};
use super::spool::{Record, Spool};
use super::work::Crew;
use super::{Fate, Options};
use crate::source::hex;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// What is said where something was read twice and was not the same.
pub(super) const CHANGED: &str = "the run before, or its ledger, changed during this run";

/// A run whose notes are all built.
#[derive(Clone)]
pub(super) struct Conclusion {
    pub(super) paths: Arc<Vec<String>>,
    pub(super) fates: Arc<Vec<Fate>>,
    pub(super) previous: Arc<Previous>,
    pub(super) staging: Arc<Staging>,
    pub(super) spool: Arc<Spool>,
    /// Files that stay although their note is held, by the note's path.
    pub(super) last_good: Arc<BTreeMap<String, LastGood>>,
    /// Held notes of which something else stays than was known when they were made, by place.
    amended: Arc<BTreeMap<usize, Record>>,
    /// All notes in order.
    pub(super) stretches: Arc<Vec<Stretch>>,
}

/// Notes that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Notes of which the run before said the same: the first one's place among this run's notes, and the places of all among
    /// those of the run before.
    Before(usize, Range<usize>),
    /// A note of which it did not.
    Anew(usize),
}

impl Conclusion {
    /// The end of a run in which `paths` came to `fates`.
    ///
    /// # Errors
    /// A file beside the run that cannot be read.
    pub(super) fn new(
        paths: Arc<Vec<String>>,
        fates: Vec<Fate>,
        previous: Arc<Previous>,
        staging: Arc<Staging>,
        spool: Arc<Spool>,
    ) -> Result<Self> {
        let last_good = Arc::new(last_good(&paths, &fates, &previous));
        let (amended, stretches) = Default::default();
        let plain = Self { paths, fates: Arc::new(fates), previous, staging, spool, last_good, amended, stretches };
        let amended = Self { amended: Arc::new(plain.amend()?), ..plain };
        Ok(Self { stretches: Arc::new(amended.stretches()), ..amended })
    }

    fn amend(&self) -> Result<BTreeMap<usize, Record>> {
        let mut amended = BTreeMap::new();
        for at in (0..self.paths.len()).filter(|&at| self.fates[at].outcome == Outcome::Held) {
            let record = self.record(at)?;
            let entry = record.report().context(CHANGED)?;
            let last_good = self.last_good.get(&self.paths[at]).cloned();
            if entry.last_good != last_good {
                amended.insert(at, record.with_entry(&NoteReport { last_good, ..entry }).context(CHANGED)?);
            }
        }
        Ok(amended)
    }

    fn stretches(&self) -> Vec<Stretch> {
        let mut all: Vec<Stretch> = Vec::new();
        let ledger = self.previous.ledger();
        for at in 0..self.paths.len() {
            let same = self.is_same(at) && !self.amended.contains_key(&at);
            let before = ledger.filter(|_| same).and_then(|l| l.position(&self.paths[at]));
            match (before, all.last_mut()) {
                (Some(place), Some(Stretch::Before(_, known))) if known.end == place => known.end += 1,
                (Some(place), _) => all.push(Stretch::Before(at, place..place + 1)),
                (None, _) => all.push(Stretch::Anew(at)),
            }
        }
        all
    }

    /// Everything the report says but the notes themselves.
    pub(super) fn report(&self) -> Report {
        let count = |o| self.fates.iter().filter(|f| f.outcome == o).count();
        let mut found = Tally::default();
        self.fates.iter().for_each(|f| found.add(f.tally));
        Report {
            schema: report::SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            published: count(Outcome::Published),
            held: count(Outcome::Held),
            found,
            removed: self.removed(),
            notes: Vec::new(),
        }
    }

    fn removed(&self) -> Vec<Removed> {
        let gone = self.previous.paths().filter(|p| self.paths.binary_search_by(|q| q.as_str().cmp(p)).is_err());
        gone.filter_map(|path| {
            let published = self.previous.entry(path)?.as_last_good();
            Some(Removed { path: path.to_owned(), id: published.map(|p| p.id) })
        })
        .collect()
    }

    /// All that is said of one note, with what stays of it if it is held.
    pub(super) fn record(&self, at: usize) -> Result<Record> {
        if let Some(record) = self.amended.get(&at) {
            return Ok(record.clone());
        }
        match self.fates[at].built {
            Some(place) => self.spool.get(place).context("cannot read beside the run"),
            None => {
                let entry = self.previous.said(&self.paths[at]).context(CHANGED)?;
                Ok(Record { line: self.line(at)?, entry })
            }
        }
    }

    /// What the next run needs to know of one note.
    pub(super) fn line(&self, at: usize) -> Result<Line> {
        match self.fates[at].built {
            None if !self.amended.contains_key(&at) => self.previous.reusable(&self.paths[at]).context(CHANGED),
            _ => Ok(self.record(at)?.line),
        }
    }

    /// What the report says of one note.
    pub(super) fn entry(&self, at: usize) -> Result<NoteReport> {
        self.record(at)?.report().context(CHANGED)
    }

    /// What the report says of every note of which there is something to say.
    pub(super) fn entries(&self) -> impl Iterator<Item = Result<NoteReport>> + '_ {
        (0..self.paths.len()).filter(|&at| self.fates[at].tally.total() > 0).map(|at| self.entry(at))
    }

    /// Hands out every note of which there is something to say, by path.
    pub(super) fn tell(&self, listener: &mut dyn FnMut(&NoteReport)) -> Result<()> {
        for entry in self.entries() {
            listener(&entry?);
        }
        Ok(())
    }

    /// Identifies what is in the run: every note's report, with it the hash of every artifact, and the program, which
    /// writes the reports.
    pub(super) fn content(&self, engine: &str) -> String {
        let mut hash = Sha256::new();
        hash.update(engine);
        for (at, fate) in self.fates.iter().enumerate() {
            let said = self.amended.get(&at).map_or(fate.said, |record| Head::digest(&record.entry));
            hash.update(said.to_be_bytes());
        }
        hex(&hash.finalize())[..16].to_owned()
    }

    /// Whether the current run is this one: the same content, the same files.
    pub(super) fn is_current(&self, content: &str) -> bool {
        self.previous.content() == Some(content)
            && (self.previous.is_whole() || manifest::has_own_files(&self.previous.folder))
            && (0..self.paths.len()).all(|at| self.has_same_files(at))
    }

    /// Files that were taken over are known to be in the current run; others are compared.
    fn has_same_files(&self, at: usize) -> bool {
        let same = |path: &str| {
            let bytes = |folder: &Path| fs::read(folder.join(path)).ok();
            bytes(&self.staging.run()).is_some_and(|b| bytes(&self.previous.folder) == Some(b))
        };
        self.is_same(at) || self.entry(at).is_ok_and(|entry| entry.artifacts.iter().all(|a| same(&a.path)))
    }

    /// Whether the note is taken over.
    pub(super) fn is_same(&self, at: usize) -> bool {
        self.fates[at].built.is_none()
    }
}

/// What stays of held notes: the version that the run before published under the same path, unless a note of this run goes
/// by its identifier now, or one of its files is not what it was.
fn last_good(paths: &[String], fates: &[Fate], previous: &Previous) -> BTreeMap<String, LastGood> {
    let held = paths.iter().zip(fates).filter(|(_, f)| f.outcome == Outcome::Held);
    let candidates: Vec<(String, LastGood)> =
        held.filter_map(|(path, _)| Some((path.clone(), previous.entry(path)?.as_last_good()?))).collect();
    let wanted: BTreeSet<&str> = candidates.iter().map(|(_, good)| good.id.as_str()).collect();
    let published = fates.iter().filter(|f| f.outcome == Outcome::Published).filter_map(|f| f.id.as_deref());
    let taken: BTreeSet<&str> = published.filter(|id| wanted.contains(id)).collect();
    let free: Vec<bool> = candidates.iter().map(|(_, good)| !taken.contains(good.id.as_str())).collect();
    let free = candidates.into_iter().zip(free).filter_map(|(c, is_free)| is_free.then_some(c));
    free.filter(|(_, good)| is_whole(good, &previous.folder)).collect()
}

/// Whether every file still has the content it was published with. Held notes are few enough to look.
fn is_whole(good: &LastGood, run: &Path) -> bool {
    good.artifacts.iter().all(|a| hash_file(&run.join(&a.path)).as_ref() == Some(&a.sha256))
}

/// The name of a run: what is in it, and which run it came after.
pub(super) fn name(content: &str, previous: &Previous) -> String {
    let chain = Sha256::digest(format!("{content} {}", previous.name.as_deref().unwrap_or_default()));
    format!("{content}-{}", &hex(&chain)[..8])
}

/// How many notes the options ask to be worked on, and for how long.
pub(super) fn crew(options: &Options, count: usize, stage: &'static str) -> Crew {
    let progress = Arc::clone(&options.progress);
    Crew {
        jobs: options.jobs,
        budget: options.budget,
        stop: Arc::clone(&options.stop),
        progress: Arc::new(move |done| progress(stage, done, count)),
    }
}
