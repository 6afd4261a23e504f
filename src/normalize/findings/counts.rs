//! Counts that announce a list: "the following four views".
//!
//! Handed: the text before a list. Gives: the number and what is counted. Knows nothing about the list.

use crate::lexicon::token::{Small, tokenize};
use crate::lexicon::{Class, LEXICON, Words};
use std::ops::Range;

/// A count at the end of a text that announces a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Announced {
    pub(super) value: u32,
    /// The number's bytes in the text.
    pub(super) words: Range<usize>,
    /// What is counted.
    pub(super) of: String,
}

/// Things that are counted in passing and never announce a list.
const NEVER: &[&str] = &[
    "year",
    "years",
    "month",
    "months",
    "day",
    "days",
    "week",
    "weeks",
    "hour",
    "hours",
    "minutes",
    "country",
    "countries",
    "members",
    "sides",
    "parties",
    "ministers",
    "leaders",
    "nations",
    "governments",
    "people",
    "meetings",
    "states",
    "times",
    "sessions",
    "delegations",
    "participants",
    "economies",
    "decades",
    "experts",
    "dollars",
    "percent",
];

/// The count that a text ending with a colon announces.
pub(super) fn announced(text: &str) -> Option<Announced> {
    if !text.trim_end().ends_with([':', '：']) {
        return None;
    }
    let tokens = tokenize(text);
    let words = Words { text, tokens: &tokens, small: &Small::of(text, &tokens) };
    let end = tokens.len().checked_sub(1).filter(|&i| matches!(tokens[i].of(text), ":" | "："))?;
    let sentence = (0..end).rev().find(|&i| matches!(tokens[i].of(text), "." | ";" | "!" | "?")).map_or(0, |i| i + 1);
    let following = (sentence..end).rev().find(|&i| tokens[i].of(text).eq_ignore_ascii_case("following"));
    // "the following four views", "four views", "these four views"; without "following" the colon must be near
    let (from, reach) =
        following.map_or((end.saturating_sub(5).max(sentence), 5), |f| (f.saturating_sub(1).max(sentence), 4));
    (from..end.min(from + reach)).find_map(|i| count_at(words, i, end, following))
}

fn count_at(words: Words, i: usize, end: usize, following: Option<usize>) -> Option<Announced> {
    let (n, value) = number(words, i)?;
    let Words { text, tokens, small } = words;
    let mut at = i + n;
    // "four of the following", "four following views"
    let noun_from = at;
    while at < end && tokens[at].is_word() && at < noun_from + 5 {
        let word = tokens[at].of(text);
        let plural = word.ends_with('s') && !word.ends_with("ss") && !word.eq_ignore_ascii_case("as");
        let near = following.is_some_and(|f| f.abs_diff(i) <= 2);
        if plural && (near || at + 1 == end) {
            let preposition =
                i > 0 && ["for", "over", "in", "within", "of", "by", "than"].contains(&tokens[i - 1].of(text));
            let fits = !NEVER.contains(&small.word(tokens[at])) && (near || !preposition);
            return fits.then(|| Announced {
                value,
                words: tokens[i].start..tokens[i + n - 1].end,
                of: word.to_owned(),
            });
        }
        at += 1;
    }
    None
}

fn number(words: Words, at: usize) -> Option<(usize, u32)> {
    let word = LEXICON
        .at(words, at)
        .into_iter()
        .find_map(|(n, c)| if let Class::Cardinal(v) = c { Some((n, v)) } else { None });
    let digits = words.tokens.get(at)?.of(words.text).parse::<u32>().ok().map(|v| (1, v));
    word.or(digits).filter(|(_, v)| (2..=60).contains(v))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(text: &str) -> Option<(u32, String)> {
        announced(text).map(|a| (a.value, a.of))
    }

    #[test]
    fn counts_before_a_colon_announce_a_list() {
        assert_eq!(count("Japan took into account the following four views:"), Some((4, "views".into())));
        assert_eq!(count("They agreed on three strategic priorities:"), Some((3, "priorities".into())));
        assert_eq!(count("The following 2 points expressed at the meeting were noted:"), Some((2, "points".into())));
    }

    #[test]
    fn other_numbers_do_not() {
        assert_eq!(count("Priorities for three years:"), None);
        assert_eq!(count("The three countries agreed on the following views:"), None);
        assert_eq!(count("In 2011 the two sides noted:"), None);
        assert_eq!(count("four views"), None);
    }
}
