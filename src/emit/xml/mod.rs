//! The exchange file: Akoma Ntoso 3.0 with a block of typed facts (`docs/exchange.md`).
//!
//! Handed: a [`Note`], and who issues notes that do not say it: no clock, no source, nothing else. Gives: one UTF-8 document in which
//! generic Akoma Ntoso software reads the text and a partner's importer reads the facts. Knows nothing about where it
//! is written.
//!
//! ```text
//! Note ──▶ identity ──┐
//!      ──▶ references ├─▶ meta, facts, body ──▶ write
//!      ──▶ places ────┤
//!      ──▶ marks ─────┘
//! layout goes through the text whenever one of them asks
//! ```

mod body;
mod events;
mod facts;
mod identification;
mod identity;
mod import;
mod languages;
mod layout;
mod links;
mod marks;
mod meta;
mod names;
mod places;
mod references;
mod values;
mod verify;
mod write;

pub use events::Unreadable;
pub use facts::NAMESPACE as FACTS_NAMESPACE;
pub use identity::Issuer;
pub use import::import;
pub use verify::{Problem, verify, verify_alone};

use super::{Emitter, Handover};
use crate::diag::{Code, Diagnosed, Diagnostic, Severity};
use crate::model::{Note, Text};
use crate::source::Span;
use anyhow::{Context, Result};
use body::Body;
use facts::FactsWriter;
use identity::Identity;
use places::Places;
use references::References;
use std::io::{self, Write};
use write::XmlWriter;

/// Namespace of Akoma Ntoso 3.0 (OASIS LegalDocumentML).
pub const AKN_NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// XML Schema of the facts block (`schemas/facts.xsd`).
pub const FACTS_SCHEMA: &str = include_str!("../../../schemas/facts.xsd");

pub(super) const EMITTER: Emitter = Emitter {
    name: "xml",
    folder: "exchange",
    extension: "xml",
    media_type: "application/akn+xml",
    summary: "Akoma Ntoso 3.0 exchange file with typed facts",
    emit,
};

pub(super) const REFUSED: Code = Code {
    code: "E201",
    name: "exchange-file-refused",
    severity: Severity::Error,
    summary: "The exchange file failed the program's own checks.",
    explanation: "Before an exchange file goes out it is read back and held against the note: facts, text and labels must \
        be the same, every reference must lead somewhere, and the parts of the document's identity must agree. A file \
        that fails is never published.\n\nNothing in a note should bring this about: please report it with the note.",
};

pub(super) const REPLACED: Code = Code {
    code: "E202",
    name: "character-not-shown",
    severity: Severity::Warning,
    summary: "An escape in the note stands for a character that the exchange file cannot show.",
    explanation: "XML has no place for control characters and a few others. Where a note writes one as an escape, such as \
        `&#1;`, the text of the exchange file shows U+FFFD, and its facts block names the character. An escape that \
        stands for no character at all, such as `&#0;` or half of a surrogate pair, is read as U+FFFD.\n\nWrite the \
        character that was meant.",
};

/// Hands the file on if it says what the note says; with an error, which holds the note, if it does not.
fn emit(handover: &Handover) -> Result<Diagnosed<Vec<u8>>> {
    let file = str::from_utf8(handover.exchange).context("the exchange file is not UTF-8")?;
    let refuse =
        |p: Problem| Diagnostic::new(&REFUSED, handover.source, Span::new(0, 0), format!("exchange file: {p}"));
    let diagnostics = verify(file, handover.note).into_iter().map(refuse).chain(replaced(handover)).collect();
    Ok(Diagnosed { value: handover.exchange.to_vec(), diagnostics })
}

/// The first escape whose character the file shows as another. Characters that stand in the source itself were told of
/// when it was read.
fn replaced(handover: &Handover) -> Option<Diagnostic> {
    let mut first = None;
    let mut look = |text: &Text| {
        let odd = |c: char| c == write::REPLACEMENT || !write::is_writable(c);
        if first.is_some() || !text.text.contains(odd) {
            return;
        }
        let spans = text.text.char_indices().filter(|(_, c)| odd(*c));
        let mut spans = spans.map(|(at, c)| (c, text.source_span(at..at + c.len_utf8())));
        first = spans.find(|(c, span)| !handover.source.slice(*span).contains(*c));
    };
    handover.note.body.iter().for_each(|block| block.for_each_text(&mut look));
    let (c, span) = first?;
    let message = match c {
        write::REPLACEMENT => "this escape stands for no character".to_owned(),
        c => format!("this escape stands for U+{:04X}, which XML cannot hold", u32::from(c)),
    };
    let help = "write the character that was meant";
    Some(Diagnostic::new(&REPLACED, handover.source, span, message).with_help(help))
}

/// The exchange file of a note; `issuer` issues the notes that do not say who does.
pub fn exchange(note: &Note, issuer: Option<&Issuer>) -> String {
    // The facts, and the text with the places it comes from: some four times the note. Room that is not used costs nothing; a
    // file that outgrows its room is there twice while it moves.
    let mut file = Vec::with_capacity((16 << 10) + note.source.bytes * 5);
    write(note, issuer, &mut file).expect("a vector takes every byte");
    String::from_utf8(file).expect("only text was written")
}

/// URI of the Expression (FRBR) that the exchange file of a note manifests: the note in its language, as of its date.
pub fn expression(note: &Note, issuer: Option<&Issuer>) -> String {
    Identity::of(note, issuer).expression()
}

/// Writes the exchange file of a note in portions: what is kept of it in memory grows with its facts, not with its text.
///
/// # Errors
/// What `out` says.
pub fn write(note: &Note, issuer: Option<&Issuer>, out: &mut dyn Write) -> io::Result<()> {
    let identity = Identity::of(note, issuer);
    let references = References::of(note, issuer, identity.class.show);
    let wanted = marks::wanted(note, &references);
    let places = Places::of(note, wanted.iter().map(|(span, _)| *span));
    let marks = marks::placed(&wanted, &places);

    let mut w = XmlWriter::new(out);
    w.open("akomaNtoso").with("xmlns", AKN_NAMESPACE);
    let class = identity.class;
    w.open(class.element).with("name", class.name).with("contains", "originalVersion");
    w.open("meta");
    meta::identification(&mut w, note, &identity, &references);
    meta::circumstances(&mut w, note, &identity, &references);
    meta::source(w.open("proprietary"), &references);
    FactsWriter { w: &mut w, references: &references, places: &places }.note(note);
    w.close();
    w.close();
    layout::lay_out(note, &mut Body::new(&mut w, &references, &marks));
    w.close();
    w.close();
    w.finish()
}
