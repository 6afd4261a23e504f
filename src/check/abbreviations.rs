//! Abbreviations and where a note says what they stand for: "the Border Working Group (BWG)".
//!
//! Handed: a note. Gives: definitions and uses. Knows nothing about what the rules make of them.

use super::prose::{Prose, Word};
use crate::model::Text;
use crate::source::Span;
use std::collections::BTreeMap;

/// Letters of an abbreviation, fewest and most.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// What a note does with one abbreviation.
#[derive(Debug, Default)]
pub(super) struct Abbreviation {
    /// Where it is defined, and the words it stands for.
    pub(super) defined: Vec<(Span, String)>,
    /// Whether it stands in brackets behind words, whatever their letters.
    pub(super) explained: bool,
    /// Where it stands by itself.
    pub(super) used: Vec<Span>,
    /// The first of these places that is in a sentence, and not in a title or a cell.
    pub(super) read: Option<Span>,
}

/// What a note does with each abbreviation, by its letters.
pub(super) type Abbreviations = BTreeMap<String, Abbreviation>;

/// Every abbreviation of the text. Lines in capitals and labels are no places to look.
pub(super) fn of(prose: &Prose) -> Abbreviations {
    let mut all = BTreeMap::new();
    for passage in prose.passages() {
        let capitals = passage.capitals.iter().map(|&i| &passage.words[i]);
        let mut found = capitals.filter(|w| is_abbreviation(w.text)).peekable();
        if found.peek().is_some() && !is_shouting(&passage.text.text) {
            found.for_each(|word| look(passage.text, word, &mut all));
        }
    }
    all
}

fn is_shouting(text: &str) -> bool {
    if text.is_ascii() {
        return count(text, u8::is_ascii_uppercase) > count(text, u8::is_ascii_lowercase);
    }
    let (upper, lower) =
        text.chars().fold((0, 0), |(u, l), c| (u + usize::from(c.is_uppercase()), l + usize::from(c.is_lowercase())));
    upper > lower
}

/// Number of bytes of a sort, summed up in bytes as long as they hold it, which is quicker.
fn count(text: &str, is: impl Fn(&u8) -> bool) -> usize {
    let chunks = text.as_bytes().chunks(usize::from(u8::MAX));
    chunks.map(|bytes| usize::from(bytes.iter().map(|byte| u8::from(is(byte))).sum::<u8>())).sum()
}

fn look(text: &Text, word: &Word, all: &mut Abbreviations) {
    let entry = all.entry(word.text.to_owned()).or_default();
    let span = text.source_span(word.start..word.end());
    let (before, after) = (&text.text[..word.start], &text.text[word.end()..]);
    let bracketed = before.ends_with('(') && after.starts_with(')');
    let alone = before.ends_with(['(', '“', '"', '‘']) && after.starts_with([')', '”', '"', '’', ';', ',']);
    match alone.then(|| spelled_out(before, word.text)).flatten() {
        Some(words) => entry.defined.push((span, words)),
        // what a bracket stands for may be said in letters other than the first of each word
        None if bracketed => entry.explained = true,
        None => {
            entry.used.push(span);
            entry.read = entry.read.or_else(|| is_sentence(&text.text).then_some(span));
        }
    }
}

fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ';', ':', ',', '”'])
}

fn is_abbreviation(word: &str) -> bool {
    LETTERS.contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_uppercase())
        // Roman numerals number things
        && !word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'M'))
}

/// The words right before a bracket whose first letters are the abbreviation's; small words may be left out of it.
fn spelled_out(before: &str, letters: &str) -> Option<String> {
    let before = before.trim_end_matches(['(', '“', '"', '‘']).trim_end();
    let clause = before.rsplit(['.', ';', ':', '(', ')', '—', '–']).next().unwrap_or_default();
    let starts: Vec<(usize, &str)> = parts(clause);
    let mut wanted = letters.chars().rev().peekable();
    for &(at, part) in starts.iter().rev().take(letters.len() * 2 + 2) {
        let first = part.chars().next()?.to_ascii_uppercase();
        if wanted.peek() == Some(&first) {
            wanted.next();
            if wanted.peek().is_none() {
                return Some(clause[at..].split_whitespace().collect::<Vec<_>>().join(" "));
            }
        } else if part.starts_with(char::is_uppercase) {
            return None;
        }
    }
    None
}

/// The parts of words between white space and hyphens, with their places.
fn parts(clause: &str) -> Vec<(usize, &str)> {
    let base = clause.as_ptr() as usize;
    let parts = clause.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty());
    parts.map(|p| (p.as_ptr() as usize - base, p)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::specimen::Specimen;

    fn defined(text: &str) -> Vec<(String, String)> {
        let all = of(&Prose::of(&Specimen::prose(text).note));
        all.into_iter().flat_map(|(k, a)| a.defined.into_iter().map(move |(_, words)| (k.clone(), words))).collect()
    }

    #[test]
    fn definitions_are_told_by_first_letters() {
        for (text, letters, words) in [
            ("the Border Working Group (BWG) met", "BWG", "Border Working Group"),
            ("the Counter-Terrorism Task Force (CTTF)", "CTTF", "Counter-Terrorism Task Force"),
            ("Ministry of Foreign Affairs (MOFA)", "MOFA", "Ministry of Foreign Affairs"),
            ("the Ministry of Defence (MOFA)", "MOFA", ""),
            ("the Department of Trade and Industry (DTI)", "DTI", "Department of Trade and Industry"),
        ] {
            let found = defined(text);
            if words.is_empty() {
                assert_eq!(found, [], "{text}");
            } else {
                assert_eq!(found, [(letters.to_owned(), words.to_owned())], "{text}");
            }
        }
    }

    #[test]
    fn numerals_and_lines_in_capitals_are_no_abbreviations() {
        for text in ["Part II and Part IV", "JOINT STATEMENT OF THE BWG"] {
            assert!(of(&Prose::of(&Specimen::prose(text).note)).is_empty(), "{text}");
        }
    }
}
