//! Whether the text says that a phrase's meeting was held: the verbs around it.
//!
//! Handed: a line and a phrase in it. Gives: yes or no. Knows nothing about which meeting is the note's.

use super::marks::determiner;
use super::names::{Named, Sort, ordinal_before};
use super::own::sentence_of;
use super::sights::{Cue, CueSort, Line};

/// Whether a verb of meeting stands close to a phrase in its sentence.
pub(super) fn is_held(line: &Line, index: usize) -> bool {
    let n = &line.names[index];
    let Some(at) = line.cues.iter().position(|c| c.sort == CueSort::Name(index)) else { return false };
    let sentence = sentence_of(line, n.tokens.start);
    let within = |c: &&Cue| sentence.contains(&c.tokens.start);
    let before = line.cues[..at].iter().rev().take(2).take_while(within).find(|c| c.sort != CueSort::Other);
    let after = line.cues[at + 1..]
        .iter()
        .take(3)
        .take_while(within)
        .find(|c| c.sort != CueSort::Other && !is_quoted(line, c.tokens.start));
    // "was held the Meeting": the verb may stand before its subject
    let inverted = before.is_some_and(|c| {
        matches!(c.sort, CueSort::Hold { subject_first: true, .. }) && c.tokens.end + 1 >= n.tokens.start
    });
    let active = matches!(before.map(|c| c.sort), Some(CueSort::Hold { subject_first: false, .. } | CueSort::Link));
    let active = active || inverted && matches!(determiner(line, n), "the");
    let passive = matches!(after.map(|c| c.sort), Some(CueSort::Hold { subject_first: true, .. }));
    active || passive || holds_its_meeting(line, index)
}

/// "The Contact Group held its fourth meeting": a body with a meeting of its own behind the verb.
pub(super) fn holds_its_meeting(line: &Line, index: usize) -> bool {
    line.names
        .get(index + 1)
        .is_some_and(|n| n.ordinal.is_some() && !n.proper && matches!(determiner(line, n), "its" | "their"))
}

/// "The Council will hold a virtual meeting": a body, a verb of meeting, and a meeting without a name of its own.
pub(super) fn holds_some_meeting(line: &Line, index: usize) -> bool {
    let body = &line.names[index];
    let Some(n) = line.names.get(index + 1).filter(|n| !n.proper && n.sort == Sort::Meeting) else { return false };
    let between = body.tokens.end..n.head.start;
    let verb = |c: &Cue| matches!(c.sort, CueSort::Hold { .. }) && between.contains(&c.tokens.start);
    let some = (1..=3).filter_map(|k| n.head.start.checked_sub(k)).any(|i| matches!(line.p.small(i), "a" | "an"));
    between.len() < 9 && some && line.cues.iter().any(verb)
}

/// "The Council met for the sixth time": the verb counts its meetings.
pub(super) fn meets_for_a_time(line: &Line, n: &Named) -> bool {
    let p = line.p;
    let met = matches!(p.word(n.tokens.end), "met" | "gathered" | "convened" | "meets" | "assembled");
    let time = (n.tokens.end + 3..n.tokens.end + 14).take_while(|&i| p.word(i) != ".").find(|&i| p.word(i) == "time");
    met && time.is_some_and(|t| ordinal_before(p, t, n.tokens.end).is_some())
}

/// Whether a quotation mark stands before a token: another name for what was named before.
fn is_quoted(line: &Line, token: usize) -> bool {
    token > 0 && matches!(line.p.word(token - 1), "'" | "‘" | "“" | "\"")
}
