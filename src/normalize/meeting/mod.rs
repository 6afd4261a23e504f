//! The meeting itself: title, dates, name, ordinal, place, series, mentions.

mod names;

use super::passage::Reading;
use crate::model::{Claims, Edtf, Event, Fact, Handling, Mention, NoteKind, Series};

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

/// Reads the meeting.
pub(crate) fn read(reading: &Reading) -> Meeting {
    Meeting {
        id: reading.note.source.sha256[..12].to_owned(),
        lang: "en".to_owned(),
        title: None,
        subtitle: None,
        document_date: None,
        publisher: None,
        kind: NoteKind::Other,
        event: Event::default(),
        series: None,
        mentions: Vec::new(),
        handling: None,
        claims: Claims::default(),
    }
}
