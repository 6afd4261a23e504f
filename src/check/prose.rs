//! The words of a note's text, for rules that look for a name or a phrase wherever it stands.
//!
//! Handed: a note. Gives: its texts in reading order, and the words of each. Knows nothing about what they mean.

use crate::model::{Block, Note, Text};
use std::ops::Range;

/// A note's texts in reading order, each split into words once for all rules.
pub(super) struct Prose<'a>(Vec<Passage<'a>>);

/// A text and its words.
pub(super) struct Passage<'a> {
    pub(super) text: &'a Text,
    pub(super) words: Vec<Word<'a>>,
}

impl<'a> Prose<'a> {
    pub(super) fn of(note: &'a Note) -> Self {
        Self(texts(note).into_iter().map(|text| Passage { text, words: words(&text.text) }).collect())
    }

    pub(super) fn passages(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.0.iter()
    }
}

/// Every text of the note's body but labels and page furniture.
pub(super) fn texts(note: &Note) -> Vec<&Text> {
    let mut all = Vec::new();
    note.body.iter().for_each(|block| collect(block, &mut all));
    all
}

fn collect<'a>(block: &'a Block, all: &mut Vec<&'a Text>) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text } => all.push(text),
        Block::List { items } => items.iter().flat_map(|i| &i.blocks).for_each(|b| collect(b, all)),
        Block::Table { rows } => all.extend(rows.iter().flat_map(|r| &r.cells)),
        Block::Boilerplate { .. } => {}
    }
}

/// A word without the marks around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the text.
    pub(super) start: usize,
    /// Whether nothing but one space stands between it and the word before it.
    pub(super) joined: bool,
}

impl Word<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// The words between white space, without the punctuation around them and without a genitive 's.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut found = Vec::with_capacity(text.len() / 6);
    let (mut at, mut end_before) = (0, None);
    while at < text.len() {
        let run = Run::at(text, at);
        at = run.end + run.gap;
        if run.letters.is_empty() {
            end_before = if run.end > run.start { None } else { end_before };
            continue;
        }
        let bare = genitive(&text[run.letters.clone()]);
        let joined = end_before == Some(run.start.saturating_sub(1)) && run.letters.start == run.start;
        found.push(Word { text: bare, start: run.letters.start, joined });
        end_before = (run.letters.end == run.end && bare.len() == run.letters.len()).then_some(run.end);
    }
    found
}

/// What stands between white space.
struct Run {
    start: usize,
    end: usize,
    /// From the first letter or digit to the last one; empty if there is none.
    letters: Range<usize>,
    /// Bytes of the white space that ends it.
    gap: usize,
}

impl Run {
    /// The run that begins at a byte; an empty one before white space.
    fn at(text: &str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let mut run = Self { start, end: start, letters: start..start, gap: 0 };
        while let Some(&byte) = bytes.get(run.end) {
            let (width, sort) = if byte.is_ascii() {
                (1, SORTS[usize::from(byte)])
            } else {
                let c = text[run.end..].chars().next().expect("a character begins here");
                (c.len_utf8(), Sort::of(c))
            };
            match sort {
                Sort::Space => {
                    run.gap = width;
                    break;
                }
                Sort::Letter => {
                    let first = if run.letters.is_empty() { run.end } else { run.letters.start };
                    run.letters = first..run.end + width;
                }
                Sort::Mark => {}
            }
            run.end += width;
        }
        run
    }
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Sort {
    Space,
    /// A letter or a digit.
    Letter,
    Mark,
}

impl Sort {
    fn of(c: char) -> Self {
        match c {
            c if c.is_whitespace() => Self::Space,
            c if c.is_alphanumeric() => Self::Letter,
            _ => Self::Mark,
        }
    }
}

/// The sorts of ASCII.
static SORTS: [Sort; 128] = {
    let mut sorts = [Sort::Mark; 128];
    let mut byte = 0_u8;
    while byte < 128 {
        sorts[byte as usize] = match byte {
            // what Unicode calls white space
            b'\t'..=b'\r' | b' ' => Sort::Space,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => Sort::Letter,
            _ => Sort::Mark,
        };
        byte += 1;
    }
    sorts
};

fn genitive(word: &str) -> &str {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_marks_and_know_their_neighbours() {
        let found = words("In Kuala Lumpur, Japan's (new) Hà Nội");
        let plain: Vec<_> = found.iter().map(|w| (w.text, w.joined)).collect();
        assert_eq!(
            plain,
            [
                ("In", false),
                ("Kuala", true),
                ("Lumpur", true),
                ("Japan", false),
                ("new", false),
                ("Hà", false),
                ("Nội", true)
            ]
        );
        assert_eq!((found[2].start, found[2].end()), (9, 15));
    }
}
