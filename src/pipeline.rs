//! The stages in order for one note. The only caller of more than one stage; holds no other logic.
//!
//! A pure function of (bytes, templates): no clock, no file system, no global state.

use crate::compose::Templates;
use crate::diag::explain::Entry;
use crate::diag::{self, Code, Diagnostic};
use crate::emit::{self, Artifact, Handover};
use crate::model::Note;
use crate::source::SourceFile;
use crate::{check, compose, ingest, normalize};
use anyhow::{Context, Result};

/// What one file became.
#[derive(Debug)]
pub struct Compiled {
    /// The source, for showing diagnostics.
    pub source: SourceFile,
    /// The canonical note; `None` if the file could not be read as one.
    pub note: Option<Note>,
    /// Everything there is to say, sorted.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, normalizes and checks one file.
pub fn examine(path: &str, bytes: &[u8]) -> Compiled {
    let read = ingest::read(path, bytes);
    let mut diagnostics = read.diagnostics;
    let (source, note) = match read.value {
        Err(source) => (source, None),
        Ok(source_note) => {
            let normalized = normalize::normalize(&source_note);
            diagnostics.extend(normalized.diagnostics);
            diagnostics.extend(check::check(&normalized.value, &source_note.source));
            (source_note.source, Some(normalized.value))
        }
    };
    diag::sort(&mut diagnostics);
    let note = note.map(|note| Note { diagnostics: diagnostics.clone(), ..note });
    Compiled { source, note, diagnostics }
}

/// Emits every artifact of a note that is not held.
///
/// # Errors
/// A template that fails on this note, or a bug in an emitter.
pub fn publish(note: &Note, source: &SourceFile, templates: &Templates) -> Result<diag::Diagnosed<Vec<Artifact>>> {
    let briefing =
        compose::compose(note, source, templates).with_context(|| format!("composing {}", note.source.path))?;
    let exchange = emit::xml::exchange(note);
    emit::emit(&Handover { note, source, briefing: &briefing, exchange: exchange.as_bytes() })
        .with_context(|| format!("emitting {}", note.source.path))
}

/// Every diagnostic code with its examples, retired ones included, sorted by code.
pub fn entries() -> Vec<Entry> {
    let plain = |&code| Entry { code, firing: Vec::new(), clean: Vec::new() };
    let mut all: Vec<Entry> = [ingest::CODES, normalize::CODES, emit::CODES].concat().iter().map(plain).collect();
    all.extend(check::entries());
    all.sort_by_key(|e| e.code.code);
    all
}

/// Every diagnostic code, retired ones included, sorted.
pub fn codes() -> Vec<&'static Code> {
    entries().into_iter().map(|e| e.code).collect()
}
