//! Chunks → blocks: builds nested lists from labels and indents.
//!
//! Handed: [`Chunk`]s in order. Gives: [`Block`]s. Knows nothing about lines.

use super::label::{Frame, Label, Numeral, Style};
use super::lines::Chunk;
use crate::model::{Block, Item};

/// Lists nested deeper than this are flattened, so that no text can exhaust the stack.
const DEEPEST: usize = 12;

/// Builds the blocks.
pub(super) fn blocks(chunks: Vec<Chunk>) -> Vec<Block> {
    let mut nest = Nest::default();
    let mut chunks = chunks.into_iter().peekable();
    while let Some(chunk) = chunks.next() {
        let next = chunks.peek().and_then(|c| c.label.as_ref().map(|(l, _)| *l));
        nest.add(chunk, next);
    }
    nest.finish()
}

/// A list that may still get items.
struct Open {
    style: Style,
    indent: usize,
    value: u32,
    items: Vec<Item>,
}

#[derive(Default)]
struct Nest {
    done: Vec<Block>,
    open: Vec<Open>,
}

impl Nest {
    fn add(&mut self, chunk: Chunk, next: Option<Label>) {
        if chunk.furniture {
            // after what it interrupts, so that an open list stays one list
            self.place(Block::Boilerplate { text: chunk.text }, self.open.len());
            return;
        }
        match chunk.label {
            Some((label, words)) if is_section_heading(label, &chunk.text.text, next) => {
                self.close(0);
                let mut text = words;
                text.push_space();
                text.append(&chunk.text);
                self.done.push(Block::Heading { level: 2, text });
            }
            Some((label, words)) => {
                self.make_room(label, chunk.indent);
                let blocks =
                    if chunk.text.is_empty() { Vec::new() } else { vec![Block::Paragraph { text: chunk.text }] };
                let list = self.open.last_mut().expect("make_room leaves a list open");
                list.value = label.value;
                list.items.push(Item { label: Some(words), blocks });
            }
            None => {
                let depth = self.owner(chunk.indent, next);
                self.close(depth);
                self.place(Block::Paragraph { text: chunk.text }, depth);
            }
        }
    }

    /// Opens or closes lists until the last open one is the list the item belongs to.
    fn make_room(&mut self, label: Label, indent: usize) {
        let same = |o: &Open| {
            o.style == label.style && (!matches!(label.style, Style::Bullet(_)) || o.indent.abs_diff(indent) < 2)
        };
        if let Some(at) = self.open.iter().rposition(same) {
            self.close(at + 1);
            return;
        }
        let outer = self.open.iter().position(|o| o.indent > indent + 1).unwrap_or(self.open.len());
        self.close(outer);
        if label.value > 1 || self.open.len() >= DEEPEST {
            // not the first of its kind: no sub-list begins here
            self.close(0);
        }
        self.open.push(Open { style: label.style, indent, value: 0, items: Vec::new() });
    }

    /// How many lists stay open around a paragraph without a label: it belongs to an item if it is indented below it,
    /// or if the next label goes on with a nested list.
    fn owner(&self, indent: usize, next: Option<Label>) -> usize {
        let indented = self.open.iter().rposition(|o| indent > o.indent).map_or(0, |at| at + 1);
        let continued = next.map_or(0, |l| {
            let goes_on = |o: &Open| o.style == l.style && l.value == o.value + 1 && l.value > 1;
            self.open.iter().rposition(goes_on).filter(|&at| at > 0).map_or(0, |at| at + 1)
        });
        indented.max(continued)
    }

    /// Closes lists until `depth` are open.
    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let list = self.open.pop().expect("more than depth are open");
            self.place(Block::List { items: list.items }, self.open.len());
        }
    }

    /// Puts a block into the last item of the list at `depth` (counted from 1), or after everything at depth 0.
    fn place(&mut self, block: Block, depth: usize) {
        match depth.checked_sub(1).and_then(|d| self.open[d].items.last_mut()) {
            Some(item) => item.blocks.push(block),
            None => self.done.push(block),
        }
    }

    fn finish(mut self) -> Vec<Block> {
        self.close(0);
        self.done
    }
}

/// "I. Decisions and Recommendations" and "A. Opening": a short line without a full stop, under a roman numeral or a
/// capital, before other labels or none.
fn is_section_heading(label: Label, words: &str, next: Option<Label>) -> bool {
    let Style::Numbered(numeral @ (Numeral::UpperRoman | Numeral::Upper), Frame::Dot) = label.style else {
        return false;
    };
    let short = (1..=100).contains(&words.chars().count()) && !words.ends_with(['.', ';', ',', ':']);
    let capital = words.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let beside = next.is_some_and(|n| n.style == label.style);
    short && capital && (numeral == Numeral::UpperRoman || !beside)
}
