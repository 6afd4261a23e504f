//! A thin writer over quick-xml.
//!
//! Handed: element names, attributes, words. Gives: a well-formed UTF-8 document. Elements that hold elements start on a
//! line of their own; nothing is ever added inside elements that hold words. Knows nothing about Akoma Ntoso or facts.

use quick_xml::escape::partial_escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use quick_xml::writer::Writer;
use std::borrow::Cow;

/// What stands in a document for a character that XML 1.0 cannot hold (Extensible Markup Language 1.0, §2.2).
pub(super) const REPLACEMENT: char = '\u{fffd}';

/// Attributes in the order in which they are written.
#[derive(Default)]
pub(super) struct Attributes<'a>(Vec<(&'static str, Cow<'a, str>)>);

impl<'a> Attributes<'a> {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Cow<'a, str>>) -> Self {
        self.0.push((name, value.into()));
        self
    }

    pub(super) fn number(self, name: &'static str, value: usize) -> Self {
        self.with(name, value.to_string())
    }

    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Cow<'a, str>>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }
}

/// A document being written.
pub(super) struct XmlWriter {
    inner: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl XmlWriter {
    /// Starts a document of about `capacity` bytes.
    pub(super) fn new(capacity: usize) -> Self {
        let mut me = Self { inner: Writer::new(Vec::with_capacity(capacity)), open: Vec::new() };
        me.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        me
    }

    /// Opens an element on a line of its own.
    pub(super) fn open(&mut self, name: &'static str, attributes: Attributes) {
        self.line();
        self.inline(name, attributes);
    }

    /// Opens an element where it stands: within words.
    pub(super) fn inline(&mut self, name: &'static str, attributes: Attributes) {
        self.write(Event::Start(start(name, &attributes)));
        self.open.push(name);
    }

    /// Writes an element without content on a line of its own.
    pub(super) fn empty(&mut self, name: &'static str, attributes: Attributes) {
        self.line();
        self.empty_inline(name, attributes);
    }

    /// Writes an element without content where it stands: within words.
    pub(super) fn empty_inline(&mut self, name: &'static str, attributes: Attributes) {
        self.write(Event::Empty(start(name, &attributes)));
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("every close follows an open");
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// Writes words; a character that XML cannot hold becomes [`REPLACEMENT`].
    pub(super) fn words(&mut self, words: &str) {
        self.write(Event::Text(BytesText::from_escaped(partial_escape(writable(words)))));
    }

    /// The document, with one line feed at its end.
    pub(super) fn finish(mut self) -> String {
        debug_assert!(self.open.is_empty(), "every element is closed");
        self.line();
        String::from_utf8(self.inner.into_inner()).expect("only text was written")
    }

    fn line(&mut self) {
        self.write(Event::Text(BytesText::from_escaped("\n")));
    }

    fn write(&mut self, event: Event) {
        self.inner.write_event(event).expect("a vector takes every byte");
    }
}

fn start<'a>(name: &'static str, attributes: &'a Attributes) -> BytesStart<'a> {
    let mut tag = BytesStart::new(name);
    for (name, value) in &attributes.0 {
        tag.push_attribute((*name, &*writable(value)));
    }
    tag
}

/// The words with every character that XML 1.0 cannot hold replaced.
fn writable(words: &str) -> Cow<'_, str> {
    match first_unwritable(words) {
        None => Cow::Borrowed(words),
        Some(_) => Cow::Owned(words.chars().map(|c| if is_writable(c) { c } else { REPLACEMENT }).collect()),
    }
}

/// Byte offset of the first character that XML 1.0 cannot hold.
pub(super) fn first_unwritable(words: &str) -> Option<usize> {
    // Only C0 controls and characters that start with EF can be at fault: look at bytes before decoding anything.
    if words.bytes().all(|b| b != 0xef && (b >= b' ' || matches!(b, b'\t' | b'\n' | b'\r'))) {
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
        let mut w = XmlWriter::new(0);
        w.open("a", Attributes::new().with("b", "<\"&\n\u{1}"));
        w.words("]]> <x/> &amp; \r \u{0}\u{ffff}\u{202e}");
        w.close();
        assert_eq!(
            w.finish(),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <a b=\"&lt;&quot;&amp;&#10;\u{fffd}\">]]&gt; &lt;x/&gt; &amp;amp; &#13; \u{fffd}\u{fffd}\u{202e}</a>\n"
        );
    }

    #[test]
    fn unwritable_characters_are_found() {
        assert_eq!(first_unwritable("日本\u{fffd}"), None);
        assert_eq!(first_unwritable("é\u{b}"), Some(2));
        assert_eq!(first_unwritable("\u{feff}\u{fffe}"), Some(3));
    }
}
