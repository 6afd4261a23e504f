//! What a run is asked to do.

use super::discover::{Found, find};
use super::disk::{Disk, RealDisk};
use super::select::Pattern;
use crate::diag::policy::Policy;
use crate::emit::xml::Issuer;
use anyhow::{Context, Result};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

/// What a run is asked to do. [`Options::new`] gives the defaults; set what is to differ.
#[derive(Clone)]
pub struct Options {
    /// Folder with the notes.
    pub inputs: PathBuf,
    /// Folder to publish into.
    pub out: PathBuf,
    /// Files that are no notes.
    pub ignore: Vec<Pattern>,
    /// Notes to build; all others stay as the run before left them. None: every note.
    pub only: Vec<Pattern>,
    /// Number of notes worked on at a time.
    pub jobs: usize,
    /// Publish nothing if any note is held.
    pub strict: bool,
    /// Hold every briefing against its standards with a validator, and hold back notes whose briefing fails.
    pub verify: bool,
    /// Do everything but publish.
    pub dry_run: bool,
    /// Take nothing over from the run before.
    pub clean: bool,
    /// Runs that stay in the output folder, at least this one and the one before it.
    pub keep_runs: usize,
    /// How long the folder of a run that is no longer kept is left alone before the next run is made of it: whoever copies that
    /// run has so much time to end.
    pub rest: Duration,
    /// Longest time for one note; one that takes longer is held.
    pub budget: Duration,
    /// How diagnostics are weighed.
    pub policy: Arc<Policy>,
    /// Identity of the templates: other templates, another text.
    pub templates_id: String,
    /// Who issues the notes that do not say it.
    pub issuer: Option<Issuer>,
    /// Set to stop the run before it publishes.
    pub stop: Arc<AtomicBool>,
    /// Told what is being done, how many notes are done, and how many there are.
    pub progress: Arc<dyn Fn(&'static str, usize, usize) + Send + Sync>,
    /// What the output folder is written to with.
    pub disk: Arc<dyn Disk>,
}

impl Options {
    /// A run with every default.
    pub fn new(inputs: PathBuf, out: PathBuf) -> Self {
        Self {
            inputs,
            out,
            ignore: Vec::new(),
            only: Vec::new(),
            jobs: thread::available_parallelism().map_or(1, Into::into),
            strict: false,
            verify: false,
            dry_run: false,
            clean: false,
            keep_runs: 2,
            rest: Duration::from_secs(3600),
            budget: Duration::from_secs(30),
            policy: Arc::default(),
            templates_id: "built-in".to_owned(),
            issuer: None,
            stop: Arc::default(),
            progress: Arc::new(|_, _, _| ()),
            disk: Arc::new(RealDisk),
        }
    }

    /// What of the options bears on what is made of a note.
    pub(super) fn settings(&self) -> String {
        let policy = serde_json::to_string(&*self.policy).expect("plain data serializes");
        // What was taken over unread from a run without a validator would not have been verified.
        let verified = if self.verify { "\nverified" } else { "" };
        format!("{}\n{policy}\n{:?}{verified}", self.templates_id, self.issuer)
    }

    /// Refuses folders that cannot be meant.
    ///
    /// # Errors
    /// [`Refused`]; a folder that cannot be found.
    pub(super) fn check(&self) -> Result<()> {
        let inputs = &self.inputs;
        if !inputs.is_dir() {
            let message = format!("{} is no folder; name the folder with the notes (--inputs)", inputs.display());
            return Err(Refused(message).into());
        }
        let absolute = |p: &PathBuf| std::path::absolute(p).with_context(|| format!("cannot find {}", p.display()));
        let out = self.out.canonicalize().or_else(|_| absolute(&self.out))?;
        let inside = inputs.canonicalize().or_else(|_| absolute(inputs))?;
        if out.starts_with(&inside) {
            let message = "the output folder lies in the input folder; choose one beside it (--out)";
            return Err(Refused(message.to_owned()).into());
        }
        Ok(())
    }

    /// The notes. None at all is refused: an input folder that is empty by mistake, such as a disk that was not mounted,
    /// must not withdraw everything that is published.
    ///
    /// # Errors
    /// [`Refused`]; a folder that cannot be read.
    pub(super) fn discover(&self) -> Result<Found> {
        let mut found = find(&self.inputs)?;
        found.notes.retain(|path| !self.ignore.iter().any(|p| p.matches(path)));
        if found.notes.is_empty() {
            let message = format!("there are no notes in {}; nothing was changed", self.inputs.display());
            return Err(Refused(message).into());
        }
        Ok(found)
    }
}

/// Nothing can be published because of what was asked for; the message says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}
