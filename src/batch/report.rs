//! What became of each note: `report.json`.

use crate::diag::{Diagnostic, Severity};
use crate::emit::Artifact;
use crate::source::hex;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Identifier of this version of `report.json`.
pub const SCHEMA: &str = "urn:communique:report:1";

/// A run's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// Notes published.
    pub published: usize,
    /// Notes held back.
    pub held: usize,
    /// Every note, by path.
    pub notes: Vec<NoteReport>,
}

/// What became of one note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteReport {
    /// Path relative to the input folder.
    pub path: String,
    /// Identifier of the note, if it could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// Files made of it.
    pub artifacts: Vec<ArtifactReport>,
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
    /// Size in bytes.
    pub bytes: usize,
    /// SHA-256, lower-case hexadecimal.
    pub sha256: String,
}

impl ArtifactReport {
    /// Describes an artifact.
    pub fn of(artifact: &Artifact) -> Self {
        Self {
            path: artifact.path.clone(),
            media_type: artifact.media_type.to_owned(),
            bytes: artifact.bytes.len(),
            sha256: hex(&Sha256::digest(&artifact.bytes)),
        }
    }
}

impl NoteReport {
    /// The report of a note that is held.
    pub fn held(
        path: String,
        id: Option<String>,
        artifacts: Vec<ArtifactReport>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self { path, id, outcome: Outcome::Held, artifacts, diagnostics }
    }
}

impl Report {
    /// A report of notes in the order of their paths.
    pub fn new(notes: Vec<NoteReport>) -> Self {
        let count = |o| notes.iter().filter(|n| n.outcome == o).count();
        Self {
            schema: SCHEMA.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            published: count(Outcome::Published),
            held: count(Outcome::Held),
            notes,
        }
    }

    /// Number of notes with an outcome.
    pub const fn count(&self, outcome: Outcome) -> usize {
        match outcome {
            Outcome::Published => self.published,
            Outcome::Held => self.held,
        }
    }

    /// Number of diagnostics of a severity.
    pub fn diagnostics(&self, severity: Severity) -> usize {
        self.notes.iter().flat_map(|n| &n.diagnostics).filter(|d| d.severity == severity).count()
    }

    /// The report as JSON, one line feed at the end.
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("plain data serializes");
        bytes.push(b'\n');
        bytes
    }
}
