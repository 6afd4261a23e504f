//! Which file of corrections belongs to which note.
//!
//! Handed: names. Gives: the name that belongs to another. `report.txt` has `report.txt.corrections.toml`, or
//! `report.corrections.toml` where no other note of that name could be meant. Knows nothing about what is in the files.

use crate::amend::{MAX_BYTES, SUFFIX};
use crate::ingest::READERS;
use crate::pipeline::Sidecar;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The note that a file of corrections belongs to; `None` if that is not certain.
pub(super) fn owner(path: &str, exists: &dyn Fn(&str) -> bool) -> Option<String> {
    let stem = path.strip_suffix(SUFFIX).filter(|s| !s.is_empty() && !s.ends_with('/'))?;
    if is_note(stem) && exists(stem) {
        return Some(stem.to_owned());
    }
    let endings = READERS.iter().flat_map(|r| r.extensions);
    let mut notes = endings.map(|e| format!("{stem}.{e}")).filter(|n| exists(n));
    let only = notes.next().filter(|_| notes.next().is_none())?;
    // of two files for one note, that with the full name counts
    (!exists(&format!("{only}{SUFFIX}"))).then_some(only)
}

/// The file of corrections beside a note.
pub(super) fn beside(note: &str, exists: &dyn Fn(&str) -> bool) -> Option<String> {
    let full = format!("{note}{SUFFIX}");
    if is_note(note) && exists(&full) {
        return Some(full);
    }
    let (stem, _) = note.rsplit_once('.')?;
    let short = format!("{stem}{SUFFIX}");
    (exists(&short) && owner(&short, exists).as_deref() == Some(note)).then_some(short)
}

/// Whether the name is a note's.
fn is_note(path: &str) -> bool {
    crate::ingest::reader_for(path).is_some()
}

/// Reads a file of corrections.
pub(super) fn load(folder: &Path, path: String) -> Sidecar {
    let content = read(&folder.join(&path)).map_err(|e| e.to_string());
    Sidecar { path, content }
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_belongs_to_the_only_note_it_can_mean() {
        for (files, file, note) in [
            (&["a.txt", "a.txt.corrections.toml"][..], "a.txt.corrections.toml", Some("a.txt")),
            (&["a.txt", "a.corrections.toml"], "a.corrections.toml", Some("a.txt")),
            (&["a.txt", "a.md", "a.corrections.toml"], "a.corrections.toml", None),
            (&["a.txt", "a.txt.corrections.toml", "a.corrections.toml"], "a.corrections.toml", None),
            (&["b.txt", "a.corrections.toml"], "a.corrections.toml", None),
            (&["s/a.md", "s/a.corrections.toml"], "s/a.corrections.toml", Some("s/a.md")),
            (&["a.txt", ".corrections.toml"], ".corrections.toml", None),
        ] {
            let exists = |name: &str| files.contains(&name);
            assert_eq!(owner(file, &exists).as_deref(), note, "{files:?}");
            if let Some(note) = note {
                assert_eq!(beside(note, &exists).as_deref(), Some(file), "{files:?}");
            }
        }
        assert_eq!(beside("a.txt", &|n| ["a.txt", "a.md", "a.corrections.toml"].contains(&n)), None);
    }
}
