//! A run over many notes: discover, compile in parallel, publish as a whole, report.
//!
//! Handed: folders and options. Gives: an output folder and a [`Report`]. The only place, with `main`, that touches the
//! file system. What happens to one note is the pipeline's business.

mod discover;
mod load;
mod publish;
mod report;
mod work;

pub use discover::discover;
pub use report::{ArtifactReport, NoteReport, Outcome, Report};

use crate::compose::Templates;
use crate::diag::{self, Diagnostic};
use crate::model::Note;
use crate::pipeline::{self, Compiled};
use crate::source::SourceFile;
use anyhow::{Context, Result};
use publish::Staging;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a run is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// Folder with the notes.
    pub inputs: PathBuf,
    /// Folder to publish into.
    pub out: PathBuf,
    /// Number of notes worked on at a time.
    pub jobs: usize,
    /// Publish nothing if any note is held.
    pub strict: bool,
    /// Do everything but publish.
    pub dry_run: bool,
}

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    /// What became of each note.
    pub report: Report,
    /// Where readers find it; `None` if nothing was published.
    pub published: Option<PathBuf>,
}

/// Compiles every note of the input folder and publishes the run as a whole.
///
/// # Errors
/// What stops a run: an unreadable folder, a full disk, another run on the same output folder, a template that fails.
/// Nothing is published then, and the previous run stays.
pub fn run(options: &Options, templates: &Templates) -> Result<Run> {
    let paths = discover(&options.inputs)?;
    let staging = Staging::begin(&options.out)?;
    let summaries =
        work::in_order(&paths, options.jobs, |path| Ok(pipeline::summarize(&load::examine(&options.inputs, path))))?;
    let across = by_path(pipeline::compare(&summaries.into_iter().flatten().collect::<Vec<_>>()));
    let notes = work::in_order(&paths, options.jobs, |path| {
        let more = across.get(path).map_or(&[][..], Vec::as_slice);
        build(load::examine(&options.inputs, path).with(more), templates, &staging)
    })?;
    let report = Report::new(notes);
    staging.write("report.json", &report.to_json())?;
    let held = report.count(Outcome::Held) > 0;
    if options.dry_run || (options.strict && held) {
        return Ok(Run { report, published: None });
    }
    let published = staging.publish()?;
    Ok(Run { report, published: Some(published) })
}

/// Compiles notes for their diagnostics only, in the order of `paths`; a folder stands for all notes in it.
///
/// # Errors
/// A path that is not there.
pub fn check(paths: &[PathBuf]) -> Result<Vec<Compiled>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(discover(path)?.into_iter().map(|relative| path.join(relative)));
        } else {
            anyhow::ensure!(path.exists(), "{} is not there; name a note or a folder with notes", path.display());
            files.push(path.clone());
        }
    }
    let compiled: Vec<Compiled> = files.iter().map(|f| load::examine(Path::new(""), &f.to_string_lossy())).collect();
    let summaries: Vec<_> = compiled.iter().filter_map(pipeline::summarize).collect();
    let across = by_path(pipeline::compare(&summaries));
    let more = |c: &Compiled| across.get(&*c.source.path).cloned().unwrap_or_default();
    Ok(compiled
        .into_iter()
        .map(|c| {
            let more = more(&c);
            c.with(&more)
        })
        .collect())
}

/// The source of one note, for showing its lines.
pub fn source(folder: &Path, relative: &str) -> SourceFile {
    load::examine(folder, relative).source
}

fn by_path(diagnostics: Vec<Diagnostic>) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut map: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for d in diagnostics {
        map.entry(d.path.clone()).or_default().push(d);
    }
    map
}

/// Publishes one note into the staging folder, or holds it.
fn build(compiled: Compiled, templates: &Templates, staging: &Staging) -> Result<NoteReport> {
    let Compiled { source, note, mut diagnostics } = compiled;
    let path = source.path.to_string();
    let Some(note) = note else { return Ok(NoteReport::held(path, None, Vec::new(), diagnostics)) };
    if note.is_held() {
        return hold(&note, diagnostics, staging);
    }
    let made = pipeline::publish(&note, &source, templates)?;
    diagnostics.extend(made.diagnostics);
    diag::sort(&mut diagnostics);
    if diagnostics.iter().any(|d| d.severity == diag::Severity::Error) {
        return hold(&note, diagnostics, staging);
    }
    let mut artifacts = Vec::with_capacity(made.value.len());
    for a in &made.value {
        staging.write(&a.path, &a.bytes)?;
        artifacts.push(ArtifactReport::of(a));
    }
    Ok(NoteReport { path, id: Some(note.id), outcome: Outcome::Published, artifacts, diagnostics })
}

/// Of a held note only its canonical JSON goes out, with its diagnostics, into a folder of its own.
fn hold(note: &Note, diagnostics: Vec<Diagnostic>, staging: &Staging) -> Result<NoteReport> {
    let artifact = pipeline::held(&Note { diagnostics: diagnostics.clone(), ..note.clone() })?;
    staging.write(&artifact.path, &artifact.bytes).with_context(|| format!("holding {}", note.source.path))?;
    let report = ArtifactReport::of(&artifact);
    Ok(NoteReport::held(note.source.path.clone(), Some(note.id.clone()), vec![report], diagnostics))
}
