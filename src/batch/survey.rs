//! The first reading of each note: what the checks across notes need to know of it.

use super::load::{self, Loaded};
use super::previous::Previous;
use super::work::{GivenUp, Task};
use crate::check::series::Summary;
use crate::pipeline;
use anyhow::Result;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads each note for the first time.
pub(super) struct Survey {
    pub(super) inputs: PathBuf,
    pub(super) previous: Arc<Previous>,
}

/// What the first reading gave.
#[derive(Debug, Clone, Default)]
pub(super) struct Surveyed {
    /// Hash of the bytes, those of the file of corrections included; `None` if they were not read whole.
    pub(super) source: Option<String>,
    /// `None` if it could not be read as a note.
    pub(super) summary: Option<Summary>,
    /// Whether the run before has built it from the same bytes.
    pub(super) known: bool,
    /// Why the note was given up; the second reading is spared then.
    pub(super) given_up: Option<GivenUp>,
}

impl Task for Survey {
    type Item = String;
    type Made = Surveyed;
    type Done = Surveyed;

    fn make(&self, path: &String) -> Surveyed {
        let Loaded::Whole(whole) = load::load(&self.inputs, path) else { return Surveyed::default() };
        let hash = whole.hash.clone();
        let head = self.previous.reusable(path).and_then(|line| line.head());
        if let Some(head) = head.filter(|h| h.source.as_ref() == Some(&hash)) {
            return Surveyed { source: Some(hash), summary: head.summary, known: true, given_up: None };
        }
        let compiled = whole.examine(path);
        Surveyed { source: Some(hash), summary: pipeline::summarize(&compiled), known: false, given_up: None }
    }

    fn given_up(&self, _: &String, why: GivenUp) -> Surveyed {
        Surveyed { given_up: Some(why), ..Surveyed::default() }
    }

    fn deliver(&self, _: &String, surveyed: Surveyed) -> Result<Surveyed> {
        Ok(surveyed)
    }
}
