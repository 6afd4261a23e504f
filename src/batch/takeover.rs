//! Files of earlier runs that are files of this one too: those of notes that were taken over, and last good versions.
//!
//! Handed: a [`Conclusion`]. Gives: a run with all its files. A file has a name in each run it is in. Where a run that nobody
//! reads any more lies about, this one is made of it: most names are there, so only those that differ are made or removed.

use super::Options;
use super::conclude::{CHANGED, Conclusion, crew};
use super::disk::{Stamp, inode};
use super::names::{self, Name, Names};
use super::publish::Staging;
use super::work::{self, Crew, GivenUp, Task};
use anyhow::{Context, Result, bail};
use std::fs;
use std::os::unix::fs::DirEntryExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Puts the files of notes that were taken over, and of last good versions, into the run.
///
/// # Errors
/// What the operating system says.
pub(super) fn take_over(conclusion: &Conclusion, options: &Options) -> Result<()> {
    let staging = &conclusion.staging;
    let all = 0..conclusion.paths.len();
    let same = all.clone().filter(|&at| conclusion.is_same(at)).count();
    let onto_spare = same * 2 >= all.len() && staging.build_on_spare(options.rest)?;
    let spare = match onto_spare {
        true => Some(Arc::new(Names::below(&staging.run()).context("cannot read the folder of the run")?)),
        false => None,
    };
    let items: Vec<usize> = all.filter(|&at| onto_spare || conclusion.takes(at)).collect();
    let task = TakeOver { conclusion: conclusion.clone(), spare: spare.clone() };
    // a slow disk is no fault of a note
    let crew = Crew { budget: Duration::MAX, ..crew(options, items.len(), "link") };
    let files = work::in_order(Arc::new(items), &crew, Arc::new(task))?;
    if let Some(spare) = spare {
        let mut files: Vec<Name> = files.into_iter().flatten().collect();
        files.sort_unstable();
        if spare.go_beyond(&files) {
            sweep(staging, "", &files)?;
        }
    }
    Ok(())
}

struct TakeOver {
    conclusion: Conclusion,
    /// What was in the folder of the earlier run of which this one is made, if it is.
    spare: Option<Arc<Names>>,
}

/// Files of one note.
#[derive(Default)]
pub(super) struct Files {
    /// Those that have their names already.
    there: Vec<Name>,
    /// Those that this run wrote.
    made: Vec<Stamp>,
    /// Those of the run before.
    kept: Vec<Stamp>,
}

impl Task for TakeOver {
    type Item = usize;
    type Made = Result<Files>;
    type Done = Vec<Name>;

    fn make(&self, &at: &usize) -> Result<Files> {
        let Conclusion { paths, fates, last_good, previous, .. } = &self.conclusion;
        let (names, good) = (&fates[at].names, last_good.get(&paths[at]));
        if good.is_none() && !names.is_empty() && self.spare.as_ref().is_some_and(|spare| spare.hold(names)) {
            return Ok(Files { there: names.to_vec(), ..Files::default() });
        }
        let stamps = self.conclusion.line(at)?.stamps().context(CHANGED)?;
        let (made, mut kept) = if self.conclusion.is_same(at) { (Vec::new(), stamps) } else { (stamps, Vec::new()) };
        for file in good.iter().flat_map(|good| &good.artifacts) {
            kept.push(Stamp::of(&previous.folder, &file.path).context(CHANGED)?);
        }
        Ok(Files { made, kept, ..Files::default() })
    }

    fn given_up(&self, &at: &usize, _: GivenUp) -> Result<Files> {
        bail!("the files of {} in the run before cannot be listed", self.conclusion.paths[at])
    }

    fn deliver(&self, _: &usize, files: Result<Files>) -> Result<Vec<Name>> {
        let Conclusion { previous, staging, .. } = &self.conclusion;
        let Files { there: mut all, made, kept } = files?;
        if self.spare.is_none() {
            kept.iter().try_for_each(|stamp| staging.take_over(&previous.folder, &stamp.path))?;
            return Ok(Vec::new());
        }
        made.iter().try_for_each(|stamp| staging.put_back(&stamp.path))?;
        all.extend(made.iter().map(Name::from));
        let run = staging.run();
        for stamp in &kept {
            let mut name = names::name_of(&run, &stamp.path);
            if name != Some(stamp.into()) {
                staging.discard(&stamp.path)?;
                staging.take_over(&previous.folder, &stamp.path)?;
                // a copy has another number
                name = names::name_of(&run, &stamp.path);
            }
            all.push(name.context("a file of the run went away")?);
        }
        Ok(all)
    }
}

impl Conclusion {
    /// Whether files of the run before are files of the note.
    fn takes(&self, at: usize) -> bool {
        self.is_same(at) || self.last_good.contains_key(&self.paths[at])
    }
}

/// Removes what is in the run's folder and none of its files, and folders without any.
fn sweep(staging: &Staging, folder: &str, files: &[Name]) -> Result<bool> {
    let mut is_empty = true;
    let there = staging.run().join(folder);
    for entry in fs::read_dir(&there).with_context(|| format!("cannot read the folder {}", there.display()))? {
        let entry = entry.with_context(|| format!("cannot read the folder {}", there.display()))?;
        let name = entry.file_name();
        let path = Path::new(folder).join(&name);
        let keep = match path.to_str() {
            Some(path) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => !sweep(staging, path, files)?,
            // some file systems number a name otherwise than its file
            Some(path) => {
                names::is_among(files, path, Some(entry.ino())) || names::is_among(files, path, inode(&entry.path()))
            }
            None => false,
        };
        is_empty &= !keep;
        if !keep {
            staging.discard(&path)?;
        }
    }
    Ok(is_empty)
}
