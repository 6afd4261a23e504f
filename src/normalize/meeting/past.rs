//! Lists of a series' other meetings: "the first in Tokyo (June 2006), the second in Kuala Lumpur (September 2007)",
//! "第1回は2014年4月（ロンドン）".
//!
//! Handed: a line. Gives: the ordinals listed in it, each with its date and place. Knows nothing about series.

use super::sights::Line;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use crate::lexicon::token::Shape;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// Tokens between an ordinal and what belongs to it, at most.
const REACH: usize = 24;

/// One meeting of a list.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its ordinal and the tokens that say it.
    pub(super) ordinal: (u32, Range<usize>),
    /// Index into the line's dates.
    pub(super) date: Option<usize>,
    /// Index into the line's places.
    pub(super) place: Option<usize>,
}

/// Finds every listed meeting of a line, in order.
pub(super) fn scan(line: &Line) -> Vec<Listed> {
    let ordinals = ordinals(line);
    let ends = ordinals.iter().skip(1).map(|o| o.1.start).chain([line.p.tokens.len()]);
    ordinals.iter().zip(ends).filter_map(|(o, end)| listed(line, o, end)).collect()
}

fn listed(line: &Line, ordinal: &(u32, Range<usize>), end: usize) -> Option<Listed> {
    let start = ordinal.1.end;
    let end = sentence_end(line.p, start, end.min(start + REACH));
    let inside = |r: &Range<usize>| r.start >= start && r.end <= end;
    let mut dates = line.dates.iter().enumerate().filter(|(_, d)| inside(&d.tokens)).map(|(i, _)| i);
    let mut places = line.places.iter().enumerate().filter(|(_, p)| inside(&p.tokens)).map(|(i, _)| i);
    let (date, place) = (dates.next(), places.next());
    // two dates or places for one ordinal: it is not said which is its own
    let clear = dates.next().is_none() && places.next().is_none();
    (date.is_some() && clear).then(|| Listed { ordinal: ordinal.clone(), date, place })
}

/// Ordinals that stand for a meeting by themselves: "the first in", "第1回は"; none inside a name.
fn ordinals(line: &Line) -> Vec<(u32, Range<usize>)> {
    let p = line.p;
    let named = |r: &Range<usize>| line.names.iter().any(|n| n.tokens.start < r.end && r.start < n.tokens.end);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(number) = p.next(at, Sorts::ORDINAL.or(Sorts::FIGURES)) {
        // 第 stands before its figures
        let first = number.saturating_sub(1).max(at);
        found.extend((first..=number).filter_map(|at| western(p, at).or_else(|| japanese(p, at))));
        at = number + 1;
    }
    found.retain(|(_, r)| !named(r));
    found
}

fn western(p: &Passage, at: usize) -> Option<(u32, Range<usize>)> {
    let (len, value) = p
        .at(at)
        .find_map(|(len, class)| match class {
            Class::Ordinal(n) => Some((len, n)),
            _ => None,
        })
        .or_else(|| suffixed(p, at))?;
    let before = at.checked_sub(1).map(|i| p.small(i)).unwrap_or_default();
    let after = p.small(at + len);
    let alone = matches!(after, "in" | "was" | "(" | "at" | "on" | "took" | "held" | ":");
    (alone && matches!(before, "the" | ";" | "(" | ":" | "and" | "")).then(|| (value, at..at + len))
}

/// "4th" as two tokens.
fn suffixed(p: &Passage, at: usize) -> Option<(usize, u32)> {
    let digits = p.tokens.get(at).filter(|t| t.shape == Shape::Digits && t.end - t.start <= 3)?;
    let suffix = matches!(p.word(at + 1), "st" | "nd" | "rd" | "th") && !p.tokens[at + 1].spaced;
    suffix.then(|| digits.of(&p.text.text).parse().ok()).flatten().map(|n| (2, n))
}

fn japanese(p: &Passage, at: usize) -> Option<(u32, Range<usize>)> {
    let digits = p.tokens.get(at + 1).filter(|t| t.shape == Shape::Digits && t.end - t.start <= 3)?;
    let framed = p.word(at).ends_with('第') && p.word(at + 2).starts_with("回は");
    framed.then(|| digits.of(&p.text.text).parse().ok()).flatten().map(|n| (n, at + 1..at + 2))
}

/// The end of the clause that begins at `start`: a semicolon or full stop outside brackets, or `limit`.
fn sentence_end(p: &Passage, start: usize, limit: usize) -> usize {
    let limit = limit.min(p.tokens.len());
    (start..limit)
        .find(|&i| {
            matches!(p.word(i), ";" | "。") || (p.word(i) == "." && p.tokens.get(i + 1).is_none_or(|t| t.is_capital()))
        })
        .unwrap_or(limit)
}
