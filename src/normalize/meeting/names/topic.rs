//! Topics in small letters inside a name: "the Japan-China counter-terrorism consultations".
//!
//! Handed: a passage and a token. Gives: where the name begins or ends. Only who meets, two countries or groups joined by a
//! mark, makes such words a name. Knows nothing about ordinals.

use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;

/// Words and marks of a topic, at most.
const LONGEST: usize = 7;

/// The first token of the pair before a topic that ends right before `end`: the "Japan" of "Japan-China counter-terrorism".
pub(super) fn pair_before(p: &Passage, end: usize, floor: usize) -> Option<usize> {
    let low = floor.max(end.saturating_sub(LONGEST));
    let topic = (low..end).rev().take_while(|&i| is_topic(p, i)).last()?;
    let last = (1..=3).filter_map(|n| topic.checked_sub(n)).find(|&i| i >= floor && party_ends(p, i, topic))?;
    let mark = last.checked_sub(1).filter(|&i| i > floor && joins(p, i))?;
    (1..=4).filter_map(|n| mark.checked_sub(n)).find(|&i| i >= floor && party_ends(p, i, mark))
}

/// The token after the noun of a meeting that a topic in small letters leads to, behind a pair that ends at `at`.
pub(super) fn noun_after(p: &Passage, begin: usize, at: usize) -> Option<usize> {
    let pair = (begin + 1..at).any(|i| joins(p, i) && party_ends(p, begin, i));
    let noun = |i: usize| p.at(i).find_map(|(len, c)| matches!(c, Class::Meeting | Class::Body).then_some(i + len));
    let end = (at..at + LONGEST).find(|&i| !is_topic(p, i) || noun(i).is_some())?;
    noun(end).filter(|_| pair && end > at)
}

/// A word of a topic: in small letters, no verb, no small word; or the hyphen inside one.
fn is_topic(p: &Passage, at: usize) -> bool {
    let Some(token) = p.tokens.get(at) else { return false };
    let hyphen =
        matches!(p.word(at), "-" | "‐" | "‑") && !token.spaced && at > 0 && p.tokens[at - 1].shape == Shape::Lower;
    let verb = p.is(at, Sorts::PAST.or(Sorts::HOLD).or(Sorts::OTHER_VERB).or(Sorts::ENGLISH_SMALL).or(Sorts::ROMANCE));
    let word = token.shape == Shape::Lower && token.end - token.start > 4 && !verb;
    hyphen
        || word
            && !matches!(p.word(at), "during" | "after" | "before" | "their" | "these" | "those" | "about" | "under")
}

/// Whether a country, a people or a group stands at a token and ends before another.
fn party_ends(p: &Passage, at: usize, end: usize) -> bool {
    p.at(at).any(|(len, c)| at + len == end && matches!(c, Class::Country(_) | Class::Demonym(_) | Class::Group(_)))
}

/// A mark between two parties.
fn joins(p: &Passage, at: usize) -> bool {
    matches!(p.word(at), "-" | "‐" | "‑" | "–" | "/" | "+")
}
