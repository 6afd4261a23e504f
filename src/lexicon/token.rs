//! Splits text into tokens; the lexicon's phrases and the notes' texts are split by the same function, so that they
//! meet token by token.
//!
//! Handed: a string. Gives: [`Token`]s. Knows nothing about words' meaning.

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
}

impl Token {
    /// The token's words in the text it was split from.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Whether it is a run of letters.
    pub const fn is_word(self) -> bool {
        !matches!(self.shape, Shape::Digits | Shape::Mark)
    }

    /// Whether it begins with a capital.
    pub const fn is_capital(self) -> bool {
        matches!(self.shape, Shape::Capitalized | Shape::Upper)
    }
}

/// The words of a text's tokens in small letters, so that each is made small once and not at each question.
#[derive(Debug, Default)]
pub struct Small {
    text: String,
    ends: Vec<usize>,
}

impl Small {
    /// The words of the tokens that a text was split into.
    pub fn of(text: &str, tokens: &[Token]) -> Self {
        let mut small = Self { text: String::with_capacity(text.len()), ends: Vec::with_capacity(tokens.len()) };
        for t in tokens {
            let word = t.of(text);
            match word.is_ascii() {
                true => small.text.extend(word.bytes().map(|b| char::from(b.to_ascii_lowercase()))),
                false => small.text.push_str(&word.to_lowercase()),
            }
            small.ends.push(small.text.len());
        }
        small
    }

    /// The word of a token in small letters; empty past the end.
    pub fn word(&self, token: usize) -> &str {
        let Some(&end) = self.ends.get(token) else { return "" };
        let start = token.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..end]
    }
}

/// Splits a text into tokens, in order.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5 + 1);
    let mut spaced = false;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = Kind::of(c);
        if kind != Kind::Mark {
            while let Some(&(at, next)) = chars.peek() {
                if Kind::of(next) != kind && !(kind == Kind::Letter && is_combining(next)) {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        tokens.push(Token { start, end, shape: shape(kind, &text[start..end]), spaced });
        spaced = false;
    }
    tokens
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    Mark,
}

impl Kind {
    fn of(c: char) -> Self {
        if c.is_ascii_digit() {
            Kind::Digit
        } else if c.is_alphabetic() {
            Kind::Letter
        } else {
            Kind::Mark
        }
    }
}

/// Combining marks of the scripts notes use: general diacritics, Indic and South-East Asian vowel signs.
const fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}'..='\u{ebc}'
        | '\u{ec8}'..='\u{ece}' | '\u{102b}'..='\u{103e}' | '\u{17b4}'..='\u{17d3}' | '\u{3099}' | '\u{309a}')
}

fn shape(kind: Kind, word: &str) -> Shape {
    match kind {
        Kind::Digit => Shape::Digits,
        Kind::Mark => Shape::Mark,
        Kind::Letter if word.is_ascii() => {
            let upper = word.bytes().filter(u8::is_ascii_uppercase).count();
            match (word.as_bytes()[0].is_ascii_uppercase(), upper) {
                (_, 0) => Shape::Lower,
                (true, n) if n == word.len() => Shape::Upper,
                (true, 1) => Shape::Capitalized,
                _ => Shape::Mixed,
            }
        }
        Kind::Letter => {
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
    }

    #[test]
    fn words_are_small_token_by_token() {
        let text = "ASEAN's ÉCOLE, İZMIR 6TH";
        let small = Small::of(text, &tokenize(text));
        let words: Vec<&str> = (0..8).map(|i| small.word(i)).collect();
        assert_eq!(words, ["asean", "'", "s", "école", ",", "i\u{307}zmir", "6", "th"]);
        assert_eq!(small.word(8), "");
    }

    #[test]
    fn shapes_follow_case() {
        let shapes: Vec<_> = tokenize("held Phnom ASEAN McDonald 外務省 12 ; H").iter().map(|t| t.shape).collect();
        use Shape::*;
        assert_eq!(shapes, [Lower, Capitalized, Upper, Mixed, Caseless, Digits, Mark, Upper]);
    }
}
