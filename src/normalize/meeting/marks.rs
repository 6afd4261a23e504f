//! Words around a phrase that say how the note's meeting stands to it: "the previous", "on the margins of", "a year ago".
//!
//! Handed: a line and a phrase or verb in it. Gives: yes or no. Knows nothing about which meeting is the note's.

use super::names::Named;
use super::own::{NEAR_TOKENS, sentence_of};
use super::sights::{Cue, CueSort, Line};
use crate::lexicon::token::Shape;

/// "Report to Leaders of the Summit", "submitted to the Summit": who reads the note.
pub(super) fn is_addressed(line: &Line, n: &Named) -> bool {
    let words = before_article(line, n);
    let near = (1..=3).filter_map(|i| words.checked_sub(i)).find(|&i| line.p.word(i).eq_ignore_ascii_case("to"));
    near.and_then(|to| to.checked_sub(1))
        .is_some_and(|i| matches!(line.p.small(i), "report" | "submitted" | "message" | "recommendations" | "input"))
}

/// « responde al mandato de la IX Cumbre », « en marge du Sommet »: what another meeting asked for or stood beside.
fn is_in_answer_to(line: &Line, n: &Named) -> bool {
    const NOUNS: [&str; 22] = [
        "mandato",
        "mandatos",
        "acuerdos",
        "compromisos",
        "resultados",
        "resultado",
        "conclusiones",
        "seguimiento",
        "márgenes",
        "margen",
        "vísperas",
        "preparación",
        "mandat",
        "marge",
        "suivi",
        "recommandations",
        "conclusions",
        "décisions",
        "résolutions",
        "veille",
        "préparation",
        "engagements",
    ];
    let mut before = (n.tokens.start.saturating_sub(5)..n.tokens.start).rev();
    let small = |i: &usize| matches!(line.p.small(*i), "la" | "el" | "las" | "los" | "l" | "'" | "’" | "le" | "les");
    let Some(joiner) = before.find(|i| !small(i)) else { return false };
    matches!(line.p.small(joiner), "de" | "del" | "du" | "des" | "d")
        && joiner.checked_sub(1).is_some_and(|i| NOUNS.contains(&line.p.small(i)))
}

/// "preceding the Summit", "as follow-up to the 9th Conference", "on the margins of the Forum": another meeting, beside
/// which the note's own was.
pub(super) fn is_beside(line: &Line, n: &Named) -> bool {
    let end = before_article(line, n);
    let word = |n: usize| end.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    let (one, two) = (word(1), word(2));
    if is_in_answer_to(line, n) {
        return true;
    }
    match one {
        "preceding" | "since" => true,
        // "the second meeting following the 9th Conference"
        "following" | "after" => {
            let before = line.names.partition_point(|o| o.tokens.end <= end).checked_sub(1);
            before.is_some_and(|o| line.names[o].tokens.end + 2 >= end)
        }
        "to" => matches!(two, "up" | "followup" | "prior" | "prelude" | "preparatory" | "pursuant" | "contribution"),
        "of" => {
            matches!(
                two,
                "margins"
                    | "margin"
                    | "sidelines"
                    | "sideline"
                    | "ahead"
                    | "advance"
                    | "fringes"
                    | "eve"
                    | "preparation"
                    | "decision"
                    | "decisions"
                    | "mandate"
            )
        }
        "for" => matches!(two, "preparation" | "preparations" | "prepare" | "preparing"),
        _ => false,
    }
}

/// "to follow up on the Summit", "the goals set at the Summit", "to discuss the Forum": what was spoken of, not where people
/// met.
pub(super) fn is_spoken_of(line: &Line, n: &Named) -> bool {
    let end = before_article(line, n);
    let word = |n: usize| end.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    match word(1) {
        "on" => matches!(word(2), "up" | "build" | "building" | "deliver" | "reflect" | "followed"),
        "at" | "in" | "during" => matches!(
            word(2),
            "made"
                | "reached"
                | "agreed"
                | "adopted"
                | "announced"
                | "concluded"
                | "taken"
                | "set"
                | "issued"
                | "signed"
        ),
        "from" => matches!(word(2), "progress" | "results" | "outcomes" | "momentum" | "follow"),
        "discuss" | "regarding" | "about" | "concerning" | "discussed" => true,
        _ => false,
    }
}

/// "on the margins of the Forum", "to prepare for the Summit": beside another meeting, in time or in purpose.
pub(super) fn is_on_margins(line: &Line, n: &Named) -> bool {
    let end = before_article(line, n);
    let word = |n: usize| end.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    let beside = matches!(word(2), "margins" | "margin" | "sidelines" | "sideline" | "ahead" | "fringes" | "eve");
    word(1) == "of" && beside || word(1) == "for" && matches!(word(2), "prepare" | "preparing" | "preparation")
}

/// "as part of the 13th Meeting of the Committee", "preceded by the officials' meeting": around the note's own meeting.
pub(super) fn is_within(line: &Line, n: &Named) -> bool {
    let end = before_article(line, n);
    let word = |n: usize| end.checked_sub(n).map(|i| line.p.small(i)).unwrap_or_default();
    word(1) == "of" && matches!(word(2), "part" | "framework")
        || word(1) == "by" && matches!(word(2), "preceded" | "followed")
}

/// The token after the words before a phrase, its article left out.
fn before_article(line: &Line, n: &Named) -> usize {
    let start = year_before(line, n).unwrap_or(n.tokens.start);
    let before = start.checked_sub(1).map(|i| line.p.small(i)).unwrap_or_default();
    start - usize::from(matches!(before, "the" | "our" | "its" | "their" | "a"))
}

/// The year right before a phrase: "the 2024 Summit".
pub(super) fn year_before(line: &Line, n: &Named) -> Option<usize> {
    let at = n.tokens.start.checked_sub(1)?;
    (line.p.tokens[at].shape == Shape::Digits && line.p.word(at).len() == 4).then_some(at)
}

/// "agreed to hold the next Dialogue", "look forward to hosting the 8th Forum": what is only meant to be.
pub(super) fn is_meant_to_be(line: &Line, n: &Named) -> bool {
    let start = before_article(line, n);
    let word = |k: usize| start.checked_sub(k).map(|i| line.p.small(i)).unwrap_or_default();
    let verb = matches!(
        word(1),
        "hold" | "convene" | "host" | "attend" | "holding" | "convening" | "hosting" | "organize" | "organise"
    );
    let told = |i: usize| {
        matches!(
            line.p.small(i),
            "agreed"
                | "agree"
                | "decided"
                | "intend"
                | "intends"
                | "intention"
                | "forward"
                | "work"
                | "plan"
                | "plans"
                | "offer"
                | "offered"
                | "proposal"
                | "readiness"
                | "view"
                | "hope"
                | "hoped"
                | "commitment"
                | "committed"
        )
    };
    verb && word(2) == "to" && (start.saturating_sub(10)..start).any(told)
}

/// The word before a phrase.
pub(super) fn determiner<'a>(line: &Line<'a>, n: &Named) -> &'a str {
    n.tokens.start.checked_sub(1).map(|i| line.p.small(i)).unwrap_or_default()
}

/// "the previous meeting", "the next Dialogue".
pub(super) fn is_past_marked(line: &Line, n: &Named) -> bool {
    (1..=2).filter_map(|i| n.tokens.start.checked_sub(i)).any(|i| {
        matches!(
            line.p.small(i),
            "previous"
                | "last"
                | "next"
                | "earlier"
                | "past"
                | "future"
                | "following"
                | "other"
                | "prior"
                | "upcoming"
                | "forthcoming"
                | "preceding"
        )
    })
}

/// "A year ago, I hosted the first Summit".
pub(super) fn is_long_ago(line: &Line, n: &Named) -> bool {
    let sentence = sentence_of(line, n.tokens.start);
    (sentence.start.max(n.tokens.start.saturating_sub(NEAR_TOKENS))..n.tokens.start).any(|i| line.p.word(i) == "ago")
}

/// "the next Dialogue", "the upcoming meeting".
pub(super) fn is_next(line: &Line, n: &Named) -> bool {
    (1..=2)
        .filter_map(|i| n.tokens.start.checked_sub(i))
        .any(|i| matches!(line.p.small(i), "next" | "upcoming" | "forthcoming"))
}

/// Whether the sentence of a phrase looks ahead.
pub(super) fn looks_ahead(line: &Line, n: &Named) -> bool {
    let sentence = sentence_of(line, n.tokens.start);
    let near =
        sentence.start.max(n.tokens.start.saturating_sub(NEAR_TOKENS))..sentence.end.min(n.tokens.end + NEAR_TOKENS);
    near.into_iter().any(|i| {
        matches!(line.p.word(i), "will" | "shall" | "proposed" | "foreseen" | "planned" | "scheduled" | "expected")
            || matches!(line.p.word(i), "is" | "are") && line.p.word(i + 1) == "to"
    })
}

/// "At the Second Dialogue, …" at the head of a sentence that gives no other date or place.
pub(super) fn opens_with_at(line: &Line, n: &Named) -> bool {
    let sentence = sentence_of(line, n.tokens.start);
    let opens = n.tokens.start == sentence.start + 2
        && matches!(line.p.word(sentence.start), "At" | "During" | "In")
        && matches!(line.p.word(sentence.start + 1), "the" | "this" | "our");
    let elsewhere = line.dates.iter().any(|d| sentence.contains(&d.tokens.start))
        || line.places.iter().any(|c| c.city.is_some() && sentence.contains(&c.tokens.start));
    opens && !elsewhere && !is_past_marked(line, n) && year_before(line, n).is_none()
}

/// "The President and the Prime Minister met": an account of two people, with no name of a meeting near the verb.
pub(super) fn two_met(line: &Line) -> bool {
    let met = |c: &Cue| line.p.word(c.tokens.start) == "met" && matches!(c.sort, CueSort::Hold { .. });
    let Some(at) = line.cues.iter().position(met) else { return false };
    // "We, the Leaders of the Group of Seven, met"
    if line.p.word(sentence_of(line, line.cues[at].tokens.start).start).eq_ignore_ascii_case("we") {
        return true;
    }
    let proper = |c: &Cue| matches!(c.sort, CueSort::Name(n) if line.names[n].proper);
    !line.cues[..at].iter().any(|c| matches!(c.sort, CueSort::Name(_))) && !line.cues[at..].iter().any(proper)
}

/// "We met", "The Ministers met today": a verb of meeting whose subject is no meeting.
pub(super) fn we_met(line: &Line, cue: &Cue) -> bool {
    matches!(cue.sort, CueSort::Hold { future: false, .. })
        && matches!(line.p.word(cue.tokens.start), "met" | "gathered" | "convened" | "assembled")
        && cue.tokens.start > 0
        && matches!(line.p.small(cue.tokens.start - 1), "we" | "ministers" | "leaders" | "governors")
}

/// "The Commission met": a phrase right before its verb.
pub(super) fn met(line: &Line, index: usize) -> bool {
    let n = &line.names[index];
    let opens = n.tokens.start <= sentence_of(line, n.tokens.start).start + 1;
    opens && matches!(line.p.word(n.tokens.end), "met" | "convened" | "gathered")
}
