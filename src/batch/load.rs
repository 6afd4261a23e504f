//! Files → bytes, no more of them than a note may have.

use super::sidecar;
use crate::amend::SUFFIX;
use crate::ingest::MAX_BYTES;
use crate::pipeline::{self, Compiled, Sidecar};
use crate::source::{SourceFile, hex};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A file as it was read.
pub(super) enum Loaded {
    /// All of it.
    Whole(Whole),
    /// A file that gives no note: too large, or not to be read.
    Refused(Box<Compiled>),
}

/// A note with the file of corrections beside it.
pub(super) struct Whole {
    bytes: Vec<u8>,
    sidecar: Option<Sidecar>,
    /// A hash of all that the two files say: the SHA-256 of the note's bytes where there is no other file.
    pub(super) hash: String,
}

impl Whole {
    /// Examines the note.
    pub(super) fn examine(&self, path: &str) -> Compiled {
        if path.ends_with(SUFFIX) {
            return pipeline::orphan(path, &self.bytes);
        }
        pipeline::examine_beside(path, &self.bytes, self.sidecar.as_ref())
    }

    /// The source for showing its lines.
    pub(super) fn source(&self, path: &str) -> SourceFile {
        pipeline::source(path, &self.bytes)
    }
}

fn hash(bytes: &[u8], sidecar: Option<&Sidecar>) -> String {
    let Some(Sidecar { path, content }) = sidecar else { return hex(&Sha256::digest(bytes)) };
    let mut all = Sha256::new();
    all.update(Sha256::digest(bytes));
    all.update(Sha256::digest(path));
    match content {
        Ok(content) => all.update(Sha256::digest(content)),
        Err(why) => all.update(format!("unreadable: {why}")),
    }
    hex(&all.finalize())
}

/// A folder with notes, and what was found there.
pub(super) struct Inputs {
    pub(super) folder: PathBuf,
    /// Files of corrections, by the note they belong to.
    pub(super) corrections: BTreeMap<String, String>,
}

impl Inputs {
    /// Reads one note and its file of corrections.
    pub(super) fn load(&self, note: &str) -> Loaded {
        load(&self.folder, note, self.corrections.get(note).cloned())
    }
}

/// Reads one file, and the file of corrections beside it.
pub(super) fn load_beside(folder: &Path, relative: &str) -> Loaded {
    load(folder, relative, sidecar::beside(relative, &|name| folder.join(name).exists()))
}

/// A file that cannot be read is a diagnostic: the other notes go out.
fn load(folder: &Path, relative: &str, corrections: Option<String>) -> Loaded {
    match read(&folder.join(relative)) {
        Ok((bytes, size)) if bytes.len() > MAX_BYTES => Loaded::Refused(pipeline::oversized(relative, size).into()),
        Ok((bytes, _)) => {
            let sidecar = corrections.map(|path| sidecar::load(folder, path));
            let hash = hash(&bytes, sidecar.as_ref());
            Loaded::Whole(Whole { bytes, sidecar, hash })
        }
        Err(e) => Loaded::Refused(pipeline::unreadable(relative, &e.to_string()).into()),
    }
}

/// Reads and examines one file.
pub(super) fn examine(folder: &Path, relative: &str) -> Compiled {
    match load_beside(folder, relative) {
        Loaded::Whole(whole) => whole.examine(relative),
        Loaded::Refused(compiled) => *compiled,
    }
}

/// At most one byte more than a note may have, and the file's size. A pipe or a device is not opened: it could wait
/// for ever.
fn read(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    let there = fs::metadata(path)?;
    if !there.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let (file, size) = (File::open(path)?, there.len());
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(MAX_BYTES).min(MAX_BYTES) + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let size = size.max(bytes.len() as u64);
    Ok((bytes, size))
}
