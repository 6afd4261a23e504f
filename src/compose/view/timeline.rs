//! The series as the note tells it: its first meeting, the meetings it mentions, and this one.

use crate::compose::words::Words;
use crate::model::{Edtf, Mention, MentionKind, Note};
use serde::Serialize;

/// Meetings in order of time.
#[derive(Debug, Serialize)]
pub(super) struct TimelineView {
    /// What the line shows, in words.
    alternative: String,
    marks: Vec<MarkView>,
}

/// A meeting on the line.
#[derive(Debug, Serialize)]
struct MarkView {
    /// When it began: year, month or day.
    date: String,
    label: String,
    current: bool,
    #[serde(skip)]
    when: Edtf,
}

/// The timeline, if the note tells of meetings in more than one year.
pub(super) fn timeline(note: &Note, words: &Words) -> Option<TimelineView> {
    let mut marks: Vec<MarkView> = note.mentions.iter().filter_map(|m| sibling(m, words)).collect();
    let e = &note.event;
    let ordinal = e.ordinal.as_ref().and_then(|f| f.value).map(|n| words.ordinal(n));
    let city = e.place.city.as_ref().and_then(|f| f.value.clone());
    marks.extend(e.dates.as_ref().and_then(|f| f.value).and_then(|when| mark(when, ordinal, city, true)));
    let taken = |year| marks.iter().any(|m| m.when.start().get_year() == year);
    let first = note.series.as_ref().and_then(|s| s.first_year.as_ref()).and_then(|f| f.value);
    let first = first.filter(|&year| !taken(year)).and_then(|year| format!("{year:04}").parse().ok());
    let label = words.label("series_first").to_owned();
    marks.extend(first.and_then(|when| mark(when, Some(label), None, false)));
    marks.sort_by(|a, b| (a.when.earliest(), &a.label).cmp(&(b.when.earliest(), &b.label)));
    marks.dedup_by(|a, b| a.date == b.date && a.label == b.label);
    let (a, b) = (marks.first()?.when.start().get_year(), marks.last()?.when.start().get_year());
    let said = marks.iter().map(|m| format!("{}: {}", m.label, words.short_date(m.when)));
    let said = said.collect::<Vec<_>>().join("; ");
    (a != b).then(|| TimelineView { alternative: format!("{} {said}", words.label("timeline_axis")), marks })
}

fn sibling(mention: &Mention, words: &Words) -> Option<MarkView> {
    let when = mention.date.as_ref().and_then(|f| f.value).filter(|_| mention.kind == MentionKind::Sibling)?;
    let ordinal = mention.ordinal.as_ref().and_then(|f| f.value).map(|n| words.ordinal(n));
    let name = || mention.name.as_ref().and_then(|f| f.value.clone());
    let city = mention.city.as_ref().and_then(|f| f.value.clone());
    mark(when, ordinal.or_else(name), city, false)
}

fn mark(when: Edtf, name: Option<String>, city: Option<String>, current: bool) -> Option<MarkView> {
    let label = name.into_iter().chain(city).collect::<Vec<_>>().join(", ");
    let date = when.start().to_string();
    (!label.is_empty()).then_some(MarkView { date, label, current, when })
}
