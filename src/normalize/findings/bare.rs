//! Numbers without anything around them, "1 Overview", "２　観測所が…": labels only where they count on through the note.
//!
//! Handed: a note's blocks. Gives: the paragraphs that such numbers head. Knows nothing about their texts.

use super::label;
use crate::lexicon::{Class, LEXICON};
use crate::model::{Block, Text};
use crate::source::Span;
use std::ops::Range;

/// A paragraph that a bare number heads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) paragraph: Span,
    /// The number's bytes in the paragraph's text.
    pub(super) label: Range<usize>,
    pub(super) number: String,
}

/// The paragraphs whose numbers count 1, 2, 3 … in the order of the note; none unless there are two.
pub(super) fn numbered(blocks: &[Block]) -> Vec<Numbered> {
    let paragraphs = blocks.iter().filter_map(|b| if let Block::Paragraph { text } = b { Some(text) } else { None });
    let mut found = Vec::new();
    for text in paragraphs {
        if let Some((label, value)) = number(text).filter(|(_, value)| *value == found.len() + 1) {
            found.push(Numbered { paragraph: text.span(), label, number: value.to_string() });
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The number at the head of a paragraph, parted by a space from words that are no month.
fn number(text: &Text) -> Option<(Range<usize>, usize)> {
    let words = text.text.as_str();
    let end = words.find(char::is_whitespace)?;
    let digits = end <= 6 && words[..end].chars().all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    let value = if digits { label::number(&words[..end])?.value.parse().ok()? } else { return None };
    let rest = words[end..].trim_start();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase());
    let month = LEXICON.begins(rest).iter().any(|(_, c)| matches!(c, Class::Month(_)));
    (opens && !month).then_some((0..end, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(lines: &[&str]) -> Vec<String> {
        let mut at = 0;
        let block = |line: &&str| {
            at += 100;
            Block::Paragraph { text: Text::verbatim(line, at) }
        };
        let blocks: Vec<Block> = lines.iter().map(block).collect();
        numbered(&blocks).into_iter().map(|n| n.number).collect()
    }

    #[test]
    fn bare_numbers_count_only_in_order() {
        assert_eq!(numbers(&["1 Floods came.", "Text.", "2 Gauges are few."]), ["1", "2"]);
        assert_eq!(numbers(&["１　洪水", "２　観測所"]), ["1", "2"]);
        assert!(numbers(&["19 Countries took part.", "3 May 2012"]).is_empty());
        assert!(numbers(&["1 May 2012", "2 June 2013"]).is_empty());
    }
}
