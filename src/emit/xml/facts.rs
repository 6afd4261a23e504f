//! The facts block: everything a note holds beyond its text, typed, in a namespace of our own
//! (`schemas/facts.xsd`, explained in `docs/exchange.md`).
//!
//! Handed: a note, its references, the places of its texts. Gives: the `facts` element. `import/facts.rs` reads it back.
//! Knows nothing about Akoma Ntoso, except that references to its elements start with `#`.

use super::layout::{self, Page, Part};
use super::places::Places;
use super::references::{PersonRefs, References};
use super::values::{MENTION_KINDS, PARTICIPANT_KINDS, Value, word};
use super::write::{CodePoint, Tag, XmlWriter, first_unwritable, is_writable};
use crate::diag::{Diagnostic, Related};
use crate::model::{
    Certainty, Claims, Correction, Event, Fact, Finding, Given, Handling, Mention, Note, Officer, Participant, Person,
    Place, Series, SourceRef, Text,
};
use crate::source::Span;

/// Namespace of the facts block; the number changes when a reader of the former version would misread the new one.
pub const NAMESPACE: &str = "urn:communique:facts:1";

/// What the facts are written with.
pub(super) struct FactsWriter<'a, 'o> {
    pub(super) w: &'a mut XmlWriter<'o>,
    pub(super) references: &'a References,
    pub(super) places: &'a Places,
}

impl FactsWriter<'_, '_> {
    pub(super) fn note(&mut self, note: &Note) {
        self.w
            .open("facts")
            .with("xmlns", NAMESPACE)
            .with("schema", &note.schema)
            .with("id", &note.id)
            .with("kind", note.kind.name());
        self.source(&note.source);
        self.maybe("title", &note.title);
        self.maybe("subtitle", &note.subtitle);
        self.maybe("documentDate", &note.document_date);
        self.maybe("publisher", &note.publisher);
        self.event(&note.event);
        let r = self.references;
        for (officer, refs) in note.chairs.iter().zip(&r.chairs) {
            self.chair(officer, refs);
        }
        for (participant, party) in note.participants.iter().zip(&r.participants) {
            self.participant(participant, r.maybe(*party));
        }
        for (person, refs) in note.people.iter().zip(&r.people) {
            person_references(self.w.open("person"), r, refs);
            self.person(person);
            self.w.close();
        }
        note.findings.iter().for_each(|f| self.finding(f));
        note.series.iter().for_each(|s| self.series(s));
        for (mention, refs) in note.mentions.iter().zip(&r.mentions) {
            self.mention(mention, r.maybe(refs.thing));
        }
        note.handling.iter().for_each(|h| self.handling(h));
        self.claims(&note.claims);
        note.corrections.iter().for_each(|c| self.correction(c));
        note.diagnostics.iter().for_each(|d| self.diagnostic(d));
        layout::lay_out(note, &mut Sources { w: self.w });
        self.w.close();
    }

    fn source(&mut self, s: &SourceRef) {
        self.w
            .open("source")
            .number("bytes", s.bytes)
            .with("sha256", &s.sha256)
            .with("mediaType", &s.media_type)
            .with("encoding", &s.encoding)
            .with("lang", &s.lang);
        self.verbatim("path", &s.path);
        self.w.close();
    }

    fn event(&mut self, e: &Event) {
        let r = self.references;
        self.w.open("event").maybe_to("ref", r.maybe(r.event)).maybe_to("series", r.maybe(r.series));
        self.maybe("name", &e.name);
        self.maybe("ordinal", &e.ordinal);
        self.maybe("dates", &e.dates);
        self.all("session", &e.sessions);
        self.place(&e.place);
        self.maybe("mode", &e.mode);
        self.maybe("status", &e.status);
        self.w.close();
    }

    fn place(&mut self, p: &Place) {
        let r = self.references;
        if *p == Place::default() {
            return;
        }
        self.w
            .open("place")
            .maybe_to("city", r.maybe(r.city))
            .maybe_to("country", r.maybe(r.country))
            .maybe_to("venue", r.maybe(r.venue));
        self.maybe("city", &p.city);
        self.maybe("country", &p.country);
        self.maybe("venue", &p.venue);
        self.w.close();
    }

    fn chair(&mut self, officer: &Officer, refs: &PersonRefs) {
        person_references(self.w.open("chair"), self.references, refs);
        self.fact("role", &officer.role);
        self.person(&officer.person);
        self.w.close();
    }

    fn person(&mut self, p: &Person) {
        self.maybe("name", &p.name);
        self.maybe("honorific", &p.honorific);
        self.maybe("title", &p.title);
        self.maybe("organization", &p.organization);
        self.maybe("country", &p.country);
    }

    fn participant(&mut self, p: &Participant, party: Option<&str>) {
        let kind = word(&PARTICIPANT_KINDS, &p.kind);
        self.w.open("participant").with("kind", kind).maybe_to("ref", party);
        self.fact("name", &p.name);
        self.maybe("country", &p.country);
        self.w.close();
    }

    fn finding(&mut self, f: &Finding) {
        self.w
            .open("finding")
            .number("level", usize::from(f.level))
            .with("rule", &f.rule)
            .maybe_to("in", item_at(self.places, f.label_span))
            .span(f.span);
        self.verbatim_at("label", f.label_span, &f.label);
        self.verbatim("number", &f.number);
        self.verbatim("content", &f.text);
        f.handling.iter().for_each(|h| self.handling(h));
        f.children.iter().for_each(|c| self.finding(c));
        self.w.close();
    }

    fn series(&mut self, s: &Series) {
        let r = self.references;
        self.w.open("series").with("key", &s.key).maybe_to("ref", r.maybe(r.series));
        self.maybe("name", &s.name);
        self.maybe("firstYear", &s.first_year);
        self.maybe("cadence", &s.cadence);
        self.w.close();
    }

    fn mention(&mut self, m: &Mention, thing: Option<&str>) {
        let kind = word(&MENTION_KINDS, &m.kind);
        self.w.open("mention").with("kind", kind).maybe_to("ref", thing);
        self.maybe("name", &m.name);
        self.maybe("ordinal", &m.ordinal);
        self.maybe("date", &m.date);
        self.maybe("city", &m.city);
        self.maybe("country", &m.country);
        self.w.close();
    }

    fn handling(&mut self, h: &Handling) {
        self.w.open("handling");
        self.maybe("tlp", &h.tlp);
        self.all("releasableTo", &h.releasable_to);
        self.w.close();
    }

    fn claims(&mut self, c: &Claims) {
        if *c == Claims::default() {
            return;
        }
        self.w.open("claims");
        self.all("date", &c.dates);
        self.all("ordinal", &c.ordinals);
        self.all("city", &c.cities);
        self.all("name", &c.names);
        self.all("wording", &c.wordings);
        self.all("dateline", &c.datelines);
        for claim in &c.weekdays {
            self.w.open("weekdayOfDate");
            self.fact("weekday", &claim.weekday);
            self.fact("date", &claim.date);
            self.w.close();
        }
        self.all("impossibleDate", &c.impossible_dates);
        self.all("reversedRange", &c.reversed_ranges);
        for claim in &c.counts {
            self.w.open("countOfList").number("counted", claim.counted as usize);
            self.fact("count", &claim.count);
            self.verbatim("of", &claim.of);
            self.w.empty("list").span(claim.list);
            self.w.close();
        }
        self.all("days", &c.durations);
        self.all("lostHyphen", &c.lost_hyphens);
        self.all("numericDate", &c.numeric_dates);
        for claim in &c.misplaced_cities {
            self.w.open("misplacedCity").with("home", claim.home.as_str());
            self.fact("city", &claim.city);
            self.fact("country", &claim.country);
            self.w.close();
        }
        self.w.close();
    }

    fn correction(&mut self, c: &Correction) {
        self.w.open("correction").with("field", &c.field);
        c.was.iter().for_each(|w| self.verbatim("was", w));
        c.value.iter().for_each(|v| self.verbatim("value", v));
        self.given(&c.given);
        self.w.close();
    }

    fn diagnostic(&mut self, d: &Diagnostic) {
        self.w
            .open("diagnostic")
            .with("code", &d.code)
            .with("name", &d.name)
            .with("severity", d.severity.name())
            .number("line", d.line)
            .number("column", d.column)
            .span(d.span);
        self.verbatim("message", &d.message);
        self.verbatim("path", &d.path);
        self.verbatim("quote", &d.quote);
        d.related.iter().for_each(|r| self.related(r));
        d.help.iter().for_each(|h| self.verbatim("help", h));
        self.w.close();
    }

    fn related(&mut self, r: &Related) {
        self.w.open("related").number("line", r.line).number("column", r.column).span(r.span);
        self.verbatim("message", &r.message);
        self.verbatim("path", &r.path);
        self.verbatim("quote", &r.quote);
        self.w.close();
    }

    fn all<T: Value>(&mut self, element: &'static str, facts: &[Fact<T>]) {
        facts.iter().for_each(|f| self.fact(element, f));
    }

    fn maybe<T: Value>(&mut self, element: &'static str, fact: &Option<Fact<T>>) {
        fact.iter().for_each(|f| self.fact(element, f));
    }

    fn fact<T: Value>(&mut self, element: &'static str, f: &Fact<T>) {
        self.w
            .open(element)
            .with("certainty", certainty(f.certainty))
            .with("rule", &f.rule)
            .maybe_to("in", self.places.id_of(f.span))
            .span(f.span);
        f.value.iter().for_each(|v| self.value("value", v));
        f.candidates.iter().for_each(|v| self.value("candidate", v));
        self.verbatim("quote", &f.quote);
        f.spans.iter().for_each(|s| drop(self.w.empty("span").span(*s)));
        f.inferred.iter().for_each(|part| self.verbatim("inferred", part));
        f.from.iter().for_each(|o| self.verbatim_at("origin", o.span, &o.quote));
        f.anchor.iter().for_each(|a| self.verbatim("anchor", a));
        f.given.iter().for_each(|g| self.given(g));
        self.w.close();
    }

    fn value<T: Value>(&mut self, element: &'static str, value: &T) {
        value.describe(self.w.open(element));
        value.write(self.w);
        self.w.close();
    }

    fn given(&mut self, g: &Given) {
        self.w.open("given").number("line", g.line);
        self.verbatim("file", &g.file);
        g.author.iter().for_each(|a| self.verbatim("author", a));
        g.date.iter().for_each(|d| self.verbatim("date", d));
        g.reason.iter().for_each(|r| self.verbatim("reason", r));
        self.w.close();
    }

    fn verbatim(&mut self, element: &'static str, words: &str) {
        self.w.open(element);
        self.w.verbatim(words);
        self.w.close();
    }

    fn verbatim_at(&mut self, element: &'static str, span: Span, words: &str) {
        self.w.open(element).span(span);
        self.w.verbatim(words);
        self.w.close();
    }
}

/// The item whose label stands at a span, else the text that holds it.
fn item_at(places: &Places, label: Span) -> Option<&str> {
    let id = places.id_of(label)?;
    Some(id.strip_suffix("__num").unwrap_or(id))
}

/// Writes where each text of the document comes from, and which of its characters XML could not hold.
struct Sources<'a, 'o> {
    w: &'a mut XmlWriter<'o>,
}

impl Page<'_> for Sources<'_, '_> {
    fn open(&mut self, _: Part) {}

    fn words(&mut self, part: Part, text: &Text) {
        self.w.open("text").maybe_to("of", part.id);
        for p in &text.pieces {
            self.w.empty("piece").number("at", p.at).number("length", p.len).span(p.source);
        }
        if first_unwritable(&text.text).is_some() {
            for (i, c) in text.text.chars().enumerate().filter(|(_, c)| !is_writable(*c)) {
                self.w.empty("replaced").number("character", i).plain("code", CodePoint(c));
            }
        }
        self.w.close();
    }

    fn close(&mut self) {}
}

fn person_references(tag: Tag, r: &References, refs: &PersonRefs) {
    tag.maybe_to("as", r.maybe(refs.capacity))
        .maybe_to("ref", r.maybe(refs.person))
        .maybe_to("office", r.maybe(refs.office))
        .maybe_to("organization", r.maybe(refs.organization));
}

/// The word for a certainty, the same as in the canonical JSON.
pub(super) const fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::Stated => "stated",
        Certainty::Inferred => "inferred",
        Certainty::Ambiguous => "ambiguous",
        Certainty::Given => "given",
    }
}
