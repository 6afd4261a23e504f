//! The document's elements read back as blocks; the inverse of `layout.rs` one folder up.

use super::facts::TextSource;
use crate::emit::xml::layout::{BOILERPLATE, EMPTY, LEVEL, NONE};
use crate::emit::xml::tree::{Element, Unreadable};
use crate::emit::xml::write::REPLACEMENT;
use crate::model::{Block, Item, Row, Text};
use std::collections::BTreeMap;

type Read<T> = Result<T, Unreadable>;
type Sources<'a> = BTreeMap<&'a str, TextSource>;

/// The blocks of a document in reading order.
pub(super) fn body(document: &Element, sources: &Sources) -> Read<Vec<Block>> {
    let mut reader = Blocks { sources, found: Vec::new() };
    for line in document.child("preface").into_iter().flat_map(Element::elements) {
        reader.line(line)?;
    }
    let main = document.child("mainBody").ok_or_else(|| Unreadable::new(&*document.name, "it has no mainBody"))?;
    main.elements().try_for_each(|e| reader.hierarchy(e))?;
    Ok(reader.found)
}

struct Blocks<'a> {
    sources: &'a Sources<'a>,
    found: Vec<Block>,
}

impl Blocks<'_> {
    /// Blocks below an element, on their own.
    fn within<'e>(
        &self,
        elements: impl IntoIterator<Item = &'e Element>,
        read: impl Fn(&mut Self, &'e Element) -> Read<()>,
    ) -> Read<Vec<Block>> {
        let mut inner = Blocks { sources: self.sources, found: Vec::new() };
        elements.into_iter().try_for_each(|e| read(&mut inner, e))?;
        Ok(inner.found)
    }

    /// A child of a hierarchical element.
    fn hierarchy(&mut self, e: &Element) -> Read<()> {
        match (e.name.as_str(), e.attribute("name")) {
            ("section", _) => {
                let level = level(e)?;
                for child in e.elements() {
                    match child.name.as_str() {
                        "heading" => self.found.push(Block::Heading { level, text: self.text(child)? }),
                        _ => self.hierarchy(child)?,
                    }
                }
                Ok(())
            }
            ("crossHeading", _) => {
                self.found.push(Block::Heading { level: level(e)?, text: self.text(e)? });
                Ok(())
            }
            ("paragraph", _) => e.elements().try_for_each(|c| self.hierarchy(c)),
            ("content" | "intro", _) => e.elements().try_for_each(|c| self.line(c)),
            ("list", _) => self.list(e),
            ("hcontainer", Some(EMPTY)) => Ok(()),
            ("hcontainer", Some(BOILERPLATE)) => {
                for line in e.elements().flat_map(Element::elements) {
                    let text = self.text(line)?;
                    self.found.push(Block::Boilerplate { text });
                }
                Ok(())
            }
            (other, _) => Err(wrong(e, format!("no note has a {other} here"))),
        }
    }

    /// A list, after the paragraph that introduces it, if one does.
    fn list(&mut self, e: &Element) -> Read<()> {
        let mut items = Vec::new();
        for child in e.elements() {
            match child.name.as_str() {
                "intro" => self.hierarchy(child)?,
                "point" => items.push(self.item(child)?),
                other => return Err(wrong(child, format!("no list of a note has a {other}"))),
            }
        }
        self.found.push(Block::List { items });
        Ok(())
    }

    fn item(&mut self, e: &Element) -> Read<Item> {
        let label = e.child("num").map(|num| self.text(num)).transpose()?;
        let blocks = self.within(e.elements().filter(|c| c.name != "num"), |inner, c| inner.hierarchy(c))?;
        Ok(Item { label, blocks })
    }

    /// A block element.
    fn line(&mut self, e: &Element) -> Read<()> {
        let block = match (e.name.as_str(), e.attribute("class")) {
            ("p", None) => Block::Paragraph { text: self.text(e)? },
            ("p", Some(BOILERPLATE)) => Block::Boilerplate { text: self.text(e)? },
            ("p", Some(_)) => Block::Heading { level: level(e)?, text: self.text(e)? },
            ("table", _) => self.table(e)?,
            (other, _) => return Err(wrong(e, format!("no note has a {other} here"))),
        };
        self.found.push(block);
        Ok(())
    }

    fn table(&self, e: &Element) -> Read<Block> {
        let rows = if is_none(e) { Vec::new() } else { e.elements().map(|tr| self.row(tr)).collect::<Read<_>>()? };
        Ok(Block::Table { rows })
    }

    fn row(&self, tr: &Element) -> Read<Row> {
        let header = tr.elements().next().is_some_and(|cell| cell.name == "th");
        let lines = tr.elements().flat_map(Element::elements);
        Ok(Row { header, cells: lines.map(|p| self.text(p)).collect::<Read<_>>()? })
    }

    /// The words of an element, as they were before XML, with their places in the source.
    fn text(&self, e: &Element) -> Read<Text> {
        let id = e.attribute("eId").ok_or_else(|| wrong(e, "it holds words but has no eId"))?;
        let source = self.sources.get(id).ok_or_else(|| wrong(e, "the facts do not say where its words come from"))?;
        let text =
            restored(e.words(), &source.replaced).ok_or_else(|| wrong(e, "a replaced character is not there"))?;
        Ok(Text { text, pieces: source.pieces.clone() })
    }
}

/// Puts back the characters XML could not hold; `None` if the words do not show a replacement where one should be.
fn restored(words: String, replaced: &[(usize, char)]) -> Option<String> {
    if replaced.is_empty() {
        return Some(words);
    }
    let mut next = replaced.iter().peekable();
    let mut text = String::with_capacity(words.len());
    for (i, c) in words.chars().enumerate() {
        match next.next_if(|(at, _)| *at == i) {
            Some((_, original)) if c == REPLACEMENT => text.push(*original),
            Some(_) => return None,
            None => text.push(c),
        }
    }
    next.peek().is_none().then_some(text)
}

fn level(e: &Element) -> Read<u8> {
    let level = e.attribute("class").and_then(|c| c.strip_prefix(LEVEL)).and_then(|n| n.parse().ok());
    level.ok_or_else(|| wrong(e, "its class does not tell the depth of its heading"))
}

fn is_none(e: &Element) -> bool {
    e.attribute("class") == Some(NONE)
}

fn wrong(e: &Element, problem: impl Into<String>) -> Unreadable {
    Unreadable::new(e.attribute("eId").unwrap_or(&e.name), problem)
}
