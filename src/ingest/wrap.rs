//! Hard-wrapped lines: does a line go on with the next?
//!
//! Handed: lines. Gives: the width a text was wrapped at, and a verdict for each pair of lines. Knows nothing of labels.

use super::lines::{Line, starts_lower};

/// Widest column count at which texts are wrapped by hand or by an exporter; wider lines are whole paragraphs.
const WIDEST: usize = 130;

/// Words that never end a paragraph.
const CONNECTIVES: &[&str] = &[
    "a", "an", "the", "of", "on", "in", "at", "for", "from", "to", "by", "with", "and", "or", "between", "into", "as",
    "its", "their", "that", "which", "de", "du", "des", "la", "le", "les", "et", "en", "el", "los", "las", "y", "del",
    "para",
];

/// How a text is wrapped.
#[derive(Debug)]
pub(super) struct Wrapping {
    /// Columns at which lines were broken; `None` if each line is a paragraph.
    width: Option<usize>,
}

impl Wrapping {
    /// Measures a text: the width below which nine in ten of the longer lines stay.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut widths: Vec<usize> =
            lines.iter().map(|l| l.indent + columns(&l.text.text)).filter(|&w| w >= 40).collect();
        widths.sort_unstable();
        let width = widths.get(widths.len().saturating_sub(1) * 9 / 10).copied();
        Self { width: width.filter(|&w| w <= WIDEST && widths.len() > 1) }
    }

    /// Whether `next` belongs to the paragraph that `last` ends; `interrupted` by page furniture.
    pub(super) fn goes_on(&self, last: &Line, next: &Line, interrupted: bool) -> bool {
        let (words, following) = (last.text.text.as_str(), next.text.text.as_str());
        if following.starts_with('[') || parts(words, following) {
            return false;
        }
        if next.after_blank || interrupted {
            return self.goes_on_after_gap(words, following, interrupted);
        }
        if opens_bracket(words) || ends_connective(words) {
            return true;
        }
        if ends_sentence(words) {
            return self.is_full(last, next) && self.is_wide(last);
        }
        starts_lower(following) || self.is_full(last, next)
    }

    /// Across a blank line only what certainly goes on: a title broken after "of", a sentence broken by a page's end.
    fn goes_on_after_gap(&self, words: &str, following: &str, interrupted: bool) -> bool {
        if ends_sentence(words) || words.ends_with([':', ';']) {
            return false;
        }
        let heads = words.chars().count() <= 100 && !is_number(following);
        starts_lower(following) && (interrupted || heads) || (heads && ends_connective(words))
    }

    /// Whether the next line's first word would not have fitted on the line before, give or take an eighth.
    pub(super) fn is_full(&self, last: &Line, next: &Line) -> bool {
        let Some(width) = self.width else { return false };
        let first = first_unit(&next.text.text);
        last.indent + columns(&last.text.text) + 1 + first > width - width / 8
    }

    /// Whether a line reaches so far that a sentence ending there proves nothing.
    fn is_wide(&self, line: &Line) -> bool {
        self.width.is_some_and(|w| line.indent + columns(&line.text.text) + 8 > w)
    }

    /// Whether a line ends where a list item can end.
    pub(super) fn ends_sentence_or_clause(&self, line: &Line) -> bool {
        let words = line.text.text.as_str();
        let words = words.strip_suffix(" and").or_else(|| words.strip_suffix(" or")).unwrap_or(words);
        ends_sentence(words) || words.ends_with([':', ';', ',', '\u{FF1A}', '\u{FF1B}'])
    }
}

/// Whether two lines are certainly two: a date or number that fills its line, a line in brackets under a heading, a heading
/// in capitals beside words that are not.
fn parts(words: &str, following: &str) -> bool {
    let bracketed = following.starts_with(['(', '\u{FF08}']) && following.ends_with([')', '\u{FF09}']);
    let dated = |line: &str| is_date(line) && !ends_connective(words);
    let shouting = is_shouting(words) && is_spoken(following) || is_shouting(following) && is_spoken(words);
    bracketed && !opens_bracket(words)
        || is_stamp(following)
        || dated(words)
        || dated(following)
        || shouting && !ends_connective(words)
}

/// "lakes.example • Tuesday 18 April 2017": a site or an author, a mark, and a day.
fn is_stamp(line: &str) -> bool {
    let marked = line.len() <= LONGEST_STAMP && [" • ", " | ", " · "].iter().any(|m| line.contains(m));
    let tail = line.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    marked && tail.len() == 4 && (tail.starts_with("19") || tail.starts_with("20"))
}

/// No such line is longer, in bytes.
const LONGEST_STAMP: usize = 96;

/// "2008-02-13", "5 March 2015", "平成二十八年三月二十四日": a line of few words that ends in a year or in 日.
fn is_date(line: &str) -> bool {
    let line = line.trim_matches(|c: char| c.is_whitespace() || "*_()".contains(c));
    if line.len() > LONGEST_DATE {
        return false;
    }
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let letters = line.chars().any(char::is_alphabetic);
    let tail = line.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let year = tail.len() == 4 && (tail.starts_with("19") || tail.starts_with("20"));
    let western = line.split_whitespace().count() <= 4 && year && digits > 4 && line.len() <= 30;
    let japanese = line.contains('年') && line.ends_with('日') && line.chars().count() <= 16;
    let bare = !letters && digits >= 6 && line.len() <= 12;
    western || japanese || bare
}

/// No date on a line of its own is longer, in bytes: sixteen characters of any script.
const LONGEST_DATE: usize = 64;

/// "hp-827": a number of the document, not the rest of a sentence.
fn is_number(line: &str) -> bool {
    !line.contains(char::is_whitespace) && line.len() <= 24 && line.chars().any(|c| c.is_ascii_digit())
}

/// Whether a line of two words or more has no small letter.
fn is_shouting(line: &str) -> bool {
    let capitals = || line.chars().filter(|c| c.is_uppercase()).count();
    !line.chars().any(char::is_lowercase) && capitals() > 5 && line.split_whitespace().count() > 1
}

/// Whether most letters of a line are small.
fn is_spoken(line: &str) -> bool {
    let small = line.chars().filter(|c| c.is_lowercase()).count();
    small > 5 && small > line.chars().filter(|c| c.is_uppercase()).count()
}

/// Columns of the first piece that a line could have broken before: a word, or one character of a script without spaces.
fn first_unit(words: &str) -> usize {
    match words.chars().next() {
        Some(c) if is_wide(c) => 2,
        _ => words.split(|c: char| c.is_whitespace() || is_wide(c)).next().map_or(0, columns),
    }
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '\'', '’', ')', '\u{FF09}', '」', '*', '_'])
        .ends_with(['.', '!', '?', '。', '\u{FF01}', '\u{FF1F}'])
}

fn ends_connective(words: &str) -> bool {
    let word = words.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let parted = words.len() > word.len() || !word.is_empty();
    !word.is_empty() && parted && CONNECTIVES.contains(&word.to_lowercase().as_str())
}

/// Whether more brackets open than close.
fn opens_bracket(words: &str) -> bool {
    let balance = words.chars().fold(0_i64, |open, c| match c {
        '(' | '\u{FF08}' => open + 1,
        ')' | '\u{FF09}' => open - 1,
        _ => open,
    });
    balance > 0
}

/// Columns a text takes in a fixed-width rendering: East Asian wide characters take two (Unicode Standard Annex 11).
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    // no wide character begins with a smaller byte, and no other byte of a character is as large
    let may_be_wide = text.bytes().enumerate().filter(|&(_, byte)| byte >= 0xE1);
    text.chars().count() + may_be_wide.filter(|&(at, _)| text[at..].starts_with(is_wide)).count()
}

const fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}')
}
