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
    /// The words that begin with a capital, as places among all words.
    pub(super) capitals: Vec<usize>,
}

impl<'a> Prose<'a> {
    pub(super) fn of(note: &'a Note) -> Self {
        Self(texts(note).into_iter().map(Passage::of).collect())
    }

    pub(super) fn passages(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.0.iter()
    }
}

impl<'a> Passage<'a> {
    fn of(text: &'a Text) -> Self {
        let words = words(&text.text);
        let capitals = (0..words.len()).filter(|&i| words[i].capital).collect();
        Self { text, words, capitals }
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
    /// Whether it begins with a capital.
    pub(super) capital: bool,
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
        let start = at;
        // most words are letters or digits of ASCII, with a space or a mark and a space behind them
        let plain = start + plain_run(&text.as_bytes()[start..]);
        if let (true, Some(marks)) = (plain > start, marks_before_space(&text.as_bytes()[plain..])) {
            let joined = end_before == Some(start.saturating_sub(1));
            let capital = text.as_bytes()[start].is_ascii_uppercase();
            found.push(Word { text: &text[start..plain], start, joined, capital });
            (at, end_before) = (plain + marks + 1, (marks == 0).then_some(plain));
            continue;
        }
        let (end, gap) = run(text, plain);
        at = end + gap;
        if start == end {
            continue;
        }
        let raw = &text[start..end];
        let Some(letters) = trimmed(raw) else {
            end_before = None;
            continue;
        };
        let bare = genitive(&raw[letters.clone()]);
        let joined = end_before == Some(start.saturating_sub(1)) && letters.start == 0;
        let capital = bare.starts_with(char::is_uppercase);
        found.push(Word { text: bare, start: start + letters.start, joined, capital });
        end_before = (letters.end == raw.len() && bare.len() == letters.len()).then_some(end);
    }
    found
}

/// Number of ASCII letters and digits at the beginning.
fn plain_run(bytes: &[u8]) -> usize {
    bytes.iter().position(|&byte| !PLAIN[usize::from(byte)]).unwrap_or(bytes.len())
}

/// Number of marks behind a word, none or one, if a space or the end follows them.
fn marks_before_space(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [] | [b' ', ..] => Some(0),
        [b',' | b'.' | b';' | b':' | b')'] | [b',' | b'.' | b';' | b':' | b')', b' ', ..] => Some(1),
        _ => None,
    }
}

/// ASCII letters and digits.
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    plain
};

/// Where the next white space begins, and how many bytes its first character has.
fn run(text: &str, from: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(plain) = bytes[at..].iter().position(|byte| !matches!(byte, b'!'..=b'\x7f')) {
        at += plain;
        let c = text[at..].chars().next().expect("a character begins after each one");
        if c.is_whitespace() {
            return (at, c.len_utf8());
        }
        at += c.len_utf8();
    }
    (text.len(), 0)
}

/// From the first letter or digit to the last one.
fn trimmed(raw: &str) -> Option<Range<usize>> {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let (first, last) = (raw.as_bytes().first(), raw.as_bytes().last());
    if plain(first) && plain(last) {
        return Some(0..raw.len());
    }
    let start = raw.find(char::is_alphanumeric)?;
    let last = raw.rfind(char::is_alphanumeric)?;
    let width = raw[last..].chars().next().map_or(1, char::len_utf8);
    Some(start..last + width)
}

fn genitive(word: &str) -> &str {
    if word.as_bytes().last() != Some(&b's') {
        return word;
    }
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
        let plain: Vec<_> =
            words(" \u{1}a\u{a0}… (é)  b’s\u{3000}").iter().map(|w| (w.text, w.start, w.joined)).collect();
        assert_eq!(plain, [("a", 2, false), ("é", 10, false), ("b", 15, false)]);
    }
}
