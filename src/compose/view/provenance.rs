//! Where every fact is written: the fact, the words, the line.

use super::facts::{certainty, mark, short, text};
use super::people::mention_kind;
use crate::compose::words::{Of, Words, fill};
use crate::model::{Certainty, Correction, Fact, Given, Mention, Note, Officer, Person};
use crate::source::{SourceFile, Span};
use serde::Serialize;

/// A row: facts of one kind that were read from the same words, or the facts of one person.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    label: String,
    /// The value; empty where the words say the same at length.
    value: String,
    words: String,
    /// Line of the words; empty where there are none.
    line: String,
    /// What is not stated, and how it follows or who gave it; empty where all is stated.
    doubts: Vec<Doubt>,
    #[serde(skip)]
    alone: bool,
}

/// How a fact that is not stated came to be.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Doubt {
    certainty: &'static str,
    /// Certainty and origin in words.
    text: String,
}

/// A fact on its way into a row.
pub(super) struct Entry<'a> {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) quote: &'a str,
    pub(super) span: Span,
    pub(super) certainty: Certainty,
    borrowed: Option<(&'a str, Span)>,
    given: Option<&'a Given>,
    part: Part,
}

/// How a fact stands to the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// On its own.
    Alone,
    /// The first of several that make one row, which a later one names.
    First,
    /// The first of several that make one row, and its name.
    Named,
    /// The one that names the row: a person's name.
    Name,
    /// Another of the row: an office, a date.
    Other,
}

/// The rows, in the order of the note's facts.
pub(super) fn rows(note: &Note, source: &SourceFile, words: &Words) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    each_fact(note, words, &mut |entry: Entry| {
        let row = row(&entry, source, words);
        match rows.last_mut() {
            Some(last) if matches!(entry.part, Part::Name | Part::Other) => last.add_part(row, entry.part),
            Some(last) if entry.part == Part::Alone && last.joins(&row) => last.add(row),
            _ => rows.push(row),
        }
    });
    rows.extend(note.corrections.iter().filter(|c| c.value.is_none()).map(|c| removed(c, words)));
    rows
}

/// A fact that somebody took away: what the text says of it, and by whose hand it does not count.
fn removed(correction: &Correction, words: &Words) -> Row {
    Row {
        label: words.label("removed").to_owned(),
        value: correction.field.clone(),
        words: short(correction.was.as_deref().unwrap_or_default()),
        line: String::new(),
        doubts: vec![Doubt { certainty: certainty(Certainty::Given), text: by_hand(&correction.given, words) }],
        alone: true,
    }
}

/// Where something was said by hand, by whom, when and why, as far as it is known.
fn by_hand(given: &Given, words: &Words) -> String {
    let place = fill(words.label("given_in"), &[("file", &given.file), ("line", &given.line.to_string())]);
    let who = [&given.author, &given.date].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    let place = if who.is_empty() { place } else { format!("{place} ({who})") };
    given.reason.as_ref().map_or(place.clone(), |r| format!("{place}: {r}"))
}

impl Row {
    /// Whether another fact of the same kind stands on the same line and is as sure, and the row is not long yet.
    fn joins(&self, other: &Row) -> bool {
        const LONG: usize = 600;
        let same = self.alone && self.label == other.label && self.line == other.line && self.doubts == other.doubts;
        same && self.words.len() + self.value.len() < LONG
    }

    fn add(&mut self, other: Row) {
        self.add_value(&other.value);
        self.add_words(&other.words);
    }

    fn add_value(&mut self, value: &str) {
        if !self.value.is_empty() && !value.is_empty() {
            self.value.push_str(", ");
        }
        self.value.push_str(value);
    }

    fn add_words(&mut self, words: &str) {
        if !self.words.contains(words) {
            self.words.push_str(" · ");
            self.words.push_str(words);
        }
    }

    /// Adds a fact of the same person or thing: its words, if they are not there yet, and what is not stated.
    fn add_part(&mut self, other: Row, part: Part) {
        if part == Part::Name {
            self.add_value(&other.value);
        }
        self.add_words(&other.words);
        for doubt in other.doubts {
            let text = format!("{} {}", other.value, doubt.text);
            self.doubts.push(Doubt { text, ..doubt });
        }
    }
}

fn row(e: &Entry, source: &SourceFile, words: &Words) -> Row {
    // A title need not stand there twice: it stands there once, at its full length.
    let repeated = e.part == Part::Alone && e.value.len() > 24 && e.value == e.quote;
    let quote = if repeated { e.quote.to_owned() } else { short(e.quote) };
    let value = if e.part == Part::First { "" } else { &e.value };
    Row {
        label: e.label.clone(),
        value: if repeated { words.label("as_written") } else { value }.to_owned(),
        words: quote,
        line: if e.quote.is_empty() { String::new() } else { source.line_number(e.span.start).to_string() },
        doubts: doubt(e, source, words).into_iter().map(|d| d.about(e)).collect(),
        alone: e.part == Part::Alone,
    }
}

impl Doubt {
    /// The same, with what it is about where the row does not begin with it.
    fn about(self, e: &Entry) -> Self {
        match e.part {
            Part::First => Self { text: format!("{} {}", e.value, self.text), ..self },
            _ => self,
        }
    }
}

fn doubt(e: &Entry, source: &SourceFile, words: &Words) -> Option<Doubt> {
    let mark = mark(e.certainty, words);
    let text = match (e.certainty, e.given) {
        (Certainty::Stated, _) => return None,
        (Certainty::Given, Some(given)) => by_hand(given, words),
        (Certainty::Inferred, _) => e.borrowed.map_or(mark.clone(), |(quote, span)| {
            let (with, before, after) =
                (words.label("borrowed"), words.label("line_before"), words.label("line_after"));
            format!("{mark} {with} “{}”, {before}{}{after}", short(quote), source.line_number(span.start))
        }),
        _ => mark,
    };
    Some(Doubt { certainty: certainty(e.certainty), text })
}

/// Calls `f` with every fact of the note, in a fixed order.
pub(super) fn each_fact<'a>(note: &'a Note, words: &Words, f: &mut impl FnMut(Entry<'a>)) {
    let e = &note.event;
    let mut put = Put { words, f, part: Part::Alone };
    put.some("heading_title", &note.title, Clone::clone);
    put.some("heading_subtitle", &note.subtitle, Clone::clone);
    put.some("issued", &note.document_date, |d| words.short_date(*d));
    put.some("publisher", &note.publisher, Clone::clone);
    put.some("meeting", &e.name, Clone::clone);
    put.some("ordinal", &e.ordinal, |n| words.ordinal(*n));
    put.some("when", &e.dates, |d| words.short_date(*d));
    e.sessions.iter().for_each(|s| put.fact(words.label("sessions"), s, |d| words.short_date(*d)));
    put.some("city", &e.place.city, Clone::clone);
    put.some("host_country", &e.place.country, |c| words.country(*c));
    put.some("venue", &e.place.venue, Clone::clone);
    put.some("format", &e.mode, |m| words.term(Of::Mode, m.name()).to_owned());
    put.some("status", &e.status, |s| words.term(Of::Status, s.name()).to_owned());
    note.chairs.iter().for_each(|c| put.officer(c));
    note.people.iter().for_each(|p| put.person(words.label("person"), p));
    for p in &note.participants {
        put.fact(words.label("participants"), &p.name, Clone::clone);
    }
    if let Some(s) = &note.series {
        put.some("series", &s.name, Clone::clone);
        put.some("series_first", &s.first_year, |y| y.to_string());
        put.some("series_cadence", &s.cadence, |c| words.term(Of::Cadence, c.name()).to_owned());
    }
    note.mentions.iter().for_each(|m| put.mention(m));
    if let Some(h) = &note.handling {
        put.some("handling", &h.tlp, |t| format!("TLP:{}", t.name()));
        h.releasable_to.iter().for_each(|r| put.fact(words.label("releasable_to"), r, Clone::clone));
    }
}

struct Put<'w, F> {
    words: &'w Words,
    f: F,
    part: Part,
}

impl<'a, F: FnMut(Entry<'a>)> Put<'_, F> {
    fn some<T>(&mut self, key: &str, fact: &'a Option<Fact<T>>, say: impl Fn(&T) -> String) {
        if let Some(fact) = fact {
            let label = self.words.label(key).to_owned();
            self.fact(&label, fact, say);
        }
    }

    fn fact<T>(&mut self, label: &str, fact: &'a Fact<T>, say: impl Fn(&T) -> String) {
        (self.f)(Entry {
            label: label.to_owned(),
            value: text(fact, say),
            quote: &fact.quote,
            span: fact.span,
            certainty: fact.certainty,
            borrowed: fact.from.as_ref().map(|o| (o.quote.as_str(), o.span)),
            given: fact.given.as_ref(),
            part: self.part,
        });
    }

    fn officer(&mut self, officer: &'a Officer) {
        let words = self.words;
        let role = officer.role.value.map(|r| words.term(Of::Role, r.name()));
        let label = role.unwrap_or(words.label("chairs")).to_owned();
        self.part = Part::First;
        self.fact(&label, &officer.role, |r| words.term(Of::Role, r.name()).to_owned());
        self.parts(&label, &officer.person, true);
    }

    fn person(&mut self, label: &str, person: &'a Person) {
        self.parts(label, person, false);
    }

    /// The facts of a person in one row, named by the name, else by the office; `begun` if the row is there already.
    fn parts(&mut self, label: &str, p: &'a Person, begun: bool) {
        let words = self.words;
        let mut begun = begun;
        let naming = if p.name.is_some() { [false, true, false, false] } else { [false, false, true, true] };
        let facts = [&p.honorific, &p.name, &p.title, &p.organization];
        for (fact, naming) in facts.into_iter().zip(naming).filter_map(|(f, n)| Some((f.as_ref()?, n))) {
            self.part = match (begun, naming) {
                (true, true) => Part::Name,
                (true, false) => Part::Other,
                (false, true) => Part::Named,
                (false, false) => Part::First,
            };
            begun = true;
            self.fact(label, fact, Clone::clone);
        }
        if let Some(country) = &p.country {
            self.part = if begun { Part::Other } else { Part::Named };
            self.fact(label, country, |c| words.country(*c));
        }
        self.part = Part::Alone;
    }

    fn mention(&mut self, m: &'a Mention) {
        let words = self.words;
        let label = words.term(Of::Mention, mention_kind(m)).to_owned();
        self.part = Part::Named;
        for fact in m.name.iter() {
            self.fact(&label, fact, Clone::clone);
            self.part = Part::Name;
        }
        for fact in m.ordinal.iter() {
            self.fact(&label, fact, |n| words.ordinal(*n));
            self.part = Part::Name;
        }
        for fact in m.date.iter() {
            self.fact(&label, fact, |d| words.short_date(*d));
            self.part = Part::Name;
        }
        for fact in m.city.iter() {
            self.fact(&label, fact, Clone::clone);
            self.part = Part::Name;
        }
        for fact in m.country.iter() {
            self.fact(&label, fact, |c| words.country(*c));
        }
        self.part = Part::Alone;
    }
}
