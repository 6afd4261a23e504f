//! What became of each note: `report.json`.
//!
//! Handed: what was made of each note. Gives: data, and its JSON, one note a line. Knows nothing about where it goes.

use super::listing::Items;
use crate::diag::allow::Allowed;
use crate::diag::{Diagnostic, Severity};
use crate::emit::Artifact;
use crate::source::{SourceFile, Span, hex};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Its name in a run.
pub(super) const REPORT: &str = "report.json";
/// Identifier of this version of `report.json`.
pub(super) const SCHEMA: &str = "urn:communique:report:1";

/// A run's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always `urn:communique:report:1`.
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Notes published.
    pub published: usize,
    /// Notes held back.
    pub held: usize,
    /// Errors, warnings and notes among all diagnostics.
    pub found: Tally,
    /// Notes that the run before this one knew and whose files are gone, by path. Nothing of them is in this run.
    pub removed: Vec<Removed>,
    /// Every note, by path.
    pub notes: Vec<NoteReport>,
}

/// What became of one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteReport {
    /// Path relative to the input folder.
    pub path: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal; absent if they could not be read whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_sha256: Option<String>,
    /// Identifier of the note, if it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Key of the series the meeting belongs to, if the note says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Files made of it.
    pub artifacts: Vec<ArtifactReport>,
    /// Of a held note: the version that was published last under this path, which stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_good: Option<LastGood>,
    /// What would have been said, had the note or its file of corrections not allowed it, with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<Allowed>,
    /// What there is to say about it.
    pub diagnostics: Vec<Diagnostic>,
}

/// What became of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Its briefing and exchange file went out.
    Published,
    /// It has errors, or could not be read: nothing but its canonical JSON went out, if it has one.
    Held,
}

/// A file made of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ArtifactReport {
    /// Path below the published folder.
    pub path: String,
    /// Media type (RFC 6838).
    pub media_type: String,
    /// URI of the Expression (FRBR) that it manifests: the version of the note. Absent for what is held and for a file about
    /// the run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

/// An earlier version of a note that stays published while the present one is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LastGood {
    /// Identifier under which it was published.
    pub id: String,
    /// SHA-256 of the file's bytes at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_sha256: Option<String>,
    /// Its files, unchanged.
    pub artifacts: Vec<ArtifactReport>,
}

/// A note whose file is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removed {
    /// Path it had.
    pub path: String,
    /// Identifier under which it was published, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Numbers of diagnostics.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tally {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Tally {
    /// Counts diagnostics.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |s| diagnostics.iter().filter(|d| d.severity == s).count();
        Self { errors: count(Severity::Error), warnings: count(Severity::Warning), notes: count(Severity::Note) }
    }

    /// Adds the numbers of another.
    pub const fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }

    /// All of them.
    pub const fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

impl ArtifactReport {
    /// Describes an artifact.
    pub fn of(artifact: &Artifact) -> Self {
        Self {
            path: artifact.path.clone(),
            media_type: artifact.media_type.to_owned(),
            expression: artifact.expression.clone(),
            bytes: artifact.bytes.len(),
            sha256: hex(&Sha256::digest(&artifact.bytes)),
        }
    }
}

impl NoteReport {
    /// As the report has it, on one line.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("plain data serializes")
    }

    /// How many files the run has of it, those that stay of it included.
    pub(super) fn files(&self) -> usize {
        self.artifacts.len() + self.last_good.as_ref().map_or(0, |good| good.artifacts.len())
    }

    /// What stays of this note if its next version is held.
    pub fn as_last_good(self) -> Option<LastGood> {
        match (self.outcome, self.id) {
            (Outcome::Published, Some(id)) => {
                Some(LastGood { id, source_sha256: self.source_sha256, artifacts: self.artifacts })
            }
            (Outcome::Held, _) => self.last_good,
            (Outcome::Published, None) => None,
        }
    }
}

/// The JSON Schema (draft 2020-12) of `report.json`, generated from the types, with one line feed at the end.
/// `schemas/report.schema.json` is this text.
pub fn report_schema() -> String {
    let mut schema = schemars::schema_for!(Report);
    schema.insert("$id".to_owned(), SCHEMA.into());
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n"
}

/// Writes a report whose notes are handed over as [`Items`], in the order of their paths.
///
/// # Errors
/// What the writer or the notes give.
pub(super) fn write<W: Write>(
    out: &mut W,
    head: &Report,
    notes: impl FnOnce(&mut Items<&mut W>) -> io::Result<()>,
) -> io::Result<()> {
    let text = serde_json::to_string(&Report { notes: Vec::new(), ..head.clone() })?;
    // the notes are the last field, and there are none
    let mut items = Items::begin(out, text.trim_end_matches("]}"))?;
    notes(&mut items)?;
    items.end("]}")?.flush()
}

/// The line of a source that a diagnostic speaks of, cut to what a page can show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Excerpt {
    /// What stands before the words on their line.
    pub(super) before: String,
    /// The words.
    pub(super) words: String,
    /// What stands after them.
    pub(super) after: String,
}

/// Characters shown before, in and after the words.
const SHOWN: (usize, usize, usize) = (80, 240, 80);
/// Bytes looked at for each character shown, so that a line without end costs no more than another.
const WIDEST: usize = 4;

impl Excerpt {
    /// The line around a span.
    pub(super) fn of(source: &SourceFile, span: Span) -> Self {
        let line_of = |offset| source.line(source.position(offset).line).unwrap_or(span);
        let from = line_of(span.start).start.min(span.start);
        let to = line_of(span.end).end.max(span.end);
        let near = from.max(span.start.saturating_sub(SHOWN.0 * WIDEST));
        let before = source.slice(Span::new(near, span.start));
        let skip = before.chars().count().saturating_sub(SHOWN.0);
        let tail: String = before.chars().skip(skip).collect();
        Self {
            before: if skip > 0 || near > from { format!("…{tail}") } else { tail },
            words: clip(source.slice(span), SHOWN.1),
            after: clip(source.slice(Span::new(span.end, to)), SHOWN.2),
        }
    }
}

fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}
