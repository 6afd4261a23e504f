//! The files about a run: its report for programs, for people and for scanners, the lists of all files, and the ledger.
//!
//! Handed: a [`Conclusion`]. Gives: files, written at the same time. What is said of notes that were taken over is copied from
//! the run before, many at once.

use super::conclude::{CHANGED, Conclusion, Stretch};
use super::disk::{Stamp, hash_file};
use super::ledger::{Ledger, LedgerWriter, Line};
use super::listing::Listing;
use super::manifest::{Hashing, Link, Listed, Lists, MANIFEST, OWN_FILES, SUMS};
use super::page::{self, Row};
use super::report::{self, ArtifactReport, LastGood, REPORT, Report};
use crate::diag::sarif;
use crate::pipeline;
use anyhow::{Context, Result, anyhow};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::thread::{self, ScopedJoinHandle};

type Out = BufWriter<Box<dyn Write + Send>>;

/// What an entry of the report says of files.
#[derive(Deserialize)]
struct Made {
    id: Option<String>,
    artifacts: Vec<ArtifactReport>,
    last_good: Option<LastGood>,
}

impl Conclusion {
    /// Writes all of them for the run that is being made.
    pub(super) fn write(&self, head: &Report, engine: &str) -> Result<()> {
        let run = self.staging.run();
        thread::scope(|scope| {
            let json = scope.spawn(|| self.write_report(head));
            let (page, log) = (scope.spawn(|| self.write_page(head)), scope.spawn(|| self.write_log()));
            let ledger = scope.spawn(|| self.begin_ledger(engine, &run));
            let lists = self.begin_lists();
            let own = end_lists(lists?, [joined(json)?, joined(page)?, joined(log)?])
                .context("cannot write the lists of files")?;
            joined(ledger)?.end(&own).context("cannot write the ledger")
        })
    }

    /// Writes the ledger alone, for a run whose files are in `folder`.
    pub(super) fn write_ledger(&self, engine: &str, folder: &Path) -> Result<()> {
        let own = OWN_FILES.map(|name| Some((name.to_owned(), hash_file(&folder.join(name))?)));
        let own: Option<Vec<_>> = own.into_iter().collect();
        let own = own.context("a file of the run went away")?;
        self.begin_ledger(engine, folder)?.end(&own).context("cannot write the ledger")
    }

    fn begin_ledger(&self, engine: &str, folder: &Path) -> Result<LedgerWriter<Out>> {
        let file = self.staging.create(&self.staging.beside("ledger"))?;
        let mut out = LedgerWriter::begin(BufWriter::with_capacity(BUFFER, file), engine)?;
        let elsewhere = folder != self.staging.run();
        for stretch in self.stretches.iter() {
            match stretch {
                Stretch::Before(_, places) => out.copy(self.ledger_before()?, places.clone())?,
                Stretch::Anew(at) => {
                    let line = self.line(*at)?;
                    let moved = elsewhere && !self.is_same(*at);
                    out.add(&if moved { stamped_anew(&line, folder)? } else { line })?;
                }
            }
        }
        Ok(out)
    }

    fn ledger_before(&self) -> Result<&Ledger> {
        self.previous.ledger().context(CHANGED)
    }

    fn write_report(&self, head: &Report) -> Result<ArtifactReport> {
        let before = self.previous.report();
        self.about(REPORT, "application/json", |out| {
            report::write(out, head, |items| {
                for stretch in self.stretches.iter() {
                    match (stretch, before) {
                        (Stretch::Before(_, places), Some(before)) => items.copy(before, places.clone())?,
                        (stretch, _) => {
                            stretch.notes().try_for_each(|at| items.add(&self.record(at).map_err(other)?.entry))?;
                        }
                    }
                }
                Ok(())
            })
        })
    }

    fn write_page(&self, head: &Report) -> Result<ArtifactReport> {
        let shown = self.shown();
        let series: BTreeSet<String> = shown.iter().filter_map(|&at| self.fates[at].series.clone()).collect();
        let rows = shown.into_iter().map(|at| self.row(at).map_err(other));
        self.about("report.html", "text/html", |out| page::write(out, head, &series, rows))
    }

    fn write_log(&self) -> Result<ArtifactReport> {
        let found = self.entries().flat_map(|entry| match entry {
            Ok(entry) => entry.diagnostics.into_iter().map(Ok).collect(),
            Err(e) => vec![Err(other(e))],
        });
        let log = |out: &mut Hashing<_>| sarif::write(out, found, &pipeline::codes());
        self.about("diagnostics.sarif", "application/sarif+json", log)
    }

    /// Writes a file about the run.
    fn about(
        &self,
        name: &str,
        media_type: &str,
        write: impl FnOnce(&mut Hashing<Out>) -> io::Result<()>,
    ) -> Result<ArtifactReport> {
        let mut out = Hashing::new(self.create(name)?);
        write(&mut out).and_then(|()| out.end(name, media_type)).with_context(|| format!("cannot write {name}"))
    }

    fn create(&self, name: &str) -> Result<Out> {
        Ok(BufWriter::with_capacity(BUFFER, self.staging.create(&self.staging.run().join(name))?))
    }

    /// Writes the files of all notes into both lists.
    fn begin_lists(&self) -> Result<Lists<Out>> {
        let known = self.previous.ledger().and_then(|ledger| ledger.own(MANIFEST));
        let link = Link::after(self.previous.name.as_ref().map(|_| self.previous.folder.as_path()), known);
        let before = self.lists_before();
        let mut lists = Lists::begin(self.create(MANIFEST)?, self.create(SUMS)?, link)?;
        for stretch in self.stretches.iter() {
            match (stretch, &before) {
                (Stretch::Before(_, places), Some((manifest, sums))) => {
                    lists.copy((manifest, sums), places.clone())?;
                }
                (stretch, _) => {
                    for at in stretch.notes() {
                        self.files(at)?.iter().try_for_each(|listed| lists.add(listed))?;
                    }
                }
            }
        }
        Ok(lists)
    }

    /// The lists of the run before, by its notes; `None` if nothing is copied from them, or not all of its ledger can be read.
    fn lists_before(&self) -> Option<(Listing, Listing)> {
        let ledger = self.previous.ledger()?;
        let mut counts: Vec<Option<usize>> = ledger.paths().map(|_| None).collect();
        for stretch in self.stretches.iter() {
            let Stretch::Before(first, places) = stretch else { continue };
            let files = self.fates[*first..].iter().map(|f| Some(f.files));
            counts[places.clone()].iter_mut().zip(files).for_each(|(count, files)| *count = files);
        }
        if counts.iter().all(Option::is_none) {
            return None;
        }
        let of_others = |path| Some(ledger.line(path)?.head()?.files);
        let counts = ledger.paths().zip(counts).map(|(path, count)| count.or_else(|| of_others(path)));
        let counts: Vec<usize> = counts.collect::<Option<_>>()?;
        let open = |name, head| Listing::open(&self.previous.folder.join(name), head, counts.iter().copied()).ok();
        Some((open(MANIFEST, 1)?, open(SUMS, 0)?))
    }

    /// The files of one note, those that stay of it included.
    fn files(&self, at: usize) -> Result<Vec<Listed>> {
        let Made { id, artifacts, last_good } = serde_json::from_str(&self.record(at)?.entry).context(CHANGED)?;
        let own = artifacts.into_iter().map(|file| Listed { note: id.clone(), file });
        let kept = last_good.into_iter().flat_map(|good| {
            let LastGood { id, artifacts, .. } = good;
            artifacts.into_iter().map(move |file| Listed { note: Some(id.clone()), file })
        });
        Ok(own.chain(kept).collect())
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
        Ok(Row { entry: self.entry(at)?, excerpts: self.line(at)?.excerpts() })
    }
}

impl Stretch {
    /// Its notes, by their places in this run.
    fn notes(&self) -> std::ops::Range<usize> {
        match self {
            Self::Before(first, places) => *first..first + places.len(),
            Self::Anew(at) => *at..at + 1,
        }
    }
}

/// Bytes kept before they are written.
const BUFFER: usize = 1 << 18;

/// Ends both lists and gives the hashes of the files about the run.
fn end_lists(mut lists: Lists<Out>, about: [ArtifactReport; 3]) -> io::Result<Vec<(String, String)>> {
    let mut own: Vec<(String, String)> = about.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect();
    about.into_iter().try_for_each(|file| lists.add(&Listed { note: None, file }))?;
    own.extend([MANIFEST, SUMS].map(str::to_owned).into_iter().zip(lists.end()?));
    Ok(own)
}

fn stamped_anew(line: &Line, folder: &Path) -> Result<Line> {
    let stamps = line.stamps().context("the spool changed during this run")?;
    let stamps: io::Result<Vec<Stamp>> = stamps.iter().map(|s| Stamp::of(folder, &s.path)).collect();
    Ok(line.with_stamps(&stamps.context("a file of the current run went away")?))
}

fn joined<T>(handle: ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    handle.join().unwrap_or_else(|_| Err(anyhow!("the program panicked while it wrote; this is a bug")))
}

fn other(error: anyhow::Error) -> io::Error {
    io::Error::other(error)
}
