//! Rosters: a stretch of words that by the sentence's frame holds persons with their titles and nothing else.
//!
//! Handed: a view, its mentions and where the stretch begins or ends (behind "chaired by", before "co-chaired the
//! Talks"). Gives: the persons in it, whatever their titles look like: before the name and set off by a comma, after it
//! and closed by nothing. Knows nothing about roles. The stretch ends at the first word no title holds, so that a person
//! who only attended is out of it; one who is named inside another's title ("Adviser to President A") is passed over.

use super::chain::Chain;
use super::mention::{Mention, Who, starting_at};
use super::person::{self, Person};
use super::view::View;
use crate::lexicon::Class;
use crate::lexicon::sorts::Sorts;
use std::ops::Range;

/// Tokens of a roster, at most.
const LONGEST: usize = 160;

/// Small words a title holds wherever they stand.
const SMALL: &[&str] = &[
    "of",
    "for",
    "the",
    "and",
    "in",
    "on",
    "at",
    "to",
    "from",
    "acting",
    "current",
    "then",
    "incoming",
    "outgoing",
    "respectively",
    "jointly",
    "both",
    "also",
    "charge",
    "representing",
    "behalf",
    "side",
    "as",
    "well",
    "by",
    "together",
    "along",
    "alongside",
    "with",
    "his",
    "her",
    "counterpart",
    "namely",
    "responsible",
    "de",
    "la",
    "s",
];

/// Words that put what follows into another's title or clause.
const GOVERNING: &[&str] = &[
    "of",
    "to",
    "for",
    "in",
    "at",
    "on",
    "from",
    "under",
    "between",
    "with",
    "than",
    "like",
    "including",
    "after",
    "before",
    "during",
    "into",
    "by",
    "behalf",
    "representing",
];

/// The persons of the roster that begins at `at`.
pub(super) fn forward(v: &View, mentions: &[Mention], at: usize) -> Option<Chain> {
    let limit = v.sentence(at).end.min(at + LONGEST);
    if at >= limit || !(v.is_capital(at) || v.is(at, &["the"])) {
        return None;
    }
    let end = (at..limit).find(|&k| !is_of_a_title(v, k, at)).unwrap_or(limit);
    let mut persons = walk(v, mentions, at..end);
    let first = persons.first()?;
    let opening = first.all.start == at || v.is(at, &["the"]) && first.all.start == at + 1;
    // "…, and Ms. C attended": the last has a clause of her own
    if persons.len() > 1 && is_verb(v, end) && persons.last().is_some_and(|last| is_behind_comma(v, last.all.start)) {
        persons.pop();
    }
    let all = at..persons.last()?.all.end;
    (opening && is_list(v, &persons)).then(|| Chain { all, parties: parties(persons) })
}

/// The persons of the roster that ends at `end`, before a verb.
pub(super) fn backward(v: &View, mentions: &[Mention], end: usize) -> Option<Chain> {
    let floor = v.sentence(end.checked_sub(1)?).start.max(end.saturating_sub(LONGEST));
    let start = (floor..end).rev().take_while(|&k| is_of_a_title(v, k, floor)).last()?;
    let mut persons = walk(v, mentions, start..end);
    let behind = |p: &Person, words: &[&str]| v.before(article(v, p.all.start), words);
    // "As envoys of A and B, C and D": the end of another list, and a comma
    if persons.first().is_some_and(|first| behind(first, &["and"])) {
        let next = persons.iter().skip(1).position(|p| behind(p, &[","])).map_or(0, |k| k + 1);
        persons.drain(..next);
    }
    let first = persons.first()?;
    let governed = first.all.start > 0 && v.before(article(v, first.all.start), GOVERNING);
    if governed || !is_list(v, &persons) {
        return None;
    }
    let all = first.all.start..persons.last()?.all.end;
    Some(Chain { all, parties: parties(persons) })
}

/// Where "the" before a token stands, or the token.
fn article(v: &View, at: usize) -> usize {
    if v.before(at, &["the", "both"]) { at - 1 } else { at }
}

fn parties(persons: Vec<Person>) -> Vec<Mention> {
    persons.into_iter().map(|p| Mention { all: p.all.clone(), who: Who::Person(Box::new(p)) }).collect()
}

/// Whether a token may stand in a title or between two persons.
fn is_of_a_title(v: &View, k: usize, floor: usize) -> bool {
    if v.is_capital(k) {
        return !v.calendar_word(k);
    }
    match v.word(k) {
        "," | ";" | "(" | ")" | "&" | "/" => true,
        "." => v.glued(k) && k > floor,
        "with" => v.before(k, &["along", "together", "jointly"]),
        "as" => v.is(k + 1, &["well"]) || v.before(k, &["well"]),
        "by" => v.before(k, &["and", ",", ";"]),
        _ => {
            v.is_hyphen(k)
                || v.is_apostrophe(k)
                || v.particle(k)
                || v.is(k, SMALL)
                // "Chile's secretary of defence"
                || v.is_lower(k) && v.sort(k, Sorts::OFFICE.or(Sorts::OFFICE_MODIFIER).or(Sorts::PORTFOLIO))
                // "Working Party 3", "C5+1"
                || k > floor && (v.is_capital(k - 1) || v.is_hyphen(k - 1)) && v.glued(k)
        }
    }
}

fn is_verb(v: &View, at: usize) -> bool {
    v.is_lower(at)
        && (v.word(at).ends_with("ed")
            || v.is(at, &["was", "were", "took", "gave", "spoke", "made", "is", "are", "will"]))
}

fn is_behind_comma(v: &View, at: usize) -> bool {
    let at = article(v, at);
    at > 1 && v.before(at, &["and"]) && v.word(at - 2) == ","
}

/// Whether between the last two persons stands what closes a list.
fn is_list(v: &View, persons: &[Person]) -> bool {
    let joins = |pair: &[Person]| {
        (pair[0].all.end..pair[1].all.start.max(pair[0].all.end))
            .any(|k| v.is(k, &["and", "&", "with", "alongside"]) || v.word(k) == ";")
    };
    persons.len() < 2 || persons.windows(2).last().is_some_and(joins)
}

/// Reads a stretch from left to right.
fn walk(v: &View, mentions: &[Mention], stretch: Range<usize>) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    // where what belongs to nobody yet begins
    let mut from = stretch.start;
    let mut k = stretch.start;
    while k < stretch.end {
        let person = person_at(v, mentions, k, from, found.is_empty());
        let Some(mut p) = person.filter(|p| p.name.end <= stretch.end) else {
            k += 1;
            continue;
        };
        k = p.all.end.max(k + 1);
        join_council(v, from, &mut p);
        let opens = article(v, p.all.start) == stretch.start || p.all.start == stretch.start;
        let owner = v.possessive(p.name.end) > 0;
        if owner || !opens && is_within_a_title(v, &p) || !(found.is_empty() || is_apart(v, from..p.all.start)) {
            continue;
        }
        give_title(v, from, &mut p);
        from = k;
        found.push(p);
    }
    found
}

/// The person that begins at a token: one read already, or a bare name behind an office that has no name yet.
fn person_at(v: &View, mentions: &[Mention], k: usize, from: usize, first: bool) -> Option<Person> {
    if let Some(Who::Person(p)) = starting_at(mentions, k).map(|at| &mentions[at].who) {
        return Some((**p).clone());
    }
    let comma = k > from && v.word(k - 1) == ",";
    let runs_on = k > from && ends_a_title(v, k);
    let opens = k == from || comma || runs_on || v.is(k - 1, &["and"]);
    if !v.is_capital(k) || !opens || v.locality(k).is_some() || v.region(k).is_some() {
        return None;
    }
    let start = if first { from } else { first_join(v, from..k)? + 1 };
    let p = person::bare(v, k)?;
    let given = v.has(k, Class::GivenName);
    let titled = v.holds_office(start..k) || runs_on && given && (start..k).any(|k| v.organization(k).is_some());
    let office = titled && (comma || runs_on);
    let closed = matches!(v.word(p.name.end), "," | "." | ";" | "(" | "") || v.is_lower(p.name.end);
    (closed && (office || k == start)).then_some(p)
}

/// Whether the word before a token may be the last of a title that runs on into its holder's name: "Chairman of the Cabinet
/// of the Kyrgyz Republic A".
fn ends_a_title(v: &View, k: usize) -> bool {
    let country =
        (1..5).filter_map(|n| Some((n, k.checked_sub(n)?))).any(|(n, at)| v.country(at).is_some_and(|(m, _)| m == n));
    let word = v.ordinary(k - 1) || v.has(k - 1, Class::Portfolio) || v.has(k - 1, Class::Rank);
    let plain = v.is_capital(k - 1) && (word || v.has(k, Class::GivenName));
    (country || plain) && !v.ordinary(k)
}

/// The first "and" of a range, or what reads like it.
fn first_join(v: &View, mut range: Range<usize>) -> Option<usize> {
    range.find(|&k| v.is(k, &["and", "&", "with", "alongside", "by"]) || v.word(k) == ";")
}

/// Whether a person stands inside another's title or clause: "Adviser to President A".
fn is_within_a_title(v: &View, p: &Person) -> bool {
    let at = article(v, p.all.start);
    let with = v.before(at, &["with"]);
    let listed = at > 1 && v.before(at, &["by"]) && v.before(at - 1, &["and", ",", ";"]);
    v.before(at, GOVERNING) && !with && !listed
}

/// "Chairman of the Cabinet of Ministers of Chad A": a plural read as A's own title belongs to the title before it.
fn join_council(v: &View, from: usize, p: &mut Person) {
    let Some(before) = p.before.clone().filter(|b| b.start > from && v.before(article(v, b.start), &["of"])) else {
        return;
    };
    let body = v.organization(before.start).is_some() || v.is(before.start, &["Cabinet", "Council", "Board"]);
    let council = (body || person::is_plural(v, &before)) && v.holds_office(from..before.start);
    if let Some(title) = title_before(v, from, before.end).filter(|_| council && p.honorific.is_none()) {
        p.all.start = title.start;
        p.before = Some(title);
        p.shared = false;
    }
}

/// Whether something that parts two persons stands between them.
fn is_apart(v: &View, between: Range<usize>) -> bool {
    between.clone().any(|k| matches!(v.word(k), "," | ";") || v.is(k, &["and", "&", "with", "alongside"]))
}

/// The office that stands before a name and is set off by a comma, or runs on into it: "Secretary of State for Latin
/// America, the Caribbean and Spain in the World, A", "the Coordinator for Rivers, Ambassador B".
fn give_title(v: &View, from: usize, p: &mut Person) {
    let Some(title) = title_before(v, from, p.all.start).filter(|_| p.after.is_none() && p.of.is_none()) else {
        return;
    };
    let start = title.start;
    match &p.before {
        None => {
            p.country = p.country.take().or_else(|| person::country_in(v, title.clone()));
            p.before = Some(without_owner(v, title));
        }
        Some(ambassador)
            if p.honorific.is_none() && v.is(ambassador.start, &["Ambassador"]) && ambassador.len() == 1 =>
        {
            p.country = p.country.take().or_else(|| person::country_in(v, title.clone()));
            p.honorific = p.before.replace(without_owner(v, title));
        }
        Some(_) => {}
    }
    // "Permanent Secretary of the Ministry of Defence General A": the rank is the courtesy
    if let Some(title) = p.before.as_mut().filter(|t| t.len() > 2 && t.end == p.name.start && p.honorific.is_none()) {
        let rank = title.end - 1;
        if v.has(rank, Class::Rank) && v.honorific(rank) == Some(1) {
            title.end = rank;
            p.honorific = Some(rank..rank + 1);
        }
    }
    p.all.start = start;
}

/// The words of an office between a token and a name.
fn title_before(v: &View, from: usize, name: usize) -> Option<Range<usize>> {
    let end = if name > from && v.word(name - 1) == "," { name - 1 } else { name };
    let joined = v.before(end, &["and", "&", "with", "by", "alongside"]);
    if from >= end || joined || !v.holds_office(from..end) {
        return None;
    }
    // pieces without an office before the first with one are of the sentence: "In Graz, Minister of Trade, A"
    let mut start = from;
    while let Some(cut) = (start..end).find(|&k| v.word(k) == ",").filter(|&k| !v.holds_office(start..k)) {
        start = cut + 1;
    }
    while v.is(start, &["and", "the", "by", "with"]) || matches!(v.word(start), "," | ";") {
        start += 1;
    }
    (start < end && v.is_capital(start)).then_some(start..end)
}

/// A title without the possessive of its country: "Spain's Secretary of State".
fn without_owner(v: &View, title: Range<usize>) -> Range<usize> {
    let own = v.country(title.start).map(|(n, _)| title.start + n).filter(|&k| v.possessive(k) > 0);
    own.map_or(title.start, |k| k + v.possessive(k))..title.end
}
