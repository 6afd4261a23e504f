//! What stands before the head of a name: capitalized words, and the ordinal that opens it.

use super::ordinal;
use super::words::{abbreviation_before, is_date, is_generic, is_initial, is_stop};
use crate::lexicon::Class;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// What stands before a head.
pub(super) struct Left {
    /// Its first token.
    pub(super) start: usize,
    /// The ordinal before it, and the tokens that say it.
    pub(super) ordinal: Option<(u32, Range<usize>)>,
}

impl Left {
    /// Reads leftwards from a head, not past `floor`.
    pub(super) fn read(p: &Passage, head: usize, floor: usize) -> Self {
        let mut start = head;
        let mut i = head;
        while i > floor {
            if let Some(ordinal) = ordinal::before(p, i, floor) {
                return Self { start: without_loose_end(p, start, head), ordinal: Some(ordinal) };
            }
            let word = p.word(i - 1);
            let token = p.tokens[i - 1];
            if token.is_word() {
                let small = word.to_lowercase();
                if matches!(small.as_str(), "and" | "of" | "for") {
                    if !joins_names(p, i - 1, floor, &small) {
                        break;
                    }
                    i -= 1;
                    continue;
                }
                if small == "s" && i >= 2 && matches!(p.word(i - 2), "'" | "’") {
                    i -= 2;
                    continue;
                }
                let name = token.shape != Shape::Lower && !is_stop(word) && !is_date(p, i - 1);
                if !name && !is_generic(&small) {
                    break;
                }
                start = i - 1;
                i -= 1;
            } else if token.shape == Shape::Digits {
                // "ASEAN+3", "G20", "Action Plan 63": digits glued to a word
                let glued = !token.spaced && i >= 2 || p.word(i) == "+" || is_numbered_word(p, i - 1, floor);
                if !glued {
                    break;
                }
                i -= 1;
            } else if let Some(group) = abbreviation_before(p, i, floor) {
                i = group;
            } else if matches!(word, "-" | "‐" | "–" | "—" | "/" | "&" | "+" | "'" | "’")
                || word == "."
                    && i >= 2
                    && !token.spaced
                    && (is_initial(p, i - 2) || p.tokens[i - 2].shape == Shape::Digits && !p.tokens[i].spaced)
            {
                i -= 1;
            } else {
                break;
            }
        }
        Self { start: without_loose_end(p, start, head), ordinal: None }
    }
}

/// "Track 1.5", "Phase 2": a short number behind a capitalized word that is no month.
fn is_numbered_word(p: &Passage, at: usize, floor: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= floor) else { return false };
    let short = p.tokens[at].end - p.tokens[at].start <= 2;
    short
        && p.tokens[before].is_capital()
        && p.tokens[before].is_word()
        && !is_date(p, before)
        && !is_stop(p.word(before))
}

/// "principal-level meeting": half of a compound is no beginning.
fn without_loose_end(p: &Passage, mut start: usize, head: usize) -> usize {
    let half = start > 0 && start < head && p.word(start - 1) == "-" && !p.tokens[start].spaced;
    if half {
        start += 1;
    }
    // "annual U.S.-Mexico Dialogue": a small word before the name is no part of it
    let small =
        |i: usize| p.tokens[i].shape == Shape::Lower && matches!(p.word(i), "annual" | "regular" | "joint" | "virtual");
    while start + 1 < head && small(start) && p.tokens[start + 1].is_capital() {
        start += 1;
    }
    start
}

/// Whether "and", "of" or "for" at a token joins two parts of a name: a capitalized word stands before it.
fn joins_names(p: &Passage, at: usize, floor: usize, small: &str) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= floor) else { return false };
    let token = p.tokens[before];
    let capital = matches!(token.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed);
    capital
        && !is_stop(p.word(before))
        && !is_date(p, before)
        && (small == "and" || !p.at(before).any(|(_, c)| matches!(c, Class::Document | Class::Meeting | Class::Body)))
}
