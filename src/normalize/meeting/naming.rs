//! Names that take in more than their own words: whose meeting it is, who met, who came.
//!
//! Handed: a passage and the phrase in it that names the meeting. Gives: the tokens of the fuller name. Knows nothing about
//! other phrases.

use super::names::{Named, is_stop};
use super::sights::Line;
use crate::lexicon::Class;
use crate::normalize::passage::Passage;
use std::ops::Range;

/// The words that name the meeting, more than the phrase itself where it says too little.
pub(super) fn full(p: &Passage, n: &Named) -> Range<usize> {
    bodies_meeting(p, n)
        .or_else(|| somebodys_meeting(p, n))
        .or_else(|| under_agreement(p, n))
        .or_else(|| among_parties(p, n))
        .or_else(|| between_states(p, n))
        .or_else(|| with_states(p, n))
        .or_else(|| with_guests(p, n))
        .unwrap_or_else(|| n.name.clone())
}

/// "“Rivers plus Lakes” Dialogue, Seventh Foreign Ministers' Meeting": the name that a meeting of ministers stands behind
/// says whose meeting it is; the line and the tokens of that name, if it opens the line or is the line above.
pub(super) fn owner(lines: &[Line], l: usize, index: usize) -> Option<(usize, Range<usize>)> {
    const PEOPLE: [&str; 13] = [
        "foreign",
        "finance",
        "trade",
        "minister",
        "ministers",
        "ministerial",
        "vice",
        "senior",
        "official",
        "officials",
        "leader",
        "meeting",
        "level",
    ];
    let line = &lines[l];
    let n = &line.names[index];
    if n.ordinal.is_none() || !n.key.iter().all(|w| PEOPLE.contains(&w.as_str())) || line.p.tokens.len() >= 40 {
        return None;
    }
    let opens = |o: &Named| o.proper && o.ordinal.is_none() && o.tokens.start <= 1;
    let Some(before) = index.checked_sub(1) else {
        // the line above, if it is the name of the owner and no more
        let above = l.checked_sub(1).filter(|_| n.tokens.start <= 1)?;
        let owner = lines[above].names.last().filter(|o| opens(o) && o.tokens.end == lines[above].p.tokens.len())?;
        return Some((above, owner.name.clone()));
    };
    let owner = &line.names[before];
    let gap = owner.tokens.end..n.tokens.start;
    let parted = gap.len() <= 1 && gap.clone().all(|i| matches!(line.p.word(i), "," | ":" | "-" | "–" | "—"));
    (parted && opens(owner)).then(|| (l, owner.name.clone()))
}

/// "Secretary Lee's Meeting with Minister Ono": such a meeting is named after both. A person's meeting is never named from the
/// middle of the person's office.
fn somebodys_meeting(p: &Passage, n: &Named) -> Option<Range<usize>> {
    let mark = n.head.start.checked_sub(1)?;
    let possessive = (n.name.start..=mark).rev().take(4).any(|i| p.word(i) == "s" || matches!(p.word(i), "'" | "’"));
    let with = (n.tokens.end..n.tokens.end + 3).any(|i| p.word(i).eq_ignore_ascii_case("with"));
    if !possessive || n.ordinal.is_some() || p.tokens.len() > 60 || !(with || is_cut(p, n)) {
        return None;
    }
    let begins = |i: usize| {
        let word = p.small(i);
        let before = i.checked_sub(1).map(|b| p.small(b)).unwrap_or_default();
        matches!(word, ":" | "on") || matches!(word, "of" | "from") && matches!(before, "readout" | "spokesperson")
    };
    let start = (0..n.head.start).rev().find(|&i| begins(i)).map_or(0, |i| i + 1);
    let start = start + usize::from(p.word(start).eq_ignore_ascii_case("the"));
    let whole = start > 0 || p.tokens.first().is_some_and(|t| t.is_capital()) && !is_stop(p.word(0));
    let end = if with { p.tokens.len() } else { n.name.end };
    whole.then_some(start..end.min(end_of(p)))
}

/// "Readout of Harbour Council and Lakes Council Meeting with Keepers": the bodies that met somebody.
fn bodies_meeting(p: &Passage, n: &Named) -> Option<Range<usize>> {
    let readout = (0..2).find(|&i| p.word(i).eq_ignore_ascii_case("readout"))?;
    let start = readout + 2 + usize::from(p.small(readout + 2) == "the");
    let noun = matches!(p.word(n.tokens.end), "Meeting" | "Meetings") as usize;
    let with = n.tokens.end + noun;
    let meets = matches!(p.small(with), "with") && (noun == 1 || p.word(with - 1).starts_with("Meeting"));
    let joined = (start..n.head.end).any(|i| p.word(i) == "and" && p.at(i - 1).any(|(_, c)| c == Class::Body));
    let led = matches!(p.small(readout + 1), "of" | "from" | "on") && p.tokens.len() < 60;
    (led && meets && joined && n.ordinal.is_none()).then(|| start..end_of(p))
}

/// "Joint Committee Meeting Under The Agreement Between A and B On Fisheries": a headline names the committee after the
/// agreement it serves.
fn under_agreement(p: &Passage, n: &Named) -> Option<Range<usize>> {
    const NOUNS: [&str; 9] = [
        "agreement",
        "treaty",
        "convention",
        "memorandum",
        "protocol",
        "partnership",
        "accord",
        "arrangement",
        "charter",
    ];
    let meeting = usize::from(matches!(p.word(n.tokens.end), "Meeting" | "Session"));
    let joiner = n.tokens.end + meeting;
    let under = p.small(joiner) == "under" && p.small(joiner + 1) == "the";
    let small = |i: usize| {
        matches!(
            p.small(i),
            "of" | "the" | "and" | "for" | "on" | "in" | "between" | "to" | "with" | "-" | "–" | "." | "'" | "’"
        )
    };
    let dated = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)));
    let goes_on = |i: &usize| (p.tokens[*i].is_capital() || small(*i)) && !dated(*i);
    let named = |i: usize| p.tokens[i].is_capital() && NOUNS.contains(&p.small(i));
    let end = (joiner + 2..p.tokens.len()).take_while(goes_on).filter(|&i| !small(i)).last()? + 1;
    let told = under && p.tokens.len() < 60 && (joiner + 2..end).any(named);
    told.then_some(n.name.start..end)
}

/// The end of a title without the stop some have.
fn end_of(p: &Passage) -> usize {
    let stop = p.tokens.len() - 1;
    if matches!(p.word(stop), "." | ",") && p.tokens[stop - 1].end - p.tokens[stop - 1].start > 1 {
        stop
    } else {
        stop + 1
    }
}

/// "of the Treasury Scott Bessent's Meeting": the name begins in the middle of an office.
fn is_cut(p: &Passage, n: &Named) -> bool {
    let before = |k: usize| n.name.start.checked_sub(k).map(|i| p.word(i)).unwrap_or_default();
    matches!(before(1), "of" | "to") || before(1) == "the" && matches!(before(2), "of" | "to")
}

/// "Samoa's Consultations with Tonga, Fiji, and Nauru": a name that holds one side only takes in the others.
fn with_states(p: &Passage, n: &Named) -> Option<Range<usize>> {
    let state = |i: usize| p.at(i).filter(|(_, c)| matches!(c, Class::Country(_))).map(|(len, _)| len).max();
    let sides = n.name.clone().filter(|&i| state(i).is_some()).count();
    let talks = matches!(p.small(n.name.end - 1), "consultations" | "talks" | "dialogue" | "negotiations" | "meeting");
    if sides != 1 || !talks || n.ordinal.is_some() || p.small(n.name.end) != "with" || p.tokens.len() > 60 {
        return None;
    }
    let (mut at, mut end) = (n.name.end + 1, None);
    while at < p.tokens.len() && at < n.name.end + 40 {
        match state(at) {
            Some(len) => {
                at += len;
                end = Some(at);
            }
            None if matches!(p.small(at), "the" | "and" | "," | "&") => at += 1,
            None => break,
        }
    }
    // "with Samoa's Minister of Locks": whoever else came
    let ends = |end: usize| {
        matches!(p.small(end), "in" | "on" | "at" | "about" | "for" | "(" | ":" | ";" | "") || end == p.tokens.len()
    };
    end.filter(|&end| ends(end)).map(|end| n.name.start..end)
}

/// "White House Meeting with State Officials on Gun Safety": a meeting that is only placed is named after who came.
fn with_guests(p: &Passage, n: &Named) -> Option<Range<usize>> {
    const PLACED: [&str; 11] = [
        "white",
        "house",
        "oval",
        "office",
        "treasury",
        "meeting",
        "us",
        "roundtable",
        "department",
        "virtual",
        "session",
    ];
    let placed = n.key.iter().all(|w| PLACED.contains(&w.to_lowercase().as_str()));
    // "Readout of PDA Lee Meeting with Minister Ono"
    let readout =
        p.word(0).eq_ignore_ascii_case("readout") && n.name.end == n.head.end && p.word(n.head.start) == "Meeting";
    let next = p.small(n.tokens.end);
    let aim = next == "to" && p.tokens.get(n.tokens.end + 1).is_some_and(|t| t.is_capital());
    let guests = next == "with" && (placed || readout) || aim && placed;
    (guests && n.ordinal.is_none() && p.tokens.len() < 60).then(|| n.name.start..end_of(p))
}

/// "Senior Officials' Consultation among A, B and C on Fisheries": a name of common words takes in who meets.
fn among_parties(p: &Passage, n: &Named) -> Option<Range<usize>> {
    const COMMON: [&str; 16] = [
        "senior",
        "official",
        "minister",
        "ministers",
        "high",
        "level",
        "bilateral",
        "trilateral",
        "meeting",
        "consultation",
        "dialogue",
        "talk",
        "summit",
        "session",
        "committee",
        "conference",
    ];
    let joiner = n.name.end;
    let parties = matches!(p.small(joiner), "among" | "between");
    let common = n.key.iter().all(|w| COMMON.contains(&w.as_str()));
    let ends = |i: usize| matches!(p.word(i), "." | "(" | ";") || p.at(i).any(|(_, c)| matches!(c, Class::Month(_)));
    let end = (joiner..p.tokens.len()).find(|&i| ends(i)).unwrap_or(p.tokens.len());
    (parties && common && p.tokens.len() < 60).then_some(n.name.start..end)
}

/// "Joint Commission on Salvage between Samoa and Tonga": whose it is, where its name holds no state.
fn between_states(p: &Passage, n: &Named) -> Option<Range<usize>> {
    let state =
        |i: usize| p.at(i).filter(|(_, c)| matches!(c, Class::Country(_) | Class::Group(_))).map(|(len, _)| len).max();
    let joiner = n.tokens.end;
    // a committee that is called trilateral is told apart by that
    let sided = n.key.iter().any(|w| matches!(w.as_str(), "bilateral" | "trilateral" | "quadrilateral"));
    if sided || !matches!(p.small(joiner), "between" | "among") || n.name.clone().any(|i| state(i).is_some()) {
        return None;
    }
    let (mut at, mut end, mut states) = (joiner + 1, joiner, 0);
    while at < p.tokens.len() && states < 12 {
        if let Some(len) = state(at) {
            states += 1;
            at += len;
            end = at;
        } else if matches!(p.small(at), "the" | "and" | "," | "&" | "-") {
            at += 1;
        } else {
            break;
        }
    }
    if states >= 2 {
        return Some(n.name.start..end);
    }
    let end = of_two_parties(p, joiner)?;
    let stated = (joiner..end).any(|i| state(i).is_some());
    stated.then_some(n.name.start..end)
}

/// "Between the Rivers Community and the Faroe Islands": two parties in capitals; the token after the second.
fn of_two_parties(p: &Passage, joiner: usize) -> Option<usize> {
    let article = |i: usize| i + usize::from(matches!(p.small(i), "the"));
    let dated = |i: usize| p.at(i).any(|(_, c)| matches!(c, Class::Month(_) | Class::Weekday(_)));
    let party = |from: usize| {
        let named = |i: usize| p.tokens.get(i).is_some_and(|t| t.is_capital()) && !is_stop(p.word(i)) && !dated(i);
        let end = (from..from + 6).find(|&i| !named(i))?;
        (end > from).then_some(end)
    };
    let first = party(article(joiner + 1)).filter(|&end| p.small(end) == "and")?;
    let second = party(article(first + 1))?;
    // "of the Rivers Community": not the end of the name
    let cut = matches!(p.small(second), "of" | "and" | "-" | "'" | "’" | ",");
    (p.tokens.len() < 60 && !cut).then_some(second)
}
