//! Values of facts as XML shows them.
//!
//! Handed: a value, or its words. Gives: its words and attributes, or the value. Knows nothing about elements.

use super::write::{Tag, XmlWriter};
use crate::model::{Cadence, CountryCode, Edtf, EdtfDate, Mode, NoteKind, Role, Status, Tlp, Weekday};
use crate::model::{MentionKind, ParticipantKind};

/// A value that a fact can have.
pub(super) trait Value: Sized {
    /// Writes the value in words, the same as in the canonical JSON.
    fn write(&self, w: &mut XmlWriter);

    /// Adds what a reader may want ready-made; all of it follows from the words.
    fn describe(&self, tag: Tag) {
        drop(tag);
    }

    /// Whether these attributes, `from`, `to` and `precision`, are what [`Value::describe`] adds.
    fn is_described_by(&self, attributes: [Option<&str>; 3]) -> bool {
        attributes == [None; 3]
    }

    /// The inverse of [`Value::write`].
    fn parse(words: &str) -> Option<Self>;
}

impl Value for String {
    fn write(&self, w: &mut XmlWriter) {
        w.verbatim(self);
    }

    fn parse(words: &str) -> Option<Self> {
        Some(words.to_owned())
    }
}

impl Value for Edtf {
    fn write(&self, w: &mut XmlWriter) {
        w.plain(self);
    }

    fn describe(&self, tag: Tag) {
        tag.plain("from", EdtfDate::from(self.earliest()))
            .plain("to", EdtfDate::from(self.latest()))
            .with("precision", precision(self));
    }

    fn is_described_by(&self, [from, to, told]: [Option<&str>; 3]) -> bool {
        let day = |told: Option<&str>, day: EdtfDate| told.and_then(|d| d.parse().ok()) == Some(day);
        day(from, self.earliest().into()) && day(to, self.latest().into()) && told == Some(precision(self))
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
    fn write(&self, w: &mut XmlWriter) {
        w.words(self.as_str());
    }

    fn parse(words: &str) -> Option<Self> {
        words.parse().ok()
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {$(
        impl Value for $number {
            fn write(&self, w: &mut XmlWriter) {
                w.plain(self);
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
            fn write(&self, w: &mut XmlWriter) {
                w.words(self.name());
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
