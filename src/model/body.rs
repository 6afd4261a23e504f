//! Neutral text of a note in reading order: blocks with spans, no meaning yet.

use crate::source::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A run of text that maps back to the source.
///
/// `text` is what a reader reads: soft line breaks are one space, markup and entities are resolved. `pieces` says, in
/// order and without overlap, which bytes of `text` come from which bytes of the source; bytes of `text` between two
/// pieces (a joining space) stand for whatever lies between the pieces in the source.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Text {
    /// The words.
    pub text: String,
    /// Mapping to the source, ascending; empty only for empty text.
    pub pieces: Vec<Piece>,
}

/// Bytes of a [`Text`] and the bytes of the source they come from. Equal lengths mean the same bytes; unequal ones a
/// resolved entity or escape, which maps only as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// Offset in `text`.
    pub at: usize,
    /// Length in `text`.
    pub len: usize,
    /// Place in the source.
    pub source: Span,
}

impl Text {
    /// Text that is the source itself at `span`.
    pub fn verbatim(text: &str, start: usize) -> Self {
        let mut t = Self::default();
        t.push(text, Span::new(start, start + text.len()));
        t
    }

    /// Appends words that come from `source`; adjoining verbatim pieces are merged.
    pub fn push(&mut self, words: &str, source: Span) {
        if words.is_empty() {
            return;
        }
        let at = self.text.len();
        self.text.push_str(words);
        let verbatim = words.len() == source.len();
        match self.pieces.last_mut() {
            Some(last)
                if verbatim
                    && last.len == last.source.len()
                    && last.source.end == source.start
                    && last.at + last.len == at =>
            {
                last.len += words.len();
                last.source.end = source.end;
            }
            _ => {
                // Most texts are of one piece.
                if self.pieces.is_empty() {
                    self.pieces.reserve_exact(1);
                }
                self.pieces.push(Piece { at, len: words.len(), source });
            }
        }
    }

    /// Appends a space that stands for a soft line break.
    pub fn push_space(&mut self) {
        self.text.push(' ');
    }

    /// Appends another text.
    pub fn append(&mut self, more: &Text) {
        let mut at = 0;
        for p in &more.pieces {
            self.text.push_str(&more.text[at..p.at]);
            self.push(&more.text[p.at..p.at + p.len], p.source);
            at = p.at + p.len;
        }
        self.text.push_str(&more.text[at..]);
    }

    /// A byte range of the text as a text of its own; `range` must lie on character boundaries.
    pub fn cut(&self, range: Range<usize>) -> Text {
        let mut out = Text::default();
        let mut at = range.start;
        for p in self.pieces.iter().skip(self.pieces.partition_point(|p| p.at + p.len <= range.start)) {
            let (start, end) = (p.at.max(range.start), (p.at + p.len).min(range.end));
            if start >= end {
                break;
            }
            out.text.push_str(&self.text[at..start]);
            let verbatim = p.len == p.source.len();
            let source =
                if verbatim { Span::new(p.source.start + start - p.at, p.source.start + end - p.at) } else { p.source };
            out.push(&self.text[start..end], source);
            at = end;
        }
        out.text.push_str(&self.text[at..range.end.max(at)]);
        out
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The source span of the whole text; an empty span at 0 for empty text.
    pub fn span(&self) -> Span {
        match (self.pieces.first(), self.pieces.last()) {
            (Some(a), Some(b)) => Span::new(a.source.start, b.source.end),
            _ => Span::new(0, 0),
        }
    }

    /// The source span of a byte range of `text`. It covers everything between its ends.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let start = self.to_source(range.start, Side::Start);
        let end = if range.end > range.start { self.to_source(range.end, Side::End) } else { start };
        Span::new(start, end.max(start))
    }

    /// The byte range of `text` that comes from a source span: the part of it that lies in this text, `None` if none does.
    pub fn text_range(&self, span: Span) -> Option<Range<usize>> {
        let first = self.pieces.partition_point(|p| p.source.end <= span.start);
        let last = self.pieces.partition_point(|p| p.source.start < span.end);
        if first >= last {
            return None;
        }
        let (a, b) = (&self.pieces[first], &self.pieces[last - 1]);
        let start = if a.len == a.source.len() { a.at + span.start.saturating_sub(a.source.start) } else { a.at };
        let end =
            if b.len == b.source.len() { b.at + b.len - b.source.end.saturating_sub(span.end) } else { b.at + b.len };
        (start < end).then_some(start..end)
    }

    /// The first byte of `text` that comes from behind a byte of the source.
    pub fn behind(&self, source: usize) -> usize {
        let next = self.pieces.partition_point(|p| p.source.start <= source);
        let Some(p) = next.checked_sub(1).map(|i| self.pieces[i]) else { return 0 };
        let inside = source < p.source.end && p.len == p.source.len();
        if inside { p.at + source - p.source.start + 1 } else { p.at + p.len }
    }

    fn to_source(&self, offset: usize, side: Side) -> usize {
        let i = match side {
            Side::Start => self.pieces.partition_point(|p| p.at + p.len <= offset),
            Side::End => self.pieces.partition_point(|p| p.at + p.len < offset),
        };
        let Some(p) = self.pieces.get(i) else { return self.span().end };
        if offset <= p.at {
            // in the gap before this piece
            return match side {
                Side::Start => p.source.start,
                Side::End => i.checked_sub(1).map_or(p.source.start, |j| self.pieces[j].source.end),
            };
        }
        match (p.len == p.source.len(), side) {
            (true, _) => p.source.start + (offset - p.at),
            (false, Side::Start) => p.source.start,
            (false, Side::End) => p.source.end,
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// A block of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A line that heads what follows.
    Heading {
        /// Depth, from 1.
        level: u8,
        /// The words.
        text: Text,
    },
    /// Running text.
    Paragraph {
        /// The words.
        text: Text,
    },
    /// Items, each with its printed marker if it has one.
    List {
        /// The items.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// The rows.
        rows: Vec<Row>,
    },
    /// Navigation and page furniture that is no part of the note ("Back to index", "###").
    Boilerplate {
        /// The words.
        text: Text,
    },
}

/// An item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// The marker exactly as printed ("1. (1)", "(a)", "•"); `None` if there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// What the item holds; the first block is its own text.
    pub blocks: Vec<Block>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Whether the cells head the columns.
    #[serde(default)]
    pub header: bool,
    /// The cells.
    pub cells: Vec<Text>,
}

impl Block {
    /// The source span of the block; `None` if it holds no text.
    pub fn span(&self) -> Option<Span> {
        match self {
            Block::Heading { text, .. } | Block::Paragraph { text } | Block::Boilerplate { text } => {
                (!text.is_empty()).then(|| text.span())
            }
            Block::List { items } => items.iter().filter_map(Item::span).reduce(Span::cover),
            Block::Table { rows } => {
                rows.iter().flat_map(|r| &r.cells).filter(|c| !c.is_empty()).map(Text::span).reduce(Span::cover)
            }
        }
    }

    /// Calls `f` with every list item of the block in reading order, an item before those below it.
    pub fn for_each_item<'a>(&'a self, f: &mut impl FnMut(&'a Item)) {
        let Block::List { items } = self else { return };
        for item in items {
            f(item);
            item.blocks.iter().for_each(|b| b.for_each_item(f));
        }
    }

    /// Calls `f` with every text of the block in reading order, labels included.
    pub fn for_each_text<'a>(&'a self, f: &mut impl FnMut(&'a Text)) {
        match self {
            Block::Heading { text, .. } | Block::Paragraph { text } | Block::Boilerplate { text } => f(text),
            Block::List { items } => {
                for item in items {
                    item.label.iter().for_each(&mut *f);
                    item.blocks.iter().for_each(|b| b.for_each_text(f));
                }
            }
            Block::Table { rows } => rows.iter().flat_map(|r| &r.cells).for_each(f),
        }
    }
}

impl Item {
    /// The source span of the item with its label; `None` if it holds no text.
    pub fn span(&self) -> Option<Span> {
        let label = self.label.as_ref().filter(|l| !l.is_empty()).map(Text::span);
        label.into_iter().chain(self.blocks.iter().filter_map(Block::span)).reduce(Span::cover)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Phnom\n  Penh &amp; Bali" read as "Phnom Penh & Bali", starting at byte 10.
    fn wrapped() -> Text {
        let mut t = Text::default();
        t.push("Phnom", Span::new(10, 15));
        t.push_space();
        t.push("Penh ", Span::new(18, 23));
        t.push("&", Span::new(23, 28));
        t.push(" Bali", Span::new(28, 33));
        t
    }

    #[test]
    fn ranges_map_to_the_source_and_back() {
        let t = wrapped();
        assert_eq!(t.text, "Phnom Penh & Bali");
        assert_eq!(t.source_span(0..10), Span::new(10, 22));
        assert_eq!(t.source_span(0..5), Span::new(10, 15));
        assert_eq!(t.source_span(6..10), Span::new(18, 22));
        assert_eq!(t.source_span(11..12), Span::new(23, 28));
        assert_eq!(t.source_span(13..17), Span::new(29, 33));
        for r in [0..10, 0..5, 6..10, 11..12, 13..17, 0..17] {
            assert_eq!(t.text_range(t.source_span(r.clone())), Some(r));
        }
        assert_eq!(t.text_range(Span::new(40, 50)), None);
        for (source, byte) in [(9, 0), (10, 1), (15, 5), (17, 5), (18, 7), (23, 12), (25, 12), (28, 13), (40, 17)] {
            assert_eq!(t.behind(source), byte, "{source}");
        }
    }

    #[test]
    fn cutting_and_appending_keep_the_mapping() {
        let t = wrapped();
        let (mut head, tail) = (t.cut(0..8), t.cut(8..17));
        assert_eq!((head.text.as_str(), tail.text.as_str()), ("Phnom Pe", "nh & Bali"));
        assert_eq!(tail.span(), Span::new(20, 33));
        head.append(&tail);
        assert_eq!(head, t);
    }
}
