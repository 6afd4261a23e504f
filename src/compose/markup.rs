//! A template's output as markup: elements one after the other, each with the words and elements in it.
//!
//! Handed: the output. Gives: elements in the words of the output, as they are asked for, so that a long document is never
//! held as elements; or what was expected and where. Knows nothing about what the elements mean.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A place of the output that is not in the vocabulary.
#[derive(Debug)]
pub(super) struct Misfit {
    /// Byte offset in the output.
    pub(super) at: usize,
    /// What was expected, and what was found.
    pub(super) expected: String,
}

pub(super) type Found<T> = Result<T, Misfit>;

/// An element with its content, in the words of the output. Its content is empty until it is read.
pub(super) struct Element<'a> {
    pub(super) name: &'a str,
    /// Byte offset of its start tag in the output.
    pub(super) at: usize,
    pub(super) attributes: Attributes<'a>,
    pub(super) content: Vec<Node<'a>>,
}

pub(super) enum Node<'a> {
    Element(Box<Element<'a>>),
    Text(Cow<'a, str>),
}

/// What comes next within an element.
pub(super) enum Part<'a> {
    /// An element begins; its content comes next.
    Element(Element<'a>),
    Text(Cow<'a, str>),
}

/// Attributes, each with its value unescaped. There are never many.
pub(super) struct Attributes<'a>(Vec<(&'a str, Cow<'a, str>)>);

impl Attributes<'_> {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value.as_ref())
    }
}

impl<'a> Element<'a> {
    pub(super) fn error<T>(&self, expected: String) -> Found<T> {
        Err(Misfit { at: self.at, expected })
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'a>> {
        self.content.iter().filter_map(|n| match n {
            Node::Element(e) => Some(e.as_ref()),
            Node::Text(_) => None,
        })
    }

    pub(super) fn add(&mut self, node: Node<'a>) {
        match (self.content.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(more)) => before.to_mut().push_str(&more),
            (_, node) => self.content.push(node),
        }
    }
}

/// Markup on its way through.
pub(super) struct Markup<'a> {
    output: &'a str,
    reader: Reader<&'a [u8]>,
    /// The elements that are open: name and place.
    open: Vec<(&'a str, usize)>,
    /// Identifiers of the headings so far.
    known: BTreeSet<Cow<'a, str>>,
    /// Where links lead so far, each with its place.
    links: Vec<(usize, Cow<'a, str>)>,
}

impl<'a> Markup<'a> {
    pub(super) fn new(output: &'a str) -> Self {
        let mut reader = Reader::from_str(output);
        reader.config_mut().expand_empty_elements = true;
        Self { output, reader, open: Vec::new(), known: BTreeSet::new(), links: Vec::new() }
    }

    /// What comes next within the element that was opened last; `None` where it ends.
    pub(super) fn next(&mut self) -> Found<Option<Part<'a>>> {
        loop {
            let at = self.reader.buffer_position() as usize;
            let broken = |expected: String| Misfit { at, expected };
            let event = self.reader.read_event().map_err(|e| broken(format!("expected well-formed markup: {e}")))?;
            return match event {
                Event::Start(start) => self.open(&start, at).map(|e| Some(Part::Element(e))).map_err(broken),
                Event::End(_) => {
                    self.open.pop();
                    Ok(None)
                }
                Event::Text(text) => Ok(Some(Part::Text(text.into_inner()))),
                Event::CData(text) => Ok(Some(Part::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(c)) => c.to_string().into(),
                        _ => named(reference.into_inner().as_ref()).map_err(broken)?.into(),
                    };
                    Ok(Some(Part::Text(text)))
                }
                Event::Eof => self.end(),
                _ => continue,
            };
        }
    }

    /// The next element within the one that was opened last; words between are passed over.
    pub(super) fn element(&mut self) -> Found<Option<Element<'a>>> {
        loop {
            match self.next()? {
                Some(Part::Element(e)) => return Ok(Some(e)),
                Some(Part::Text(_)) => {}
                None => return Ok(None),
            }
        }
    }

    /// Reads the content of the element that was opened last.
    pub(super) fn whole(&mut self, mut e: Element<'a>) -> Found<Element<'a>> {
        while let Some(part) = self.next()? {
            let node = match part {
                Part::Element(inner) => Node::Element(self.whole(inner)?.into()),
                Part::Text(text) => Node::Text(text),
            };
            e.add(node);
        }
        Ok(e)
    }

    /// Reads whatever is left, and looks whether every link leads to a heading.
    pub(super) fn finish(mut self) -> Found<()> {
        while let Some(e) = self.element()? {
            self.whole(e)?;
        }
        match self.links.into_iter().find(|(_, id)| !self.known.contains(id)) {
            Some((at, id)) => Err(Misfit { at, expected: format!("expected an element with id={id:?}, a heading") }),
            None => Ok(()),
        }
    }

    fn end(&self) -> Found<Option<Part<'a>>> {
        match self.open.last() {
            Some(&(name, at)) => {
                Err(Misfit { at, expected: format!("expected </{name}> before the end of the template's output") })
            }
            None => Ok(None),
        }
    }

    /// Opens the element that starts at byte `at` of the output. Depth is bounded, so that no template can exhaust the stack.
    fn open(&mut self, start: &BytesStart, at: usize) -> Result<Element<'a>, String> {
        const DEEPEST: usize = 64;
        if self.open.len() >= DEEPEST {
            return Err(format!("expected elements at most {DEEPEST} deep"));
        }
        // `start` is the tag without its angle brackets.
        let tag = &self.output[at + 1..at + 1 + start.len()];
        let name = &tag[..start.name().0.len()];
        let attributes = attributes(tag, name)?;
        let value = |name: &str| attributes.0.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone());
        match name {
            "h1" | "h2" | "h3" => self.known.extend(value("id")),
            "a" => self.links.extend(value("href").and_then(target).map(|id| (at, id))),
            _ => {}
        }
        self.open.push((name, at));
        Ok(Element { name, at, attributes, content: Vec::new() })
    }
}

/// The identifier that a link leads to.
fn target(href: Cow<str>) -> Option<Cow<str>> {
    match href {
        Cow::Borrowed(href) => href.strip_prefix('#').map(Cow::Borrowed),
        Cow::Owned(href) => href.strip_prefix('#').map(|id| Cow::Owned(id.to_owned())),
    }
}

fn attributes<'a>(tag: &'a str, name: &str) -> Result<Attributes<'a>, String> {
    let mut attributes = Attributes(Vec::with_capacity(usize::from(tag.len() > name.len()) * 2));
    let mut found = quick_xml::events::attributes::Attributes::new(tag, name.len());
    for attribute in found.with_checks(false) {
        let attribute = attribute.map_err(|e| format!("expected attributes as name=\"value\": {e}"))?;
        if attributes.get(attribute.key.0).is_some() {
            return Err(format!("expected attributes as name=\"value\": {:?} stands there twice", attribute.key.0));
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| format!("expected an escaped attribute value: {e}"))?;
        attributes.0.push((attribute.key.0, value));
    }
    Ok(attributes)
}

fn named(entity: &str) -> Result<&'static str, String> {
    match entity {
        "amp" => Ok("&"),
        "lt" => Ok("<"),
        "gt" => Ok(">"),
        "quot" => Ok("\""),
        "apos" => Ok("'"),
        "nbsp" => Ok("\u{a0}"),
        other => Err(format!("expected &amp; &lt; &gt; &quot; &apos; &nbsp; or a number, found &{other};")),
    }
}
