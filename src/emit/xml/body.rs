//! Preface and main body, with the facts marked where they were read.
//!
//! Handed: the layout and the marks. Gives: the elements. Knows nothing about blocks or facts.

use super::layout::{Step, Tag};
use super::marks::{Mark, Marks, Meaning};
use super::references::References;
use super::values::single_day;
use super::write::{Attributes, XmlWriter};
use crate::model::{Edtf, EdtfDate};

pub(super) fn write(w: &mut XmlWriter, steps: &[Step], marks: &Marks, r: &References) {
    let mut text_number = 0;
    for step in steps {
        match step {
            Step::Open(tag) => w.open(tag.element, attributes(tag)),
            Step::Close => w.close(),
            Step::Words(tag, text) => {
                w.open(tag.element, attributes(tag));
                words(w, &text.text, marks.of(text_number), r);
                w.close();
                text_number += 1;
            }
        }
    }
}

fn attributes(tag: &Tag) -> Attributes<'_> {
    Attributes::new().maybe("eId", tag.id.as_deref()).maybe("name", tag.name).maybe("class", tag.class.as_deref())
}

/// The words of one text with its marks, which are nested and sorted by start.
fn words(w: &mut XmlWriter, text: &str, marks: &[(usize, Mark)], r: &References) {
    let mut written = 0;
    let mut ends: Vec<usize> = Vec::new();
    for (_, mark) in marks {
        written = close_until(w, text, written, &mut ends, mark.range.start);
        w.words(&text[written..mark.range.start]);
        written = mark.range.start;
        let (element, attributes) = element(mark.meaning, r);
        w.inline(element, attributes);
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

fn element(meaning: Meaning, r: &References) -> (&'static str, Attributes<'_>) {
    match meaning {
        Meaning::Title => ("docTitle", Attributes::new()),
        Meaning::Issued(date) => ("docDate", Attributes::new().with("date", day(date.start()))),
        Meaning::Thing(thing) => (r.kind_of(thing).word(), Attributes::new().with("refersTo", r.to(thing))),
        Meaning::Person(who, capacity) => {
            ("person", Attributes::new().with("refersTo", r.to(who)).maybe("as", r.maybe(capacity)))
        }
        Meaning::Date(date) => dated(date),
    }
}

/// `date` holds exactly one day; anything wider is a generic inline, and its value stands in the facts block.
fn dated<'a>(date: Edtf) -> (&'static str, Attributes<'a>) {
    match single_day(&date) {
        Some(d) => ("date", Attributes::new().with("date", day(d))),
        None => ("inline", Attributes::new().with("name", "dateRange")),
    }
}

fn day(date: EdtfDate) -> String {
    EdtfDate::from(date.earliest()).to_string()
}
