//! The facts block: everything a note holds beyond its text, typed, in a namespace of our own
//! (`schemas/facts.xsd`, explained in `docs/exchange.md`).
//!
//! Handed: a note, its references, the places of its texts. Gives: the `facts` element. `import/facts.rs` reads it back.
//! Knows nothing about Akoma Ntoso, except that references to its elements start with `#`.

use super::marks::Places;
use super::references::{PersonRefs, References};
use super::values::{MENTION_KINDS, PARTICIPANT_KINDS, Value, word};
use super::write::{Attributes, XmlWriter, first_unwritable, is_writable};
use crate::diag::{Diagnostic, Related};
use crate::model::{
    Certainty, Claims, Correction, Event, Fact, Finding, Given, Handling, Mention, Note, Officer, Participant, Person,
    Place, Series, SourceRef, Text,
};
use crate::source::Span;

/// Namespace of the facts block; the number changes when a reader of the former version would misread the new one.
pub const NAMESPACE: &str = "urn:communique:facts:1";

/// What the facts are written with.
pub(super) struct FactsWriter<'a> {
    pub(super) w: &'a mut XmlWriter,
    pub(super) references: &'a References,
    pub(super) places: &'a Places<'a>,
    /// `eId` of every text.
    pub(super) ids: &'a [&'a str],
}

impl FactsWriter<'_> {
    pub(super) fn note(&mut self, note: &Note, texts: &[&Text]) {
        let head = Attributes::new()
            .with("xmlns", NAMESPACE)
            .with("schema", &note.schema)
            .with("id", &note.id)
            .with("kind", note.kind.name());
        self.w.open("facts", head);
        self.source(&note.source);
        self.maybe("title", &note.title);
        self.maybe("subtitle", &note.subtitle);
        self.maybe("documentDate", &note.document_date);
        self.maybe("publisher", &note.publisher);
        self.event(&note.event);
        for (officer, refs) in note.chairs.iter().zip(&self.references.chairs) {
            self.chair(officer, refs);
        }
        for (participant, party) in note.participants.iter().zip(&self.references.participants) {
            self.participant(participant, self.references.maybe(*party));
        }
        for (person, refs) in note.people.iter().zip(&self.references.people) {
            self.w.open("person", person_attributes(self.references, refs));
            self.person(person);
            self.w.close();
        }
        note.findings.iter().for_each(|f| self.finding(f));
        note.series.iter().for_each(|s| self.series(s));
        for (mention, refs) in note.mentions.iter().zip(&self.references.mentions) {
            self.mention(mention, self.references.maybe(refs.thing));
        }
        note.handling.iter().for_each(|h| self.handling(h));
        self.claims(&note.claims);
        note.corrections.iter().for_each(|c| self.correction(c));
        note.diagnostics.iter().for_each(|d| self.diagnostic(d));
        for (text, id) in texts.iter().zip(self.ids) {
            self.text(text, id);
        }
        self.w.close();
    }

    fn source(&mut self, s: &SourceRef) {
        let attributes = Attributes::new()
            .number("bytes", s.bytes)
            .with("sha256", &s.sha256)
            .with("mediaType", &s.media_type)
            .with("encoding", &s.encoding)
            .with("lang", &s.lang);
        self.w.open("source", attributes);
        self.verbatim("path", Attributes::new(), &s.path);
        self.w.close();
    }

    fn event(&mut self, e: &Event) {
        let r = self.references;
        let attributes = Attributes::new().maybe("ref", r.maybe(r.event)).maybe("series", r.maybe(r.series));
        self.w.open("event", attributes);
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
        let attributes = Attributes::new()
            .maybe("city", r.maybe(r.city))
            .maybe("country", r.maybe(r.country))
            .maybe("venue", r.maybe(r.venue));
        self.w.open("place", attributes);
        self.maybe("city", &p.city);
        self.maybe("country", &p.country);
        self.maybe("venue", &p.venue);
        self.w.close();
    }

    fn chair(&mut self, officer: &Officer, refs: &PersonRefs) {
        self.w.open("chair", person_attributes(self.references, refs));
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
        self.w.open("participant", Attributes::new().with("kind", kind).maybe("ref", party));
        self.fact("name", &p.name);
        self.maybe("country", &p.country);
        self.w.close();
    }

    fn finding(&mut self, f: &Finding) {
        let attributes = Attributes::new()
            .number("level", usize::from(f.level))
            .with("rule", &f.rule)
            .maybe("in", self.item_at(f.label_span))
            .number("start", f.span.start)
            .number("end", f.span.end);
        self.w.open("finding", attributes);
        self.verbatim("label", span_attributes(f.label_span), &f.label);
        self.verbatim("number", Attributes::new(), &f.number);
        self.verbatim("content", Attributes::new(), &f.text);
        f.handling.iter().for_each(|h| self.handling(h));
        f.children.iter().for_each(|c| self.finding(c));
        self.w.close();
    }

    fn series(&mut self, s: &Series) {
        let r = self.references;
        self.w.open("series", Attributes::new().with("key", &s.key).maybe("ref", r.maybe(r.series)));
        self.maybe("name", &s.name);
        self.maybe("firstYear", &s.first_year);
        self.maybe("cadence", &s.cadence);
        self.w.close();
    }

    fn mention(&mut self, m: &Mention, thing: Option<&str>) {
        let kind = word(&MENTION_KINDS, &m.kind);
        self.w.open("mention", Attributes::new().with("kind", kind).maybe("ref", thing));
        self.maybe("name", &m.name);
        self.maybe("ordinal", &m.ordinal);
        self.maybe("date", &m.date);
        self.maybe("city", &m.city);
        self.maybe("country", &m.country);
        self.w.close();
    }

    fn handling(&mut self, h: &Handling) {
        self.w.open("handling", Attributes::new());
        self.maybe("tlp", &h.tlp);
        self.all("releasableTo", &h.releasable_to);
        self.w.close();
    }

    fn claims(&mut self, c: &Claims) {
        if *c == Claims::default() {
            return;
        }
        self.w.open("claims", Attributes::new());
        self.all("date", &c.dates);
        self.all("ordinal", &c.ordinals);
        self.all("city", &c.cities);
        self.all("name", &c.names);
        self.all("wording", &c.wordings);
        self.all("dateline", &c.datelines);
        for claim in &c.weekdays {
            self.w.open("weekdayOfDate", Attributes::new());
            self.fact("weekday", &claim.weekday);
            self.fact("date", &claim.date);
            self.w.close();
        }
        self.all("impossibleDate", &c.impossible_dates);
        self.all("reversedRange", &c.reversed_ranges);
        for claim in &c.counts {
            self.w.open("countOfList", Attributes::new().number("counted", claim.counted as usize));
            self.fact("count", &claim.count);
            self.verbatim("of", Attributes::new(), &claim.of);
            self.w.empty("list", span_attributes(claim.list));
            self.w.close();
        }
        self.all("days", &c.durations);
        self.all("lostHyphen", &c.lost_hyphens);
        self.all("numericDate", &c.numeric_dates);
        for claim in &c.misplaced_cities {
            self.w.open("misplacedCity", Attributes::new().with("home", claim.home.as_str()));
            self.fact("city", &claim.city);
            self.fact("country", &claim.country);
            self.w.close();
        }
        self.w.close();
    }

    fn correction(&mut self, c: &Correction) {
        self.w.open("correction", Attributes::new().with("field", &c.field));
        c.was.iter().for_each(|w| self.verbatim("was", Attributes::new(), w));
        c.value.iter().for_each(|v| self.verbatim("value", Attributes::new(), v));
        self.given(&c.given);
        self.w.close();
    }

    fn diagnostic(&mut self, d: &Diagnostic) {
        let attributes = Attributes::new()
            .with("code", &d.code)
            .with("name", &d.name)
            .with("severity", d.severity.name())
            .number("line", d.line)
            .number("column", d.column)
            .number("start", d.span.start)
            .number("end", d.span.end);
        self.w.open("diagnostic", attributes);
        self.verbatim("message", Attributes::new(), &d.message);
        self.verbatim("path", Attributes::new(), &d.path);
        self.verbatim("quote", Attributes::new(), &d.quote);
        d.related.iter().for_each(|r| self.related(r));
        d.help.iter().for_each(|h| self.verbatim("help", Attributes::new(), h));
        self.w.close();
    }

    fn related(&mut self, r: &Related) {
        let place = Attributes::new().number("line", r.line).number("column", r.column);
        self.w.open("related", place.number("start", r.span.start).number("end", r.span.end));
        self.verbatim("message", Attributes::new(), &r.message);
        self.verbatim("path", Attributes::new(), &r.path);
        self.verbatim("quote", Attributes::new(), &r.quote);
        self.w.close();
    }

    /// Where a text of the document comes from, and which of its characters XML could not hold.
    fn text(&mut self, text: &Text, id: &str) {
        self.w.open("text", Attributes::new().with("of", format!("#{id}")));
        for p in &text.pieces {
            let piece = Attributes::new().number("at", p.at).number("length", p.len);
            self.w.empty("piece", piece.number("start", p.source.start).number("end", p.source.end));
        }
        if first_unwritable(&text.text).is_some() {
            for (i, c) in text.text.chars().enumerate().filter(|(_, c)| !is_writable(*c)) {
                self.w.empty("replaced", Attributes::new().number("character", i).with("code", code_point(c)));
            }
        }
        self.w.close();
    }

    fn all<T: Value>(&mut self, element: &'static str, facts: &[Fact<T>]) {
        facts.iter().for_each(|f| self.fact(element, f));
    }

    fn maybe<T: Value>(&mut self, element: &'static str, fact: &Option<Fact<T>>) {
        fact.iter().for_each(|f| self.fact(element, f));
    }

    fn fact<T: Value>(&mut self, element: &'static str, f: &Fact<T>) {
        let attributes = Attributes::new()
            .with("certainty", certainty(f.certainty))
            .with("rule", &f.rule)
            .maybe("in", self.text_at(f.span))
            .number("start", f.span.start)
            .number("end", f.span.end);
        self.w.open(element, attributes);
        f.value.iter().for_each(|v| self.verbatim("value", v.attributes(Attributes::new()), &v.lexical()));
        for candidate in &f.candidates {
            self.verbatim("candidate", candidate.attributes(Attributes::new()), &candidate.lexical());
        }
        self.verbatim("quote", Attributes::new(), &f.quote);
        f.spans.iter().for_each(|s| self.w.empty("span", span_attributes(*s)));
        f.inferred.iter().for_each(|part| self.verbatim("inferred", Attributes::new(), part));
        f.from.iter().for_each(|o| self.verbatim("origin", span_attributes(o.span), &o.quote));
        f.anchor.iter().for_each(|a| self.verbatim("anchor", Attributes::new(), a));
        f.given.iter().for_each(|g| self.given(g));
        self.w.close();
    }

    fn given(&mut self, g: &Given) {
        self.w.open("given", Attributes::new().number("line", g.line));
        self.verbatim("file", Attributes::new(), &g.file);
        g.author.iter().for_each(|a| self.verbatim("author", Attributes::new(), a));
        g.date.iter().for_each(|d| self.verbatim("date", Attributes::new(), d));
        g.reason.iter().for_each(|r| self.verbatim("reason", Attributes::new(), r));
        self.w.close();
    }

    /// Words kept to the last character: one that XML cannot hold is an element that names it.
    fn verbatim(&mut self, element: &'static str, attributes: Attributes, words: &str) {
        self.w.open(element, attributes);
        let mut rest = words;
        while let Some(at) = first_unwritable(rest) {
            self.w.words(&rest[..at]);
            let c = rest[at..].chars().next().expect("a character was found here");
            self.w.empty_inline("char", Attributes::new().with("code", code_point(c)));
            rest = &rest[at + c.len_utf8()..];
        }
        self.w.words(rest);
        self.w.close();
    }

    fn text_at(&self, span: Span) -> Option<String> {
        self.places.text_of(span).map(|text| format!("#{}", self.ids[text]))
    }

    /// The item whose label stands at a span, else the text that holds it.
    fn item_at(&self, label: Span) -> Option<String> {
        let id = self.ids[self.places.text_of(label)?];
        Some(format!("#{}", id.strip_suffix("__num").unwrap_or(id)))
    }
}

fn person_attributes<'a>(r: &'a References, refs: &PersonRefs) -> Attributes<'a> {
    Attributes::new()
        .maybe("as", r.maybe(refs.capacity))
        .maybe("ref", r.maybe(refs.person))
        .maybe("office", r.maybe(refs.office))
        .maybe("organization", r.maybe(refs.organization))
}

fn span_attributes<'a>(span: Span) -> Attributes<'a> {
    Attributes::new().number("start", span.start).number("end", span.end)
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

fn code_point(c: char) -> String {
    format!("{:04X}", u32::from(c))
}
