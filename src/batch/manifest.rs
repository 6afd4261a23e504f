//! What is in a run, for those who fetch it: `manifest.json`, and `SHA256SUMS` for `sha256sum -c`.
//!
//! Handed: the files of a run, one by one. Gives: the two lists. Knows nothing about what is in the files; what is made of
//! the lists by those who receive them is in `verify.rs`.

use super::disk::hash_file;
use super::listing::{Items, Listing};
use super::report::{ArtifactReport, REPORT};
use crate::source::hex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::Range;
use std::path::Path;

/// Name of the list for programs.
pub(super) const MANIFEST: &str = "manifest.json";
/// Name of the list for `sha256sum -c`.
pub(super) const SUMS: &str = "SHA256SUMS";
pub(super) const SCHEMA: &str = "urn:communique:manifest:1";
/// Files of a run that are about the run and not about one note.
pub(super) const OWN_FILES: [&str; 5] = [REPORT, "report.html", "diagnostics.sarif", MANIFEST, SUMS];

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
    /// all the same, and the count begins anew. `known` is its hash, if that was found out before.
    pub(super) fn after(folder: Option<&Path>, known: Option<&str>) -> Self {
        let path = folder.map(|f| f.join(MANIFEST));
        let run = path.as_deref().and_then(head).map_or(0, |m| m.run);
        Self { run: run.saturating_add(1), previous: known.map(str::to_owned).or_else(|| hash_file(&path?)) }
    }
}

/// The first line of a manifest, which has all but the files.
fn head(path: &Path) -> Option<Counted> {
    let mut line = String::new();
    BufReader::new(File::open(path).ok()?).take(HEAD_BYTES).read_line(&mut line).ok()?;
    serde_json::from_str(&(line.trim_end().to_owned() + "]}")).ok()
}

/// More than the first line of a manifest has.
const HEAD_BYTES: u64 = 1 << 12;

/// Whether the files about a run are those that its manifest speaks of, and `SHA256SUMS` says the same.
pub(super) fn has_own_files(run: &Path) -> bool {
    agree(run).unwrap_or(false)
}

fn agree(run: &Path) -> io::Result<bool> {
    let mut sums = BufReader::new(File::open(run.join(SUMS))?).split(b'\n');
    let mut is_next = |sum: String| sums.next().is_some_and(|line| line.is_ok_and(|l| l == sum.trim_end().as_bytes()));
    for line in BufReader::new(File::open(run.join(MANIFEST))?).lines().skip(1) {
        let line = line?;
        if line == "]}" {
            break;
        }
        let file = serde_json::from_str::<Listed>(line.trim_end_matches(','))?.file;
        let own = OWN_FILES.contains(&file.path.as_str());
        if own && hash_file(&run.join(&file.path)).as_ref() != Some(&file.sha256) {
            return Ok(false);
        }
        if !is_next(Manifest::sum(&file.sha256, &file.path)) {
            return Ok(false);
        }
    }
    let own = hash_file(&run.join(MANIFEST)).unwrap_or_default();
    Ok(is_next(Manifest::sum(&own, MANIFEST)) && sums.next().is_none())
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

/// Both lists being written, one file a line.
pub(super) struct Lists<W: Write> {
    manifest: Items<Hashing<W>>,
    sums: Hashing<W>,
}

impl<W: Write> Lists<W> {
    /// Begins both.
    ///
    /// # Errors
    /// What the writers give, here and below.
    pub(super) fn begin(manifest: W, sums: W, link: Link) -> io::Result<Self> {
        let head = Manifest {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            run: link.run,
            previous: link.previous,
            files: Vec::new(),
        };
        let text = serde_json::to_string(&head)?;
        // the files are the last field, and there are none
        let manifest = Items::begin(Hashing::new(manifest), text.trim_end_matches("]}"))?;
        Ok(Self { manifest, sums: Hashing::new(sums) })
    }

    /// Adds a file.
    pub(super) fn add(&mut self, listed: &Listed) -> io::Result<()> {
        self.manifest.add(&serde_json::to_string(listed)?)?;
        self.sums.write_all(Manifest::sum(&listed.file.sha256, &listed.file.path).as_bytes())
    }

    /// Adds the files of notes as the lists of an earlier run have them.
    pub(super) fn copy(&mut self, (manifest, sums): (&Listing, &Listing), notes: Range<usize>) -> io::Result<()> {
        self.manifest.copy(manifest, notes.clone())?;
        sums.copy(notes, &mut self.sums)
    }

    /// Ends both and gives their SHA-256.
    pub(super) fn end(mut self) -> io::Result<[String; 2]> {
        let own = self.manifest.end("]}")?.end(MANIFEST, "application/json")?;
        self.sums.write_all(Manifest::sum(&own.sha256, &own.path).as_bytes())?;
        let sums = self.sums.end(SUMS, "text/plain")?;
        Ok([own.sha256, sums.sha256])
    }
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
