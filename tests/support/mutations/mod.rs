//! Faults put into clean notes, one at a time. Whether a fault fits a note is decided by the note as it was, never by what
//! the rules say of the faulty one: the words that contradict the fault must stand in the note.
//!
//! A mutation rewrites the words of a fact or adds a sentence about one, so that it goes where the note says the fact stands.

mod dates;
mod lists;
mod people;
mod text;

use communique::model::{Block, Fact, Note};
use communique::source::Span;

/// A changed text, and where the change is.
pub(crate) struct Mutant {
    pub(crate) text: String,
    pub(crate) changed: Span,
}

/// What is done to a note, and the families of rules that may find it.
pub(crate) struct Mutation {
    pub(crate) name: &'static str,
    pub(crate) families: &'static str,
    pub(crate) apply: fn(&Note, &str) -> Option<Mutant>,
}

/// Every kind of fault.
pub(crate) fn all() -> Vec<&'static Mutation> {
    [dates::ALL, lists::ALL, people::ALL, text::ALL].concat()
}

const fn kind(name: &'static str, families: &'static str, apply: fn(&Note, &str) -> Option<Mutant>) -> Mutation {
    Mutation { name, families, apply }
}

/// The text with other words at a span.
fn replaced(text: &str, span: Span, words: &str) -> Option<Mutant> {
    let changed = Span::new(span.start, span.start + words.len());
    let text = format!("{}{words}{}", &text[..span.start], &text[span.end..]);
    Some(Mutant { text, changed })
}

/// The text with a sentence more at the end of the paragraph in which a fact stands.
fn with_sentence(note: &Note, text: &str, at: Span, sentence: &str) -> Option<Mutant> {
    let mut found = None;
    for block in &note.body {
        if let Block::Paragraph { text: words } = block
            && words.span().contains(at)
        {
            found = Some(words.span().end);
        }
    }
    let end = found?;
    let changed = Span::new(end + 1, end + 1 + sentence.len());
    Some(Mutant { text: format!("{} {sentence}{}", &text[..end], &text[end..]), changed })
}

/// Whether the note is in English: sentences that are added are.
fn is_english(note: &Note) -> bool {
    note.source.lang.starts_with("en")
}

/// Runs of digits in the words at a span.
fn numbers(text: &str, span: Span) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = span.start;
    for part in text[span.range()].split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.trim_end_matches(|c: char| !c.is_ascii_digit());
        if let Ok(n) = digits.parse() {
            found.push((Span::new(at, at + digits.len()), n));
        }
        at += part.len();
    }
    found
}

/// A number and where it stands.
type Number = (Span, u32);

/// The value of a fact, if it is stated.
fn stated<T: Clone>(fact: &Option<Fact<T>>) -> Option<T> {
    fact.as_ref().filter(|f| f.inferred.is_empty() && f.given.is_none())?.value.clone()
}
