//! Characters of Japanese texts, and spans of them.
//!
//! Handed: characters and byte offsets. Gives: what they are. Knows nothing about persons.

use crate::lexicon::Class;
use crate::lexicon::japanese::name_at;
use crate::model::CountryCode;
use std::ops::Range;

/// Number of characters a name or a title takes at most.
pub(super) const LONGEST: usize = 80;

pub(super) const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a0}'..='\u{30ff}')
}

pub(super) const fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

pub(super) const fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{f900}'..='\u{faff}' | '々')
}

pub(super) fn is_open(c: char) -> bool {
    matches!(c, '(' | '（')
}

/// Whether a mark ends a phrase.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '。' | '、' | ',' | '，' | '「' | '」' | ';' | '；')
}

/// End of the run from `at` whose characters all fit.
pub(super) fn span_of(text: &str, at: usize, fits: impl Fn(char) -> bool) -> usize {
    let run = text[at..].chars().take(LONGEST).take_while(|&c| fits(c));
    at + run.map(char::len_utf8).sum::<usize>()
}

pub(super) fn some(range: Range<usize>) -> Option<Range<usize>> {
    (range.start < range.end).then_some(range)
}

/// A range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    some(start..start.max(range.start + words.trim_end().len()))
}

/// Length and code of the country's name at the beginning of a text.
pub(super) fn country_prefix(text: &str) -> Option<(usize, CountryCode)> {
    match name_at(text, 0)? {
        (name, Class::Country(code)) => Some((name.len(), code)),
        _ => None,
    }
}
