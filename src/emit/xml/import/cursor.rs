//! Reading an element's children in the order the schema gives, strictly.

use crate::emit::xml::tree::{Element, Unreadable};
use crate::emit::xml::values::Value;
use crate::source::Span;
use std::str::FromStr;

/// An element being read, with its place for messages.
pub(super) struct Cursor<'a> {
    element: &'a Element,
    children: Vec<&'a Element>,
    next: usize,
    place: String,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(element: &'a Element, parent: &str) -> Self {
        let place = if parent.is_empty() { element.name.clone() } else { format!("{parent}/{}", element.name) };
        Self { element, children: element.elements().collect(), next: 0, place }
    }

    pub(super) fn wrong(&self, problem: impl Into<String>) -> Unreadable {
        Unreadable::new(&*self.place, problem)
    }

    /// The next child, if it has this name.
    pub(super) fn maybe(&mut self, name: &str) -> Option<Cursor<'a>> {
        let child = self.children.get(self.next).filter(|c| c.name == name)?;
        self.next += 1;
        Some(Cursor::new(child, &self.place))
    }

    /// The next child, which must have this name.
    pub(super) fn child(&mut self, name: &str) -> Result<Cursor<'a>, Unreadable> {
        self.maybe(name).ok_or_else(|| self.wrong(format!("it has no {name} where one must stand")))
    }

    /// Every child of this name from here on.
    pub(super) fn all<T>(
        &mut self,
        name: &str,
        read: impl Fn(Cursor<'a>) -> Result<T, Unreadable>,
    ) -> Result<Vec<T>, Unreadable> {
        let mut found = Vec::new();
        while let Some(child) = self.maybe(name) {
            found.push(read(child)?);
        }
        Ok(found)
    }

    /// The value, if every child was read.
    pub(super) fn end<T>(self, value: T) -> Result<T, Unreadable> {
        match self.children.get(self.next) {
            None => Ok(value),
            Some(stray) => Err(self.wrong(format!("{} has no place here", stray.name))),
        }
    }

    pub(super) fn attribute(&self, name: &str) -> Result<&'a str, Unreadable> {
        self.element.attribute(name).ok_or_else(|| self.wrong(format!("it has no attribute {name}")))
    }

    pub(super) fn number<T: FromStr>(&self, name: &str) -> Result<T, Unreadable> {
        let found = self.attribute(name)?;
        found.parse().map_err(|_| self.wrong(format!("{name} is {found:?}, which is no number of its kind")))
    }

    /// An attribute's value in one of the tables of words.
    pub(super) fn kind<K: Clone>(&self, name: &str, table: &[(K, &str)]) -> Result<K, Unreadable> {
        let found = self.attribute(name)?;
        let known = table.iter().find(|(_, word)| *word == found).map(|(kind, _)| kind.clone());
        known.ok_or_else(|| self.wrong(format!("{name} is {found:?}, which is none of its values")))
    }

    pub(super) fn span(&self) -> Result<Span, Unreadable> {
        let (start, end): (usize, usize) = (self.number("start")?, self.number("end")?);
        if start > end {
            return Err(self.wrong(format!("it starts at {start}, after its end {end}")));
        }
        Ok(Span::new(start, end))
    }

    /// The words of an element, with the characters that XML cannot hold.
    pub(super) fn words(self) -> Result<String, Unreadable> {
        use crate::emit::xml::tree::Node;
        let mut words = String::new();
        for node in &self.element.nodes {
            match node {
                Node::Words(w) => words.push_str(w),
                Node::Element(e) if e.name == "char" => words.push(Cursor::new(e, &self.place).code_point()?),
                Node::Element(e) => return Err(self.wrong(format!("{} has no place among words", e.name))),
            }
        }
        Ok(words)
    }

    pub(super) fn value<T: Value>(self) -> Result<T, Unreadable> {
        let place = self.place.clone();
        let words = self.words()?;
        T::parse(&words).ok_or_else(|| Unreadable::new(place, format!("{words:?} is no value of its type")))
    }

    /// The character an attribute `code` names.
    pub(super) fn code_point(&self) -> Result<char, Unreadable> {
        let code = self.attribute("code")?;
        let known = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
        known.ok_or_else(|| self.wrong(format!("{code:?} is no code point")))
    }
}
