//! Where in the document the words of facts stand.
//!
//! Handed: a note. Gives: for the span of each fact the text that holds it. What is kept grows with the facts, not with the
//! text. Knows nothing about XML or about what the facts say.

use super::layout::{self, Page, Part};
use crate::model::{Claims, Event, Fact, Finding, Handling, Note, Person, Place, Text};
use crate::source::Span;
use std::ops::Range;

/// Places of the spans of all facts.
pub(super) struct Places {
    /// Every span that a fact or a label has, sorted, each once.
    spans: Vec<Span>,
    /// Where each of them stands.
    found: Vec<Option<Stand>>,
    /// `eId`s of the texts that hold any of them.
    ids: Vec<String>,
}

/// Where a span stands.
struct Stand {
    /// Number of the text in reading order, and all of its source.
    text: usize,
    whole: Span,
    /// Which bytes of the text; `None` if it has no such words of its own.
    range: Option<Range<usize>>,
    id: usize,
}

impl Places {
    /// Places of the spans of all facts, and of `more`.
    pub(super) fn of(note: &Note, more: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = more.into_iter().collect();
        every_span(note, &mut |span| spans.push(span));
        spans.sort_unstable();
        spans.dedup();
        let found = spans.iter().map(|_| None).collect();
        let mut search = Search { places: Self { spans, found, ids: Vec::new() }, text: 0 };
        layout::lay_out(note, &mut search);
        search.places
    }

    /// `eId` of the text that holds the whole span.
    pub(super) fn id_of(&self, span: Span) -> Option<&str> {
        Some(&self.ids[self.stand(span)?.id])
    }

    /// Number of the text that holds the whole span, and which bytes of the text it is.
    pub(super) fn words_at(&self, span: Span) -> Option<(usize, Range<usize>)> {
        let stand = self.stand(span)?;
        Some((stand.text, stand.range.clone()?))
    }

    fn stand(&self, span: Span) -> Option<&Stand> {
        let found = self.spans.binary_search(&span);
        debug_assert!(found.is_ok(), "nobody named {span:?}");
        self.found[found.ok()?].as_ref()
    }
}

/// Goes through the texts once.
struct Search {
    places: Places,
    text: usize,
}

impl Page<'_> for Search {
    fn open(&mut self, _: Part) {}

    fn words(&mut self, part: Part, text: &Text) {
        let number = self.text;
        self.text += 1;
        if text.pieces.is_empty() {
            return;
        }
        let Places { spans, found, ids } = &mut self.places;
        let whole = text.span();
        let mut id = None;
        let from = spans.partition_point(|s| s.start < whole.start);
        for (span, stand) in spans[from..].iter().zip(&mut found[from..]).take_while(|(s, _)| s.start < whole.end) {
            let taken = stand.as_ref().is_some_and(|s| (s.whole, s.text) > (whole, number));
            if span.is_empty() || !whole.contains(*span) || taken {
                continue;
            }
            let id = *id.get_or_insert_with(|| {
                ids.push(part.id.unwrap_or_default().to_owned());
                ids.len() - 1
            });
            let range = text.text_range(*span).filter(|r| text.text.get(r.clone()).is_some());
            *stand = Some(Stand { text: number, whole, range, id });
        }
    }

    fn close(&mut self) {}
}

/// Names the span of every fact and of every label.
fn every_span(note: &Note, add: &mut impl FnMut(Span)) {
    maybe(&note.title, add);
    maybe(&note.subtitle, add);
    maybe(&note.document_date, add);
    maybe(&note.publisher, add);
    event(&note.event, add);
    for chair in &note.chairs {
        add(chair.role.span);
        person(&chair.person, add);
    }
    for p in &note.participants {
        add(p.name.span);
        maybe(&p.country, add);
    }
    note.people.iter().for_each(|p| person(p, add));
    note.findings.iter().for_each(|f| finding(f, add));
    if let Some(s) = &note.series {
        maybe(&s.name, add);
        maybe(&s.first_year, add);
        maybe(&s.cadence, add);
    }
    for m in &note.mentions {
        maybe(&m.name, add);
        maybe(&m.ordinal, add);
        maybe(&m.date, add);
        maybe(&m.city, add);
        maybe(&m.country, add);
    }
    note.handling.iter().for_each(|h| handling(h, add));
    claims(&note.claims, add);
}

fn event(e: &Event, add: &mut impl FnMut(Span)) {
    let Event { name, ordinal, dates, sessions, place, mode, status } = e;
    maybe(name, add);
    maybe(ordinal, add);
    maybe(dates, add);
    all(sessions, add);
    let Place { city, country, venue } = place;
    maybe(city, add);
    maybe(country, add);
    maybe(venue, add);
    maybe(mode, add);
    maybe(status, add);
}

fn person(p: &Person, add: &mut impl FnMut(Span)) {
    let Person { name, honorific, title, organization, country } = p;
    maybe(name, add);
    maybe(honorific, add);
    maybe(title, add);
    maybe(organization, add);
    maybe(country, add);
}

fn finding(f: &Finding, add: &mut impl FnMut(Span)) {
    add(f.label_span);
    f.handling.iter().for_each(|h| handling(h, add));
    f.children.iter().for_each(|c| finding(c, add));
}

fn handling(h: &Handling, add: &mut impl FnMut(Span)) {
    maybe(&h.tlp, add);
    all(&h.releasable_to, add);
}

fn claims(c: &Claims, add: &mut impl FnMut(Span)) {
    all(&c.dates, add);
    all(&c.ordinals, add);
    all(&c.cities, add);
    all(&c.names, add);
    all(&c.wordings, add);
    all(&c.datelines, add);
    c.weekdays.iter().for_each(|w| [w.weekday.span, w.date.span].into_iter().for_each(&mut *add));
    all(&c.impossible_dates, add);
    all(&c.reversed_ranges, add);
    c.counts.iter().for_each(|c| add(c.count.span));
    all(&c.durations, add);
    all(&c.lost_hyphens, add);
    all(&c.numeric_dates, add);
    c.misplaced_cities.iter().for_each(|m| [m.city.span, m.country.span].into_iter().for_each(&mut *add));
}

fn maybe<T>(fact: &Option<Fact<T>>, add: &mut impl FnMut(Span)) {
    fact.iter().for_each(|f| add(f.span));
}

fn all<T>(facts: &[Fact<T>], add: &mut impl FnMut(Span)) {
    facts.iter().for_each(|f| add(f.span));
}
