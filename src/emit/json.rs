//! Canonical JSON: the note itself, pretty-printed, one line feed at the end.

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
pub(super) fn canonical(note: &Note) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(note)?;
    bytes.push(b'\n');
    Ok(bytes)
}
