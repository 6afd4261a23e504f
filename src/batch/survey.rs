//! The first reading of each note: what the checks across notes need to know of it.

use super::ledger::Head;
use super::load::{self, Loaded};
use super::previous::Previous;
use super::work::{GivenUp, Task};
use crate::check::series::Summary;
use crate::pipeline;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads each note for the first time.
pub(super) struct Survey {
    pub(super) inputs: PathBuf,
    pub(super) previous: Arc<Previous>,
    /// Notes that stay as the run before left them.
    pub(super) kept: Arc<BTreeSet<String>>,
}

/// What the first reading gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Surveyed {
    /// Hash of the bytes, those of the file of corrections included; `None` if they were not read whole.
    pub(super) source: Option<String>,
    /// `None` if it could not be read as a note.
    pub(super) summary: Option<Summary>,
    /// What the run before remembers of it, if it built it from the same bytes and its files are as they were written;
    /// source and summary are above.
    pub(super) known: Option<Box<Head>>,
    /// Whether it is taken over whatever the other notes say of it now.
    pub(super) stays: bool,
    /// Why the note was given up; the second reading is spared then.
    pub(super) given_up: Option<GivenUp>,
}

impl Task for Survey {
    type Item = String;
    type Made = Surveyed;
    type Done = Surveyed;

    fn make(&self, path: &String) -> Surveyed {
        if let Some(head) = Some(path).filter(|p| self.kept.contains(*p)).and_then(|p| self.remembered(p)) {
            return Surveyed { stays: true, ..Surveyed::known(head) };
        }
        let Loaded::Whole(whole) = load::load(&self.inputs, path) else { return Surveyed::default() };
        let hash = whole.hash.clone();
        let head = self.remembered(path).filter(|h| h.source.as_ref() == Some(&hash));
        if let Some(head) = head {
            return Surveyed::known(head);
        }
        let compiled = whole.examine(path);
        Surveyed { source: Some(hash), summary: pipeline::summarize(&compiled), ..Surveyed::default() }
    }

    fn given_up(&self, _: &String, why: GivenUp) -> Surveyed {
        Surveyed { given_up: Some(why), ..Surveyed::default() }
    }

    fn deliver(&self, _: &String, surveyed: Surveyed) -> Result<Surveyed> {
        Ok(surveyed)
    }
}

impl Survey {
    /// What the run before remembers of a note whose files are as they were written.
    fn remembered(&self, path: &str) -> Option<Head> {
        let line = self.previous.reusable(path)?;
        line.stamps()?.iter().all(|s| s.holds(&self.previous.folder)).then(|| line.head())?
    }
}

impl Surveyed {
    fn known(mut head: Head) -> Self {
        let (source, summary) = (head.source.take(), head.summary.take());
        Self { source, summary, known: Some(head.into()), ..Self::default() }
    }
}
