//! Notes put together by hand, to try one rule without reading a text.

use super::RULES;
use crate::diag::Diagnostic;
use crate::model::{Block, CountryCode, Edtf, Fact, Item, Note, Officer, Person, Role, SourceRef, Text};
use crate::source::{SourceFile, Span};

pub(super) struct Specimen {
    pub(super) note: Note,
    pub(super) source: SourceFile,
}

impl Specimen {
    /// An empty note about `text`.
    pub(super) fn new(text: &str) -> Self {
        let source = SourceFile::from_text("specimen.txt", text);
        let note = Note::empty("specimen", SourceRef::of(&source, "en"));
        Self { note, source }
    }

    /// A note whose body is one paragraph.
    pub(super) fn prose(text: &str) -> Self {
        let mut s = Self::new(text);
        s.note.body = vec![Block::Paragraph { text: Text::verbatim(text, 0) }];
        s
    }

    /// A note whose body is one list; each line of `lines` is a label, a bar, and words.
    pub(super) fn list(lines: &[&str]) -> Self {
        let mut s = Self::new(&lines.join("\n"));
        s.note.body = vec![s.block(0, lines)];
        s
    }

    /// A list block whose first line stands at byte `at`.
    pub(super) fn block(&self, mut at: usize, lines: &[&str]) -> Block {
        let items = lines.iter().map(|line| {
            let (label, words) = line.split_once('|').expect("label, bar, words");
            let item = Item {
                label: (!label.is_empty()).then(|| Text::verbatim(label, at)),
                blocks: vec![Block::Paragraph { text: Text::verbatim(words, at + label.len() + 1) }],
            };
            at += line.len() + 1;
            item
        });
        Block::List { items: items.collect() }
    }

    pub(super) fn span(&self, quote: &str) -> Span {
        let at = self.source.text.find(quote).expect("the quote stands in the text");
        Span::new(at, at + quote.len())
    }

    /// A stated fact at the first occurrence of `quote`.
    pub(super) fn fact<T>(&self, value: T, quote: &str) -> Fact<T> {
        Fact::stated(value, quote, self.span(quote), "specimen")
    }

    /// A fact whose year was borrowed from the words `from`.
    pub(super) fn inferred<T>(&self, value: T, quote: &str, from: &str) -> Fact<T> {
        Fact::inferred(value, quote, self.span(quote), "specimen", &["year"]).borrowed_from(from, self.span(from))
    }

    pub(super) fn edtf(s: &str) -> Edtf {
        s.parse().expect("EDTF")
    }

    pub(super) fn country(s: &str) -> CountryCode {
        s.parse().expect("country code")
    }

    /// A chair whose name stands in the text.
    pub(super) fn chair(&self, role: Role, name: &str) -> Officer {
        Officer {
            role: self.fact(role, name),
            person: Person { name: Some(self.fact(name.to_owned(), name)), ..Person::default() },
        }
    }

    /// What the rule with this code says of the note.
    pub(super) fn check(&self, code: &str) -> Vec<Diagnostic> {
        assert!(RULES.iter().any(|r| r.code.code == code), "no rule {code}");
        super::check(&self.note, &self.source).into_iter().filter(|d| d.code == code).collect()
    }
}
