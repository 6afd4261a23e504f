//! A run over many notes: discover, compare, compile in parallel, publish as a whole, report.
//!
//! Handed: folders and options. Gives: an output folder and a [`Report`]. The only place, with `main` and `config`, that
//! touches the file system and the clock. What happens to one note is the pipeline's business.

mod build;
mod conclude;
mod discover;
mod disk;
mod ledger;
mod listing;
mod load;
mod make;
mod manifest;
mod names;
mod options;
mod page;
mod previous;
mod publish;
mod report;
mod select;
mod sidecar;
mod signals;
mod spool;
mod survey;
mod takeover;
mod verify;
mod work;
mod write;

pub use discover::discover;
pub use disk::{Disk, RealDisk};
pub use manifest::{Listed, Manifest, manifest_schema};
pub use options::{Options, Refused};
pub use report::{ArtifactReport, LastGood, NoteReport, Outcome, Removed, Report, Tally, report_schema};
pub use select::Pattern;
pub use signals::{Interrupted, stop_flag};
pub use verify::{Verified, verify, verify_file};

use crate::compose::Templates;
use crate::diag::Diagnostic;
use crate::diag::policy::Policy;
use crate::pipeline::{self, Compiled};
use crate::source::SourceFile;
use anyhow::{Context, Result, anyhow};
use build::{Build, Fate};
use conclude::{Conclusion, crew};
use discover::Found;
use load::{Inputs, Loaded};
use make::Maker;
use previous::Previous;
use publish::Staging;
use select::Selection;
use spool::Spool;
use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use survey::{Survey, Surveyed};

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    /// What the report says, without the notes: those of which there is something to say were told one by one.
    pub report: Report,
    /// Where readers find it; `None` if nothing was published.
    pub published: Option<PathBuf>,
    /// Notes that had to be compiled; the others were taken over from the run before.
    pub built: usize,
    /// What could not be put in order after the run was out, such as old runs that could not be removed.
    pub remark: Option<String>,
}

/// Compiles every note of the input folder and publishes the run as a whole. Of every note of which there is something to
/// say, `listener` is told before anything is published, in the order of the paths.
///
/// # Errors
/// What stops a run: [`Refused`] where nothing can be published because of what was asked, [`Interrupted`], an unreadable
/// folder, a full disk, another run on the same output folder, a template that fails. Nothing is published then, and the
/// previous run stays, unless all that failed was to bring the switch itself to the disk.
pub fn run(options: &Options, templates: Arc<Templates>, listener: &mut dyn FnMut(&NoteReport)) -> Result<Run> {
    options.check()?;
    let staging = Arc::new(Staging::begin(Arc::clone(&options.disk), &options.out)?);
    let result = attempt(options, templates, &staging, listener);
    // what cannot be removed now is removed by the next run
    let _ = staging.clear();
    staging.unlock();
    result
}

fn attempt(
    options: &Options,
    templates: Arc<Templates>,
    staging: &Arc<Staging>,
    listener: &mut dyn FnMut(&NoteReport),
) -> Result<Run> {
    let (found, (engine, previous)) = thread::scope(|scope| {
        let before = scope.spawn(|| {
            let engine = ledger::engine(&options.settings());
            let previous = Previous::open(&options.out, engine.as_deref().filter(|_| !options.clean));
            (engine, previous)
        });
        let failed = |_| anyhow!("the program panicked while it read the run before; this is a bug");
        anyhow::Ok((options.discover()?, before.join().map_err(failed)?))
    })?;
    let previous = Arc::new(previous);
    let Found { notes, corrections } = found;
    let Selection { paths, kept } = Selection::of(notes, &options.only, &previous)?;
    let inputs = Arc::new(Inputs { folder: options.inputs.clone(), corrections });
    let paths = Arc::new(paths);
    let spool = Arc::new(spool(staging)?);
    let maker = Arc::new(Maker {
        policy: Arc::clone(&options.policy),
        templates,
        issuer: options.issuer.clone(),
        verify: options.verify,
    });
    let survey = Survey {
        inputs: Arc::clone(&inputs),
        previous: Arc::clone(&previous),
        kept: Arc::new(kept),
        maker: Arc::clone(&maker),
        staging: Arc::clone(staging),
        spool: Arc::clone(&spool),
    };
    let mut surveyed = work::in_order(Arc::clone(&paths), &crew(options, paths.len(), "compile"), Arc::new(survey))?;
    let (first, across) = (shared(&paths, &surveyed), compare(&surveyed));
    select::none_takes_the_name_of_one_that_stays(&paths, &surveyed)?;
    // there are as many as notes, and few are needed once more
    for (_, s) in paths.iter().zip(&mut surveyed).filter(|(path, s)| s.stands_alone() && !across.contains_key(*path)) {
        s.summary = None;
    }
    let build = Build {
        inputs,
        maker,
        paths: Arc::clone(&paths),
        surveyed,
        first,
        across,
        staging: Arc::clone(staging),
        spool: Arc::clone(&spool),
    };
    spool.flush().context("cannot write beside the run")?;
    build.clear()?;
    let items = Arc::new((0..paths.len()).collect());
    let fates = work::in_order(items, &crew(options, paths.len(), "finish"), Arc::new(build))?;
    spool.flush().context("cannot write beside the run")?;
    let conclusion = Conclusion::new(paths, fates, previous, Arc::clone(staging), spool)?;
    conclusion.tell(listener)?;
    publish(options, &conclusion, &engine.unwrap_or_default())
}

fn spool(staging: &Staging) -> Result<Spool> {
    let path = staging.beside("spool");
    let out = staging.create(&path)?;
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Spool::new(out, file))
}

/// What the checks across notes say, by path.
fn compare(surveyed: &[Surveyed]) -> BTreeMap<String, Vec<Diagnostic>> {
    by_path(pipeline::compare(surveyed.iter().filter_map(|s| s.summary.as_deref())))
}

/// The first note, by path, of each identifier that several go by.
fn shared(paths: &[String], surveyed: &[Surveyed]) -> BTreeMap<String, String> {
    let mut first: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for (path, summary) in paths.iter().zip(surveyed).filter_map(|(p, s)| Some((p, s.summary.as_ref()?))) {
        first.entry(&summary.id).or_insert((path, 0)).1 += 1;
    }
    let several = first.into_iter().filter(|(_, (_, count))| *count > 1);
    several.map(|(id, (path, _))| (id.to_owned(), path.to_owned())).collect()
}

/// Publishes what there is to publish.
fn publish(options: &Options, conclusion: &Conclusion, engine: &str) -> Result<Run> {
    let report = conclusion.report();
    let built = conclusion.fates.iter().filter(|f| f.built.is_some()).count();
    if options.dry_run || (options.strict && report.held > 0) {
        return Ok(Run { report, published: None, built, remark: None });
    }
    if options.stop.load(Ordering::Relaxed) {
        return Err(Interrupted.into());
    }
    let Conclusion { previous, staging, .. } = conclusion;
    let content = conclusion.content(engine);
    if let Some(name) = previous.name.as_ref().filter(|_| conclusion.is_current(&content)) {
        if built > 0 {
            conclusion.write_ledger(engine, &previous.folder)?;
            staging.keep_current(name)?;
        }
        let remark = staging.settle(name, None, options).err().map(|e| format!("the run stays, but {e:#}"));
        return Ok(Run { report, published: Some(options.out.join("current")), built, remark });
    }
    takeover::take_over(conclusion, options)?;
    conclusion.write(&report, engine)?;
    if options.stop.load(Ordering::Relaxed) {
        return Err(Interrupted.into());
    }
    let (published, remark) = staging.publish(&conclude::name(&content, previous), options)?;
    Ok(Run { report, published: Some(published), built, remark })
}

/// Compiles notes for their diagnostics only, in the order of `paths`; a folder stands for all notes in it.
///
/// # Errors
/// A path that is not there.
pub fn check(paths: &[PathBuf], policy: &Policy) -> Result<Vec<Compiled>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(discover(path)?.into_iter().map(|relative| path.join(relative)));
        } else {
            anyhow::ensure!(path.exists(), "{} is not there; name a note or a folder with notes", path.display());
            files.push(path.clone());
        }
    }
    let examine = |f: &PathBuf| load::examine(Path::new(""), &f.to_string_lossy());
    let compiled: Vec<Compiled> = files.iter().map(examine).collect();
    let summaries: Vec<_> = compiled.iter().filter_map(pipeline::summarize).collect();
    let across = by_path(pipeline::compare(&summaries));
    let more = |c: &Compiled| across.get(&*c.source.path).cloned().unwrap_or_default();
    Ok(compiled
        .into_iter()
        .map(|c| {
            let more = more(&c);
            c.with(&more).judged(policy)
        })
        .collect())
}

/// The source of one note, for showing its lines.
pub fn source(folder: &Path, relative: &str) -> SourceFile {
    match load::load_beside(folder, relative) {
        Loaded::Whole(whole) => whole.source(relative),
        Loaded::Refused(compiled) => compiled.source,
    }
}

fn by_path(diagnostics: Vec<Diagnostic>) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut map: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for d in diagnostics {
        map.entry(d.path.clone()).or_default().push(d);
    }
    map
}
