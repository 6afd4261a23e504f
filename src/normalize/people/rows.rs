//! Lists of people in lines or cells: each line a text of its own, so that no name runs into the next.
//!
//! Handed: the passages. Gives: the texts of their rows. Knows nothing about persons.

use super::super::passage::{Passage, Reading, Site};
use super::view::View;
use super::{cue, person};
use crate::model::Text;
use std::ops::Range;

/// A passage, or a row that takes its place.
pub(super) enum Row {
    /// The passage with this index, as it is.
    Whole(usize),
    /// A text that stands in for a part of the passage with this index, or for it and its neighbours.
    Part(usize, Text),
}

impl Row {
    /// The passage it stands for.
    pub(super) const fn index(&self) -> usize {
        match self {
            Self::Whole(at) | Self::Part(at, _) => *at,
        }
    }

    /// Its own text as a passage, if it is not the passage as it is.
    pub(super) fn part<'p>(&'p self, reading: &'p Reading) -> Option<Passage<'p>> {
        let Self::Part(at, text) = self else { return None };
        let whole = &reading.passages[*at];
        Some(Passage::new(whole.source, text, whole.site))
    }
}

/// The passages with rows in place of those that hold several.
pub(super) fn of(passages: &[Passage]) -> Vec<Row> {
    let (mut rows, mut at) = (Vec::new(), 0);
    while at < passages.len() {
        let cells = at..cells_end(passages, at);
        if let Some(text) = labelled_cells(&passages[cells.clone()]) {
            rows.push(Row::Part(at, text));
            at = cells.end;
            continue;
        }
        match lines(&passages[at]) {
            Some(lines) => rows.extend(lines.into_iter().map(|l| Row::Part(at, passages[at].text.cut(l)))),
            None => rows.push(Row::Whole(at)),
        }
        at += 1;
    }
    rows
}

/// End of the cells that stand in one row with the passage at `at`.
fn cells_end(passages: &[Passage], at: usize) -> usize {
    let row = |p: &Passage| if let Site::Cell { row, column } = p.site { Some((row, column)) } else { None };
    let Some((first, _)) = row(&passages[at]) else { return at };
    let more = passages[at + 1..].iter().take_while(|p| row(p).is_some_and(|(r, c)| r == first && c > 0)).count();
    at + 1 + more
}

/// The cells of a row in one text, if one of them is a word of chairing and no more.
fn labelled_cells(cells: &[Passage]) -> Option<Text> {
    let label = |p: &Passage| cue::at(&View::new(p), 0).is_some_and(|c| c.all.end == p.tokens.len());
    if cells.len() < 2 || !cells.iter().any(label) {
        return None;
    }
    let mut text = Text::default();
    for (k, cell) in cells.iter().enumerate() {
        if k > 0 {
            text.text.push_str(" | ");
        }
        text.append(cell.text);
    }
    Some(text)
}

/// The lines of a passage in which every line is an entry, as byte ranges of its text.
fn lines(p: &Passage) -> Option<Vec<Range<usize>>> {
    let starts = p.line_beginnings();
    if starts.is_empty() {
        return None;
    }
    let firsts = || std::iter::once(0).chain(starts.iter().copied());
    let view = View::new(p);
    let mut others = firsts().filter(|&k| !is_entry(&view, k));
    // a last line may say something else ("Observers: …")
    let one_other = others.next().is_some();
    if starts.len() < 1 + usize::from(one_other) || others.next().is_some() {
        return None;
    }
    let ends = starts.iter().copied().chain([p.tokens.len()]);
    Some(firsts().zip(ends).map(|(a, b)| p.bytes(a..b)).collect())
}

/// Whether a line that begins at a token is a row of a table, a label with its value, or a person.
fn is_entry(v: &View, at: usize) -> bool {
    let columns = (at + 1..at + 4).any(|k| v.wide_gap(k) && !v.p.begins_line(k));
    let after_label = cue::at(v, at).map(|c| c.all.end);
    v.word(at) == "|" || columns || after_label.is_some_and(|k| v.word(k) == ":") || person::courtesies(v, at).is_some()
}
