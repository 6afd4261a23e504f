//! Files of earlier runs that are files of this one too: those of notes that were taken over, and last good versions.
//!
//! Handed: a [`Conclusion`]. Gives: a run with all its files. A file has a name in each run it is in. Where a run that nobody
//! reads any more lies about, this one is made of it: most names are there, so only those that differ are made or removed.

use super::Options;
use super::conclude::{CHANGED, Conclusion, crew};
use super::disk::{Stamp, inode};
use super::publish::Staging;
use super::work::{self, Crew, GivenUp, Task};
use anyhow::{Context, Result, bail};
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::os::unix::fs::DirEntryExt;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A file of the run: digest of its path, and its number on the disk.
type File = (u64, u64);

/// Puts the files of notes that were taken over, and of last good versions, into the run.
///
/// # Errors
/// What the operating system says.
pub(super) fn take_over(conclusion: &Conclusion, options: &Options) -> Result<()> {
    let staging = &conclusion.staging;
    let all = 0..conclusion.paths.len();
    let same = all.clone().filter(|&at| conclusion.is_same(at)).count();
    let onto_spare = same * 2 >= all.len() && staging.build_on_spare(options.rest)?;
    let items: Vec<usize> = all.filter(|&at| onto_spare || conclusion.takes(at)).collect();
    let task = TakeOver { conclusion: conclusion.clone(), onto_spare };
    // a slow disk is no fault of a note
    let crew = Crew { budget: Duration::MAX, ..crew(options, items.len(), "link") };
    let files = work::in_order(Arc::new(items), &crew, Arc::new(task))?;
    if onto_spare {
        let mut files: Vec<File> = files.into_iter().flatten().collect();
        files.sort_unstable();
        sweep(staging, "", &files)?;
    }
    Ok(())
}

struct TakeOver {
    conclusion: Conclusion,
    /// Whether the run is made of an earlier one.
    onto_spare: bool,
}

/// Files of one note.
pub(super) struct Files {
    /// Those that this run wrote.
    made: Vec<Stamp>,
    /// Those of the run before.
    kept: Vec<Stamp>,
}

impl Task for TakeOver {
    type Item = usize;
    type Made = Result<Files>;
    type Done = Vec<File>;

    fn make(&self, &at: &usize) -> Result<Files> {
        let Conclusion { paths, last_good, previous, .. } = &self.conclusion;
        let stamps = self.conclusion.line(at)?.stamps().context(CHANGED)?;
        let (made, mut kept) = if self.conclusion.is_same(at) { (Vec::new(), stamps) } else { (stamps, Vec::new()) };
        if let Some(good) = last_good.get(&paths[at]) {
            for file in &good.artifacts {
                kept.push(Stamp::of(&previous.folder, &file.path).context(CHANGED)?);
            }
        }
        Ok(Files { made, kept })
    }

    fn given_up(&self, &at: &usize, _: GivenUp) -> Result<Files> {
        bail!("the files of {} in the run before cannot be listed", self.conclusion.paths[at])
    }

    fn deliver(&self, _: &usize, files: Result<Files>) -> Result<Vec<File>> {
        let Conclusion { previous, staging, .. } = &self.conclusion;
        let Files { made, kept } = files?;
        if !self.onto_spare {
            kept.iter().try_for_each(|stamp| staging.take_over(&previous.folder, &stamp.path))?;
            return Ok(Vec::new());
        }
        made.iter().try_for_each(|stamp| staging.put_back(&stamp.path))?;
        let mut all: Vec<File> = made.iter().map(|stamp| (digest(&stamp.path), stamp.inode)).collect();
        for Stamp { path, inode: wanted, .. } in &kept {
            let there = staging.run().join(path);
            let mut number = inode(&there);
            if number != Some(*wanted) {
                staging.discard(path)?;
                staging.take_over(&previous.folder, path)?;
                // a copy has another number
                number = inode(&there);
            }
            all.push((digest(path), number.context("a file of the run went away")?));
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
fn sweep(staging: &Staging, folder: &str, files: &[File]) -> Result<bool> {
    let mut is_empty = true;
    let there = staging.run().join(folder);
    for entry in fs::read_dir(&there).with_context(|| format!("cannot read the folder {}", there.display()))? {
        let entry = entry.with_context(|| format!("cannot read the folder {}", there.display()))?;
        let name = entry.file_name();
        let path = Path::new(folder).join(&name);
        let keep = match path.to_str() {
            Some(path) if entry.file_type().is_ok_and(|kind| kind.is_dir()) => !sweep(staging, path, files)?,
            // some file systems number a name otherwise than its file
            Some(path) => is_among(files, path, Some(entry.ino())) || is_among(files, path, inode(&entry.path())),
            None => false,
        };
        is_empty &= !keep;
        if !keep {
            staging.discard(&path)?;
        }
    }
    Ok(is_empty)
}

fn is_among(files: &[File], path: &str, inode: Option<u64>) -> bool {
    inode.is_some_and(|inode| files.binary_search(&(digest(path), inode)).is_ok())
}

fn digest(path: &str) -> u64 {
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(path)
}
