//! Rows that label what they hold: "Date: … | Format: …", "Venue   Hotel, City", table rows.
//!
//! Handed: lines. Gives: what the label of a word's row says. Knows nothing about which meeting it is.

use super::sights::Line;
use crate::normalize::passage::{Passage, Site};

/// What a label says of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// "Date", "Dates": when the meeting was, or when the note was written.
    Date,
    /// "Venue", "Place".
    Place,
    /// "Date and venue".
    DateAndPlace,
    /// "Format": how people met.
    Mode,
    /// "Chair", "Time", "Participants": more about the meeting.
    Meeting,
}

/// Words a label has at most.
const LONGEST: usize = 4;

/// Tokens a row has at most between its label and what it labels.
const WIDEST: usize = 40;

const LABELS: &[(&str, Label)] = &[
    ("date", Label::Date),
    ("dates", Label::Date),
    ("meeting date", Label::Date),
    ("fecha", Label::Date),
    ("fechas", Label::Date),
    ("date and place", Label::DateAndPlace),
    ("date and venue", Label::DateAndPlace),
    ("place and date", Label::DateAndPlace),
    ("venue and date", Label::DateAndPlace),
    ("lieu et date", Label::DateAndPlace),
    ("date et lieu", Label::DateAndPlace),
    ("lugar y fecha", Label::DateAndPlace),
    ("fecha y lugar", Label::DateAndPlace),
    ("place", Label::Place),
    ("venue", Label::Place),
    ("location", Label::Place),
    ("city", Label::Place),
    ("lieu", Label::Place),
    ("lugar", Label::Place),
    ("sede", Label::Place),
    ("format", Label::Mode),
    ("mode", Label::Mode),
    ("modality", Label::Mode),
    ("meeting format", Label::Mode),
    ("modalidad", Label::Mode),
    ("modalité", Label::Mode),
    ("chair", Label::Meeting),
    ("co-chair", Label::Meeting),
    ("co-chairs", Label::Meeting),
    ("chairs", Label::Meeting),
    ("participants", Label::Meeting),
    ("attendance", Label::Meeting),
    ("agenda", Label::Meeting),
    ("host", Label::Meeting),
];

/// The label of the row or the part of a row in which a token stands, and the first token behind it.
pub(super) fn of(lines: &[Line], l: usize, token: usize) -> Option<(Label, usize)> {
    let p = lines[l].p;
    let from = token.saturating_sub(WIDEST);
    let mark = (from..token).rev().find(|&i| matches!(p.word(i), "|" | ";"));
    let start = mark.map_or(if from == 0 { Some(0) } else { None }, |i| Some(i + 1))?;
    at(p, start).filter(|&(_, behind)| behind <= token).or_else(|| of_cell(lines, l).map(|label| (label, 0)))
}

/// Whether a line near this one is a row about the meeting's place, format or people: then "Date" is the meeting's, too.
pub(super) fn are_near(lines: &[Line], l: usize) -> bool {
    let around = l.saturating_sub(2)..(l + 3).min(lines.len());
    around.into_iter().any(|k| {
        let p = lines[k].p;
        let parts = (0..p.tokens.len().min(40)).filter(|&i| i == 0 || matches!(p.word(i - 1), "|" | ";"));
        parts
            .filter_map(|i| at(p, i).map(|(label, _)| label))
            .chain(of_cell(lines, k))
            .any(|label| label != Label::Date)
    })
}

/// The label that begins at a token: a known word before a colon, or before a gap of two spaces.
fn at(p: &Passage, start: usize) -> Option<(Label, usize)> {
    let begin = start + usize::from(matches!(p.word(start), "*" | "•" | "-" | "["));
    let end = (begin + 1..(begin + LONGEST + 2).min(p.tokens.len()))
        .find(|&i| matches!(p.word(i), ":" | "：") || gap(p, i))?;
    let mut behind = end;
    while matches!(p.word(behind), ":" | "：" | "*") {
        behind += 1;
    }
    Some((known(p.words(begin..end))?, behind))
}

/// The label in the cell before this one.
fn of_cell(lines: &[Line], l: usize) -> Option<Label> {
    let Site::Cell { row, column } = lines[l].p.site else { return None };
    let before = lines.get(l.checked_sub(1)?)?.p;
    let beside = matches!(before.site, Site::Cell { row: r, column: c } if r == row && c + 1 == column);
    known(&before.text.text).filter(|_| beside)
}

fn known(words: &str) -> Option<Label> {
    let words = words.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    LABELS.iter().find(|(l, _)| *l == words).map(|(_, label)| *label)
}

fn gap(p: &Passage, token: usize) -> bool {
    let between = p.tokens[token - 1].end..p.tokens[token].start;
    p.text.text[between].chars().filter(|c| c.is_whitespace()).count() > 1
}
