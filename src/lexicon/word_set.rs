//! A fixed list of words that quickly answers whether a word is one of it: most words are turned away by their length and
//! first letter.
//!
//! Handed: words. Gives: yes or no. Knows nothing about what they mean.

/// Words, in small letters.
pub struct WordSet {
    words: &'static [&'static str],
    /// First bytes, as a set of their lower five bits, by length; a letter and its capital share these bits in ASCII.
    firsts: [u32; LENGTHS],
}

/// Words of this many bytes and longer ones share a set.
const LENGTHS: usize = 16;

impl WordSet {
    /// From words of at least one byte.
    pub const fn new(words: &'static [&'static str]) -> Self {
        let mut firsts = [0; LENGTHS];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            firsts[slot(word)] |= bit(word[0]);
            i += 1;
        }
        Self { words, firsts }
    }

    /// Whether a word in small letters is one of them.
    pub fn contains(&self, small: &str) -> bool {
        self.may_hold(small) && self.words.contains(&small)
    }

    /// Whether a word is one of them, whatever the case of its ASCII letters.
    pub fn holds(&self, word: &str) -> bool {
        self.may_hold(word) && self.words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    fn may_hold(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        bytes.first().is_some_and(|&first| self.firsts[slot(bytes)] & bit(first) != 0)
    }
}

const fn slot(word: &[u8]) -> usize {
    if word.len() < LENGTHS { word.len() } else { LENGTHS - 1 }
}

const fn bit(byte: u8) -> u32 {
    1 << (byte & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_its_words_are_held() {
        static WORDS: WordSet = WordSet::new(&["met", "gathered", "a word longer than the longest set", "été"]);
        for word in ["met", "gathered", "a word longer than the longest set", "été"] {
            assert!(WORDS.contains(word) && WORDS.holds(word), "{word}");
        }
        assert!(WORDS.holds("Met") && !WORDS.contains("Met"));
        for word in ["", "mat", "me", "meta", "-et", "another word of such a length", "ete"] {
            assert!(!WORDS.contains(word) && !WORDS.holds(word), "{word}");
        }
    }
}
