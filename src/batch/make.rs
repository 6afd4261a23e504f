//! What becomes of one note: its artifacts, and what the report says of it.
//!
//! Handed: a note as it was examined, and what the checks across notes say of it. Gives: [`Finished`], and
//! writes it where it is told to. Making it changes nothing.

use super::ledger::{Head, Line};
use super::publish::Staging;
use super::report::{ArtifactReport, Excerpt, NoteReport, Outcome, Tally};
use super::spool::Record;
use crate::check::series::Summary;
use crate::compose::Templates;
use crate::diag::policy::Policy;
use crate::diag::{self, Diagnostic, Severity};
use crate::emit::Artifact;
use crate::emit::xml::Issuer;
use crate::model::Note;
use crate::pipeline::{self, Compiled};
use crate::source::{SourceFile, hex};
use anyhow::Result;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Makes what becomes of notes.
pub(super) struct Maker {
    pub(super) policy: Arc<Policy>,
    pub(super) templates: Arc<Templates>,
    /// Who issues the notes that do not say it.
    pub(super) issuer: Option<Issuer>,
    /// Whether briefings are held against their standards.
    pub(super) verify: bool,
}

/// A note as it will be written.
pub(super) struct Finished {
    pub(super) entry: NoteReport,
    artifacts: Vec<Artifact>,
    excerpts: Vec<Excerpt>,
}

/// What decides whether a note is made anew by a later run.
pub(super) struct Known<'a> {
    /// Hash of what was read; `None` if it was not read whole.
    pub(super) source: &'a Option<String>,
    /// Hash of what the checks across notes say of it.
    pub(super) across: String,
    /// What the checks across notes need to know of it.
    pub(super) summary: &'a Option<Box<Summary>>,
}

impl Maker {
    /// Everything that becomes of a note; `whole` if its bytes were read to the end. `is_first` says whether no note with a
    /// lesser path goes by its identifier.
    ///
    /// # Errors
    /// A template that fails, which stops the run.
    pub(super) fn make(
        &self,
        compiled: Compiled,
        whole: bool,
        across: &[Diagnostic],
        is_first: impl Fn(&Note) -> bool,
    ) -> Result<Finished> {
        let path = compiled.source.path.to_string();
        let mut compiled = compiled.with(across).judged(&self.policy);
        let mut made = Vec::new();
        if let Some(note) = compiled.note.as_ref().filter(|n| !n.is_held()) {
            let published = pipeline::publish(note, &compiled.source, &self.templates, self.issuer.as_ref())?;
            made = published.value;
            let mut more = published.diagnostics;
            compiled.judge_output(&self.policy, &mut more);
            compiled.diagnostics.extend(more);
            // No policy weighs these: what does not conform does not go out.
            if self.verify {
                compiled.diagnostics.extend(pipeline::verify(&made, &compiled.source));
            }
            diag::sort(&mut compiled.diagnostics);
        }
        let Compiled { source, note, diagnostics, allowed, sidecar, .. } = compiled;
        let held = note.is_none() || diagnostics.iter().any(|d| d.severity == Severity::Error);
        let artifacts = match &note {
            Some(note) if held => {
                vec![hold(&Note { diagnostics: diagnostics.clone(), ..note.clone() }, &path, is_first(note))?]
            }
            _ => made,
        };
        let entry = NoteReport {
            path,
            source_sha256: whole.then(|| source.sha256.clone()),
            id: note.as_ref().map(|n| n.id.clone()),
            series: note.and_then(|n| n.series).map(|s| s.key),
            outcome: if held { Outcome::Held } else { Outcome::Published },
            artifacts: artifacts.iter().map(ArtifactReport::of).collect(),
            last_good: None,
            allowed,
            diagnostics,
        };
        let excerpts = excerpts(&source, sidecar.as_ref(), &entry.diagnostics);
        Ok(Finished { entry, artifacts, excerpts })
    }
}

impl Finished {
    /// Writes the artifacts and gives what is said of the note, in brief and whole. `None` if another note of the run has
    /// written a file of that name; nothing of this one is left then.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn write(&self, staging: &Staging, known: &Known) -> Result<Option<(Head, Record)>> {
        let mut stamps = Vec::new();
        for artifact in &self.artifacts {
            match staging.write(&artifact.path, &artifact.bytes)? {
                Some(stamp) => stamps.push(stamp),
                None => {
                    stamps.iter().try_for_each(|s| staging.discard(&s.path))?;
                    return Ok(None);
                }
            }
        }
        let Known { source, across, summary } = known;
        let (source, across, summary) = ((*source).clone(), across.clone(), (*summary).clone());
        let (entry, files) = (self.entry.json(), self.entry.files());
        let NoteReport { path, id, series, outcome, diagnostics, .. } = &self.entry;
        let (id, series, tally) = (id.clone(), series.clone(), Tally::of(diagnostics));
        let said = Head::digest(&entry);
        let head = Head { source, across, id, series, outcome: *outcome, tally, said, files, summary };
        let line = Line::new(path, &head, &stamps, &self.excerpts);
        Ok(Some((head, Record { line, entry })))
    }
}

/// Of a held note only its canonical JSON goes out. Several held notes may go by one identifier: all but the first have
/// something of their path in the name.
fn hold(note: &Note, path: &str, is_first: bool) -> Result<Artifact> {
    let artifact = pipeline::held(note)?;
    if is_first {
        return Ok(artifact);
    }
    let mark = &hex(&Sha256::digest(path))[..8];
    Ok(Artifact { path: format!("held/{}-{mark}.json", note.id), ..artifact })
}

fn excerpts(source: &SourceFile, sidecar: Option<&SourceFile>, diagnostics: &[Diagnostic]) -> Vec<Excerpt> {
    let file = |d: &Diagnostic| sidecar.filter(|s| *s.path == *d.path).unwrap_or(source);
    diagnostics.iter().map(|d| Excerpt::of(file(d), d.span)).collect()
}
