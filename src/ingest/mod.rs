//! Bytes → SourceNote: text in blocks with spans, no meaning yet.

mod text;

use crate::diag::{Code, Diagnosed};
use crate::model::SourceNote;
use crate::source::SourceFile;

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[];

/// Reads one file. `Err` holds the source of a file that is no note, for showing its diagnostics.
pub fn read(path: &str, bytes: &[u8]) -> Diagnosed<Result<SourceNote, SourceFile>> {
    let source = SourceFile::new(path, bytes, "text/plain", "UTF-8", String::from_utf8_lossy(bytes).into_owned());
    let blocks = text::blocks(&source.text);
    Diagnosed::clean(Ok(SourceNote { source, front: Vec::new(), blocks }))
}
