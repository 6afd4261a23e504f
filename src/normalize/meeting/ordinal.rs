//! Which one of its series the meeting is.

use super::head::Head;
use super::holding::is_held;
use super::marks::{determiner, is_beside, is_meant_to_be};
use super::names;
use super::own::{Kinship, Own, sentence_of};
use super::sights::{CueSort, Line};
use crate::model::{Claims, Fact};

/// Chooses among all statements of the meeting's ordinal, and records them.
pub(super) fn read(lines: &[Line], own: &Own, head: &Head, claims: &mut Claims) -> Option<Fact<u32>> {
    let mut conflicting = Vec::new();
    let told = lines.iter().skip(head.end).any(|line| {
        (0..line.names.len()).any(|i| own.kinship(&line.names[i], line) == Kinship::Own && is_held(line, i))
    });
    for (l, line) in lines.iter().enumerate() {
        for (i, n) in line.names.iter().enumerate() {
            let Some((value, tokens)) = &n.ordinal else { continue };
            let fact = || line.p.stated(tokens.clone(), *value, "ordinal/name");
            match own.kinship(n, line) {
                // "The Committee held its first meeting in October 2007": how the series began
                Kinship::Reference if is_history(line, n.tokens.start) => {}
                Kinship::Own | Kinship::Reference => claims.ordinals.push(fact()),
                Kinship::Sibling if is_beside(line, n) => {}
                Kinship::Sibling if contradicts(line, i) || !told && l == head.end && opens_the_text(line, i) => {
                    conflicting.push(fact())
                }
                _ => {}
            }
        }
    }
    claims.ordinals.extend(times(lines, own, head));
    claims.ordinals.append(&mut conflicting);
    claims.ordinals.sort_by_key(|f| f.span);
    let first = claims.ordinals.first()?;
    let mut values: Vec<u32> = claims.ordinals.iter().filter_map(|f| f.value).collect();
    values.dedup();
    if values.iter().all(|v| *v == values[0]) {
        return Some(first.clone());
    }
    values.sort_unstable();
    values.dedup();
    Some(Fact::ambiguous(values, first.quote.clone(), first.span, "ordinal/disagreement"))
}

/// "The Task Force met for the 11th time": the count of the verb, in the first lines of the text.
fn times(lines: &[Line], own: &Own, head: &Head) -> Option<Fact<u32>> {
    lines.iter().skip(head.end).take(2).find_map(|line| {
        let p = line.p;
        let verb = line.cues.iter().find_map(|c| match c.sort {
            CueSort::Hold { future: false, .. } => Some(c.tokens.end),
            _ => None,
        })?;
        let time = (verb + 2..(verb + 8).min(p.tokens.len())).find(|&i| p.word(i) == "time")?;
        let (value, tokens) = names::ordinal_before(p, time, verb)?;
        let counted = matches!(p.word(tokens.start - 1), "the" | "a" | "its" | "their")
            && p.word(tokens.start.checked_sub(2)?) == "for";
        let subject = line
            .names
            .iter()
            .rev()
            .find(|n| n.tokens.end <= verb && sentence_of(line, verb).contains(&n.tokens.start))?;
        let ours = matches!(own.kinship(subject, line), Kinship::Own | Kinship::Reference);
        (counted && ours).then(|| p.stated(tokens, value, "ordinal/times"))
    })
}

/// Whether a sentence gives a month or a year without a day behind a token.
pub(super) fn is_history(line: &Line, token: usize) -> bool {
    let sentence = sentence_of(line, token);
    let first = line.dates.partition_point(|d| d.tokens.start < token);
    let near = line.dates[first..].iter().take(3);
    near.take_while(|d| d.tokens.start < sentence.end).any(|d| !d.has_days())
}

/// The text opens with the same meeting under another ordinal than the title's.
fn opens_the_text(line: &Line, index: usize) -> bool {
    let n = &line.names[index];
    let first = line.p.sentences.first().is_some_and(|s| s.contains(&n.tokens.start));
    first && n.proper && is_held(line, index)
}

/// A full name with another ordinal that is said to have been held, with no date or place of its own in the sentence,
/// is the same meeting miscounted, not an earlier one.
fn contradicts(line: &Line, index: usize) -> bool {
    let n = &line.names[index];
    let sentence = sentence_of(line, n.tokens.start);
    let own_date = line.dates.iter().any(|d| sentence.contains(&d.tokens.start));
    let own_place = line.places.iter().any(|p| sentence.contains(&p.tokens.start));
    let planned = (n.tokens.start.saturating_sub(12)..n.tokens.start).any(|i| {
        matches!(
            line.p.word(i),
            "will"
                | "intend"
                | "intends"
                | "plan"
                | "plans"
                | "forward"
                | "aim"
                | "hope"
                | "expect"
                | "shall"
                | "agreed"
        )
    });
    !planned
        && !is_meant_to_be(line, n)
        && n.proper
        && n.key.len() > 3
        && is_held(line, index)
        && !own_date
        && !own_place
        && determiner(line, n) == "the"
}
