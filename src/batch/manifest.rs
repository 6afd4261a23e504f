//! What is in a run, for those who fetch it: `manifest.json`, and `SHA256SUMS` for `sha256sum -c`.
//!
//! Handed: the files of a run, one by one. Gives: the two lists. Knows nothing about what is in the files; what is made of
//! the lists by those who receive them is in `verify.rs`.

use super::report::ArtifactReport;
use crate::source::hex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Name of the list for programs.
pub(super) const MANIFEST: &str = "manifest.json";
/// Name of the list for `sha256sum -c`.
pub(super) const SUMS: &str = "SHA256SUMS";
pub(super) const SCHEMA: &str = "urn:communique:manifest:1";

/// Every file of a run but the manifest itself and `SHA256SUMS`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// Always `urn:communique:manifest:1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// How many runs there were, this one included: one more than in the manifest of the run before.
    pub run: u64,
    /// SHA-256 of the manifest of the run before, lower-case hexadecimal; absent in the first run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
    /// The files: those of each note in the order of the notes' paths, then those about the run.
    pub files: Vec<Listed>,
}

/// A file of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Listed {
    /// Identifier of the note it was made of; absent for a file about the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The file.
    #[serde(flatten)]
    pub file: ArtifactReport,
}

/// The JSON Schema (draft 2020-12) of `manifest.json`, generated from the types, with one line feed at the end.
/// `schemas/manifest.schema.json` is this text.
pub fn manifest_schema() -> String {
    let mut schema = schemars::schema_for!(Manifest);
    schema.insert("$id".to_owned(), SCHEMA.into());
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n"
}

/// A run's place in the chain of runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    /// As in [`Manifest::run`].
    pub(super) run: u64,
    /// As in [`Manifest::previous`].
    pub(super) previous: Option<String>,
}

impl Link {
    /// The place after the run in a folder; the first, if there is none. A manifest that cannot be read is named by its hash
    /// all the same, and the count begins anew.
    pub(super) fn after(folder: Option<&Path>) -> Self {
        let bytes = folder.and_then(|f| fs::read(f.join(MANIFEST)).ok());
        let run = bytes.as_ref().and_then(|b| serde_json::from_slice(b).ok()).map_or(0, |m: Counted| m.run);
        Self { run: run.saturating_add(1), previous: bytes.map(|b| hex(&Sha256::digest(b))) }
    }
}

/// What is needed of a manifest to go on from it.
#[derive(Deserialize)]
struct Counted {
    run: u64,
}

impl Manifest {
    /// A line of `SHA256SUMS`.
    pub(super) fn sum(sha256: &str, path: &str) -> String {
        format!("{sha256}  {path}\n")
    }
}

/// Writes both lists, one file a line.
///
/// # Errors
/// What the writers or the files give.
pub(super) fn write<W: Write>(
    manifest: W,
    mut sums: impl Write,
    link: Link,
    files: impl Iterator<Item = io::Result<Listed>>,
) -> io::Result<()> {
    let mut manifest = Hashing::new(manifest);
    let head = Manifest {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        run: link.run,
        previous: link.previous,
        files: Vec::new(),
    };
    let text = serde_json::to_string(&head)?;
    write!(manifest, "{}", text.strip_suffix("]}").expect("the files are the last field, and there are none"))?;
    for (i, listed) in files.enumerate() {
        let listed = listed?;
        write!(manifest, "{}\n{}", if i == 0 { "" } else { "," }, serde_json::to_string(&listed)?)?;
        sums.write_all(Manifest::sum(&listed.file.sha256, &listed.file.path).as_bytes())?;
    }
    writeln!(manifest, "\n]}}")?;
    let own = manifest.end(MANIFEST, "application/json")?;
    sums.write_all(Manifest::sum(&own.sha256, &own.path).as_bytes())?;
    sums.flush()
}

/// A writer that knows in the end what went through it.
pub(super) struct Hashing<W> {
    out: W,
    hash: Sha256,
    bytes: usize,
}

impl<W: Write> Hashing<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, hash: Sha256::new(), bytes: 0 }
    }

    /// Describes what was written.
    pub(super) fn end(mut self, path: &str, media_type: &str) -> io::Result<ArtifactReport> {
        self.out.flush()?;
        let (path, media_type) = (path.to_owned(), media_type.to_owned());
        let sha256 = hex(&self.hash.finalize());
        Ok(ArtifactReport { path, media_type, expression: None, bytes: self.bytes, sha256 })
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.out.write(bytes)?;
        self.hash.update(&bytes[..n]);
        self.bytes += n;
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
