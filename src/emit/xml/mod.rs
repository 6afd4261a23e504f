//! The exchange file: Akoma Ntoso 3.0 with a block of typed facts (`docs/exchange.md`).
//!
//! Handed: a [`Note`], and nothing else: no clock, no source, no configuration. Gives: one UTF-8 document in which
//! generic Akoma Ntoso software reads the text and a partner's importer reads the facts. Knows nothing about where it
//! is written.
//!
//! ```text
//! Note ──▶ identity ─┐
//!      ──▶ references ├─▶ meta, facts, body ──▶ write
//!      ──▶ layout ───┤
//!      ──▶ marks ────┘
//! ```

mod body;
mod facts;
mod identity;
mod import;
mod languages;
mod layout;
mod marks;
mod meta;
mod names;
mod references;
mod tree;
mod values;
mod verify;
mod write;

pub use facts::NAMESPACE as FACTS_NAMESPACE;
pub use import::import;
pub use tree::Unreadable;
pub use verify::{Problem, verify, verify_alone};

use super::{Emitter, Handover};
use crate::diag::{Code, Diagnosed, Diagnostic, Severity};
use crate::model::{Note, Text};
use crate::source::Span;
use anyhow::{Context, Result};
use facts::FactsWriter;
use identity::Identity;
use layout::Step;
use marks::{Marks, Places};
use references::References;
use write::{Attributes, XmlWriter};

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

/// Hands the file on if it says what the note says; with an error, which holds the note, if it does not.
fn emit(handover: &Handover) -> Result<Diagnosed<Vec<u8>>> {
    let file = str::from_utf8(handover.exchange).context("the exchange file is not UTF-8")?;
    let refuse =
        |p: Problem| Diagnostic::new(&REFUSED, handover.source, Span::new(0, 0), format!("exchange file: {p}"));
    let diagnostics = verify(file, handover.note).into_iter().map(refuse).collect();
    Ok(Diagnosed { value: handover.exchange.to_vec(), diagnostics })
}

/// The exchange file of a note.
pub fn exchange(note: &Note) -> String {
    let identity = Identity::of(note);
    let references = References::of(note, identity::issuer_country(note), identity.class.show);
    let steps = layout::document(note);
    let (ids, texts): (Vec<&str>, Vec<&Text>) = steps.iter().filter_map(text_of).unzip();
    let places = Places::new(&texts);
    let marks = Marks::new(note, &references, &places);

    let mut w = XmlWriter::new(capacity(&texts));
    w.open("akomaNtoso", Attributes::new().with("xmlns", AKN_NAMESPACE));
    let class = identity.class;
    w.open(class.element, Attributes::new().with("name", class.name).with("contains", "originalVersion"));
    w.open("meta", Attributes::new());
    meta::identification(&mut w, note, &identity, &references);
    meta::circumstances(&mut w, note, &identity, &references);
    w.open("proprietary", meta::source(&references));
    FactsWriter { w: &mut w, references: &references, places: &places, ids: &ids }.note(note, &texts);
    w.close();
    w.close();
    body::write(&mut w, &steps, &marks, &references);
    w.close();
    w.close();
    w.finish()
}

fn text_of<'a>(step: &'a Step) -> Option<(&'a str, &'a Text)> {
    match step {
        Step::Words(tag, text) => Some((tag.id.as_deref().expect("every text has an eId"), text)),
        _ => None,
    }
}

/// Bytes to set aside at first: most files need no more.
fn capacity(texts: &[&Text]) -> usize {
    8192 + texts.iter().map(|t| 2 * t.text.len() + 200).sum::<usize>()
}
