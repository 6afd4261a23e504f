//! Whom and what a document refers to: the top-level classes of Akoma Ntoso's `references`.
//!
//! Handed: a note. Gives: [`References`], one entry for every person, organization, office, event, place and thing the
//! facts name, each with an identity that is the same in every document that names it, and which fact refers to which
//! entry. Knows nothing about XML or about where in the text a name stands.

use super::identity::{Issuer, issuer_country, issuer_name};
use super::names::{Taken, below, segment, slug};
use crate::model::{CountryCode, Event, Fact, Mention, MentionKind, Note, Participant, ParticipantKind, Person, Role};
use crate::source::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A top-level class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Organization,
    Role,
    Person,
    Event,
    Location,
    Concept,
}

impl Kind {
    /// The element of an entry.
    pub(super) const fn element(self) -> &'static str {
        match self {
            Kind::Organization => "TLCOrganization",
            Kind::Role => "TLCRole",
            Kind::Person => "TLCPerson",
            Kind::Event => "TLCEvent",
            Kind::Location => "TLCLocation",
            Kind::Concept => "TLCConcept",
        }
    }

    /// The element that marks words of this class in the text, the start of an entry's `eId` and of its address.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Kind::Organization => "organization",
            Kind::Role => "role",
            Kind::Person => "person",
            Kind::Event => "event",
            Kind::Location => "location",
            Kind::Concept => "concept",
        }
    }
}

/// An entry of `references`.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// `eId`.
    pub(super) id: String,
    /// Address, the same in every document.
    pub(super) href: String,
    /// For people.
    pub(super) show: String,
}

/// Points at an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ref(usize);

/// What the parts of a person's description refer to.
#[derive(Debug, Default)]
pub(super) struct PersonRefs {
    /// Capacity at the meeting.
    pub(super) capacity: Option<Ref>,
    pub(super) person: Option<Ref>,
    /// Office held.
    pub(super) office: Option<Ref>,
    pub(super) organization: Option<Ref>,
}

/// What a mention refers to.
#[derive(Debug, Default)]
pub(super) struct MentionRefs {
    pub(super) thing: Option<Ref>,
    pub(super) city: Option<Ref>,
    pub(super) country: Option<Ref>,
}

/// Every entry, and which fact refers to which.
pub(super) struct References {
    pub(super) entries: Vec<Entry>,
    /// This program, which made the file.
    pub(super) converter: Ref,
    pub(super) author_role: Ref,
    pub(super) editor_role: Ref,
    /// The issuer; an entry that says "not stated" if the note does not name it.
    pub(super) publisher: Ref,
    /// The vocabulary of kinds of notes, and this note's kind in it.
    pub(super) vocabulary: Ref,
    pub(super) kind: Ref,
    pub(super) event: Option<Ref>,
    pub(super) series: Option<Ref>,
    pub(super) city: Option<Ref>,
    pub(super) country: Option<Ref>,
    pub(super) venue: Option<Ref>,
    pub(super) chairs: Vec<PersonRefs>,
    pub(super) people: Vec<PersonRefs>,
    pub(super) participants: Vec<Option<Ref>>,
    pub(super) mentions: Vec<MentionRefs>,
}

impl References {
    /// `issuer` is who issues notes that do not say it, `kind_words` the kind of note for people.
    pub(super) fn of(note: &Note, issuer: Option<&Issuer>, kind_words: &str) -> Self {
        let mut b = Builder::default();
        let place = &note.event.place;
        let country = value(&place.country).copied();
        Self {
            converter: b.entry(Kind::Organization, &["communique"], "communique"),
            author_role: b.entry(Kind::Role, &["author"], "Author"),
            editor_role: b.entry(Kind::Role, &["editor"], "Editor"),
            publisher: match issuer_name(note, issuer) {
                Some(name) => b.organization(name, issuer_country(note, issuer)),
                None => b.entry(Kind::Organization, &["not-stated"], "not stated"),
            },
            vocabulary: b.entry(Kind::Concept, &["note-kinds"], "Kinds of notes"),
            kind: b.entry(Kind::Concept, &["note-kinds", note.kind.name()], kind_words),
            event: event(&mut b, note),
            series: series(&mut b, note),
            city: value(&place.city).map(|c| b.place(c, country)),
            country: country.map(|c| b.country(c)),
            venue: value(&place.venue).map(|v| b.place(v, country)),
            chairs: note
                .chairs
                .iter()
                .map(|c| {
                    let capacity = c.role.value.map(|r| b.entry(Kind::Role, &[r.name()], capacity_words(r)));
                    PersonRefs { capacity, ..person(&mut b, &c.person) }
                })
                .collect(),
            people: note.people.iter().map(|p| person(&mut b, p)).collect(),
            participants: note.participants.iter().map(|p| participant(&mut b, p)).collect(),
            mentions: note.mentions.iter().map(|m| mention(&mut b, note, m)).collect(),
            entries: b.entries,
        }
    }

    /// The `eId` of an entry.
    pub(super) fn id(&self, r: Ref) -> &str {
        &self.entries[r.0].id
    }

    /// The same for an entry that may not be there.
    pub(super) fn maybe(&self, r: Option<Ref>) -> Option<&str> {
        r.map(|r| self.id(r))
    }

    pub(super) fn kind_of(&self, r: Ref) -> Kind {
        self.entries[r.0].kind
    }
}

fn value<T>(fact: &Option<Fact<T>>) -> Option<&T> {
    fact.as_ref()?.value.as_ref()
}

const fn capacity_words(role: Role) -> &'static str {
    match role {
        Role::Chair => "Chair",
        Role::CoChair => "Co-chair",
        Role::ViceChair => "Vice-chair",
        Role::DelegationHead => "Head of delegation",
    }
}

fn event(b: &mut Builder, note: &Note) -> Option<Ref> {
    let Event { name, ordinal, dates, .. } = &note.event;
    let name = value(name)?;
    let stem = note.series.as_ref().map_or(&**name, |s| &s.key);
    match (value(ordinal), value(dates)) {
        (Some(n), _) => Some(b.numbered_event(stem, name, *n)),
        (None, Some(d)) => Some(b.entry(Kind::Event, &[&key(stem), &d.start().to_string()], name)),
        (None, None) => Some(b.entry(Kind::Event, &[&key(stem)], name)),
    }
}

fn series(b: &mut Builder, note: &Note) -> Option<Ref> {
    let series = note.series.as_ref()?;
    let name = value(&series.name).or(value(&note.event.name)).unwrap_or(&series.key);
    Some(b.entry(Kind::Event, &[&key(&series.key), "series"], name))
}

fn person(b: &mut Builder, p: &Person) -> PersonRefs {
    let country = value(&p.country).copied();
    PersonRefs {
        capacity: None,
        person: value(&p.name).map(|n| b.within(Kind::Person, None, country, n)),
        office: value(&p.title).map(|t| b.within(Kind::Role, Some("office"), country, t)),
        organization: value(&p.organization).map(|o| b.organization(o, country)),
    }
}

fn participant(b: &mut Builder, p: &Participant) -> Option<Ref> {
    let name = p.name.value.as_ref()?;
    match (p.kind, value(&p.country)) {
        (ParticipantKind::Country, Some(code)) => Some(b.entry(Kind::Organization, &["country", &lower(*code)], name)),
        _ => Some(b.organization(name, None)),
    }
}

fn mention(b: &mut Builder, note: &Note, m: &Mention) -> MentionRefs {
    let country = value(&m.country).copied();
    MentionRefs {
        thing: mentioned(b, note, m),
        city: value(&m.city).map(|c| b.place(c, country)),
        country: country.map(|c| b.country(c)),
    }
}

fn mentioned(b: &mut Builder, note: &Note, m: &Mention) -> Option<Ref> {
    let (name, ordinal) = (value(&m.name)?, value(&m.ordinal).copied());
    match m.kind {
        MentionKind::Date => None,
        MentionKind::Document | MentionKind::Fund => Some(b.entry(Kind::Concept, &[&key(name)], name)),
        MentionKind::Sibling | MentionKind::Event => {
            let sibling = note.series.as_ref().filter(|_| m.kind == MentionKind::Sibling);
            let stem = sibling.map_or(&**name, |s| &s.key);
            match (ordinal, value(&m.date)) {
                (Some(n), _) => Some(b.numbered_event(stem, name, n)),
                (None, Some(d)) => Some(b.entry(Kind::Event, &[&key(stem), &d.start().to_string()], name)),
                (None, None) => Some(b.entry(Kind::Event, &[&key(stem)], name)),
            }
        }
    }
}

/// Gives every identity one entry.
#[derive(Default)]
struct Builder {
    entries: Vec<Entry>,
    known: BTreeMap<String, Ref>,
    taken: Taken,
}

impl Builder {
    /// The entry at `/akn/ontology/{kind}/{path}`. Its `eId` ends in the last segment; an event's holds its series, too.
    fn entry(&mut self, kind: Kind, path: &[&str], show: &str) -> Ref {
        let mut href = format!("/akn/ontology/{}", kind.word());
        for step in path {
            href.push('/');
            href.push_str(&segment(step));
        }
        if let Some(&known) = self.known.get(&href) {
            return known;
        }
        let own =
            if kind == Kind::Event { path.join("-") } else { path.last().copied().unwrap_or_default().to_owned() };
        let id = self.taken.claim(below("", kind.word(), Some(&own)));
        let entry = Entry { kind, id, href: href.clone(), show: show.to_owned() };
        self.entries.push(entry);
        let new = Ref(self.entries.len() - 1);
        self.known.insert(href, new);
        new
    }

    /// An entry below its branch and country, where there are.
    fn within(&mut self, kind: Kind, branch: Option<&str>, country: Option<CountryCode>, name: &str) -> Ref {
        let country = country.map(lower);
        let own = key(name);
        let path: Vec<&str> = branch.into_iter().chain(country.as_deref()).chain([own.as_str()]).collect();
        self.entry(kind, &path, name)
    }

    fn organization(&mut self, name: &str, country: Option<CountryCode>) -> Ref {
        self.within(Kind::Organization, None, country, name)
    }

    fn place(&mut self, name: &str, country: Option<CountryCode>) -> Ref {
        self.within(Kind::Location, None, country, name)
    }

    fn country(&mut self, code: CountryCode) -> Ref {
        self.entry(Kind::Location, &["country", &lower(code)], code.as_str())
    }

    fn numbered_event(&mut self, stem: &str, name: &str, ordinal: u32) -> Ref {
        self.entry(Kind::Event, &[&key(stem), &ordinal.to_string()], &format!("{name} ({ordinal})"))
    }
}

fn lower(code: CountryCode) -> String {
    code.as_str().to_ascii_lowercase()
}

/// A slug that is never empty: words without a letter or digit are told apart by their hash.
fn key(words: &str) -> String {
    let slug = slug(words);
    if slug.is_empty() { format!("x{}", &hex(&Sha256::digest(words.as_bytes()))[..8]) } else { slug }
}
