//! The receiving side: an exchange file back to its canonical note, without loss.
//!
//! Handed: an exchange file. Gives: the [`Note`] it was made from, or the first thing that is wrong. The text comes from
//! the document, everything else from the facts block. The file is read once, and nothing of it is kept but the note and
//! what the checks ask for. Knows nothing about the source: offsets point into it, but it is not needed.

mod blocks;
mod facts;
mod fields;

use super::events::{Events, Unreadable, Vocabulary};
use super::identification::Identification;
use super::links::Links;
use crate::model::Note;
use blocks::Blocks;

/// Reads an exchange file.
///
/// # Errors
/// What is not well-formed, not an exchange file, or holds a value no note can have, with its place.
pub fn import(xml: &str) -> Result<Note, Unreadable> {
    Ok(Arrived::read(xml)?.note)
}

/// What an exchange file holds.
pub(super) struct Arrived<'x> {
    pub(super) note: Note,
    /// The document's element.
    pub(super) element: &'x str,
    pub(super) identification: Identification<'x>,
    pub(super) links: Links<'x>,
}

impl<'x> Arrived<'x> {
    pub(super) fn read(xml: &'x str) -> Result<Self, Unreadable> {
        let mut r = Events::begin(xml)?;
        if r.vocabulary() != Vocabulary::Akn || r.name() != "akomaNtoso" {
            return Err(Unreadable::new("", "this is no Akoma Ntoso 3.0 document"));
        }
        if !r.child()? {
            return Err(Unreadable::new("akomaNtoso", "it holds no document"));
        }
        let element = r.name();
        if !r.child_named("meta")? {
            return Err(r.wrong("it does not begin with meta"));
        }
        let Head { identification, note, sources } = Head::read(&mut r)?;
        let identification = identification.ok_or_else(|| Unreadable::new("meta", "there is no identification"))?;
        let mut note =
            note.ok_or_else(|| Unreadable::new("meta", "there is no facts block of a version known here"))?;
        note.body = Blocks::of(&mut r, sources)?;
        r.end()?;
        Ok(Self { note, element, identification, links: r.finish()? })
    }
}

/// What is in `meta`.
#[derive(Default)]
struct Head<'x> {
    identification: Option<Identification<'x>>,
    note: Option<Note>,
    sources: Vec<facts::TextSource<'x>>,
}

impl<'x> Head<'x> {
    fn read(r: &mut Events<'x>) -> Result<Self, Unreadable> {
        let mut head = Head::default();
        while r.child()? {
            match r.name() {
                "identification" => head.identification = Some(Identification::read(r)?),
                "proprietary" => head.proprietary(r)?,
                _ => r.skip()?,
            }
        }
        Ok(head)
    }

    fn proprietary(&mut self, r: &mut Events<'x>) -> Result<(), Unreadable> {
        while r.child()? {
            if r.vocabulary() == Vocabulary::Facts && self.note.is_none() {
                let (note, sources) = facts::note(r)?;
                (self.note, self.sources) = (Some(note), sources);
            } else {
                r.skip()?;
            }
        }
        Ok(())
    }
}
