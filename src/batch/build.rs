//! The second reading of each note: take it over from the run before, or compile it and write what it became.

use super::ledger::{Head, Line, Place, Spool};
use super::load::{self, Loaded};
use super::publish::Staging;
use super::report::{ArtifactReport, Excerpt, NoteReport, Outcome, Tally};
use super::survey::Surveyed;
use super::work::{GivenUp, Task};
use crate::compose::Templates;
use crate::diag::policy::Policy;
use crate::diag::{self, Diagnostic, Severity};
use crate::emit::Artifact;
use crate::emit::xml::Issuer;
use crate::model::Note;
use crate::pipeline::{self, Compiled};
use crate::source::{SourceFile, hex};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Builds each note.
pub(super) struct Build {
    pub(super) inputs: PathBuf,
    pub(super) policy: Arc<Policy>,
    pub(super) templates: Arc<Templates>,
    /// Who issues the notes that do not say it.
    pub(super) issuer: Option<Issuer>,
    pub(super) surveyed: Arc<Vec<Surveyed>>,
    /// The first note by path that goes by each identifier.
    pub(super) first: BTreeMap<String, String>,
    /// What the checks across notes say, by path.
    pub(super) across: BTreeMap<String, Vec<Diagnostic>>,
    pub(super) staging: Arc<Staging>,
    pub(super) spool: Arc<Spool>,
    /// Whether briefings are held against their standards.
    pub(super) verify: bool,
}

/// A note to build: its place in the list, and its path.
pub(super) type Item = (usize, String);

/// What became of a note, in brief; everything else is in its line.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    /// Its line in the spool; `None` if it was taken over.
    pub(super) built: Option<Place>,
    /// Identifier, if it could be read.
    pub(super) id: Option<String>,
    /// Key of its series, if it says.
    pub(super) series: Option<String>,
    /// What became of it.
    pub(super) outcome: Outcome,
    /// How much there is to say.
    pub(super) tally: Tally,
}

/// What is made of a note before anything is written.
pub(super) enum Made {
    /// Nothing: the run before has it.
    Same(Box<Head>),
    /// A note that is held, or artifacts to write. Without a source hash it is not taken over later.
    New(Box<Result<Finished>>, Option<String>),
}

/// A note as it will be written.
pub(super) struct Finished {
    entry: NoteReport,
    artifacts: Vec<Artifact>,
    excerpts: Vec<Excerpt>,
}

impl Task for Build {
    type Item = Item;
    type Made = Made;
    type Done = Fate;

    fn make(&self, (at, path): &Item) -> Made {
        let surveyed = &self.surveyed[*at];
        if let Some(why) = surveyed.given_up {
            return self.given_up(&(*at, path.clone()), why);
        }
        let same = |head: &&Head| surveyed.stays || head.across == self.across_hash(path);
        if let Some(head) = surveyed.known.as_deref().filter(same) {
            return Made::Same(Box::new(head.clone()));
        }
        let (compiled, source) = match load::load(&self.inputs, path) {
            Loaded::Whole(whole) if surveyed.source.as_ref() == Some(&whole.hash) => {
                (whole.examine(path), Some(whole.hash))
            }
            Loaded::Refused(compiled) if surveyed.source.is_none() => (*compiled, None),
            Loaded::Whole(_) | Loaded::Refused(_) => (pipeline::changed(path), None),
        };
        Made::New(Box::new(self.compile(compiled, source.is_some())), source)
    }

    fn given_up(&self, (_, path): &Item, why: GivenUp) -> Made {
        let compiled = match why {
            GivenUp::Overdue(budget) => pipeline::overdue(path, budget.as_secs()),
            GivenUp::Panicked => pipeline::faulted(path),
        };
        Made::New(Box::new(self.compile(compiled, false)), None)
    }

    fn deliver(&self, (at, path): &Item, made: Made) -> Result<Fate> {
        let (finished, source) = match made {
            Made::Same(head) => {
                let Head { id, series, outcome, tally, .. } = *head;
                return Ok(Fate { built: None, id, series, outcome, tally });
            }
            Made::New(finished, source) => ((*finished)?, source),
        };
        let Finished { entry, artifacts, excerpts } = finished;
        let stamps = artifacts.iter().map(|a| self.staging.write(&a.path, &a.bytes)).collect::<Result<Vec<_>>>()?;
        let (id, outcome, tally) = (entry.id.clone(), entry.outcome, Tally::of(&entry.diagnostics));
        let summary = self.surveyed[*at].summary.clone();
        let series = entry.series.clone();
        let across = self.across_hash(path);
        let head = Head { source, across, id: id.clone(), series: series.clone(), outcome, tally, summary };
        let line = Line::new(&head, &stamps, &entry, &excerpts);
        let built = Some(self.spool.put(&line).context("cannot write beside the run")?);
        Ok(Fate { built, id, series, outcome, tally })
    }
}

impl Build {
    fn across(&self, path: &str) -> &[Diagnostic] {
        self.across.get(path).map_or(&[], Vec::as_slice)
    }

    /// A hash of what the checks across notes say: all that other notes can change about this one.
    fn across_hash(&self, path: &str) -> String {
        match self.across(path) {
            [] => String::new(),
            found => hex(&Sha256::digest(serde_json::to_vec(found).expect("plain data serializes"))),
        }
    }

    /// Everything that becomes of a note; `whole` if its bytes were read to the end.
    fn compile(&self, compiled: Compiled, whole: bool) -> Result<Finished> {
        let path = compiled.source.path.to_string();
        let mut compiled = compiled.with(self.across(&path)).judged(&self.policy);
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
            Some(note) if held => vec![self.hold(&Note { diagnostics: diagnostics.clone(), ..note.clone() }, &path)?],
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

impl Build {
    /// Of a held note only its canonical JSON goes out. Several held notes may go by one identifier: all but the first have
    /// something of their path in the name.
    fn hold(&self, note: &Note, path: &str) -> Result<Artifact> {
        let artifact = pipeline::held(note)?;
        if self.first.get(&note.id).is_none_or(|first| first == path) {
            return Ok(artifact);
        }
        let mark = &hex(&Sha256::digest(path))[..8];
        Ok(Artifact { path: format!("held/{}-{mark}.json", note.id), ..artifact })
    }
}

fn excerpts(source: &SourceFile, sidecar: Option<&SourceFile>, diagnostics: &[Diagnostic]) -> Vec<Excerpt> {
    let file = |d: &Diagnostic| sidecar.filter(|s| *s.path == *d.path).unwrap_or(source);
    diagnostics.iter().map(|d| Excerpt::of(file(d), d.span)).collect()
}
