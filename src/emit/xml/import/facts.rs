//! The facts block read back; the inverse of `facts.rs` one folder up, element by element.

use super::cursor::Cursor;
use crate::diag::{Diagnostic, Related, Severity};
use crate::emit::xml::facts::certainty;
use crate::emit::xml::tree::{Element, Unreadable};
use crate::emit::xml::values::{MENTION_KINDS, PARTICIPANT_KINDS, Value};
use crate::model::fact::Origin;
use crate::model::{
    Block, Certainty, Claims, Correction, CountClaim, Event, Fact, Finding, Given, Handling, Mention, MisplacedCity,
    Note, NoteKind, Officer, Participant, Person, Piece, Place, Series, SourceRef, WeekdayClaim,
};
use std::collections::BTreeMap;

type Read<T> = Result<T, Unreadable>;

/// Where a text of the document comes from.
#[derive(Debug, Default)]
pub(super) struct TextSource {
    pub(super) pieces: Vec<Piece>,
    /// Characters XML could not hold, by their number in the text.
    pub(super) replaced: Vec<(usize, char)>,
}

/// The sources of all texts, by `eId`.
pub(super) fn sources(facts: &Element) -> Read<BTreeMap<&str, TextSource>> {
    let mut sources = BTreeMap::new();
    for text in facts.elements().filter(|e| e.name == "text") {
        let mut c = Cursor::new(text, "facts");
        let of = c.attribute("of")?;
        let source = TextSource {
            pieces: c
                .all("piece", |c| Ok(Piece { at: c.number("at")?, len: c.number("length")?, source: c.span()? }))?,
            replaced: c.all("replaced", |c| Ok((c.number("character")?, c.code_point()?)))?,
        };
        let wrong = c.wrong(format!("{of} is mapped twice, or is no reference"));
        let id = of.strip_prefix('#').filter(|id| !sources.contains_key(id)).ok_or(wrong)?;
        sources.insert(id, c.end(source)?);
    }
    Ok(sources)
}

/// The note of a facts block and the text it belongs to.
pub(super) fn note(facts: &Element, body: Vec<Block>) -> Read<Note> {
    let mut c = Cursor::new(facts, "");
    let note = Note {
        schema: c.attribute("schema")?.to_owned(),
        id: c.attribute("id")?.to_owned(),
        kind: kind(&c)?,
        source: source(c.child("source")?)?,
        title: maybe(&mut c, "title")?,
        subtitle: maybe(&mut c, "subtitle")?,
        document_date: maybe(&mut c, "documentDate")?,
        publisher: maybe(&mut c, "publisher")?,
        event: event(c.child("event")?)?,
        chairs: c.all("chair", chair)?,
        participants: c.all("participant", participant)?,
        people: c.all("person", person)?,
        findings: c.all("finding", finding)?,
        series: c.maybe("series").map(series).transpose()?,
        mentions: c.all("mention", mention)?,
        handling: c.maybe("handling").map(handling).transpose()?,
        claims: c.maybe("claims").map_or(Ok(Claims::default()), claims)?,
        corrections: c.all("correction", correction)?,
        diagnostics: c.all("diagnostic", diagnostic)?,
        body,
    };
    c.all("text", |_| Ok(()))?;
    c.end(note)
}

fn kind(c: &Cursor) -> Read<NoteKind> {
    let found = c.attribute("kind")?;
    found.parse().map_err(|_| c.wrong(format!("{found:?} is no kind of note")))
}

fn source(mut c: Cursor) -> Read<SourceRef> {
    let source = SourceRef {
        path: words(&mut c, "path")?,
        sha256: c.attribute("sha256")?.to_owned(),
        bytes: c.number("bytes")?,
        media_type: c.attribute("mediaType")?.to_owned(),
        encoding: c.attribute("encoding")?.to_owned(),
        lang: c.attribute("lang")?.to_owned(),
    };
    c.end(source)
}

fn event(mut c: Cursor) -> Read<Event> {
    let event = Event {
        name: maybe(&mut c, "name")?,
        ordinal: maybe(&mut c, "ordinal")?,
        dates: maybe(&mut c, "dates")?,
        sessions: c.all("session", fact)?,
        place: c.maybe("place").map_or(Ok(Place::default()), place)?,
        mode: maybe(&mut c, "mode")?,
        status: maybe(&mut c, "status")?,
    };
    c.end(event)
}

fn place(mut c: Cursor) -> Read<Place> {
    let place =
        Place { city: maybe(&mut c, "city")?, country: maybe(&mut c, "country")?, venue: maybe(&mut c, "venue")? };
    c.end(place)
}

fn chair(mut c: Cursor) -> Read<Officer> {
    let role = fact(c.child("role")?)?;
    Ok(Officer { role, person: person(c)? })
}

fn person(mut c: Cursor) -> Read<Person> {
    let person = Person {
        name: maybe(&mut c, "name")?,
        honorific: maybe(&mut c, "honorific")?,
        title: maybe(&mut c, "title")?,
        organization: maybe(&mut c, "organization")?,
        country: maybe(&mut c, "country")?,
    };
    c.end(person)
}

fn participant(mut c: Cursor) -> Read<Participant> {
    let participant = Participant {
        kind: c.kind("kind", &PARTICIPANT_KINDS)?,
        name: fact(c.child("name")?)?,
        country: maybe(&mut c, "country")?,
    };
    c.end(participant)
}

fn finding(mut c: Cursor) -> Read<Finding> {
    let label = c.child("label")?;
    let finding = Finding {
        label_span: label.span()?,
        label: label.words()?,
        number: words(&mut c, "number")?,
        level: c.number("level")?,
        text: words(&mut c, "content")?,
        span: c.span()?,
        rule: c.attribute("rule")?.to_owned(),
        handling: c.maybe("handling").map(handling).transpose()?,
        children: c.all("finding", finding)?,
    };
    c.end(finding)
}

fn series(mut c: Cursor) -> Read<Series> {
    let series = Series {
        key: c.attribute("key")?.to_owned(),
        name: maybe(&mut c, "name")?,
        first_year: maybe(&mut c, "firstYear")?,
        cadence: maybe(&mut c, "cadence")?,
    };
    c.end(series)
}

fn mention(mut c: Cursor) -> Read<Mention> {
    let mention = Mention {
        kind: c.kind("kind", &MENTION_KINDS)?,
        name: maybe(&mut c, "name")?,
        ordinal: maybe(&mut c, "ordinal")?,
        date: maybe(&mut c, "date")?,
        city: maybe(&mut c, "city")?,
        country: maybe(&mut c, "country")?,
    };
    c.end(mention)
}

fn handling(mut c: Cursor) -> Read<Handling> {
    let handling = Handling { tlp: maybe(&mut c, "tlp")?, releasable_to: c.all("releasableTo", fact)? };
    c.end(handling)
}

fn claims(mut c: Cursor) -> Read<Claims> {
    let claims = Claims {
        dates: c.all("date", fact)?,
        ordinals: c.all("ordinal", fact)?,
        cities: c.all("city", fact)?,
        names: c.all("name", fact)?,
        wordings: c.all("wording", fact)?,
        datelines: c.all("dateline", fact)?,
        weekdays: c.all("weekdayOfDate", weekday)?,
        impossible_dates: c.all("impossibleDate", fact)?,
        reversed_ranges: c.all("reversedRange", fact)?,
        counts: c.all("countOfList", count)?,
        durations: c.all("days", fact)?,
        lost_hyphens: c.all("lostHyphen", fact)?,
        numeric_dates: c.all("numericDate", fact)?,
        misplaced_cities: c.all("misplacedCity", misplaced_city)?,
    };
    c.end(claims)
}

fn weekday(mut c: Cursor) -> Read<WeekdayClaim> {
    let claim = WeekdayClaim { weekday: fact(c.child("weekday")?)?, date: fact(c.child("date")?)? };
    c.end(claim)
}

fn misplaced_city(mut c: Cursor) -> Read<MisplacedCity> {
    let claim = MisplacedCity {
        home: c.attribute("home")?.parse().map_err(|_| c.wrong("home is no country code"))?,
        city: fact(c.child("city")?)?,
        country: fact(c.child("country")?)?,
    };
    c.end(claim)
}

fn count(mut c: Cursor) -> Read<CountClaim> {
    let claim = CountClaim {
        counted: c.number("counted")?,
        count: fact(c.child("count")?)?,
        of: words(&mut c, "of")?,
        list: c.child("list")?.span()?,
    };
    c.end(claim)
}

fn diagnostic(mut c: Cursor) -> Read<Diagnostic> {
    const SEVERITIES: [(Severity, &str); 3] = [
        (Severity::Error, Severity::Error.name()),
        (Severity::Warning, Severity::Warning.name()),
        (Severity::Note, Severity::Note.name()),
    ];
    let diagnostic = Diagnostic {
        code: c.attribute("code")?.to_owned(),
        name: c.attribute("name")?.to_owned(),
        severity: c.kind("severity", &SEVERITIES)?,
        span: c.span()?,
        line: c.number("line")?,
        column: c.number("column")?,
        message: words(&mut c, "message")?,
        path: words(&mut c, "path")?,
        quote: words(&mut c, "quote")?,
        related: c.all("related", related)?,
        help: c.maybe("help").map(Cursor::words).transpose()?,
    };
    c.end(diagnostic)
}

fn related(mut c: Cursor) -> Read<Related> {
    let related = Related {
        span: c.span()?,
        line: c.number("line")?,
        column: c.number("column")?,
        message: words(&mut c, "message")?,
        path: words(&mut c, "path")?,
        quote: words(&mut c, "quote")?,
    };
    c.end(related)
}

fn words(c: &mut Cursor, name: &str) -> Read<String> {
    c.child(name)?.words()
}

fn maybe<T: Value>(c: &mut Cursor, name: &str) -> Read<Option<Fact<T>>> {
    c.maybe(name).map(fact).transpose()
}

fn fact<T: Value>(mut c: Cursor) -> Read<Fact<T>> {
    const CERTAINTIES: [(Certainty, &str); 4] = [
        (Certainty::Stated, certainty(Certainty::Stated)),
        (Certainty::Inferred, certainty(Certainty::Inferred)),
        (Certainty::Ambiguous, certainty(Certainty::Ambiguous)),
        (Certainty::Given, certainty(Certainty::Given)),
    ];
    let fact = Fact {
        certainty: c.kind("certainty", &CERTAINTIES)?,
        rule: c.attribute("rule")?.to_owned(),
        span: c.span()?,
        value: c.maybe("value").map(Cursor::value).transpose()?,
        candidates: c.all("candidate", Cursor::value)?,
        quote: words(&mut c, "quote")?,
        spans: c.all("span", |s| s.span())?,
        inferred: c.all("inferred", Cursor::words)?,
        from: c.maybe("origin").map(origin).transpose()?,
        anchor: c.maybe("anchor").map(Cursor::words).transpose()?,
        given: c.maybe("given").map(given).transpose()?,
    };
    c.end(fact)
}

fn origin(c: Cursor) -> Read<Origin> {
    Ok(Origin { span: c.span()?, quote: c.words()? })
}

fn correction(mut c: Cursor) -> Read<Correction> {
    let correction = Correction {
        field: c.attribute("field")?.to_owned(),
        was: c.maybe("was").map(Cursor::words).transpose()?,
        value: c.maybe("value").map(Cursor::words).transpose()?,
        given: given(c.child("given")?)?,
    };
    c.end(correction)
}

fn given(mut c: Cursor) -> Read<Given> {
    let given = Given {
        line: c.number("line")?,
        file: words(&mut c, "file")?,
        author: c.maybe("author").map(Cursor::words).transpose()?,
        date: c.maybe("date").map(Cursor::words).transpose()?,
        reason: c.maybe("reason").map(Cursor::words).transpose()?,
    };
    c.end(given)
}
