//! The notes of a folder.
//!
//! Files of corrections are no notes: they are read with the note they belong to. One that belongs to none stays, so that
//! it is told of.

use super::sidecar;
use crate::amend::SUFFIX;
use anyhow::{Context, Result, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Paths of all files below a folder, relative to it, `/` as separator, in byte order. Hidden files and folders are left
/// out, symbolic links to folders are not followed.
///
/// # Errors
/// A folder that cannot be read.
pub fn discover(folder: &Path) -> Result<Vec<String>> {
    Ok(find(folder)?.notes)
}

/// What is in a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Notes, as [`discover`] gives them.
    pub(super) notes: Vec<String>,
    /// Files of corrections, by the note they belong to.
    pub(super) corrections: BTreeMap<String, String>,
}

/// Finds the notes of a folder and what belongs to them.
///
/// # Errors
/// As [`discover`].
pub(super) fn find(folder: &Path) -> Result<Found> {
    ensure!(folder.is_dir(), "{} is no folder; name the folder with the notes (--inputs)", folder.display());
    let mut notes = Vec::new();
    walk(folder, "", &mut notes)?;
    notes.sort();
    // names that are not UTF-8 may look alike; what they stand for cannot be read, and one diagnostic says so
    notes.dedup();
    let known = |name: &str| notes.binary_search_by(|f| f.as_str().cmp(name)).is_ok();
    let files = notes.iter().filter(|f| f.ends_with(SUFFIX));
    let corrections: BTreeMap<String, String> =
        files.filter_map(|f| Some((sidecar::owner(f, &known)?, f.clone()))).collect();
    let belonging: BTreeSet<&str> = corrections.values().map(String::as_str).collect();
    notes.retain(|f| !belonging.contains(f.as_str()));
    Ok(Found { notes, corrections })
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<String>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder {}", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().with_context(|| format!("cannot tell what {} is", entry.path().display()))?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{prefix}{name}/"), found)?;
        } else if !(kind.is_symlink() && entry.path().is_dir()) {
            found.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}
