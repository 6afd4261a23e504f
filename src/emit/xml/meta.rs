//! The head of the document: identification, publication, classification, lifecycle, references, facts.
//!
//! Handed: what the other files of this folder found. Gives: the `meta` element, in the order its schema asks for.
//! There is no `workflow`: its steps need the day of each, and a note says nothing of the day it was converted.

use super::identity::Identity;
use super::references::References;
use super::write::{Tag, XmlWriter};
use crate::model::{Fact, Note};

/// `eId` of the source in the references.
const ORIGINAL: &str = "original";

pub(super) fn identification(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    let (work, expression) = (id.work(), id.expression());
    source(w.open("identification"), r);
    w.open("FRBRWork");
    uris(w, &work, "/!main", "");
    if let Some(title) = note.title.as_ref().and_then(|t| t.value.as_deref()) {
        w.empty("FRBRalias").with("value", title).with("name", "title");
    }
    issued(w, id);
    author(w, r.id(r.publisher), r.id(r.author_role));
    value(w, "FRBRcountry", &id.country);
    value(w, "FRBRsubtype", id.class.subtype);
    value(w, "FRBRnumber", &id.number);
    value(w, "FRBRprescriptive", "false");
    value(w, "FRBRauthoritative", "false");
    w.close();
    w.open("FRBRExpression");
    uris(w, &expression, "/!main", "");
    issued(w, id);
    author(w, r.id(r.publisher), r.id(r.author_role));
    w.empty("FRBRlanguage").with("language", id.language);
    w.close();
    w.open("FRBRManifestation");
    uris(w, &expression, "/!main.xml", "/.xml");
    issued(w, id);
    author(w, r.id(r.converter), r.id(r.editor_role));
    value(w, "FRBRformat", "application/akn+xml");
    w.close();
    w.close();
}

/// Everything between identification and the facts block.
pub(super) fn circumstances(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    if let Some(date) = note.document_date.as_ref().filter(|d| d.value.is_some()) {
        publication(w, date, id);
    }
    source(w.open("classification"), r);
    w.empty("keyword")
        .with("value", note.kind.name())
        .with("showAs", id.class.show)
        .to("dictionary", r.id(r.vocabulary))
        .to("refersTo", r.id(r.kind));
    w.close();
    source(w.open("lifecycle"), r);
    let event = w.empty("eventRef").with("eId", "eventRef_1").with("date", &id.date.day);
    event.to("source", ORIGINAL).with("type", "generation");
    w.close();
    references(w, note, id, r);
}

fn publication<T>(w: &mut XmlWriter, date: &Fact<T>, id: &Identity) {
    w.empty("publication").with("date", &id.date.day).with("name", id.class.name).with("showAs", &date.quote);
}

fn references(w: &mut XmlWriter, note: &Note, id: &Identity, r: &References) {
    source(w.open("references"), r);
    let address = format!("{}/.{}", id.expression(), extension(&note.source.media_type));
    w.empty("original").with("eId", ORIGINAL).with("href", &address).with("showAs", "The note as received");
    for e in &r.entries {
        w.empty(e.kind.element()).with("eId", &e.id).with("href", &e.href).with("showAs", &e.show);
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

/// Says who vouches for a part of the head: the program that made it.
pub(super) fn source(tag: Tag, r: &References) {
    tag.to("source", r.id(r.converter));
}

fn uris(w: &mut XmlWriter, uri: &str, component: &str, end: &str) {
    w.empty("FRBRthis").both("value", uri, component);
    w.empty("FRBRuri").both("value", uri, end);
}

fn issued(w: &mut XmlWriter, id: &Identity) {
    w.empty("FRBRdate").with("date", &id.date.day).with("name", id.date.name);
}

fn author(w: &mut XmlWriter, who: &str, role: &str) {
    w.empty("FRBRauthor").to("href", who).to("as", role);
}

fn value(w: &mut XmlWriter, element: &'static str, value: &str) {
    w.empty(element).with("value", value);
}
