//! Which words of which text are marked inline, and as what.
//!
//! Handed: a note, its references, the places of its facts. Gives: [`Marks`]. Two marks in one text either lie apart
//! or one within the other: of two that would cross, the one that starts first stays, and of two on the same words the
//! one listed first by `collect`. Every fact is in the facts block in any case. Knows nothing about XML.

use super::places::Places;
use super::references::{PersonRefs, Ref, References};
use crate::model::{Edtf, Fact, Note, Person};
use crate::source::Span;
use std::ops::Range;

/// What words are marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Title,
    /// The date of issue.
    Issued(Edtf),
    /// A date: one day, or wider.
    Date(Edtf),
    /// An entry of the references.
    Thing(Ref),
    /// A person, in a capacity.
    Person(Ref, Option<Ref>),
}

/// Marked words of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) meaning: Meaning,
}

/// What should be marked, and where its words stand in the source.
pub(super) fn wanted(note: &Note, references: &References) -> Vec<(Span, Meaning)> {
    let mut wanted = Vec::new();
    collect(note, references, &mut |span, meaning| wanted.push((span, meaning)));
    wanted
}

/// The marks that can be set, each with the number of its text: by text, outer before inner, by start.
pub(super) fn placed(wanted: &[(Span, Meaning)], places: &Places) -> Vec<(usize, Mark)> {
    let place = |&(span, meaning): &(Span, Meaning)| {
        let (text, range) = places.words_at(span)?;
        Some((text, Mark { range, meaning }))
    };
    let mut found: Vec<_> = wanted.iter().filter_map(place).collect();
    found.sort_by_key(|(text, m)| (*text, m.range.start, usize::MAX - m.range.end));
    nested(found)
}

/// Drops marks that cross an earlier one or repeat its range; `found` is sorted by text, start, and longest first.
fn nested(found: Vec<(usize, Mark)>) -> Vec<(usize, Mark)> {
    let mut kept: Vec<(usize, Mark)> = Vec::with_capacity(found.len());
    let mut open: Vec<Range<usize>> = Vec::new();
    for (text, mark) in found {
        if kept.last().is_some_and(|(t, _)| *t != text) {
            open.clear();
        }
        while open.last().is_some_and(|o| o.end <= mark.range.start) {
            open.pop();
        }
        if open.last().is_some_and(|o| o.end < mark.range.end || *o == mark.range) {
            continue;
        }
        open.push(mark.range.clone());
        kept.push((text, mark));
    }
    kept
}

fn collect(note: &Note, r: &References, add: &mut impl FnMut(Span, Meaning)) {
    let mut put = |span: Option<Span>, meaning: Option<Meaning>| {
        if let (Some(span), Some(meaning)) = (span, meaning) {
            add(span, meaning);
        }
    };
    put(words(&note.title), Some(Meaning::Title));
    put(words(&note.subtitle), Some(Meaning::Title));
    put(words(&note.document_date), date_of(&note.document_date).map(Meaning::Issued));
    put(words(&note.publisher), Some(Meaning::Thing(r.publisher)));
    let event = &note.event;
    let ordinals = Ordinals::of(note);
    put(words(&event.dates), date_of(&event.dates).map(Meaning::Date));
    put(words(&event.name).map(|s| ordinals.before(s)), r.event.map(Meaning::Thing));
    put(words(&event.place.city), r.city.map(Meaning::Thing));
    put(words(&event.place.country), r.country.map(Meaning::Thing));
    put(words(&event.place.venue), r.venue.map(Meaning::Thing));
    for date in &event.sessions {
        put(read(date), date.value.map(Meaning::Date));
    }
    let chairs = note.chairs.iter().map(|c| &c.person).zip(&r.chairs);
    for (person, refs) in chairs.chain(note.people.iter().zip(&r.people)) {
        describe(person, refs, &mut put);
    }
    for (participant, thing) in note.participants.iter().zip(&r.participants) {
        put(read(&participant.name), thing.map(Meaning::Thing));
    }
    for (mention, refs) in note.mentions.iter().zip(&r.mentions) {
        put(words(&mention.name).map(|s| ordinals.before(s)), refs.thing.map(Meaning::Thing));
        put(words(&mention.date), date_of(&mention.date).map(Meaning::Date));
        put(words(&mention.city), refs.city.map(Meaning::Thing));
        put(words(&mention.country), refs.country.map(Meaning::Thing));
    }
    for name in &note.claims.names {
        put(read(name).map(|s| ordinals.before(s)), r.event.map(Meaning::Thing));
    }
    // with its ordinal, the name of the series is the name of one of its meetings, and marked as that already
    let series = note.series.as_ref().and_then(|s| words(&s.name)).map(|s| ordinals.before(s));
    put(series, r.series.map(Meaning::Thing));
}

/// Where ordinals stand: "6th" right before a name is part of what names the event.
struct Ordinals(Vec<Span>);

impl Ordinals {
    fn of(note: &Note) -> Self {
        let mentioned = note.mentions.iter().filter_map(|m| m.ordinal.as_ref());
        let all = note.event.ordinal.iter().chain(&note.claims.ordinals).chain(mentioned);
        let mut spans: Vec<Span> = all.filter_map(read).collect();
        spans.sort_unstable_by_key(|s| (s.end, s.start));
        Self(spans)
    }

    /// The name's span, with the ordinal that stands one character before it, if one does.
    fn before(&self, name: Span) -> Span {
        let Some(end) = name.start.checked_sub(1) else { return name };
        match self.0.binary_search_by_key(&end, |s| s.end) {
            Ok(i) => self.0[i].cover(name),
            Err(_) => name,
        }
    }
}

fn describe(person: &Person, refs: &PersonRefs, put: &mut impl FnMut(Option<Span>, Option<Meaning>)) {
    put(words(&person.name), refs.person.map(|p| Meaning::Person(p, refs.capacity)));
    put(words(&person.title), refs.office.map(Meaning::Thing));
    put(words(&person.organization), refs.organization.map(Meaning::Thing));
}

fn words<T>(fact: &Option<Fact<T>>) -> Option<Span> {
    read(fact.as_ref()?)
}

/// Where a fact's words stand in one piece; `None` for several pieces and for readings nothing decides between.
fn read<T>(fact: &Fact<T>) -> Option<Span> {
    (fact.value.is_some() && fact.spans.is_empty() && fact.given.is_none()).then_some(fact.span)
}

fn date_of(fact: &Option<Fact<Edtf>>) -> Option<Edtf> {
    fact.as_ref()?.value
}
