//! The canonical note: one meeting as one note tells it. Serialized, it is the canonical JSON (`docs/model.md`).

use super::body::Block;
use super::claims::Claims;
use super::fact::{Fact, Given};
use super::values::{Cadence, CountryCode, Edtf, Mode, NoteKind, Role, Status, Tlp};
use crate::diag::Diagnostic;
use crate::source::{SourceFile, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Identifier of this version of the canonical JSON.
pub const SCHEMA: &str = "urn:communique:note:1";

/// One meeting, as one note tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// Stable identifier: a slug of series, ordinal and start date, else of title and source hash.
    pub id: String,
    /// Where it was read.
    pub source: SourceRef,
    /// The note's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Fact<String>>,
    /// The note's subtitle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<Fact<String>>,
    /// When the note was issued, with the precision it states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_date: Option<Fact<Edtf>>,
    /// Who issued it, only if the note says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Fact<String>>,
    /// What sort of note it is.
    pub kind: NoteKind,
    /// The meeting.
    pub event: Event,
    /// Who chaired it, in order.
    #[serde(default)]
    pub chairs: Vec<Officer>,
    /// Who took part: countries, organizations, groups.
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// Everybody else who is named, in order.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Numbered items that state content, in reading order.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What the note says of the series the meeting belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub series: Option<Series>,
    /// Other events, dates, documents and funds.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Handling marks. Absent means not releasable outside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Handling>,
    /// Statements for the checks to hold against each other.
    #[serde(default)]
    pub claims: Claims,
    /// Facts set or removed by hand in a file of corrections beside the note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// The whole text in reading order.
    pub body: Vec<Block>,
    /// What was found wrong with this note.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

/// A fact that was set or removed by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Correction {
    /// The fact, by its path in this document ("event.dates", "chairs[0].name").
    pub field: String,
    /// What was read from the text, in words; absent if nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// What counts now, in words; absent if the fact was removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// By whose hand.
    pub given: Given,
}

/// The source of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRef {
    /// Path relative to the input folder.
    pub path: String,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// Media type (RFC 6838).
    pub media_type: String,
    /// Encoding the bytes were read with, by its WHATWG name.
    pub encoding: String,
    /// Language of the text (BCP 47).
    pub lang: String,
}

/// The meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its name without its ordinal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Fact<String>>,
    /// Which one of its series it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Fact<u32>>,
    /// The day, or the interval from first to last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dates: Option<Fact<Edtf>>,
    /// Several sittings that are not one range.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<Fact<Edtf>>,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// In person, online or both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Fact<Mode>>,
    /// Held or upcoming, as the note sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Fact<Status>>,
}

/// Where a meeting took place.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// City, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Fact<String>>,
    /// Country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Fact<CountryCode>>,
    /// Building or hall, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<Fact<String>>,
}

/// A chair, co-chair, vice-chair or head of delegation. Without a name it is an office or a country that chairs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Officer {
    /// Capacity at the meeting.
    pub role: Fact<Role>,
    /// Who, and in what office.
    #[serde(flatten)]
    pub person: Person,
}

/// A person as the note names them; every part as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// Name without honorifics, titles and post-nominals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Fact<String>>,
    /// Honorifics, ranks among them ("H.E. Pol. Gen.").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific: Option<Fact<String>>,
    /// Office held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Fact<String>>,
    /// Where the office is held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Fact<String>>,
    /// Country the person acts for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Fact<CountryCode>>,
}

/// A party to the meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// Name, as printed; for a member of a group, the country's short English name.
    pub name: Fact<String>,
    /// What sort of party.
    pub kind: ParticipantKind,
    /// Country code, for a country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Fact<CountryCode>>,
}

/// What sort of party takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ParticipantKind {
    /// A state or economy.
    Country,
    /// A body with its own name.
    Organization,
    /// Several countries under one name ("the ASEAN Member States").
    Group,
}

/// A numbered item that states content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Label exactly as printed ("1. (1)", "(a)", "第3").
    pub label: String,
    /// Where the label stands.
    pub label_span: Span,
    /// Label normalized, with its parents' where the label alone does not say ("1", "1.(2)(a)").
    pub number: String,
    /// Depth, from 1.
    pub level: u8,
    /// The item's own text, soft line breaks as spaces, sub-items left out.
    pub text: String,
    /// Where the label and the item's own text stand.
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
    /// Handling mark of this item, if it carries one of its own.
    // Boxed: few items carry one, and a note may have many items.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handling: Option<Box<Handling>>,
    /// Numbered items below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Finding>,
}

/// What a note says of the series its meeting belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Series {
    /// Slug of the series' name.
    pub key: String,
    /// Name of the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Fact<String>>,
    /// Year of the first meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_year: Option<Fact<i16>>,
    /// How often it meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<Fact<Cadence>>,
}

/// Another event, date, document or fund, kept so that it is never mistaken for this meeting's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// What sort of thing.
    pub kind: MentionKind,
    /// Its name, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Fact<String>>,
    /// Its ordinal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordinal: Option<Fact<u32>>,
    /// Its date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Fact<Edtf>>,
    /// Its city, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<Fact<String>>,
    /// Its country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<Fact<CountryCode>>,
}

/// What sort of thing is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MentionKind {
    /// An earlier or later meeting of this series.
    Sibling,
    /// Another event.
    Event,
    /// A date that belongs to nothing named.
    Date,
    /// A document, declaration, treaty, plan.
    Document,
    /// A fund, programme or project.
    Fund,
}

/// Handling marks of a note or an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Handling {
    /// Traffic Light Protocol 2.0 label (FIRST).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tlp: Option<Fact<Tlp>>,
    /// Countries or organizations it may be released to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releasable_to: Vec<Fact<String>>,
}

impl SourceRef {
    /// What a note says of the source it was read from; `lang` is the language of its text (BCP 47).
    pub fn of(source: &SourceFile, lang: &str) -> Self {
        Self {
            path: source.path.to_string(),
            sha256: source.sha256.clone(),
            bytes: source.bytes,
            media_type: source.media_type.clone(),
            encoding: source.encoding.clone(),
            lang: lang.to_owned(),
        }
    }
}

impl Note {
    /// A note that states nothing yet.
    pub fn empty(id: &str, source: SourceRef) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            id: id.to_owned(),
            source,
            title: None,
            subtitle: None,
            document_date: None,
            publisher: None,
            kind: NoteKind::Other,
            event: Event::default(),
            chairs: Vec::new(),
            participants: Vec::new(),
            people: Vec::new(),
            findings: Vec::new(),
            series: None,
            mentions: Vec::new(),
            handling: None,
            claims: Claims::default(),
            corrections: Vec::new(),
            body: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Whether a diagnostic holds the note back.
    pub fn is_held(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == crate::diag::Severity::Error)
    }
}
