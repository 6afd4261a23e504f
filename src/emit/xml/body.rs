//! Preface and main body, with the facts marked where they were read.
//!
//! Handed: the parts of the document as they are laid out, and the marks. Writes the elements. Knows nothing about blocks
//! or facts.

use super::layout::{LEVEL, Page, Part};
use super::marks::{Mark, Meaning};
use super::references::References;
use super::values::single_day;
use super::write::XmlWriter;
use crate::model::{Edtf, EdtfDate, Text};

/// Writes the text of the document.
pub(super) struct Body<'a, 'o> {
    w: &'a mut XmlWriter<'o>,
    references: &'a References,
    /// Marks of the texts to come, each with the number of its text.
    marks: &'a [(usize, Mark)],
    /// Number of the next text.
    text: usize,
}

impl<'a, 'o> Body<'a, 'o> {
    pub(super) fn new(w: &'a mut XmlWriter<'o>, references: &'a References, marks: &'a [(usize, Mark)]) -> Self {
        Self { w, references, marks, text: 0 }
    }
}

impl Page<'_> for Body<'_, '_> {
    fn open(&mut self, part: Part) {
        let tag = self.w.open(part.element).maybe("eId", part.id).maybe("name", part.name);
        match part.level {
            Some(level) => drop(tag.plain("class", format_args!("{LEVEL}{level}"))),
            None => drop(tag.maybe("class", part.class)),
        }
    }

    fn words(&mut self, part: Part, text: &Text) {
        self.open(part);
        let here = self.marks.iter().take_while(|(number, _)| *number == self.text).count();
        let (marks, later) = self.marks.split_at(here);
        words(self.w, &text.text, marks, self.references);
        self.marks = later;
        self.text += 1;
        self.w.close();
    }

    fn close(&mut self) {
        self.w.close();
    }
}

/// The words of one text with its marks, which are nested and sorted by start.
fn words(w: &mut XmlWriter, text: &str, marks: &[(usize, Mark)], r: &References) {
    let mut written = 0;
    let mut ends: Vec<usize> = Vec::new();
    for (_, mark) in marks {
        written = close_until(w, text, written, &mut ends, mark.range.start);
        w.words(&text[written..mark.range.start]);
        written = mark.range.start;
        open(w, mark.meaning, r);
        ends.push(mark.range.end);
    }
    written = close_until(w, text, written, &mut ends, text.len());
    w.words(&text[written..]);
}

/// Closes the marks that end at or before `offset`; gives how much of the text is written.
fn close_until(w: &mut XmlWriter, text: &str, mut written: usize, ends: &mut Vec<usize>, offset: usize) -> usize {
    while let Some(end) = ends.pop_if(|end| *end <= offset) {
        w.words(&text[written..end]);
        w.close();
        written = end;
    }
    written
}

fn open(w: &mut XmlWriter, meaning: Meaning, r: &References) {
    match meaning {
        Meaning::Title => drop(w.inline("docTitle")),
        Meaning::Issued(date) => drop(w.inline("docDate").plain("date", day(date.start()))),
        Meaning::Thing(thing) => drop(w.inline(r.kind_of(thing).word()).to("refersTo", r.id(thing))),
        Meaning::Person(who, capacity) => {
            w.inline("person").to("refersTo", r.id(who)).maybe_to("as", r.maybe(capacity));
        }
        Meaning::Date(date) => dated(w, date),
    }
}

/// `date` holds exactly one day; anything wider is a generic inline, and its value stands in the facts block.
fn dated(w: &mut XmlWriter, date: Edtf) {
    match single_day(&date) {
        Some(d) => drop(w.inline("date").plain("date", day(d))),
        None => drop(w.inline("inline").with("name", "dateRange")),
    }
}

fn day(date: EdtfDate) -> EdtfDate {
    EdtfDate::from(date.earliest())
}
