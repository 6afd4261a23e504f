//! The head of the document: identification, publication, classification, lifecycle, references, facts.
//!
//! Handed: what the other files of this folder found. Gives: the `meta` element, in the order its schema asks for.
//! There is no `workflow`: its steps need the day of each, and a note says nothing of the day it was converted.

use super::identity::Identity;
use super::references::References;
use super::write::{Attributes, XmlWriter};
use crate::model::{Fact, Note};

/// `eId` of the source in the references.
const ORIGINAL: &str = "original";

pub(super) fn identification(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    let (work, expression) = (id.work(), id.expression());
    w.open("identification", source(r));
    w.open("FRBRWork", Attributes::new());
    uris(w, &format!("{work}/!main"), &work);
    if let Some(title) = note.title.as_ref().and_then(|t| t.value.as_deref()) {
        w.empty("FRBRalias", Attributes::new().with("value", title).with("name", "title"));
    }
    issued(w, id);
    author(w, r.to(r.publisher), r.to(r.author_role));
    value(w, "FRBRcountry", &id.country);
    value(w, "FRBRsubtype", id.class.subtype);
    value(w, "FRBRnumber", &id.number);
    value(w, "FRBRprescriptive", "false");
    value(w, "FRBRauthoritative", "false");
    w.close();
    w.open("FRBRExpression", Attributes::new());
    uris(w, &format!("{expression}/!main"), &expression);
    issued(w, id);
    author(w, r.to(r.publisher), r.to(r.author_role));
    w.empty("FRBRlanguage", Attributes::new().with("language", id.language));
    w.close();
    w.open("FRBRManifestation", Attributes::new());
    uris(w, &format!("{expression}/!main.xml"), &format!("{expression}/.xml"));
    issued(w, id);
    author(w, r.to(r.converter), r.to(r.editor_role));
    value(w, "FRBRformat", "application/akn+xml");
    w.close();
    w.close();
}

/// Everything between identification and the facts block.
pub(super) fn circumstances(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    if let Some(date) = note.document_date.as_ref().filter(|d| d.value.is_some()) {
        publication(w, date, id);
    }
    w.open("classification", source(r));
    let keyword = Attributes::new()
        .with("value", note.kind.name())
        .with("showAs", id.class.show)
        .with("dictionary", r.to(r.vocabulary))
        .with("refersTo", r.to(r.kind));
    w.empty("keyword", keyword);
    w.close();
    w.open("lifecycle", source(r));
    let event = Attributes::new().with("eId", "eventRef_1").with("date", &id.date.day);
    w.empty("eventRef", event.with("source", format!("#{ORIGINAL}")).with("type", "generation"));
    w.close();
    references(w, note, id, r);
}

fn publication<T>(w: &mut XmlWriter, date: &Fact<T>, id: &Identity) {
    let attributes = Attributes::new().with("date", &id.date.day).with("name", id.class.name);
    w.empty("publication", attributes.with("showAs", &date.quote));
}

fn references(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    w.open("references", source(r));
    let address = format!("{}/.{}", id.expression(), extension(&note.source.media_type));
    let original = Attributes::new().with("eId", ORIGINAL).with("href", address);
    w.empty("original", original.with("showAs", "The note as received"));
    for e in &r.entries {
        let entry = Attributes::new().with("eId", &e.reference[1..]).with("href", &e.href);
        w.empty(e.kind.element(), entry.with("showAs", &e.show));
    }
    w.close();
}

/// The format in which the note came, as the last part of a manifestation's URI.
fn extension(media_type: &str) -> &'static str {
    match media_type {
        "text/plain" => "txt",
        "text/markdown" => "md",
        "text/html" => "html",
        "message/rfc822" => "eml",
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        _ => "bin",
    }
}

/// Who vouches for a part of the head: the program that made it.
pub(super) fn source(r: &References) -> Attributes<'_> {
    Attributes::new().with("source", r.to(r.converter))
}

fn uris(w: &mut XmlWriter, this: &str, uri: &str) {
    value(w, "FRBRthis", this);
    value(w, "FRBRuri", uri);
}

fn issued(w: &mut XmlWriter, id: &Identity) {
    w.empty("FRBRdate", Attributes::new().with("date", &id.date.day).with("name", id.date.name));
}

fn author(w: &mut XmlWriter, who: &str, role: &str) {
    w.empty("FRBRauthor", Attributes::new().with("href", who).with("as", role));
}

fn value(w: &mut XmlWriter, element: &'static str, value: &str) {
    w.empty(element, Attributes::new().with("value", value));
}
