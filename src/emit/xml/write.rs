//! A thin XML writer: bytes go straight into one buffer, and from there to wherever the document is wanted.
//!
//! Handed: element names, attributes, words. Gives: a well-formed UTF-8 document, in portions. Elements that hold elements
//! start on a line of their own; nothing is ever added inside elements that hold words. Knows nothing about Akoma Ntoso
//! or facts.

use crate::source::Span;
use std::fmt::{self, Display};
use std::io::{self, Write};

/// What stands in a document for a character that XML 1.0 cannot hold (Extensible Markup Language 1.0, §2.2).
pub(super) const REPLACEMENT: char = '\u{fffd}';

/// Bytes that are collected before they are handed on.
const PORTION: usize = 32 << 10;

/// A document being written.
pub(super) struct XmlWriter<'o> {
    out: &'o mut dyn Write,
    /// What went wrong first; nothing is written after it.
    failed: io::Result<()>,
    buffer: Vec<u8>,
    open: Vec<&'static str>,
}

/// A start tag being written: attributes are added to it, and it ends where it goes out of scope.
pub(super) struct Tag<'w, 'o> {
    w: &'w mut XmlWriter<'o>,
    end: &'static [u8],
}

impl<'o> XmlWriter<'o> {
    /// Starts a document.
    pub(super) fn new(out: &'o mut dyn Write) -> Self {
        let mut buffer = Vec::with_capacity(PORTION + PORTION / 2);
        buffer.extend_from_slice(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self { out, failed: Ok(()), buffer, open: Vec::new() }
    }

    /// Opens an element on a line of its own.
    pub(super) fn open(&mut self, name: &'static str) -> Tag<'_, 'o> {
        self.buffer.push(b'\n');
        self.inline(name)
    }

    /// Opens an element where it stands: within words.
    pub(super) fn inline(&mut self, name: &'static str) -> Tag<'_, 'o> {
        self.open.push(name);
        self.tag(name, b">")
    }

    /// Writes an element without content on a line of its own.
    pub(super) fn empty(&mut self, name: &'static str) -> Tag<'_, 'o> {
        self.buffer.push(b'\n');
        self.empty_inline(name)
    }

    /// Writes an element without content where it stands: within words.
    pub(super) fn empty_inline(&mut self, name: &'static str) -> Tag<'_, 'o> {
        self.tag(name, b"/>")
    }

    fn tag(&mut self, name: &str, end: &'static [u8]) -> Tag<'_, 'o> {
        self.buffer.push(b'<');
        self.buffer.extend_from_slice(name.as_bytes());
        Tag { w: self, end }
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("every close follows an open");
        self.buffer.extend_from_slice(b"</");
        self.buffer.extend_from_slice(name.as_bytes());
        self.buffer.push(b'>');
        if self.buffer.len() >= PORTION {
            self.hand_on();
        }
    }

    /// Writes words; a character that XML cannot hold becomes [`REPLACEMENT`].
    pub(super) fn words(&mut self, words: &str) {
        escape(&mut self.buffer, words, in_words);
    }

    /// Writes words to the last character: one that XML cannot hold is an element `char` that names it.
    pub(super) fn verbatim(&mut self, words: &str) {
        let mut rest = words;
        while let Some(at) = first_unwritable(rest) {
            self.words(&rest[..at]);
            let c = rest[at..].chars().next().expect("a character was found here");
            self.empty_inline("char").plain("code", CodePoint(c));
            rest = &rest[at + c.len_utf8()..];
        }
        self.words(rest);
    }

    /// Writes a value whose words need no escape: a number, a date.
    pub(super) fn plain(&mut self, value: &dyn Display) {
        write!(self.buffer, "{value}").expect("a vector takes every byte");
    }

    /// Ends the document with a line feed.
    ///
    /// # Errors
    /// The first error of whatever it was written to.
    pub(super) fn finish(mut self) -> io::Result<()> {
        debug_assert!(self.open.is_empty(), "every element is closed");
        self.buffer.push(b'\n');
        self.hand_on();
        self.failed
    }

    fn hand_on(&mut self) {
        if self.failed.is_ok() {
            self.failed = self.out.write_all(&self.buffer);
        }
        self.buffer.clear();
    }
}

impl Tag<'_, '_> {
    /// Adds an attribute; a character that XML cannot hold becomes [`REPLACEMENT`].
    pub(super) fn with(self, name: &str, value: &str) -> Self {
        self.attribute(name, |buffer| escape(buffer, value, in_attribute))
    }

    /// Adds an attribute whose value has two parts.
    pub(super) fn both(self, name: &str, value: &str, end: &str) -> Self {
        self.attribute(name, |buffer| [value, end].iter().for_each(|part| escape(buffer, part, in_attribute)))
    }

    /// Adds an attribute whose value needs no escape.
    pub(super) fn plain(self, name: &str, value: impl Display) -> Self {
        self.attribute(name, |buffer| write!(buffer, "{value}").expect("a vector takes every byte"))
    }

    /// Adds a number.
    pub(super) fn number(self, name: &str, value: usize) -> Self {
        self.attribute(name, |buffer| decimal(buffer, value))
    }

    /// Adds an attribute, if there is a value.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a reference to the element with this `eId`.
    pub(super) fn to(self, name: &str, id: &str) -> Self {
        self.both(name, "#", id)
    }

    /// Adds a reference, if there is an element to refer to.
    pub(super) fn maybe_to(self, name: &str, id: Option<&str>) -> Self {
        match id {
            Some(id) => self.to(name, id),
            None => self,
        }
    }

    /// Adds where a span starts and ends.
    pub(super) fn span(self, span: Span) -> Self {
        self.number("start", span.start).number("end", span.end)
    }

    fn attribute(self, name: &str, value: impl FnOnce(&mut Vec<u8>)) -> Self {
        let buffer = &mut self.w.buffer;
        buffer.push(b' ');
        buffer.extend_from_slice(name.as_bytes());
        buffer.extend_from_slice(b"=\"");
        value(buffer);
        buffer.push(b'"');
        self
    }
}

impl Drop for Tag<'_, '_> {
    fn drop(&mut self) {
        self.w.buffer.extend_from_slice(self.end);
    }
}

/// A character by its number, as `char` and `replaced` name it.
pub(super) struct CodePoint(pub(super) char);

impl Display for CodePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", u32::from(self.0))
    }
}

fn decimal(buffer: &mut Vec<u8>, mut value: usize) {
    let mut digits = [0; 20];
    let mut first = digits.len();
    loop {
        first -= 1;
        digits[first] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            return buffer.extend_from_slice(&digits[first..]);
        }
    }
}

/// Copies words, and writes for a byte what `substitute` has for it.
fn escape(buffer: &mut Vec<u8>, words: &str, substitute: fn(u8) -> Option<&'static str>) {
    let bytes = words.as_bytes();
    let mut copied = 0;
    let mut at = 0;
    while let Some(&b) = bytes.get(at) {
        if PLAIN[usize::from(b)] {
            at += 1;
            continue;
        }
        // U+FFFE and U+FFFF are EF BF BE and EF BF BF; nothing else that starts with EF is at fault
        let (length, written) = match b {
            0xef if matches!(bytes[at + 1..], [0xbf, 0xbe | 0xbf, ..]) => (3, Some("\u{fffd}")),
            b => (1, substitute(b)),
        };
        if let Some(written) = written {
            buffer.extend_from_slice(&bytes[copied..at]);
            buffer.extend_from_slice(written.as_bytes());
            copied = at + length;
        }
        at += length;
    }
    buffer.extend_from_slice(&bytes[copied..]);
}

/// Bytes that stand for themselves everywhere.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut b = 0;
    while b < b' ' {
        plain[b as usize] = false;
        b += 1;
    }
    let special = [b'<', b'>', b'&', b'"', b'\'', 0xef];
    let mut i = 0;
    while i < special.len() {
        plain[special[i] as usize] = false;
        i += 1;
    }
    plain
};

/// What stands for a byte among words. A carriage return would be read as a line feed (§2.11).
fn in_words(b: u8) -> Option<&'static str> {
    match b {
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'&' => Some("&amp;"),
        b'\r' => Some("&#13;"),
        b'\t' | b'\n' => None,
        0..b' ' => Some("\u{fffd}"),
        _ => None,
    }
}

/// What stands for a byte in an attribute. White space would be read as a space (§3.3.3).
fn in_attribute(b: u8) -> Option<&'static str> {
    match b {
        b'"' => Some("&quot;"),
        b'\'' => Some("&apos;"),
        b'\t' => Some("&#9;"),
        b'\n' => Some("&#10;"),
        b => in_words(b),
    }
}

/// Byte offset of the first character that XML 1.0 cannot hold.
pub(super) fn first_unwritable(words: &str) -> Option<usize> {
    // Only C0 controls and characters that start with EF can be at fault: look at bytes before decoding anything.
    // Each is looked at, wherever one is found: so many at a time are faster than to the first.
    let at_fault = |b: u8| b == 0xef || (b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r'));
    if !words.bytes().fold(false, |found, b| found | at_fault(b)) {
        return None;
    }
    words.char_indices().find(|&(_, c)| !is_writable(c)).map(|(i, _)| i)
}

/// Whether XML 1.0 can hold the character (production 2, `Char`).
pub(super) const fn is_writable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_words_stay_well_formed() {
        let mut out = Vec::new();
        let mut w = XmlWriter::new(&mut out);
        w.open("a").with("b", "<\"&\n\u{1}\u{ffff}'").number("n", 1020).number("z", 0);
        w.words("]]> <x/> &amp; \r \u{0}\u{fffe}\u{202e}\u{ff01}");
        w.close();
        w.finish().unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <a b=\"&lt;&quot;&amp;&#10;\u{fffd}\u{fffd}&apos;\" n=\"1020\" z=\"0\">\
             ]]&gt; &lt;x/&gt; &amp;amp; &#13; \u{fffd}\u{fffd}\u{202e}\u{ff01}</a>\n"
        );
    }

    #[test]
    fn unwritable_characters_are_found() {
        assert_eq!(first_unwritable("日本\u{fffd}"), None);
        assert_eq!(first_unwritable("é\u{b}"), Some(2));
        assert_eq!(first_unwritable("\u{feff}\u{fffe}"), Some(3));
    }

    #[test]
    fn what_cannot_be_written_is_said_at_the_end() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::Error::other("full"))
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut full = Full;
        let mut w = XmlWriter::new(&mut full);
        w.open("a");
        w.words(&"x".repeat(3 * PORTION));
        w.close();
        assert_eq!(w.finish().unwrap_err().to_string(), "full");
    }
}
