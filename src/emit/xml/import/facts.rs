//! The facts block read back; the inverse of `facts.rs` one folder up, element by element.
//!
//! Every function reads the element that is open to its end.

use super::fields::{all, attribute, child, fact, facts, given, kind, maybe, maybe_fact, number, span, words};
use crate::diag::{Diagnostic, Related, Severity};
use crate::emit::xml::events::{Events, Unreadable};
use crate::emit::xml::values::{MENTION_KINDS, PARTICIPANT_KINDS};
use crate::model::{
    Claims, Correction, CountClaim, Event, Finding, Handling, Mention, MisplacedCity, Note, NoteKind, Officer,
    Participant, Person, Piece, Place, Series, SourceRef, WeekdayClaim,
};
use crate::source::Span;
use std::borrow::Cow;

type Read<T> = Result<T, Unreadable>;

/// Where a text of the document comes from.
#[derive(Debug, Default)]
pub(super) struct TextSource<'x> {
    /// `eId` of the element that holds it, after a number sign.
    pub(super) of: Cow<'x, str>,
    pub(super) pieces: Vec<Piece>,
    /// Characters XML could not hold, by their number in the text.
    pub(super) replaced: Vec<(usize, char)>,
}

/// The note of a facts block, without its text, and where each text comes from, in reading order.
pub(super) fn note<'x>(r: &mut Events<'x>) -> Read<(Note, Vec<TextSource<'x>>)> {
    let note = Note {
        schema: attribute(r, "schema")?,
        id: attribute(r, "id")?,
        kind: note_kind(r)?,
        source: child(r, "source", source)?,
        title: maybe_fact(r, "title")?,
        subtitle: maybe_fact(r, "subtitle")?,
        document_date: maybe_fact(r, "documentDate")?,
        publisher: maybe_fact(r, "publisher")?,
        event: child(r, "event", event)?,
        chairs: all(r, "chair", chair)?,
        participants: all(r, "participant", participant)?,
        people: all(r, "person", person)?,
        findings: all(r, "finding", finding)?,
        series: maybe(r, "series", series)?,
        mentions: all(r, "mention", mention)?,
        handling: maybe(r, "handling", handling)?,
        claims: maybe(r, "claims", claims)?.unwrap_or_default(),
        corrections: all(r, "correction", correction)?,
        diagnostics: all(r, "diagnostic", diagnostic)?,
        body: Vec::new(),
    };
    let sources = all(r, "text", text)?;
    r.end()?;
    Ok((note, sources))
}

fn text<'x>(r: &mut Events<'x>) -> Read<TextSource<'x>> {
    let piece = |r: &mut Events<'x>| {
        let piece = Piece { at: number(r, "at")?, len: number(r, "length")?, source: span(r)? };
        r.end().map(|()| piece)
    };
    let replaced = |r: &mut Events<'x>| {
        let replaced = (number(r, "character")?, r.code_point()?);
        r.end().map(|()| replaced)
    };
    let source = TextSource {
        of: r.attribute("of")?.clone(),
        pieces: all(r, "piece", piece)?,
        replaced: all(r, "replaced", replaced)?,
    };
    r.end()?;
    Ok(source)
}

fn note_kind(r: &Events) -> Read<NoteKind> {
    let found = r.attribute("kind")?;
    found.parse().map_err(|_| r.wrong(format!("{found:?} is no kind of note")))
}

fn source(r: &mut Events) -> Read<SourceRef> {
    let source = SourceRef {
        path: words(r, "path")?,
        sha256: attribute(r, "sha256")?,
        bytes: number(r, "bytes")?,
        media_type: attribute(r, "mediaType")?,
        encoding: attribute(r, "encoding")?,
        lang: attribute(r, "lang")?,
    };
    r.end()?;
    Ok(source)
}

fn event(r: &mut Events) -> Read<Event> {
    let event = Event {
        name: maybe_fact(r, "name")?,
        ordinal: maybe_fact(r, "ordinal")?,
        dates: maybe_fact(r, "dates")?,
        sessions: facts(r, "session")?,
        place: maybe(r, "place", place)?.unwrap_or_default(),
        mode: maybe_fact(r, "mode")?,
        status: maybe_fact(r, "status")?,
    };
    r.end()?;
    Ok(event)
}

fn place(r: &mut Events) -> Read<Place> {
    let place =
        Place { city: maybe_fact(r, "city")?, country: maybe_fact(r, "country")?, venue: maybe_fact(r, "venue")? };
    r.end()?;
    Ok(place)
}

fn chair(r: &mut Events) -> Read<Officer> {
    let role = fact(r, "role")?;
    Ok(Officer { role, person: person(r)? })
}

fn person(r: &mut Events) -> Read<Person> {
    let person = Person {
        name: maybe_fact(r, "name")?,
        honorific: maybe_fact(r, "honorific")?,
        title: maybe_fact(r, "title")?,
        organization: maybe_fact(r, "organization")?,
        country: maybe_fact(r, "country")?,
    };
    r.end()?;
    Ok(person)
}

fn participant(r: &mut Events) -> Read<Participant> {
    let participant = Participant {
        kind: kind(r, "kind", &PARTICIPANT_KINDS)?,
        name: fact(r, "name")?,
        country: maybe_fact(r, "country")?,
    };
    r.end()?;
    Ok(participant)
}

fn finding(r: &mut Events) -> Read<Finding> {
    let (label_span, label) = child(r, "label", |r| Ok((span(r)?, r.verbatim()?)))?;
    let finding = Finding {
        label_span,
        label,
        number: words(r, "number")?,
        level: number(r, "level")?,
        text: words(r, "content")?,
        span: span(r)?,
        rule: attribute(r, "rule")?,
        handling: maybe(r, "handling", handling)?.map(Box::new),
        children: all(r, "finding", finding)?,
    };
    r.end()?;
    Ok(finding)
}

fn series(r: &mut Events) -> Read<Series> {
    let series = Series {
        key: attribute(r, "key")?,
        name: maybe_fact(r, "name")?,
        first_year: maybe_fact(r, "firstYear")?,
        cadence: maybe_fact(r, "cadence")?,
    };
    r.end()?;
    Ok(series)
}

fn mention(r: &mut Events) -> Read<Mention> {
    let mention = Mention {
        kind: kind(r, "kind", &MENTION_KINDS)?,
        name: maybe_fact(r, "name")?,
        ordinal: maybe_fact(r, "ordinal")?,
        date: maybe_fact(r, "date")?,
        city: maybe_fact(r, "city")?,
        country: maybe_fact(r, "country")?,
    };
    r.end()?;
    Ok(mention)
}

fn handling(r: &mut Events) -> Read<Handling> {
    let handling = Handling { tlp: maybe_fact(r, "tlp")?, releasable_to: facts(r, "releasableTo")? };
    r.end()?;
    Ok(handling)
}

fn claims(r: &mut Events) -> Read<Claims> {
    let claims = Claims {
        dates: facts(r, "date")?,
        ordinals: facts(r, "ordinal")?,
        cities: facts(r, "city")?,
        names: facts(r, "name")?,
        wordings: facts(r, "wording")?,
        datelines: facts(r, "dateline")?,
        weekdays: all(r, "weekdayOfDate", weekday)?,
        impossible_dates: facts(r, "impossibleDate")?,
        reversed_ranges: facts(r, "reversedRange")?,
        counts: all(r, "countOfList", count)?,
        durations: facts(r, "days")?,
        lost_hyphens: facts(r, "lostHyphen")?,
        numeric_dates: facts(r, "numericDate")?,
        misplaced_cities: all(r, "misplacedCity", misplaced_city)?,
    };
    r.end()?;
    Ok(claims)
}

fn weekday(r: &mut Events) -> Read<WeekdayClaim> {
    let claim = WeekdayClaim { weekday: fact(r, "weekday")?, date: fact(r, "date")? };
    r.end()?;
    Ok(claim)
}

fn misplaced_city(r: &mut Events) -> Read<MisplacedCity> {
    let claim = MisplacedCity {
        home: r.attribute("home")?.parse().map_err(|_| r.wrong("home is no country code"))?,
        city: fact(r, "city")?,
        country: fact(r, "country")?,
    };
    r.end()?;
    Ok(claim)
}

fn count(r: &mut Events) -> Read<CountClaim> {
    let claim = CountClaim {
        counted: number(r, "counted")?,
        count: fact(r, "count")?,
        of: words(r, "of")?,
        list: child(r, "list", list)?,
    };
    r.end()?;
    Ok(claim)
}

fn correction(r: &mut Events) -> Read<Correction> {
    let correction = Correction {
        field: attribute(r, "field")?,
        was: maybe(r, "was", Events::verbatim)?,
        value: maybe(r, "value", Events::verbatim)?,
        given: child(r, "given", given)?,
    };
    r.end()?;
    Ok(correction)
}

fn list(r: &mut Events) -> Read<Span> {
    let span = span(r)?;
    r.end().map(|()| span)
}

fn diagnostic(r: &mut Events) -> Read<Diagnostic> {
    const SEVERITIES: [(Severity, &str); 3] = [
        (Severity::Error, Severity::Error.name()),
        (Severity::Warning, Severity::Warning.name()),
        (Severity::Note, Severity::Note.name()),
    ];
    let diagnostic = Diagnostic {
        code: attribute(r, "code")?,
        name: attribute(r, "name")?,
        severity: kind(r, "severity", &SEVERITIES)?,
        span: span(r)?,
        line: number(r, "line")?,
        column: number(r, "column")?,
        message: words(r, "message")?,
        path: words(r, "path")?,
        quote: words(r, "quote")?,
        related: all(r, "related", related)?,
        help: maybe(r, "help", Events::verbatim)?,
    };
    r.end()?;
    Ok(diagnostic)
}

fn related(r: &mut Events) -> Read<Related> {
    let related = Related {
        span: span(r)?,
        line: number(r, "line")?,
        column: number(r, "column")?,
        message: words(r, "message")?,
        path: words(r, "path")?,
        quote: words(r, "quote")?,
    };
    r.end()?;
    Ok(related)
}
