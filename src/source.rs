//! Source files and places in them.
//!
//! Handed: a path for display, and text. Gives: [`SourceFile`] with line lookup, [`Span`].
//! Knows nothing about formats, notes or diagnostics.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::sync::Arc;

/// A half-open range of byte offsets into the text of a [`SourceFile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`; `start` must not exceed `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// Whether `other` lies wholly within this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span as a range for slicing.
    pub const fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(r: Range<usize>) -> Self {
        Span::new(r.start, r.end)
    }
}

/// A place as people count it: line and column from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// One source: the bytes' identity and the text every span points into.
///
/// For UTF-8 files `text` is the file itself, byte for byte, a byte order mark included. For other encodings it is the
/// file transcoded to UTF-8, and `encoding` says from what.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path relative to the input folder, `/` as separator.
    pub path: Arc<str>,
    /// Size of the file in bytes.
    pub bytes: usize,
    /// SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Media type (RFC 6838), such as `text/markdown`.
    pub media_type: String,
    /// Encoding the bytes were read with, by its WHATWG name.
    pub encoding: String,
    /// The text.
    pub text: String,
    line_starts: Vec<usize>,
    /// Characters before each [`STRIDE`]th byte; empty where no line is longer than that.
    counted: Vec<usize>,
}

/// Bytes of a line within which counting characters is quick.
const STRIDE: usize = 4096;

impl SourceFile {
    /// A source from bytes and the text decoded from them.
    pub fn new(path: &str, raw: &[u8], media_type: &str, encoding: &str, text: String) -> Self {
        let line_starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        let counted = counted(&text, &line_starts);
        Self {
            path: path.into(),
            bytes: raw.len(),
            sha256: hex(&Sha256::digest(raw)),
            media_type: media_type.to_owned(),
            encoding: encoding.to_owned(),
            text,
            line_starts,
            counted,
        }
    }

    /// A UTF-8 plain-text source, for tests and examples.
    pub fn from_text(path: &str, text: &str) -> Self {
        Self::new(path, text.as_bytes(), "text/plain", "UTF-8", text.to_owned())
    }

    /// The words at a span. Offsets that fall outside the text or inside a character are moved to the nearest boundary.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[self.floor(span.start)..self.floor(span.end)]
    }

    /// Line and column of a byte offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.floor(offset);
        let line = self.line_starts.partition_point(|&s| s <= offset);
        let start = self.line_starts[line - 1];
        Position { line, column: self.characters(start, offset) + 1 }
    }

    /// Number of characters between two boundaries in one line.
    fn characters(&self, start: usize, end: usize) -> usize {
        if end - start <= STRIDE {
            return self.text[start..end].chars().count();
        }
        let before = |at: usize| {
            let stride = at / STRIDE;
            self.counted[stride] + characters_begun(&self.text.as_bytes()[stride * STRIDE..at])
        };
        before(end) - before(start)
    }

    /// Line of a byte offset, from 1. Cheaper than [`Self::position`], which also counts the column.
    pub fn line_number(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|&s| s <= self.floor(offset))
    }

    /// Span of a line (counted from 1) without its line ending; `None` past the last line.
    pub fn line(&self, line: usize) -> Option<Span> {
        let start = *self.line_starts.get(line.checked_sub(1)?)?;
        let end = self.line_starts.get(line).map_or(self.text.len(), |&next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Span::new(start, end))
    }

    fn floor(&self, offset: usize) -> usize {
        self.text.floor_char_boundary(offset)
    }
}

/// Characters before each [`STRIDE`]th byte, if a line is so long that they are needed.
fn counted(text: &str, line_starts: &[usize]) -> Vec<usize> {
    let ends = line_starts.iter().skip(1).copied().chain([text.len()]);
    if line_starts.iter().zip(ends).all(|(start, end)| end - start <= STRIDE) {
        return Vec::new();
    }
    let mut before = 0;
    let strides = text.as_bytes().chunks(STRIDE).map(|bytes| {
        let here = before;
        before += characters_begun(bytes);
        here
    });
    // the text may end where a stride begins
    let mut counted: Vec<usize> = strides.collect();
    counted.push(before);
    counted
}

/// Number of characters that begin in these bytes of UTF-8.
fn characters_begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(2 * bytes.len());
    for b in bytes {
        text.push(DIGITS[usize::from(b >> 4)] as char);
        text.push(DIGITS[usize::from(b & 15)] as char);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_and_lines_from_one() {
        let s = SourceFile::from_text("a.txt", "Hà Nội\r\nnext\n");
        assert_eq!(s.position(0), Position { line: 1, column: 1 });
        assert_eq!(s.position("Hà ".len()), Position { line: 1, column: 4 });
        assert_eq!(s.position("Hà Nội\r\nne".len()), Position { line: 2, column: 3 });
        assert_eq!([0, "Hà Nội".len(), "Hà Nội\r\n".len(), 99].map(|o| s.line_number(o)), [1, 1, 2, 3]);
        assert_eq!(s.slice(s.line(1).unwrap()), "Hà Nội");
        assert_eq!(s.slice(s.line(3).unwrap()), "");
        assert_eq!(s.line(4), None);
    }

    #[test]
    fn columns_of_a_long_line_are_counted_in_characters() {
        let text = format!("first\n{}", "aé€𝄞 ".repeat(2000));
        let s = SourceFile::from_text("a.txt", &text);
        for (offset, _) in text.char_indices().skip(6).step_by(997).chain([(text.len(), 'x')]) {
            assert_eq!(s.position(offset), Position { line: 2, column: text[6..offset].chars().count() + 1 });
        }
    }

    #[test]
    fn slices_never_split_a_character() {
        let s = SourceFile::from_text("a.txt", "é");
        assert_eq!(s.slice(Span::new(0, 1)), "");
        assert_eq!(s.slice(Span::new(0, 9)), "é");
    }
}
