//! What no schema sees: our own checks of an exchange file before it is published, and of one that arrives.
//!
//! Handed: an exchange file, and the note it should say. Gives: [`Problem`]s, none for a file that may go out. Judges the
//! file alone: it parses it and never looks at how it was written. Knows nothing about files or diagnostics.

use super::identity::{NO_DATE, UriParts};
use super::names::is_eid;
use super::tree::{self, Element, Unreadable};
use super::write::{REPLACEMENT, is_writable};
use super::{import, languages};
use crate::model::{Block, Note, Text};
use std::collections::BTreeSet;

/// Something wrong with an exchange file.
pub type Problem = Unreadable;

/// Attributes that hold references: `#` and an `eId`, several with spaces between.
const REFERENCES: &[&str] = &[
    "as",
    "by",
    "city",
    "country",
    "dictionary",
    "href",
    "in",
    "of",
    "office",
    "organization",
    "outcome",
    "ref",
    "refersTo",
    "series",
    "source",
    "venue",
];

/// Checks a file against the note it should say: everything [`verify_alone`] checks, the facts, the text in reading
/// order, the labels. Empty if all is well.
pub fn verify(xml: &str, note: &Note) -> Vec<Problem> {
    let root = match tree::parse(xml) {
        Ok(root) => root,
        Err(problem) => return vec![problem],
    };
    let mut problems = alone(&root);
    match import::note(&root) {
        Ok(found) if found == *note => {}
        Ok(found) => problems.push(Problem::new("facts", difference(&found, note))),
        Err(problem) => problems.push(problem),
    }
    if let Ok(document) = import::document(&root) {
        problems.extend(texts(document, note));
    }
    problems
}

/// Checks a file by itself: well-formed, an exchange file, references resolve, eIds unique and well-formed, the parts of
/// its identity agree with each other and with the facts. Empty if all is well.
pub fn verify_alone(xml: &str) -> Vec<Problem> {
    match tree::parse(xml) {
        Ok(root) => {
            let mut problems = alone(&root);
            problems.extend(import::note(&root).err());
            problems
        }
        Err(problem) => vec![problem],
    }
}

fn alone(root: &Element) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    identifiers(root, "", &mut ids, &mut problems);
    references(root, &ids, &mut problems);
    match import::document(root) {
        Ok(document) => identity(document, &mut problems),
        Err(problem) => problems.push(problem),
    }
    problems
}

/// Every `eId` is given once, well-formed, and begins with that of the nearest element around it that has one.
fn identifiers<'a>(e: &'a Element, around: &'a str, ids: &mut BTreeSet<&'a str>, problems: &mut Vec<Problem>) {
    let mut inner = around;
    if let Some(id) = e.attribute("eId") {
        if !is_eid(id) {
            problems.push(Problem::new(id, "this eId is not well-formed"));
        }
        if !ids.insert(id) {
            problems.push(Problem::new(id, "this eId is given twice"));
        }
        let below = id.strip_prefix(around).is_some_and(|rest| around.is_empty() || rest.starts_with("__"));
        if !below {
            problems.push(Problem::new(id, format!("this eId does not begin with {around}__, which stands around it")));
        }
        // The main body has an eId, but by convention does not begin those of its children.
        inner = if e.name == "mainBody" { "" } else { id };
    }
    e.elements().for_each(|child| identifiers(child, inner, ids, problems));
}

fn references(e: &Element, ids: &BTreeSet<&str>, problems: &mut Vec<Problem>) {
    for (name, value) in e.attributes.iter().filter(|(name, _)| REFERENCES.contains(&name.as_str())) {
        for reference in value.split_ascii_whitespace() {
            if reference.strip_prefix('#').is_some_and(|id| !ids.contains(id)) {
                let place = e.attribute("eId").unwrap_or(&e.name);
                problems.push(Problem::new(place, format!("{name} refers to {reference}, which is nowhere")));
            }
        }
    }
    e.elements().for_each(|child| references(child, ids, problems));
}

/// Work, Expression and Manifestation say the same as their URIs, and the same as the facts.
fn identity(document: &Element, problems: &mut Vec<Problem>) {
    match Identification::read(document) {
        Some(identification) => identification.check(document, problems),
        None => problems.push(Problem::new("identification", "a part of it is missing")),
    }
}

struct Identification<'a> {
    work: &'a Element,
    expression: &'a Element,
    manifestation: &'a Element,
    work_uri: &'a str,
    expression_uri: &'a str,
    manifestation_uri: &'a str,
    date: &'a str,
    language: &'a str,
}

fn value<'a>(e: &'a Element, child: &str, attribute: &str) -> Option<&'a str> {
    e.child(child)?.attribute(attribute)
}

impl<'a> Identification<'a> {
    fn read(document: &'a Element) -> Option<Self> {
        let identification = document.child("meta")?.child("identification")?;
        let work = identification.child("FRBRWork")?;
        let expression = identification.child("FRBRExpression")?;
        let manifestation = identification.child("FRBRManifestation")?;
        Some(Self {
            work,
            expression,
            manifestation,
            work_uri: value(work, "FRBRuri", "value")?,
            expression_uri: value(expression, "FRBRuri", "value")?,
            manifestation_uri: value(manifestation, "FRBRuri", "value")?,
            date: value(work, "FRBRdate", "date")?,
            language: value(expression, "FRBRlanguage", "language")?,
        })
    }

    fn check(&self, document: &Element, problems: &mut Vec<Problem>) {
        let mut agree = |place: &str, what: &str, found: Option<&str>, wanted: &str| {
            if found != Some(wanted) {
                let found = found.unwrap_or("missing");
                problems
                    .push(Problem::new(place, format!("{what} is {found}, but {wanted} would agree with the rest")));
            }
        };
        let Self { work, expression, manifestation, work_uri, expression_uri, manifestation_uri, date, language } =
            self;
        agree("FRBRExpression", "its URI", Some(expression_uri), &format!("{work_uri}/{language}@{date}"));
        agree("FRBRManifestation", "its URI", Some(manifestation_uri), &format!("{expression_uri}/.xml"));
        let this = |e| value(e, "FRBRthis", "value");
        agree("FRBRWork", "FRBRthis", this(work), &format!("{work_uri}/!main"));
        agree("FRBRExpression", "FRBRthis", this(expression), &format!("{expression_uri}/!main"));
        agree("FRBRManifestation", "FRBRthis", this(manifestation), &format!("{expression_uri}/!main.xml"));
        agree("FRBRExpression", "FRBRdate", value(expression, "FRBRdate", "date"), date);
        agree("FRBRManifestation", "FRBRdate", value(manifestation, "FRBRdate", "date"), date);
        match UriParts::parse(work_uri) {
            Some(parts) => {
                agree("FRBRWork", "the element in its URI", Some(parts.element), &document.name);
                agree("FRBRWork", "the date in its URI", Some(parts.date), date);
                agree("FRBRWork", "FRBRcountry", value(work, "FRBRcountry", "value"), parts.country);
                agree("FRBRWork", "FRBRsubtype", value(work, "FRBRsubtype", "value"), parts.subtype);
                agree("FRBRWork", "FRBRnumber", value(work, "FRBRnumber", "value"), parts.number);
            }
            None => agree("FRBRWork", "its URI", Some(work_uri), "/akn/country/element/subtype/[actor/]date/number"),
        }
        if let Ok(facts) = import::facts_of(document) {
            let lang = value(facts, "source", "lang").unwrap_or_default();
            agree("FRBRExpression", "FRBRlanguage", Some(language), languages::three_letters(lang));
            let stated = facts.child("documentDate").and_then(|d| value(d, "value", "from"));
            agree("FRBRWork", "FRBRdate", Some(date), stated.unwrap_or(NO_DATE));
        }
    }
}

/// The document's texts and printed labels are the note's, in reading order.
fn texts(document: &Element, note: &Note) -> Vec<Problem> {
    let mut found = Vec::new();
    for part in ["preface", "mainBody"].into_iter().filter_map(|name| document.child(name)) {
        words_of(part, &mut found);
    }
    let mut wanted = Vec::new();
    note.body.iter().for_each(|b| shown(b, &mut wanted));
    let unequal = found
        .iter()
        .zip(&wanted)
        .find(|((_, is_label, words), (label, text))| (is_label, words.as_str()) != (label, text.as_str()));
    if let Some(((id, ..), (_, text))) = unequal {
        return vec![Problem::new(*id, format!("its words are not the note's, which are {text:?}"))];
    }
    if found.len() != wanted.len() {
        let problem = format!("it has {} texts and labels, the note has {}", found.len(), wanted.len());
        return vec![Problem::new("mainBody", problem)];
    }
    Vec::new()
}

/// Every element that holds words itself: its `eId`, whether it is a label, its words.
fn words_of<'a>(e: &'a Element, found: &mut Vec<(&'a str, bool, String)>) {
    if matches!(e.name.as_str(), "p" | "num" | "heading" | "crossHeading") {
        found.push((e.attribute("eId").unwrap_or(&e.name), e.name == "num", e.words()));
    } else {
        e.elements().for_each(|child| words_of(child, found));
    }
}

/// The texts of a block as XML can show them, and whether each is a label.
fn shown(block: &Block, wanted: &mut Vec<(bool, String)>) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } | Block::Boilerplate { text } => {
            wanted.push((false, as_shown(text)));
        }
        Block::Table { rows } => {
            wanted.extend(rows.iter().flat_map(|r| &r.cells).map(|cell| (false, as_shown(cell))));
        }
        Block::List { items } => {
            for item in items {
                wanted.extend(item.label.iter().map(|label| (true, as_shown(label))));
                item.blocks.iter().for_each(|b| shown(b, wanted));
            }
        }
    }
}

fn as_shown(text: &Text) -> String {
    text.text.chars().map(|c| if is_writable(c) { c } else { REPLACEMENT }).collect()
}

/// Names the parts of the note that differ.
fn difference(found: &Note, wanted: &Note) -> String {
    let parts = [
        ("schema", found.schema == wanted.schema),
        ("id", found.id == wanted.id),
        ("source", found.source == wanted.source),
        ("title", found.title == wanted.title),
        ("subtitle", found.subtitle == wanted.subtitle),
        ("document_date", found.document_date == wanted.document_date),
        ("publisher", found.publisher == wanted.publisher),
        ("kind", found.kind == wanted.kind),
        ("event", found.event == wanted.event),
        ("chairs", found.chairs == wanted.chairs),
        ("participants", found.participants == wanted.participants),
        ("people", found.people == wanted.people),
        ("findings", found.findings == wanted.findings),
        ("series", found.series == wanted.series),
        ("mentions", found.mentions == wanted.mentions),
        ("handling", found.handling == wanted.handling),
        ("claims", found.claims == wanted.claims),
        ("corrections", found.corrections == wanted.corrections),
        ("body", found.body == wanted.body),
        ("diagnostics", found.diagnostics == wanted.diagnostics),
    ];
    let differing: Vec<&str> = parts.iter().filter(|(_, equal)| !equal).map(|(name, _)| *name).collect();
    format!("they are not the note's: {} differ", differing.join(", "))
}
