//! Files → bytes, no more of them than a note may have.

use crate::diag::policy::Policy;
use crate::ingest::MAX_BYTES;
use crate::pipeline::{self, Compiled};
use crate::source::hex;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// A file as it was read.
pub(super) enum Loaded {
    /// All of it, with its SHA-256.
    Whole(Vec<u8>, String),
    /// A file that gives no note: too large, or not to be read.
    Refused(Box<Compiled>),
}

/// Reads one file. A file that cannot be read is a diagnostic: the other notes go out.
pub(super) fn load(folder: &Path, relative: &str) -> Loaded {
    match read(&folder.join(relative)) {
        Ok((bytes, size)) if bytes.len() > MAX_BYTES => Loaded::Refused(pipeline::oversized(relative, size).into()),
        Ok((bytes, _)) => {
            let hash = hex(&Sha256::digest(&bytes));
            Loaded::Whole(bytes, hash)
        }
        Err(e) => Loaded::Refused(pipeline::unreadable(relative, &e.to_string()).into()),
    }
}

/// Reads and examines one file.
pub(super) fn examine(folder: &Path, relative: &str, policy: &Policy) -> Compiled {
    let compiled = match load(folder, relative) {
        Loaded::Whole(bytes, _) => pipeline::examine(relative, &bytes),
        Loaded::Refused(compiled) => *compiled,
    };
    compiled.judged(policy)
}

/// At most one byte more than a note may have, and the file's size. A pipe or a device is not opened: it could wait
/// for ever.
fn read(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(MAX_BYTES).min(MAX_BYTES) + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let size = size.max(bytes.len() as u64);
    Ok((bytes, size))
}
