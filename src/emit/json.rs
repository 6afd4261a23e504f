//! Canonical JSON: the note itself, pretty-printed, one line feed at the end; and its JSON Schema.

use super::{Emitter, Handover};
use crate::diag::Diagnosed;
use crate::model::Note;
use anyhow::Result;

pub(super) const EMITTER: Emitter = Emitter {
    name: "json",
    folder: "notes",
    extension: "json",
    media_type: "application/json",
    summary: "canonical JSON of the note",
    emit,
};

fn emit(handover: &Handover) -> Result<Diagnosed<Vec<u8>>> {
    canonical(handover.note).map(Diagnosed::clean)
}

/// The bytes of a note's canonical JSON.
///
/// # Errors
/// A bug: every note can be written.
pub fn canonical(note: &Note) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(note)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The JSON Schema (draft 2020-12) of the canonical JSON, generated from the types, with one line feed at the end.
/// `schemas/note.schema.json` is this text.
pub fn schema() -> String {
    let mut schema = schemars::schema_for!(Note);
    schema.insert("$id".to_owned(), crate::model::note::SCHEMA.into());
    serde_json::to_string_pretty(&schema).expect("a schema is plain JSON") + "\n"
}
