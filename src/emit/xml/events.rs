//! An exchange file as it is read: element by element, nothing kept.
//!
//! Handed: XML text. Gives: [`Events`], or what is wrong. Reads hostile input: nothing is fetched, no entity is defined by
//! the document (a document type declaration is refused), depth and attributes are bounded. On the way it takes down what
//! the checks need of every element: [`Links`]. Knows nothing about notes.

use super::links::Links;
use super::write::first_unwritable;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;
use std::borrow::Cow;
use std::fmt;

/// Elements nested deeper than this are refused; what we write ourselves stays far below.
const DEEPEST: usize = 256;
/// Elements with more attributes than this are refused; the schemas know none with half as many.
const MOST_ATTRIBUTES: usize = 32;

const UNWRITABLE: &str = "a character that XML cannot hold";

/// Which vocabulary an element belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Akn,
    Facts,
    Other,
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

/// A document being read. What is open is a stack; whoever opened an element reads it to its end.
pub(super) struct Events<'x> {
    reader: NsReader<&'x [u8]>,
    xml: &'x str,
    open: Vec<Open<'x>>,
    /// Attributes of all open elements.
    attributes: Vec<(&'x str, Cow<'x, str>)>,
    /// What comes next, if it was looked at already.
    next: Option<Step<'x>>,
    /// Whether the element opened last was written as `<x/>`.
    is_empty: bool,
    pub(super) links: Links<'x>,
}

/// An open element.
struct Open<'x> {
    vocabulary: Vocabulary,
    name: &'x str,
    /// Where its attributes begin.
    attributes: usize,
}

/// What comes next in an open element.
enum Step<'x> {
    /// A child begins; it is open now.
    Child,
    Words(Cow<'x, str>),
    /// The element ends; it is closed now.
    End,
}

type Read<T> = Result<T, Unreadable>;

impl<'x> Events<'x> {
    /// Opens the root element.
    pub(super) fn begin(xml: &'x str) -> Read<Self> {
        // asked once of all; later only of what stands there by a reference
        if let Some(at) = first_unwritable(xml) {
            return Err(Unreadable::new(format!("byte {at}"), UNWRITABLE));
        }
        let mut me = Self {
            reader: NsReader::from_str(xml),
            xml,
            open: Vec::new(),
            attributes: Vec::new(),
            next: None,
            is_empty: false,
            links: Links::default(),
        };
        loop {
            match me.step()? {
                Step::Child => return Ok(me),
                Step::Words(w) if w.trim_ascii().is_empty() => {}
                Step::Words(_) => return Err(me.wrong_here("words outside the root element")),
                Step::End => return Err(Unreadable::new("", "the file holds no element")),
            }
        }
    }

    /// Reads the rest of the file, in which nothing may stand, after the root element was read to its end.
    pub(super) fn finish(mut self) -> Read<Links<'x>> {
        loop {
            match self.step()? {
                Step::Words(w) if w.trim_ascii().is_empty() => {}
                Step::Words(_) => return Err(self.wrong_here("words outside the root element")),
                Step::Child => return Err(self.wrong_here("a second root element")),
                Step::End => return Ok(self.links),
            }
        }
    }

    /// Opens the next child of the open element; `false`, if there is none: the element is closed then.
    pub(super) fn child(&mut self) -> Read<bool> {
        loop {
            match self.take()? {
                Step::Child => return Ok(true),
                Step::End => return Ok(false),
                Step::Words(w) if w.trim_ascii().is_empty() => {}
                Step::Words(_) => return Err(self.wrong("words stand where only elements have a place")),
            }
        }
    }

    /// Opens the next child, if it has this name.
    pub(super) fn child_named(&mut self, name: &str) -> Read<bool> {
        loop {
            match &self.next {
                None => self.next = Some(self.step()?),
                Some(Step::Words(w)) if w.trim_ascii().is_empty() => self.next = None,
                Some(Step::Words(_)) => return Err(self.wrong("words stand where only elements have a place")),
                Some(Step::End) => return Ok(false),
                Some(Step::Child) if self.name() == name => {
                    self.next = None;
                    return Ok(true);
                }
                Some(Step::Child) => return Ok(false),
            }
        }
    }

    /// Reads the open element to its end; in it there may be words, and elements that mark some of them.
    pub(super) fn marked_words(&mut self) -> Read<String> {
        let mut words = String::new();
        let depth = self.open.len();
        while self.open.len() >= depth {
            if let Step::Words(w) = self.take()? {
                words.push_str(&w);
            }
        }
        Ok(words)
    }

    /// Reads the open element to its end; in it there may be words, and elements `char`, each for one character.
    pub(super) fn verbatim(&mut self) -> Read<String> {
        let mut words = String::new();
        loop {
            match self.take()? {
                Step::Words(w) if words.is_empty() => words = w.into_owned(),
                Step::Words(w) => words.push_str(&w),
                Step::End => return Ok(words),
                Step::Child if self.name() == "char" => {
                    words.push(self.code_point()?);
                    self.end()?;
                }
                Step::Child => return Err(self.wrong(format!("{} has no place among words", self.name()))),
            }
        }
    }

    /// Reads to the end of the open element, in which there may be no further child.
    pub(super) fn end(&mut self) -> Read<()> {
        match self.child()? {
            false => Ok(()),
            true => Err(self.wrong("it has no place here")),
        }
    }

    /// Reads the open element to its end, whatever is in it.
    pub(super) fn skip(&mut self) -> Read<()> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            self.take()?;
        }
        Ok(())
    }

    /// Name of the open element, without a prefix.
    pub(super) fn name(&self) -> &'x str {
        self.open.last().map_or("", |o| o.name)
    }

    pub(super) fn vocabulary(&self) -> Vocabulary {
        self.open.last().map_or(Vocabulary::Other, |o| o.vocabulary)
    }

    /// An attribute of the open element.
    pub(super) fn maybe_attribute(&self, name: &str) -> Option<&Cow<'x, str>> {
        let own = &self.attributes[self.open.last()?.attributes..];
        own.iter().find(|(n, _)| *n == name).map(|(_, value)| value)
    }

    pub(super) fn attribute(&self, name: &str) -> Read<&Cow<'x, str>> {
        self.maybe_attribute(name).ok_or_else(|| self.wrong(format!("it has no attribute {name}")))
    }

    /// The character an attribute `code` names.
    pub(super) fn code_point(&self) -> Read<char> {
        let code = self.attribute("code")?;
        let known = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        known.ok_or_else(|| self.wrong(format!("{code:?} is no code point")))
    }

    /// A problem with the open element.
    pub(super) fn wrong(&self, problem: impl Into<String>) -> Unreadable {
        let place = match self.maybe_attribute("eId") {
            Some(id) => id.to_string(),
            None => self.path(),
        };
        Unreadable::new(place, problem)
    }

    /// The open elements but the outermost, which are the same in every file.
    fn path(&self) -> String {
        let names: Vec<&str> = self.open.iter().map(|o| o.name).collect();
        let facts = names.iter().position(|n| *n == "facts").unwrap_or(0);
        names[facts..].join("/")
    }

    fn wrong_here(&self, problem: impl fmt::Display) -> Unreadable {
        Unreadable::new(format!("byte {}", self.reader.buffer_position()), problem.to_string())
    }

    fn take(&mut self) -> Read<Step<'x>> {
        match self.next.take() {
            Some(step) => Ok(step),
            None => self.step(),
        }
    }

    fn step(&mut self) -> Read<Step<'x>> {
        if std::mem::take(&mut self.is_empty) {
            return self.shut();
        }
        loop {
            let from = self.reader.buffer_position();
            let event = self.reader.read_event().map_err(|e| self.wrong_here(e))?;
            let words = match event {
                Event::Start(_) => return self.start(from, 1),
                Event::Empty(_) => {
                    self.is_empty = true;
                    return self.start(from, 2);
                }
                Event::End(_) => return self.shut(),
                Event::Text(text) => text.xml10_content(),
                Event::CData(text) => text.xml10_content(),
                Event::GeneralRef(reference) => {
                    let c = character(&reference);
                    c.ok_or_else(|| self.wrong_here("an entity that XML does not define"))?.to_string().into()
                }
                Event::DocType(_) => {
                    return Err(self.wrong_here("a document type declaration, which exchange files never have"));
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => continue,
                Event::Eof if self.open.is_empty() => return Ok(Step::End),
                Event::Eof => return Err(self.wrong_here("the file ends within an element")),
            };
            if matches!(&words, Cow::Owned(expanded) if first_unwritable(expanded).is_some()) {
                return Err(self.wrong_here(UNWRITABLE));
            }
            return Ok(Step::Words(words));
        }
    }

    /// A start tag from `from` to here, which ends in so many characters.
    fn start(&mut self, from: u64, end: usize) -> Read<Step<'x>> {
        if self.open.len() == DEEPEST {
            return Err(self.wrong_here("elements are nested too deeply"));
        }
        let position = |at: u64| usize::try_from(at).expect("the file is in memory");
        let tag = &self.xml[position(from) + 1..position(self.reader.buffer_position()) - end];
        let length = tag.bytes().position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')).unwrap_or(tag.len());
        let (namespace, _) = self.reader.resolver().resolve_element(quick_xml::name::QName(&tag[..length]));
        let vocabulary = vocabulary(&namespace);
        let name = &tag[tag[..length].bytes().rposition(|b| b == b':').map_or(0, |at| at + 1)..length];
        let first = self.attributes.len();
        // that no name is given twice is seen below: what was read is at hand
        for attribute in Attributes::new(tag, length).with_checks(false) {
            let attribute = attribute.map_err(|e| self.wrong_here(e))?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| self.wrong_here(e))?;
            if matches!(&value, Cow::Owned(expanded) if first_unwritable(expanded).is_some()) {
                return Err(self.wrong_here(UNWRITABLE));
            }
            let name = attribute.key.0;
            if self.attributes[first..].iter().any(|(other, _)| *other == name) {
                return Err(self.wrong_here(format!("an element with two attributes {name}")));
            }
            self.attributes.push((name, value));
            if self.attributes.len() - first > MOST_ATTRIBUTES {
                return Err(self.wrong_here("an element with too many attributes"));
            }
        }
        self.open.push(Open { vocabulary, name, attributes: first });
        self.links.enter(name, &self.attributes[first..]);
        Ok(Step::Child)
    }

    fn shut(&mut self) -> Read<Step<'x>> {
        let done = self.open.pop().ok_or_else(|| self.wrong_here("an end tag without a start tag"))?;
        self.attributes.truncate(done.attributes);
        self.links.leave();
        Ok(Step::End)
    }
}

fn vocabulary(namespace: &ResolveResult) -> Vocabulary {
    match namespace {
        ResolveResult::Bound(n) if n.0 == super::AKN_NAMESPACE => Vocabulary::Akn,
        ResolveResult::Bound(n) if n.0 == super::FACTS_NAMESPACE => Vocabulary::Facts,
        _ => Vocabulary::Other,
    }
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

    fn whole(xml: &str) -> Read<String> {
        let mut events = Events::begin(xml)?;
        let words = events.marked_words()?;
        events.finish().map(|_| words)
    }

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
            "<a b='&nbsp;'/>",
            "<a b='&#1;'/>",
            "<a>&#0;</a>",
            "</a>",
            "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
            "<a>\u{1}</a>",
            "<a>&#1;</a>",
            "<a/>x",
        ] {
            assert!(whole(bad).is_err(), "{bad:?}");
        }
        assert!(whole(&"<a>".repeat(1_000_000)).is_err());
        let attributes: String = (0..1_000_000).map(|i| format!(" a{i}=''")).collect();
        assert!(whole(&format!("<a{attributes}/>")).is_err());
    }

    #[test]
    fn words_come_back_as_they_were() {
        let xml = "<?xml version='1.0'?>\n<a x='1&#10;2'>é &lt;<b/>&#13;<b>c</b><![CDATA[<]]><!-- no --> z</a>\n";
        assert_eq!(whole(xml).unwrap(), "é <\rc< z");
        assert_eq!(Events::begin(xml).unwrap().attribute("x").unwrap(), "1\n2");
    }
}
