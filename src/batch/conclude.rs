//! The end of a run: what stays of held notes, what is gone, whether anything changed at all, and the report.

use super::disk::{Stamp, hash_file};
use super::ledger::{LedgerWriter, Line, Spool};
use super::manifest::{self, Hashing, Link, Listed, MANIFEST, SUMS};
use super::page::{self, Row};
use super::previous::Previous;
use super::publish::Staging;
use super::report::{self, ArtifactReport, LastGood, NoteReport, Outcome, Removed, Report, Tally};
use super::work::{self, Crew, GivenUp, Task};
use super::{Fate, Options};
use crate::diag::sarif;
use crate::pipeline;
use crate::source::hex;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// Files of a run that are about the run and not about one note.
const ABOUT_THE_RUN: &[&str] = &["report.json", "report.html", "diagnostics.sarif", MANIFEST, SUMS];

/// What an entry of the report says of files.
#[derive(Deserialize)]
struct Made {
    id: Option<String>,
    artifacts: Vec<ArtifactReport>,
    last_good: Option<LastGood>,
}

/// A run whose notes are all built.
#[derive(Clone)]
pub(super) struct Conclusion {
    pub(super) paths: Arc<Vec<String>>,
    pub(super) fates: Arc<Vec<Fate>>,
    pub(super) previous: Arc<Previous>,
    pub(super) staging: Arc<Staging>,
    pub(super) spool: Arc<Spool>,
    /// Files that stay although their note is held, by the note's path.
    last_good: Arc<BTreeMap<String, LastGood>>,
}

impl Conclusion {
    pub(super) fn new(
        paths: Arc<Vec<String>>,
        fates: Vec<Fate>,
        previous: Arc<Previous>,
        staging: Arc<Staging>,
        spool: Arc<Spool>,
    ) -> Self {
        let last_good = Arc::new(last_good(&paths, &fates, &previous));
        Self { paths, fates: Arc::new(fates), previous, staging, spool, last_good }
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

    /// The line of one note, with what stays of it if it is held.
    fn line(&self, at: usize) -> Result<Line> {
        let (path, fate) = (&self.paths[at], &self.fates[at]);
        let line = match fate.built {
            Some(place) => self.spool.get(place).context("cannot read beside the run")?,
            None => self.previous.reusable(path).context("the ledger of the run before changed during this run")?,
        };
        if fate.outcome == Outcome::Published {
            return Ok(line);
        }
        let entry = line.entry().context("the ledger of the run before changed during this run")?;
        let last_good = self.last_good.get(path).cloned();
        Ok(if entry.last_good == last_good { line } else { line.with_entry(&NoteReport { last_good, ..entry }) })
    }

    fn lines(&self) -> impl Iterator<Item = Result<Line>> + '_ {
        (0..self.paths.len()).map(|at| self.line(at))
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
    pub(super) fn content(&self, engine: &str) -> Result<String> {
        if let Some(content) = self.previous.content().filter(|_| self.is_as_before()) {
            return Ok(content.to_owned());
        }
        let mut hash = Sha256::new();
        hash.update(engine);
        for line in self.lines() {
            hash.update(line?.entry_json());
            hash.update("\n");
        }
        Ok(hex(&hash.finalize())[..16].to_owned())
    }

    /// Whether every note is taken over, none is gone, and of the held ones the same stays; the report says the same then.
    fn is_as_before(&self) -> bool {
        let all = || 0..self.paths.len();
        let same_line = |at: usize| self.line(at).ok() == self.previous.reusable(&self.paths[at]);
        all().all(|at| self.is_same(at))
            && self.previous.paths().count() == self.paths.len()
            && all().filter(|&at| self.fates[at].outcome == Outcome::Held).all(same_line)
    }

    /// Whether the current run is this one: the same content, the same files.
    pub(super) fn is_current(&self, content: &str) -> bool {
        self.previous.content() == Some(content)
            && ABOUT_THE_RUN.iter().all(|name| self.previous.folder.join(name).is_file())
            && (0..self.paths.len()).all(|at| self.has_same_files(at))
    }

    /// Files that were taken over are known to be in the current run; others are compared.
    fn has_same_files(&self, at: usize) -> bool {
        let same = |path: &str| {
            let bytes = |folder: &Path| fs::read(folder.join(path)).ok();
            bytes(&self.staging.run()).is_some_and(|b| bytes(&self.previous.folder) == Some(b))
        };
        let artifacts = || self.line(at).ok()?.entry().map(|e| e.artifacts);
        self.fates[at].built.is_none() || artifacts().is_some_and(|a| a.iter().all(|a| same(&a.path)))
    }

    /// Writes the ledger for a run whose files are in `folder`.
    pub(super) fn write_ledger(&self, engine: &str, folder: &Path) -> Result<()> {
        let file = BufWriter::with_capacity(1 << 18, self.staging.create(&self.staging.beside("ledger"))?);
        let mut ledger = LedgerWriter::begin(file, engine)?;
        for (at, line) in self.lines().enumerate() {
            let line = line?;
            let built_elsewhere = self.fates[at].built.is_some() && folder != self.staging.run();
            ledger.add(&if built_elsewhere { stamped_anew(&line, folder)? } else { line })?;
        }
        ledger.end().context("cannot write the ledger")
    }

    /// Puts the files of notes that were taken over, and of last good versions, into the run.
    pub(super) fn take_over(&self, crew: &Crew) -> Result<()> {
        let items = (0..self.paths.len()).filter(|&at| self.fates[at].outcome == Outcome::Held || self.is_same(at));
        work::in_order(Arc::new(items.collect()), crew, Arc::new(TakeOver(self.clone())))?;
        Ok(())
    }

    fn is_same(&self, at: usize) -> bool {
        self.fates[at].built.is_none()
    }

    /// Writes the report, for programs, for people and for scanners, and the lists of all files.
    pub(super) fn write_reports(&self, head: &Report) -> Result<()> {
        let notes = self.lines().map(|l| l.map(|l| l.entry_json().to_owned()).map_err(io::Error::other));
        let json = self.about("report.json", "application/json", |out| report::write(out, head, notes))?;
        let rows = self.shown().into_iter().map(|at| self.row(at).map_err(io::Error::other));
        let html = self.about("report.html", "text/html", |out| page::write(out, head, &self.series(), rows))?;
        let found = self.entries().flat_map(|entry| match entry {
            Ok(entry) => entry.diagnostics.into_iter().map(Ok).collect(),
            Err(e) => vec![Err(io::Error::other(e))],
        });
        let log = |out: &mut Hashing<_>| sarif::write(out, found, &pipeline::codes());
        let sarif = self.about("diagnostics.sarif", "application/sarif+json", log)?;
        let about = [json, html, sarif].map(|file| Ok(Listed { note: None, file }));
        let files = (0..self.paths.len()).flat_map(|at| self.files(at)).chain(about);
        let link = Link::after(self.previous.name.as_ref().map(|_| self.previous.folder.as_path()));
        manifest::write(self.create(MANIFEST)?, self.create(SUMS)?, link, files)
            .context("cannot write the lists of files")
    }

    /// Writes a file about the run.
    fn about(
        &self,
        name: &str,
        media_type: &str,
        write: impl FnOnce(&mut Hashing<BufWriter<Box<dyn Write + Send>>>) -> io::Result<()>,
    ) -> Result<ArtifactReport> {
        let mut out = Hashing::new(self.create(name)?);
        write(&mut out).and_then(|()| out.end(name, media_type)).with_context(|| format!("cannot write {name}"))
    }

    fn create(&self, name: &str) -> Result<BufWriter<Box<dyn Write + Send>>> {
        let file = self.staging.create(&self.staging.run().join(name))?;
        Ok(BufWriter::with_capacity(1 << 18, file))
    }

    /// The files of one note, those that stay of it included.
    fn files(&self, at: usize) -> Vec<io::Result<Listed>> {
        let made = match self.line(at) {
            Ok(line) => serde_json::from_str(line.entry_json()).map_err(io::Error::other),
            Err(e) => Err(io::Error::other(e)),
        };
        let Made { id, artifacts, last_good } = match made {
            Ok(made) => made,
            Err(e) => return vec![Err(e)],
        };
        let own = artifacts.into_iter().map(|file| Ok(Listed { note: id.clone(), file }));
        let kept = last_good.into_iter().flat_map(|good| {
            let LastGood { id, artifacts, .. } = good;
            artifacts.into_iter().map(move |file| Ok(Listed { note: Some(id.clone()), file }))
        });
        own.chain(kept).collect()
    }

    /// What the report says of every note of which there is something to say.
    fn entries(&self) -> impl Iterator<Item = Result<NoteReport>> + '_ {
        let entry = |at| self.line(at)?.entry().context("the ledger of the run before changed during this run");
        (0..self.paths.len()).filter(|&at| self.fates[at].tally.total() > 0).map(entry)
    }

    /// The notes that a page has room for, by path.
    fn shown(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.paths.len()).collect();
        all.sort_by_key(|&at| (page::rank(self.fates[at].tally), at));
        all.truncate(page::ROWS);
        all.sort_unstable();
        all
    }

    fn row(&self, at: usize) -> Result<Row> {
        let line = self.line(at)?;
        let entry = line.entry().context("the ledger of the run before changed during this run")?;
        Ok(Row { entry, excerpts: line.excerpts() })
    }

    /// Keys of all series among the notes that a page shows.
    fn series(&self) -> BTreeSet<String> {
        self.shown().into_iter().filter_map(|at| self.fates[at].series.clone()).collect()
    }
}

fn stamped_anew(line: &Line, folder: &Path) -> Result<Line> {
    let stamps = line.stamps().context("the spool changed during this run")?;
    let stamps: io::Result<Vec<Stamp>> = stamps.iter().map(|s| Stamp::of(folder, &s.path)).collect();
    Ok(line.with_stamps(&stamps.context("a file of the current run went away")?))
}

/// What stays of held notes: the version that the run before published under the same path, unless a note of this run goes
/// by its identifier now, or one of its files is not what it was.
fn last_good(paths: &[String], fates: &[Fate], previous: &Previous) -> BTreeMap<String, LastGood> {
    let published: BTreeSet<&str> =
        fates.iter().filter(|f| f.outcome == Outcome::Published).filter_map(|f| f.id.as_deref()).collect();
    let held = paths.iter().zip(fates).filter(|(_, f)| f.outcome == Outcome::Held);
    let candidates = held.filter_map(|(path, _)| Some((path.clone(), previous.entry(path)?.as_last_good()?)));
    candidates.filter(|(_, good)| !published.contains(good.id.as_str()) && is_whole(good, &previous.folder)).collect()
}

/// Whether every file still has the content it was published with. Held notes are few enough to look.
fn is_whole(good: &LastGood, run: &Path) -> bool {
    good.artifacts.iter().all(|a| hash_file(&run.join(&a.path)).as_ref() == Some(&a.sha256))
}

struct TakeOver(Conclusion);

impl Task for TakeOver {
    type Item = usize;
    type Made = Result<Vec<String>>;
    type Done = ();

    fn make(&self, &at: &usize) -> Result<Vec<String>> {
        let mut files = Vec::new();
        if self.0.is_same(at) {
            let stamps = self.0.line(at)?.stamps().context("the ledger changed during this run")?;
            files.extend(stamps.into_iter().map(|s| s.path));
        }
        if let Some(good) = self.0.last_good.get(&self.0.paths[at]) {
            files.extend(good.artifacts.iter().map(|a| a.path.clone()));
        }
        Ok(files)
    }

    fn given_up(&self, &at: &usize, _: GivenUp) -> Result<Vec<String>> {
        bail!("the files of {} in the run before cannot be listed", self.0.paths[at])
    }

    fn deliver(&self, _: &usize, files: Result<Vec<String>>) -> Result<()> {
        files?.iter().try_for_each(|path| self.0.staging.take_over(&self.0.previous.folder, path))
    }
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
