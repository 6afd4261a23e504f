//! SourceNote → Note: reads the facts.
//!
//! Handed: blocks with spans. Gives: the canonical [`Note`], every fact with the words it was read from. Knows nothing
//! about file formats, checks or output. One question a file.

mod dates;
mod findings;
mod meeting;
mod oddities;
mod passage;
mod people;
mod sentence;

use crate::diag::{Code, Diagnosed};
use crate::model::{Claims, Note, SourceNote, SourceRef, note::SCHEMA};
use crate::source::Span;
use passage::Reading;

/// Codes of the diagnostics this stage gives.
pub const CODES: &[&Code] = &[];

/// Names a note anew after its facts were corrected by hand: its identifier, and the series it belongs to.
pub fn rename(source: &SourceNote, note: &mut Note) {
    meeting::rename(source, note);
}

/// Reads the facts of a note.
pub fn normalize(note: &SourceNote) -> Diagnosed<Note> {
    let reading = Reading::new(note);
    let meeting = meeting::read(&reading);
    let people = people::read(&reading, &meeting);
    let mut claims = meeting.claims;
    let numbered = findings::read(&reading, &logistics(&claims, &people));
    claims.counts = numbered.counts;
    oddities::record(&reading, &mut claims);
    let source = &note.source;
    Diagnosed::clean(Note {
        schema: SCHEMA.to_owned(),
        id: meeting.id,
        source: SourceRef::of(source, &meeting.lang),
        title: meeting.title,
        subtitle: meeting.subtitle,
        document_date: meeting.document_date,
        publisher: meeting.publisher,
        kind: meeting.kind,
        event: meeting.event,
        chairs: people.chairs,
        participants: people.participants,
        people: people.others,
        findings: numbered.findings,
        series: meeting.series,
        mentions: meeting.mentions,
        handling: meeting.handling,
        claims,
        corrections: Vec::new(),
        body: note.blocks.clone(),
        diagnostics: Vec::new(),
    })
}

/// Where the text tells when and where the meeting was and who chaired it, in order.
fn logistics(claims: &Claims, people: &people::People) -> Vec<Span> {
    let mut spans: Vec<Span> = claims.dates.iter().map(|f| f.span).collect();
    spans.extend(claims.cities.iter().map(|f| f.span));
    spans.extend(people.chairs.iter().filter_map(|c| c.person.name.as_ref()).map(|f| f.span));
    spans.sort_by_key(|s| (s.start, s.end));
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Block, Text};
    use crate::source::SourceFile;

    #[test]
    fn days_of_one_list_that_no_calendar_has_are_told_once() {
        let text = "第3回対話は、1月32日、2月33日及び3月34日に東京で開催された。";
        let source = SourceFile::from_text("a.txt", text);
        let blocks = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        let claims = normalize(&SourceNote { source, front: Vec::new(), blocks }).value.claims;
        let told: Vec<&str> = claims.impossible_dates.iter().map(|d| d.quote.as_str()).collect();
        assert_eq!(told, ["1月32日、2月33日及び3月34日"]);
    }
}
