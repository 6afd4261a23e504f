//! The document's elements read back as blocks; the inverse of `layout.rs` one folder up.
//!
//! Every function reads the element that is open to its end.

use super::facts::TextSource;
use crate::emit::xml::events::{Events, Unreadable};
use crate::emit::xml::layout::{BOILERPLATE, EMPTY, LEVEL, NONE};
use crate::emit::xml::write::REPLACEMENT;
use crate::model::{Block, Item, Row, Text};
use std::{mem, vec};

type Read<T> = Result<T, Unreadable>;

/// Blocks being read.
pub(super) struct Blocks<'r, 'x> {
    r: &'r mut Events<'x>,
    /// Of the texts to come, in reading order.
    sources: vec::IntoIter<TextSource<'x>>,
    found: Vec<Block>,
}

impl<'r, 'x> Blocks<'r, 'x> {
    /// The blocks of a document whose `meta` was read, in reading order.
    pub(super) fn of(r: &'r mut Events<'x>, sources: Vec<TextSource<'x>>) -> Read<Vec<Block>> {
        let mut me = Self { r, sources: sources.into_iter(), found: Vec::new() };
        if me.r.child_named("preface")? {
            me.each(Self::line)?;
        }
        if !me.r.child_named("mainBody")? {
            return Err(me.r.wrong("it has no mainBody"));
        }
        me.each(Self::hierarchy)?;
        match me.sources.next() {
            None => Ok(me.found),
            Some(source) => Err(me.r.wrong(format!("the facts speak of a text {} that is not there", source.of))),
        }
    }

    /// Reads every child.
    fn each(&mut self, read: impl Fn(&mut Self) -> Read<()>) -> Read<()> {
        while self.r.child()? {
            read(self)?;
        }
        Ok(())
    }

    /// A child of a hierarchical element.
    fn hierarchy(&mut self) -> Read<()> {
        match (self.r.name(), self.r.maybe_attribute("name").map(|n| &**n)) {
            ("section", _) => self.section(),
            ("crossHeading", _) => {
                let heading = Block::Heading { level: self.level()?, text: self.text()? };
                self.put(heading)
            }
            ("paragraph", _) => self.each(Self::hierarchy),
            ("content" | "intro", _) => self.each(Self::line),
            ("list", _) => self.list(),
            ("hcontainer", Some(EMPTY)) => self.r.end(),
            ("hcontainer", Some(BOILERPLATE)) => self.each(|me| me.each(Self::boilerplate)),
            (other, _) => Err(self.r.wrong(format!("no note has a {other} here"))),
        }
    }

    fn section(&mut self) -> Read<()> {
        let level = self.level()?;
        while self.r.child()? {
            if self.r.name() == "heading" {
                let text = self.text()?;
                self.put(Block::Heading { level, text })?;
            } else {
                self.hierarchy()?;
            }
        }
        Ok(())
    }

    fn boilerplate(&mut self) -> Read<()> {
        let text = self.text()?;
        self.put(Block::Boilerplate { text })
    }

    /// A list, after the paragraph that introduces it, if one does.
    fn list(&mut self) -> Read<()> {
        let mut items = Vec::new();
        while self.r.child()? {
            match self.r.name() {
                "intro" => self.hierarchy()?,
                "point" => items.push(self.item()?),
                other => return Err(self.r.wrong(format!("no list of a note has a {other}"))),
            }
        }
        self.put(Block::List { items })
    }

    fn item(&mut self) -> Read<Item> {
        let label = if self.r.child_named("num")? { Some(self.text()?) } else { None };
        let before = mem::take(&mut self.found);
        self.each(Self::hierarchy)?;
        Ok(Item { label, blocks: mem::replace(&mut self.found, before) })
    }

    /// A block element.
    fn line(&mut self) -> Read<()> {
        let block = match (self.r.name(), self.r.maybe_attribute("class").map(|c| &**c)) {
            ("p", None) => Block::Paragraph { text: self.text()? },
            ("p", Some(BOILERPLATE)) => Block::Boilerplate { text: self.text()? },
            ("p", Some(_)) => Block::Heading { level: self.level()?, text: self.text()? },
            ("table", _) => self.table()?,
            (other, _) => return Err(self.r.wrong(format!("no note has a {other} here"))),
        };
        self.put(block)
    }

    fn table(&mut self) -> Read<Block> {
        let mut rows = Vec::new();
        if self.is_none() {
            self.r.skip()?;
            return Ok(Block::Table { rows });
        }
        while self.r.child()? {
            rows.push(self.row()?);
        }
        Ok(Block::Table { rows })
    }

    fn row(&mut self) -> Read<Row> {
        let mut row = Row::default();
        while self.r.child()? {
            row.header = self.r.name() == "th";
            while self.r.child()? {
                row.cells.push(self.text()?);
            }
        }
        Ok(row)
    }

    fn put(&mut self, block: Block) -> Read<()> {
        self.found.push(block);
        Ok(())
    }

    /// The words of an element, as they were before XML, with their places in the source.
    fn text(&mut self) -> Read<Text> {
        let id = self.r.attribute("eId")?.clone();
        let source = self.sources.next().filter(|s| s.of.strip_prefix('#') == Some(&id));
        let source = source.ok_or_else(|| self.r.wrong("the facts do not say where its words come from"))?;
        let text = restored(self.r.marked_words()?, &source.replaced)
            .ok_or_else(|| Unreadable::new(id, "a replaced character is not there"))?;
        Ok(Text { text, pieces: source.pieces })
    }

    fn level(&self) -> Read<u8> {
        let class = self.r.maybe_attribute("class");
        let level = class.and_then(|c| c.strip_prefix(LEVEL)).and_then(|n| n.parse().ok());
        level.ok_or_else(|| self.r.wrong("its class does not tell the depth of its heading"))
    }

    fn is_none(&self) -> bool {
        self.r.maybe_attribute("class").is_some_and(|c| c == NONE)
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
