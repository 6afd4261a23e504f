//! Which document this is: Work, Expression and Manifestation (IFLA FRBR, as Akoma Ntoso uses it).
//!
//! Handed: a note. Gives: [`Identity`], equal for equal documents and never dependent on file names or the clock, and
//! [`UriParts`], what a URI says of itself. Knows nothing about XML. `docs/decisions/010-exchange-identity.md` tells why.

use super::languages;
use super::names::{segment, slug};
use crate::model::{CountryCode, EdtfDate, Note, NoteKind, Person};

/// Jurisdiction of a document whose issuer's country the note does not tell: "unknown territory" of Unicode CLDR
/// (UTS #35, §3.5.3), two letters as every reader of such URIs asks, and never assigned by ISO 3166-1.
const NO_COUNTRY: &str = "zz";

/// Date of a document that does not say when it was issued. Readers of Akoma Ntoso know it as "no date".
pub(super) const NO_DATE: &str = "0001-01-01";

/// Who issues the notes that do not say it, as whoever runs the program states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Name, on one line.
    pub name: String,
    /// Country it belongs to.
    pub country: Option<CountryCode>,
}

/// How Akoma Ntoso classes a kind of note (AKN4UN): document element, its `name`, `FRBRsubtype`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class {
    pub(super) element: &'static str,
    pub(super) name: &'static str,
    pub(super) subtype: &'static str,
    /// What tells documents of one class about one meeting apart; empty for the usual one.
    suffix: &'static str,
    /// For people.
    pub(super) show: &'static str,
}

/// The class of a kind of note.
pub(super) const fn class(kind: NoteKind) -> Class {
    const fn doc(name: &'static str, suffix: &'static str, show: &'static str) -> Class {
        Class { element: "doc", name, subtype: "communication", suffix, show }
    }
    match kind {
        NoteKind::PressRelease => doc("pressRelease", "", "Press release"),
        NoteKind::Readout => doc("pressRelease", "-readout", "Readout"),
        NoteKind::Announcement => doc("pressRelease", "-announcement", "Announcement"),
        NoteKind::ChairsStatement => doc("officialStatement", "-chairs-statement", "Chair's statement"),
        NoteKind::JointStatement => doc("declaration", "-joint-statement", "Joint statement"),
        NoteKind::Other => doc("communication", "-other", "Communication"),
        NoteKind::MeetingReport => Class {
            element: "debateReport",
            name: "meetingReport",
            subtype: "report",
            suffix: "",
            show: "Meeting report",
        },
    }
}

/// The identity of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) class: Class,
    /// Lower-case ISO 3166-1 alpha-2 code, or [`NO_COUNTRY`].
    pub(super) country: String,
    /// Issuer; `None` if the note does not name it.
    actor: Option<String>,
    pub(super) date: IssueDate,
    /// Series and ordinal, else the note's identifier.
    pub(super) number: String,
    /// ISO 639-2 code.
    pub(super) language: &'static str,
}

/// A date as Akoma Ntoso can hold it: always a full day, the first that may be meant. Its name says how much of it is
/// true; `docs/exchange.md` tells readers to take the date from the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IssueDate {
    /// `xsd:date`.
    pub(super) day: String,
    pub(super) name: &'static str,
}

impl Identity {
    pub(super) fn of(note: &Note, issuer: Option<&Issuer>) -> Self {
        let class = class(note.kind);
        let country = issuer_country(note, issuer);
        Self {
            class,
            country: country.map_or(NO_COUNTRY.to_owned(), |c| c.as_str().to_ascii_lowercase()),
            actor: issuer_name(note, issuer).and_then(actor),
            date: issue_date(note),
            number: number(note, class.suffix),
            language: languages::three_letters(&note.source.lang),
        }
    }

    /// `/akn/{country}/{element}/{subtype}/{actor}/{date}/{number}`.
    pub(super) fn work(&self) -> String {
        let Self { class, country, date, number, .. } = self;
        let actor = self.actor.as_ref().map_or(String::new(), |a| format!("/{a}"));
        format!("/akn/{country}/{}/{}{actor}/{}/{number}", class.element, class.subtype, date.day)
    }

    /// The work in its language, as of the date of issue.
    pub(super) fn expression(&self) -> String {
        format!("{}/{}@{}", self.work(), self.language, self.date.day)
    }
}

fn publisher(note: &Note) -> Option<&str> {
    note.publisher.as_ref()?.value.as_deref()
}

/// The issuer that the note names; else the one stated for all that name none.
pub(super) fn issuer_name<'a>(note: &'a Note, issuer: Option<&'a Issuer>) -> Option<&'a str> {
    publisher(note).or(issuer.map(|i| i.name.as_str()))
}

/// The country the issuer belongs to: the one stated for an issuer of that name; else what the note says of an organization
/// of that very name. Hosts and chairs are no issuers: their countries are not taken.
pub(super) fn issuer_country(note: &Note, issuer: Option<&Issuer>) -> Option<CountryCode> {
    let name = issuer_name(note, issuer)?;
    let stated = issuer.filter(|i| i.name == name).and_then(|i| i.country);
    stated.or_else(|| country_in(note, name))
}

fn country_in(note: &Note, publisher: &str) -> Option<CountryCode> {
    let people = note.chairs.iter().map(|c| &c.person).chain(&note.people);
    let mut countries = people.filter_map(|p| country_of(p, publisher));
    let first = countries.next()?;
    countries.all(|c| c == first).then_some(first)
}

fn country_of(person: &Person, organization: &str) -> Option<CountryCode> {
    let theirs = person.organization.as_ref()?.value.as_deref()?;
    if theirs == organization { person.country.as_ref()?.value } else { None }
}

/// An actor's segment; readers take a segment that starts with a digit for the date.
fn actor(publisher: &str) -> Option<String> {
    let segment = segment(&slug(publisher));
    match segment.bytes().next()? {
        b'0'..=b'9' => Some(format!("n{segment}")),
        _ => Some(segment),
    }
}

fn issue_date(note: &Note) -> IssueDate {
    let date = note.document_date.as_ref().and_then(|f| f.value);
    date.map_or(IssueDate { day: NO_DATE.to_owned(), name: "unknown" }, |d| padded(d.start()))
}

fn padded(date: EdtfDate) -> IssueDate {
    let name = match (date.get_month(), date.get_day()) {
        (Some(_), Some(_)) => "issued",
        (Some(_), None) => "issued-month-precision",
        _ => "issued-year-precision",
    };
    IssueDate { day: EdtfDate::from(date.earliest()).to_string(), name }
}

fn number(note: &Note, suffix: &str) -> String {
    let key = note.series.as_ref().map(|s| slug(&s.key)).filter(|k| !k.is_empty());
    let ordinal = note.event.ordinal.as_ref().and_then(|o| o.value);
    let stem = match (key, ordinal) {
        (Some(key), Some(ordinal)) => format!("{key}-{ordinal}"),
        _ => Some(slug(&note.id)).filter(|s| !s.is_empty()).unwrap_or_else(|| "unnumbered".to_owned()),
    };
    segment(&stem) + suffix
}

/// What the segments of a work's URI say.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UriParts<'a> {
    pub(super) country: &'a str,
    pub(super) element: &'a str,
    pub(super) subtype: &'a str,
    pub(super) date: &'a str,
    pub(super) number: &'a str,
}

impl<'a> UriParts<'a> {
    pub(super) fn parse(work: &'a str) -> Option<Self> {
        let segments: Vec<&str> = work.strip_prefix("/akn/")?.split('/').collect();
        let (country, element, subtype, date, number) = match segments[..] {
            [country, element, subtype, date, number] => (country, element, subtype, date, number),
            [country, element, subtype, _actor, date, number] => (country, element, subtype, date, number),
            _ => return None,
        };
        let full = segments.iter().all(|s| !s.is_empty());
        let letters = country.len() == 2 && country.bytes().all(|b| b.is_ascii_lowercase());
        (full && letters).then_some(Self { country, element, subtype, date, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris_come_apart_with_and_without_an_actor() {
        let parts = UriParts::parse("/akn/zz/doc/communication/0001-01-01/x-6").unwrap();
        assert_eq!((parts.date, parts.number), ("0001-01-01", "x-6"));
        assert_eq!(UriParts::parse("/akn/jp/doc/communication/mofa/2011-02-01/x-6").unwrap().country, "jp");
        for bad in ["", "/akn/asean/doc/communication/2011-02-01/x", "/akn/jp/doc//2011-02-01/x", "/akn/jp/doc"] {
            assert_eq!(UriParts::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_padded_date_says_so() {
        let named = |s: &str| padded(s.parse().unwrap());
        assert_eq!(named("2011-02"), IssueDate { day: "2011-02-01".to_owned(), name: "issued-month-precision" });
        assert_eq!(named("2011").name, "issued-year-precision");
        assert_eq!(named("2011-02-14"), IssueDate { day: "2011-02-14".to_owned(), name: "issued" });
    }

    #[test]
    fn an_actor_is_never_taken_for_a_date() {
        assert_eq!(actor("10 Downing Street").as_deref(), Some("n10-downing-street"));
        assert_eq!(actor("外務省").as_deref(), Some("%E5%A4%96%E5%8B%99%E7%9C%81"));
        assert_eq!(actor("—"), None);
    }
}
