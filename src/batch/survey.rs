//! The first pass over the notes: each is made as if it stood alone, and what the checks across notes need to know of it is
//! kept. Of most notes other notes have nothing to say, and what was made stays.

use super::build::Fate;
use super::ledger::Head;
use super::load::{Inputs, Loaded};
use super::make::{Finished, Known, Maker};
use super::names::Name;
use super::options::Refused;
use super::previous::Previous;
use super::publish::Staging;
use super::spool::Spool;
use super::work::{GivenUp, Task};
use crate::check::series::Summary;
use crate::pipeline;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Makes each note as if it stood alone.
pub(super) struct Survey {
    pub(super) inputs: Arc<Inputs>,
    pub(super) previous: Arc<Previous>,
    /// Notes that stay as the run before left them.
    pub(super) kept: Arc<BTreeSet<String>>,
    pub(super) maker: Arc<Maker>,
    pub(super) staging: Arc<Staging>,
    pub(super) spool: Arc<Spool>,
}

/// What the first pass gave.
#[derive(Debug, Default)]
pub(super) struct Surveyed {
    /// Hash of the bytes, those of the file of corrections included; `None` if they were not read whole.
    pub(super) source: Option<String>,
    /// `None` if it could not be read as a note.
    pub(super) summary: Option<Box<Summary>>,
    /// What the run before remembers of it, if it built it from the same bytes and its files are as they were written;
    /// source and summary are above.
    pub(super) known: Option<Box<Head>>,
    /// Names of its files in the run before, if that is known.
    pub(super) names: Box<[Name]>,
    /// Whether it is taken over whatever the other notes say of it now.
    pub(super) stays: bool,
    /// What was made and written as if the note stood alone; `None` if it is known, was given up, or shares the name of a
    /// file with another note.
    pub(super) draft: Option<Fate>,
    /// Why the note was given up; the second pass does not try again.
    pub(super) given_up: Option<GivenUp>,
}

/// A note surveyed, and what is to be written of it.
pub(super) struct Made {
    surveyed: Surveyed,
    draft: Option<Box<Result<Finished>>>,
}

impl Task for Survey {
    type Item = String;
    type Made = Made;
    type Done = Surveyed;

    fn make(&self, path: &String) -> Made {
        if self.kept.contains(path) {
            return match self.remembered(path) {
                Some(known) => Made::known(Surveyed { stays: true, ..Surveyed::known(known) }),
                None => Made::failed(Refused(format!(
                    "{path} cannot stay as it is: its files, or what is remembered of them, were altered; run once without --only"
                ))),
            };
        }
        let (compiled, source) = match self.inputs.load(path) {
            Loaded::Whole(whole) => match self.remembered(path).filter(|(h, _)| h.source.as_ref() == Some(&whole.hash))
            {
                Some(known) => return Made::known(Surveyed::known(known)),
                None => (whole.examine(path), Some(whole.hash)),
            },
            Loaded::Refused(compiled) => (*compiled, None),
        };
        let summary = pipeline::summarize(&compiled).map(Box::new);
        let draft = self.maker.make(compiled, source.is_some(), &[], |_| true);
        Made { surveyed: Surveyed { source, summary, ..Surveyed::default() }, draft: Some(Box::new(draft)) }
    }

    fn given_up(&self, _: &String, why: GivenUp) -> Made {
        Made::known(Surveyed { given_up: Some(why), ..Surveyed::default() })
    }

    fn deliver(&self, _: &String, Made { surveyed, draft }: Made) -> Result<Surveyed> {
        let Some(finished) = draft else { return Ok(surveyed) };
        let finished = (*finished)?;
        let Surveyed { source, summary, .. } = &surveyed;
        let written = finished.write(&self.staging, &Known { source, summary, across: String::new() })?;
        let Some((head, record)) = written else { return Ok(surveyed) };
        let built = self.spool.put(&record).context("cannot write beside the run")?;
        Ok(Surveyed { draft: Some(Fate::of(&head, Some(built))), ..surveyed })
    }
}

impl Survey {
    /// What the run before remembers of a note whose files are as they were written, and their names.
    fn remembered(&self, path: &str) -> Option<(Head, Box<[Name]>)> {
        let line = self.previous.reusable(path)?;
        let stamps = line.stamps()?;
        let as_written = stamps.iter().all(|s| s.holds(&self.previous.folder));
        as_written.then(|| Some((line.head()?, stamps.iter().map(Name::from).collect())))?
    }
}

impl Made {
    fn failed(why: Refused) -> Self {
        Self { surveyed: Surveyed::default(), draft: Some(Box::new(Err(why.into()))) }
    }

    fn known(surveyed: Surveyed) -> Self {
        Self { surveyed, draft: None }
    }
}

impl Surveyed {
    /// Whether it is made for good if other notes say nothing of it.
    pub(super) fn stands_alone(&self) -> bool {
        self.draft.is_some() || self.known.as_ref().is_some_and(|head| head.across.is_empty())
    }

    fn known((mut head, names): (Head, Box<[Name]>)) -> Self {
        let (source, summary) = (head.source.take(), head.summary.take());
        Self { source, summary, known: Some(head.into()), names, ..Self::default() }
    }
}
