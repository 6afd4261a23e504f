//! Lists of parties: "A, B and C", read forwards from a word or backwards from one.
//!
//! Handed: a view, its mentions and a token. Gives: the parties of the list. Knows nothing about roles.

use super::mention::{self, Mention, Who, ending_at, starting_at};
use super::name::{self, Led};
use super::person;
use super::roster;
use super::view::View;
use crate::model::CountryCode;
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
    "elected",
    "unanimously",
    "chosen",
];

/// The list that begins at `at`: read member by member, or as a roster where that finds more.
pub(super) fn forward(v: &View, mentions: &[Mention], at: usize) -> Option<Chain> {
    let listed = members_from(v, mentions, at);
    fuller(listed, || {
        let found = roster::forward(v, mentions, skip(v, at, LEADS))?;
        Some(Chain { all: at..found.all.end, ..found })
    })
}

/// A list, or the roster that stands in the same place if it tells more: everybody of the list and others, or the names
/// of those whom the list has as offices.
fn fuller(listed: Option<Chain>, roster: impl Fn() -> Option<Chain>) -> Option<Chain> {
    let Some(listed) = listed else { return roster() };
    let name = |m: &Mention| if let Who::Person(p) = &m.who { Some(p.name.clone()) } else { None };
    let named: Vec<Range<usize>> = listed.parties.iter().filter_map(name).collect();
    let mixed = !named.is_empty() && named.len() < listed.parties.len();
    let offices = |m: &Mention| matches!(m.who, Who::Person(_) | Who::Office { many: false, .. });
    let tells_more = |r: &Chain| {
        let names: Vec<Range<usize>> = r.parties.iter().filter_map(name).collect();
        // "the Coordinator for Rivers, Ambassador A": an office and behind the comma who holds it
        if mixed {
            let all =
                named.iter().all(|n| names.contains(n)) && (names == named || names.len() == listed.parties.len());
            let held = |m: &Mention| r.parties.iter().any(|p| p.all.contains(&m.all.start));
            return all
                && listed.parties.iter().all(held)
                && r.all.start <= listed.parties[0].all.start
                && listed.parties.iter().all(offices);
        }
        let within =
            r.all.start <= listed.parties[0].all.start && names.last().is_some_and(|n| n.end > listed.all.start);
        match named.is_empty() {
            true => within || r.all.end <= listed.all.start,
            // more persons, or the same with more of a title: "Chairman of the Cabinet of Ministers of Chad A"
            false => {
                let longer = r.parties[0].all.start < listed.parties[0].all.start;
                (names.len() > named.len() || longer) && named.iter().all(|n| names.contains(n))
            }
        }
    };
    Some(roster().filter(tells_more).unwrap_or(listed))
}

fn members_from(v: &View, mentions: &[Mention], at: usize) -> Option<Chain> {
    let (pos, mut side) = after_side(v, skip(v, at, LEADS));
    let mut pos = skip(v, pos, LEADS);
    let mut chain = Chain { parties: Vec::new(), all: at..at };
    let mut comma_before_last = false;
    while let Some(party) = party_at(v, mentions, pos) {
        if chain.parties.first().is_some_and(|first| !same_sort(first, &party)) {
            break;
        }
        let party = party.of_side(side.take());
        let end = party.all.end;
        chain.all = chain.all.start..end;
        // persons who share a title come as several mentions of one phrase
        chain.parties.push(party);
        let Some(next) = separator(v, end).or_else(|| next_row(v, end)) else { break };
        comma_before_last = matches!(v.word(after_brackets(v, end)), "," | ";");
        (pos, side) = after_side(v, skip(v, next, LEADS));
        pos = skip(v, pos, LEADS);
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
    fuller(members_before(v, mentions, end), || roster::backward(v, mentions, end))
}

fn members_before(v: &View, mentions: &[Mention], end: usize) -> Option<Chain> {
    let last = party_ending(v, mentions, end)?;
    let mut chain = Chain { all: last.all.clone(), parties: vec![last] };
    let (mut and_seen, mut comma_last) = (false, false);
    while let Some((before, and)) = separator_before(v, chain.all.start) {
        // "As envoys of A and B, C and D": the comma parts two lists
        if and && and_seen && comma_last {
            chain.parties.remove(0);
            chain.all.start = chain.parties[0].all.start;
            break;
        }
        let Some(k) = ending_at(mentions, before).or_else(|| ending_at(mentions, without_comma(v, before))) else {
            break;
        };
        if !same_sort(&chain.parties[0], &mentions[k]) || !(and || and_seen) {
            break;
        }
        and_seen |= and;
        comma_last = !and;
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
    let longer = longer.iter().find(|w| v.reads(next, w)).map(|w| next + w.len());
    longer.or_else(|| after_aside(v, next)).or_else(|| person::separator(v, at))
}

/// "Thailand as the ASEAN coordinator and Japan": the token after the "and" behind what a party is there as.
fn after_aside(v: &View, at: usize) -> Option<usize> {
    let aside = v.is(at, &["as", "representing"]) || v.reads(at, &["on", "behalf", "of"]);
    let words = (at + 1..at + 14).take_while(|&k| aside && (v.is_word(k) || v.is_hyphen(k) || v.word(k) == ","));
    let and = words.into_iter().find(|&k| v.is(k, &["and"]))?;
    let verb = (at + 1..and)
        .any(|k| v.is(k, &["was", "were", "is", "are", "will", "with", "by"]) || v.word(k).ends_with("ed"));
    (!verb).then_some(and + 1)
}

/// The token after brackets that stand between two parties ("(on behalf of …)").
fn after_brackets(v: &View, at: usize) -> usize {
    let close = (at..at + 14).take_while(|_| v.word(at) == "(").find(|&k| v.word(k) == ")");
    close.map_or(at, |k| k + 1)
}

/// "Japan (Mr. …) Cambodia (Mr. …)": rows of a table need no separator.
fn next_row(v: &View, at: usize) -> Option<usize> {
    let (n, _) = v.country(at).filter(|_| at > 0)?;
    (v.word(at + n) == "(" && v.word(at - 1) == ")" || v.word(at + n) == ":" && v.p.begins_line(at)).then_some(at)
}

/// The end of what stands before the separator that ends at `start`, and whether it is an "and".
fn separator_before(v: &View, start: usize) -> Option<(usize, bool)> {
    let start = before_counterpart(v, before_side(v, start));
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

/// "on the Japanese side", "from the side of Japan" at a token: the token after it, with "by" or a comma, and whose it is.
fn after_side(v: &View, at: usize) -> (usize, Option<Side>) {
    let start = at + 1 + usize::from(v.is(at + 1, &["the"]));
    let place = v.country(start).or_else(|| v.demonym(start)).map(|(n, code)| (n, Some(code)));
    let place = place.or_else(|| v.group(start).map(|(n, _)| (n, None)));
    let said = v.is(at, &["on", "from", "for"]);
    // "for Slovakia by B", "for Slovakia, B"
    let acting = |n: usize| {
        let closed = v.is(start + n, &["by"]) || v.word(start + n) == "," && !v.is(at, &["on"]);
        closed && v.country(start).is_some()
    };
    match place.filter(|&(n, _)| said && (v.is(start + n, &["side"]) || acting(n))) {
        Some((n, code)) => {
            let end = start + n + usize::from(v.is(start + n, &["side"]));
            let end = end + usize::from(v.word(end) == "," && v.is(end + 1, &["by"]));
            let end = end + usize::from(v.word(end) == "," || v.is(end, &["by"]));
            (end, code.map(|code| (code, start..start + n)))
        }
        None => (at, None),
    }
}

/// The token behind "on the Japanese side" or "for Japan" at a token.
pub(super) fn side_end(v: &View, at: usize) -> Option<usize> {
    let start = at + 1 + usize::from(v.is(at + 1, &["the"]));
    let (n, _) = v.country(start).or_else(|| v.demonym(start)).filter(|_| v.is(at, &["on", "from", "for"]))?;
    let side = v.is(start + n, &["side"]);
    (side || v.is(at, &["for"])).then_some(start + n + usize::from(side))
}

/// A country with the words that tell it.
type Side = (CountryCode, Range<usize>);

/// Where the words "on the Japanese side," begin that end at a token.
fn before_side(v: &View, at: usize) -> usize {
    (3..=6)
        .filter_map(|n| at.checked_sub(n))
        .find(|&start| after_side(v, start).0 == at && after_side(v, start).0 > start)
        .unwrap_or(at)
}

/// Where "his counterpart," or "her Thai counterpart," begins before a name.
fn before_counterpart(v: &View, at: usize) -> usize {
    let noun = at.checked_sub(1).map(|k| if v.word(k) == "," { k.saturating_sub(1) } else { k });
    let Some(noun) = noun.filter(|&k| v.is(k, &["counterpart", "counterparts", "co-chair"])) else { return at };
    (1..=4).filter_map(|n| noun.checked_sub(n)).find(|&k| v.is(k, &["his", "her", "their"])).unwrap_or(at)
}

/// The end of what stands before a comma that ends at `at`.
fn without_comma(v: &View, at: usize) -> usize {
    if at > 0 && v.word(at - 1) == "," { at - 1 } else { at }
}

impl Mention {
    /// The mention with a country told for its side, where it has none of its own.
    fn of_side(mut self, side: Option<Side>) -> Self {
        if let Who::Person(p) = &mut self.who {
            p.country = p.country.take().or(side);
        }
        self
    }
}

/// The party that begins at `at`. A country before brackets belongs to the person within: "Japan (Mr. …)".
fn party_at(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    if let Some(k) = starting_at(mentions, at) {
        let found = mentions[k].clone();
        if let Some(holder) = office_and_holder(v, mentions, at).filter(|_| matches!(found.who, Who::Office { .. })) {
            return Some(holder);
        }
        if let Some(theirs) = of_country(v, &found) {
            return Some(theirs);
        }
        if qualifies_noun(v, &found) || is_held_by_somebody(v, &found) {
            return None;
        }
        return Some(in_brackets(v, mentions, &found).unwrap_or(found));
    }
    let found = counterpart(v, mentions, at).or_else(|| own_officer(v, mentions, at));
    if let Some(found) = found.or_else(|| after_letters(v, mentions, at)) {
        return Some(found);
    }
    if let Some(found) = office_and_holder(v, mentions, at) {
        return Some(found);
    }
    if let Some(office) = mention::local_office(v, at) {
        let named = mentions[mentions.partition_point(|m| m.all.start < office.all.end)..].first();
        return named.and_then(|m| mention::holder(v, &office, m)).or(Some(office));
    }
    let p = person::bare(v, at)?;
    Some(Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) })
}

/// "by Secretary-General of the Lakes Service, Helga Schmid, and Minister of State for Water, Dr. Omar Saleh": an office
/// and behind a comma who holds it, in a list of chairs.
fn office_and_holder(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    let comma = end_of_office(v, at).filter(|&k| v.word(k) == ",")?;
    let first = mentions.partition_point(|m| m.all.start <= at);
    let named = mentions[first..].iter().take_while(|m| m.all.start < comma).any(|m| matches!(m.who, Who::Person(_)));
    let mut p = titled_only_before(v, mentions, comma + 1).filter(|_| !named)?;
    p.before = Some(at..comma);
    p.all.start = at;
    p.country = p.country.take().or_else(|| person::country_in(v, at..comma));
    Some(Mention { all: p.all.clone(), who: Who::Person(p) })
}

/// The token after the words of an office that begins at `at`: "Deputy Prime Minister and Foreign Minister of Chad".
fn end_of_office(v: &View, at: usize) -> Option<usize> {
    let leads = |k: usize| {
        v.has(k, crate::lexicon::Class::OfficeModifier)
            || v.has(k, crate::lexicon::Class::Portfolio)
            || v.demonym(k).is_some()
    };
    let head = (at..at + 4).find(|&k| v.office(k).is_some()).filter(|&h| (at..h).all(leads) && v.is_capital(at))?;
    let (n, many) = v.office(head)?;
    let goes_on = |k: usize| {
        v.is_capital(k)
            || v.is_hyphen(k)
            || v.is(k, &["of", "for", "the", "and", "from"])
            || v.possessive(k) > 0
            || matches!(v.word(k), "(" | ")")
    };
    (head + n..at + 32).find(|&k| !goes_on(k)).filter(|_| !many)
}

/// A person whose office can only stand before: with a courtesy, or a bare name that a mark or an "and" closes.
fn titled_only_before(v: &View, mentions: &[Mention], at: usize) -> Option<Box<person::Person>> {
    if let Some(Who::Person(p)) = starting_at(mentions, at).map(|k| &mentions[k].who) {
        let plain = p.honorific.is_some() && p.before.is_none() && p.after.is_none();
        return plain.then(|| p.clone());
    }
    let p = person::bare(v, at).filter(|p| p.after.is_none())?;
    let closed = matches!(v.word(p.name.end), "," | "." | ";") || v.is(p.name.end, &["and"]);
    let all = p.name.clone();
    closed.then(|| Box::new(person::Person { all, ..p }))
}

/// Whether a name of some sort follows an office behind a comma: then the office alone is not the chair.
fn is_held_by_somebody(v: &View, office: &Mention) -> bool {
    let unnamed = matches!(office.who, Who::Office { .. });
    let end = end_of_office(v, office.all.start).unwrap_or(office.all.end).max(office.all.end);
    let next = end + 1;
    let strange = v.is_capital(next) && v.is_capital(next + 1) && v.office(next).is_none();
    let other = v.country(next).is_some() || v.organization(next).is_some() || v.demonym(next).is_some();
    unnamed && v.word(end) == "," && strange && !other && v.honorific(next).is_none()
}

/// "China's Li Bo": a name that only its country tells.
fn of_country(v: &View, m: &Mention) -> Option<Mention> {
    let Who::Country(code) = m.who else { return None };
    let end = m.all.end;
    let possessive = v.possessive(end);
    let mut p = person::bare(v, end + possessive).filter(|_| possessive > 0)?;
    p.country = p.country.or(Some((code, m.all.clone())));
    Some(Mention { all: m.all.start..p.all.end, who: Who::Person(Box::new(p)) })
}

/// "the G-7 presidency": a country or group before another noun is not itself the party.
fn qualifies_noun(v: &View, m: &Mention) -> bool {
    let end = m.all.end;
    if matches!(m.who, Who::Office { .. }) {
        let more = v.is(end, &["of", "for"]) && v.is_capital(end + 1);
        return v.is_capital(end) || more || v.is_hyphen(end) && v.glued(end);
    }
    let named = matches!(m.who, Who::Person(_));
    // "the U.S. Assistant Secretary", "China's minister": not the country either
    !named && (v.possessive(end) > 0 || v.is_lower(end) && !v.is(end, AFTER_PARTY) || v.is_capital(end))
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
    let comma = (noun + 1..noun + 6).find(|&k| v.word(k) == ",");
    let told = |k: usize| match starting_at(mentions, k).map(|k| &mentions[k].who) {
        Some(Who::Person(p)) => Some(p.clone()),
        _ => None,
    };
    // "his Thai counterpart Anong Suwan"
    let beside = || told(noun + 1).or_else(|| person::bare(v, noun + 1).map(Box::new));
    let mut p = beside().or_else(|| comma.and_then(|c| told(c + 1)))?;
    p.country = p.country.or_else(|| person::country_in(v, at..p.all.start));
    Some(Mention { all: at..p.all.end, who: Who::Person(p) })
}

/// "its president, Dr. A": an office of the meeting's own body, and who holds it.
fn own_officer(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    let own = v.is(at, &["its", "their", "our"]);
    let comma = (at + 2..at + 6).find(|&k| v.word(k) == ",").filter(|_| own)?;
    let office = (at + 1..comma).all(|k| v.is_lower(k)) && v.office(comma - 1).is_some();
    let Who::Person(p) = &mentions[starting_at(mentions, comma + 1).filter(|_| office)?].who else { return None };
    Some(Mention { all: at..p.all.end, who: Who::Person(p.clone()) })
}

/// "EAM Smt. A": the letters of an office before a courtesy.
fn after_letters(v: &View, mentions: &[Mention], at: usize) -> Option<Mention> {
    let word = v.word(at);
    let letters = (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase());
    let Who::Person(p) = &mentions[starting_at(mentions, at + 1).filter(|_| letters)?].who else { return None };
    let led = p.honorific.as_ref().is_some_and(|h| h.start == at + 1) && p.before.is_none();
    let known = v.country(at).is_some() || v.group(at).is_some() || v.honorific(at).is_some();
    (led && !known).then(|| {
        let mut p = p.clone();
        p.before = Some(at..at + 1).filter(|_| p.after.is_none());
        p.all.start = at;
        Mention { all: at..p.all.end, who: Who::Person(p) }
    })
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
