//! A passage as the grammar of people reads it: what kind of word stands at a token.
//!
//! Handed: a [`Passage`]. Gives: answers about its tokens, and its sentences. Knows nothing about persons or chairs.

use super::super::passage::{Passage, Site};
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::{Shape, Token};
use crate::model::CountryCode;
use std::cell::OnceCell;
use std::ops::Range;

/// A passage with its sentences.
pub(super) struct View<'a> {
    pub(super) p: &'a Passage<'a>,
    /// First token of each sentence, ascending, the first of the passage included; made when somebody asks.
    sentences: OnceCell<Vec<usize>>,
    /// The heads of offices, ascending.
    offices: Vec<usize>,
    /// Whether somebody is said to be a member of something.
    pub(super) holds_member: bool,
    /// Whether nearly every word has a capital, as in a title: capitals then tell nothing.
    pub(super) title_case: bool,
}

impl<'a> View<'a> {
    pub(super) fn new(p: &'a Passage<'a>) -> Self {
        let mut view = Self {
            p,
            sentences: OnceCell::new(),
            offices: Vec::new(),
            holds_member: p.holds(Sorts::MEMBER),
            title_case: false,
        };
        view.offices = p.each(Sorts::OFFICE).collect();
        view.title_case = matches!(p.site, Site::Heading(_)) || view.is_title_case();
        view
    }

    /// Number of tokens.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.p.tokens.len()
    }

    /// The word at a token; empty past the end.
    #[inline]
    pub(super) fn word(&self, i: usize) -> &'a str {
        self.p.word(i)
    }

    /// The token.
    #[inline]
    pub(super) fn token(&self, i: usize) -> Option<&Token> {
        self.p.tokens.get(i)
    }

    /// Whether the word is one of these, in any case.
    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        !word.is_empty() && words.iter().any(|w| w.len() == word.len() && w.eq_ignore_ascii_case(word))
    }

    /// Whether the word before a token is one of these, in any case.
    pub(super) fn before(&self, i: usize, words: &[&str]) -> bool {
        i.checked_sub(1).is_some_and(|k| self.is(k, words))
    }

    /// Whether a run of tokens reads like these words, in any case.
    pub(super) fn reads(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(k, w)| self.word(i + k).eq_ignore_ascii_case(w))
    }

    /// Whether a token is written without space before it.
    #[inline]
    pub(super) fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| !t.spaced)
    }

    /// Whether a gap as between columns stands before a token: a tab or three spaces.
    pub(super) fn wide_gap(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).and_then(|k| self.token(k)) else { return false };
        let gap = self.token(i).map(|t| &self.p.text.text[before.end..t.start]).unwrap_or_default();
        gap.contains('\t') || gap.contains("   ")
    }

    /// Whether it is a run of letters.
    #[inline]
    pub(super) fn is_word(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.is_word())
    }

    /// Whether it is a word with a capital somewhere.
    #[inline]
    pub(super) fn is_capital(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| matches!(t.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed))
    }

    /// Whether it is a word without a capital.
    #[inline]
    pub(super) fn is_lower(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape == Shape::Lower)
    }

    /// Whether it is a hyphen, in any of the forms notes use.
    pub(super) fn is_hyphen(&self, i: usize) -> bool {
        matches!(self.word(i), "-" | "‐" | "‑")
    }

    /// Whether it is an apostrophe.
    pub(super) fn is_apostrophe(&self, i: usize) -> bool {
        matches!(self.word(i), "'" | "’" | "ʼ" | "`")
    }

    /// Number of tokens of a possessive ending at `i` ("'s", or a bare apostrophe after a plural).
    pub(super) fn possessive(&self, i: usize) -> usize {
        match self.is_apostrophe(i) && self.glued(i) {
            true if self.glued(i + 1) && self.word(i + 1) == "s" => 2,
            true if i > 0 && self.word(i - 1).ends_with('s') && !self.glued(i + 1) => 1,
            _ => 0,
        }
    }

    /// The longest phrase at `i` to which `pick` gives a meaning.
    pub(super) fn phrase<T>(&self, i: usize, pick: impl Fn(Class) -> Option<T>) -> Option<(usize, T)> {
        self.p.at(i).find_map(|(n, class)| Some((n, pick(class)?)))
    }

    /// Whether the token is of one of these sorts.
    #[inline]
    pub(super) fn sort(&self, i: usize, sorts: Sorts) -> bool {
        self.p.is(i, sorts)
    }

    /// Length of the courtesy or rank at `i`.
    pub(super) fn honorific(&self, i: usize) -> Option<usize> {
        if !self.sort(i, Sorts::HONORIFIC.or(Sorts::RANK)) || !self.is_capital(i) {
            return None;
        }
        self.phrase(i, |c| matches!(c, Class::Honorific | Class::Rank).then_some(())).map(|(n, ())| {
            n + usize::from(self.word(i + n) == "." && self.glued(i + n) && self.word(i + n - 1).len() < 5)
        })
    }

    /// Length and number of the office head at `i`, whatever its case.
    #[inline]
    pub(super) fn office(&self, i: usize) -> Option<(usize, bool)> {
        let many = || self.phrase(i, |c| if let Class::Office { many } = c { Some(many) } else { None });
        if self.sort(i, Sorts::OFFICE) { many() } else { None }
    }

    /// Whether an office's head stands in a range.
    pub(super) fn holds_office(&self, range: Range<usize>) -> bool {
        let next = self.offices.partition_point(|&i| i < range.start);
        self.offices.get(next).is_some_and(|&i| i < range.end)
    }

    /// Length and code of the country's name at `i`; none where a longer name only holds it.
    #[inline]
    pub(super) fn country(&self, i: usize) -> Option<(usize, CountryCode)> {
        let country = || self.geographic(i, |c| if let Class::Country(code) = c { Some(code) } else { None });
        if self.sort(i, Sorts::COUNTRY) { country() } else { None }
    }

    /// Length and code of the demonym at `i`.
    #[inline]
    pub(super) fn demonym(&self, i: usize) -> Option<(usize, CountryCode)> {
        let demonym = || self.geographic(i, |c| if let Class::Demonym(code) = c { Some(code) } else { None });
        if self.sort(i, Sorts::DEMONYM) { demonym() } else { None }
    }

    fn geographic(&self, i: usize, pick: impl Fn(Class) -> Option<CountryCode>) -> Option<(usize, CountryCode)> {
        if !self.is_capital(i) {
            return None;
        }
        let found = self.phrase(i, |c| match c {
            Class::Region => Some(None),
            c => pick(c).map(Some),
        })?;
        found.1.map(|code| (found.0, code))
    }

    /// Length of the name of a sea, a region or another thing that holds a country's name.
    #[inline]
    pub(super) fn region(&self, i: usize) -> Option<usize> {
        if !self.sort(i, Sorts::REGION) || !self.is_capital(i) {
            return None;
        }
        self.phrase(i, Some).filter(|(_, c)| *c == Class::Region).map(|(n, _)| n)
    }

    /// Length of the city's or province's name at `i`.
    #[inline]
    pub(super) fn locality(&self, i: usize) -> Option<usize> {
        if !self.sort(i, Sorts::CITY.or(Sorts::PROVINCE)) || !self.is_capital(i) {
            return None;
        }
        self.phrase(i, |c| matches!(c, Class::City(_) | Class::Province(_)).then_some(())).map(|(n, ())| n)
    }

    /// Length and index of the group at `i`.
    #[inline]
    pub(super) fn group(&self, i: usize) -> Option<(usize, usize)> {
        let group = || self.phrase(i, |c| if let Class::Group(g) = c { Some(g) } else { None });
        if self.sort(i, Sorts::GROUP) { group() } else { None }
    }

    /// Whether the phrase at `i` has this meaning.
    #[inline]
    pub(super) fn has(&self, i: usize, class: Class) -> bool {
        self.sort(i, class.into()) && self.p.at(i).any(|(_, c)| c == class)
    }

    /// Length of the organization head at `i`.
    #[inline]
    pub(super) fn organization(&self, i: usize) -> Option<usize> {
        if !self.sort(i, Sorts::ORGANIZATION) || !self.is_capital(i) {
            return None;
        }
        self.phrase(i, |c| (c == Class::Organization).then_some(())).map(|(n, ())| n)
    }

    /// Length of the letters after a name at `i`.
    #[inline]
    pub(super) fn postnominal(&self, i: usize) -> Option<usize> {
        let letters = || self.phrase(i, |c| (c == Class::PostNominal).then_some(())).map(|(n, ())| n);
        if self.sort(i, Sorts::POST_NOMINAL) { letters() } else { None }
    }

    /// Whether a month or a weekday stands at `i`.
    #[inline]
    pub(super) fn calendar(&self, i: usize) -> bool {
        self.sort(i, Sorts::MONTH.or(Sorts::WEEKDAY))
    }

    /// Whether it is an ordinary word, no name by itself. English given names are names.
    pub(super) fn ordinary(&self, i: usize) -> bool {
        self.p.is_ordinary(i) && !self.has(i, Class::GivenName)
    }

    /// Whether it is a small word that binds a name.
    #[inline]
    pub(super) fn particle(&self, i: usize) -> bool {
        self.sort(i, Sorts::PARTICLE) && self.is_lower(i)
    }

    /// The sentence a token belongs to.
    pub(super) fn sentence(&self, i: usize) -> Range<usize> {
        let beginnings = self.beginnings();
        let k = beginnings.partition_point(|&s| s <= i);
        let start = if k == 0 { 0 } else { beginnings[k - 1] };
        start..beginnings.get(k).copied().unwrap_or(self.len())
    }

    fn beginnings(&self) -> &[usize] {
        self.sentences.get_or_init(|| {
            let marks = self.p.tokens.iter().enumerate().filter(|(_, t)| t.shape == Shape::Mark).map(|(i, _)| i);
            let last = self.len().saturating_sub(1);
            let begins = marks.filter(|&i| i < last && self.ends_sentence(i)).map(|i| i + 1);
            (0..self.len().min(1)).chain(begins).collect()
        })
    }

    /// The sentence before the one that begins at `start`.
    pub(super) fn sentence_before(&self, start: usize) -> Option<Range<usize>> {
        start.checked_sub(1).map(|i| self.sentence(i))
    }

    /// Every sentence, in order.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.beginnings().iter().skip(1).copied().chain([self.len()]);
        self.beginnings().iter().copied().zip(ends).map(|(a, b)| a..b)
    }

    /// Whether the sentence ends with the mark `i`: a stop that no abbreviation explains, before a capital, a digit or an
    /// opening bracket.
    fn ends_sentence(&self, i: usize) -> bool {
        match self.word(i) {
            "。" | "!" | "?" => true,
            "." if i > 0 => {
                let opens = self.is_capital(i + 1) || !self.is_word(i + 1);
                !self.glued(i + 1) && opens && !self.abbreviates(i)
            }
            _ => false,
        }
    }

    /// Whether the stop at `i` belongs to an abbreviation: an initial, or a courtesy or rank that is written with it.
    fn abbreviates(&self, i: usize) -> bool {
        let before = self.word(i - 1);
        let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase);
        // "in Washington, D.C. The" ends: a country's or a city's own stop may close the sentence as well
        let closes = initial && i >= 4 && self.word(i - 2) == "." && self.closes_after_letters(i);
        (initial && !closes)
            || (1..=6).any(|back| {
                i.checked_sub(back)
                    .is_some_and(|at| self.honorific(at).is_some_and(|n| at + n == i + 1 && self.word(i) == "."))
            })
            || ["no", "nos", "st", "vs", "art", "jr", "sr", "inc", "ltd", "co", "dept", "univ"].iter().any(|w| {
                w.eq_ignore_ascii_case(before) && (*w != "no" || self.token(i + 1).is_some_and(|t| !t.is_word()))
            })
    }

    /// Whether letters with stops ("U.S.", "D.C.") are followed by a word that only begins a sentence.
    fn closes_after_letters(&self, i: usize) -> bool {
        self.is_capital(i + 1)
            && ["the", "it", "this", "these", "in", "at", "they", "we", "he", "she", "both"]
                .iter()
                .any(|w| w.eq_ignore_ascii_case(self.word(i + 1)))
    }

    /// Whether no word has small letters, so that nothing tells names from other words.
    pub(super) fn is_all_capitals(&self) -> bool {
        let small = |t: &Token| matches!(t.shape, Shape::Lower | Shape::Capitalized | Shape::Mixed);
        self.len() > 3 && !self.p.tokens.iter().any(small)
    }

    fn is_title_case(&self) -> bool {
        let (mut capital, mut lower) = (0_usize, 0_usize);
        for t in &self.p.tokens {
            match t.shape {
                Shape::Lower if t.end - t.start > 3 => lower += 1,
                Shape::Capitalized | Shape::Upper => capital += 1,
                _ => {}
            }
        }
        let stop = self.len().checked_sub(1).is_some_and(|last| matches!(self.word(last), "." | ";" | ","));
        !stop && capital >= 3 && lower * 8 <= capital
    }
}
