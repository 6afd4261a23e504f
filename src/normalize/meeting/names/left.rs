//! What stands before the head of a name: capitalized words, and the ordinal that opens it.

use super::words::{abbreviation_before, gloss_before, is_date, is_generic, is_initial, is_stop};
use super::{ordinal, topic};
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
            if let Some(ordinal) = ordinal::before(p, i, floor).filter(|o| ordinal::counts_meetings(p, &o.1)) {
                return Self { start: without_loose_end(p, start, head), ordinal: Some(ordinal) };
            }
            if let Some(ordinal) = ordinal::roman_before(p, i, floor).filter(|_| i == head) {
                return Self { start, ordinal: Some(ordinal) };
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
                // "Inaugural Members of the Committee" counts no meeting of the committee
                let people = matches!(small.as_str(), "members" | "participants" | "chairs" | "nominees");
                let torn = token.shape == Shape::Mixed && word.starts_with(char::is_lowercase);
                let name = !torn && token.shape != Shape::Lower && !is_stop(word) && !is_date(p, i - 1) && !people;
                // "the Fund for the Rivers Board": the article inside a name
                let inside = small == "the" && has_inner_article(p, i - 1, floor);
                if !name && !is_generic(&small) && !inside {
                    match topic::pair_before(p, i, floor).filter(|_| start == head) {
                        Some(pair) => {
                            (start, i) = (pair, pair);
                            continue;
                        }
                        None => break,
                    }
                }
                if inside {
                    i -= 1;
                    continue;
                }
                start = i - 1;
                i -= 1;
            } else if token.shape == Shape::Digits {
                // "ASEAN+3", "G20", "Action Plan 63": digits glued to a word
                if i >= floor + 3 && p.word(i - 2) == "of" && p.word(i - 3) == "Group" {
                    start = i - 3;
                    i = start;
                    continue;
                }
                let glued = !token.spaced && i >= 2 || p.word(i) == "+" || is_numbered_word(p, i - 1, floor);
                if !glued {
                    break;
                }
                i -= 1;
            } else if let Some(group) = abbreviation_before(p, i, floor).or_else(|| gloss_before(p, i, floor)) {
                i = group;
            } else if let Some(open) = quoted_before(p, i, floor) {
                (start, i) = (open, open);
            } else if word == ","
                && start < head
                && let Some((from, ordinal)) = counted_list(p, i - 1, head, floor)
            {
                return Self { start: from, ordinal: Some(ordinal) };
            } else if i == head && matches!(word, "–" | "—") && token.spaced && p.tokens[head].spaced {
                // "Japan – Consultations between …": a heading above a heading
                break;
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

/// "“Rivers plus Lakes” Dialogue": the start of a name in quotation marks that ends right before a token.
fn quoted_before(p: &Passage, end: usize, floor: usize) -> Option<usize> {
    let open_mark = match p.word(end - 1) {
        "”" => "“",
        "\"" => "\"",
        "»" => "«",
        _ => return None,
    };
    let open = (floor.max(end.saturating_sub(9))..end - 1).rev().find(|&i| p.word(i) == open_mark)?;
    let inside = open + 1..end - 1;
    let capitals = inside.clone().filter(|&i| p.tokens[i].is_capital()).count();
    let plain = inside.clone().all(|i| !matches!(p.word(i), "," | "." | ";" | ":" | "?"));
    let closes = p.tokens.get(end).is_some_and(|t| t.is_capital());
    (plain && closes && capitals >= 2 && p.tokens[open + 1].is_capital()).then_some(open)
}

/// "Third Women, Peace and Security Forum": a list before the head that an ordinal opens; its first word and the ordinal.
fn counted_list(p: &Passage, comma: usize, head: usize, floor: usize) -> Option<(usize, (u32, Range<usize>))> {
    // the list must close with an "and" before the head
    (comma..head).find(|&i| p.word(i).eq_ignore_ascii_case("and"))?;
    let mut i = comma;
    while i > floor && comma - i < 8 {
        if let Some(ordinal) = ordinal::before(p, i, floor) {
            return (i < comma).then_some((i, ordinal));
        }
        let word = p.word(i - 1);
        let listed = p.tokens[i - 1].is_capital() && !is_stop(word) && !is_date(p, i - 1);
        if !listed && word != "," {
            return None;
        }
        i -= 1;
    }
    None
}

/// "Fund for the", "Convention on the": an article inside a name.
fn has_inner_article(p: &Passage, article: usize, floor: usize) -> bool {
    let Some(noun) = article.checked_sub(2).filter(|&n| n >= floor) else { return false };
    const NOUNS: [&str; 9] = [
        "Friends",
        "Fund",
        "Convention",
        "Alliance",
        "Coalition",
        "Organization",
        "Organisation",
        "Initiative",
        "Agency",
    ];
    matches!(p.word(article - 1), "for" | "of" | "on") && NOUNS.contains(&p.word(noun))
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
    // "Chairman Harbour Borrowing Committee" at the foot of a letter: who signs heads the committee
    let chair = matches!(p.word(start), "Chairman" | "Chairwoman" | "Chairperson" | "Chair" | "Member");
    if chair && start + 2 < head && p.tokens[start + 1].is_capital() && p.word(start + 1) != "of" {
        start += 1;
    }
    start
}

/// Whether "and", "of" or "for" at a token joins two parts of a name: a capitalized word stands before it.
fn joins_names(p: &Passage, at: usize, floor: usize, small: &str) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&b| b >= floor) else { return false };
    let token = p.tokens[before];
    // "New York for Finance Ministers' Meeting"
    let place = (1..=3)
        .filter_map(|n| at.checked_sub(n))
        .any(|i| p.at(i).any(|(len, c)| i + len == at && matches!(c, Class::City(_))));
    if place && small == "for" {
        return false;
    }
    let capital = matches!(token.shape, Shape::Capitalized | Shape::Upper | Shape::Mixed);
    capital
        && !is_stop(p.word(before))
        && !is_date(p, before)
        && (small == "and" || !p.at(before).any(|(_, c)| matches!(c, Class::Document | Class::Meeting | Class::Body)))
}
