//! Note and briefing → artifacts.
//!
//! Handed: a checked note, its briefing and its exchange file. Gives: [`Artifact`]s, bytes with a name. Knows nothing
//! about where they are written. Adding a format: one file here and one row in [`EMITTERS`].

mod html;
pub mod json;
pub mod pdf;
pub mod xml;

use crate::diag::{Code, Diagnosed};
use crate::model::Note;
use crate::model::briefing::Briefing;
use crate::source::SourceFile;
use anyhow::{Context, Result};

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[&pdf::MISSING_GLYPH, &pdf::NOT_CONFORMING, &xml::REFUSED, &xml::REPLACED];

/// What every emitter is handed.
#[derive(Debug, Clone, Copy)]
pub struct Handover<'a> {
    /// The canonical note, checked.
    pub note: &'a Note,
    /// Its source.
    pub source: &'a SourceFile,
    /// Its briefing.
    pub briefing: &'a Briefing,
    /// Its exchange file, UTF-8 XML.
    pub exchange: &'a [u8],
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Path below the output folder, `/` as separator.
    pub path: String,
    /// Media type (RFC 6838).
    pub media_type: &'static str,
    /// URI of the Expression (FRBR) that it manifests, which names the note in its language as of its date: the note's
    /// version. Absent for a note that is held.
    pub expression: Option<String>,
    /// Content.
    pub bytes: Vec<u8>,
}

/// An output format.
pub struct Emitter {
    /// Name on the command line.
    pub name: &'static str,
    /// Folder below the output folder.
    pub folder: &'static str,
    /// File name extension without the dot.
    pub extension: &'static str,
    /// Media type (RFC 6838).
    pub media_type: &'static str,
    /// One line for help texts.
    pub summary: &'static str,
    /// The emitter.
    pub emit: fn(&Handover) -> Result<Diagnosed<Vec<u8>>>,
}

/// Every output format, in the order in which artifacts are listed.
pub const EMITTERS: &[Emitter] = &[json::EMITTER, xml::EMITTER, pdf::EMITTER, html::EMITTER];

/// Emits a note in every format.
///
/// # Errors
/// A bug in an emitter; content never makes one fail.
pub fn emit(handover: &Handover) -> Result<Diagnosed<Vec<Artifact>>> {
    let mut artifacts = Vec::with_capacity(EMITTERS.len());
    let mut diagnostics = Vec::new();
    for e in EMITTERS {
        let made = (e.emit)(handover).with_context(|| format!("writing {}", e.name))?;
        diagnostics.extend(made.diagnostics);
        let path = format!("{}/{}.{}", e.folder, handover.note.id, e.extension);
        artifacts.push(Artifact { path, media_type: e.media_type, expression: None, bytes: made.value });
    }
    Ok(Diagnosed { value: artifacts, diagnostics })
}

/// Canonical JSON of a held note, in a folder of its own.
///
/// # Errors
/// A bug in the emitter.
pub fn held(note: &Note) -> Result<Artifact> {
    let bytes = json::canonical(note)?;
    Ok(Artifact {
        path: format!("held/{}.json", note.id),
        media_type: json::EMITTER.media_type,
        expression: None,
        bytes,
    })
}
