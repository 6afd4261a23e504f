//! Names of meetings that a note only describes: "G20 Leaders' Declaration", "Joint Statement by A and B on … their
//! meeting".

use super::head::Head;
use super::names::tidy;
use super::sights::{CueSort, Line};
use super::statements::Statement;
use crate::lexicon::Class;
use crate::model::Fact;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// The name that follows from the title of a statement.
pub(super) fn name(lines: &[Line], head: &Head) -> Option<Fact<String>> {
    let &l = head.title_lines.first().filter(|_| head.is_of_a_meeting || head.is_call)?;
    let p = lines[l].p;
    of_readout(p).or_else(|| of_leaders(p)).or_else(|| of_parties(p)).or_else(|| of_ministers(p)).or_else(|| of_two(p))
}

/// Whether the title says that people met, without a name for their meeting: "Ministers of the river states met in Graz".
pub(super) fn tells_of_people(p: &Passage) -> bool {
    const PEOPLE: [&str; 14] = [
        "ministers",
        "leaders",
        "officials",
        "governors",
        "presidents",
        "experts",
        "chiefs",
        "directors",
        "envoys",
        "heads",
        "delegations",
        "delegates",
        "advisers",
        "advisors",
    ];
    let talks = |i: usize| {
        matches!(p.small(i), "hold" | "held" | "conduct")
            && (i + 1..i + 4).any(|k| matches!(p.small(k), "talks" | "consultations" | "meeting" | "dialogue"))
    };
    let met =
        |i: usize| matches!(p.small(i), "met" | "meet" | "convene" | "convened" | "gather" | "gathered") || talks(i);
    let Some(verb) = (1..p.tokens.len().min(20)).find(|&i| met(i)) else { return false };
    let several = |i: usize| PEOPLE.contains(&p.small(i));
    let parties =
        (0..verb).filter(|&i| p.at(i).any(|(_, c)| matches!(c, Class::Country(_) | Class::Demonym(_)))).count();
    // "Ministers to Meet with Lock Keepers" is about one side; "A and B meet" about both
    (0..verb).any(several) || parties >= 2 && (0..verb).any(|i| matches!(p.word(i), "and" | "," | "&"))
}

/// Whether a statement's first line says that people met, with day and city: "Ministers of the rim met in Graz on 5 May"; not
/// "the act of violence that took place today in Graz".
pub(super) fn opens_with_met(lines: &[Line], head: &Head, (dates, places): (&[Statement], &[Statement])) -> bool {
    let met = |line: &Line| {
        line.cues.iter().take(12).any(|c| {
            matches!(c.sort, CueSort::Hold { .. })
                && matches!(line.p.word(c.tokens.start), "met" | "gathered" | "convened" | "assembled" | "Meeting")
        })
    };
    let first = |s: &Statement| s.weight() > 1 && s.line == head.end;
    head.is_a_document
        && head.is_of_a_meeting
        && !head.is_readout
        && lines.get(head.end).is_some_and(met)
        && dates.iter().any(first)
        && places.iter().any(|s| first(s) && lines[s.line].places[s.index].city.is_some())
}

/// "Readout of Minister Ono's Convening with Harbour Leaders" is of that convening.
fn of_readout(p: &Passage) -> Option<Fact<String>> {
    const NOUNS: [&str; 12] = [
        "call",
        "calls",
        "engagement",
        "meeting",
        "meetings",
        "convening",
        "discussion",
        "discussions",
        "roundtable",
        "conversation",
        "session",
        "gathering",
    ];
    let readout = (0..2).find(|&i| p.word(i).eq_ignore_ascii_case("readout"))?;
    let joins = |i: usize| matches!(p.small(i), "of" | "from" | "on" | "regarding") && p.word(i + 1) != "a";
    // "Readout from a Treasury Spokesperson on the Secretary's Call with …"
    let spokes =
        (readout + 1..readout + 7).find(|&i| matches!(p.small(i), "spokesperson" | "spokesman" | "spokeswoman"));
    let joiner = Some(spokes.map_or(readout + 1, |i| i + 1)).filter(|&i| joins(i))?;
    let start = joiner + 1 + usize::from(p.word(joiner + 1).eq_ignore_ascii_case("the"));
    // "Minister Ono’s call with": the noun may be small behind whose it is
    let owned = |i: usize| i > 1 && (p.word(i - 1) == "s" || matches!(p.word(i - 1), "'" | "’"));
    let noun =
        (start..p.tokens.len()).find(|&i| NOUNS.contains(&p.small(i)) && (p.tokens[i].is_capital() || owned(i)))?;
    // "Readout of A's Participation at B's Convening", "Meeting between A and B"
    let plain = (start..noun).all(|i| !matches!(p.small(i), "participation" | "remarks" | "visit" | "at" | "in"));
    let goes_on = plain && (matches!(p.small(noun + 1), "with" | "on" | "about" | "to") || noun + 1 == p.tokens.len());
    (goes_on && p.tokens.len() < 60).then(|| {
        let range = start..p.tokens.len();
        p.stated(range.clone(), tidy(p.words(range)), "event/name-of-readout")
    })
}

/// Whether a title tells of a call of two: "Readout of President Ono's Call with …", "Phone Call between A and B".
pub(super) fn is_call(p: &Passage) -> bool {
    let call = |i: usize| matches!(p.small(i), "call" | "calls") && p.tokens[i].is_capital();
    p.tokens.len() < 60
        && (1..p.tokens.len()).any(|i| call(i) && matches!(p.small(i + 1), "with" | "between"))
        && (of_readout(p).is_some() || between(p).is_some())
}

/// "G20 Leaders' Declaration" is the declaration of the G20 Leaders' Meeting.
fn of_leaders(p: &Passage) -> Option<Fact<String>> {
    let document = (1..p.tokens.len()).find(|&i| p.at(i).any(|(_, c)| c == Class::Document))?;
    let mut end = document;
    while end > 0 && matches!(p.word(end - 1), "Joint" | "Final" | "Ministerial") {
        end -= 1;
    }
    let possessive = end >= 2 && matches!(p.word(end - 1), "'" | "’") && p.word(end - 2).ends_with('s');
    let named = |i: usize| p.tokens[i].is_capital() || matches!(p.word(i), "and" | "of" | "for" | "the");
    if !possessive || !p.tokens[0].is_capital() || !(0..end).all(|i| !p.tokens[i].is_word() || named(i)) {
        return None;
    }
    let value = format!("{} Meeting", p.words(0..end));
    Some(p.inferred(0..end, value, "event/name-of-statement", &["name"]))
}

/// "Joint Declaration by A and B on the outcomes of their meeting" is of the meeting of A and B.
fn of_parties(p: &Passage) -> Option<Fact<String>> {
    let word = |w: &str, from: usize| (from..p.tokens.len()).find(|&i| p.word(i) == w);
    let their = word("their", 0).filter(|&i| matches!(p.word(i + 1), "meeting" | "Meeting" | "summit" | "talks"))?;
    let by = word("by", 0).filter(|&i| i < their)?;
    let end = (by + 1..their).find(|&i| matches!(p.word(i), "on" | "following" | "after" | "at"))?;
    let start = by + 1 + usize::from(p.word(by + 1) == "the");
    let both = (start..end).any(|i| p.word(i) == "and");
    let value = format!("Meeting of the {}", p.words(start..end));
    (both && start < end).then(|| p.inferred(start..end, value, "event/name-of-parties", &["name"]))
}

/// "Joint Readout of Meeting Between Prime Minister A and Vice President B" is of that meeting.
fn of_two(p: &Passage) -> Option<Fact<String>> {
    let range = between(p)?;
    Some(p.stated(range.clone(), p.words(range).to_owned(), "event/name-of-two"))
}

/// The words "Meeting between A and B" of a title.
pub(super) fn between(p: &Passage) -> Option<Range<usize>> {
    let joiner = (1..p.tokens.len()).find(|&i| p.word(i).eq_ignore_ascii_case("between"))?;
    let head = joiner - 1;
    let meets = matches!(p.small(head), "meeting" | "talks" | "consultation" | "consultations" | "call");
    let both = (joiner..p.tokens.len()).any(|i| p.word(i).eq_ignore_ascii_case("and"));
    // "… in Jeddah" says where
    let place = |i: usize| {
        matches!(p.word(i), "in" | "at" | "on")
            && p.at(i + 1)
                .any(|(_, c)| matches!(c, Class::City(_) | Class::Country(_) | Class::Month(_) | Class::Weekday(_)))
    };
    // "… with their counterparts (Graz, 19 October 2021)"
    let bracket = |i: usize| {
        p.word(i) == "(" && p.at(i + 1).any(|(_, c)| matches!(c, Class::City(_) | Class::Country(_) | Class::Month(_)))
    };
    let end = (joiner..p.tokens.len()).find(|&i| place(i) || bracket(i)).unwrap_or(p.tokens.len());
    // "Phone Call between"
    let by =
        |i: usize| matches!(p.small(i), "phone" | "telephone" | "video" | "conference") && p.tokens[i].is_capital();
    let start = (head.saturating_sub(2)..head).rev().take_while(|&i| by(i)).last().unwrap_or(head);
    (meets && both && p.tokens[head].is_capital() && p.tokens.len() < 40).then_some(start..end)
}

/// "Statement of G-7 Finance Ministers and Central Bank Governors" is of their meeting, where the text says "we met".
fn of_ministers(p: &Passage) -> Option<Fact<String>> {
    let document = (0..p.tokens.len().min(4)).find(|&i| p.at(i).any(|(_, c)| c == Class::Document))?;
    let joiner = document + 1;
    if !matches!(p.small(joiner), "of" | "by" | "from") {
        return None;
    }
    let start = joiner + 1 + usize::from(p.word(joiner + 1).eq_ignore_ascii_case("the"));
    let stops = |i: usize| {
        matches!(p.word(i), "(" | "," | ":" | "on" | "ON")
            || p.at(i).any(|(_, c)| matches!(c, Class::Month(_) | Class::City(_)))
    };
    let end = (start..p.tokens.len()).find(|&i| stops(i)).unwrap_or(p.tokens.len());
    let people = |w: &str| matches!(w.to_lowercase().as_str(), "ministers" | "governors" | "leaders");
    let last = end.checked_sub(1).filter(|&i| i > start && people(p.word(i)))?;
    let value = format!("Meeting of {}", p.words(start..last + 1));
    Some(p.inferred(start..end, value, "event/name-of-ministers", &["name"]))
}
