//! The run before this one: what can be taken over from it, and what it said.
//!
//! Handed: an output folder. Gives: lines of its ledger, entries of its report. Never fails: what cannot be read is not
//! taken over.

use super::ledger::{Ledger, Line};
use super::listing::Listing;
use super::manifest::{Listed, MANIFEST};
use super::report::{ArtifactReport, NoteReport, Outcome, REPORT};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where ledgers are, below the output folder; named like their runs.
pub(super) const LEDGERS: &str = ".ledgers";

/// The run that `current` names.
#[derive(Debug, Default)]
pub(super) struct Previous {
    /// Name of its folder; `None` if there is none.
    pub(super) name: Option<String>,
    /// Its folder.
    pub(super) folder: PathBuf,
    ledger: Option<Ledger>,
    /// Whether its own files are those that the ledger was written with.
    is_whole: bool,
    /// Whether what it made can be taken over.
    reusable: bool,
    /// Its report by note; opened when it is first needed.
    report: OnceLock<Option<Listing>>,
    /// What its report says, where there is no ledger to say where; read when it is first needed.
    told: OnceLock<BTreeMap<String, NoteReport>>,
    /// Its files by note, where the report does not say; read when they are first needed.
    listed: OnceLock<BTreeMap<String, Vec<ArtifactReport>>>,
}

impl Previous {
    /// Looks at the output folder. `engine` made the ledgers whose notes can be taken over.
    pub(super) fn open(out: &Path, engine: Option<&str>) -> Self {
        let Some(name) = current(out) else { return Self::default() };
        let folder = out.join("runs").join(&name);
        let ledger = Ledger::open(&out.join(LEDGERS).join(&name));
        let is_whole = ledger.as_ref().is_some_and(|l| l.is_of(&folder));
        let reusable = is_whole && ledger.as_ref().zip(engine).is_some_and(|(l, engine)| l.is_by(engine));
        Self { name: Some(name), folder, ledger, is_whole, reusable, ..Self::default() }
    }

    /// Whether what it made can be taken over.
    pub(super) fn is_reusable(&self) -> bool {
        self.reusable
    }

    /// What is remembered of a note that can be taken over.
    pub(super) fn reusable(&self, path: &str) -> Option<Line> {
        self.ledger.as_ref().filter(|_| self.reusable)?.line(path)
    }

    /// What can be taken over, line by line.
    pub(super) fn ledger(&self) -> Option<&Ledger> {
        self.ledger.as_ref().filter(|_| self.reusable)
    }

    /// Whether its own files are known to be those that were written.
    pub(super) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// What it said of a note.
    pub(super) fn entry(&self, path: &str) -> Option<NoteReport> {
        if self.ledger.as_ref().is_some_and(|ledger| ledger.position(path).is_none()) {
            return None;
        }
        match self.report() {
            Some(_) => serde_json::from_str(&self.said(path)?).ok().filter(|entry: &NoteReport| entry.path == path),
            None => self.told().get(path).cloned().or_else(|| self.remembered(path)),
        }
    }

    /// What is known of a published note of which the report does not say it any more: its files.
    fn remembered(&self, path: &str) -> Option<NoteReport> {
        let head = self.ledger.as_ref()?.line(path)?.head()?;
        let id = head.id.filter(|_| head.outcome == Outcome::Published)?;
        Some(NoteReport {
            path: path.to_owned(),
            source_sha256: head.source,
            artifacts: self.listed().get(&id).cloned().unwrap_or_default(),
            id: Some(id),
            series: head.series,
            outcome: head.outcome,
            last_good: None,
            allowed: Vec::new(),
            diagnostics: Vec::new(),
        })
    }

    /// Files by the identifier of their note, as the manifest has them.
    fn listed(&self) -> &BTreeMap<String, Vec<ArtifactReport>> {
        self.listed.get_or_init(|| {
            let mut by_note: BTreeMap<String, Vec<ArtifactReport>> = BTreeMap::new();
            for Listed { note, file } in items::<Listed>(&self.folder.join(MANIFEST)) {
                by_note.entry(note.unwrap_or_default()).or_default().push(file);
            }
            by_note
        })
    }

    /// What its report says of a note, as JSON.
    pub(super) fn said(&self, path: &str) -> Option<String> {
        self.report()?.text(self.ledger.as_ref()?.position(path)?).ok()
    }

    /// Its report by note, if it is the one that was written.
    pub(super) fn report(&self) -> Option<&Listing> {
        let open = || Listing::open(&self.folder.join(REPORT), 1, self.paths().map(|_| 1)).ok();
        self.report.get_or_init(|| self.ledger.as_ref().filter(|_| self.is_whole).and_then(|_| open())).as_ref()
    }

    /// Every note it knew, by path.
    pub(super) fn paths(&self) -> Box<dyn Iterator<Item = &str> + '_> {
        match &self.ledger {
            Some(ledger) => Box::new(ledger.paths()),
            None => Box::new(self.told().keys().map(String::as_str)),
        }
    }

    fn told(&self) -> &BTreeMap<String, NoteReport> {
        self.told.get_or_init(|| self.name.as_ref().map(|_| told(&self.folder)).unwrap_or_default())
    }

    /// What identifies its content: the first part of its name.
    pub(super) fn content(&self) -> Option<&str> {
        self.name.as_deref()?.split('-').next()
    }
}

/// The run that readers use: the name that the link `current` ends in, if its folder is there.
fn current(out: &Path) -> Option<String> {
    let target = fs::read_link(out.join("current")).ok()?;
    let name = target.file_name()?.to_str()?.to_owned();
    out.join("runs").join(&name).is_dir().then_some(name)
}

/// The entries of a run's report, without their diagnostics.
fn told(run: &Path) -> BTreeMap<String, NoteReport> {
    let plain = |n: NoteReport| (n.path.clone(), NoteReport { diagnostics: Vec::new(), ..n });
    items(&run.join(REPORT)).map(plain).collect()
}

/// The items of a list, one a line; those that cannot be read are left out.
fn items<T: DeserializeOwned>(path: &Path) -> impl Iterator<Item = T> {
    let lines = File::open(path).into_iter().flat_map(|file| BufReader::new(file).split(b'\n').map_while(Result::ok));
    lines.filter_map(|line| serde_json::from_slice(line.strip_suffix(b",").unwrap_or(&line)).ok())
}
