//! An exchange file as a tree of elements, for reading it back and checking it.
//!
//! Handed: XML text. Gives: [`Element`], or what is wrong. Reads hostile input: nothing is fetched, no entity is defined
//! by the document (a document type declaration is refused), and depth is bounded. Knows nothing about notes.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::fmt;

/// Elements nested deeper than this are refused; what we write ourselves stays far below.
const DEEPEST: usize = 256;

/// Which vocabulary an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Akn,
    Facts,
    Other,
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) vocabulary: Vocabulary,
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) nodes: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Words(String),
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// The element it is about, by its path from the root or its `eId`; empty for the file as a whole.
    pub place: String,
    /// What is wrong, as a clause.
    pub problem: String,
}

impl Unreadable {
    pub(super) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into() }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.place.as_str() {
            "" => f.write_str(&self.problem),
            place => write!(f, "{place}: {}", self.problem),
        }
    }
}

impl std::error::Error for Unreadable {}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e),
            Node::Words(_) => None,
        })
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| e.name == name)
    }

    /// Every word in the element, marks and all.
    pub(super) fn words(&self) -> String {
        let mut words = String::new();
        self.add_words(&mut words);
        words
    }

    fn add_words(&self, words: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Words(w) => words.push_str(w),
                Node::Element(e) => e.add_words(words),
            }
        }
    }
}

/// Reads a document.
pub(super) fn parse(xml: &str) -> Result<Element, Unreadable> {
    let mut reader = NsReader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let at = reader.buffer_position();
        let wrong = |problem: &dyn fmt::Display| Unreadable::new(format!("byte {at}"), problem.to_string());
        let (namespace, event) = reader.read_resolved_event().map_err(|e| wrong(&e))?;
        let vocabulary = vocabulary(&namespace);
        match event {
            Event::Start(_) if root.is_some() => return Err(wrong(&"a second root element")),
            Event::Start(_) if open.len() == DEEPEST => return Err(wrong(&"elements are nested too deeply")),
            Event::Start(tag) => open.push(element(vocabulary, &tag).map_err(|e| wrong(&e))?),
            Event::End(_) => {
                let done = open.pop().ok_or_else(|| wrong(&"an end tag without a start tag"))?;
                match open.last_mut() {
                    Some(parent) => parent.nodes.push(Node::Element(done)),
                    None => root = Some(done),
                }
            }
            Event::Text(text) => add(&mut open, &text.xml10_content()).map_err(|e| wrong(&e))?,
            Event::CData(text) => add(&mut open, &text.xml10_content()).map_err(|e| wrong(&e))?,
            Event::GeneralRef(reference) => {
                let c = character(&reference).ok_or_else(|| wrong(&"an entity that XML does not define"))?;
                add(&mut open, c.encode_utf8(&mut [0; 4])).map_err(|e| wrong(&e))?;
            }
            Event::DocType(_) => return Err(wrong(&"a document type declaration, which exchange files never have")),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Empty(_) => {}
            Event::Eof if open.is_empty() => {
                return root.ok_or_else(|| Unreadable::new("", "the file holds no element"));
            }
            Event::Eof => return Err(wrong(&"the file ends within an element")),
        }
    }
}

fn vocabulary(namespace: &ResolveResult) -> Vocabulary {
    match namespace {
        ResolveResult::Bound(n) if n.0 == super::AKN_NAMESPACE => Vocabulary::Akn,
        ResolveResult::Bound(n) if n.0 == super::FACTS_NAMESPACE => Vocabulary::Facts,
        _ => Vocabulary::Other,
    }
}

fn element(vocabulary: Vocabulary, tag: &BytesStart) -> Result<Element, String> {
    let mut attributes = Vec::new();
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| e.to_string())?;
        attributes.push((attribute.key.0.to_owned(), value.into_owned()));
    }
    let name = tag.local_name().into_inner().to_owned();
    Ok(Element { vocabulary, name, attributes, nodes: Vec::new() })
}

/// Adds words to the element that is open; outside the root only white space may stand.
fn add(open: &mut [Element], words: &str) -> Result<(), &'static str> {
    if words.chars().any(|c| !super::write::is_writable(c)) {
        return Err("a character that XML cannot hold");
    }
    let Some(parent) = open.last_mut() else {
        return if words.trim_ascii().is_empty() { Ok(()) } else { Err("words outside the root element") };
    };
    match parent.nodes.last_mut() {
        Some(Node::Words(before)) => before.push_str(words),
        _ => parent.nodes.push(Node::Words(words.to_owned())),
    }
    Ok(())
}

/// A character reference or one of the five entities every XML processor knows.
fn character(reference: &BytesRef) -> Option<char> {
    match &*reference.xml10_content() {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for bad in [
            "",
            "text",
            "<a>",
            "<a></b>",
            "<a/><b/>",
            "<a>&nbsp;</a>",
            "<a b='1' b='2'/>",
            "<a>&#0;</a>",
            "</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<a>\u{1}</a>",
            "<a>&#1;</a>",
            "<a/>x",
        ] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
        assert!(parse(&"<a>".repeat(1_000_000)).is_err());
    }

    #[test]
    fn words_come_back_as_they_were() {
        let root =
            parse("<?xml version='1.0'?>\n<a x='1&#10;2'>é &lt;<b>&#13;</b><![CDATA[<]]><!-- no --> z</a>\n").unwrap();
        assert_eq!(root.words(), "é <\r< z");
        assert_eq!(root.attribute("x"), Some("1\n2"));
    }
}
