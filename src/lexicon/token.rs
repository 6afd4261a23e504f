//! Splits text into tokens; the lexicon's phrases and the notes' texts are split by the same function, so that they
//! meet token by token.
//!
//! Handed: a string. Gives: [`Token`]s. Knows nothing about words' meaning.

use std::ops::Range;

/// Shape of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// "held"
    Lower,
    /// "Phnom"
    Capitalized,
    /// "ASEAN", and a single capital such as "H"
    Upper,
    /// "McDonald"
    Mixed,
    /// Letters without case, such as kana or Thai.
    Caseless,
    /// ASCII digits.
    Digits,
    /// Anything else: one character, a punctuation mark or a symbol.
    Mark,
}

/// A maximal run of letters (with combining marks), a maximal run of ASCII digits, or one other character that is no
/// white space. Offsets are bytes of the text it was split from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Its shape.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is ASCII from end to end.
    pub plain: bool,
}

impl Token {
    /// The token's words in the text it was split from.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether it is a run of letters.
    #[inline]
    pub const fn is_word(self) -> bool {
        !matches!(self.shape, Shape::Digits | Shape::Mark)
    }

    /// Whether it begins with a capital.
    #[inline]
    pub const fn is_capital(self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper)
    }
}

/// A word of at most [`Short::MOST`] bytes, as a table can hold it in place: two are one word if they are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Short(u64, u64);

impl Short {
    /// Longest word, in bytes.
    pub const MOST: usize = 16;

    /// The word from a byte of a text to another; none if it is longer.
    #[inline]
    pub fn of(text: &str, word: Range<usize>) -> Option<Self> {
        (word.len() <= Self::MOST).then(|| Self::head(text, word))
    }

    /// As much of a word as there is room for: words that differ in it are two.
    #[inline]
    pub fn head(text: &str, word: Range<usize>) -> Self {
        let len = word.len().min(Self::MOST);
        // what follows the word is read with it and covered: a copy of unknown length takes longer
        let bytes = match text.as_bytes()[word.start..].first_chunk::<{ Self::MOST }>() {
            Some(chunk) => u128::from_le_bytes(*chunk) & u128::MAX.checked_shr(128 - 8 * len as u32).unwrap_or(0),
            None => {
                let head = &text.as_bytes()[word.start..word.start + len];
                head.iter().rfold(0, |bytes, &byte| bytes << 8 | u128::from(byte))
            }
        };
        Self(bytes as u64, (bytes >> 64) as u64)
    }
}

/// The words of a text's tokens in small letters, so that each is made small once and not at each question.
#[derive(Debug, Default)]
pub struct Small {
    /// The text with its ASCII letters made small, each word in its own place.
    text: String,
    /// The words that hold other capitals, in small letters, by the byte where they begin.
    others: Vec<(usize, String)>,
}

impl Small {
    /// The words of the tokens that a text was split into.
    pub fn of(text: &str, tokens: &[Token]) -> Self {
        let mut small = Self { text: text.to_ascii_lowercase(), others: Vec::new() };
        if !text.is_ascii() {
            let words = tokens.iter().filter(|t| !t.plain && t.is_word());
            let others = words
                .map(|t| (t.start, t.of(text).to_lowercase()))
                .filter(|(start, word)| !small.text[*start..].starts_with(word.as_str()));
            small.others = others.collect();
        }
        small
    }

    /// The word of a token of the text in small letters.
    #[inline]
    pub fn word(&self, token: Token) -> &str {
        if !token.plain && !self.others.is_empty() {
            return self.other(token);
        }
        token.of(&self.text)
    }

    /// The head of a token's word in small letters, see [`Short::head`], and whether that is all of it.
    #[inline]
    pub fn head(&self, token: Token) -> (Short, bool) {
        let (text, word) = match token.plain || self.others.is_empty() {
            true => (self.text.as_str(), token.start..token.end),
            false => {
                let other = self.other(token);
                (other, 0..other.len())
            }
        };
        let whole = word.len() <= Short::MOST;
        (Short::head(text, word), whole)
    }

    fn other(&self, token: Token) -> &str {
        let found = self.others.binary_search_by_key(&token.start, |(start, _)| *start);
        found.map_or(token.of(&self.text), |i| &self.others[i].1)
    }
}

/// Splits a text into tokens, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let (mut at, mut spaced) = (0, false);
    while let Some(&byte) = bytes.get(at) {
        let start = at;
        let sort = SORTS[usize::from(byte)];
        let ascii = match sort {
            Sort::Space => {
                (at, spaced) = (at + 1, true);
                continue;
            }
            Sort::Mark => Some((1, Shape::Mark)),
            Sort::Digit => Some((run(&bytes[at..], Sort::Digit), Shape::Digits)),
            Sort::Small | Sort::Capital => ascii_word(text, at),
            Sort::Other => None,
        };
        let (len, shape) = match ascii {
            Some(found) => found,
            None => match other(&text[at..]) {
                Some(found) => found,
                None => {
                    (at, spaced) = (at + white_space(&text[at..]), true);
                    continue;
                }
            },
        };
        at += len;
        tokens.push(Token { start, end: at, shape, spaced, plain: ascii.is_some() });
        spaced = false;
    }
    tokens
}

/// Length and shape of a token with characters that are not ASCII; none before white space.
fn other(text: &str) -> Option<(usize, Shape)> {
    let c = text.chars().next().filter(|c| !c.is_whitespace())?;
    if !c.is_alphabetic() {
        return Some((c.len_utf8(), Shape::Mark));
    }
    let len = word(text);
    Some((len, shape(&text[..len])))
}

/// Length of the white space character at the beginning.
fn white_space(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// What a byte begins; letters come first, so that one question tells them from the rest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Sort {
    Small,
    Capital,
    Digit,
    Space,
    Mark,
    /// A character that is not ASCII.
    Other,
}

static SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        sorts[byte as usize] = match byte {
            b'a'..=b'z' => Sort::Small,
            b'A'..=b'Z' => Sort::Capital,
            b'0'..=b'9' => Sort::Digit,
            // what Unicode calls white space
            b'\t'..=b'\r' | b' ' => Sort::Space,
            _ => Sort::Mark,
        };
        byte += 1;
    }
    sorts
};

/// Length of the run of bytes of one sort at the beginning.
fn run(bytes: &[u8], sort: Sort) -> usize {
    bytes.iter().position(|&byte| SORTS[usize::from(byte)] != sort).unwrap_or(bytes.len())
}

/// Length and shape of the word at a byte; none if a letter that is not ASCII belongs to it.
fn ascii_word(text: &str, at: usize) -> Option<(usize, Shape)> {
    let word = &text.as_bytes()[at..];
    let sort = |at: usize| word.get(at).map(|&byte| SORTS[usize::from(byte)]);
    let first = usize::from(sort(0) == Some(Sort::Capital));
    let mut len = first + run(&word[first..], Sort::Small);
    let mut shape = match (first, len) {
        (0, _) => Shape::Lower,
        (_, 1) => Shape::Upper,
        _ => Shape::Capitalized,
    };
    if sort(len) == Some(Sort::Capital) {
        len = word.iter().position(|&byte| SORTS[usize::from(byte)] > Sort::Capital).unwrap_or(word.len());
        shape = if word[..len].iter().all(u8::is_ascii_uppercase) { Shape::Upper } else { Shape::Mixed };
    }
    let goes_on = sort(len) == Some(Sort::Other) && text[at + len..].starts_with(goes_on);
    (!goes_on).then_some((len, shape))
}

/// Length of the word of any letters at the beginning.
fn word(text: &str) -> usize {
    text.find(|c| !goes_on(c)).unwrap_or(text.len())
}

/// Whether a character goes on a word.
fn goes_on(c: char) -> bool {
    c.is_alphabetic() || is_combining(c)
}

/// Combining marks of the scripts notes use: general diacritics, Indic and South-East Asian vowel signs.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

/// The shape of a run of letters.
fn shape(word: &str) -> Shape {
    let mut cased = word.chars().filter(|c| c.is_uppercase() || c.is_lowercase());
    let Some(first) = cased.next() else { return Shape::Caseless };
    let (mut upper, mut lower) = (0_usize, 0_usize);
    cased.for_each(|c| if c.is_uppercase() { upper += 1 } else { lower += 1 });
    match (first.is_uppercase(), upper, lower) {
        (true, _, 0) => Shape::Upper,
        (true, 0, _) => Shape::Capitalized,
        (false, 0, _) => Shape::Lower,
        _ => Shape::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text).iter().map(|t| t.of(text)).collect()
    }

    #[test]
    fn letters_digits_and_marks_part() {
        assert_eq!(words("H.E. LUO, 6th—9-11"), ["H", ".", "E", ".", "LUO", ",", "6", "th", "—", "9", "-", "11"]);
        assert_eq!(words("Nguyễn’s Lule\u{e5}"), ["Nguyễn", "’", "s", "Luleå"]);
        assert_eq!(
            words("Japan’s ete\u{301}s\u{a0}7\u{3000}x\u{7}y"),
            ["Japan", "’", "s", "ete\u{301}s", "7", "x", "\u{7}", "y"]
        );
    }

    #[test]
    fn words_are_small_token_by_token() {
        for (text, small) in [
            ("ASEAN's 6TH", &["asean", "'", "s", "6", "th"] as &[_]),
            ("ASEAN's ÉCOLE, İZMIR 6TH", &["asean", "'", "s", "école", ",", "i\u{307}zmir", "6", "th"]),
        ] {
            let tokens = tokenize(text);
            let words = Small::of(text, &tokens);
            assert_eq!(tokens.iter().map(|&t| words.word(t)).collect::<Vec<_>>(), small);
        }
    }

    #[test]
    fn short_words_are_told_apart_wherever_they_stand() {
        let short = |text: &str, word| Short::of(text, word);
        assert_eq!(short("a meeting of ministers", 2..9), short("meeting", 0..7));
        assert_eq!(short("meetings of ministers", 0..7), short("meeting", 0..7));
        assert_ne!(short("meetings of ministers", 0..8), short("meeting", 0..7));
        assert_eq!(short("x sixteenletters16", 2..18), short("sixteenletters16", 0..16));
        assert_ne!(short("sixteenletters16", 0..16), short("sixteenletters17", 0..16));
        assert_eq!(short("seventeenletters17", 0..17), None);
        assert_eq!(short("the words", 9..9), short("", 0..0));
    }

    #[test]
    fn shapes_follow_case() {
        let shapes: Vec<_> = tokenize("held Phnom ASEAN McDonald 外務省 12 ; H").iter().map(|t| t.shape).collect();
        use Shape::*;
        assert_eq!(shapes, [Lower, Capitalized, Upper, Mixed, Caseless, Digits, Mark, Upper]);
    }
}
