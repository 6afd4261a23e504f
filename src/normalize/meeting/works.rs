//! Named documents, funds and occurrences: "the Japan-ASEAN Integration Fund (JAIF)", "the Jakarta terrorist bombings", a
//! proposal "entitled …".
//!
//! Handed: a line. Gives: the phrases that name such things. Knows nothing about meetings.

use super::sights::Line;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::model::MentionKind;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Words a name of this sort has at most before its head.
const LONGEST: usize = 12;

/// A named thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    /// Tokens of its name, an article left out.
    pub(super) name: Range<usize>,
    /// What it is.
    pub(super) kind: MentionKind,
}

/// Finds every named thing of a line, in order and without overlap; names of meetings are left alone.
pub(super) fn scan(line: &Line) -> Vec<Work> {
    let p = line.p;
    let mut found: Vec<Work> = Vec::new();
    let mut at = 0;
    while let Some(next) = p.next(at, NAMED) {
        at = next;
        let floor = found.last().map_or(0, |w| w.name.end);
        let work = entitled(p, at).or_else(|| headed(p, at, floor));
        at += 1;
        if let Some(w) = work.filter(|w| !names_meeting(line, w) && !names_office(p, w)) {
            at = w.name.end;
            found.push(w);
        }
    }
    found
}

/// Sorts of what heads such a name, or stands before it: "entitled".
const NAMED: Sorts = Sorts::DOCUMENT.or(Sorts::FUND).or(Sorts::OCCURRENCE).or(Sorts::ENTITLED);

/// A name in quotation marks after "entitled", "titled" or "called".
fn entitled(p: &Passage, at: usize) -> Option<Work> {
    if !p.is(at, Sorts::ENTITLED) {
        return None;
    }
    let open = at + 1;
    let close = match p.word(open) {
        "“" => "”",
        "\"" => "\"",
        "‘" => "’",
        _ => return None,
    };
    let end = (open + 1..p.tokens.len().min(open + 40)).find(|&i| p.word(i) == close)?;
    // the full stop before a closing mark is the sentence's
    let end = if matches!(p.word(end - 1), "." | ",") { end - 1 } else { end };
    (end > open + 1).then_some(Work { name: open + 1..end, kind: MentionKind::Document })
}

/// Capitalized words and a head noun: "Hanoi Plan of Action", "Jakarta terrorist bombings".
fn headed(p: &Passage, at: usize, floor: usize) -> Option<Work> {
    let (len, kind) = p.at(at).find_map(|(len, class)| match class {
        Class::Document => Some((len, MentionKind::Document)),
        Class::Fund => Some((len, MentionKind::Fund)),
        Class::Occurrence => Some((len, MentionKind::Event)),
        _ => None,
    })?;
    let capital = p.tokens[at].is_capital();
    if !capital && kind != MentionKind::Event {
        return None;
    }
    let start = first_word(p, at, floor, kind);
    let end = with_number(p, at + len);
    // "Joint Statement" is anybody's, "Geneva Joint Statement" and "Executive Order 14257" are somebody's
    let proper = end > at + len || (start..at).any(|i| p.tokens[i].is_capital() && !is_common(p.word(i)));
    proper.then(|| Work { name: start..with_abbreviation(p, end), kind })
}

/// Adjectives that stand before documents and funds of all sorts.
fn is_common(word: &str) -> bool {
    const COMMON: [&str; 22] = [
        "joint",
        "final",
        "executive",
        "ministerial",
        "leaders",
        "chair",
        "chairs",
        "chairman",
        "co",
        "s",
        "work",
        "action",
        "annual",
        "new",
        "national",
        "public",
        "press",
        "official",
        "draft",
        "presidential",
        "federal",
        "government",
    ];
    COMMON.contains(&word.to_lowercase().as_str())
}

/// The end of a name with the number behind it: "14257", "No. 4", "2803".
fn with_number(p: &Passage, end: usize) -> usize {
    let digits = |i: usize| {
        p.tokens.get(i).is_some_and(|t| t.shape == Shape::Digits && (t.end - t.start != 4 || p.word(i) > "2100"))
    };
    if digits(end) {
        end + 1
    } else if p.word(end) == "No" && p.word(end + 1) == "." && digits(end + 2) {
        end + 3
    } else {
        end
    }
}

/// Where the name begins: capitalized words, joined by dashes or "of", before the head. An occurrence may have one small
/// word beside its head ("Jakarta terrorist bombings").
fn first_word(p: &Passage, head: usize, floor: usize, kind: MentionKind) -> usize {
    let mut start = head;
    let mut at = head;
    while at > floor && head - at < LONGEST {
        at -= 1;
        let t = p.tokens[at];
        let joins = matches!(p.word(at), "-" | "–" | "‑" | "of" | "on" | "for" | "and" | "the" | "'" | "’" | "s" | "&");
        let qualifies = kind == MentionKind::Event && at + 1 == head && t.is_word();
        if t.is_capital() && !is_small(p, at) {
            start = at;
        } else if !joins && !qualifies {
            break;
        }
    }
    start
}

/// "The" and its like, and at the head of a sentence any ordinary word ("Recalling"), have a capital but are no name.
fn is_small(p: &Passage, at: usize) -> bool {
    const SMALL: [&str; 14] =
        ["the", "this", "that", "these", "those", "a", "an", "in", "on", "at", "its", "our", "their", "under"];
    let word = p.small(at);
    let heads = at == 0 || matches!(p.word(at - 1), "." | ":" | ";" | "“" | "\"");
    SMALL.contains(&word) || (heads && word.ends_with("ing") && p.is_ordinary(at))
}

/// The end of a name with the abbreviation in brackets behind it.
fn with_abbreviation(p: &Passage, end: usize) -> usize {
    let bracketed = p.word(end) == "(" && p.word(end + 2) == ")";
    let short = p.tokens.get(end + 1).is_some_and(|t| t.is_capital() && t.end - t.start <= 12);
    if bracketed && short { end + 3 } else { end }
}

/// "Department of International Law" is where somebody works.
fn names_office(p: &Passage, w: &Work) -> bool {
    let heads = |i: usize| p.at(i).any(|(_, class)| matches!(class, Class::Fund | Class::Document));
    let works = |i: usize| p.at(i).any(|(_, class)| matches!(class, Class::Office { .. } | Class::Organization));
    w.name.clone().any(|i| works(i) && !heads(i))
}

fn names_meeting(line: &Line, w: &Work) -> bool {
    let quoted = w.kind == MentionKind::Document
        && w.name.start > 0
        && matches!(line.p.word(w.name.start - 1), "“" | "\"" | "‘");
    !quoted && line.names.iter().any(|n| n.tokens.start < w.name.end && w.name.start < n.tokens.end)
}
