//! The house the meeting was in: "at the Iikura Guest House in Tokyo", "Venue: Hotel Simba, Mombasa".
//!
//! Handed: a line and a place in it. Gives: the words that name the house. Knows nothing about which meeting it is.

use super::labels::{self, Label};
use super::places::PlaceWords;
use super::sights::Line;
use crate::model::Fact;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Tokens a venue has at most.
const LONGEST: usize = 14;

/// The venue beside a place of the meeting.
pub(super) fn read(lines: &[Line], l: usize, place: &PlaceWords) -> Option<Fact<String>> {
    let p = lines[l].p;
    let labelled = || match labels::of(lines, l, place.tokens.start)? {
        (Label::Place | Label::DateAndPlace, behind) => trimmed(p, behind..place.tokens.start),
        _ => None,
    };
    let tokens = labelled().or_else(|| before(p, place.tokens.start)).or_else(|| behind(p, place.tokens.end))?;
    let words = p.words(tokens.clone()).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(p.stated(tokens, words, "place/venue"))
}

/// "at the Iikura Guest House in" Tokyo, "at Hotel Simba," Mombasa.
fn before(p: &Passage, place: usize) -> Option<Range<usize>> {
    let end = place.checked_sub(1).filter(|&i| matches!(p.word(i), "in" | ","))?;
    let at = (end.saturating_sub(LONGEST)..end).rev().find(|&i| matches!(p.word(i), "at" | "At" | "." | ";"))?;
    house(p, at, end)
}

/// Tokyo "at the Iikura Guest House".
fn behind(p: &Passage, at: usize) -> Option<Range<usize>> {
    let at = at + usize::from(p.word(at) == ",");
    let end = (at + 1..(at + LONGEST).min(p.tokens.len())).find(|&i| !belongs(p, i)).unwrap_or(p.tokens.len());
    house(p, at, end)
}

/// The words after "at" if they name a house and nothing else.
fn house(p: &Passage, at: usize, end: usize) -> Option<Range<usize>> {
    if !p.word(at).eq_ignore_ascii_case("at") {
        return None;
    }
    let begin = at + 1 + usize::from(p.word(at + 1) == "the");
    let end = (begin..end).find(|&i| !belongs(p, i)).map_or(end, |i| i.min(end));
    let whole = trimmed(p, begin..end)?;
    let noun = whole.clone().any(|i| NOUNS.contains(&p.word(i)));
    (noun && (begin..end).all(|i| belongs(p, i))).then_some(whole)
}

/// Whether a token can stand in a house's name.
fn belongs(p: &Passage, at: usize) -> bool {
    p.tokens.get(at).is_some_and(|t| t.is_capital())
        || matches!(p.word(at), "of" | "and" | "-" | "'" | "’" | "s" | "the" | "for" | "de")
        || p.tokens.get(at).is_some_and(|t| t.shape == crate::lexicon::token::Shape::Mixed)
}

/// A range without marks and small words at its ends; `None` if nothing is left.
fn trimmed(p: &Passage, range: Range<usize>) -> Option<Range<usize>> {
    let loose =
        |i: usize| !p.tokens[i].is_word() || matches!(p.word(i), "of" | "and" | "the" | "for" | "in" | "at" | "de");
    let mut range = range;
    while !range.is_empty() && loose(range.start) {
        range.start += 1;
    }
    while !range.is_empty() && loose(range.end - 1) {
        range.end -= 1;
    }
    (!range.is_empty()).then_some(range)
}

const NOUNS: &[&str] = &[
    "Hotel",
    "House",
    "Hall",
    "Palace",
    "Center",
    "Centre",
    "Building",
    "Headquarters",
    "Ministry",
    "Department",
    "University",
    "Resort",
    "Museum",
    "Institute",
    "Room",
    "Embassy",
    "Club",
    "Residence",
    "Secretariat",
    "Library",
    "Complex",
    "Auditorium",
    "Academy",
    "Treasury",
    "Kantei",
    "Castle",
    "Villa",
    "Office",
    "Pavilion",
    "Base",
];
