//! Files → bytes, no more of them than a note may have.

use crate::ingest::MAX_BYTES;
use crate::pipeline::{self, Compiled};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads and examines one file. A file that cannot be read is a diagnostic: the other notes go out.
pub(super) fn examine(folder: &Path, relative: &str) -> Compiled {
    match read(&folder.join(relative)) {
        Ok((bytes, size)) if bytes.len() > MAX_BYTES => pipeline::oversized(relative, size),
        Ok((bytes, _)) => pipeline::examine(relative, &bytes),
        Err(e) => pipeline::unreadable(relative, &e.to_string()),
    }
}

/// At most one byte more than a note may have, and the file's size.
fn read(path: &Path) -> io::Result<(Vec<u8>, u64)> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(MAX_BYTES).min(MAX_BYTES) + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    let size = size.max(bytes.len() as u64);
    Ok((bytes, size))
}
