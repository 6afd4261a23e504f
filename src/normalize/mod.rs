//! SourceNote → Note: reads the facts.

use crate::diag::{Code, Diagnosed};
use crate::model::{Event, Note, NoteKind, SourceNote, SourceRef, note::SCHEMA};

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[];

/// Reads the facts of a note.
pub fn normalize(source: &SourceNote) -> Diagnosed<Note> {
    let s = &source.source;
    Diagnosed::clean(Note {
        schema: SCHEMA.to_owned(),
        id: s.sha256[..12].to_owned(),
        source: SourceRef {
            path: s.path.to_string(),
            sha256: s.sha256.clone(),
            bytes: s.bytes,
            media_type: s.media_type.clone(),
            encoding: s.encoding.clone(),
            lang: "en".to_owned(),
        },
        title: None,
        subtitle: None,
        document_date: None,
        publisher: None,
        kind: NoteKind::Other,
        event: Event::default(),
        chairs: Vec::new(),
        participants: Vec::new(),
        people: Vec::new(),
        findings: Vec::new(),
        series: None,
        mentions: Vec::new(),
        handling: None,
        claims: Default::default(),
        body: source.blocks.clone(),
        diagnostics: Vec::new(),
    })
}
