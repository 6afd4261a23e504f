//! People, parties and other things a note names.

use super::facts::{FactView, certainty, fact, mark};
use crate::compose::words::{Of, Words};
use crate::model::{Certainty, Fact, Mention, Note, Officer, ParticipantKind, Person};
use serde::Serialize;

/// A person in words.
#[derive(Debug, Serialize)]
pub(super) struct PersonView<'a> {
    /// Capacity at the meeting; empty for people who are only named.
    role: &'a str,
    /// Honorific and name; empty where an office or a country acts.
    name: String,
    /// Office, and where it is held, each with its mark.
    office: Vec<FactView>,
    country: Option<FactView>,
    /// The least sure certainty among role and name, in words; empty if both are stated.
    mark: String,
    certainty: &'static str,
}

/// Parties of one kind, those of one certainty together.
#[derive(Debug, Serialize)]
pub(super) struct Party<'a> {
    label: &'a str,
    names: Vec<FactView>,
}

/// Something mentioned.
#[derive(Debug, Serialize)]
pub(super) struct MentionView<'a> {
    kind: &'a str,
    name: String,
    /// Its date and place, where the note gives them.
    details: Vec<String>,
}

pub(super) fn officer<'a>(officer: &'a Officer, words: &'a Words) -> PersonView<'a> {
    person(&officer.person, Some(officer), words)
}

/// Whether a title already says the organization ("Minister of Foreign Affairs of Viet Nam" and "Viet Nam").
fn says(title: Option<&Fact<String>>, organization: &Fact<String>) -> bool {
    let words = |f: &Fact<String>| f.value.clone().unwrap_or_default();
    title.is_some_and(|t| words(t).contains(&words(organization)))
}

pub(super) fn person<'a>(person: &'a Person, officer: Option<&'a Officer>, words: &'a Words) -> PersonView<'a> {
    let role = officer.and_then(|o| o.role.value).map_or("", |r| words.term(Of::Role, r.name()));
    let sure = officer.map(|o| o.role.certainty).into_iter().chain(person.name.as_ref().map(|n| n.certainty));
    let least = sure.max_by_key(|&c| doubt(c)).unwrap_or(Certainty::Stated);
    PersonView {
        role,
        name: full_name(person),
        office: [person.title.as_ref(), person.organization.as_ref().filter(|o| !says(person.title.as_ref(), o))]
            .into_iter()
            .flatten()
            .map(|f| fact(f, words, Clone::clone))
            .collect(),
        country: person.country.as_ref().map(|f| fact(f, words, |c| words.country(*c))),
        mark: mark(least, words),
        certainty: certainty(least),
    }
}

/// How much a certainty leaves open.
const fn doubt(c: Certainty) -> u8 {
    match c {
        Certainty::Stated => 0,
        Certainty::Given => 1,
        Certainty::Inferred => 2,
        Certainty::Ambiguous => 3,
    }
}

/// Honorific and name as printed, kept on one line where the line is long enough for it.
pub(super) fn full_name(person: &Person) -> String {
    let part = |f: &Option<Fact<String>>| f.as_ref().and_then(|f| f.value.clone());
    let parts = part(&person.honorific).into_iter().chain(part(&person.name));
    parts.collect::<Vec<_>>().join(" ").replace(' ', "\u{a0}")
}

/// A chair on one line: name and country, else office or country.
pub(super) fn in_brief(officer: &Officer, words: &Words) -> FactView {
    let p = &officer.person;
    let country = p.country.as_ref().and_then(|f| f.value).map(|c| words.country(c));
    let office = || p.title.as_ref().or(p.organization.as_ref()).and_then(|f| f.value.clone());
    let name = Some(full_name(p)).filter(|n| !n.is_empty()).or_else(office);
    let text = match (name, country) {
        (Some(name), Some(country)) => format!("{name} ({country})"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => words.label("not_stated").to_owned(),
    };
    let facts = p.name.as_ref().map(|f| f.certainty).into_iter().chain([officer.role.certainty]);
    let least = facts.max_by_key(|&c| doubt(c)).unwrap_or(Certainty::Stated);
    FactView { text, certainty: certainty(least), mark: mark(least, words) }
}

/// Participants by kind, each kind in the order of the note.
pub(super) fn parties<'a>(note: &Note, words: &'a Words) -> Vec<Party<'a>> {
    let kinds = [
        (ParticipantKind::Group, "groups"),
        (ParticipantKind::Country, "countries"),
        (ParticipantKind::Organization, "organizations"),
    ];
    let named = |kind| {
        let of_kind = note.participants.iter().filter(move |p| p.kind == kind);
        let mut names: Vec<FactView> = Vec::new();
        for name in of_kind.map(|p| fact(&p.name, words, |n| n.replace(' ', "\u{a0}"))) {
            match names.last_mut() {
                Some(last) if last.certainty == name.certainty => {
                    last.text.push_str(", ");
                    last.text.push_str(&name.text);
                }
                _ => names.push(name),
            }
        }
        names
    };
    kinds
        .into_iter()
        .map(|(kind, label)| Party { label: words.label(label), names: named(kind) })
        .filter(|p| !p.names.is_empty())
        .collect()
}

pub(super) fn mention<'a>(mention: &Mention, words: &'a Words) -> MentionView<'a> {
    let name = mention.name.as_ref().and_then(|f| f.value.as_deref());
    let ordinal = mention.ordinal.as_ref().and_then(|f| f.value);
    let date = mention.date.as_ref().and_then(|f| f.value).map(|d| words.short_date(d));
    let city = mention.city.as_ref().and_then(|f| f.value.clone());
    let country = mention.country.as_ref().and_then(|f| f.value).map(|c| words.country(c));
    let name = match (name, ordinal) {
        (Some(name), ordinal) => words.heading(ordinal, name),
        (None, Some(n)) => words.ordinal(n),
        (None, None) => String::new(),
    };
    MentionView {
        kind: words.term(Of::Mention, mention_kind(mention)),
        name,
        details: [date, city, country].into_iter().flatten().collect(),
    }
}

/// Stable name of a mention's kind, as in the canonical JSON.
pub(super) const fn mention_kind(mention: &Mention) -> &'static str {
    use crate::model::MentionKind;
    match mention.kind {
        MentionKind::Sibling => "sibling",
        MentionKind::Event => "event",
        MentionKind::Date => "date",
        MentionKind::Document => "document",
        MentionKind::Fund => "fund",
    }
}
