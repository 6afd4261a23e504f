//! Facts in words, with what an official must know of how sure they are.

use crate::compose::words::Words;
use crate::model::{Certainty, Fact};
use serde::Serialize;

/// A fact in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FactView {
    /// The value; for an ambiguous fact its readings.
    pub(super) text: String,
    /// `stated`, `inferred`, `ambiguous` or `given`.
    pub(super) certainty: &'static str,
    /// The certainty in words; empty for a stated fact.
    pub(super) mark: String,
}

/// Stable name of a certainty.
pub(super) const fn certainty(c: Certainty) -> &'static str {
    match c {
        Certainty::Stated => "stated",
        Certainty::Inferred => "inferred",
        Certainty::Ambiguous => "ambiguous",
        Certainty::Given => "given",
    }
}

/// A certainty in words; empty for stated.
pub(super) fn mark(c: Certainty, words: &Words) -> String {
    match c {
        Certainty::Stated => String::new(),
        other => words.label(certainty(other)).to_owned(),
    }
}

/// A fact in words; `say` puts one value into words.
pub(super) fn fact<T>(fact: &Fact<T>, words: &Words, say: impl Fn(&T) -> String) -> FactView {
    FactView { text: text(fact, &say), certainty: certainty(fact.certainty), mark: mark(fact.certainty, words) }
}

/// The value of a fact in words, or its readings, or nothing.
pub(super) fn text<T>(fact: &Fact<T>, say: impl Fn(&T) -> String) -> String {
    match &fact.value {
        Some(value) => say(value),
        None => fact.candidates.iter().map(say).collect::<Vec<_>>().join(" / "),
    }
}

/// Words on one line, cut where they would be too long for a table.
pub(super) fn short(words: &str) -> String {
    const LONGEST: usize = 180;
    let mut out = String::with_capacity(words.len().min(LONGEST * 4));
    let mut count = 0;
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
            count += 1;
        }
        for c in word.chars() {
            if count == LONGEST {
                out.push('…');
                return out;
            }
            out.push(c);
            count += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_cut_between_characters_and_stand_on_one_line() {
        assert_eq!(short("two\n   words"), "two words");
        let long = short(&"é".repeat(500));
        assert_eq!((long.chars().count(), long.ends_with('…')), (181, true));
    }
}
