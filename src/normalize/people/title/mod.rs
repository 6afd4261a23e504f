//! Titles: the offices before and after names, and where they end.
//!
//! Handed: a view and a token. Gives: ranges of tokens. Knows nothing about what is inside a title (`office.rs`).

mod after;
mod before;
mod portfolios;

use super::view::View;
pub(super) use after::{after_name, is_closed, is_membership};
pub(super) use before::{Before, before_name};
pub(super) use portfolios::goes_on as portfolios_go_on;

/// No title is longer.
const LONGEST: usize = 48;

/// Words that bind the parts of a title, if a capital follows.
const OF: &[&str] = &["of", "for", "de", "du", "des", "del", "la", "el", "d", "à", "para"];

/// A country with a possessive at `i` ("Korea's"): number of tokens and code.
pub(super) fn possessive_country(v: &View, i: usize) -> Option<(usize, crate::model::CountryCode)> {
    let (n, code) = v.country(i)?;
    let p = v.possessive(i + n);
    (p > 0).then_some((n + p, code))
}

impl View<'_> {
    /// Whether a month or weekday stands here as such: beside a number or before a comma.
    pub(super) fn calendar_word(&self, at: usize) -> bool {
        self.calendar(at) && !matches!(self.word(at), "May" | "March")
    }
}
