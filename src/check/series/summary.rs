//! What checks across notes need to know of each.

use super::plans;
use crate::diag::Spot;
use crate::model::{Cadence, CountryCode, Edtf, Fact, Mention, MentionKind, Note};
use crate::source::{Position, SourceFile, Span};
use serde::{Deserialize, Serialize};

/// A note in brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Path of the note, relative to the input folder.
    pub path: String,
    /// Identifier of the note.
    pub id: String,
    /// The title, or where there is none the note's first line: the place for what concerns the note as a whole.
    pub head: Told<()>,
    /// The meeting's name without its ordinal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Told<String>>,
    /// Which one of its series the meeting is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Told<u32>>,
    /// The meeting's dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Told<Edtf>>,
    /// The meeting's city, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Told<String>>,
    /// The meeting's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Told<CountryCode>>,
    /// Who chaired, by name, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chairs: Vec<Told<String>>,
    /// The office of each of them, where it is known; as many as there are chairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offices: Vec<Option<Told<String>>>,
    /// Where the next meeting is said to be held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_place: Option<Told<String>>,
    /// The year in which it is said to be held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_year: Option<Told<i16>>,
    /// Year of the first meeting of the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_year: Option<Told<i16>>,
    /// How often the series meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Told<Cadence>>,
    /// Other meetings of the series of which the note speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub siblings: Vec<Sibling>,
}

/// Another meeting of the series, as the note tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sibling {
    /// Its name, as printed; often a short form of the series' name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Told<String>>,
    /// Which one it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Told<u32>>,
    /// Its dates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Told<Edtf>>,
    /// Its city, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Told<String>>,
}

/// A value with the words that say it. Small, because a run has millions: the path is the summary's, words that are the
/// value are kept once, and a number takes four bytes, which is enough for sources below 4 GiB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told<T> {
    /// The value.
    pub value: T,
    /// First byte of the words, one past the last, line and column, as in a [`Spot`].
    at: [u32; 4],
    /// The words, where they are not the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<Box<str>>,
}

/// A value that may be words itself.
pub trait Spelled {
    /// The words.
    fn spelled(&self) -> Option<&str> {
        None
    }
}

impl Spelled for String {
    fn spelled(&self) -> Option<&str> {
        Some(self)
    }
}

impl Spelled for () {}
impl Spelled for u32 {}
impl Spelled for i16 {}
impl Spelled for Edtf {}
impl Spelled for CountryCode {}
impl Spelled for Cadence {}

impl<T: Spelled> Told<T> {
    /// A value that the words at `span` say.
    pub(super) fn new(value: T, source: &SourceFile, span: Span) -> Self {
        let Position { line, column } = source.position(span.start);
        let at = [span.start, span.end, line, column].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
        let words = source.slice(span);
        Self { at, words: (value.spelled() != Some(words)).then(|| words.into()), value }
    }

    /// The words.
    pub(super) fn words(&self) -> &str {
        self.words.as_deref().or_else(|| self.value.spelled()).unwrap_or_default()
    }
}

impl Summary {
    /// Sums up a note.
    pub fn of(note: &Note, source: &SourceFile) -> Self {
        let event = &note.event;
        let chairs = || note.chairs.iter().filter(|c| c.person.name.as_ref().is_some_and(|n| n.value.is_some()));
        let next = plans::of_next_meeting(note);
        Self {
            path: source.path.to_string(),
            id: note.id.clone(),
            head: Told::new((), source, head(note, source)),
            name: told(event.name.as_ref(), source),
            ordinal: told(event.ordinal.as_ref(), source),
            dates: told(event.dates.as_ref(), source),
            city: told(event.place.city.as_ref(), source),
            country: told(event.place.country.as_ref(), source),
            chairs: chairs().filter_map(|c| told(c.person.name.as_ref(), source)).collect(),
            offices: chairs().map(|c| told(c.person.title.as_ref(), source)).collect(),
            next_place: next.place.map(|(value, span)| Told::new(value, source, span)),
            next_year: next.year.map(|(value, span)| Told::new(value, source, span)),
            first_year: told(note.series.as_ref().and_then(|s| s.first_year.as_ref()), source),
            cadence: told(note.series.as_ref().and_then(|s| s.cadence.as_ref()), source),
            siblings: note
                .mentions
                .iter()
                .filter(|m| m.kind == MentionKind::Sibling)
                .map(|m| sibling(m, source))
                .collect(),
        }
    }

    /// Words of this note, for speaking of them.
    pub(super) fn spot<T: Spelled>(&self, told: &Told<T>) -> Spot {
        let [start, end, line, column] = told.at.map(|n| n as usize);
        Spot { path: self.path.clone(), span: Span { start, end }, line, column, quote: told.words().to_owned() }
    }
}

fn sibling(mention: &Mention, source: &SourceFile) -> Sibling {
    Sibling {
        name: told(mention.name.as_ref(), source),
        ordinal: told(mention.ordinal.as_ref(), source),
        dates: told(mention.date.as_ref(), source),
        city: told(mention.city.as_ref(), source),
    }
}

fn told<T: Clone + Spelled>(fact: Option<&Fact<T>>, source: &SourceFile) -> Option<Told<T>> {
    let fact = fact?;
    Some(Told::new(fact.value.clone()?, source, fact.span))
}

fn head(note: &Note, source: &SourceFile) -> Span {
    let first_line = || source.line(1).unwrap_or(Span::new(0, 0));
    note.title.as_ref().map_or_else(first_line, |t| t.span)
}
