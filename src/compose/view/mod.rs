//! What a template sees: a note in words, arranged as an official asks for it.
//!
//! Handed: a [`Note`], its source and the fixed texts. Gives: a [`View`], plain data. Knows nothing about how it is
//! printed. Every field is described in `docs/templates.md`.

mod attention;
mod facts;
mod people;
mod provenance;
mod timeline;

use super::words::{Of, Words, fill};
use crate::model::{Finding, Handling, Note};
use crate::source::SourceFile;
use facts::{FactView, fact};
use serde::Serialize;
use std::collections::BTreeMap;

/// A note in words.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    /// Language of the fixed texts.
    lang: &'a str,
    /// Language of the note, where it is another one; empty otherwise.
    note_lang: &'a str,
    /// The fixed texts by name.
    t: &'a BTreeMap<String, String>,
    id: &'a str,
    kind: &'a str,
    /// The meeting's name with its ordinal, else the note's title, else a fixed text.
    heading: String,
    /// Whether the heading is so long that it had better be smaller.
    is_long: bool,
    place_line: String,
    date_line: String,
    title: Option<FactView>,
    /// Whether the title is the heading.
    is_title: bool,
    subtitle: Option<FactView>,
    document_date: Option<FactView>,
    publisher: Option<FactView>,
    mark: MarkView,
    glance: Vec<GlanceRow<'a>>,
    findings: Vec<FindingView<'a>>,
    attention: Vec<attention::Remark<'a>>,
    questions: Vec<attention::Question>,
    chairs: Vec<people::PersonView<'a>>,
    people: Vec<people::PersonView<'a>>,
    participants: Vec<people::Party<'a>>,
    mentions: Vec<people::MentionView<'a>>,
    timeline: Option<timeline::TimelineView>,
    provenance: Vec<provenance::Row>,
    source: SourceView<'a>,
    exchange: String,
}

/// The handling mark.
#[derive(Debug, Serialize)]
pub(super) struct MarkView {
    /// As printed in header and footer: "TLP:GREEN".
    text: String,
    /// Whether the note carries a mark at all.
    marked: bool,
    releasable_to: Vec<String>,
}

/// A row of the table at a glance.
#[derive(Debug, Serialize)]
pub(super) struct GlanceRow<'a> {
    label: &'a str,
    /// Empty where the note does not say.
    values: Vec<FactView>,
}

/// A finding with those below it.
#[derive(Debug, Serialize)]
pub(super) struct FindingView<'a> {
    label: &'a str,
    text: &'a str,
    line: usize,
    /// Its own handling mark; empty where it has none.
    mark: String,
    children: Vec<FindingView<'a>>,
}

/// The source file.
#[derive(Debug, Serialize)]
pub(super) struct SourceView<'a> {
    path: &'a str,
    sha256: &'a str,
    size: String,
    media_type: &'a str,
    encoding: &'a str,
}

/// Characters of a heading that fit two lines.
const LONG_HEADING: usize = 100;

/// Arranges a note.
pub(super) fn view<'a>(note: &'a Note, source: &'a SourceFile, words: &'a Words) -> View<'a> {
    let heading = heading(note, words);
    let primary = note.source.lang.split('-').next().unwrap_or_default();
    View {
        lang: &words.language,
        note_lang: if primary == words.language { "" } else { &note.source.lang },
        t: &words.labels,
        id: &note.id,
        kind: words.term(Of::Kind, note.kind.name()),
        is_long: heading.chars().count() > LONG_HEADING,
        place_line: place_line(note, words),
        date_line: note.event.dates.as_ref().and_then(|d| d.value).map(|d| words.short_date(d)).unwrap_or_default(),
        title: note.title.as_ref().map(|f| fact(f, words, Clone::clone)),
        is_title: note.title.as_ref().is_some_and(|f| f.value.as_ref() == Some(&heading)),
        subtitle: note.subtitle.as_ref().map(|f| fact(f, words, Clone::clone)),
        document_date: note.document_date.as_ref().map(|f| fact(f, words, |d| words.short_date(*d))),
        publisher: note.publisher.as_ref().map(|f| fact(f, words, Clone::clone)),
        mark: mark(note.handling.as_ref(), words),
        glance: glance(note, words),
        findings: findings(&note.findings, source),
        attention: attention::remarks(note, words),
        questions: attention::questions(note, source, words),
        chairs: note.chairs.iter().map(|c| people::officer(c, words)).collect(),
        people: note.people.iter().map(|p| people::person(p, None, words)).collect(),
        participants: people::parties(note, words),
        mentions: note.mentions.iter().map(|m| people::mention(m, words)).collect(),
        timeline: timeline::timeline(note, words),
        provenance: provenance::rows(note, source, words),
        source: SourceView {
            path: &note.source.path,
            sha256: &note.source.sha256,
            size: fill(words.label("bytes"), &[("n", &grouped(note.source.bytes))]),
            media_type: &note.source.media_type,
            encoding: &note.source.encoding,
        },
        exchange: format!("{}.xml", note.id),
        heading,
    }
}

fn heading(note: &Note, words: &Words) -> String {
    let name = note.event.name.as_ref().and_then(|f| f.value.as_deref());
    let title = note.title.as_ref().and_then(|f| f.value.as_deref());
    match (name, title) {
        (Some(name), _) => words.heading(note.event.ordinal.as_ref().and_then(|o| o.value), name),
        (None, Some(title)) => title.to_owned(),
        (None, None) => words.label("untitled").to_owned(),
    }
}

fn place_line(note: &Note, words: &Words) -> String {
    let place = &note.event.place;
    let city = place.city.as_ref().and_then(|f| f.value.clone());
    let country = place.country.as_ref().and_then(|f| f.value).map(|c| words.country(c));
    match (city, country) {
        (Some(city), Some(country)) if city == country => city,
        (city, country) => city.into_iter().chain(country).collect::<Vec<_>>().join(", "),
    }
}

fn mark(handling: Option<&Handling>, words: &Words) -> MarkView {
    let text = mark_text(handling);
    let releasable_to =
        handling.map(|h| h.releasable_to.iter().filter_map(|f| f.value.clone()).collect()).unwrap_or_default();
    MarkView {
        marked: !text.is_empty(),
        text: if text.is_empty() { words.label("no_mark").to_owned() } else { text },
        releasable_to,
    }
}

/// A mark as the Traffic Light Protocol writes it: "TLP:AMBER+STRICT".
fn mark_text(handling: Option<&Handling>) -> String {
    let tlp = handling.and_then(|h| h.tlp.as_ref()).and_then(|f| f.value);
    tlp.map(|t| format!("TLP:{}", t.name())).unwrap_or_default()
}

fn glance<'a>(note: &'a Note, words: &'a Words) -> Vec<GlanceRow<'a>> {
    let e = &note.event;
    let row = |key: &'static str, values: Vec<FactView>| GlanceRow { label: words.label(key), values };
    let mut rows = vec![row("when", e.dates.iter().map(|f| fact(f, words, |d| words.date(*d))).collect())];
    if !e.sessions.is_empty() {
        rows.push(row("sessions", e.sessions.iter().map(|f| fact(f, words, |d| words.date(*d))).collect()));
    }
    let city = e.place.city.iter().map(|f| fact(f, words, Clone::clone));
    let country = e.place.country.iter().map(|f| fact(f, words, |c| words.country(*c)));
    rows.push(row("where", city.chain(country).collect()));
    if let Some(venue) = &e.place.venue {
        rows.push(row("venue", vec![fact(venue, words, Clone::clone)]));
    }
    let mode = e.mode.iter().map(|f| fact(f, words, |m| words.term(Of::Mode, m.name()).to_owned()));
    rows.push(row("format", mode.collect()));
    let status = e.status.iter().map(|f| fact(f, words, |s| words.term(Of::Status, s.name()).to_owned()));
    rows.push(row("status", status.collect()));
    rows.push(row("chairs", note.chairs.iter().map(|c| people::in_brief(c, words)).collect()));
    rows.push(row("series", series(note, words)));
    rows
}

/// The meeting's place in its series.
fn series(note: &Note, words: &Words) -> Vec<FactView> {
    let s = &words.series;
    let ordinal = note.event.ordinal.iter();
    let mut values: Vec<FactView> =
        ordinal.map(|f| fact(f, words, |n| fill(&s.ordinal, &[("ordinal", &words.ordinal(*n))]))).collect();
    let Some(series) = &note.series else { return values };
    let year = series.first_year.as_ref().filter(|f| f.value.is_some());
    match (&series.cadence, year) {
        (Some(cadence), Some(year)) => {
            let since = year.value.map(|y| y.to_string()).unwrap_or_default();
            values.push(fact(cadence, words, |c| {
                let often = words.term(Of::Cadence, c.name());
                fill(&s.cadence_since, &[("cadence", often), ("year", &since)])
            }));
        }
        (Some(cadence), None) => {
            values.push(fact(cadence, words, |c| fill(&s.cadence, &[("cadence", words.term(Of::Cadence, c.name()))])))
        }
        (None, Some(year)) => values.push(fact(year, words, |y| fill(&s.since, &[("year", &y.to_string())]))),
        (None, None) => {}
    }
    values
}

fn findings<'a>(findings: &'a [Finding], source: &SourceFile) -> Vec<FindingView<'a>> {
    findings
        .iter()
        .map(|f| FindingView {
            label: &f.label,
            text: &f.text,
            line: source.line_number(f.label_span.start),
            mark: mark_text(f.handling.as_deref()),
            children: findings_below(f, source),
        })
        .collect()
}

fn findings_below<'a>(finding: &'a Finding, source: &SourceFile) -> Vec<FindingView<'a>> {
    findings(&finding.children, source)
}

/// A number with its thousands apart: "3 217".
fn grouped(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(d);
    }
    out
}
