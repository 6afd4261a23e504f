//! The second pass over the notes: take each over from the run before, leave it as the first pass made it, or make it anew
//! with what other notes say of it.

use super::ledger::{Head, Place};
use super::load::{Inputs, Loaded};
use super::make::{Finished, Known, Maker};
use super::names::Name;
use super::publish::Staging;
use super::report::{Outcome, Tally};
use super::spool::Spool;
use super::survey::Surveyed;
use super::work::{GivenUp, Task};
use crate::diag::Diagnostic;
use crate::model::Note;
use crate::pipeline::{self, Compiled};
use crate::source::hex;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Builds each note.
pub(super) struct Build {
    pub(super) inputs: Arc<Inputs>,
    pub(super) maker: Arc<Maker>,
    pub(super) paths: Arc<Vec<String>>,
    pub(super) surveyed: Vec<Surveyed>,
    /// The first note, by path, of each identifier that several go by.
    pub(super) first: BTreeMap<String, String>,
    /// What the checks across notes say, by path.
    pub(super) across: BTreeMap<String, Vec<Diagnostic>>,
    pub(super) staging: Arc<Staging>,
    pub(super) spool: Arc<Spool>,
}

/// What became of a note, in brief; everything else is in its record.
#[derive(Debug, Clone)]
pub(super) struct Fate {
    /// Its record in the spool; `None` if it was taken over.
    pub(super) built: Option<Place>,
    /// Identifier, if it could be read.
    pub(super) id: Option<String>,
    /// Key of its series, if it says.
    pub(super) series: Option<String>,
    /// What became of it.
    pub(super) outcome: Outcome,
    /// How much there is to say.
    pub(super) tally: Tally,
    /// Digest of what the report says.
    pub(super) said: u64,
    /// How many files of it are in the run.
    pub(super) files: usize,
    /// Names of the files that are taken over.
    pub(super) names: Box<[Name]>,
}

/// What is made of a note before anything is written.
pub(super) enum Made {
    /// Nothing: the run before has it, or the first pass made it.
    Same(Fate),
    /// A note that is held, or artifacts to write. Without a source hash it is not taken over later.
    New(Box<Result<Finished>>, Option<String>),
}

impl Task for Build {
    /// The place of a note among the paths.
    type Item = usize;
    type Made = Made;
    type Done = Fate;

    fn make(&self, at: &usize) -> Made {
        let (path, surveyed) = (&self.paths[*at], &self.surveyed[*at]);
        if let Some(why) = surveyed.given_up {
            return self.given_up(at, why);
        }
        let same = |head: &&Head| surveyed.stays || head.across == self.across_hash(path);
        if let Some(head) = surveyed.known.as_deref().filter(same) {
            return Made::Same(Fate { names: surveyed.names.clone(), ..Fate::of(head, None) });
        }
        if let Some(draft) = surveyed.draft.as_ref().filter(|_| self.across(path).is_empty()) {
            return Made::Same(draft.clone());
        }
        let (compiled, source) = match self.inputs.load(path) {
            Loaded::Whole(whole) if surveyed.source.as_ref() == Some(&whole.hash) => {
                (whole.examine(path), Some(whole.hash))
            }
            Loaded::Refused(compiled) if surveyed.source.is_none() => (*compiled, None),
            Loaded::Whole(_) | Loaded::Refused(_) => (pipeline::changed(path), None),
        };
        Made::New(Box::new(self.finish(compiled, source.is_some())), source)
    }

    fn given_up(&self, at: &usize, why: GivenUp) -> Made {
        let path = &self.paths[*at];
        let compiled = match why {
            GivenUp::Overdue(budget) => pipeline::overdue(path, budget.as_secs()),
            GivenUp::Panicked => pipeline::faulted(path),
        };
        Made::New(Box::new(self.finish(compiled, false)), None)
    }

    fn deliver(&self, at: &usize, made: Made) -> Result<Fate> {
        let (path, surveyed) = (&self.paths[*at], &self.surveyed[*at]);
        let (finished, source) = match made {
            Made::Same(fate) => return Ok(fate),
            Made::New(finished, source) => ((*finished)?, source),
        };
        let known = Known { source: &source, across: self.across_hash(path), summary: &surveyed.summary };
        let written = finished.write(&self.staging, &known)?;
        let (head, record) = written.with_context(|| format!("a file of {path} is written already; this is a bug"))?;
        let built = self.spool.put(&record).context("cannot write beside the run")?;
        Ok(Fate::of(&head, Some(built)))
    }
}

impl Build {
    /// Removes what the first pass wrote of notes of which other notes have something to say. Their names may be wanted by
    /// others, so this comes before the first note is built.
    ///
    /// # Errors
    /// What the operating system says.
    pub(super) fn clear(&self) -> Result<()> {
        for (path, surveyed) in self.paths.iter().zip(&self.surveyed) {
            let Some(place) = surveyed.draft.as_ref().and_then(|d| d.built) else { continue };
            if !self.across(path).is_empty() {
                let record = self.spool.get(place).context("cannot read beside the run")?;
                let stamps = record.line.stamps().context("the spool changed during this run")?;
                stamps.iter().try_for_each(|s| self.staging.discard(&s.path))?;
            }
        }
        Ok(())
    }

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

    fn finish(&self, compiled: Compiled, whole: bool) -> Result<Finished> {
        let path = compiled.source.path.to_string();
        let is_first = |note: &Note| self.first.get(&note.id).is_none_or(|first| *first == path);
        self.maker.make(compiled, whole, self.across(&path), is_first)
    }
}

impl Fate {
    /// What became of a note, in the words of its head; `built` as in [`Fate::built`].
    pub(super) fn of(head: &Head, built: Option<Place>) -> Self {
        let Head { id, series, outcome, tally, said, files, .. } = head;
        let (id, series) = (id.clone(), series.clone());
        Self { built, id, series, outcome: *outcome, tally: *tally, said: *said, files: *files, names: Box::default() }
    }
}
