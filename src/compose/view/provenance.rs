//! Where every fact is written: the fact, the words, the line.

use super::facts::{mark, short, text};
use super::people::mention_kind;
use crate::compose::words::{Of, Words, fill};
use crate::model::{Certainty, Fact, Finding, Mention, Note, Officer, Person};
use crate::source::{SourceFile, Span};
use serde::Serialize;

/// A row: facts of one kind that were read from the same words, or the facts of one person.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    label: String,
    value: String,
    words: String,
    line: usize,
    /// The certainty in words; empty for stated facts.
    mark: String,
    /// How an inferred fact follows, or by whom a given one was given; empty for stated facts.
    detail: String,
    #[serde(skip)]
    span: Span,
    #[serde(skip)]
    person: bool,
}

/// A fact on its way into a row.
pub(super) struct Entry<'a> {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) quote: &'a str,
    pub(super) span: Span,
    pub(super) certainty: Certainty,
    rule: &'a str,
    borrowed: Option<(&'a str, Span)>,
    given: Option<(&'a str, usize, Option<&'a str>)>,
    /// Whether it is a part of the entry before it: the office of a person, the date of a mention.
    part: bool,
}

/// The rows, in the order of the note's facts.
pub(super) fn rows(note: &Note, source: &SourceFile, words: &Words) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    each_fact(note, words, &mut |entry: Entry| {
        let row = row(&entry, source, words);
        match rows.last_mut() {
            Some(last) if entry.part && last.mark == row.mark => last.absorb(&row, true),
            Some(last) if !entry.part && !last.person && same_words(last, &row) => last.absorb(&row, false),
            _ => rows.push(row),
        }
    });
    each_finding(&note.findings, &mut |f: &Finding| {
        rows.push(Row {
            label: format!("{} {}", words.label("findings"), f.label),
            value: String::new(),
            words: short(&f.text),
            line: source.line_number(f.label_span.start),
            mark: String::new(),
            detail: String::new(),
            span: f.span,
            person: false,
        });
    });
    rows
}

fn same_words(last: &Row, row: &Row) -> bool {
    last.label == row.label && last.span == row.span && last.mark == row.mark && last.detail == row.detail
}

impl Row {
    /// Adds a fact to the row: its value, and its words if they are others.
    fn absorb(&mut self, other: &Row, part: bool) {
        if part {
            self.person = true;
            self.words.push_str(" · ");
            self.words.push_str(&other.words);
        }
        if !self.value.is_empty() && !other.value.is_empty() {
            self.value.push_str(", ");
        }
        self.value.push_str(&other.value);
        if !self.detail.contains(&other.detail) {
            self.detail.push_str("; ");
            self.detail.push_str(&other.detail);
        }
    }
}

fn row(e: &Entry, source: &SourceFile, words: &Words) -> Row {
    let line = |span: Span| source.line_number(span.start);
    let detail = match (e.certainty, e.given) {
        (Certainty::Given, Some((file, at, reason))) => {
            let given = fill(words.label("given_in"), &[("file", file), ("line", &at.to_string())]);
            reason.map_or(given.clone(), |r| format!("{given}: {r}"))
        }
        (Certainty::Inferred, _) => {
            let rule = format!("{} {}", words.label("rule"), e.rule);
            e.borrowed.map_or(rule.clone(), |(quote, span)| {
                let with = words.label("borrowed");
                format!("{rule}, {with} “{}”, {} {}", short(quote), words.label("line"), line(span))
            })
        }
        _ => String::new(),
    };
    Row {
        label: e.label.clone(),
        value: e.value.clone(),
        words: short(e.quote),
        line: line(e.span),
        mark: mark(e.certainty, words),
        detail,
        span: e.span,
        person: false,
    }
}

/// Calls `f` with every fact of the note, in a fixed order.
pub(super) fn each_fact<'a>(note: &'a Note, words: &Words, f: &mut impl FnMut(Entry<'a>)) {
    let e = &note.event;
    let mut put = Put { words, f, part: false };
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
    part: bool,
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
            rule: &fact.rule,
            borrowed: fact.from.as_ref().map(|o| (o.quote.as_str(), o.span)),
            given: fact.given.as_ref().map(|g| (g.file.as_str(), g.line, g.reason.as_deref())),
            part: self.part,
        });
    }

    fn officer(&mut self, officer: &'a Officer) {
        let role = officer.role.value.map_or("chairs", |r| r.name());
        let label = match officer.role.value {
            Some(_) => self.words.term(Of::Role, role).to_owned(),
            None => self.words.label(role).to_owned(),
        };
        self.fact(&label, &officer.role, |_| String::new());
        self.parts(&label, &officer.person, true);
    }

    fn person(&mut self, label: &str, person: &'a Person) {
        self.parts(label, person, false);
    }

    /// The facts of a person; all but the first are parts of one row.
    fn parts(&mut self, label: &str, p: &'a Person, part: bool) {
        self.part = part;
        for fact in [&p.honorific, &p.name, &p.title, &p.organization].into_iter().flatten() {
            self.fact(label, fact, Clone::clone);
            self.part = true;
        }
        if let Some(country) = &p.country {
            let words = self.words;
            self.fact(label, country, |c| words.country(*c));
        }
        self.part = false;
    }

    fn mention(&mut self, m: &'a Mention) {
        let words = self.words;
        let label = words.term(Of::Mention, mention_kind(m)).to_owned();
        if let Some(f) = &m.name {
            self.fact(&label, f, Clone::clone);
            self.part = true;
        }
        if let Some(f) = &m.ordinal {
            self.fact(&label, f, |n| words.ordinal(*n));
            self.part = true;
        }
        if let Some(f) = &m.date {
            self.fact(&label, f, |d| words.short_date(*d));
            self.part = true;
        }
        if let Some(f) = &m.city {
            self.fact(&label, f, Clone::clone);
            self.part = true;
        }
        if let Some(f) = &m.country {
            self.fact(&label, f, |c| words.country(*c));
        }
        self.part = false;
    }
}

fn each_finding<'a>(findings: &'a [Finding], f: &mut impl FnMut(&'a Finding)) {
    for finding in findings {
        f(finding);
        each_finding(&finding.children, f);
    }
}
