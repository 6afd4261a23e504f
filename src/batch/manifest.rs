//! What is in a run, for those who fetch it: `manifest.json`, and `SHA256SUMS` for `sha256sum -c`.
//!
//! Handed: the files of a run, one by one. Gives: the two lists, and what is wrong with a folder that came with them.
//! Knows nothing about what is in the files.

use super::disk::hash_file;
use super::report::ArtifactReport;
use crate::source::hex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path};

/// Name of the list for programs.
pub(super) const MANIFEST: &str = "manifest.json";
/// Name of the list for `sha256sum -c`.
pub(super) const SUMS: &str = "SHA256SUMS";
const SCHEMA: &str = "urn:communique:manifest:1";

/// Every file of a run but the manifest itself and `SHA256SUMS`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Manifest {
    /// Always `urn:communique:manifest:1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
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

/// Writes both lists, one file a line.
///
/// # Errors
/// What the writers or the files give.
pub(super) fn write<W: Write>(
    manifest: W,
    mut sums: impl Write,
    previous: Option<String>,
    files: impl Iterator<Item = io::Result<Listed>>,
) -> io::Result<()> {
    let mut manifest = Hashing::new(manifest);
    let head = Manifest {
        schema: SCHEMA.to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        previous,
        files: Vec::new(),
    };
    let text = serde_json::to_string(&head)?;
    write!(manifest, "{}", text.strip_suffix("]}").expect("the files are the last field, and there are none"))?;
    for (i, listed) in files.enumerate() {
        let listed = listed?;
        write!(manifest, "{}\n{}", if i == 0 { "" } else { "," }, serde_json::to_string(&listed)?)?;
        writeln!(sums, "{}  {}", listed.file.sha256, listed.file.path)?;
    }
    writeln!(manifest, "\n]}}")?;
    let own = manifest.end(MANIFEST, "application/json")?;
    writeln!(sums, "{}  {}", own.sha256, own.path)?;
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
        Ok(ArtifactReport { path, media_type, bytes: self.bytes, sha256: hex(&self.hash.finalize()) })
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

/// What is wrong with a folder that came with its lists, and how many files were looked at. Nothing wrong means: every file
/// is there with the content it was published with, and no other is.
///
/// # Errors
/// A folder without lists that can be read.
pub fn verify(folder: &Path) -> io::Result<(usize, Vec<String>)> {
    let manifest: Manifest = serde_json::from_str(&fs::read_to_string(folder.join(MANIFEST))?)?;
    let mut problems = Vec::new();
    let mut expected = sums(&fs::read_to_string(folder.join(SUMS))?, &mut problems);
    let mut listed: BTreeMap<&str, &str> =
        manifest.files.iter().map(|l| (l.file.path.as_str(), l.file.sha256.as_str())).collect();
    let own = hash_file(&folder.join(MANIFEST)).unwrap_or_default();
    listed.insert(MANIFEST, &own);
    for (path, sum) in &listed {
        if expected.get(*path).is_none_or(|s| s != sum) {
            problems.push(format!("{path}: {MANIFEST} and {SUMS} do not agree"));
        }
    }
    let mut count = 0;
    for path in present(folder, "")? {
        if path == SUMS {
            continue;
        }
        count += 1;
        match expected.remove(&path) {
            None => problems.push(format!("{path}: is in neither list")),
            Some(sum) if hash_file(&folder.join(&path)).as_ref() != Some(&sum) => {
                problems.push(format!("{path}: its content is not what was published"));
            }
            Some(_) => {}
        }
    }
    problems.extend(expected.into_keys().map(|path| format!("{path}: is missing")));
    problems.sort();
    Ok((count, problems))
}

/// The lines of `SHA256SUMS`, by path.
fn sums(text: &str, problems: &mut Vec<String>) -> BTreeMap<String, String> {
    let mut sums = BTreeMap::new();
    for (i, line) in text.lines().enumerate() {
        let entry = line.split_once("  ");
        let inside = |path: &str| Path::new(path).components().all(|c| matches!(c, Component::Normal(_)));
        match entry.filter(|(_, path)| inside(path)) {
            Some((sum, path)) => drop(sums.insert(path.to_owned(), sum.to_owned())),
            None => problems.push(format!("{SUMS}: line {} is not a hash and a path inside the folder", i + 1)),
        }
    }
    sums
}

fn present(folder: &Path, prefix: &str) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder.join(prefix))? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            found.extend(present(folder, &format!("{path}/"))?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
