//! Words of the source as text fit for documents.
//!
//! Handed: words and where they stand. Gives: [`Text`] without characters that no document can hold. Knows nothing about
//! lines.

use super::decode::{is_unfit, unusual};
use crate::model::Text;
use crate::source::Span;

/// Appends words that begin at byte `start` of the source; each run of unfit characters is read as a space, and
/// marks that show nothing are left out.
pub(super) fn push(text: &mut Text, words: &str, start: usize) {
    let mut piece = 0;
    for (at, c) in unusual(words).filter(|&(_, c)| is_unfit(c) || is_unseen(c)) {
        text.push(&words[piece..at], Span::new(start + piece, start + at));
        piece = at + c.len_utf8();
        if is_unfit(c) && !text.is_empty() && !text.text.ends_with(' ') {
            text.push_space();
        }
    }
    text.push(&words[piece..], Span::new(start + piece, start + words.len()));
}

/// Marks inside words that show nothing: zero width space, word joiner, soft hyphen.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{2060}' | '\u{00AD}')
}

/// The text without white space at its ends.
pub(super) fn trim(text: Text) -> Text {
    let words = text.text.as_str();
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    let start = words.len() - words.trim_start_matches(blank).len();
    let end = words.trim_end_matches(blank).len();
    match (start, end) {
        (0, end) if end == words.len() => text,
        _ if start < end => text.cut(start..end),
        _ => Text::default(),
    }
}
