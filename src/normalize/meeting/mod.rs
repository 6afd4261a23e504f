//! The meeting itself: title, dates, name, ordinal, place, series, mentions. One question a file.
//!
//! Order: what is seen in every line (`sights`), the lines above the text (`head`), which meeting it is (`own`), what
//! belongs to it (`relation`, `statements`), then one question after the other.

mod date_lines;
mod dates;
mod furniture;
mod given;
mod handling;
mod head;
mod holding;
mod id;
mod ja_rows;
mod japanese;
mod kind;
mod labels;
mod language;
mod likeness;
mod marks;
mod mentions;
mod names;
mod naming;
mod ordinal;
mod own;
mod past;
mod place;
mod places;
mod publisher;
mod relation;
mod series;
mod sights;
mod statements;
mod status;
mod untitled;
mod venue;
mod verbs;
mod weekday;
mod works;

use super::passage::Reading;
use crate::model::{Claims, Edtf, Event, Fact, Handling, Mention, Note, NoteKind, Series, SourceNote, Status};
use head::Head;
use own::Own;
use sights::Line;
use statements::Statement;

/// Everything about the meeting but people and findings.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: String,
    pub(crate) lang: String,
    pub(crate) title: Option<Fact<String>>,
    pub(crate) subtitle: Option<Fact<String>>,
    pub(crate) document_date: Option<Fact<Edtf>>,
    pub(crate) publisher: Option<Fact<String>>,
    pub(crate) kind: NoteKind,
    pub(crate) event: Event,
    pub(crate) series: Option<Series>,
    pub(crate) mentions: Vec<Mention>,
    pub(crate) handling: Option<Handling>,
    pub(crate) claims: Claims,
}

/// Names a note anew after its facts were corrected: a name given by hand is that of the series, too.
pub(crate) fn rename(source: &SourceNote, note: &mut Note) {
    let given = note.event.name.as_ref().filter(|n| n.given.as_ref().is_some_and(|g| *g.file != *source.source.path));
    if let Some(name) = given {
        note.series = series::renamed(note.series.take(), name);
    }
    note.id =
        id::in_front(&source.front).unwrap_or_else(|| id::read(&note.event, note.title.as_ref(), &note.source.sha256));
}

/// Reads the meeting.
pub(crate) fn read(reading: &Reading) -> Meeting {
    let lang = language::read(reading);
    let lines = sights::lines(reading);
    let head = head::read(&lines);
    let own = Own::choose(&lines, &head);
    let dates = statements::of_dates(&lines, &own, &head);
    let places = statements::of_places(&lines, &own, &head);
    let mut claims = Claims::default();
    let document_date = dates::issued(&lines, &head);
    let issued = document_date.as_ref();
    let told = kind::told(&lines, &head);
    let mut event = if lang == "ja" {
        japanese::read(&lines, &head, issued, &mut claims)
    } else {
        western(&lines, &head, &own, (&dates, &places), issued, kind::read(told, &head, None), &mut claims)
    };
    given::apply(reading, &mut event, &mut claims);
    dates::record(&lines, &head, issued, &mut claims);
    let tense = event.status.as_ref().and_then(|f| f.value);
    let kind = kind::read(told, &head, tense.map(|s| s == Status::Upcoming));
    let series = series::read(&lines, &event);
    let like = document_date.as_ref().and_then(|f| f.value).map(Edtf::start);
    Meeting {
        id: id::in_front(&reading.note.front)
            .unwrap_or_else(|| id::read(&event, head.title.as_ref(), &reading.note.source.sha256)),
        lang,
        subtitle: head.subtitle.clone(),
        publisher: publisher::read(&lines, &head),
        kind,
        mentions: mentions::read(&lines, &own, &dates, &places, like, series.as_ref()),
        series,
        handling: handling::read(reading),
        title: head.title,
        document_date,
        event,
        claims,
    }
}

/// The event of a note in a script with spaces.
fn western(
    lines: &[Line],
    head: &Head,
    own: &Own,
    (dates, places): (&[Statement], &[Statement]),
    issued: Option<&Fact<Edtf>>,
    told: NoteKind,
    claims: &mut Claims,
) -> Event {
    let status = status::read(lines, own, head, dates, places, told);
    let tense = status.as_ref().and_then(|f| f.value);
    let year = dates::title_year(lines, head).filter(|_| issued.is_none());
    let mut when = dates::read(lines, dates, issued.or(year.as_ref()), tense, own.is_plural(lines), claims);
    when.dates = when.dates.or_else(|| weekday::day(lines, own, head, issued, tense));
    let mode = place::mode(lines, own, head, places);
    let dated = dates.iter().chain(places).any(|s| s.weight() > 0);
    let name = own.name(lines).or_else(|| untitled::name(lines, head).filter(|_| dated));
    // "Ministers of the river states met in Graz" needs no name
    let unnamed = dated
        && head.can_tell_of_a_meeting
        && (head.is_of_people(lines) || untitled::opens_with_met(lines, head, (dates, places)));
    if name.is_none() && !unnamed {
        // dates and places of a meeting without a name are too easily another's
        *claims = Claims::default();
        return Event::default();
    }
    claims.names.extend(name.clone());
    claims.wordings = own.wordings(lines);
    claims.datelines = statements::datelines(lines);
    let status = status::against_dates(status, when.dates.as_ref(), issued, told);
    Event {
        name,
        ordinal: ordinal::read(lines, own, head, claims),
        dates: when.dates,
        sessions: when.sessions,
        place: place::read(lines, places, mode.as_ref().and_then(|f| f.value), claims),
        mode,
        status,
    }
}
