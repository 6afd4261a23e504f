//! The receiving side: an exchange file back to its canonical note, without loss.
//!
//! Handed: an exchange file. Gives: the [`Note`] it was made from, or the first thing that is wrong. The text comes from
//! the document, everything else from the facts block. Knows nothing about the source: offsets point into it, but it is
//! not needed.

mod blocks;
mod cursor;
mod facts;

use super::tree::{self, Element, Unreadable, Vocabulary};
use crate::model::Note;

/// Reads an exchange file.
///
/// # Errors
/// What is not well-formed, not an exchange file, or holds a value no note can have, with its place.
pub fn import(xml: &str) -> Result<Note, Unreadable> {
    note(&tree::parse(xml)?)
}

/// The note of a document that is parsed already.
pub(super) fn note(root: &Element) -> Result<Note, Unreadable> {
    let document = document(root)?;
    let facts = facts_of(document)?;
    let sources = facts::sources(facts)?;
    facts::note(facts, blocks::body(document, &sources)?)
}

/// The `doc` or `debateReport` of a file.
pub(super) fn document(root: &Element) -> Result<&Element, Unreadable> {
    if root.vocabulary != Vocabulary::Akn || root.name != "akomaNtoso" {
        return Err(Unreadable::new("", "this is no Akoma Ntoso 3.0 document"));
    }
    root.elements().next().ok_or_else(|| Unreadable::new("akomaNtoso", "it holds no document"))
}

/// The facts block of a document.
pub(super) fn facts_of(document: &Element) -> Result<&Element, Unreadable> {
    let proprietary = document.child("meta").and_then(|m| m.child("proprietary"));
    let mut blocks = proprietary.into_iter().flat_map(Element::elements).filter(|e| e.vocabulary == Vocabulary::Facts);
    blocks.next().ok_or_else(|| Unreadable::new("meta/proprietary", "there is no facts block of a version known here"))
}
