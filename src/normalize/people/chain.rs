//! Lists of parties: "A, B and C", read forwards from a word or backwards from one.
//!
//! Handed: a view, its mentions and a token. Gives: the parties of the list. Knows nothing about roles.

use super::mention::{self, Mention, Who, ending_at, starting_at};
use super::name::{self, Led};
use super::person;
use super::view::View;
use std::ops::Range;

/// A list of parties.
#[derive(Debug, Clone, Default)]
pub(super) struct Chain {
    pub(super) parties: Vec<Mention>,
    /// The tokens of the whole list.
    pub(super) all: Range<usize>,
}

/// Words between a list's introduction and its first party.
const LEADS: &[&str] = &["the", "both", "jointly", "respectively", ":", "by", "again", "together", "namely"];

/// Words that may stand between a list and the verb after it.
const TRAILS: &[&str] = &[
    ",",
    "jointly",
    "both",
    "also",
    "together",
    "who",
    "will",
    "would",
    "to",
    "has",
    "have",
    "had",
    "then",
    "ably",
    "again",
    "shall",
    "are",
    "is",
    "was",
    "were",
    "respectively",
    ")",
    "pleased",
    "honoured",
    "honored",
    "delighted",
    "proud",
    "glad",
    "happy",
    "today",
    "yesterday",
    "recently",
];

/// The list that begins at `at`.
pub(super) fn forward(v: &View, mentions: &[Mention], at: usize) -> Option<Chain> {
    let mut pos = skip(v, at, LEADS);
    let mut chain = Chain { parties: Vec::new(), all: at..at };
    let mut comma_before_last = false;
    while let Some(party) = party_at(v, mentions, pos) {
        if chain.parties.first().is_some_and(|first| !same_sort(first, &party)) {
            break;
        }
        let end = party.all.end;
        chain.all = chain.all.start..end;
        // persons who share a title come as several mentions of one phrase
        chain.parties.push(party);
        let Some(next) = separator(v, end).or_else(|| next_row(v, end)) else { break };
        comma_before_last = matches!(v.word(after_brackets(v, end)), "," | ";");
        pos = skip(v, next, LEADS);
        if party_at(v, mentions, pos).is_none() {
            break;
        }
    }
    let several = chain.parties.len() > 1;
    if several && comma_before_last && has_own_verb(v, chain.all.end) {
        let last = chain.parties.pop()?;
        chain.all.end = chain.parties.last().map_or(last.all.start, |p| p.all.end);
    }
    (!chain.parties.is_empty()).then_some(chain)
}

/// "…, and C attended": a clause of its own has begun.
fn has_own_verb(v: &View, at: usize) -> bool {
    v.is_lower(at)
        && (v.word(at).ends_with("ed")
            || v.is(at, &["was", "were", "took", "gave", "spoke", "made", "sent", "is", "are", "will", "led"]))
}

/// The list that ends at `end`, before a verb.
pub(super) fn backward(v: &View, mentions: &[Mention], end: usize) -> Option<Chain> {
    let mut end = end;
    while end > 0 && v.before(end, TRAILS) && ending_at(mentions, end).is_none() {
        end -= 1;
    }
    let last = party_ending(v, mentions, end)?;
    let mut chain = Chain { all: last.all.clone(), parties: vec![last] };
    let mut and_seen = false;
    while let Some((before, and)) = separator_before(v, chain.all.start) {
        let Some(k) = ending_at(mentions, before) else { break };
        if !same_sort(&chain.parties[0], &mentions[k]) || !(and || and_seen) {
            break;
        }
        and_seen |= and;
        chain.all.start = mentions[k].all.start;
        chain.parties.insert(0, mentions[k].clone());
    }
    Some(chain)
}

fn skip(v: &View, mut at: usize, words: &[&str]) -> usize {
    while v.is(at, words) {
        at += 1;
    }
    at
}

/// The token after a separator of the list.
fn separator(v: &View, at: usize) -> Option<usize> {
    let at = after_brackets(v, at);
    let next = match v.word(at) {
        "," | ";" => at + 1,
        _ => at,
    };
    let longer: &[&[&str]] = &[&["as", "well", "as"], &["along", "with"], &["together", "with"], &["alongside"]];
    longer.iter().find(|w| v.reads(next, w)).map(|w| next + w.len()).or_else(|| person::separator(v, at))
}

/// The token after brackets that stand between two parties ("(on behalf of …)").
fn after_brackets(v: &View, at: usize) -> usize {
    let close = (at..at + 14).take_while(|_| v.word(at) == "(").find(|&k| v.word(k) == ")");
    close.map_or(at, |k| k + 1)
}

/// "Japan (Mr. …) Cambodia (Mr. …)": rows of a table need no separator.
fn next_row(v: &View, at: usize) -> Option<usize> {
    let (n, _) = v.country(at).filter(|_| at > 0 && v.word(at - 1) == ")")?;
    (v.word(at + n) == "(").then_some(at)
}

/// The end of what stands before the separator that ends at `start`, and whether it is an "and".
fn separator_before(v: &View, start: usize) -> Option<(usize, bool)> {
    let start = if start > 0 && v.before(start, &["the", "both"]) { start - 1 } else { start };
    let at = start.checked_sub(1)?;
    if v.is(at, &["and", "&", "y", "et"]) {
        return Some((if at > 0 && matches!(v.word(at - 1), "," | ";") { at - 1 } else { at }, true));
    }
    let with = at > 0 && v.is(at, &["with"]) && v.before(at, &["along", "together"]);
    if with {
        let at = at - 1;
        return Some((if at > 0 && v.word(at - 1) == "," { at - 1 } else { at }, true));
    }
    matches!(v.word(at), "," | ";").then_some((at, false))
}

/// The party that begins at `at`. A country before brackets belongs to the person within: "Japan (Mr. …)".
fn party_at(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    if let Some(k) = starting_at(mentions, at) {
        let found = mentions[k].clone();
        if qualifies_noun(v, &found) {
            return None;
        }
        return Some(in_brackets(v, mentions, &found).unwrap_or(found));
    }
    if let Some(found) = counterpart(v, mentions, at) {
        return Some(found);
    }
    if let Some(office) = mention::local_office(v, at) {
        return Some(office);
    }
    let p = person::bare(v, at)?;
    Some(Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) })
}

/// "the G-7 presidency": a country or group before another noun is not itself the party.
fn qualifies_noun(v: &View, m: &Mention) -> bool {
    let named = matches!(m.who, Who::Person(_) | Who::Office { .. });
    !named && v.is_lower(m.all.end) && !v.is(m.all.end, AFTER_PARTY)
}

/// Small words that may follow a country in a list of chairs.
const AFTER_PARTY: &[&str] = &[
    "and",
    "or",
    "in",
    "on",
    "at",
    "with",
    "for",
    "as",
    "to",
    "from",
    "during",
    "along",
    "together",
    "alongside",
    "held",
    "took",
    "was",
    "were",
    "is",
    "are",
    "joined",
    "while",
    "through",
    "via",
    "under",
    "respectively",
    "met",
    "attended",
    "participated",
    "hosted",
    "y",
    "et",
];

/// "his counterpart from Laos, Mr. Thong Keo".
fn counterpart(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    let owned = v.is(at, &["his", "her", "their"]);
    let noun = (at + 1..at + 3).find(|&k| v.is(k, &["counterpart", "counterparts"])).filter(|_| owned)?;
    let comma = (noun + 1..noun + 6).find(|&k| v.word(k) == ",")?;
    let k = starting_at(mentions, comma + 1)?;
    let Who::Person(p) = &mentions[k].who else { return None };
    let mut p = p.clone();
    p.country = p.country.or_else(|| person::country_in(v, at..comma));
    Some(Mention { all: at..p.all.end, who: Who::Person(p) })
}

fn in_brackets(v: &View, mentions: &[Mention], place: &Mention) -> Option<Mention> {
    let Who::Country(code) = place.who else { return None };
    let end = place.all.end;
    if !matches!(v.word(end), "(" | ":") {
        return None;
    }
    let k = starting_at(mentions, end + 1)?;
    let Who::Person(p) = &mentions[k].who else { return None };
    let mut p = p.clone();
    p.country = Some((code, place.all.clone()));
    let close = usize::from(v.word(p.all.end) == ")");
    Some(Mention { all: place.all.start..p.all.end + close, who: Who::Person(p) })
}

fn party_ending(v: &View, mentions: &[Mention], end: usize) -> Option<Mention> {
    if let Some(k) = ending_at(mentions, end) {
        return Some(mentions[k].clone());
    }
    (1..=5).rev().filter_map(|n| end.checked_sub(n)).find_map(|start| {
        let alone = start == 0 || !v.is_capital(start - 1);
        let name = name::name(v, start, Led::Bare).filter(|r| alone && r.end == end)?;
        let p = person::bare(v, start).filter(|p| p.name == name)?;
        Some(Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) })
    })
}

/// Persons and offices go together, and countries with groups and organizations.
fn same_sort(a: &Mention, b: &Mention) -> bool {
    let named = |m: &Mention| matches!(m.who, Who::Person(_) | Who::Office { .. });
    named(a) == named(b)
}
