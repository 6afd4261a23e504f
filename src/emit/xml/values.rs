//! Values of facts as XML shows them.
//!
//! Handed: a value, or its words. Gives: its words and attributes, or the value. Knows nothing about elements.

use super::write::Attributes;
use crate::model::{Cadence, CountryCode, Edtf, EdtfDate, Mode, NoteKind, Role, Status, Tlp, Weekday};
use crate::model::{MentionKind, ParticipantKind};
use std::borrow::Cow;

/// A value that a fact can have.
pub(super) trait Value: Sized {
    /// The value in words, the same as in the canonical JSON.
    fn lexical(&self) -> Cow<'_, str>;

    /// What a reader may want ready-made; all of it follows from the words.
    fn attributes<'a>(&self, attributes: Attributes<'a>) -> Attributes<'a> {
        attributes
    }

    /// The inverse of [`Value::lexical`].
    fn parse(words: &str) -> Option<Self>;
}

impl Value for String {
    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn parse(words: &str) -> Option<Self> {
        Some(words.to_owned())
    }
}

impl Value for Edtf {
    fn lexical(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn attributes<'a>(&self, attributes: Attributes<'a>) -> Attributes<'a> {
        attributes
            .with("from", EdtfDate::from(self.earliest()).to_string())
            .with("to", EdtfDate::from(self.latest()).to_string())
            .with("precision", precision(self))
    }

    fn parse(words: &str) -> Option<Self> {
        words.parse().ok()
    }
}

/// The coarser of the precisions of both ends.
pub(super) fn precision(date: &Edtf) -> &'static str {
    let ends = [date.start(), date.end()];
    match (ends.iter().all(|d| d.get_day().is_some()), ends.iter().all(|d| d.get_month().is_some())) {
        (true, _) => "day",
        (false, true) => "month",
        (false, false) => "year",
    }
}

/// The day, if the value is one single day.
pub(super) fn single_day(date: &Edtf) -> Option<EdtfDate> {
    match date {
        Edtf::Date(d) => d.get_day().map(|_| *d),
        Edtf::Interval(..) => None,
    }
}

impl Value for CountryCode {
    fn lexical(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.as_str())
    }

    fn parse(words: &str) -> Option<Self> {
        words.parse().ok()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Value for $number {
            fn lexical(&self) -> Cow<'_, str> {
                Cow::Owned(self.to_string())
            }

            fn parse(words: &str) -> Option<Self> {
                words.parse().ok()
            }
        }
    )+};
}
numbers!(u32, i16);

macro_rules! vocabularies {
    ($($vocabulary:ty),+) => {$(
        impl Value for $vocabulary {
            fn lexical(&self) -> Cow<'_, str> {
                Cow::Borrowed(self.name())
            }

            fn parse(words: &str) -> Option<Self> {
                words.parse().ok()
            }
        }
    )+};
}
vocabularies!(NoteKind, Mode, Status, Role, Cadence, Tlp, Weekday);

/// Words of vocabularies that are no facts of their own: the same as in the canonical JSON.
pub(super) const PARTICIPANT_KINDS: [(ParticipantKind, &str); 3] = [
    (ParticipantKind::Country, "country"),
    (ParticipantKind::Organization, "organization"),
    (ParticipantKind::Group, "group"),
];

/// As [`PARTICIPANT_KINDS`].
pub(super) const MENTION_KINDS: [(MentionKind, &str); 5] = [
    (MentionKind::Sibling, "sibling"),
    (MentionKind::Event, "event"),
    (MentionKind::Date, "date"),
    (MentionKind::Document, "document"),
    (MentionKind::Fund, "fund"),
];

/// The word of a value in one of the tables above.
pub(super) fn word<K: PartialEq>(table: &[(K, &'static str)], kind: &K) -> &'static str {
    table.iter().find(|(k, _)| k == kind).map(|(_, word)| *word).expect("the tables name every kind")
}
